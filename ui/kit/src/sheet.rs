//! A sheet above the page, by the browser's own dialog: it keeps the focus, `Esc` leaves it, and the focus goes
//! back to what opened it.

use web_sys::HtmlDialogElement;
use yew::prelude::*;

/// A sheet.
#[derive(Properties, PartialEq)]
pub struct DialogProps {
    /// Whether it is shown.
    pub open: bool,
    /// The id of its title.
    pub labelled: AttrValue,
    /// Classes beside `sheet`.
    #[prop_or_default]
    pub class: Classes,
    /// It was left without an answer: by `Esc` or a tap beside it.
    pub onclose: Callback<()>,
    /// What is on it.
    #[prop_or_default]
    pub children: Html,
}

/// A sheet.
#[component]
pub fn Dialog(props: &DialogProps) -> Html {
    let node = use_node_ref();
    {
        let node = node.clone();
        use_effect_with(props.open, move |open| {
            if let Some(dialog) = node.cast::<HtmlDialogElement>() {
                match *open {
                    // Refused only for a dialog that is shown already.
                    true => drop(dialog.show_modal()),
                    false => dialog.close(),
                }
            }
        });
    }
    // The page's state decides: the browser's own closing is only heard.
    let oncancel = props.onclose.reform(|event: Event| event.prevent_default());
    let onclick = {
        let (node, onclose) = (node.clone(), props.onclose.clone());
        Callback::from(move |event: MouseEvent| {
            // A tap on the dialog itself, not on what is in it, is a tap beside the sheet.
            let target = event.target();
            let is_beside = target.is_some() && target == node.get().map(Into::into);
            if is_beside {
                onclose.emit(());
            }
        })
    };
    html! {
        <dialog ref={node} class={classes!("dialog", props.class.clone())} aria-labelledby={props.labelled.clone()}
            {oncancel} {onclick}>
            <div class="dialog-inside">{ props.children.clone() }</div>
        </dialog>
    }
}
