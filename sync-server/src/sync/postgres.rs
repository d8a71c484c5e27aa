//! The store in earnest: one transaction of PostgreSQL.

mod adopt;
mod append;
mod cloud;
mod feed;
mod orders;
mod project;

pub use append::append;
pub use feed::header as header_of_row;
pub use orders::Orders;
pub use project::{add_rollup, set_last_sale, write_menu};

use super::fold::{Aside, AsideReason, Folded};
use super::plan::Plan;
use super::store::{History, Known, Recorded, Standing, Store};
use super::token::Issued;
use crate::cloud::CloudStanding;
use crate::journal::{bytes, effective, entry, hash, signed, unsigned};
use shared::id::{BusinessId, FeedId, RequestId, SeriesId, SubjectId};
use shared::journal::{Head, PublicKey, Sequence, SeriesHeader};
use shared::report::Sale;
use shared::sync::Position;
use sqlx::{PgConnection, Row};
use std::collections::BTreeMap;
use std::sync::Arc;
use uuid::Uuid;

const LOCK_SERIES: &str = "
    SELECT till, public_key, head_sequence, head_hash, token, token_request
    FROM series WHERE business_id = $1 AND series = $2 FOR UPDATE";
/// Whether the till is revoked is read here and not with the series: that statement may have waited for the owner
/// who took the till back, and would still see it as it was before.
const LOCK_FEED: &str = "
    SELECT f.feed, f.latest, f.running,
           (SELECT t.revoked_ms IS NOT NULL FROM till t
            WHERE t.business_id = f.business_id AND t.till = $2) AS revoked
    FROM feed f WHERE f.business_id = $1 FOR UPDATE OF f";
const KNOWN: &str = "
    SELECT hash, effective_clock FROM entry
    WHERE business_id = $1 AND series = $2 AND sequence BETWEEN $3 AND $4 ORDER BY sequence";
/// What waits for the owner's approval is not folded.
const HISTORY: &str = "
    SELECT e.* FROM entry e
    WHERE e.business_id = $1 AND e.subject = ANY($2)
      AND NOT EXISTS (SELECT FROM set_aside a
                      WHERE a.business_id = e.business_id AND a.series = e.series
                        AND a.sequence = e.sequence AND a.reason = 'revoked')";
const SALES: &str = "
    SELECT order_id, sale FROM order_state
    WHERE business_id = $1 AND order_id = ANY($2) AND sale IS NOT NULL";
const SET_ASIDE: &str = "
    INSERT INTO set_aside (business_id, series, sequence, reason, detail, since_ms)
    SELECT $1, $2, sequence, reason, detail, $6
    FROM UNNEST($3::bigint[], $4::text[], $5::text[]) AS u (sequence, reason, detail)";

/// One transaction of one business.
#[derive(Debug)]
pub struct PostgresStore<'t> {
    connection: &'t mut PgConnection,
    business: BusinessId,
}

impl<'t> PostgresStore<'t> {
    /// A store in a transaction that [`crate::database::begin`] began for `business`.
    pub const fn new(connection: &'t mut PgConnection, business: BusinessId) -> Self {
        Self {
            connection,
            business,
        }
    }

    async fn set_aside(&mut self, plan: &Plan, aside: &[Aside]) -> Result<(), sqlx::Error> {
        let of = |pick: fn(&Aside) -> String| aside.iter().map(pick).collect::<Vec<_>>();
        let sequences: Vec<i64> = aside.iter().map(|a| signed(a.sequence.0)).collect();
        sqlx::query(SET_ASIDE)
            .bind(self.business.0)
            .bind(plan.series.0)
            .bind(sequences)
            .bind(of(|aside| aside.reason.code().to_owned()))
            .bind(of(|aside| crate::text::storable(&aside.detail, 500)))
            .bind(plan.received_ms)
            .execute(&mut *self.connection)
            .await?;
        Ok(())
    }
}

impl AsideReason {
    /// The word in the table and in the API.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Unreadable => "unreadable",
            Self::Revoked => "revoked",
        }
    }
}

impl Store for PostgresStore<'_> {
    type Error = sqlx::Error;

    async fn adopt(&mut self, header: &SeriesHeader) -> Result<bool, sqlx::Error> {
        adopt::adopt(self.connection, self.business, header).await
    }

    async fn cloud(&mut self) -> Result<CloudStanding, sqlx::Error> {
        cloud::standing(self.connection, self.business).await
    }

    async fn begin_cloud(
        &mut self,
        header: &SeriesHeader,
        before: Option<SeriesId>,
    ) -> Result<(), sqlx::Error> {
        cloud::begin(self.connection, self.business, header, before).await
    }

    async fn stand(&mut self, series: SeriesId) -> Result<Option<Standing>, sqlx::Error> {
        let locked = sqlx::query(LOCK_SERIES)
            .bind(self.business.0)
            .bind(series.0)
            .fetch_optional(&mut *self.connection)
            .await?;
        let Some(row) = locked else { return Ok(None) };
        let writer = feed::writer(self.business, &row)?;
        let till: Option<Uuid> = row.try_get("till")?;
        let feed = sqlx::query(LOCK_FEED)
            .bind(self.business.0)
            .bind(till)
            .fetch_one(&mut *self.connection)
            .await?;
        Ok(Some(Standing {
            writer,
            key: PublicKey(bytes(&row, "public_key")?),
            // A till that is not there cannot be asked; the cloud is nobody's to revoke.
            revoked: till.is_some() && feed.try_get::<Option<bool>, _>("revoked")?.unwrap_or(true),
            head: Head {
                sequence: Sequence(unsigned(row.try_get("head_sequence")?)),
                hash: hash(&row, "head_hash")?,
            },
            issued: issued(&row)?,
            feed: FeedId(feed.try_get("feed")?),
            latest: Position(unsigned(feed.try_get("latest")?)),
            running: hash(&feed, "running")?,
        }))
    }

    async fn known(
        &mut self,
        series: SeriesId,
        from: Sequence,
        upto: Sequence,
    ) -> Result<Vec<Known>, sqlx::Error> {
        let rows = sqlx::query(KNOWN)
            .bind(self.business.0)
            .bind(series.0)
            .bind(signed(from.0))
            .bind(signed(upto.0))
            .fetch_all(&mut *self.connection)
            .await?;
        let known = |row| {
            Ok(Known {
                hash: hash(row, "hash")?,
                effective: effective(row)?,
            })
        };
        rows.iter().map(known).collect()
    }

    async fn history(&mut self, subjects: &[SubjectId]) -> Result<History, sqlx::Error> {
        history(self.connection, self.business, subjects).await
    }

    async fn perform(
        &mut self,
        plan: &Arc<Plan>,
        fold: impl FnOnce() -> Folded + Send + 'static,
    ) -> Result<Folded, sqlx::Error> {
        // The two longest parts of a push need nothing of one another.
        let folding = tokio::task::spawn_blocking(move || {
            let folded = fold();
            let orders = Orders::of(&folded.subjects.orders);
            (folded, orders)
        });
        append(self.connection, self.business, plan).await?;
        let (folded, orders) = folding.await.map_err(|_| sqlx::Error::WorkerCrashed)?;
        if !folded.aside.is_empty() {
            self.set_aside(plan, &folded.aside).await?;
        }
        orders.write(self.connection, self.business).await?;
        write_menu(self.connection, self.business, &folded.subjects.menu).await?;
        add_rollup(self.connection, self.business, &folded.subjects.rollup).await?;
        let sale = folded.last_sale.as_ref();
        append::move_heads(self.connection, self.business, plan, sale).await?;
        Ok(folded)
    }
}

/// How far the tokens of a series have come, from its row.
pub fn issued(row: &sqlx::postgres::PgRow) -> Result<Issued, sqlx::Error> {
    Ok(Issued {
        counter: unsigned(row.try_get("token")?),
        request: row
            .try_get::<Option<Uuid>, _>("token_request")?
            .map(RequestId),
    })
}

/// What is stored of these subjects: their entries, and what they add to the figures.
pub async fn history(
    connection: &mut PgConnection,
    business: BusinessId,
    subjects: &[SubjectId],
) -> Result<History, sqlx::Error> {
    if subjects.is_empty() {
        return Ok(History::default());
    }
    let subjects: Vec<Uuid> = subjects.iter().map(|subject| subject.0).collect();
    let rows = sqlx::query(HISTORY)
        .bind(business.0)
        .bind(&subjects)
        .fetch_all(&mut *connection)
        .await?;
    let recorded = |row| {
        Ok(Recorded {
            effective: effective(row)?,
            hash: hash(row, "hash")?,
            entry: entry(row)?,
        })
    };
    let entries: Vec<Recorded> = rows
        .iter()
        .map(recorded)
        .collect::<Result<_, sqlx::Error>>()?;
    // A subject without entries has no row either: most pushes end here.
    let sales = if entries.is_empty() {
        BTreeMap::new()
    } else {
        sales(connection, business, &subjects).await?
    };
    Ok(History { entries, sales })
}

async fn sales(
    connection: &mut PgConnection,
    business: BusinessId,
    subjects: &[Uuid],
) -> Result<BTreeMap<SubjectId, Sale>, sqlx::Error> {
    let rows = sqlx::query(SALES)
        .bind(business.0)
        .bind(subjects)
        .fetch_all(connection)
        .await?;
    let sale = |row: &sqlx::postgres::PgRow| {
        let bytes: &[u8] = row.try_get("sale")?;
        let sale = serde_json::from_slice(bytes).map_err(|why| sqlx::Error::Decode(why.into()))?;
        Ok((SubjectId(row.try_get("order_id")?), sale))
    };
    rows.iter().map(sale).collect()
}
