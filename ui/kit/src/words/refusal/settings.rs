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
        SettingsRejection::TooManyStations { max } => {
            say! { language; format!("Hay {max} estaciones como máximo"), format!("There are at most {max} stations"), format!("Há no máximo {max} estações") }
        }
        SettingsRejection::BadStationName { max } => {
            say! { language; format!("Poné un nombre de 1 a {max} letras"), format!("Give it a name of 1 to {max} letters"), format!("Dê um nome de 1 a {max} letras") }
        }
        SettingsRejection::StationTwice { name } => {
            say! { language; format!("Ya hay una estación {name}"), format!("There is a station {name} already"), format!("Já existe uma estação {name}") }
        }
        SettingsRejection::StationPrinter(reason) => super::printing(language, *reason),
    }
}
