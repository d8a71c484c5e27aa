//! All orders that are open, to find one among many.

use super::{TabsAction, age, fits, title};
use crate::counter::Action;
use kit::focus::use_title;
use kit::icon::{Icon, icon, small};
use kit::locale::Locale;
use kit::money::money;
use kit::words::counter::Counter;
use kit::words::tabs::Tabs as Words;
use shared::id::OrderId;
use shared::money::Money;
use shared::till::OpenOrderSummary;
use std::rc::Rc;
use web_sys::HtmlInputElement;
use yew::prelude::*;

/// What [`TabsSheet`] shows.
#[derive(Clone, PartialEq, Properties)]
pub struct TabsSheetProps {
    /// What is looked for.
    pub find: String,
    /// The order being made.
    pub current: OrderId,
    /// Whether it can be called off.
    pub can_void: bool,
    /// All that are open.
    pub open: Rc<Vec<OpenOrderSummary>>,
    /// The present minute, since 1970.
    pub minute: i64,
    /// How it is written.
    pub locale: Locale,
    /// Where touches go.
    pub act: Callback<Action>,
}

impl TabsSheetProps {
    fn on(&self, action: TabsAction) -> Callback<MouseEvent> {
        self.act.reform(move |_| Action::Tabs(action.clone()))
    }
}

/// All orders that are open.
#[component]
pub fn TabsSheet(props: &TabsSheetProps) -> Html {
    let heading = use_title();
    let words = Words::of(props.locale.language);
    let close = props.act.reform(|_: MouseEvent| Action::SheetClosed);
    let typed = props.act.reform(|event: InputEvent| {
        let field: HtmlInputElement = event.target_unchecked_into();
        Action::Tabs(TabsAction::Searched(field.value()))
    });
    let sum: Money = props.open.iter().map(|tab| tab.total).sum();
    let found = props.open.iter();
    let found: Vec<_> = found
        .filter(|tab| fits(tab, &props.find, props.locale.language))
        .collect();
    let nothing = match props.open.is_empty() {
        true => words.none(),
        false => words.none_found(),
    };
    html! {
        <>
            <div class="scrim" onclick={close.clone()}></div>
            <section class="sheet tabs-sheet" role="dialog" aria-modal="true" aria-label={words.title()} data-testid="tabs-sheet">
                <header class="row">
                    <div class="grow">
                        <h2 class="h24" tabindex="-1" ref={heading}>{ words.title() }</h2>
                        <span class="sub">{ words.open(props.open.len()) }{ " · " }{ money(props.locale, sum) }</span>
                    </div>
                    <label class="field tabs-find">{ small(Icon::Search) }
                        <input type="search" data-testid="tabs-find" autocomplete="off" aria-label={words.name()} placeholder={words.name()} value={props.find.clone()} oninput={typed} />
                    </label>
                    <button class="btn sq" aria-label={Counter::of(props.locale.language).close()} data-testid="close" onclick={close}>{ icon(Icon::Close) }</button>
                </header>
                if found.is_empty() {
                    <p class="tabs-none">{ nothing }</p>
                } else {
                    <div class="tabs-list">{ for found.into_iter().map(|tab| row(props, words, tab)) }</div>
                }
                <footer class="row">
                    <button class="btn line high" data-testid="tab-rename" disabled={!props.can_void} onclick={props.on(TabsAction::RenameAsked)}>{ small(Icon::Pencil) }{ words.rename() }</button>
                    <button class="btn line high" data-testid="tab-void" disabled={!props.can_void} onclick={props.on(TabsAction::VoidAsked)}>{ small(Icon::Ban) }{ words.void() }</button>
                    <span class="grow"></span>
                    <button class="btn high" data-testid="tab-new-listed" onclick={props.on(TabsAction::NewAsked)}>{ small(Icon::Plus) }{ words.new_tab() }</button>
                </footer>
            </section>
        </>
    }
}

fn row(props: &TabsSheetProps, words: Words, tab: &OpenOrderSummary) -> Html {
    let name = title(
        props.locale.language,
        tab.name.as_deref(),
        tab.number.as_ref(),
    );
    let current = tab.order == props.current;
    html! {
        <button class={classes!("tab", current.then_some("on"))} aria-current={current.to_string()} key={tab.order.to_string()} data-testid="listed-tab" data-name={name.clone()}
            onclick={props.on(TabsAction::Recalled(tab.order))}>
            <b>{ name }</b>
            <span>{ money(props.locale, tab.total) }{ " · " }{ age(words, tab, props.minute) }</span>
            if !tab.own { <span class="tag">{ words.other_till() }</span> }
        </button>
    }
}
