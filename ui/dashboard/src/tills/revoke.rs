//! Asks before a till's access is cut: the one act here that somebody at a counter would feel.

use crate::here::use_here;
use crate::state::{Action, DeskAction};
use kit::icon::{Icon, small};
use web_sys::HtmlElement;
use yew::prelude::*;

/// The question, while it is asked.
#[component]
pub fn RevokeSheet() -> Html {
    let here = use_here();
    let words = here.words;
    let title = use_node_ref();
    let asked = here.state.desk.revoking;
    {
        let title = title.clone();
        use_effect_with(asked, move |asked| {
            if let (Some(_), Some(title)) = (asked, title.cast::<HtmlElement>()) {
                // A browser that does not focus leaves the sheet one Tab away.
                let _ = title.focus();
            }
        });
    }
    let tills = here.state.tills.value.iter().flatten();
    let Some(till) = tills.into_iter().find(|till| Some(till.id) == asked) else {
        return Html::default();
    };
    let back = {
        let here = here.clone();
        move || here.tell(Action::Desk(DeskAction::Settled))
    };
    let (back_by_key, back_by_scrim) = (back.clone(), back.clone());
    let revoke = {
        let (here, id, name) = (here.clone(), till.id, till.name.clone());
        Callback::from(move |_: MouseEvent| here.revoke(id, name.clone()))
    };
    html! {
        <div class="ask" onkeydown={move |event: KeyboardEvent| if event.key() == "Escape" { back_by_key(); }}>
            <div class="scrim" onclick={move |_: MouseEvent| back_by_scrim()} />
            <div class="sheet ask-sheet" role="alertdialog" aria-modal="true" aria-labelledby="revoke-title" aria-describedby="revoke-means">
                <h2 id="revoke-title" ref={title} tabindex="-1" class="h20">{ words.revoke_question(&till.name) }</h2>
                <p id="revoke-means" class="sub">{ words.revoke_means() }</p>
                <div class="ask-foot">
                    <button class="btn sm ghost" onclick={move |_: MouseEvent| back()} data-testid="revoke-cancel">{ words.cancel() }</button>
                    <button class="btn sm bad" onclick={revoke} data-testid="revoke-confirm">{ small(Icon::Ban) }{ words.revoke_named(&till.name) }</button>
                </div>
            </div>
        </div>
    }
}
