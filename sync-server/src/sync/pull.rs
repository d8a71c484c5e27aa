//! A page of the feed: entries of the other series in the order of their positions, from one snapshot.

use super::gate::Gate;
use super::postgres::PostgresStore;
use super::refuse_revoked;
use super::store::{Feed, Placed};
use crate::api::body::query;
use crate::api::problem::{ApiError, Reply};
use crate::app::App;
use crate::database;
use crate::journal::signed;
use crate::till::TillRequest;
use axum::extract::{Request, State};
use shared::id::SeriesId;
use shared::journal::Hash;
use shared::planted::{self, Bug};
use shared::problem::ProblemCode;
use shared::sync::{PULL_ENTRIES_MAX, Position, PullPage, PullQuery};

/// The bytes of bodies after which a page ends, at the next end of a group.
const PAGE_BYTES: usize = 4 * 1024 * 1024;
/// How many rows are fetched at once: a page of large entries must not fill the memory.
const ROWS_AT_ONCE: usize = 500;
const SEEN: &str = "
    UPDATE till SET seen_ms = $3, own_head = CASE WHEN series = $5 THEN $4 ELSE own_head END
    WHERE business_id = $1 AND till = $2
      AND (seen_ms IS NULL OR seen_ms < $3 - 5000 OR own_head <> $4)";

/// Why there is no page.
#[derive(Debug)]
pub enum PageError<E> {
    /// The cursor belongs to another feed or another history: the till has to start again.
    FeedChanged,
    /// The store failed.
    Store(E),
}

impl<E> From<E> for PageError<E> {
    fn from(error: E) -> Self {
        Self::Store(error)
    }
}

/// `GET /api/v1/sync/pull`.
pub async fn pull(State(app): State<App>, request: Request) -> Reply<axum::Json<PullPage>> {
    let request = TillRequest::read(request).await?;
    let mut turn = app.gate.question().await?;
    let till = request.known_till(&app).await?;
    let wish: PullQuery = query(&request.parts)?;
    let mut tx = database::begin_reading(&app.pool, till.business).await?;
    refuse_revoked(&mut tx, &till).await?;
    let end = PostgresStore::new(&mut tx, till.business)
        .end(till.series)
        .await?;
    if Gate::is_long_page(end.latest.0.saturating_sub(wish.after.0)) {
        // Nothing is held while it waits.
        tx.commit().await?;
        drop(turn);
        turn = app.gate.long().await?;
        tx = database::begin_reading(&app.pool, till.business).await?;
        refuse_revoked(&mut tx, &till).await?;
    }
    let mut feed = PostgresStore::new(&mut tx, till.business);
    let page = page(&mut feed, till.series, &wish).await;
    let page = page.map_err(|error| match error {
        PageError::FeedChanged => ApiError::new(
            ProblemCode::FeedChanged,
            "The cursor belongs to another feed or another history.",
        ),
        PageError::Store(error) => error.into(),
    })?;
    tx.commit().await?;
    let mut tx = database::begin(&app.pool, till.business).await?;
    sqlx::query(SEEN)
        .bind(till.business.0)
        .bind(till.till.0)
        .bind(app.now_ms())
        .bind(signed(wish.head.0))
        .bind(till.series.0)
        .execute(&mut *tx)
        .await?;
    tx.commit().await?;
    drop(turn);
    Ok(axum::Json(page))
}

/// The page that the writer of `series` wishes for.
pub async fn page<F: Feed>(
    feed: &mut F,
    series: SeriesId,
    wish: &PullQuery,
) -> Result<PullPage, PageError<F::Error>> {
    let end = feed.end(series).await?;
    let here = match wish.after {
        Position(0) => Some(Hash::START),
        at => feed.running_at(at).await?,
    };
    if end.feed != wish.feed || wish.after > end.latest || here != Some(wish.hash) {
        return Err(PageError::FeedChanged);
    }
    let limit = usize::try_from(wish.limit).unwrap_or(PULL_ENTRIES_MAX);
    let limit = limit.clamp(1, PULL_ENTRIES_MAX);
    let without = (!wish.own).then_some(series);
    let rows = rows(feed, without, wish.after, limit).await?;
    // At the feed's end the cursor passes the till's own entries too.
    let (cursor, hash) = match rows.rows.last() {
        Some(last) if rows.more && !planted::is(Bug::BigserialFeed) => {
            (last.entry.position, last.running)
        }
        _ => (end.latest, end.running),
    };
    let first = rows.rows.iter().map(|placed| &placed.entry.entry);
    let first = first.filter(|entry| entry.sequence.0 == 1);
    let begun: Vec<SeriesId> = first.map(|entry| entry.series).collect();
    Ok(PullPage {
        feed: end.feed,
        headers: feed.headers(&begun).await?,
        entries: rows.rows.into_iter().map(|placed| placed.entry).collect(),
        cursor,
        hash,
        latest: end.latest,
        own: Some(end.own),
    })
}

struct Rows {
    rows: Vec<Placed>,
    /// Whether the page was cut before the end of the feed.
    more: bool,
}

/// The rows of a page: until the limit, and then to the end of the group that is being read.
async fn rows<F: Feed>(
    feed: &mut F,
    without: Option<SeriesId>,
    mut after: Position,
    limit: usize,
) -> Result<Rows, F::Error> {
    let mut page = Rows {
        rows: Vec::new(),
        more: false,
    };
    let mut size = 0;
    loop {
        let fetched = feed.next(after, without, ROWS_AT_ONCE).await?;
        let is_last = fetched.len() < ROWS_AT_ONCE;
        for placed in fetched {
            if page.more {
                return Ok(page);
            }
            after = placed.entry.position;
            size += placed.entry.entry.body.0.len();
            let ends = placed.entry.entry.ends_group();
            page.rows.push(placed);
            page.more = ends && (page.rows.len() >= limit || size >= PAGE_BYTES);
        }
        if is_last || page.more {
            return Ok(page);
        }
    }
}
