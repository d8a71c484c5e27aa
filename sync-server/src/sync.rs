//! Where tills and server agree: hello, push, pull, poke.

mod aside;
mod check;
mod family;
mod fold;
mod gate;
mod hello;
mod ingest;
mod memory;
mod plan;
mod postgres;
mod pull;
mod rebuild;
mod store;
mod token;

pub use aside::{list as list_aside, release, retry_unreadable};
pub use check::Fresh;
pub use fold::{Aside, AsideReason, Folded, fold};
pub use gate::Gate;
pub use hello::{hello, judge, of_revoked};
pub use ingest::{IngestError, Ingested, ingest};
pub use memory::{MemoryError, MemoryStore};
pub use plan::{Appended, Plan, plan};
pub use postgres::{PostgresStore, header_of_row};
pub use pull::{PageError, page, pull};
pub use rebuild::{rebuild, rebuild_within};
pub use store::{Feed, FeedEnd, History, Known, Placed, Recorded, Standing, Store};
pub use token::{Ask, Claim, Issued, with_token};

use crate::api::body::parse;
use crate::api::problem::{ApiError, Reply};
use crate::app::App;
use crate::database;
use crate::key::ServerKey;
use crate::till::{KnownTill, TillRequest};
use axum::extract::{Request, State};
use axum::response::IntoResponse;
use shared::id::{BusinessId, SeriesId};
use shared::journal::Sequence;
use shared::problem::ProblemCode;
use shared::sync::{PUSH_BYTES_MAX, PushAnswer, PushRefusal, PushRequest};
use sqlx::PgConnection;

const IS_REVOKED: &str =
    "SELECT revoked_ms IS NOT NULL FROM till WHERE business_id = $1 AND till = $2";

/// `POST /api/v1/sync/push`.
pub async fn push(State(app): State<App>, request: Request) -> Reply<axum::Json<PushAnswer>> {
    let request = TillRequest::read(request).await?;
    if request.body.len() > PUSH_BYTES_MAX + PUSH_BYTES_MAX / 4 {
        return Err(PushRefusal::TooLarge.into());
    }
    // Nobody waits, with a body in memory, who has no till's key.
    let till = request.known_till(&app).await?;
    let _turn = app.gate.enter(request.body.len()).await?;
    let push: PushRequest = parse(&request.body)?;
    if push.series != till.series {
        return Err(ApiError::invalid(
            "The push is of another series than the request.",
        ));
    }
    let ask = request.ask(&app.key)?;
    let now = app.now_ms();
    let mut tx = database::begin(&app.pool, till.business).await?;
    let mut store = PostgresStore::new(&mut tx, till.business);
    let ingested = ingest(&mut store, push, &ask, now)
        .await
        .map_err(|error| match error {
            IngestError::UnknownSeries => ApiError::not_found(),
            IngestError::Refused(refusal) => refusal.into(),
            IngestError::Store(error) => error.into(),
        })?;
    tx.commit().await?;
    if ingested.appended > 0 {
        app.live.poke(till.business, till.series);
    }
    Ok(axum::Json(answer(
        &app.key,
        till.business,
        till.series,
        ingested,
    )))
}

/// What a till is told of its push, once that is committed.
pub fn answer(
    key: &ServerKey,
    business: BusinessId,
    series: SeriesId,
    ingested: Ingested,
) -> PushAnswer {
    let head = ingested.head;
    PushAnswer {
        durable: head.sequence,
        durable_hash: head.hash,
        applied: head.sequence,
        // Nothing is proved to be in a restored backup yet.
        safe: Sequence::NONE,
        latest: ingested.latest,
        effective_clocks: ingested.effective_clocks,
        set_aside: ingested.set_aside,
        server_signature: key.cosign(business, series, head.sequence, &head.hash),
        next_token: ingested.next_token,
    }
}

/// `GET /api/v1/sync/poke`: a stream with an event for whatever arrives from others.
pub async fn poke(State(app): State<App>, request: Request) -> Reply<impl IntoResponse> {
    let request = TillRequest::read(request).await?;
    let till = request.known_till(&app).await?;
    let mut tx = database::begin_reading(&app.pool, till.business).await?;
    refuse_revoked(&mut tx, &till).await?;
    Ok(crate::live::pokes(&app, till.business, move |poke| {
        poke.0 != till.series
    }))
}

/// Refuses a till that the owner revoked: it is told nothing.
async fn refuse_revoked(tx: &mut PgConnection, till: &KnownTill) -> Reply<()> {
    let revoked: Option<bool> = sqlx::query_scalar(IS_REVOKED)
        .bind(till.business.0)
        .bind(till.till.0)
        .fetch_optional(tx)
        .await?;
    if revoked.unwrap_or(true) {
        return Err(ApiError::new(
            ProblemCode::TillRevoked,
            "The owner revoked this till.",
        ));
    }
    Ok(())
}
