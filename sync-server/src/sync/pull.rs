//! A page of the feed: entries of the other series in the order of their positions, from one snapshot.

use super::refuse_revoked;
use crate::api::body::query;
use crate::api::problem::{ApiError, Reply};
use crate::app::App;
use crate::database;
use crate::journal::{bytes, effective, entry, hash, signed, unsigned};
use crate::till::{KnownTill, TillRequest};
use axum::extract::{Request, State};
use shared::id::{FeedId, SeriesId, TillId};
use shared::journal::{Hash, PublicKey, SeriesHeader, Writer};
use shared::problem::ProblemCode;
use shared::sync::{FeedEntry, PULL_ENTRIES_MAX, Position, PullPage, PullQuery};
use sqlx::postgres::PgRow;
use sqlx::{PgConnection, Row};
use uuid::Uuid;

/// The bytes of bodies after which a page ends, at the next end of a group.
const PAGE_BYTES: usize = 4 * 1024 * 1024;
/// How many rows are fetched at once: a page of large entries must not fill the memory.
const ROWS_AT_ONCE: i64 = 500;
const FEED: &str = "SELECT feed, latest, running FROM feed WHERE business_id = $1";
const RUNNING: &str = "SELECT running FROM entry WHERE business_id = $1 AND position = $2";
const ENTRIES: &str = "
    SELECT * FROM entry WHERE business_id = $1 AND position > $2 AND series <> $3
    ORDER BY position LIMIT $4";
const HEADERS: &str = "
    SELECT series, till, public_key FROM series WHERE business_id = $1 AND series = ANY($2)";
const SEEN: &str = "
    UPDATE till SET seen_ms = $3, own_head = $4
    WHERE business_id = $1 AND till = $2
      AND (seen_ms IS NULL OR seen_ms < $3 - 5000 OR own_head <> $4)";

/// `GET /api/v1/sync/pull`.
pub async fn pull(State(app): State<App>, request: Request) -> Reply<axum::Json<PullPage>> {
    let request = TillRequest::read(request).await?;
    let till = request.known_till(&app).await?;
    let wish: PullQuery = query(&request.parts)?;
    let mut tx = database::begin_reading(&app.pool, till.business).await?;
    refuse_revoked(&mut tx, &till).await?;
    let page = page(&mut tx, &till, &wish).await?;
    tx.commit().await?;
    let mut tx = database::begin(&app.pool, till.business).await?;
    sqlx::query(SEEN)
        .bind(till.business.0)
        .bind(till.till.0)
        .bind(app.now_ms())
        .bind(signed(wish.head.0))
        .execute(&mut *tx)
        .await?;
    tx.commit().await?;
    Ok(axum::Json(page))
}

async fn page(tx: &mut PgConnection, till: &KnownTill, wish: &PullQuery) -> Reply<PullPage> {
    let row = sqlx::query(FEED)
        .bind(till.business.0)
        .fetch_one(&mut *tx)
        .await?;
    let feed = FeedId(row.try_get("feed")?);
    let latest = Position(unsigned(row.try_get("latest")?));
    let running = hash(&row, "running")?;
    let here = running_at(tx, till, wish.after).await?;
    if feed != wish.feed || wish.after > latest || here != Some(wish.hash) {
        let detail = "The cursor belongs to another feed or another history.";
        return Err(ApiError::new(ProblemCode::FeedChanged, detail));
    }
    let limit = usize::try_from(wish.limit).unwrap_or(PULL_ENTRIES_MAX);
    let rows = rows(tx, till, wish.after, limit.clamp(1, PULL_ENTRIES_MAX)).await?;
    let mut entries = Vec::with_capacity(rows.rows.len());
    for row in &rows.rows {
        entries.push(FeedEntry {
            position: Position(unsigned(row.try_get("position")?)),
            effective_clock: effective(row)?,
            entry: entry(row)?,
        });
    }
    // At the feed's end the cursor passes the till's own entries too.
    let (cursor, hash) = match rows.rows.last() {
        Some(row) if rows.more => {
            let position = Position(unsigned(row.try_get("position")?));
            (position, hash(row, "running")?)
        }
        _ => (latest, running),
    };
    Ok(PullPage {
        feed,
        headers: headers(tx, till, &entries).await?,
        entries,
        cursor,
        hash,
        latest,
    })
}

async fn running_at(
    tx: &mut PgConnection,
    till: &KnownTill,
    at: Position,
) -> Result<Option<Hash>, sqlx::Error> {
    if at == Position(0) {
        return Ok(Some(Hash::START));
    }
    let row = sqlx::query(RUNNING)
        .bind(till.business.0)
        .bind(signed(at.0))
        .fetch_optional(tx)
        .await?;
    row.map(|row| hash(&row, "running")).transpose()
}

struct Rows {
    rows: Vec<PgRow>,
    /// Whether the page was cut before the end of the feed.
    more: bool,
}

/// The rows of a page: until the limit, and then to the end of the group that is being read.
async fn rows(
    tx: &mut PgConnection,
    till: &KnownTill,
    after: Position,
    limit: usize,
) -> Result<Rows, sqlx::Error> {
    let mut page = Rows {
        rows: Vec::new(),
        more: false,
    };
    let mut after = signed(after.0);
    let mut size = 0;
    loop {
        let fetched = sqlx::query(ENTRIES)
            .bind(till.business.0)
            .bind(after)
            .bind(till.series.0)
            .bind(ROWS_AT_ONCE)
            .fetch_all(&mut *tx)
            .await?;
        let is_last = i64::try_from(fetched.len()).unwrap_or(i64::MAX) < ROWS_AT_ONCE;
        for row in fetched {
            if page.more {
                return Ok(page);
            }
            after = row.try_get("position")?;
            size += row.try_get::<&[u8], _>("body")?.len();
            let group: (i32, i32) = (row.try_get("group_index")?, row.try_get("group_size")?);
            let ends = group.0 + 1 == group.1;
            page.rows.push(row);
            page.more = ends && (page.rows.len() >= limit || size >= PAGE_BYTES);
        }
        if is_last || page.more {
            return Ok(page);
        }
    }
}

/// The headers of the series that begin in this page.
async fn headers(
    tx: &mut PgConnection,
    till: &KnownTill,
    entries: &[FeedEntry],
) -> Result<Vec<SeriesHeader>, sqlx::Error> {
    let first = entries.iter().filter(|entry| entry.entry.sequence.0 == 1);
    let series: Vec<Uuid> = first.map(|entry| entry.entry.series.0).collect();
    if series.is_empty() {
        return Ok(Vec::new());
    }
    let rows = sqlx::query(HEADERS)
        .bind(till.business.0)
        .bind(&series)
        .fetch_all(tx)
        .await?;
    let header = |row| {
        Ok(SeriesHeader {
            series: SeriesId(uuid_of(row, "series")?),
            writer: Writer::Till(TillId(uuid_of(row, "till")?)),
            public_key: PublicKey(bytes(row, "public_key")?),
        })
    };
    rows.iter().map(header).collect()
}

fn uuid_of(row: &PgRow, column: &str) -> Result<Uuid, sqlx::Error> {
    row.try_get(column)
}
