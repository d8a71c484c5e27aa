//! Who wants to hear that something arrived: tills and dashboards, on this server and on its replicas.
//!
//! A poke carries no data. Losing one costs latency, never correctness: whoever listens also asks now and then.

use crate::account::Member;
use crate::app::App;
use axum::extract::State;
use axum::response::IntoResponse;
use axum::response::sse::{Event, KeepAlive, Sse};
use futures_util::{Stream, StreamExt, stream};
use shared::id::{BusinessId, SeriesId};
use sqlx::PgPool;
use sqlx::postgres::PgListener;
use std::collections::HashMap;
use std::convert::Infallible;
use std::str::FromStr;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;
use tokio::sync::{broadcast, mpsc};

const CHANNEL: &str = "cortado";
/// A listener that falls further behind is poked once for all it missed.
const BEHIND_MAX: usize = 16;
const QUEUE: usize = 4_096;

/// An event without data is dropped by whoever listens: this says nothing, audibly.
const NOTHING: &str = "-";

/// Something arrived from this series.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Poke(pub SeriesId);

type Listeners = Arc<Mutex<HashMap<BusinessId, broadcast::Sender<Poke>>>>;

/// The listeners of this server, and the way to those of the others.
#[derive(Debug)]
pub struct Live {
    listeners: Listeners,
    outbox: mpsc::Sender<(BusinessId, SeriesId)>,
}

impl Live {
    /// A hub whose pokes go round through PostgreSQL, so that every replica hears them alike.
    pub fn start(pool: &PgPool) -> Self {
        let listeners = Listeners::default();
        let (outbox, inbox) = mpsc::channel(QUEUE);
        tokio::spawn(announce(pool.clone(), inbox));
        tokio::spawn(hear(pool.clone(), Arc::clone(&listeners)));
        Self { listeners, outbox }
    }

    /// Tells everybody who listens to the business. Never waits: a full queue means pokes are on their way anyway.
    pub fn poke(&self, business: BusinessId, series: SeriesId) {
        let _ = self.outbox.try_send((business, series));
    }

    /// Ends the streams of everybody who listens: the server stops, and they are to come back later.
    pub fn close(&self) {
        let mut listeners = self
            .listeners
            .lock()
            .unwrap_or_else(PoisonError::into_inner);
        listeners.clear();
    }

    /// Listens to a business.
    pub fn listen(&self, business: BusinessId) -> broadcast::Receiver<Poke> {
        let mut listeners = self
            .listeners
            .lock()
            .unwrap_or_else(PoisonError::into_inner);
        listeners.retain(|_, sender| sender.receiver_count() > 0);
        let sender = listeners
            .entry(business)
            .or_insert_with(|| broadcast::channel(BEHIND_MAX).0);
        sender.subscribe()
    }
}

fn deliver(listeners: &Listeners, business: BusinessId, series: SeriesId) {
    let listeners = listeners.lock().unwrap_or_else(PoisonError::into_inner);
    if let Some(sender) = listeners.get(&business) {
        let _ = sender.send(Poke(series));
    }
}

/// Sends what waits in one statement: under load one round trip carries many pokes.
async fn announce(pool: PgPool, mut inbox: mpsc::Receiver<(BusinessId, SeriesId)>) {
    let mut waiting = Vec::new();
    while inbox.recv_many(&mut waiting, QUEUE).await > 0 {
        waiting.sort_unstable();
        waiting.dedup();
        let payload = |(business, series): (BusinessId, SeriesId)| format!("{business} {series}");
        let payloads: Vec<String> = waiting.drain(..).map(payload).collect();
        let sent =
            sqlx::query("SELECT pg_notify($1, payload) FROM UNNEST($2::text[]) AS u (payload)")
                .bind(CHANNEL)
                .bind(payloads)
                .execute(&pool)
                .await;
        if let Err(error) = sent {
            tracing::warn!("pokes were lost: {error}");
        }
    }
}

async fn hear(pool: PgPool, listeners: Listeners) {
    while !pool.is_closed() {
        if let Err(error) = hear_until_cut(&pool, &listeners).await
            && !pool.is_closed()
        {
            tracing::warn!("the channel of pokes was cut: {error}");
        }
        tokio::time::sleep(Duration::from_secs(1)).await;
    }
}

async fn hear_until_cut(pool: &PgPool, listeners: &Listeners) -> Result<(), sqlx::Error> {
    let mut listener = PgListener::connect_with(pool).await?;
    listener.listen(CHANNEL).await?;
    loop {
        let heard = listener.recv().await?;
        let Some((business, series)) = heard.payload().split_once(' ') else {
            continue;
        };
        if let (Ok(business), Ok(series)) =
            (BusinessId::from_str(business), SeriesId::from_str(series))
        {
            deliver(listeners, business, series);
        }
    }
}

/// A stream of server-sent events, one for each poke that `wanted` lets through.
pub fn pokes<W: Fn(Poke) -> bool + Send + 'static>(
    app: &App,
    business: BusinessId,
    wanted: W,
) -> Sse<impl Stream<Item = Result<Event, Infallible>> + use<W>> {
    let receiver = app.live.listen(business);
    // The first event says that the stream is open: what arrived before it is to be asked for.
    let first = stream::once(async { Ok(Event::default().event("hello").data(NOTHING)) });
    let rest = stream::unfold((receiver, wanted), |(mut receiver, wanted)| async move {
        loop {
            match receiver.recv().await {
                Ok(poke) if !wanted(poke) => {}
                Err(broadcast::error::RecvError::Closed) => return None,
                Ok(_) | Err(broadcast::error::RecvError::Lagged(_)) => {
                    let event = Event::default().event("poke").data(NOTHING);
                    return Some((Ok(event), (receiver, wanted)));
                }
            }
        }
    });
    let stream = first.chain(rest);
    Sse::new(stream).keep_alive(KeepAlive::new().interval(Duration::from_secs(15)))
}

/// `GET /api/v1/businesses/{business}/live`: the owner's page hears of whatever arrives.
pub async fn listen(State(app): State<App>, member: Member) -> impl IntoResponse {
    pokes(&app, member.business, |_| true)
}
