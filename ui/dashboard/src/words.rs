//! The dashboard's words: every phrase once, in the three languages side by side.

mod dates;
mod figures;
mod tills;

pub use dates::Ago;

use shared::till::Language;

/// The words in one language.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Words(pub Language);

macro_rules! phrases {
    ($($(#[$doc:meta])* $name:ident: $spanish:literal, $english:literal, $portuguese:literal;)*) => {
        impl $crate::words::Words {
            $(
                $(#[$doc])*
                #[doc = $english]
                pub fn $name(self) -> &'static str {
                    self.pick($spanish, $english, $portuguese)
                }
            )*
        }
    };
}
pub(crate) use phrases;

impl Words {
    pub(crate) fn pick<T>(self, spanish: T, english: T, portuguese: T) -> T {
        match self.0 {
            Language::Spanish => spanish,
            Language::English => english,
            Language::Portuguese => portuguese,
        }
    }

    /// The initials of a name, for where no picture is known.
    pub fn initials(name: &str) -> String {
        let words = name.split_whitespace().filter(|word| word.len() > 2);
        let letters: String = words
            .filter_map(|word| word.chars().next())
            .take(2)
            .collect();
        letters.to_uppercase()
    }

    /// Names one after the other: `Caja 1 y Caja 2`.
    pub fn list(self, names: &[String]) -> String {
        let and = self.pick("y", "and", "e");
        match names {
            [] => String::new(),
            [one] => one.clone(),
            [first @ .., last] => format!("{} {and} {last}", first.join(", ")),
        }
    }

    /// How many cafes an owner has.
    pub fn owner_of(self, cafes: usize) -> String {
        match (cafes, self.0) {
            (1, Language::Spanish) => "1 local".into(),
            (_, Language::Spanish) => format!("{cafes} locales"),
            (1, Language::English) => "1 shop".into(),
            (_, Language::English) => format!("{cafes} shops"),
            (1, Language::Portuguese) => "1 loja".into(),
            (_, Language::Portuguese) => format!("{cafes} lojas"),
        }
    }
}

phrases! {
    sign_in_title: "Entrá a tu café", "Sign in to your cafe", "Entre no seu café";
    sign_in_for_whom: "Para dueños y encargados. En la caja no hace falta entrar acá.", "For owners and managers. A till does not need this page.", "Para donos e gerentes. No caixa não é preciso entrar aqui.";
    email: "Correo", "Email", "E-mail";
    password: "Contraseña", "Password", "Senha";
    show_password: "Mostrar la contraseña", "Show the password", "Mostrar a senha";
    sign_in: "Entrar", "Sign in", "Entrar";
    signing_in: "Entrando", "Signing in", "Entrando";
    sign_out: "Salir", "Sign out", "Sair";
    fill_both: "Escribí el correo y la contraseña", "Enter your email and password", "Digite o e-mail e a senha";
    service_online: "Servicio en línea", "Service online", "Serviço online";
    service_away: "Sin servicio", "No service", "Sem serviço";
    promise: "Si esta página no abre, el café sigue abierto.", "If this page won't open, the cafe still does.", "Se esta página não abrir, o café continua aberto.";
    promise_why: "Las cajas venden, cobran e imprimen sin internet. Acá se ve todo junto cuando vuelve.", "Tills sell and charge without internet. Here you see it all together when it is back.", "Os caixas vendem e cobram sem internet. Aqui você vê tudo junto quando ela volta.";
    summary: "Resumen", "Summary", "Resumo";
    tills: "Equipos", "Devices", "Aparelhos";
    pages: "Páginas", "Pages", "Páginas";
    choose_cafe: "Cambiar de local", "Change shop", "Trocar de loja";
    no_cafes: "Tu cuenta todavía no tiene un local", "Your account has no shop yet", "Sua conta ainda não tem uma loja";
    language: "Idioma", "Language", "Idioma";
    theme: "Colores", "Colors", "Cores";
    theme_device: "Del equipo", "Device", "Do aparelho";
    theme_light: "Claro", "Light", "Claro";
    theme_dark: "Oscuro", "Dark", "Escuro";
    undo: "Deshacer", "Undo", "Desfazer";
    close: "Cerrar", "Close", "Fechar";
    cancel: "Volver", "Back", "Voltar";
    try_again: "Probar de nuevo", "Try again", "Tentar de novo";
    save: "Guardar", "Save", "Salvar";
    loading: "Cargando", "Loading", "Carregando";
    account: "Cuenta", "Account", "Conta";
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn initials_leave_small_words_out() {
        assert_eq!(Words::initials("Café de la Lumbre"), "CL");
        assert_eq!(Words::initials("sofia"), "S");
    }

    #[test]
    fn a_list_ends_with_and() {
        let names = ["Caja 1", "Caja 2", "Caja 3"].map(String::from);
        assert_eq!(Words::default().list(&names), "Caja 1, Caja 2 y Caja 3");
        assert_eq!(Words::default().list(&names[..1]), "Caja 1");
    }
}
