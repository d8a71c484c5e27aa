//! New entries into the journal, and the heads that move with them. One statement each.

use crate::journal::signed;
use crate::sync::plan::{Appended, Plan};
use crate::text::storable;
use shared::id::BusinessId;
use shared::journal::Writer;
use shared::order::Settled;
use sqlx::PgConnection;
use uuid::Uuid;

/// `UNNEST` stands in a list of columns and not behind FROM, where each array would first be copied into a table.
const APPEND: &str = "
    INSERT INTO entry (business_id, series, sequence, position, group_size, group_index, clock,
        effective_clock, wall_ms, wall_offset, author, subject, kind, version, body, hash, running,
        signature)
    SELECT $1, $2, sequence, position, group_size, group_index, clock, effective_clock, wall_ms,
        wall_offset, author, subject, kind, version, body, hash, running,
        CASE WHEN sequence = $18 THEN $19::bytea END
    FROM (SELECT UNNEST($3::bigint[]) AS sequence, UNNEST($4::bigint[]) AS position,
            UNNEST($5::integer[]) AS group_size, UNNEST($6::integer[]) AS group_index,
            UNNEST($7::bigint[]) AS clock, UNNEST($8::bigint[]) AS effective_clock,
            UNNEST($9::bigint[]) AS wall_ms, UNNEST($10::smallint[]) AS wall_offset,
            UNNEST($11::uuid[]) AS author, UNNEST($12::uuid[]) AS subject,
            UNNEST($13::bytea[]) AS kind, UNNEST($14::integer[]) AS version,
            UNNEST($15::bytea[]) AS body, UNNEST($16::bytea[]) AS hash,
            UNNEST($17::bytea[]) AS running) AS u";
/// The heads of series, feed and till in one round trip.
const MOVE_HEADS: &str = "
    WITH moved_series AS (
        UPDATE series SET head_sequence = $3, head_hash = $4, token = $13, token_request = $14
        WHERE business_id = $1 AND series = $2),
    moved_feed AS (
        UPDATE feed SET latest = $5, running = $6 WHERE business_id = $1)
    UPDATE till SET seen_ms = $8,
        own_head = CASE WHEN series = $2 THEN $9 ELSE own_head END,
        last_receipt = COALESCE($10, last_receipt),
        last_receipt_till = COALESCE($11, last_receipt_till),
        last_sale_day = COALESCE($12, last_sale_day)
    WHERE business_id = $1 AND till = $7";

fn column<'a, T>(plan: &'a Plan, pick: impl Fn(&'a Appended) -> T) -> Vec<T> {
    plan.appended.iter().map(pick).collect()
}

/// Inserts the plan's entries.
pub async fn append(
    connection: &mut PgConnection,
    business: BusinessId,
    plan: &Plan,
) -> Result<(), sqlx::Error> {
    sqlx::query(APPEND)
        .bind(business.0)
        .bind(plan.series.0)
        .bind(column(plan, |a| signed(a.entry.sequence.0)))
        .bind(column(plan, |a| signed(a.position.0)))
        .bind(column(plan, |a| i32::from(a.entry.group_size)))
        .bind(column(plan, |a| i32::from(a.entry.group_index)))
        .bind(column(plan, |a| a.entry.clock.to_bits().cast_signed()))
        .bind(column(plan, |a| a.effective.to_bits().cast_signed()))
        .bind(column(plan, |a| a.entry.wall.ms))
        .bind(column(plan, |a| a.entry.wall.offset))
        .bind(column::<Uuid>(plan, |a| a.entry.author.0))
        .bind(column::<Uuid>(plan, |a| a.entry.subject.0))
        .bind(column(plan, |a| a.entry.kind.as_bytes()))
        .bind(column(plan, |a| i32::from(a.entry.version)))
        .bind(column(plan, |a| a.entry.body.0.as_slice()))
        .bind(column(plan, |a| a.hash.0.as_slice()))
        .bind(column(plan, |a| a.running.0.as_slice()))
        .bind(signed(plan.head.sequence.0))
        .bind(plan.signature.0.as_slice())
        .execute(connection)
        .await?;
    Ok(())
}

/// The till that writes; none for the cloud.
const fn till(writer: Writer) -> Option<Uuid> {
    match writer {
        Writer::Till(till) => Some(till.0),
        Writer::Cloud(_) => None,
    }
}

/// Moves the heads of series and business, and what the owner's list knows of the till, its last sale for one.
pub async fn move_heads(
    connection: &mut PgConnection,
    business: BusinessId,
    plan: &Plan,
    sale: Option<&Settled>,
) -> Result<(), sqlx::Error> {
    sqlx::query(MOVE_HEADS)
        .bind(business.0)
        .bind(plan.series.0)
        .bind(signed(plan.head.sequence.0))
        .bind(plan.head.hash.0.as_slice())
        .bind(signed(plan.latest.0))
        .bind(plan.running.0.as_slice())
        .bind(till(plan.writer))
        .bind(plan.received_ms)
        .bind(signed(plan.own_head.0))
        .bind(sale.map(|sale| i64::from(sale.receipt.number)))
        .bind(sale.map(|sale| storable(&sale.receipt.till, 20)))
        .bind(sale.map(|sale| sale.day.0))
        .bind(signed(plan.issued.counter))
        .bind(plan.issued.request.map(|request| request.0))
        .execute(connection)
        .await?;
    Ok(())
}
