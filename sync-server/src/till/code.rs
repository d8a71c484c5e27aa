//! Enrolment codes: ten signs, ten minutes, once. Only their hash is kept.

use super::till_name;
use crate::account::Member;
use crate::api::body::Optional;
use crate::api::problem::Reply;
use crate::app::App;
use axum::extract::State;
use axum::http::StatusCode;
use serde::Deserialize;
use shared::id::BusinessId;
use shared::journal::Hash;
use shared::sync::{ENROLMENT_SIGNS, EnrolmentCode};
use shared::till::EnrolmentCodeView;
use sqlx::PgPool;

/// Seconds that a code lives.
pub const CODE_SECONDS: u32 = 600;
const INSERT: &str = "
    INSERT INTO enrolment_code (code_hash, business_id, till_name, until_ms) VALUES ($1, $2, $3, $4)";

/// What is kept of a code.
pub(super) fn code_hash(code: &EnrolmentCode) -> Hash {
    let tagged = [
        b"cortado/enrolment/v1\0".as_slice(),
        code.signs().as_bytes(),
    ]
    .concat();
    Hash::of(&tagged)
}

/// The name that the owner gives the till to come.
#[derive(Debug, Default, Deserialize)]
pub struct CodeRequest {
    #[serde(default)]
    name: Option<String>,
}

/// `POST /api/v1/businesses/{business}/enrolment-codes`.
pub async fn make_code(
    State(app): State<App>,
    member: Member,
    Optional(request): Optional<CodeRequest>,
) -> Reply<(StatusCode, axum::Json<EnrolmentCodeView>)> {
    let name = match request.name.as_deref().map(str::trim) {
        None | Some("") => String::new(),
        Some(name) => till_name(name)?,
    };
    let code = make_code_of(&app.pool, member.business, &name, app.now_ms()).await?;
    let view = EnrolmentCodeView {
        enrolment_code: code,
        expires_in: CODE_SECONDS,
    };
    Ok((StatusCode::CREATED, axum::Json(view)))
}

/// A fresh code of a business.
pub async fn make_code_of(
    pool: &PgPool,
    business: BusinessId,
    till_name: &str,
    now_ms: i64,
) -> Result<EnrolmentCode, sqlx::Error> {
    let mut random = [0; ENROLMENT_SIGNS];
    getrandom::fill(&mut random).map_err(|error| sqlx::Error::Io(std::io::Error::other(error)))?;
    let code = EnrolmentCode::from_random(random);
    sqlx::query(INSERT)
        .bind(code_hash(&code).0.as_slice())
        .bind(business.0)
        .bind(till_name)
        .bind(now_ms + i64::from(CODE_SECONDS) * 1_000)
        .execute(pool)
        .await?;
    Ok(code)
}
