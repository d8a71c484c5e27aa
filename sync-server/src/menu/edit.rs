//! What the owner changes of the menu: entries of the cloud's own series, which tills pull like those of other tills.

use super::read::menu;
use crate::account::Member;
use crate::api::body::{Json, Optional, Path};
use crate::api::problem::{ApiError, Reply};
use crate::app::App;
use crate::business::{find, wall};
use crate::cloud::{Deed, Pen, WriteError, take_up, write};
use crate::database;
use crate::sync::PostgresStore;
use axum::extract::State;
use axum::http::StatusCode;
use serde::Deserialize;
use shared::event::Event;
use shared::id::{AuthorId, BusinessId, CategoryId, ProductId, SeriesId};
use shared::menu::{self, Menu, MenuEvents, MenuRejection, Price, ProductChange, ProductView};
use shared::money::{Currency, Money};
use shared::problem::ProblemCode;
use sqlx::PgConnection;
use uuid::Uuid;

const IS_TAKEN: &str =
    "SELECT EXISTS (SELECT FROM menu_subject WHERE business_id = $1 AND subject = $2)";

/// A product that is not on the menu yet.
#[derive(Debug, Deserialize)]
pub struct NewProduct {
    /// Its id, so that a repeated request makes one product; the server's own where it is left out.
    #[serde(default)]
    id: Option<ProductId>,
    name: String,
    #[serde(default)]
    category: String,
    /// A decimal in the business's currency; none: the counter asks.
    #[serde(default)]
    price: Option<String>,
}

/// Other fields of a product; what is left out stays.
#[derive(Debug, Default, Deserialize)]
pub struct ChangeProduct {
    #[serde(default)]
    name: Option<String>,
    #[serde(default)]
    category: Option<String>,
    #[serde(default)]
    price: Option<String>,
    #[serde(default)]
    barcode: Option<String>,
    #[serde(default)]
    available: Option<bool>,
}

/// `POST /api/v1/businesses/{business}/menu/products`.
pub async fn add(
    State(app): State<App>,
    member: Member,
    Json(new): Json<NewProduct>,
) -> Reply<(StatusCode, axum::Json<ProductView>)> {
    let id = match new.id {
        Some(id) => id,
        None => ProductId(fresh_id(app.now_ms())?),
    };
    let fresh = CategoryId(fresh_id(app.now_ms())?);
    let view = with_menu(&app, member, id, |held, currency| {
        let price = match &new.price {
            Some(text) => parse(text, currency)?,
            None => Price::Ask,
        };
        let place = (new.name.trim(), new.category.as_str());
        Ok(menu::create(held, id, place, price, fresh)?)
    });
    let view = view.await?.ok_or_else(ApiError::not_found)?;
    Ok((StatusCode::CREATED, axum::Json(view)))
}

/// `PATCH /api/v1/businesses/{business}/menu/products/{product}`.
pub async fn change(
    State(app): State<App>,
    member: Member,
    Path((_, id)): Path<(BusinessId, ProductId)>,
    Optional(wish): Optional<ChangeProduct>,
) -> Reply<axum::Json<ProductView>> {
    let fresh = CategoryId(fresh_id(app.now_ms())?);
    let view = with_menu(&app, member, id, |held, currency| {
        let price = wish.price.as_deref().map(|text| parse(text, currency));
        let wish = ProductChange {
            name: wish.name.map(|name| name.trim().to_owned()),
            category: wish.category,
            price: price.transpose()?,
            barcode: wish.barcode,
            available: wish.available,
        };
        Ok(menu::change(held, id, wish, fresh)?)
    });
    let view = view.await?.ok_or_else(ApiError::not_found)?;
    Ok(axum::Json(view))
}

/// `DELETE /api/v1/businesses/{business}/menu/products/{product}`.
pub async fn remove(
    State(app): State<App>,
    member: Member,
    Path((_, id)): Path<(BusinessId, ProductId)>,
) -> Reply<StatusCode> {
    with_menu(&app, member, id, |held, _| Ok(menu::delete(held, id)?)).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Decides about the menu as it stands behind the locks, and records it, in one transaction. Answers the product as it is
/// then.
async fn with_menu(
    app: &App,
    member: Member,
    product: ProductId,
    decide: impl FnOnce(&Menu, Currency) -> Reply<MenuEvents>,
) -> Reply<Option<ProductView>> {
    let business = member.business;
    let mut tx = database::begin(&app.pool, business).await?;
    let settings = find(&mut *tx, business).await?;
    let settings = settings.ok_or_else(ApiError::not_found)?;
    let pen = Pen {
        business,
        key: &app.key,
        author: AuthorId(member.account),
        fresh: SeriesId(random()?),
        wall: wall(&settings.timezone, app.now_ms()),
    };
    let taken_up = take_up(&mut PostgresStore::new(&mut tx, business), &pen).await?;
    let held = menu(&mut tx, business).await?;
    if held.product(product).is_none() && is_taken(&mut tx, business, product).await? {
        let words = "This id is something else's, or a product's that was taken off.";
        return Err(ApiError::new(ProblemCode::NotFound, words));
    }
    let events = decide(&held, settings.currency)?;
    if events.is_empty() {
        return Ok(view(&held, product, settings.currency));
    }
    let series = taken_up.series;
    let deeds: Vec<Deed> = events
        .into_iter()
        .map(|(subject, event)| (subject, Event::Menu(event)))
        .collect();
    let mut store = PostgresStore::new(&mut tx, business);
    write(&mut store, taken_up, &deeds, &pen)
        .await
        .map_err(|error| match error {
            WriteError::Chain(why) => ApiError::new(ProblemCode::TooLarge, why.to_string()),
            WriteError::Store(error) => error.into(),
        })?;
    tx.commit().await?;
    app.live.poke(business, series);
    let mut tx = database::begin_reading(&app.pool, business).await?;
    let now = menu(&mut tx, business).await?;
    Ok(view(&now, product, settings.currency))
}

/// Whether the menu knows this id as something that is no product of it now. Nothing has the id of nothing.
async fn is_taken(
    tx: &mut PgConnection,
    business: BusinessId,
    product: ProductId,
) -> Result<bool, sqlx::Error> {
    let known: bool = sqlx::query_scalar(IS_TAKEN)
        .bind(business.0)
        .bind(product.0)
        .fetch_one(tx)
        .await?;
    Ok(known || product.0.is_nil())
}

fn view(menu: &Menu, product: ProductId, currency: Currency) -> Option<ProductView> {
    let product = menu.product(product)?;
    Some(ProductView::of(product, currency))
}

fn parse(text: &str, currency: Currency) -> Reply<Price> {
    let price = Money::parse(text, currency);
    price
        .map(Price::Of)
        .map_err(|why| ApiError::invalid(why.to_string()))
}

fn random() -> Reply<Uuid> {
    let mut bytes = [0; 16];
    fill(&mut bytes)?;
    Ok(uuid::Builder::from_random_bytes(bytes).into_uuid())
}

fn fresh_id(now_ms: i64) -> Reply<Uuid> {
    let mut bytes = [0; 10];
    fill(&mut bytes)?;
    let ms = now_ms.max(0).unsigned_abs();
    Ok(uuid::Builder::from_unix_timestamp_millis(ms, &bytes).into_uuid())
}

fn fill(bytes: &mut [u8]) -> Reply<()> {
    getrandom::fill(bytes)
        .map_err(|_| ApiError::new(ProblemCode::Unavailable, "No randomness; try again later."))
}

impl From<MenuRejection> for ApiError {
    fn from(rejection: MenuRejection) -> Self {
        let code = match rejection {
            MenuRejection::NoSuchProduct => ProblemCode::NotFound,
            MenuRejection::BadName | MenuRejection::PriceOutOfRange | MenuRejection::BadBarcode => {
                ProblemCode::InvalidRequest
            }
        };
        Self::new(code, rejection.to_string())
    }
}
