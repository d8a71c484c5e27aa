//! The bar on top: search, what is kept and sent, the clock, which till this is.

use super::{Action, Sheet, on_tap, on_text, on_touch};
use crate::menu::MenuAction;
use crate::payment::PaymentAction;
use crate::printing::printer_tag;
use crate::refund::RefundAction;
use crate::shift::ShiftAction;
use crate::split::SplitAction;
use crate::staff::{StaffAction, initials};
use crate::sync::Chip;
use kit::icon::{Icon, icon, logo};
use kit::locale::Locale;
use kit::words::counter::Counter;
use kit::words::refund::Refund;
use kit::words::shift::Shift;
use kit::words::split::Split;
use kit::words::time;
use shared::clock::Wall;
use shared::money::Currency;
use shared::printing::PrintView;
use shared::staff::{Person, TeamView};
use shared::till::{Language, Session, SyncStatus};
use std::rc::Rc;
use yew::prelude::*;

/// What [`TopBar`] shows.
#[derive(Clone, PartialEq, Properties)]
pub struct TopBarProps {
    /// Which till this is.
    pub session: Option<Rc<Session>>,
    /// Who works here.
    #[prop_or_default]
    pub team: Option<Rc<TeamView>>,
    /// What waits.
    pub sync: Option<Rc<SyncStatus>>,
    /// The printer, and what did not come out of it.
    #[prop_or_default]
    pub printing: Option<Rc<PrintView>>,
    /// What is searched for.
    pub text: String,
    /// How many the next tap adds.
    pub times: Option<u32>,
    /// What stands at its beginning.
    pub lead: Lead,
    /// The minute it is.
    pub minute: i64,
    /// The time at the cafe, shown by its minute.
    #[prop_or_default]
    pub wall: WallProp,
    /// How it is written.
    pub locale: Locale,
    /// Where touches go.
    pub act: Callback<Action>,
}

/// What stands at the beginning of the bar.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Lead {
    /// The search.
    Search,
    /// The way back from taking the money.
    BackToOrder,
    /// The way back from the shift.
    BackToSell,
    /// The way back from the parts of an order.
    BackFromSplit,
    /// The way back from a refund.
    BackFromRefund,
    /// The shop's name: nobody works here yet.
    Shop,
}

/// A time that changes nothing on the screen by itself: `minute` does.
#[derive(Clone, Copy, Debug)]
pub struct WallProp(pub Wall);

impl PartialEq for WallProp {
    fn eq(&self, other: &Self) -> bool {
        self.0.offset == other.0.offset
    }
}

impl Default for WallProp {
    fn default() -> Self {
        Self(Wall { ms: 0, offset: 0 })
    }
}

impl From<Wall> for WallProp {
    fn from(wall: Wall) -> Self {
        Self(wall)
    }
}

/// The bar on top.
#[component]
pub fn TopBar(props: &TopBarProps) -> Html {
    let locale = props.locale;
    let words = Counter::of(locale.language);
    let lead = match props.lead {
        Lead::Search => search(props, words),
        Lead::BackToOrder => back(props, words.back_to_order(), || {
            Action::Payment(PaymentAction::Closed)
        }),
        Lead::Shop => html! {
            <div class="shop-name"><b>{ props.session.as_ref().map(|session| session.settings.name.clone()).unwrap_or_default() }</b></div>
        },
        Lead::BackFromSplit => html! {
            <>
                { back(props, words.back_to_order(), || Action::Split(SplitAction::Closed)) }
                <h1 class="top-title">{ Split::of(locale.language).title() }</h1>
            </>
        },
        Lead::BackFromRefund => html! {
            <>
                { back(props, Shift::of(locale.language).sell(), || Action::Refund(RefundAction::Left)) }
                <h1 class="top-title">{ Refund::of(locale.language).title() }</h1>
            </>
        },
        Lead::BackToSell => {
            let words = Shift::of(locale.language);
            html! {
                <>
                    { back(props, words.sell(), || Action::Shift(ShiftAction::Left)) }
                    <h1 class="top-title">{ words.title() }</h1>
                </>
            }
        }
    };
    let times = props.times.filter(|_| props.lead == Lead::Search);
    html! {
        <header class="top">
            <div class="logo">{ logo() }</div>
            { lead }
            <Chip status={props.sync.clone()} {locale} act={props.act.clone()} />
            { printer_tag(props.printing.as_deref(), locale, &props.act) }
            // A condition, so that it always is one child: the search before it keeps the keyboard.
            if let Some(times) = times { <span class="tag acc times" role="status" data-testid="times">{ words.quantity_next(times) }</span> }
            <div class="grow"></div>
            { clock(props.wall.0, locale) }
            { who(props) }
        </header>
    }
}

fn back(props: &TopBarProps, text: &'static str, means: fn() -> Action) -> Html {
    let back = on_tap(&props.act, means);
    html! {
        <button class="btn ghost" data-testid="back" onclick={back}>{ icon(Icon::Back) }{ text }</button>
    }
}

fn search(props: &TopBarProps, words: Counter) -> Html {
    let typed = on_text(&props.act, |text| Action::Menu(MenuAction::Searched(text)));
    let clear = on_touch(&props.act, MenuAction::Searched(String::new()));
    let tail = if props.text.is_empty() {
        icon(Icon::Barcode)
    } else {
        html! { <button class="clear" aria-label={words.clear_search()} onclick={clear}>{ icon(Icon::Close) }</button> }
    };
    html! {
        <label class="field search">
            { icon(Icon::Search) }
            <input id="search" data-testid="search" type="text" inputmode="search" autocomplete="off" spellcheck="false"
                placeholder={words.search()} aria-label={words.search()} value={props.text.clone()} oninput={typed} />
            { tail }
        </label>
    }
}

fn who(props: &TopBarProps) -> Html {
    let Some(session) = &props.session else {
        return Html::default();
    };
    if props.lead == Lead::Shop {
        return Html::default();
    }
    if let Some(person) = on(props) {
        return somebody(props, session, person);
    }
    let more = on_tap(&props.act, || Action::SheetOpened(Sheet::More));
    let words = Counter::of(session.language);
    let name = words.till(&session.till_name, &session.till_code.0);
    html! {
        <button class="who" data-testid="till" onclick={more}>
            <span class="avatar" aria-hidden="true">{ session.till_code.0.chars().take(4).collect::<String>() }</span>
            <span class="who-text"><b>{ name }</b><span class="small mut">{ shop(session) }</span></span>
        </button>
    }
}

fn on(props: &TopBarProps) -> Option<&Person> {
    let team = props.team.as_ref()?;
    team.people.iter().find(|person| team.on == Some(person.id))
}

/// Who works here: a tap asks who comes next.
fn somebody(props: &TopBarProps, session: &Session, person: &Person) -> Html {
    let switch = on_touch(&props.act, StaffAction::SwitchAsked);
    let words = Counter::of(session.language);
    html! {
        <button class="who" data-testid="who" data-name={person.name.clone()} onclick={switch}>
            <span class="avatar" aria-hidden="true">{ initials(&person.name) }</span>
            <span class="who-text"><b>{ person.name.clone() }</b><span class="small mut">{ words.till(&session.till_name, &session.till_code.0) }</span></span>
        </button>
    }
}

/// The shop's name, and its currency where the reader's language would not guess it from the sign.
fn shop(session: &Session) -> String {
    let name = &session.settings.name;
    let home = match session.language {
        Language::Spanish => Currency::ARS,
        Language::English => Currency::USD,
        Language::Portuguese => Currency::BRL,
    };
    let currency = session.settings.currency;
    if currency == home {
        name.clone()
    } else {
        format!("{name} · {currency}")
    }
}

/// The clock, silent for screen readers.
pub fn clock(wall: Wall, locale: Locale) -> Html {
    html! {
        <div class="num right clock" aria-live="off">
            <b>{ time::clock(wall) }</b>
            <div class="small mut">{ time::day(locale.language, wall) }</div>
        </div>
    }
}
