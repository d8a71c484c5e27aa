//! What the owner changes of the menu: entries of the cloud's own series, which tills pull like those of other tills.

use super::read::menu;
use crate::account::Member;
use crate::api::body::{Json, Optional};
use crate::api::problem::{ApiError, Reply};
use crate::app::App;
use crate::business::{find, wall};
use crate::cloud::{Pen, write};
use crate::database;
use crate::sync::PostgresStore;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use serde::Deserialize;
use shared::business::BusinessSettings;
use shared::event::Event;
use shared::id::{AuthorId, BusinessId, CategoryId, ProductId, SeriesId};
use shared::menu::{self, Menu, MenuEvents, MenuRejection, Price, ProductChange, ProductView};
use shared::money::{Currency, Money};
use shared::problem::ProblemCode;
use sqlx::PgConnection;
use uuid::Uuid;

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
        None => ProductId(random()?),
    };
    let fresh = CategoryId(random()?);
    let view = with_menu(&app, member, id, |held, currency| {
        let price = match &new.price {
            Some(text) => parse(text, currency)?,
            None => Price::Ask,
        };
        let place = (new.name.as_str(), new.category.as_str());
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
    let fresh = CategoryId(random()?);
    let view = with_menu(&app, member, id, |held, currency| {
        let price = wish.price.as_deref().map(|text| parse(text, currency));
        let wish = ProductChange {
            name: wish.name,
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

/// Records what is decided about the menu as it stands, in one transaction. Answers the product as it is then.
async fn with_menu(
    app: &App,
    member: Member,
    product: ProductId,
    decide: impl FnOnce(&Menu, Currency) -> Reply<MenuEvents>,
) -> Reply<Option<ProductView>> {
    let mut tx = database::begin(&app.pool, member.business).await?;
    let settings = find(&mut *tx, member.business).await?;
    let settings = settings.ok_or_else(ApiError::not_found)?;
    let held = menu(&mut tx, member.business).await?;
    let events = decide(&held, settings.currency)?;
    let wrote = match events.is_empty() {
        true => None,
        false => Some(record(app, &mut tx, (member, &settings), events).await?),
    };
    let now = menu(&mut tx, member.business).await?;
    tx.commit().await?;
    if let Some(series) = wrote {
        app.live.poke(member.business, series);
    }
    let product = now.product(product);
    Ok(product.map(|product| ProductView::of(product, settings.currency)))
}

async fn record(
    app: &App,
    tx: &mut PgConnection,
    (member, settings): (Member, &BusinessSettings),
    events: MenuEvents,
) -> Reply<SeriesId> {
    let deeds = events
        .into_iter()
        .map(|(subject, event)| (subject, Event::Menu(event)));
    let deeds: Vec<_> = deeds.collect();
    let pen = Pen {
        business: member.business,
        key: &app.key,
        author: AuthorId(member.account),
        fresh: SeriesId(random()?),
        wall: wall(&settings.timezone, app.now_ms()),
    };
    let mut store = PostgresStore::new(tx, member.business);
    Ok(write(&mut store, &deeds, &pen).await?)
}

fn parse(text: &str, currency: Currency) -> Reply<Price> {
    let price = Money::parse(text, currency);
    price
        .map(Price::Of)
        .map_err(|why| ApiError::invalid(why.to_string()))
}

fn random() -> Reply<Uuid> {
    let mut bytes = [0; 16];
    getrandom::fill(&mut bytes)
        .map_err(|_| ApiError::new(ProblemCode::Unavailable, "No randomness; try again later."))?;
    Ok(uuid::Builder::from_random_bytes(bytes).into_uuid())
}

impl From<MenuRejection> for ApiError {
    fn from(rejection: MenuRejection) -> Self {
        let code = match rejection {
            MenuRejection::NoSuchProduct => ProblemCode::NotFound,
            MenuRejection::BadName | MenuRejection::PriceOutOfRange => ProblemCode::InvalidRequest,
        };
        Self::new(code, rejection.to_string())
    }
}
