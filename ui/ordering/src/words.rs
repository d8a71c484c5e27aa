//! The customer's words, in three languages.

use crate::hours::{Opening, time};
use shared::till::Language;

const DAYS: [[&str; 7]; 3] = [
    [
        "Lunes",
        "Martes",
        "Miércoles",
        "Jueves",
        "Viernes",
        "Sábado",
        "Domingo",
    ],
    [
        "Monday",
        "Tuesday",
        "Wednesday",
        "Thursday",
        "Friday",
        "Saturday",
        "Sunday",
    ],
    [
        "Segunda-feira",
        "Terça-feira",
        "Quarta-feira",
        "Quinta-feira",
        "Sexta-feira",
        "Sábado",
        "Domingo",
    ],
];

/// The words in one language.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Words(pub Language);

impl Words {
    fn pick<T>(self, spanish: T, english: T, portuguese: T) -> T {
        match self.0 {
            Language::Spanish => spanish,
            Language::English => english,
            Language::Portuguese => portuguese,
        }
    }

    /// The cafe is open.
    pub fn open(self) -> &'static str {
        self.pick("Abierto", "Open", "Aberto")
    }

    /// The cafe is closed.
    pub fn closed(self) -> &'static str {
        self.pick("Cerrado", "Closed", "Fechado")
    }

    /// The list of hours.
    pub fn hours(self) -> &'static str {
        self.pick("Horarios", "Opening hours", "Horários")
    }

    /// The language choice.
    pub fn language(self) -> &'static str {
        self.pick("Idioma", "Language", "Idioma")
    }

    /// The cafe is being asked for.
    pub fn loading(self) -> &'static str {
        self.pick("Cargando", "Loading", "Carregando")
    }

    /// No cafe has this address.
    pub fn unknown(self) -> &'static str {
        self.pick(
            "No encontramos este local",
            "We can't find this shop",
            "Não encontramos esta loja",
        )
    }

    /// What to do then.
    pub fn unknown_why(self) -> &'static str {
        self.pick(
            "Revisá la dirección o escaneá de nuevo el código del local.",
            "Check the address or scan the shop's code again.",
            "Confira o endereço ou escaneie de novo o código da loja.",
        )
    }

    /// The service is not heard.
    pub fn away(self) -> &'static str {
        self.pick(
            "No llegamos al local ahora. Probá en unos minutos o pedí en el mostrador",
            "We can't reach the shop right now. Try in a few minutes or order at the counter",
            "Não alcançamos a loja agora. Tente em alguns minutos ou peça no balcão",
        )
    }

    /// Asks once more.
    pub fn again(self) -> &'static str {
        self.pick("Probar de nuevo", "Try again", "Tentar de novo")
    }

    /// The cafe keeps no hours here.
    pub fn no_hours(self) -> &'static str {
        self.pick(
            "El local todavía no cargó sus horarios",
            "The shop has not set its hours yet",
            "A loja ainda não informou os horários",
        )
    }

    /// Where to order, as long as this page does not take orders.
    pub fn at_the_counter(self) -> &'static str {
        self.pick(
            "Pedí en el mostrador",
            "Order at the counter",
            "Peça no balcão",
        )
    }

    /// Open until then.
    pub fn until(self, minute: u16) -> String {
        let time = time(minute);
        self.pick(
            format!("Hasta las {time}"),
            format!("Until {time}"),
            format!("Até as {time}"),
        )
    }

    /// Closed until then.
    pub fn opens(self, opening: Opening) -> String {
        let time = time(opening.opens);
        let day = self.day(opening.weekday);
        match opening.in_days {
            0 => self.pick(
                format!("Abre hoy a las {time}"),
                format!("Opens today at {time}"),
                format!("Abre hoje às {time}"),
            ),
            1 => self.pick(
                format!("Abre mañana a las {time}"),
                format!("Opens tomorrow at {time}"),
                format!("Abre amanhã às {time}"),
            ),
            _ => self.pick(
                format!("Abre el {} a las {time}", day.to_lowercase()),
                format!("Opens {day} at {time}"),
                format!("Abre {} às {time}", day.to_lowercase()),
            ),
        }
    }

    /// A day of the week, 1 for Monday to 7 for Sunday.
    pub fn day(self, weekday: u8) -> &'static str {
        let language = self.pick(0, 1, 2);
        DAYS[language][usize::from(weekday.clamp(1, 7) - 1)]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_next_opening_is_said_as_a_person_says_it() {
        let opening = |in_days| Opening {
            in_days,
            weekday: 1,
            opens: 480,
        };
        let spanish = Words(Language::Spanish);
        assert_eq!(spanish.opens(opening(0)), "Abre hoy a las 08:00");
        assert_eq!(spanish.opens(opening(1)), "Abre mañana a las 08:00");
        assert_eq!(spanish.opens(opening(3)), "Abre el lunes a las 08:00");
        let english = Words(Language::English);
        assert_eq!(english.opens(opening(3)), "Opens Monday at 08:00");
    }
}
