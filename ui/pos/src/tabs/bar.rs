//! The row above the grid: the order being made, those that are kept, and a new one.

use super::{TabsAction, age, title};
use crate::counter::{Action, on_touch};
use kit::icon::{Icon, small};
use kit::locale::Locale;
use kit::money::money;
use kit::words::tabs::Tabs as Words;
use shared::id::OrderId;
use shared::till::OpenOrderSummary;
use std::rc::Rc;
use yew::prelude::*;

/// What [`TabBar`] shows.
#[derive(Clone, PartialEq, Properties)]
pub struct TabBarProps {
    /// The order being made.
    pub current: OrderId,
    /// What it is called.
    pub title: String,
    /// All that are open.
    pub open: Rc<Vec<OpenOrderSummary>>,
    /// The present minute, since 1970.
    pub minute: i64,
    /// How it is written.
    pub locale: Locale,
    /// Where touches go.
    pub act: Callback<Action>,
}

/// The row above the grid.
#[component]
pub fn TabBar(props: &TabBarProps) -> Html {
    let words = Words::of(props.locale.language);
    let add = on_touch(&props.act, TabsAction::NewAsked);
    let all = on_touch(&props.act, TabsAction::ListOpened);
    let others = props.open.iter().filter(|tab| tab.order != props.current);
    html! {
        <nav class="tabs" aria-label={words.open_tabs()} data-testid="tabs">
            <button class="tab on" aria-current="true" data-testid="tab-current" onclick={all}>
                <b>{ &props.title }</b><span>{ words.now() }</span>
            </button>
            <div class="tabs-others">{ for others.map(|tab| other(props, words, tab)) }</div>
            <button class="tab add" aria-label={words.new_tab_label()} data-testid="tab-new" onclick={add}>{ small(Icon::Plus) }{ words.new_tab() }</button>
        </nav>
    }
}

fn other(props: &TabBarProps, words: Words, tab: &OpenOrderSummary) -> Html {
    let order = tab.order;
    let recall = on_touch(&props.act, TabsAction::Recalled(order));
    let name = title(
        props.locale.language,
        tab.name.as_deref(),
        tab.number.as_ref(),
    );
    html! {
        <button class="tab" key={order.to_string()} data-testid="tab" data-name={name.clone()} onclick={recall}>
            <b>{ name }</b>
            <span>{ money(props.locale, tab.total) }{ " · " }{ age(words, tab, props.minute) }</span>
        </button>
    }
}
