//! The sheet on which a PIN is chosen.

use super::pin_pad::PinPad;
use super::{NewPin, NewPinStep};
use crate::counter::Action;
use kit::focus::use_title;
use kit::icon::{Icon, icon};
use kit::locale::Locale;
use kit::words::counter::Counter;
use kit::words::staff::Staff as Words;
use yew::prelude::*;

/// What [`NewPinSheet`] shows.
#[derive(Clone, PartialEq, Properties)]
pub struct NewPinProps {
    /// The PIN as it is being chosen.
    pub new: NewPin,
    /// Whose it is, by name.
    pub name: String,
    /// How it is written.
    pub locale: Locale,
    /// Where touches go.
    pub act: Callback<Action>,
}

/// A new PIN: what it is for, and the pad.
#[component]
pub fn NewPinSheet(props: &NewPinProps) -> Html {
    let title = use_title();
    let words = Words::of(props.locale.language);
    let close = props.act.reform(|_: MouseEvent| Action::SheetClosed);
    let (head, text) = match &props.new.step {
        NewPinStep::Temporary => (words.temporary_for(&props.name), words.temporary_how()),
        NewPinStep::Own { differed: false } => {
            (words.choose_pin().to_owned(), words.choose_pin_how())
        }
        NewPinStep::Own { differed: true } => (words.choose_pin().to_owned(), words.pins_differ()),
        NewPinStep::Again(_) => (words.choose_pin().to_owned(), words.pin_again()),
    };
    html! {
        <>
            <div class="scrim"></div>
            <section class="sheet price-sheet approve-sheet" role="dialog" aria-modal="true" aria-label={head.clone()} data-testid="new-pin-sheet">
                <header class="row">
                    <h2 class="h24 grow" tabindex="-1" ref={title}>{ head }</h2>
                    <button class="btn sq" aria-label={Counter::of(props.locale.language).close()} data-testid="close" onclick={close}>{ icon(Icon::Close) }</button>
                </header>
                <div class="price-body approve-body">
                    <p class="sub" role="status" data-testid="new-pin-how">{ text }</p>
                    <PinPad typed={props.new.typed.clone()} ready={true} approves={true} act={props.act.clone()} />
                </div>
            </section>
        </>
    }
}
