//! The sheet on which a PIN is chosen.

use super::pin_pad::pin_pad;
use super::{NewPin, NewPinStep};
use crate::counter::{Action, frame, head, on_close};
use kit::locale::Locale;
use kit::words::staff::Staff as Words;
use yew::prelude::*;

/// A new PIN: whose it is or what it is for, and the pad. A tap beside it is none that leaves it.
pub fn new_pin_sheet(new: &NewPin, name: &str, locale: Locale, act: &Callback<Action>) -> Html {
    let words = Words::of(locale.language);
    let (title, text) = match &new.step {
        NewPinStep::Temporary => (words.temporary_for(name), words.temporary_how()),
        NewPinStep::Own { differed: false } => {
            (words.choose_pin().to_owned(), words.choose_pin_how())
        }
        NewPinStep::Own { differed: true } => (words.choose_pin().to_owned(), words.pins_differ()),
        NewPinStep::Again(_) => (words.choose_pin().to_owned(), words.pin_again()),
    };
    let title = AttrValue::from(title);
    let inner = html! {
        <>
            { head(title.clone(), locale.language, on_close(act)) }
            <div class="price-body approve-body">
                <p class="sub" role="status" data-testid="new-pin-how">{ text }</p>
                { pin_pad(&new.typed, true, true, locale, act) }
            </div>
        </>
    };
    let class = "sheet price-sheet approve-sheet";
    frame("new-pin-sheet", class, title, Callback::noop(), inner)
}
