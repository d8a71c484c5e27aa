//! Words for figures: amounts, changes, counts.

use super::{Words, phrases};
use shared::money::{Currency, Money, MoneyStyle, Rounding};
use shared::till::Language;

phrases! {
    sales: "Ventas", "Sales", "Vendas";
    orders: "Pedidos", "Orders", "Pedidos";
    average_ticket: "Ticket promedio", "Average ticket", "Ticket médio";
    sales_by_day: "Ventas por día", "Sales by day", "Vendas por dia";
    sales_by_hour: "Ventas por hora", "Sales by hour", "Vendas por hora";
    best_sellers: "Lo más vendido", "Best sellers", "Mais vendidos";
    by_revenue: "Por importe", "By amount", "Por valor";
    by_quantity: "Por cantidad", "By quantity", "Por quantidade";
    this_period: "Este período", "This period", "Este período";
    before: "Previo", "Before", "Anterior";
    day: "Día", "Day", "Dia";
    hour: "Hora", "Hour", "Hora";
    today: "hoy", "today", "hoje";
    so_far: "hasta ahora", "so far", "até agora";
    no_sales: "Sin ventas en este período", "No sales in this period", "Sem vendas neste período";
    period: "Período", "Period", "Período";
    other_dates: "Otras fechas", "Other dates", "Outras datas";
    from: "Desde", "From", "De";
    to: "Hasta", "To", "Até";
    show: "Ver", "Show", "Ver";
    wrong_order: "La primera fecha va antes que la segunda", "The first date comes before the second", "A primeira data vem antes da segunda";
    no_comparison: "sin período previo", "nothing before", "sem período anterior";
}

impl Words {
    /// How amounts are written for this reader.
    pub fn money_style(self) -> MoneyStyle {
        match self.0 {
            Language::Spanish | Language::Portuguese => MoneyStyle::LATIN,
            Language::English => MoneyStyle::ENGLISH,
        }
    }

    /// An amount to the last decimal.
    pub fn exact(self, money: Money, currency: Currency) -> String {
        money.to_text(currency, self.money_style())
    }

    /// A mark of an axis: `600 mil`, `1,5 M`.
    pub fn compact(self, money: Money, currency: Currency) -> String {
        let majors = Rounding::HalfUp.divide(
            i128::from(money.to_minor()),
            i128::from(currency.minor_per_major()),
        );
        let (divisor, unit) = match majors {
            ..1_000 => return majors.to_string(),
            1_000..1_000_000 => (1_000, self.pick("\u{a0}mil", "k", "\u{a0}mil")),
            _ => (1_000_000, self.pick("\u{a0}M", "M", "\u{a0}mi")),
        };
        let tenths = Rounding::HalfUp.divide(majors * 10, divisor);
        let decimal = self.money_style().decimal;
        match (tenths / 10, tenths % 10) {
            (whole, 0) => format!("{whole}{unit}"),
            (whole, tenth) => format!("{whole}{decimal}{tenth}{unit}"),
        }
    }

    /// A whole number with its groups.
    pub fn count(self, number: i64) -> String {
        let digits = number.unsigned_abs().to_string();
        let group = self.money_style().group;
        let mut text = String::new();
        for (index, digit) in digits.chars().enumerate() {
            if index > 0 && (digits.len() - index).is_multiple_of(3) {
                text.push(group);
            }
            text.push(digit);
        }
        if number < 0 {
            format!("\u{2212}{text}")
        } else {
            text
        }
    }

    /// Units as the report writes them, with this reader's separators.
    pub fn units(self, text: &str) -> String {
        let (whole, fraction) = text.split_once('.').unwrap_or((text, ""));
        let whole = whole
            .parse()
            .map_or(whole.to_owned(), |whole| self.count(whole));
        match fraction {
            "" => whole,
            fraction => format!("{whole}{}{fraction}", self.money_style().decimal),
        }
    }

    /// A change in thousandths without its sign: `10,6 %`.
    pub fn percent(self, per_mille: i64) -> String {
        let size = per_mille.unsigned_abs();
        let whole = self.count(i64::try_from(size / 10).unwrap_or(i64::MAX));
        let decimal = self.money_style().decimal;
        let space = self.pick("\u{a0}", "", "");
        format!("{whole}{decimal}{}{space}%", size % 10)
    }

    /// A change in thousandths with its sign: `+10,6 %`.
    pub fn signed_percent(self, per_mille: i64) -> String {
        let sign = match per_mille {
            ..0 => "\u{2212}",
            0 => "",
            1.. => "+",
        };
        format!("{sign}{}", self.percent(per_mille))
    }

    /// A change, for a screen reader.
    pub fn change_aloud(self, per_mille: i64) -> String {
        let size = self.percent(per_mille);
        match per_mille {
            ..0 => self.pick(
                format!("{size} menos que antes"),
                format!("{size} less than before"),
                format!("{size} a menos que antes"),
            ),
            _ => self.pick(
                format!("{size} más que antes"),
                format!("{size} more than before"),
                format!("{size} a mais que antes"),
            ),
        }
    }

    /// `30 días`.
    pub fn days(self, days: i32) -> String {
        match days {
            1 => self.pick("1 día", "1 day", "1 dia").to_owned(),
            _ => format!("{days} {}", self.pick("días", "days", "dias")),
        }
    }

    /// What the figures are compared with.
    pub fn compared(self, days: i32) -> String {
        if days == 1 {
            return self
                .pick(
                    "comparado con el día previo",
                    "compared with the day before",
                    "comparado ao dia anterior",
                )
                .to_owned();
        }
        self.pick(
            format!("comparado con los {days} días previos"),
            format!("compared with the previous {days} days"),
            format!("comparado aos {days} dias anteriores"),
        )
    }

    /// The busiest hour.
    pub fn peak(self, hour: usize) -> String {
        self.pick(
            format!("Pico: {hour} h"),
            format!("Peak: {hour}:00"),
            format!("Pico: {hour} h"),
        )
    }

    /// An hour of the day.
    pub fn an_hour(self, hour: usize) -> String {
        self.pick(
            format!("{hour} a {} h", hour + 1),
            format!("{hour}:00 to {}:00", hour + 1),
            format!("{hour} às {} h", hour + 1),
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const ES: Words = Words(Language::Spanish);
    const EN: Words = Words(Language::English);

    #[test]
    fn marks_of_the_axis_are_short() {
        let marks =
            |words: Words, majors: i64| words.compact(Money::minor(majors * 100), Currency::ARS);
        assert_eq!(marks(ES, 0), "0");
        assert_eq!(marks(ES, 600_000), "600\u{a0}mil");
        assert_eq!(marks(ES, 1_500_000), "1,5\u{a0}M");
        assert_eq!(marks(EN, 1_500), "1.5k");
    }

    #[test]
    fn percents_follow_the_language() {
        assert_eq!(ES.percent(-106), "10,6\u{a0}%");
        assert_eq!(EN.signed_percent(-106), "\u{2212}10.6%");
        assert_eq!(ES.signed_percent(169), "+16,9\u{a0}%");
    }

    #[test]
    fn counts_are_grouped() {
        assert_eq!(ES.count(2_874), "2.874");
        assert_eq!(EN.count(-1_234_567), "\u{2212}1,234,567");
        assert_eq!(ES.units("1234.5"), "1.234,5");
    }
}
