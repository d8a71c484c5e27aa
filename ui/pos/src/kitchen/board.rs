//! The kitchen's screen: what is new, what is being made, what is ready. In a window of its own, beside the counter's.
//!
//! It asks the same till as the counter; what either of them does is told to the other.

use super::BOARD;
use super::card::{CardProps, card, title_of};
use crate::counter::choice;
use kit::icon::{Icon, small};
use kit::id::now_ms;
use kit::locale::Locale;
use kit::words::kitchen::Kitchen as Words;
use kit::words::{refusal, time};
use kit::{page, theme};
use shared::clock::Wall;
use shared::id::StationId;
use shared::kitchen::{BoardTicket, BoardView, Station, TicketState};
use shared::order::OrderCommand;
use shared::printing::{Paper, PrintCommand};
use shared::till::{Answer, Command, Outcome, Query, Session, TillFailure, Touched};
use yew::prelude::*;

/// The screen.
#[derive(Default)]
pub struct Board {
    session: Option<Box<Session>>,
    view: BoardView,
    /// The one station that is shown.
    station: Option<StationId>,
    failure: Option<TillFailure>,
    now_ms: i64,
}

/// What it hears.
pub enum Heard {
    /// A second went by.
    Ticked,
    /// Something is other than before.
    Touched(Touched),
    /// The till answered a question.
    Told(Result<Answer, TillFailure>),
    /// The till did, or refused, what was touched.
    Done(Result<Outcome, TillFailure>),
    /// One station, or all of them.
    Chosen(Option<StationId>),
    /// A ticket is so far.
    Marked(Box<BoardTicket>, TicketState),
    /// Once more on paper.
    Reprint(Box<BoardTicket>),
}

impl Component for Board {
    type Message = Heard;
    type Properties = ();

    fn create(ctx: &Context<Self>) -> Self {
        let tick = ctx.link().callback(|()| Heard::Ticked);
        page::every(1_000, move || tick.emit(()));
        let touched = ctx.link().callback(Heard::Touched);
        // Without a till behind the page the first question says so.
        let _ = kit::till::on_touched(BOARD, move |what| touched.emit(what));
        ask(ctx, &Query::Session);
        ask(ctx, &Query::Board);
        Self {
            now_ms: now_ms(),
            ..Self::default()
        }
    }

    fn update(&mut self, ctx: &Context<Self>, heard: Heard) -> bool {
        match heard {
            Heard::Ticked => self.now_ms = now_ms(),
            Heard::Touched(touched) => {
                if touched.session {
                    ask(ctx, &Query::Session);
                }
                if touched.orders || touched.printing {
                    ask(ctx, &Query::Board);
                }
                return false;
            }
            Heard::Told(Ok(Answer::Session(session))) => {
                theme::wear(session.theme, session.language);
                let there = |id: &StationId| {
                    let mut stations = session.counter.stations.iter();
                    stations.any(|held| held.id == *id)
                };
                self.station = self.station.filter(there);
                self.session = Some(session);
            }
            Heard::Told(Ok(Answer::Board(view))) => {
                (self.view, self.failure) = (*view, None);
            }
            Heard::Told(Ok(_)) => return false,
            Heard::Told(Err(failure)) => self.failure = Some(failure),
            Heard::Done(done) => {
                self.failure = done.err();
                ask(ctx, &Query::Board);
            }
            Heard::Chosen(station) => self.station = station,
            Heard::Marked(ticket, state) => {
                // At once: the till says afterwards how it is.
                for held in &mut self.view.tickets {
                    if held.ticket == ticket.ticket {
                        held.state = state;
                    }
                }
                let command = OrderCommand::MarkTicket {
                    ticket: ticket.ticket,
                    state,
                };
                let order = ticket.order;
                execute(ctx, &Command::Order { order, command });
            }
            Heard::Reprint(ticket) => {
                let paper = Paper::Ticket {
                    ticket: ticket.ticket,
                };
                execute(ctx, &Command::Print(PrintCommand::Print(paper)));
            }
        }
        true
    }

    fn view(&self, ctx: &Context<Self>) -> Html {
        let Some(session) = &self.session else {
            return html! { <div class="starting" aria-hidden="true"></div> };
        };
        let locale = Locale {
            language: session.language,
            currency: session.settings.currency,
        };
        let words = Words::of(locale.language);
        html! {
            <div class="board" data-testid="board">
                { self.head(ctx, session, words) }
                if let Some(failure) = &self.failure {
                    <p class="box bad" role="alert" data-testid="board-failure">{ refusal::failure(locale, failure) }</p>
                }
                if session.counter.stations.is_empty() {
                    <p class="board-empty" data-testid="board-empty">{ words.no_stations() }</p>
                } else {
                    <main class="board-columns">
                        { for [TicketState::New, TicketState::Preparing, TicketState::Ready]
                            .map(|state| self.column(ctx, session, locale, state)) }
                    </main>
                }
            </div>
        }
    }
}

impl Board {
    fn head(&self, ctx: &Context<Self>, session: &Session, words: Words) -> Html {
        let wall = Wall {
            ms: self.now_ms,
            offset: session.wall.offset,
        };
        let station = |id: Option<StationId>, name: &str| {
            let choose = ctx.link().callback(move |_: MouseEvent| Heard::Chosen(id));
            choice("board-station", self.station == id, name.to_owned(), choose)
        };
        let stations = &session.counter.stations;
        let several = stations.len() > 1;
        let done = self.view.done.iter().find(|ticket| self.shows(ticket));
        html! {
            <header class="board-head">
                <h1 class="h24">{ words.board() }</h1>
                if several {
                    <div class="seg" role="group" aria-label={words.stations()}>
                        { station(None, words.all()) }
                        { for stations.iter().map(|held| station(Some(held.id), &held.name)) }
                    </div>
                }
                <span class="grow"></span>
                if let Some(ticket) = done { { recall(ctx, ticket, session, words) } }
                <span class="h24 num">{ time::clock(wall) }</span>
            </header>
        }
    }

    /// Whether a ticket is of the station that is shown, and of one that there is.
    fn shows(&self, ticket: &BoardTicket) -> bool {
        self.station.is_none_or(|station| ticket.station == station)
    }

    fn column(
        &self,
        ctx: &Context<Self>,
        session: &Session,
        locale: Locale,
        state: TicketState,
    ) -> Html {
        let words = Words::of(locale.language);
        let (name, id) = match state {
            TicketState::New => (words.fresh(), "column-new"),
            TicketState::Preparing => (words.preparing(), "column-preparing"),
            TicketState::Ready | TicketState::Done => (words.ready(), "column-ready"),
        };
        let tickets = self.view.tickets.iter();
        let tickets = tickets.filter(|ticket| ticket.state == state && self.shows(ticket));
        let tickets: Vec<&BoardTicket> = tickets.collect();
        let shown = |ticket: &&BoardTicket| self.card(ctx, session, locale, ticket);
        html! {
            <section class="board-column" aria-label={name} data-testid={id}>
                <h2 class="h20 row">{ name }<span class="count">{ tickets.len() }</span></h2>
                <div class="board-tickets">
                    if tickets.is_empty() && state == TicketState::New { <p class="sub">{ words.quiet() }</p> }
                    { for tickets.iter().map(shown) }
                </div>
            </section>
        }
    }

    fn card(
        &self,
        ctx: &Context<Self>,
        session: &Session,
        locale: Locale,
        ticket: &BoardTicket,
    ) -> Html {
        let stations = &session.counter.stations;
        let several = stations.len() > 1 && self.station.is_none();
        let station: Option<&Station> = stations.iter().find(|held| held.id == ticket.station);
        let (held, again) = (ticket.clone(), ticket.clone());
        let next = ctx
            .link()
            .callback(move |_: MouseEvent| Heard::Marked(Box::new(held.clone()), held.next()));
        let reprint = ctx
            .link()
            .callback(move |_: MouseEvent| Heard::Reprint(Box::new(again.clone())));
        card(&CardProps {
            ticket,
            station: station
                .filter(|_| several)
                .map(|station| station.name.as_str()),
            can_print: station.is_some_and(|station| station.printer.is_some()),
            now_ms: self.now_ms,
            locale,
            next,
            reprint,
        })
    }
}

/// What was taken last comes back.
fn recall(ctx: &Context<Board>, ticket: &BoardTicket, session: &Session, words: Words) -> Html {
    let held = ticket.clone();
    let back = ctx
        .link()
        .callback(move |_: MouseEvent| Heard::Marked(Box::new(held.clone()), TicketState::Ready));
    html! {
        <button class="btn line" data-testid="ticket-recall" onclick={back}>
            { small(Icon::Undo) }<span>{ words.recall() }{ " · " }{ title_of(ticket, session.language) }</span>
        </button>
    }
}

fn ask(ctx: &Context<Board>, query: &Query) {
    let answer = kit::till::query(query);
    ctx.link()
        .send_future(async move { Heard::Told(answer.await) });
}

fn execute(ctx: &Context<Board>, command: &Command) {
    let done = kit::till::execute(command);
    ctx.link()
        .send_future(async move { Heard::Done(done.await) });
}
