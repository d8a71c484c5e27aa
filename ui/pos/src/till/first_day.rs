//! The first day: the device is ready, the menu is missing. Four ways on, none of them needs another.

use super::more::language;
use super::unread::unread;
use super::{Busy, FirstDay, TillAction};
use crate::counter::{Action, clock, on_enter, on_text, on_touch};
use crate::order::OrderAction;
use crate::sync::Chip;
use kit::cut::picture;
use kit::icon::{Icon, icon, logo, small};
use kit::locale::{LANGUAGES, Locale};
use kit::words::first_day::FirstDay as Words;
use kit::words::refusal;
use shared::clock::Wall;
use shared::sync::ENROLMENT_SIGNS;
use shared::till::{Rejection, RowProblem, Session, SyncStatus, TillFailure};
use std::rc::Rc;
use web_sys::HtmlInputElement;
use yew::platform::spawn_local;
use yew::prelude::*;

/// What [`first_day_screen`] shows.
pub struct FirstDayProps<'a> {
    /// What was typed so far.
    pub day: &'a FirstDay,
    /// Which till this is.
    pub session: &'a Session,
    /// What waits.
    pub sync: Option<Rc<SyncStatus>>,
    /// The time at the cafe.
    pub wall: Wall,
    /// How it is written.
    pub locale: Locale,
    /// Where touches go.
    pub act: &'a Callback<Action>,
}

impl FirstDayProps<'_> {
    fn on(&self, action: TillAction) -> Callback<MouseEvent> {
        on_touch(self.act, action)
    }
}

/// The first day.
pub fn first_day_screen(props: &FirstDayProps) -> Html {
    let locale = props.locale;
    let words = Words::of(locale.language);
    html! {
        <div class="screen" key="first-day" data-testid="first-day">
            <header class="top">
                <div class="logo">{ logo() }</div>
                <div class="who-text"><b>{ words.new_till() }</b><span class="small mut">{ words.kept_here() }</span></div>
                <Chip status={props.sync.clone()} {locale} act={props.act.clone()} />
                <div class="grow"></div>
                { languages(props) }
                { clock(props.wall, locale) }
            </header>
            <div class="first-body">
                { ready(props, words) }
                <main class="ways">
                    { code(props, words, locale) }
                    <div class="ways-two">
                        { starter(props, words) }
                        { import(props, words, locale) }
                    </div>
                    <div class="row between">
                        <p class="note">{ small(Icon::Shield) }<span>{ words.no_account() }</span></p>
                        <button class="btn ghost" data-testid="start-empty" onclick={props.on(TillAction::EmptyAsked)}>{ words.start_empty() }</button>
                    </div>
                </main>
            </div>
        </div>
    }
}

fn languages(props: &FirstDayProps) -> Html {
    html! {
        <div class="seg" role="group">
            { for LANGUAGES.iter().map(|of| language(props.act, props.session, *of)) }
        </div>
    }
}

/// The glass that fills: the device is there, the menu is not.
fn ready(props: &FirstDayProps, words: Words) -> Html {
    let free = on_touch(props.act, OrderAction::FreeAmountOpened);
    html! {
        <section class="ready">
            <svg class="ready-glass" width="216" height="272" viewBox="0 0 216 272" role="img" aria-label={words.step()}>
                <path class="glass-fill" d="M28.200 136H187.800L180 246A18 18 0 0 1 162 263H54A18 18 0 0 1 36 246Z" />

                <path class="glass-rim" d="M20 8H196L180 246A18 18 0 0 1 162 263H54A18 18 0 0 1 36 246Z" />
                <text class="glass-next" x="108" y="80" text-anchor="middle">{ words.step_menu() }</text>
                <text class="glass-done" x="108" y="224" text-anchor="middle">{ words.step_device() }</text>
            </svg>
            <h1>{ words.ready() }<br/>{ words.menu_missing() }</h1>
            <p class="sub">{ words.choose_how() }</p>
            <div class="grow"></div>
            <button class="btn line wide" data-testid="sell-amount" onclick={free}>{ small(Icon::Cash) }{ words.sell_amount() }</button>
            <span class="small sub">{ words.can_charge() }</span>
        </section>
    }
}

fn code(props: &FirstDayProps, words: Words, locale: Locale) -> Html {
    let day = props.day;
    let busy = day.busy == Some(Busy::Enrolling);
    let button = if busy {
        words.connecting().to_owned()
    } else if day.missing() > 0 {
        words.signs_missing(day.missing())
    } else if day.server.trim().is_empty() {
        words.address_missing().to_owned()
    } else {
        words.connect().to_owned()
    };
    let server = on_text(props.act, |text| {
        Action::Till(TillAction::ServerTyped(text))
    });
    let enter = on_enter(props.act, TillAction::EnrolAsked);
    html! {
        <article class="card code" onkeydown={enter}>
            <h2 class="h20">{ words.shop_exists() }</h2>
            <p class="sub">{ words.write_code() }</p>
            <div class="code-row">
                { cells(props, words) }
                <label class="field code-server">
                    { small(Icon::Globe) }
                    <input type="url" data-testid="enrol-server" autocomplete="off" spellcheck="false" aria-label={words.server()}
                        placeholder={words.server()} value={day.server.clone()} oninput={server} />
                </label>
                <button class={if day.can_enrol() { "btn ink code-go" } else { "btn off code-go" }} data-testid="enrol" disabled={!day.can_enrol()}
                    onclick={props.on(TillAction::EnrolAsked)}>{ button }</button>
            </div>
            { problem(day, Busy::Enrolling, locale, words.code_lasts()) }
        </article>
    }
}

/// Ten cells that look like ten, and one field that takes typing and paste.
fn cells(props: &FirstDayProps, words: Words) -> Html {
    let signs: Vec<char> = props.day.code.chars().collect();
    let typed = props.act.reform(|event: InputEvent| {
        let field: HtmlInputElement = event.target_unchecked_into();
        let signs = super::signs_of(&field.value());
        field.set_value(&signs);
        Action::Till(TillAction::CodeTyped(signs))
    });
    let cell = |place: usize| {
        let here = place == signs.len().min(ENROLMENT_SIGNS - 1);
        html! { <i class={here.then_some("c")}>{ signs.get(place).map(char::to_string) }</i> }
    };
    let half = ENROLMENT_SIGNS / 2;
    html! {
        <div class="cells">
            <input class="cells-field" data-testid="enrol-code" type="text" autocomplete="off" autocapitalize="characters" spellcheck="false"
                aria-label={words.code()} value={props.day.code.clone()} oninput={typed} />
            <div class="cells-drawn" aria-hidden="true">{ for (0..half).map(cell) }<u></u>{ for (half..ENROLMENT_SIGNS).map(cell) }</div>
        </div>
    }
}

fn problem(day: &FirstDay, of: Busy, locale: Locale, otherwise: &'static str) -> Html {
    match &day.problem {
        Some((busy, failure)) if *busy == of => html! {
            <p class="small problem" role="alert" data-testid="problem">{ refusal::failure(locale, failure) }</p>
        },
        Some(_) | None => html! { <p class="small sub">{ otherwise }</p> },
    }
}

const STARTERS: [(&str, &str); 14] = [
    ("café", "flat white"),
    ("café", "cortado"),
    ("fríos", "cold brew"),
    ("té", "te en hebras"),
    ("panadería", "medialuna"),
    ("tostados", "tostado"),
    ("café", "capuchino"),
    ("café", "latte"),
    ("fríos", "latte helado"),
    ("fríos", "limonada"),
    ("panadería", "chipá"),
    ("tostados", "palta"),
    ("dulces", "alfajor"),
    ("dulces", "brownie"),
];

fn starter(props: &FirstDayProps, words: Words) -> Html {
    html! {
        <article class="card way">
            <span class="way-icon">{ icon(Icon::Cup) }</span>
            <h2 class="h20">{ words.starter() }</h2>
            <p class="sub">{ words.starter_fact() }</p>
            <div class="grow"></div>
            <div class="mini">{ for STARTERS.iter().map(|(category, name)| picture(category, name)) }</div>
            <button class="btn primary high" data-testid="use-starter" disabled={props.day.busy.is_some()} onclick={props.on(TillAction::StarterAsked)}>{ words.use_starter() }</button>
        </article>
    }
}

fn example(words: Words) -> Html {
    html! {
        <div class="csv num" aria-hidden="true">
            <span>{ words.column_category() }</span><span>{ words.column_product() }</span><span>{ words.column_price() }</span>
            <b>{ words.example_coffee() }</b><b>{ "Flat white" }</b><b>{ "4300" }</b>
            <b>{ words.example_bakery() }</b><b>{ "Medialuna" }</b><b>{ "1600" }</b>
            <b>{ words.example_cold() }</b><b>{ "Cold brew" }</b><b>{ "4900" }</b>
        </div>
    }
}

fn import(props: &FirstDayProps, words: Words, locale: Locale) -> Html {
    let rows = unread_rows(props.day);
    let chosen = {
        let act = props.act.clone();
        Callback::from(move |event: Event| read_file(event, act.clone()))
    };
    html! {
        <article class="card way">
            <span class="way-icon">{ icon(Icon::Upload) }</span>
            <h2 class="h20">{ words.import() }</h2>
            if rows.is_empty() { <p class="sub">{ words.import_fact() }</p> }
            <div class="grow"></div>
            { if rows.is_empty() { example(words) } else { unread(&props.day.file, rows, locale) } }
            { problem(props.day, Busy::Importing, locale, "") }
            if !props.day.unread.is_empty() {
                <button class="btn primary high" data-testid="unread-seen" onclick={props.on(TillAction::UnreadSeen)}>{ words.go_on_selling() }</button>
            }
            <label class="btn line high file">
                { words.choose_file() }
                <input class="visually-hidden" type="file" accept=".csv,text/csv" data-testid="import-file" disabled={props.day.busy.is_some()} onchange={chosen} />
            </label>
        </article>
    }
}

/// The rows of the chosen file that could not be read, whether others were or not.
fn unread_rows(day: &FirstDay) -> &[RowProblem] {
    match &day.problem {
        Some((
            Busy::Importing,
            TillFailure::Rejected(Rejection::NothingImported { problems, .. }),
        )) => problems,
        Some(_) | None => &day.unread,
    }
}

fn read_file(event: Event, act: Callback<Action>) {
    let field: HtmlInputElement = event.target_unchecked_into();
    let file = field.files().and_then(|files| files.get(0));
    spawn_local(async move {
        if let Some((name, content)) = kit::page::text_of(file).await {
            act.emit(Action::Till(TillAction::FileRead { name, content }));
        }
        // The same file can be chosen again after it was mended.
        field.set_value("");
    });
}
