//! A till joins a business with a code.

use super::TillRequest;
use super::code::code_hash;
use super::series;
use super::signed::find;
use crate::api::address::Address;
use crate::api::body::parse;
use crate::api::problem::{ApiError, Reply};
use crate::app::App;
use crate::business;
use crate::database;
use crate::sync::{PostgresStore, Store};
use crate::text::storable;
use crate::throttle::Limit;
use axum::extract::{Request, State};
use shared::id::{BusinessId, FeedId, TillId};
use shared::journal::{Sequence, SeriesHeader, Writer};
use shared::order::TillCode;
use shared::problem::ProblemCode;
use shared::sync::{EnrolAnswer, EnrolRequest, EnrolledBusiness, Position};
use shared::till::Language;
use sqlx::{PgConnection, Row};

/// Guesses of one till's key; each code has 50 bits and lives ten minutes.
const TRIES: Limit = Limit {
    failures: 5,
    window_ms: 600_000,
};
/// A key costs nothing to make, an address does; behind one there may be several cafes.
const TRIES_OF_PLACE: Limit = Limit {
    failures: 20,
    window_ms: 600_000,
};
/// One redemption wins; the same till may ask again when the answer was lost.
const REDEEM: &str = "
    UPDATE enrolment_code SET used_by = $2, used_ms = COALESCE(used_ms, $3)
    WHERE code_hash = $1 AND (used_by IS NULL AND until_ms > $3 OR used_by = $2)
    RETURNING business_id, till_name";
pub(super) const NEXT_CODE: &str = "
    UPDATE feed SET tills = tills + 1 WHERE business_id = $1 RETURNING tills, feed";
pub(super) const TILL: &str = "
    INSERT INTO till (business_id, till, series, name, code, enrolled_ms, app_version)
    VALUES ($1, $2, $3, $4, $5, $6, $7)";
const PLACE: &str = "
    SELECT t.code, t.name, f.feed, f.latest FROM till t JOIN feed f USING (business_id)
    WHERE t.business_id = $1 AND t.till = $2";

/// `POST /api/v1/tills/enrol`.
pub async fn enrol(
    State(app): State<App>,
    caller: Address,
    request: Request,
) -> Reply<axum::Json<EnrolAnswer>> {
    let request = TillRequest::read(request).await?;
    let wish: EnrolRequest = parse(&request.body)?;
    request.check(&wish.header.public_key)?;
    let Writer::Till(till) = wish.header.writer else {
        return Err(ApiError::invalid("Only a till enrols."));
    };
    if request.series()? != wish.header.series {
        return Err(ApiError::invalid("The header names another series."));
    }
    let now = app.now_ms();
    let key = format!("enrol {}", wish.header.public_key);
    let place = format!("enrol {caller}");
    let by_key = app.throttle.is_exhausted(&key, TRIES, now);
    if by_key || app.throttle.is_exhausted(&place, TRIES_OF_PLACE, now) {
        let detail = "Too many codes were tried. Wait ten minutes.";
        return Err(ApiError::new(ProblemCode::TooManyRequests, detail));
    }
    // The code is used and the place given together or not at all.
    let redeemed = redeem(&app, &wish, till, now).await;
    if matches!(&redeemed, Err(error) if error.code() == ProblemCode::EnrolmentCodeRefused) {
        app.throttle.failed(&key, TRIES, now);
        app.throttle.failed(&place, TRIES_OF_PLACE, now);
    }
    redeemed.map(axum::Json)
}

async fn redeem(app: &App, wish: &EnrolRequest, till: TillId, now: i64) -> Reply<EnrolAnswer> {
    let mut tx = database::begin_without_tenant(&app.pool).await?;
    let row = sqlx::query(REDEEM)
        .bind(code_hash(&wish.code).0.as_slice())
        .bind(wish.header.series.0)
        .bind(now)
        .fetch_optional(&mut *tx)
        .await?;
    let row = row.ok_or_else(|| {
        let detail = "The code is not known, was used, or is over.";
        ApiError::new(ProblemCode::EnrolmentCodeRefused, detail)
    })?;
    let business = BusinessId(row.try_get("business_id")?);
    if wish.leaving == Some(business) {
        let detail = "The till is in this business already.";
        return Err(ApiError::new(ProblemCode::SeriesTaken, detail));
    }
    database::enter(&mut tx, business).await?;
    // Asked only now that the code is ours: the same till may have had its place given a moment ago, by the same
    // question asked twice.
    match find(&mut *tx, wish.header.series).await? {
        Some(bound)
            if bound.business != business
                || bound.till != till
                || bound.key != wish.header.public_key =>
        {
            let detail = "This till's series is in another business.";
            return Err(ApiError::new(ProblemCode::SeriesTaken, detail));
        }
        Some(_) => {}
        // A till that is here already, in an older series of its own: its file does not know any more that it joined.
        None if PostgresStore::new(&mut tx, business)
            .adopt(&wish.header)
            .await? => {}
        None => {
            let settings = business::find(&mut *tx, business).await?;
            let theirs = settings.ok_or_else(ApiError::not_found)?.currency;
            if let Some(ours) = wish.counted_in.filter(|ours| *ours != theirs) {
                return Err(ApiError::other_currency(ours, theirs));
            }
            let name: String = row.try_get("till_name")?;
            settle_in(&mut tx, business, wish, till, name, now).await?;
        }
    }
    let answer = answer(app, &mut tx, business, &wish.header, till).await?;
    tx.commit().await?;
    app.live.poke(business, wish.header.series);
    Ok(answer)
}

async fn settle_in(
    tx: &mut PgConnection,
    business: BusinessId,
    wish: &EnrolRequest,
    till: TillId,
    name: String,
    now: i64,
) -> Reply<()> {
    let header = &wish.header;
    let taken = || ApiError::new(ProblemCode::SeriesTaken, "This till is enrolled already.");
    let next = sqlx::query(NEXT_CODE)
        .bind(business.0)
        .fetch_one(&mut *tx)
        .await?;
    let number: i32 = next.try_get("tills")?;
    let code = format!("C{number}");
    let usual = usual_name(wish.language, number);
    let name = [name, storable(wish.name.trim(), 60), usual]
        .into_iter()
        .find(|name| !name.is_empty())
        .unwrap_or_default();
    if !series::bind(tx, business, till, header).await? {
        return Err(taken());
    }
    let till_row = sqlx::query(TILL)
        .bind(business.0)
        .bind(till.0)
        .bind(header.series.0)
        .bind(name)
        .bind(code)
        .bind(now)
        .bind(storable(&wish.app_version, 60))
        .execute(&mut *tx)
        .await;
    till_row.map_err(|error| {
        let is_taken = error
            .as_database_error()
            .is_some_and(|error| error.is_unique_violation());
        if is_taken { taken() } else { error.into() }
    })?;
    series::insert(tx, business, till, header).await?;
    Ok(())
}

/// What a till of this number is called until its owner names it; one that says no language as all were before.
fn usual_name(language: Option<Language>, number: i32) -> String {
    let word = match language.unwrap_or_default() {
        Language::Spanish => "Caja",
        Language::English => "Till",
        Language::Portuguese => "Caixa",
    };
    format!("{word} {number}")
}

async fn answer(
    app: &App,
    tx: &mut PgConnection,
    business: BusinessId,
    header: &SeriesHeader,
    till: TillId,
) -> Reply<EnrolAnswer> {
    let settings = business::find(&mut *tx, business).await?;
    let settings = settings.ok_or_else(ApiError::not_found)?;
    let place = sqlx::query(PLACE)
        .bind(business.0)
        .bind(till.0)
        .fetch_one(&mut *tx)
        .await?;
    Ok(EnrolAnswer {
        business: EnrolledBusiness {
            id: business,
            settings,
        },
        till_code: TillCode(place.try_get("code")?),
        till_name: place.try_get("name")?,
        feed: FeedId(place.try_get("feed")?),
        latest: Position(place.try_get::<i64, _>("latest")?.cast_unsigned()),
        server_key: app.key.public(),
        signature: app
            .key
            .cosign(business, header.series, Sequence::NONE, &header.hash()),
    })
}
