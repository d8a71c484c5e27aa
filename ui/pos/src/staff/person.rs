//! A person on the screen: initials in a circle, name, what they are, whether they are in.

use kit::locale::Locale;
use kit::words::staff::Staff as Words;
use kit::words::time;
use shared::staff::{Person, Presence};
use yew::prelude::*;

/// The initials of a name: of its first and its last word.
pub fn initials(name: &str) -> String {
    let mut words = name.split_whitespace();
    let first = words.next().and_then(|word| word.chars().next());
    let last = words.next_back().and_then(|word| word.chars().next());
    let both = first.into_iter().chain(last);
    both.flat_map(char::to_uppercase).collect()
}

/// The circle with the initials, of one of the sizes of `avatar`. No face is guessed.
pub fn face(name: &str, class: &'static str) -> Html {
    html! { <span {class} aria-hidden="true">{ initials(name) }</span> }
}

/// Where they work, else what they are.
pub fn place(locale: Locale, person: &Person) -> String {
    match person.position.is_empty() {
        true => Words::of(locale.language).role_name(person.role).to_owned(),
        false => person.position.clone(),
    }
}

/// Whether they are in, and since when.
pub fn presence(locale: Locale, person: &Person) -> Html {
    let words = Words::of(locale.language);
    let (class, text) = match person.presence {
        _ if !person.has_pin => ("dot hollow", words.no_pin().to_owned()),
        Presence::Out => ("dot hollow", words.not_in().to_owned()),
        Presence::In { since } => ("dot in", words.came(&time::clock(since))),
        Presence::Paused { since, .. } => ("dot paused", words.paused(&time::clock(since))),
    };
    html! { <span class="st"><span {class} aria-hidden="true"></span>{ text }</span> }
}

#[cfg(test)]
mod tests {
    use super::initials;

    #[test]
    fn initials_are_of_the_first_and_the_last_name() {
        assert_eq!(initials("Lucía"), "L");
        assert_eq!(initials("valentina  de la Paz"), "VP");
        assert_eq!(initials(""), "");
    }
}
