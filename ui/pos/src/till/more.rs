//! The menu behind *Más*: language, colours, what is kept.

use super::TillAction;
use super::charging::charging;
use crate::counter::{Action, Sheet};
use crate::printing::PrintingAction;
use crate::refund::RefundAction;
use crate::shift::ShiftAction;
use crate::staff::StaffAction;
use kit::focus::use_title;
use kit::icon::{Icon, icon, small};
use kit::locale::{LANGUAGES, Locale, language_name, language_tag};
use kit::words::counter::Counter;
use kit::words::first_day::FirstDay as Words;
use kit::words::printing::Printing;
use kit::words::refund::Refund;
use kit::words::shift::Shift;
use kit::words::staff::Staff;
use shared::till::{Language, Session, Theme};
use std::rc::Rc;
use yew::prelude::*;

/// What [`MoreSheet`] shows.
#[derive(Clone, PartialEq, Properties)]
pub struct MoreSheetProps {
    /// Which till this is.
    pub session: Option<Rc<Session>>,
    /// How it is written.
    pub locale: Locale,
    /// Where touches go.
    pub act: Callback<Action>,
}

/// The menu behind *Más*.
#[component]
pub fn MoreSheet(props: &MoreSheetProps) -> Html {
    let title = use_title();
    let words = Counter::of(props.locale.language);
    let Some(session) = &props.session else {
        return Html::default();
    };
    let close = props.act.reform(|_: MouseEvent| Action::SheetClosed);
    let sync = props
        .act
        .reform(|_: MouseEvent| Action::SheetOpened(Sheet::Sync));
    let shift = props
        .act
        .reform(|_: MouseEvent| Action::Shift(ShiftAction::Opened));
    let refund = props
        .act
        .reform(|_: MouseEvent| Action::Refund(RefundAction::Opened));
    let printer = props
        .act
        .reform(|_: MouseEvent| Action::Printing(PrintingAction::Opened));
    let team = props
        .act
        .reform(|_: MouseEvent| Action::Staff(StaffAction::TeamOpened));
    let theme = |of: Theme, text: &'static str| {
        choice(
            props,
            session.theme == of,
            text,
            TillAction::ThemeChosen(of),
            None,
        )
    };
    html! {
        <>
            <div class="scrim" onclick={close.clone()}></div>
            <section class="sheet more-sheet" role="dialog" aria-modal="true" aria-label={words.more()} data-testid="more-sheet">
                <header class="row">
                    <h2 class="h24 grow" tabindex="-1" ref={title}>{ words.more() }</h2>
                    <button class="btn sq" aria-label={words.close()} data-testid="close" onclick={close}>{ icon(Icon::Close) }</button>
                </header>
                <div class="more-body">
                    <h3 class="h3">{ words.language() }</h3>
                    <div class="seg full" role="group" aria-label={words.language()}>{ for LANGUAGES.iter().map(|of| language(props, session, *of)) }</div>
                    <h3 class="h3">{ words.theme() }</h3>
                    <div class="seg full" role="group" aria-label={words.theme()}>
                        { theme(Theme::Light, words.theme_light()) }
                        { theme(Theme::Dark, words.theme_dark()) }
                        { theme(Theme::Device, words.theme_device()) }
                    </div>
                    { charging(props, session) }
                    <button class="btn line wide" data-testid="open-printer" onclick={printer}>{ small(Icon::Printer) }{ Printing::of(props.locale.language).title() }</button>
                    <button class="btn line wide" data-testid="open-shift" onclick={shift}>{ small(Icon::Cash) }{ Shift::of(props.locale.language).title() }</button>
                    <button class="btn line wide" data-testid="open-refund" onclick={refund}>{ small(Icon::Receipt) }{ Refund::of(props.locale.language).title() }</button>
                    <button class="btn line wide" data-testid="open-team" onclick={team}>{ small(Icon::Person) }{ Staff::of(props.locale.language).team() }</button>
                    <button class="btn line wide" data-testid="open-sync" onclick={sync}>{ small(Icon::Online) }{ words.saved_sales() }</button>
                    if session.business.is_none() { { join(props) } }
                    <dl class="kv">
                        <dt>{ words.shop() }</dt><dd>{ session.settings.name.clone() }</dd>
                        <dt>{ words.till_code() }</dt><dd>{ session.till_code.0.clone() }</dd>
                        <dt>{ words.version() }</dt><dd>{ session.app_version.clone() }</dd>
                    </dl>
                </div>
            </section>
        </>
    }
}

fn join(props: &MoreSheetProps) -> Html {
    let words = Words::of(props.locale.language);
    let open = props
        .act
        .reform(|_: MouseEvent| Action::Till(TillAction::FirstDayOpened));
    html! { <button class="btn line wide" data-testid="open-first-day" onclick={open}>{ small(Icon::Upload) }{ words.bring_menu() }</button> }
}

fn language(props: &MoreSheetProps, session: &Session, of: Language) -> Html {
    let tag = language_tag(of);
    choice(
        props,
        session.language == of,
        language_name(of),
        TillAction::LanguageChosen(of),
        Some(tag),
    )
}

fn choice(
    props: &MoreSheetProps,
    on: bool,
    text: &'static str,
    action: TillAction,
    lang: Option<&'static str>,
) -> Html {
    let choose = props
        .act
        .reform(move |_: MouseEvent| Action::Till(action.clone()));
    html! {
        <button class={classes!(on.then_some("on"))} aria-pressed={on.to_string()} {lang} data-testid="choice" data-name={text} onclick={choose}>{ text }</button>
    }
}
