//! All orders that are open, to find one among many.

use super::{TabsAction, age, fits, title};
use crate::counter::{Action, aria, close_button, frame, on_close, on_text, on_touch};
use crate::split::SplitAction;
use kit::focus::Title;
use kit::icon::{Icon, small};
use kit::locale::Locale;
use kit::money::money;
use kit::words::split::Split;
use kit::words::tabs::Tabs as Words;
use shared::id::OrderId;
use shared::money::Money;
use shared::till::OpenOrderSummary;
use yew::prelude::*;

/// What [`tabs_sheet`] shows.
pub struct TabsSheetProps<'a> {
    /// What is looked for.
    pub find: &'a str,
    /// The order being made.
    pub current: OrderId,
    /// Whether it can be called off.
    pub can_void: bool,
    /// Whether its lines can go to another one.
    pub can_move: bool,
    /// All that are open.
    pub open: &'a [OpenOrderSummary],
    /// The present minute, since 1970.
    pub minute: i64,
    /// How it is written.
    pub locale: Locale,
    /// Where touches go.
    pub act: &'a Callback<Action>,
}

impl TabsSheetProps<'_> {
    fn on(&self, action: TabsAction) -> Callback<MouseEvent> {
        on_touch(self.act, action)
    }
}

/// All orders that are open.
pub fn tabs_sheet(props: &TabsSheetProps) -> Html {
    let words = Words::of(props.locale.language);
    let parts = Split::of(props.locale.language);
    let typed = on_text(props.act, |text| Action::Tabs(TabsAction::Searched(text)));
    let sum: Money = props.open.iter().map(|tab| tab.total).sum();
    let found = props.open.iter();
    let found: Vec<_> = found
        .filter(|tab| fits(tab, props.find, props.locale.language))
        .collect();
    let nothing = match props.open.is_empty() {
        true => words.none(),
        false => words.none_found(),
    };
    let inner = html! {
        <>
            <header class="row">
                <div class="grow">
                    <Title text={words.title()} />
                    <span class="sub">{ words.open(props.open.len()) }{ " · " }{ money(props.locale, sum) }</span>
                </div>
                <label class="field tabs-find">{ small(Icon::Search) }
                    <input type="search" data-testid="tabs-find" autocomplete="off" aria-label={words.name()} placeholder={words.name()} value={props.find.to_owned()} oninput={typed} />
                </label>
                { close_button(props.locale.language, on_close(props.act)) }
            </header>
            if found.is_empty() {
                <p class="tabs-none">{ nothing }</p>
            } else {
                <div class="tabs-list">{ for found.into_iter().map(|tab| row(props, words, tab)) }</div>
            }
            <footer class="row">
                <button class="btn line high" data-testid="tab-rename" disabled={!props.can_void} onclick={props.on(TabsAction::RenameAsked)}>{ small(Icon::Pencil) }{ words.rename() }</button>
                <button class="btn line high" data-testid="tab-join" disabled={!props.can_move} onclick={props.on(TabsAction::JoinAsked)}>{ small(Icon::Join) }{ parts.join() }</button>
                <button class="btn line high" data-testid="tab-split" disabled={!props.can_move} onclick={on_touch(props.act, SplitAction::Opened)}>{ small(Icon::Split) }{ parts.title() }</button>
                <button class="btn line high" data-testid="tab-void" disabled={!props.can_void} onclick={props.on(TabsAction::VoidAsked)}>{ small(Icon::Ban) }{ words.void() }</button>
                <span class="grow"></span>
                <button class="btn high" data-testid="tab-new-listed" onclick={props.on(TabsAction::NewAsked)}>{ small(Icon::Plus) }{ words.new_tab() }</button>
            </footer>
        </>
    };
    let label = words.title().into();
    frame(
        "tabs-sheet",
        "sheet tabs-sheet",
        label,
        on_close(props.act),
        inner,
    )
}

fn row(props: &TabsSheetProps, words: Words, tab: &OpenOrderSummary) -> Html {
    let name = title(
        props.locale.language,
        tab.name.as_deref(),
        tab.number.as_ref(),
    );
    let current = tab.order == props.current;
    html! {
        <button class={if current { "tab on" } else { "tab" }} aria-current={aria(current)} key={tab.order.to_string()} data-testid="listed-tab" data-name={name.clone()}
            onclick={props.on(TabsAction::Recalled(tab.order))}>
            <b>{ name }</b>
            <span>{ money(props.locale, tab.total) }{ " · " }{ age(words, tab, props.minute) }</span>
            if !tab.own { <span class="tag">{ words.other_till() }</span> }
        </button>
    }
}
