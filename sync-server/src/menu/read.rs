//! The menu as it stands, for its owner.

use crate::account::Member;
use crate::api::problem::{ApiError, Reply};
use crate::app::App;
use crate::business::find;
use crate::database;
use axum::extract::State;
use serde::Deserialize;
use shared::id::BusinessId;
use shared::menu::{Menu, MenuView};
use sqlx::postgres::PgRow;
use sqlx::{PgConnection, Row};

const ROWS: &str = "SELECT category, product, modifiers FROM menu_subject WHERE business_id = $1";

/// The menu of a business, within a transaction that reads it.
pub async fn menu(
    connection: &mut PgConnection,
    business: BusinessId,
) -> Result<Menu, sqlx::Error> {
    let rows = sqlx::query(ROWS)
        .bind(business.0)
        .fetch_all(connection)
        .await?;
    let mut menu = Menu::default();
    for row in &rows {
        menu.categories.extend(cell(row, "category")?);
        menu.products.extend(cell(row, "product")?);
        menu.groups.extend(cell(row, "modifiers")?);
    }
    menu.sort();
    Ok(menu)
}

fn cell<'r, T: Deserialize<'r>>(row: &'r PgRow, column: &str) -> Result<Option<T>, sqlx::Error> {
    let bytes: Option<&'r [u8]> = row.try_get(column)?;
    let read = bytes.map(serde_json::from_slice).transpose();
    read.map_err(|why| sqlx::Error::Decode(why.into()))
}

/// `GET /api/v1/businesses/{business}/menu`.
pub async fn show(State(app): State<App>, member: Member) -> Reply<axum::Json<MenuView>> {
    let mut tx = database::begin_reading(&app.pool, member.business).await?;
    let settings = find(&mut *tx, member.business).await?;
    let settings = settings.ok_or_else(ApiError::not_found)?;
    let menu = menu(&mut tx, member.business).await?;
    Ok(axum::Json(MenuView::of(&menu, settings.currency)))
}
