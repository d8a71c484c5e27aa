//! Throws the projections of a business away and folds them again from its journal.

use super::fold::Folds;
use super::postgres::{Orders, add_rollup, set_last_sale, write_menu};
use crate::database;
use crate::journal::{effective, entry, hash};
use crate::order::OrderRow;
use futures_util::TryStreamExt;
use shared::event::Event;
use shared::fact::Fact;
use shared::id::{BusinessId, SeriesId};
use shared::order::{OrderEvent, Settled};
use shared::report::Rollup;
use sqlx::{PgConnection, PgPool, Row};
use std::collections::BTreeMap;
use uuid::Uuid;

const LOCK: &str = "SELECT 1 FROM feed WHERE business_id = $1 FOR UPDATE";
const DROP: &[&str] = &[
    "DELETE FROM order_state WHERE business_id = $1",
    "DELETE FROM menu_subject WHERE business_id = $1",
    "DELETE FROM sales_hour WHERE business_id = $1",
    "DELETE FROM sales_product WHERE business_id = $1",
    "UPDATE till SET last_receipt = NULL, last_receipt_till = NULL, last_sale_day = NULL
     WHERE business_id = $1",
];
const BY_SUBJECT: &str = "
    SELECT e.* FROM entry e
    WHERE e.business_id = $1
      AND NOT EXISTS (SELECT FROM set_aside a
                      WHERE a.business_id = e.business_id AND a.series = e.series
                        AND a.sequence = e.sequence AND a.reason = 'revoked')
    ORDER BY e.subject";
const TILLS: &str = "SELECT series, till FROM series WHERE business_id = $1 AND till IS NOT NULL";
/// Subjects folded before their rows are written.
const SUBJECTS_AT_ONCE: usize = 1_000;

#[derive(Default)]
struct Rebuilt {
    orders: Vec<OrderRow>,
    menu: Vec<crate::menu::MenuRow>,
    rollup: Rollup,
    /// The till of each series.
    tills: BTreeMap<Uuid, Uuid>,
    /// By till: the position, the series and the payment.
    last_sales: BTreeMap<Uuid, (i64, SeriesId, Settled)>,
}

/// Rebuilds the projections and figures of a business, in one transaction. Pushes wait meanwhile.
pub async fn rebuild(pool: &PgPool, business: BusinessId) -> Result<(), sqlx::Error> {
    let mut tx = database::begin(pool, business).await?;
    rebuild_within(&mut tx, pool, business).await?;
    tx.commit().await
}

/// Rebuilds within a transaction of this business, which the caller commits or takes back.
pub async fn rebuild_within(
    tx: &mut PgConnection,
    pool: &PgPool,
    business: BusinessId,
) -> Result<(), sqlx::Error> {
    sqlx::query(LOCK).bind(business.0).execute(&mut *tx).await?;
    for statement in DROP.iter().copied() {
        sqlx::query(statement)
            .bind(business.0)
            .execute(&mut *tx)
            .await?;
    }
    // Reading and writing alternate, so the journal is read on a connection of its own. The lock keeps both alike.
    let mut reading = database::begin_reading(pool, business).await?;
    let tills: Vec<(Uuid, Uuid)> = sqlx::query_as(TILLS)
        .bind(business.0)
        .fetch_all(&mut *reading)
        .await?;
    let mut rebuilt = Rebuilt {
        tills: tills.into_iter().collect(),
        ..Rebuilt::default()
    };
    {
        let mut rows = sqlx::query(BY_SUBJECT)
            .bind(business.0)
            .fetch(&mut *reading);
        let (mut folds, mut linked) = (Folds::default(), Folds::default());
        let (mut subject, mut subjects) = (None, 0);
        while let Some(row) = rows.try_next().await? {
            let (entry, effective) = (entry(&row)?, effective(&row)?);
            if subject.replace(entry.subject) != Some(entry.subject) {
                subjects += 1;
                if subjects % SUBJECTS_AT_ONCE == 0 {
                    linked.take_in(folds.split_off_linked());
                    rebuilt
                        .write(&mut *tx, business, std::mem::take(&mut folds))
                        .await?;
                }
            }
            if let Ok(fact) = Fact::of(&entry, hash(&row, "hash")?, effective) {
                rebuilt.remember(entry.series, row.try_get("position")?, &fact);
                folds.insert(fact);
            }
        }
        folds.take_in(linked);
        rebuilt.write(&mut *tx, business, folds).await?;
    }
    reading.commit().await?;
    add_rollup(&mut *tx, business, &rebuilt.rollup).await?;
    for (_, series, settled) in rebuilt.last_sales.values() {
        set_last_sale(&mut *tx, business, *series, settled).await?;
    }
    Ok(())
}

impl Rebuilt {
    /// A till's last sale is the one that arrived last, in whichever of its series.
    fn remember(&mut self, series: SeriesId, position: i64, fact: &Fact) {
        let Event::Order(OrderEvent::Settled(settled)) = &fact.event else {
            return;
        };
        let till = self.tills.get(&series.0).copied().unwrap_or(series.0);
        let last = self.last_sales.get(&till);
        if last.is_none_or(|(held, _, _)| *held < position) {
            let sale = (position, series, settled.clone());
            self.last_sales.insert(till, sale);
        }
    }

    async fn write(
        &mut self,
        tx: &mut PgConnection,
        business: BusinessId,
        folds: Folds,
    ) -> Result<(), sqlx::Error> {
        self.orders.clear();
        self.orders.extend(folds.orders());
        self.menu.clear();
        self.menu.extend(folds.menu());
        for sale in self.orders.iter().filter_map(|order| order.sale.as_ref()) {
            self.rollup.add(sale);
        }
        Orders::of(&self.orders).write(tx, business).await?;
        write_menu(tx, business, &self.menu).await
    }
}
