//! What only the owner can judge: what tills say is missing, and receipt numbers that were printed twice.

use crate::account::Member;
use crate::api::problem::Reply;
use crate::app::App;
use crate::database;
use crate::journal::{effective, entry, hash};
use axum::extract::State;
use shared::clock::BusinessDay;
use shared::event::Event;
use shared::fact::Fact;
use shared::id::{BusinessId, OrderId, TillId};
use shared::journal::Stamp;
use shared::money::Money;
use shared::review::{DoubledOrder, DoubledReceipt, MissingOfTill, Reviews};
use shared::till::{EntriesMissing, TillEvent};
use sqlx::{PgConnection, Row};
use std::collections::BTreeMap;
use uuid::Uuid;

/// What tills said of themselves: few entries, found by their subject.
const SAID: &str = "
    SELECT e.*, t.till, t.name FROM till t
    JOIN entry e ON e.business_id = t.business_id AND e.subject = t.till
    WHERE t.business_id = $1 AND e.kind IN ('till.entries_missing', 'journal.carried')";
/// Only a till that went on in another series can have given a number twice, so that nobody else pays for the search.
const DOUBLED: &str = "
    SELECT receipt, order_id, day, hour, total FROM order_state
    WHERE business_id = $1
      AND EXISTS (SELECT FROM series WHERE business_id = $1 AND till IS NOT NULL
                  GROUP BY till HAVING count(*) > 1)
      AND receipt IN (SELECT receipt FROM order_state
                      WHERE business_id = $1 AND receipt IS NOT NULL
                      GROUP BY receipt HAVING count(*) > 1 ORDER BY receipt LIMIT 200)
    ORDER BY receipt, day, hour, order_id";

/// `GET /api/v1/businesses/{business}/reviews`.
pub async fn list(State(app): State<App>, member: Member) -> Reply<axum::Json<Reviews>> {
    let mut tx = database::begin_reading(&app.pool, member.business).await?;
    Ok(axum::Json(Reviews {
        missing: missing(&mut tx, member.business).await?,
        doubled: doubled(&mut tx, member.business).await?,
    }))
}

/// The last word of each till that misses something.
async fn missing(
    tx: &mut PgConnection,
    business: BusinessId,
) -> Result<Vec<MissingOfTill>, sqlx::Error> {
    let rows = sqlx::query(SAID).bind(business.0).fetch_all(tx).await?;
    let mut said: BTreeMap<Uuid, (Stamp, MissingOfTill)> = BTreeMap::new();
    for row in &rows {
        let fact = Fact::of(&entry(row)?, hash(row, "hash")?, effective(row)?);
        let Ok(fact) = fact else { continue };
        let Event::Till(TillEvent::EntriesMissing(EntriesMissing { entries, receipts })) =
            fact.event
        else {
            continue;
        };
        let till: Uuid = row.try_get("till")?;
        let word = MissingOfTill {
            till: TillId(till),
            till_name: row.try_get("name")?,
            entries: entries.iter().map(|held| held.count()).sum(),
            receipts,
            said_ms: fact.wall.ms,
        };
        let newest = said.get(&till).is_none_or(|(stamp, _)| *stamp < fact.stamp);
        if newest {
            said.insert(till, (fact.stamp, word));
        }
    }
    let words = said.into_values().map(|(_, word)| word);
    Ok(words
        .filter(|word| word.entries > 0 || !word.receipts.is_empty())
        .collect())
}

async fn doubled(
    tx: &mut PgConnection,
    business: BusinessId,
) -> Result<Vec<DoubledReceipt>, sqlx::Error> {
    let rows = sqlx::query(DOUBLED).bind(business.0).fetch_all(tx).await?;
    let mut doubled: Vec<DoubledReceipt> = Vec::new();
    for row in &rows {
        let receipt: String = row.try_get("receipt")?;
        let order = DoubledOrder {
            order: OrderId(row.try_get("order_id")?),
            day: BusinessDay(row.try_get("day")?),
            hour: u8::try_from(row.try_get::<i16, _>("hour")?).unwrap_or(0),
            total: Money::minor(row.try_get("total")?),
        };
        match doubled.last_mut().filter(|last| last.receipt == receipt) {
            Some(last) => last.orders.push(order),
            None => doubled.push(DoubledReceipt {
                receipt,
                orders: vec![order],
            }),
        }
    }
    Ok(doubled)
}
