//! What the service's refusals are called on a screen.

use super::Failure;
use shared::problem::ProblemCode;
use shared::till::Language;

impl Failure {
    /// What happened, and what happens next.
    pub fn in_words(self, language: Language) -> &'static str {
        match self {
            Self::Unreachable => pick(
                language,
                "No llegamos al servicio. Las cajas siguen vendiendo",
                "We can't reach the service. The tills keep selling",
                "Não alcançamos o serviço. Os caixas continuam vendendo",
            ),
            Self::SignedOut => of_code(ProblemCode::SessionEnded, language),
            Self::Refused(code) => of_code(code, language),
            Self::Unreadable => pick(
                language,
                "La respuesta no se entiende. Recargá la página",
                "The answer makes no sense. Reload the page",
                "A resposta não faz sentido. Recarregue a página",
            ),
        }
    }
}

fn of_code(code: ProblemCode, language: Language) -> &'static str {
    match code {
        ProblemCode::WrongCredentials => pick(
            language,
            "El correo o la contraseña no coinciden",
            "Email or password do not match",
            "E-mail ou senha não conferem",
        ),
        ProblemCode::NotSignedIn | ProblemCode::SessionEnded => pick(
            language,
            "La sesión terminó. Entrá de nuevo",
            "Your session ended. Sign in again",
            "Sua sessão terminou. Entre de novo",
        ),
        ProblemCode::TooManyRequests => pick(
            language,
            "Demasiados intentos. Probá en unos minutos",
            "Too many tries. Try again in a few minutes",
            "Tentativas demais. Tente em alguns minutos",
        ),
        ProblemCode::NotFound | ProblemCode::MethodNotAllowed => pick(
            language,
            "No existe o es de otro local",
            "It does not exist or belongs to another shop",
            "Não existe ou é de outra loja",
        ),
        ProblemCode::InvalidJson
        | ProblemCode::InvalidRequest
        | ProblemCode::UnknownCurrency
        | ProblemCode::UnknownTimeZone
        | ProblemCode::WeakPassword
        | ProblemCode::TooLarge => pick(
            language,
            "El servicio no acepta esos datos. Revisalos y probá de nuevo",
            "The service does not accept that. Check it and try again",
            "O serviço não aceita esses dados. Confira e tente de novo",
        ),
        ProblemCode::EnrolmentCodeRefused
        | ProblemCode::SeriesTaken
        | ProblemCode::OtherCurrency
        | ProblemCode::WrongSignature
        | ProblemCode::TillRevoked
        | ProblemCode::FeedChanged
        | ProblemCode::PushRefused => pick(
            language,
            "Eso es de un equipo, no de esta página. Recargala",
            "That is for a till, not for this page. Reload it",
            "Isso é de um caixa, não desta página. Recarregue",
        ),
        ProblemCode::Unavailable | ProblemCode::Internal => pick(
            language,
            "El servicio no pudo responder. Probá en unos minutos",
            "The service could not answer. Try again in a few minutes",
            "O serviço não conseguiu responder. Tente em alguns minutos",
        ),
    }
}

fn pick(
    language: Language,
    spanish: &'static str,
    english: &'static str,
    portuguese: &'static str,
) -> &'static str {
    match language {
        Language::Spanish => spanish,
        Language::English => english,
        Language::Portuguese => portuguese,
    }
}
