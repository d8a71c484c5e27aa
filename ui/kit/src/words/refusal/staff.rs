//! Why the rules of staff say no.

use crate::locale::Locale;
use crate::words::staff::Staff;
use shared::staff::StaffRejection;
use shared::till::Language;

/// Why the rules of staff say no.
pub fn staff(locale: Locale, rejection: &StaffRejection) -> String {
    let language = locale.language;
    match rejection {
        StaffRejection::NoSuchPerson => {
            say! { language; "Esa persona ya no está en el equipo", "That person is not on the team any more", "Essa pessoa não está mais na equipe" }
        }
        StaffRejection::BadName { max } => {
            say! { language; format!("Un nombre tiene de 1 a {max} signos"), format!("A name has 1 to {max} signs"), format!("Um nome tem de 1 a {max} sinais") }
        }
        StaffRejection::TextTooLong { max } => {
            say! { language; format!("El texto pasa de {max} signos"), format!("The text is longer than {max} signs"), format!("O texto passa de {max} sinais") }
        }
        StaffRejection::NobodySignedIn => {
            say! { language; "Primero entrá con tu PIN", "Come in with your PIN first", "Primeiro entre com seu PIN" }
        }
        StaffRejection::NotAllowed { right, who } => {
            let what = Staff::of(language).right(*right);
            let who = names(language, who);
            match who {
                Some(who) => {
                    say! { language; format!("Para {what}, pedile a {who}"), format!("To {what}, ask {who}"), format!("Para {what}, peça a {who}") }
                }
                None => {
                    say! { language; format!("Nadie del equipo puede {what}"), format!("Nobody on the team may {what}"), format!("Ninguém da equipe pode {what}") }
                }
            }
        }
        StaffRejection::NoPin => {
            say! { language; "Todavía no tiene PIN: se lo da quien maneja el equipo", "No PIN yet: whoever runs the team gives one", "Ainda não tem PIN: quem cuida da equipe dá um" }
        }
        StaffRejection::PinNotHere => {
            say! { language; "Este equipo todavía no recibió ese PIN: llega solo desde la otra caja", "This device has not received that PIN yet: it arrives by itself from the other till", "Este aparelho ainda não recebeu esse PIN: ele chega sozinho do outro caixa" }
        }
        StaffRejection::WrongPin { left } => {
            let tries = match (language, left) {
                (Language::Spanish, 1) => "Queda 1 intento".to_owned(),
                (Language::Spanish, left) => format!("Quedan {left} intentos"),
                (Language::English, 1) => "1 try left".to_owned(),
                (Language::English, left) => format!("{left} tries left"),
                (Language::Portuguese, 1) => "Resta 1 tentativa".to_owned(),
                (Language::Portuguese, left) => format!("Restam {left} tentativas"),
            };
            say! { language; format!("Ese no es el PIN. {tries}"), format!("That is not the PIN. {tries}"), format!("Esse não é o PIN. {tries}") }
        }
        StaffRejection::PinLocked { seconds } => {
            say! { language; format!("Demasiados intentos: probá de nuevo en {seconds} s"), format!("Too many tries: try again in {seconds} s"), format!("Tentativas demais: tente de novo em {seconds} s") }
        }
        StaffRejection::LastOwner => {
            say! { language; "Tiene que quedar una dueña o un dueño con PIN", "One owner with a PIN has to stay", "Precisa ficar um dono com PIN" }
        }
        StaffRejection::RoleAboveOwn => {
            say! { language; "Nadie da un rol más alto que el suyo", "Nobody gives a role above their own", "Ninguém dá um papel acima do seu" }
        }
        StaffRejection::NotNow => {
            say! { language; "Eso ya está fichado", "That is clocked already", "Isso já está no ponto" }
        }
    }
}

/// `Agustina o Sofía`.
fn names(language: Language, who: &[String]) -> Option<String> {
    let or = match language {
        Language::Spanish => "o",
        Language::English => "or",
        Language::Portuguese => "ou",
    };
    match who {
        [] => None,
        [one] => Some(one.clone()),
        [first @ .., last] => Some(format!("{} {or} {last}", first.join(", "))),
    }
}
