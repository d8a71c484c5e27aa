//! Every text of the pages, in every language. A text that one language lacks does not compile.

/// A page's texts: one line a text, in Spanish of Argentina, English and Portuguese of Brazil.
macro_rules! words {
    ($(#[$doc:meta])* $name:ident { $( $text:ident: $es:literal, $en:literal, $pt:literal; )* }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub struct $name(shared::till::Language);

        impl $name {
            /// The texts in a language.
            pub const fn of(language: shared::till::Language) -> Self {
                Self(language)
            }

            /// One of three texts.
            const fn pick<T: Copy>(self, es: T, en: T, pt: T) -> T {
                match self.0 {
                    shared::till::Language::Spanish => es,
                    shared::till::Language::English => en,
                    shared::till::Language::Portuguese => pt,
                }
            }

            $(
                #[doc = $en]
                pub const fn $text(self) -> &'static str {
                    self.pick($es, $en, $pt)
                }
            )*
        }

        #[cfg(test)]
        impl $name {
            /// Every fixed text, for the tests.
            pub(crate) const FIXED: &'static [[&'static str; 3]] = &[$([$es, $en, $pt]),*];
        }
    };
}

/// One of three texts, in the order Spanish, English, Portuguese.
macro_rules! say {
    ($language:expr; $es:expr, $en:expr, $pt:expr) => {
        match $language {
            Language::Spanish => String::from($es),
            Language::English => String::from($en),
            Language::Portuguese => String::from($pt),
        }
    };
}

pub mod counter;
pub mod discount;
pub mod first_day;
pub mod kitchen;
pub mod payment;
pub mod printing;
pub mod refund;
pub mod refusal;
pub mod row;
pub mod shift;
pub mod split;
pub mod staff;
pub mod tabs;
pub mod time;

#[cfg(test)]
mod tests {
    use super::counter::Counter;
    use super::discount::Discount;
    use super::first_day::FirstDay;
    use super::kitchen::Kitchen;
    use super::payment::Payment;
    use super::printing::Printing;
    use super::refund::Refund;
    use super::shift::Shift;
    use super::split::Split;
    use super::staff::Staff;
    use super::tabs::Tabs;

    fn every_fixed_text() -> Vec<[&'static str; 3]> {
        [
            Counter::FIXED,
            FirstDay::FIXED,
            Kitchen::FIXED,
            Shift::FIXED,
            Staff::FIXED,
            Discount::FIXED,
            Payment::FIXED,
            Printing::FIXED,
            Refund::FIXED,
            Split::FIXED,
            Tabs::FIXED,
        ]
        .concat()
    }

    #[test]
    fn every_text_says_something_in_every_language() {
        for texts in every_fixed_text() {
            for text in texts {
                assert!(!text.trim().is_empty(), "{texts:?}");
                assert_eq!(text, text.trim(), "{texts:?}");
                assert!(!text.contains(['{', '}', '!']), "{texts:?}");
            }
        }
    }

    #[test]
    fn texts_keep_to_the_words_of_people() {
        for texts in every_fixed_text() {
            for text in texts {
                let text = text.to_lowercase();
                for word in ["servidor", "server", "token", "hash", "sync"] {
                    assert!(!text.contains(word), "{text:?} says {word:?}");
                }
            }
        }
    }
}
