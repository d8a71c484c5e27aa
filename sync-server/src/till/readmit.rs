//! A till that joined after the backup that this server was restored from: nobody here knows it, but it holds this
//! very server's signature of what was acknowledged of its series, and is let in again on that.
//!
//! Invariant: only what this server's own key signed lets a till in, and only as the series that was signed for. A
//! till whose rows are here is never touched: one that was revoked stays revoked.

use super::TillRequest;
use super::enrol::{NEXT_CODE, TILL};
use super::series;
use crate::api::problem::Reply;
use crate::app::App;
use crate::business;
use crate::database;
use crate::text::storable;
use shared::id::TillId;
use shared::journal::{PublicKey, Writer, cosign_message, verify_message};
use shared::sync::{HelloRequest, Membership};
use sqlx::{PgConnection, Row};

const TILL_IS_HERE: &str = "
    SELECT EXISTS (SELECT FROM till WHERE business_id = $1 AND till = $2)";
const CODE_IS_TAKEN: &str = "
    SELECT EXISTS (SELECT FROM till WHERE business_id = $1 AND code = $2)";

/// Whether this server's key signed that this series belongs to the business it names.
pub fn is_proved(server: &PublicKey, membership: &Membership) -> bool {
    let head = membership.head;
    let is_start = head.sequence.0 > 0 || head.hash == membership.header.hash();
    let series = membership.header.series;
    let message = cosign_message(membership.business, series, head.sequence, &head.hash);
    is_start && verify_message(server, &message, &membership.signature)
}

/// Lets the till in again where its hello proves that it belongs: in the series that was signed for, which may be an
/// older one of its own than the one it writes now. False: nothing is proved.
pub async fn readmit(app: &App, request: &TillRequest, hello: &HelloRequest) -> Reply<bool> {
    let Some(membership) = &hello.membership else {
        return Ok(false);
    };
    let header = membership.header;
    let Writer::Till(till) = header.writer else {
        return Ok(false);
    };
    if !is_proved(&app.key.public(), membership) {
        return Ok(false);
    }
    if request.check(&header.public_key).is_err() {
        return Ok(false);
    }
    let mut tx = database::begin_without_tenant(&app.pool).await?;
    database::enter(&mut tx, membership.business).await?;
    if business::find(&mut *tx, membership.business)
        .await?
        .is_none()
    {
        return Ok(false);
    }
    settle_in(&mut tx, membership, till, hello, app.now_ms()).await?;
    tx.commit().await?;
    tracing::warn!(series = %header.series, "a till that joined after the backup is let in again");
    Ok(true)
}

async fn settle_in(
    tx: &mut PgConnection,
    membership: &Membership,
    till: TillId,
    hello: &HelloRequest,
    now_ms: i64,
) -> Reply<()> {
    let (business, header) = (membership.business, membership.header);
    if !series::bind(tx, business, till, &header).await? {
        return Ok(());
    }
    let is_here: bool = sqlx::query_scalar(TILL_IS_HERE)
        .bind(business.0)
        .bind(till.0)
        .fetch_one(&mut *tx)
        .await?;
    if !is_here {
        let code = code_of(tx, membership).await?;
        sqlx::query(TILL)
            .bind(business.0)
            .bind(till.0)
            .bind(header.series.0)
            .bind(storable(&membership.name, 60))
            .bind(code)
            .bind(now_ms)
            .bind(storable(&hello.app_version, 60))
            .execute(&mut *tx)
            .await?;
    }
    series::insert(tx, business, till, &header).await?;
    Ok(())
}

/// The code on its receipts; for the owner's list another one where a till that came since the restore has it.
async fn code_of(tx: &mut PgConnection, membership: &Membership) -> Result<String, sqlx::Error> {
    let business = membership.business.0;
    let code = storable(&membership.code, 20);
    let taken: bool = sqlx::query_scalar(CODE_IS_TAKEN)
        .bind(business)
        .bind(&code)
        .fetch_one(&mut *tx)
        .await?;
    if !taken {
        return Ok(code);
    }
    let next = sqlx::query(NEXT_CODE)
        .bind(business)
        .fetch_one(&mut *tx)
        .await?;
    Ok(format!("C{}", next.try_get::<i32, _>("tills")?))
}
