//! Throws the projections of a business away and folds them again from its journal.

use super::plan::{Folds, stamp};
use super::postgres::{add_rollup, set_last_sale, write_menu, write_orders};
use crate::database;
use crate::journal::{effective, entry};
use crate::order::OrderRow;
use futures_util::TryStreamExt;
use shared::event::Event;
use shared::id::{BusinessId, SeriesId};
use shared::journal::Entry;
use shared::order::{OrderEvent, Settled};
use shared::report::Rollup;
use sqlx::{PgConnection, PgPool};
use std::collections::BTreeMap;

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
/// Subjects folded before their rows are written.
const SUBJECTS_AT_ONCE: usize = 1_000;

#[derive(Default)]
struct Rebuilt {
    orders: Vec<OrderRow>,
    menu: Vec<crate::menu::MenuRow>,
    rollup: Rollup,
    last_sales: BTreeMap<uuid::Uuid, (u64, Settled)>,
}

/// Rebuilds the projections and figures of a business, in one transaction. Pushes wait meanwhile.
pub async fn rebuild(pool: &PgPool, business: BusinessId) -> Result<(), sqlx::Error> {
    let mut tx = database::begin(pool, business).await?;
    sqlx::query(LOCK).bind(business.0).execute(&mut *tx).await?;
    for statement in DROP.iter().copied() {
        sqlx::query(statement)
            .bind(business.0)
            .execute(&mut *tx)
            .await?;
    }
    // Reading and writing alternate, so the journal is read on a connection of its own. The lock keeps both alike.
    let mut reading = database::begin_reading(pool, business).await?;
    let mut rebuilt = Rebuilt::default();
    {
        let mut rows = sqlx::query(BY_SUBJECT)
            .bind(business.0)
            .fetch(&mut *reading);
        let mut folds = Folds::default();
        let (mut subject, mut subjects) = (None, 0);
        while let Some(row) = rows.try_next().await? {
            let (entry, effective) = (entry(&row)?, effective(&row)?);
            if subject.replace(entry.subject) != Some(entry.subject) {
                subjects += 1;
                if subjects % SUBJECTS_AT_ONCE == 0 {
                    rebuilt
                        .write(&mut tx, business, std::mem::take(&mut folds))
                        .await?;
                }
            }
            if let Ok(event) = Event::read(&entry.kind, entry.version, &entry.body) {
                rebuilt.remember(&entry, &event);
                folds.insert(stamp(&entry, effective), entry.subject, event);
            }
        }
        rebuilt.write(&mut tx, business, folds).await?;
    }
    reading.commit().await?;
    add_rollup(&mut tx, business, &rebuilt.rollup).await?;
    for (series, (_, settled)) in &rebuilt.last_sales {
        set_last_sale(&mut tx, business, SeriesId(*series), settled).await?;
    }
    tx.commit().await
}

impl Rebuilt {
    fn remember(&mut self, entry: &Entry, event: &Event) {
        if let Event::Order(OrderEvent::Settled(settled)) = event {
            let place = entry.sequence.0;
            let last = self.last_sales.get(&entry.series.0);
            if last.is_none_or(|(held, _)| *held < place) {
                self.last_sales
                    .insert(entry.series.0, (place, settled.clone()));
            }
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
        write_orders(tx, business, &self.orders).await?;
        write_menu(tx, business, &self.menu).await
    }
}
