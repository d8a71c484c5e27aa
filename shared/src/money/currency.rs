//! The currencies a business can keep its books in.

use serde::{Deserialize, Serialize};
use std::fmt;
use std::str::FromStr;
use thiserror::Error;

macro_rules! currencies {
    ($($code:ident $decimals:literal $symbol:literal),* $(,)?) => {
        /// A currency by its ISO 4217 code.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
        #[serde(rename_all = "UPPERCASE")]
        #[allow(missing_docs)]
        pub enum Currency { $($code),* }

        impl Currency {
            /// Every currency known here.
            pub const ALL: &'static [Self] = &[$(Self::$code),*];

            /// The ISO 4217 code, such as `ARS`.
            pub const fn code(self) -> &'static str {
                match self { $(Self::$code => stringify!($code)),* }
            }

            /// How many decimals a major unit has (ISO 4217 "minor unit": 0, 2 or 3).
            pub const fn decimals(self) -> u32 {
                match self { $(Self::$code => $decimals),* }
            }

            /// The symbol people of the place write before the amount.
            pub const fn symbol(self) -> &'static str {
                match self { $(Self::$code => $symbol),* }
            }
        }
    };
}

// Codes in the spelling of ISO 4217, so that `stringify!` is the code.
#[allow(clippy::upper_case_acronyms)]
mod list {
    use super::*;
    currencies! {
        ARS 2 "$", BRL 2 "R$", USD 2 "$", EUR 2 "€", GBP 2 "£", UYU 2 "$U", CLP 0 "$", PYG 0 "₲",
        BOB 2 "Bs", PEN 2 "S/", COP 2 "$", MXN 2 "$", CAD 2 "$", AUD 2 "$", NZD 2 "$", CHF 2 "CHF",
        JPY 0 "¥", KRW 0 "₩", KWD 3 "KD", BHD 3 "BD", TND 3 "DT",
    }
}
pub use list::Currency;

impl Currency {
    /// Minor units in a major unit: 1, 100 or 1,000.
    pub const fn minor_per_major(self) -> i64 {
        10_i64.pow(self.decimals())
    }
}

/// No currency of this code is known here.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[error("unknown currency {0:?}: use an ISO 4217 code such as ARS, BRL or USD")]
pub struct UnknownCurrency(pub String);

impl FromStr for Currency {
    type Err = UnknownCurrency;
    fn from_str(code: &str) -> Result<Self, UnknownCurrency> {
        let known = Self::ALL.iter().find(|currency| currency.code() == code);
        known
            .copied()
            .ok_or_else(|| UnknownCurrency(code.to_owned()))
    }
}

impl fmt::Display for Currency {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}
