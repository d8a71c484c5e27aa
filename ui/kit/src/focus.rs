//! Where the keyboard is when something opens.

use crate::page;
use web_sys::HtmlElement;
use yew::prelude::*;

/// A place for the title of a sheet: it has the keyboard as soon as the sheet is there.
#[hook]
pub fn use_title() -> NodeRef {
    let title = use_node_ref();
    let element = title.clone();
    use_effect_with((), move |()| {
        if let Some(title) = element.cast::<HtmlElement>() {
            page::focus_on(&title);
        }
    });
    title
}
