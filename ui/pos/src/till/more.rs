//! The menu behind *Más*: language, colours, what is kept.

use super::TillAction;
use super::charging::charging;
use crate::counter::{Action, Sheet, aria, choice, frame, head, on_close, on_tap, on_touch};
use crate::kitchen::KitchenAction;
use crate::printing::PrintingAction;
use crate::refund::RefundAction;
use crate::shift::ShiftAction;
use crate::staff::StaffAction;
use kit::icon::{Icon, small};
use kit::locale::{LANGUAGES, Locale, language_name, language_tag};
use kit::words::counter::Counter;
use kit::words::first_day::FirstDay as Words;
use kit::words::kitchen::Kitchen;
use kit::words::printing::Printing;
use kit::words::refund::Refund;
use kit::words::shift::Shift;
use kit::words::staff::Staff;
use shared::till::{Language, Session, Theme};
use yew::prelude::*;

/// The menu behind *Más*.
pub fn more_sheet(session: &Session, locale: Locale, act: &Callback<Action>) -> Html {
    let words = Counter::of(locale.language);
    let theme = |of: Theme, text: &'static str| {
        let choose = on_touch(act, TillAction::ThemeChosen(of));
        choice("choice", session.theme == of, text, choose)
    };
    let way = |id: &'static str, drawing: Icon, text: &'static str, means: fn() -> Action| {
        html! { <button class="btn line wide" data-testid={id} onclick={on_tap(act, means)}>{ small(drawing) }{ text }</button> }
    };
    let of = locale.language;
    let title = AttrValue::from(words.more());
    let inner = html! {
        <>
            { head(title.clone(), locale.language, on_close(act)) }
            <div class="more-body">
                <h3 class="h3">{ words.language() }</h3>
                <div class="seg full" role="group" aria-label={words.language()}>{ for LANGUAGES.iter().map(|of| language(act, session, *of)) }</div>
                <h3 class="h3">{ words.theme() }</h3>
                <div class="seg full" role="group" aria-label={words.theme()}>
                    { theme(Theme::Light, words.theme_light()) }
                    { theme(Theme::Dark, words.theme_dark()) }
                    { theme(Theme::Device, words.theme_device()) }
                </div>
                { charging(session, locale, act) }
                { way("open-printer", Icon::Printer, Printing::of(of).title(), || Action::Printing(PrintingAction::Opened)) }
                { way("open-kitchen", Icon::Bell, Kitchen::of(of).title(), || Action::Kitchen(KitchenAction::Opened)) }
                { way("open-shift", Icon::Cash, Shift::of(of).title(), || Action::Shift(ShiftAction::Opened)) }
                { way("open-refund", Icon::Receipt, Refund::of(of).title(), || Action::Refund(RefundAction::Opened)) }
                { way("open-team", Icon::Person, Staff::of(of).team(), || Action::Staff(StaffAction::TeamOpened)) }
                { way("open-sync", Icon::Online, words.saved_sales(), || Action::SheetOpened(Sheet::Sync)) }
                if session.business.is_none() {
                    { way("open-first-day", Icon::Upload, Words::of(of).bring_menu(), || Action::Till(TillAction::FirstDayOpened)) }
                }
                <dl class="kv">
                    <dt>{ words.shop() }</dt><dd>{ session.settings.name.clone() }</dd>
                    <dt>{ words.till_code() }</dt><dd>{ session.till_code.0.clone() }</dd>
                    <dt>{ words.version() }</dt><dd>{ session.app_version.clone() }</dd>
                </dl>
            </div>
        </>
    };
    let beside = on_close(act);
    frame("more-sheet", "sheet more-sheet", title, beside, inner)
}

/// The choice of a language, in itself.
pub fn language(act: &Callback<Action>, session: &Session, of: Language) -> Html {
    let (on, name) = (session.language == of, language_name(of));
    let choose = on_touch(act, TillAction::LanguageChosen(of));
    html! {
        <button class={on.then_some("on")} aria-pressed={aria(on)} lang={language_tag(of)} data-testid="choice" data-name={name} onclick={choose}>{ name }</button>
    }
}
