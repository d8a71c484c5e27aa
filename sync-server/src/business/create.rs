//! A new business: its registry entry, its owner, its feed.

use crate::database;
use shared::business::BusinessSettings;
use shared::clock::DayStart;
use shared::id::BusinessId;
use shared::journal::Hash;
use shared::money::{Currency, UnknownCurrency};
use shared::problem::ProblemCode;
use shared::tax::{TaxMode, TaxRate};
use sqlx::PgPool;
use std::str::FromStr;
use thiserror::Error;
use uuid::Uuid;

const NAME_MAX: usize = 200;
const BUSINESS: &str = "
    INSERT INTO business (business_id, name, currency, timezone, day_start, tax, tax_added, created_ms)
    VALUES ($1, $2, $3, $4, 0, 0, false, $5)";
const MEMBERSHIP: &str =
    "INSERT INTO membership (account_id, business_id, created_ms) VALUES ($1, $2, $3)";
const FEED: &str =
    "INSERT INTO feed (business_id, feed, latest, running, tills) VALUES ($1, $2, 0, $3, 0)";

/// A business that can be made.
#[derive(Clone, Debug)]
pub struct NewBusiness {
    name: String,
    currency: Currency,
    timezone: chrono_tz::Tz,
}

/// Why a business cannot be made.
#[derive(Debug, Error)]
pub enum CreateError {
    /// An empty name, or one without end.
    #[error("a business's name has 1 to {NAME_MAX} signs")]
    BadName,
    /// A currency nobody here knows.
    #[error(transparent)]
    UnknownCurrency(#[from] UnknownCurrency),
    /// A time zone nobody here knows.
    #[error("unknown time zone {0:?}: use an IANA name such as America/Argentina/Buenos_Aires")]
    UnknownTimeZone(String),
}

impl CreateError {
    /// The refusal's code.
    pub const fn code(&self) -> ProblemCode {
        match self {
            Self::BadName => ProblemCode::InvalidRequest,
            Self::UnknownCurrency(_) => ProblemCode::UnknownCurrency,
            Self::UnknownTimeZone(_) => ProblemCode::UnknownTimeZone,
        }
    }
}

impl NewBusiness {
    /// Reads what was asked for.
    pub fn parse(name: &str, currency: &str, timezone: &str) -> Result<Self, CreateError> {
        let name = name.trim();
        if name.is_empty() || name.chars().count() > NAME_MAX || name.contains('\0') {
            return Err(CreateError::BadName);
        }
        let zone = chrono_tz::Tz::from_str(timezone);
        Ok(Self {
            name: name.to_owned(),
            currency: currency.parse()?,
            timezone: zone.map_err(|_| CreateError::UnknownTimeZone(timezone.to_owned()))?,
        })
    }

    /// Its settings at the start: prices hold the tax, and there is none.
    pub fn into_settings(self) -> BusinessSettings {
        BusinessSettings {
            name: self.name,
            currency: self.currency,
            timezone: self.timezone.name().to_owned(),
            day_start: DayStart(0),
            tax: TaxRate::ZERO,
            tax_mode: TaxMode::Included,
        }
    }
}

/// A random id.
pub fn fresh_id() -> Result<Uuid, sqlx::Error> {
    let mut random = [0; 16];
    getrandom::fill(&mut random).map_err(|error| sqlx::Error::Io(std::io::Error::other(error)))?;
    Ok(uuid::Builder::from_random_bytes(random).into_uuid())
}

/// Makes a business that belongs to `account`.
pub async fn create(
    pool: &PgPool,
    account: Uuid,
    new: &NewBusiness,
    now_ms: i64,
) -> Result<BusinessId, sqlx::Error> {
    let business = BusinessId(fresh_id()?);
    let mut tx = database::begin(pool, business).await?;
    sqlx::query(BUSINESS)
        .bind(business.0)
        .bind(&new.name)
        .bind(new.currency.code())
        .bind(new.timezone.name())
        .bind(now_ms)
        .execute(&mut *tx)
        .await?;
    sqlx::query(MEMBERSHIP)
        .bind(account)
        .bind(business.0)
        .bind(now_ms)
        .execute(&mut *tx)
        .await?;
    sqlx::query(FEED)
        .bind(business.0)
        .bind(fresh_id()?)
        .bind(Hash::START.0.as_slice())
        .execute(&mut *tx)
        .await?;
    tx.commit().await?;
    Ok(business)
}
