//! What is written above the bar that is looked at.

use super::Bar;
use super::scale::percent;
use web_sys::HtmlElement;
use yew::prelude::*;

#[derive(Properties, PartialEq)]
pub(super) struct NoteProps {
    /// The bar.
    pub bar: Bar,
    /// Its middle, in hundredths of a percent of the width.
    pub at: i64,
}

/// The note above a bar. Its place is set by script: our security policy allows no style in the markup.
#[component]
pub(super) fn Note(props: &NoteProps) -> Html {
    let node = use_node_ref();
    {
        let node = node.clone();
        use_effect_with(props.at, move |at| {
            if let Some(element) = node.cast::<HtmlElement>() {
                // A browser that refuses the place leaves the note at the left: still readable.
                let _ = element.style().set_property("left", &percent(*at));
            }
        });
    }
    let side = match props.at {
        ..=2_500 => "start",
        7_500.. => "end",
        _ => "middle",
    };
    let bar = &props.bar;
    html! {
        <div ref={node} class={classes!("chart-note", side)} aria-hidden="true">
            <span>{ &bar.name }{ " " }<b>{ &bar.change }</b></span>
            <strong>{ &bar.text }</strong>
        </div>
    }
}
