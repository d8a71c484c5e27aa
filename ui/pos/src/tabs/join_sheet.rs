//! The sheet that asks which order the one being made goes to.

use super::{Joining, TabsAction, age, title};
use crate::counter::{Action, choice, close_button, frame, on_close, on_touch};
use kit::focus::Title;
use kit::locale::Locale;
use kit::money::money;
use kit::words::split::Split as Words;
use kit::words::tabs::Tabs;
use shared::id::OrderId;
use shared::till::OpenOrderSummary;
use yew::prelude::*;

/// What [`join_sheet`] shows.
pub struct JoinSheetProps<'a> {
    /// What goes.
    pub joining: &'a Joining,
    /// The order being made.
    pub current: OrderId,
    /// All that are open.
    pub open: &'a [OpenOrderSummary],
    /// The present minute, since 1970.
    pub minute: i64,
    /// How it is written.
    pub locale: Locale,
    /// Where touches go.
    pub act: &'a Callback<Action>,
}

/// The sheet that asks which one.
pub fn join_sheet(props: &JoinSheetProps) -> Html {
    let words = Words::of(props.locale.language);
    let others = props.open.iter().filter(|tab| tab.order != props.current);
    let others: Vec<_> = others.collect();
    let inner = html! {
        <>
            <header class="row">
                <div class="grow"><Title text={words.to_which()} /></div>
                { close_button(props.locale.language, on_close(props.act)) }
            </header>
            { scope(props, words) }
            if others.is_empty() {
                <p class="tabs-none">{ words.no_other() }</p>
            } else {
                <div class="tabs-list">{ for others.into_iter().map(|tab| row(props, tab)) }</div>
            }
        </>
    };
    let label = words.to_which().into();
    frame(
        "join-sheet",
        "sheet tabs-sheet",
        label,
        on_close(props.act),
        inner,
    )
}

/// Where a line is selected, it may go alone.
fn scope(props: &JoinSheetProps, words: Words) -> Html {
    let Some((_, name)) = &props.joining.selected else {
        return Html::default();
    };
    let alone = props.joining.only.is_some();
    let chip = |on: bool, text: String, alone: bool| {
        choice(
            "join-scope",
            on,
            text,
            on_touch(props.act, TabsAction::JoinScoped(alone)),
        )
    };
    html! {
        <div class="seg full join-scope" role="group" aria-label={words.join()}>
            { chip(!alone, words.whole_order().to_owned(), false) }
            { chip(alone, name.clone(), true) }
        </div>
    }
}

fn row(props: &JoinSheetProps, tab: &OpenOrderSummary) -> Html {
    let language = props.locale.language;
    let name = title(language, tab.name.as_deref(), tab.number.as_ref());
    let pick = on_touch(props.act, TabsAction::JoinedWith(tab.order));
    html! {
        <button class="tab" key={tab.order.to_string()} data-testid="join-tab" data-name={name.clone()} onclick={pick}>
            <b>{ name }</b>
            <span>{ money(props.locale, tab.total) }{ " · " }{ age(Tabs::of(language), tab, props.minute) }</span>
        </button>
    }
}
