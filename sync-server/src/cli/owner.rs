//! `create-owner` and `enrolment-code`.

use super::connect::Connection;
use super::{CreateOwner, Place};
use crate::account::{self, Hasher, PASSWORD_MIN};
use crate::app::now_ms;
use crate::business::{self, CreateError, NewBusiness};
use crate::database::DatabaseError;
use crate::till::{CODE_SECONDS, make_code_of};
use serde_json::{Value, json};
use shared::account::Secret;
use shared::business::{BadHours, OpeningHours};
use shared::id::BusinessId;
use shared::problem::ProblemCode;
use sqlx::PgPool;
use std::io;
use thiserror::Error;
use uuid::Uuid;

const ACCOUNT: &str = "
    INSERT INTO account (account_id, email, name, password_hash, created_ms)
    VALUES ($1, $2, $3, $4, $5)";

/// Why there is no owner.
#[derive(Debug, Error)]
pub enum OwnerError {
    /// The database is not there.
    #[error(transparent)]
    Database(#[from] DatabaseError),
    /// A statement failed.
    #[error("the database: {0}")]
    Sql(#[from] sqlx::Error),
    /// The password could not be read.
    #[error("the password could not be read from standard input: {0}")]
    Input(io::Error),
    /// Not an address.
    #[error("{0:?} is not an e-mail address")]
    BadEmail(String),
    /// Too short a password.
    #[error(
        "{}: a password has at least {PASSWORD_MIN} signs",
        code(ProblemCode::WeakPassword)
    )]
    WeakPassword,
    /// The address is known with another password.
    #[error(
        "{}: the password does not match this e-mail",
        code(ProblemCode::WrongCredentials)
    )]
    WrongPassword,
    /// The business cannot be made.
    #[error("{}: {source}", code(source.code()))]
    Business {
        /// Why.
        #[from]
        source: CreateError,
    },
    /// Not opening hours.
    #[error(transparent)]
    BadHours(#[from] BadHours),
    /// There is no such business.
    #[error("{}: there is no business {business}", code(ProblemCode::NotFound))]
    NoBusiness {
        /// The one that was named.
        business: BusinessId,
    },
}

fn code(code: ProblemCode) -> String {
    let name = serde_json::to_value(code).unwrap_or_default();
    name.as_str().unwrap_or_default().to_owned()
}

/// Makes the account where it is new, and the business.
pub async fn create(arguments: CreateOwner) -> Result<Value, OwnerError> {
    let wish = NewBusiness::parse(
        &arguments.business,
        &arguments.currency,
        &arguments.timezone,
    )?;
    let week = OpeningHours::parse_week(&arguments.hours)?;
    let email = arguments.email.trim();
    if !is_email(email) {
        return Err(OwnerError::BadEmail(email.to_owned()));
    }
    let mut password = String::new();
    io::stdin()
        .read_line(&mut password)
        .map_err(OwnerError::Input)?;
    let password = Secret(password.trim_end_matches(['\r', '\n']).to_owned());
    let connection = Connection::open(&arguments.place).await?;
    let made = make(&connection.pool, email, password, &wish, &week).await;
    connection.close().await;
    made
}

fn is_email(email: &str) -> bool {
    let fits = email.len() <= 254 && !email.contains(|sign: char| sign.is_control() || sign == ' ');
    let parts = email.split_once('@');
    fits && parts
        .is_some_and(|(name, host)| !name.is_empty() && !host.is_empty() && !host.contains('@'))
}

async fn make(
    pool: &PgPool,
    email: &str,
    password: Secret,
    wish: &NewBusiness,
    week: &[OpeningHours],
) -> Result<Value, OwnerError> {
    let now = now_ms();
    let hasher = Hasher::new();
    let account = match account::find(pool, email).await? {
        Some(known) => {
            if !hasher.verify(password, Some(known.password_hash)).await {
                return Err(OwnerError::WrongPassword);
            }
            known.id
        }
        None => new_account(pool, email, password, &hasher, now).await?,
    };
    let business = business::create(pool, account, wish, now).await?;
    business::keep_hours(pool, business, week).await?;
    let code = make_code_of(pool, business, "", now).await?;
    Ok(json!({
        "business_id": business,
        "email": email,
        "enrolment_code": code,
        "expires_in": CODE_SECONDS,
    }))
}

async fn new_account(
    pool: &PgPool,
    email: &str,
    password: Secret,
    hasher: &Hasher,
    now: i64,
) -> Result<Uuid, OwnerError> {
    if password.0.chars().count() < PASSWORD_MIN {
        return Err(OwnerError::WeakPassword);
    }
    let id = business::fresh_id()?;
    let hash = hasher
        .hash(password)
        .await
        .ok_or(OwnerError::WeakPassword)?;
    let name = email.split('@').next().unwrap_or_default();
    sqlx::query(ACCOUNT)
        .bind(id)
        .bind(email)
        .bind(name)
        .bind(hash)
        .bind(now)
        .execute(pool)
        .await?;
    Ok(id)
}

/// Makes a fresh code of a business.
pub async fn enrolment_code(business: BusinessId, place: Place) -> Result<Value, OwnerError> {
    let connection = Connection::open(&place).await?;
    let made = fresh_code(&connection.pool, business).await;
    connection.close().await;
    made
}

async fn fresh_code(pool: &PgPool, business: BusinessId) -> Result<Value, OwnerError> {
    let known = business::find(pool, business).await?;
    known.ok_or(OwnerError::NoBusiness { business })?;
    let code = make_code_of(pool, business, "", now_ms()).await?;
    Ok(json!({
        "business_id": business,
        "enrolment_code": code,
        "expires_in": CODE_SECONDS,
    }))
}
