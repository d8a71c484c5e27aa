//! The sheet behind the chip: what is kept here, what the cloud confirmed, and what a person can do about it.

use super::{Mood, mood};
use crate::counter::{Action, close_button, frame, on_close, on_touch};
use crate::till::TillAction;
use kit::focus::Title;
use kit::icon::{Icon, icon, small};
use kit::locale::Locale;
use kit::money::money;
use kit::words::counter::Counter;
use kit::words::{refusal, time};
use shared::clock::Wall;
use shared::till::{Attention, ConnectionState, Language, Session, SyncStatus};
use yew::prelude::*;

/// What it shows.
struct SyncSheetProps<'a> {
    status: Option<&'a SyncStatus>,
    session: Option<&'a Session>,
    locale: Locale,
    act: &'a Callback<Action>,
}

impl SyncSheetProps<'_> {
    fn on(&self, action: TillAction) -> Callback<MouseEvent> {
        on_touch(self.act, action)
    }
}

/// The sheet behind the chip.
pub fn sync_sheet(
    status: Option<&SyncStatus>,
    session: Option<&Session>,
    locale: Locale,
    act: &Callback<Action>,
) -> Html {
    let props = &SyncSheetProps {
        status,
        session,
        locale,
        act,
    };
    let words = Counter::of(props.locale.language);
    let (Some(status), Some(session)) = (props.status, props.session) else {
        return Html::default();
    };
    let title = AttrValue::from(headline(status, words));
    let inner = html! {
        <>
            { head(props, words, status, title.clone()) }
            <div class="sync-body">
                <div class="sync-left">
                    { cut_bar(words, status, session) }
                    { facts(props.locale, words, status) }
                    <div class="grow"></div>
                    <p class="box note">{ small(Icon::Shield) }<span>{ words.safe_to_leave() }</span></p>
                </div>
                { device(props, words, status, session) }
            </div>
            { foot(props, words) }
        </>
    };
    let beside = on_close(props.act);
    frame("sync-sheet", "sheet sync-sheet", title, beside, inner)
}

fn headline(status: &SyncStatus, words: Counter) -> String {
    match mood(status) {
        Mood::Attention => words.attention().to_owned(),
        Mood::Sending(through, of) => words.sending(through, of),
        Mood::Waiting(sales) => words.sending(0, sales),
        Mood::Offline(sales) | Mood::Alone(sales) if sales > 0 => words.sales_kept(sales),
        Mood::Offline(_) => words.offline().to_owned(),
        Mood::Alone(_) => words.saved_on_device().to_owned(),
        Mood::Sent => words.online().to_owned(),
    }
}

fn subtitle(status: &SyncStatus, words: Counter, locale: Locale) -> String {
    if mood(status) == Mood::Attention {
        return words.all_stays().to_owned();
    }
    match status.connection {
        ConnectionState::Alone => words.alone_fact().to_owned(),
        ConnectionState::Online => words.sends_as_you_sell().to_owned(),
        ConnectionState::Offline => match status.offline_since {
            Some(since) => {
                let since = time::moment(locale.language, since, status.wall);
                format!(
                    "{} {}",
                    words.offline_since(&since),
                    words.they_send_themselves()
                )
            }
            None => words.they_send_themselves().to_owned(),
        },
    }
}

fn head(props: &SyncSheetProps, words: Counter, status: &SyncStatus, text: AttrValue) -> Html {
    let drawing = match status.connection {
        ConnectionState::Alone => Icon::Till,
        ConnectionState::Online => Icon::Online,
        ConnectionState::Offline => Icon::Offline,
    };
    html! {
        <header class="row">
            <span class="sub flex">{ icon(drawing) }</span>
            <div class="grow">
                <Title {text} testid="sync-title" />
                <span class="sub">{ subtitle(status, words, props.locale) }</span>
            </div>
            { close_button(props.locale.language, on_close(props.act)) }
        </header>
    }
}

/// Two places that do not know the same thing yet. The widths are for reading, not to scale.
fn cut_bar(words: Counter, status: &SyncStatus, session: &Session) -> Html {
    let confirmed = match &status.confirmed_receipt {
        Some(receipt) => (
            words.up_to_receipt(&receipt.to_string()),
            words.confirmed_by_cloud(),
        ),
        None => (words.nothing_confirmed().to_owned(), ""),
    };
    let Some((oldest, _)) = &status.oldest_waiting else {
        return html! {
            <div class="cutbar whole" data-testid="cutbar"><div class="cut-cloud"><b>{ words.all_sent() }</b><span>{ confirmed.0 }</span></div></div>
        };
    };
    let here = match &status.newest_waiting {
        Some(newest) if newest != oldest => format!("{oldest} – {newest}"),
        Some(_) | None => oldest.to_string(),
    };
    html! {
        <div class="cutbar" data-testid="cutbar">
            <svg viewBox="0 0 560 76" preserveAspectRatio="none" aria-hidden="true">
                <path class="cut-a" d="M10 0H306L290 76H10A10 10 0 0 1 0 66V10A10 10 0 0 1 10 0Z" />
                <path class="cut-b" d="M316 0H550A10 10 0 0 1 560 10V66A10 10 0 0 1 550 76H300Z" />
            </svg>
            <div class="cut-cloud"><b>{ confirmed.0 }</b><span>{ confirmed.1 }</span></div>
            <div class="cut-here"><b>{ here }</b><span>{ words.only_on(&words.till(&session.till_name, &session.till_code.0)) }</span></div>
        </div>
    }
}

fn facts(locale: Locale, words: Counter, status: &SyncStatus) -> Html {
    let at = |wall: Option<Wall>, never: &str| match wall {
        Some(wall) => {
            let ago = time::ago(locale.language, status.wall.ms.saturating_sub(wall.ms));
            format!(
                "{}, {ago}",
                time::moment(locale.language, wall, status.wall)
            )
        }
        None => never.to_owned(),
    };
    let oldest = match &status.oldest_waiting {
        Some((receipt, wall)) => words.from_time(
            &receipt.to_string(),
            &time::moment(locale.language, *wall, status.wall),
        ),
        None => words.none().to_owned(),
    };
    let menu = match status.menu_received {
        Some(wall) => words.received_at(&time::moment(locale.language, wall, status.wall)),
        None => words.made_here().to_owned(),
    };
    let confirmed = status
        .confirmed_receipt
        .as_ref()
        .map_or_else(|| words.none().to_owned(), ToString::to_string);
    let room = status
        .disk_free
        .map(|free| words.free_room(free / 1_000_000_000));
    html! {
        <dl class="kv" data-testid="sync-facts">
            <dt>{ words.kept_unsent() }</dt><dd data-testid="kept">{ money(locale, status.waiting_revenue) }</dd>
            <dt>{ words.last_sent() }</dt><dd>{ at(status.last_sent, words.never()) }</dd>
            <dt>{ words.confirmed_up_to() }</dt><dd>{ confirmed }</dd>
            <dt>{ words.oldest_waiting() }</dt><dd>{ oldest }</dd>
            <dt>{ words.menu_received() }</dt><dd>{ menu }</dd>
            if let Some(room) = room { <dt>{ words.room() }</dt><dd>{ room }</dd> }
        </dl>
    }
}

fn device(props: &SyncSheetProps, words: Counter, status: &SyncStatus, session: &Session) -> Html {
    let row = |drawing: Icon, name: &'static str, value: String| {
        html! { <li class="lr"><span class="sub flex">{ icon(drawing) }</span><span class="grow sub">{ name }</span><b>{ value }</b></li> }
    };
    let contact = match status.last_contact {
        Some(wall) => time::ago(
            props.locale.language,
            status.wall.ms.saturating_sub(wall.ms),
        ),
        None => words.never().to_owned(),
    };
    html! {
        <div class="sync-right">
            <h3 class="h20">{ words.to_look_at() }</h3>
            if status.attention.is_empty() {
                <p class="small sub">{ words.nothing_to_look_at() }</p>
            } else {
                <ul class="attention">{ for status.attention.iter().map(|held| notice(props.locale.language, held)) }</ul>
            }
            <h3 class="h20 spaced">{ words.this_device() }</h3>
            <ul>
                { row(Icon::Till, words.till_code(), session.till_code.0.clone()) }
                { row(Icon::List, words.entries(), status.head.0.to_string()) }
                { row(Icon::Upload, words.entries_waiting(), status.waiting.to_string()) }
                { row(Icon::Online, words.last_contact(), contact) }
            </ul>
            <div class="grow"></div>
            if status.connection != ConnectionState::Alone {
                <div class="row small sub try-row">
                    <span class="grow">{ status.next_try_in.map(|seconds| words.next_try(seconds)) }</span>
                    <button class="btn" data-testid="try-now" onclick={props.on(TillAction::SyncAsked)}>{ small(Icon::Refresh) }{ words.try_now() }</button>
                </div>
            }
        </div>
    }
}

/// Amber only where a person must act: a key in a file is good to know, no more.
fn notice(language: Language, held: &Attention) -> Html {
    let text = refusal::attention(language, held);
    let (class, drawing) = match held.is_urgent() {
        true => ("box warn note", Icon::Warning),
        false => ("box note", Icon::Shield),
    };
    html! { <li {class}>{ small(drawing) }<span>{ text }</span></li> }
}

fn foot(props: &SyncSheetProps, words: Counter) -> Html {
    html! {
        <footer class="row between">
            <button class="btn line" data-testid="save-copy" onclick={props.on(TillAction::CopyAsked)}>{ small(Icon::Download) }{ words.save_copy() }</button>
            <span class="small sub grow">{ words.copy_fact() }</span>
            <button class="btn ink sheet-main" data-testid="keep-selling" onclick={on_close(props.act)}>{ words.keep_selling() }</button>
        </footer>
    }
}
