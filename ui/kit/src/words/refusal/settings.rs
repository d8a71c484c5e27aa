//! Why a setting is refused.

use crate::locale::Locale;
use crate::money::text;
use shared::money::Money;
use shared::settings::SettingsRejection;
use shared::till::Language;

/// Why a setting is refused.
pub fn settings(locale: Locale, rejection: &SettingsRejection) -> String {
    let language = locale.language;
    match rejection {
        SettingsRejection::StepOutOfRange { max_minor } => {
            let max = text(locale, Money::minor(*max_minor));
            say! { language; format!("El efectivo se redondea a un monto entre cero y {max}"), format!("Cash is rounded to an amount between zero and {max}"), format!("O dinheiro é arredondado para um valor entre zero e {max}") }
        }
        SettingsRejection::TooManyTips { max } => {
            say! { language; format!("Se ofrecen hasta {max} propinas"), format!("At most {max} tips are offered"), format!("São oferecidas no máximo {max} gorjetas") }
        }
        SettingsRejection::TipOfNothing => {
            say! { language; "Una propina es mayor que cero", "A tip is above zero", "Uma gorjeta é maior que zero" }
        }
    }
}
