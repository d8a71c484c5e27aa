//! Asks before a till's access is cut: the one act here that somebody at a counter would feel.

use crate::here::use_here;
use crate::state::{Action, DeskAction};
use kit::icon::{Icon, small};
use kit::sheet::Dialog;
use yew::prelude::*;

/// The question, while it is asked.
#[component]
pub fn RevokeSheet() -> Html {
    let here = use_here();
    let words = here.words;
    let asked = here.state.desk.revoking;
    let tills = here.state.tills.value.iter().flatten();
    let till = tills.into_iter().find(|till| Some(till.id) == asked);
    let back = {
        let here = here.clone();
        Callback::from(move |()| here.tell(Action::Desk(DeskAction::Settled)))
    };
    let content = till.map(|till| {
        let revoke = {
            let (here, id, name) = (here.clone(), till.id, till.name.clone());
            Callback::from(move |_: MouseEvent| here.revoke(id, name.clone()))
        };
        let cancel = back.reform(|_: MouseEvent| ());
        html! {
            <>
                <h2 id="revoke-title" tabindex="-1" autofocus=true class="h20">{ words.revoke_question(&till.name) }</h2>
                <p class="sub">{ words.revoke_means() }</p>
                <div class="ask-foot">
                    <button class="btn sm ghost" onclick={cancel} data-testid="revoke-cancel">{ words.cancel() }</button>
                    <button class="btn sm bad" onclick={revoke} data-testid="revoke-confirm">
                        { small(Icon::Ban) }{ words.revoke_named(&till.name) }
                    </button>
                </div>
            </>
        }
    });
    html! {
        <Dialog open={content.is_some()} labelled="revoke-title" class="ask-sheet" onclose={back}>{ content }</Dialog>
    }
}
