//! The chip: a grey line that says where the sales are. Amber only when a person must act.

use crate::counter::{Action, Sheet, on_tap};
use kit::icon::{Icon, small};
use kit::locale::Locale;
use kit::words::counter::Counter;
use shared::till::{Attention, ConnectionState, SyncStatus};
use std::rc::Rc;
use yew::prelude::*;

/// What the chip says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mood {
    /// A person must act.
    Attention,
    /// So many of so many sales are through.
    Sending(u64, u64),
    /// So many sales are kept here.
    Offline(u64),
    /// Sales wait, and the server is heard: on their way.
    Waiting(u64),
    /// Everything is sent.
    Sent,
    /// The till is in no business.
    Alone(u64),
}

/// What a status means to the person at the till.
pub fn mood(status: &SyncStatus) -> Mood {
    if status.attention.iter().any(Attention::is_urgent) {
        return Mood::Attention;
    }
    match (status.connection, status.sending) {
        (ConnectionState::Alone, _) => Mood::Alone(status.waiting_sales),
        (ConnectionState::Offline, _) => Mood::Offline(status.waiting_sales),
        (ConnectionState::Online, Some((through, of))) if of > 0 => Mood::Sending(through, of),
        (ConnectionState::Online, _) if status.waiting_sales > 0 => {
            Mood::Waiting(status.waiting_sales)
        }
        (ConnectionState::Online, _) => Mood::Sent,
    }
}

/// What [`Chip`] shows.
#[derive(Clone, PartialEq, Properties)]
pub struct ChipProps {
    /// What waits.
    pub status: Option<Rc<SyncStatus>>,
    /// How it is written.
    pub locale: Locale,
    /// Where touches go.
    pub act: Callback<Action>,
}

/// The chip.
#[component]
pub fn Chip(props: &ChipProps) -> Html {
    let words = Counter::of(props.locale.language);
    let Some(status) = &props.status else {
        return Html::default();
    };
    let mood = mood(status);
    let (class, drawing) = match mood {
        Mood::Attention => ("chip warn", Icon::Warning),
        Mood::Sending(..) | Mood::Waiting(_) => ("chip", Icon::Upload),
        Mood::Offline(_) => ("chip", Icon::Offline),
        Mood::Alone(_) => ("chip", Icon::Till),
        Mood::Sent => ("chip ok", Icon::Online),
    };
    let (state, fact) = chip_words(mood, words);
    let open = on_tap(&props.act, || Action::SheetOpened(Sheet::Sync));
    html! {
        <button {class} data-testid="chip" data-waiting={status.waiting_sales.to_string()} data-mood={name(mood)} onclick={open}>
            { small(drawing) }<span><b>{ state }</b>if let Some(fact) = fact { <span class="chip-fact">{ " · " }{ fact }</span> }</span>
        </button>
    }
}

fn chip_words(mood: Mood, words: Counter) -> (String, Option<String>) {
    match mood {
        Mood::Attention => (words.attention().to_owned(), None),
        Mood::Sending(through, of) => (words.sending(through, of), None),
        Mood::Waiting(sales) => (words.sending(0, sales), None),
        Mood::Offline(0) => (
            words.offline().to_owned(),
            Some(words.all_sent().to_owned()),
        ),
        Mood::Offline(sales) => (words.offline().to_owned(), Some(words.sales_kept(sales))),
        Mood::Sent => (words.online().to_owned(), Some(words.all_sent().to_owned())),
        Mood::Alone(0) => (
            words.alone().to_owned(),
            Some(words.saved_on_device().to_owned()),
        ),
        Mood::Alone(sales) => (words.alone().to_owned(), Some(words.sales_kept(sales))),
    }
}

const fn name(mood: Mood) -> &'static str {
    match mood {
        Mood::Attention => "attention",
        Mood::Sending(..) => "sending",
        Mood::Waiting(_) => "waiting",
        Mood::Offline(_) => "offline",
        Mood::Sent => "sent",
        Mood::Alone(_) => "alone",
    }
}
