//! The rail of categories.

use super::{MenuAction, Section};
use crate::counter::{Action, Sheet, aria, on_tap, on_touch};
use kit::icon::{Icon, icon};
use kit::locale::Locale;
use kit::words::counter::Counter;
use shared::id::CategoryId;
use std::rc::Rc;
use yew::prelude::*;

/// What [`Rail`] shows.
#[derive(Clone, PartialEq, Properties)]
pub struct RailProps {
    /// The categories.
    pub sections: Rc<Vec<Section>>,
    /// The chosen one; none for everything.
    pub category: Option<CategoryId>,
    /// Whether the search shows something else.
    pub searching: bool,
    /// How it is written.
    pub locale: Locale,
    /// Where touches go.
    pub act: Callback<Action>,
}

/// The rail of categories.
#[component]
pub fn Rail(props: &RailProps) -> Html {
    let words = Counter::of(props.locale.language);
    let more = on_tap(&props.act, || Action::SheetOpened(Sheet::More));
    html! {
        <nav class="rail" aria-label={words.categories()}>
            <div class="rail-list">
                { entry(props, None, words.all().to_owned(), "hue-all", Icon::Star) }
                { for props.sections.iter().map(|section| {
                    entry(props, Some(section.id), section.name.clone(), section.hue.class(), section.hue.icon())
                }) }
            </div>
            <button class="rail-more" data-testid="more" onclick={more}>{ icon(Icon::Menu) }<span>{ words.more() }</span></button>
        </nav>
    }
}

fn entry(
    props: &RailProps,
    category: Option<CategoryId>,
    name: String,
    hue: &'static str,
    drawing: Icon,
) -> Html {
    let on = !props.searching && props.category == category;
    let choose = on_touch(&props.act, MenuAction::CategoryChosen(category));
    html! {
        <button class={classes!(hue, on.then_some("on"))} aria-pressed={aria(on)} data-testid="category" data-name={name.clone()} onclick={choose}>
            { icon(drawing) }<span>{ name }</span>
        </button>
    }
}
