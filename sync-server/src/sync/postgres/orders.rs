//! The rows of orders, made ready apart from the statement that writes them: so that it can be done beside another one.

use crate::order::OrderRow;
use shared::id::BusinessId;
use sqlx::PgConnection;
use uuid::Uuid;

/// `UNNEST` stands in the list of columns and not behind FROM, where each array would first be copied into a table.
const ORDERS: &str = "
    INSERT INTO order_state (business_id, order_id, settled, number, receipt, day, hour, total, lines,
        exceptions, sale)
    SELECT $1, UNNEST($2::uuid[]), UNNEST($3::boolean[]), UNNEST($4::text[]), UNNEST($5::text[]),
        UNNEST($6::integer[]), UNNEST($7::smallint[]), UNNEST($8::bigint[]), UNNEST($9::integer[]),
        UNNEST($10::integer[]), UNNEST($11::bytea[])
    ON CONFLICT (business_id, order_id) DO UPDATE SET
        settled = EXCLUDED.settled, number = EXCLUDED.number, receipt = EXCLUDED.receipt,
        day = EXCLUDED.day, hour = EXCLUDED.hour, total = EXCLUDED.total, lines = EXCLUDED.lines,
        exceptions = EXCLUDED.exceptions, sale = EXCLUDED.sale";

/// Rows of orders, column by column.
#[derive(Debug, Default)]
pub struct Orders {
    ids: Vec<Uuid>,
    settled: Vec<bool>,
    numbers: Vec<Option<String>>,
    receipts: Vec<Option<String>>,
    days: Vec<Option<i32>>,
    hours: Vec<Option<i16>>,
    totals: Vec<i64>,
    lines: Vec<i32>,
    exceptions: Vec<i32>,
    sales: Vec<Option<Vec<u8>>>,
}

impl Orders {
    /// Makes them ready.
    pub fn of(rows: &[OrderRow]) -> Self {
        let mut orders = Self::default();
        for row in rows {
            orders.push(row);
        }
        orders
    }

    fn push(&mut self, row: &OrderRow) {
        let sale = row.sale.as_ref().map(|sale| {
            serde_json::to_vec(sale)
                .expect("a sale is a plain struct with string keys, which serializes")
        });
        self.ids.push(row.id.0);
        self.settled.push(row.settled);
        self.numbers.push(row.number.clone());
        self.receipts.push(row.receipt.clone());
        self.days.push(row.when.map(|(day, _)| day.0));
        self.hours.push(row.when.map(|(_, hour)| i16::from(hour)));
        self.totals.push(row.total.to_minor());
        self.lines.push(row.lines);
        self.exceptions.push(row.exceptions);
        self.sales.push(sale);
    }

    /// Writes them.
    pub async fn write(
        self,
        connection: &mut PgConnection,
        business: BusinessId,
    ) -> Result<(), sqlx::Error> {
        if self.ids.is_empty() {
            return Ok(());
        }
        sqlx::query(ORDERS)
            .bind(business.0)
            .bind(self.ids)
            .bind(self.settled)
            .bind(self.numbers)
            .bind(self.receipts)
            .bind(self.days)
            .bind(self.hours)
            .bind(self.totals)
            .bind(self.lines)
            .bind(self.exceptions)
            .bind(self.sales)
            .execute(connection)
            .await?;
        Ok(())
    }
}
