//! The owner changes the menu away from the counter: the tills show it, without a network they sell by what they heard
//! last, and a restored server gets it back from them.

use anyhow::{Context, Result, ensure};
use e2e::api::Owner;
use e2e::browser::Browser;
use e2e::cafe::Cafe;
use reqwest::Method;
use serde_json::{Value, json};

async fn set_price(owner: &Owner, cafe: &Cafe, product: &str, price: &str) -> Result<()> {
    let path = format!("/businesses/{}/menu/products/{product}", cafe.business);
    let changed = owner
        .send(Method::PATCH, &path, &json!({ "price": price }))
        .await?;
    ensure!(changed["price"] == price, "{changed}");
    Ok(())
}

async fn price_of(owner: &Owner, cafe: &Cafe, product: &str) -> Result<Value> {
    let menu = owner
        .get(&format!("/businesses/{}/menu", cafe.business))
        .await?;
    let products = menu["products"].as_array().context("products")?;
    let found = products.iter().find(|found| found["id"] == product);
    Ok(found.context("it is on the menu")?["price"].clone())
}

#[tokio::test]
async fn what_the_owner_changes_is_on_the_counter_at_once_and_outlives_a_restored_server()
-> Result<()> {
    let mut cafe = Cafe::open(&[])?;
    let owner = cafe.owner().await?;
    let wish = json!({ "name": "Cortado doble", "category": "De la casa", "price": "3900.00" });
    let path = format!("/businesses/{}/menu/products", cafe.business);
    let product = owner.post(&path, &wish).await?;
    let product = product["id"].as_str().context("its id")?.to_owned();

    let window = Browser::window(&cafe.till).await?;
    window.find(r#"tile[data-name="Cortado doble"]"#).await?;
    let price = r#"tile[data-name="Cortado doble"]"#;
    set_price(&owner, &cafe, &product, "4100.00").await?;
    window
        .until_text(price, |text| text.contains("4.100"))
        .await?;
    window.close().await?;

    // What is changed after the backup is on a till, and nowhere else once the backup is back.
    let backup = cafe.folder().join("cafe.dump");
    cafe.server.ask(&["backup", &backup.to_string_lossy()])?;
    set_price(&owner, &cafe, &product, "4400.00").await?;
    cafe.till.ask(&["sync", "--until-quiet"])?;
    cafe.server.stop()?;
    let restored = cafe.server.ask(&["restore", &backup.to_string_lossy()])?;
    ensure!(restored["well"] == true, "{restored}");
    cafe.server.go_on()?;
    let owner = cafe.owner().await?;
    ensure!(
        price_of(&owner, &cafe, &product).await? == "4100.00",
        "as in the backup"
    );
    cafe.till.ask(&["sync", "--until-quiet"])?;
    ensure!(
        price_of(&owner, &cafe, &product).await? == "4400.00",
        "the till gave it back"
    );

    // The cloud goes on in another series, so that nothing stands twice at one place.
    set_price(&owner, &cafe, &product, "4700.00").await?;
    cafe.till.ask(&["sync", "--until-quiet"])?;
    let looked = cafe.server.ask(&["check"])?;
    ensure!(looked["well"] == true, "{looked}");
    let window = Browser::window(&cafe.till).await?;
    window
        .until_text(price, |text| text.contains("4.700"))
        .await?;
    window.close().await
}
