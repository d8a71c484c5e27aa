//! The heart of it: the barista sells, the network goes, nothing changes at the counter, it comes back, and the
//! owner sees every sale.

use anyhow::Result;
use e2e::browser::Browser;
use e2e::cafe::{Cafe, EMAIL, PASSWORD};
use e2e::place;

/// A flat white with oat milk, paid in exact cash: four taps and the one that begins the next order.
async fn sell_a_flat_white_with_oat(window: &Browser) -> Result<()> {
    window.click(r#"tile[data-name="Flat white"]"#).await?;
    window.click("line-edit").await?;
    window.click(r#"option[data-name="Avena"]"#).await?;
    window
        .until_text("line-modifiers", |text| text.contains("Avena"))
        .await?;
    window.click("mods-done").await?;
    window.click("exact-cash").await?;
    window.find("done").await?;
    window.click("next").await?;
    window.find("empty-ticket").await?;
    Ok(())
}

/// Two medialunas, paid with a note larger than the total.
async fn sell_two_medialunas(window: &Browser) -> Result<()> {
    let tile = r#"tile[data-name="Medialuna dulce"]"#;
    window.click(r#"category[data-name="Panadería"]"#).await?;
    window.click(tile).await?;
    window
        .until_text("line-quantity", |text| text == "1")
        .await?;
    window.until_hand_is_back().await?;
    window.click(tile).await?;
    window
        .until_text("line-quantity", |text| text == "2")
        .await?;
    window.click("charge").await?;
    for key in ["key-5", "key-0", "key-00", "key-0"] {
        window.click(key).await?;
    }
    window
        .until_text("received", |text| text.contains("50.000"))
        .await?;
    window.click("confirm-charge").await?;
    window.find("done").await?;
    window.picture("counter-done").await?;
    window.click("next").await?;
    window.find("empty-ticket").await?;
    Ok(())
}

async fn until_mood(window: &Browser, mood: &str, waiting: &str) -> Result<()> {
    window
        .find(&format!(
            r#"chip[data-mood="{mood}"][data-waiting="{waiting}"]"#
        ))
        .await
        .map(drop)
}

fn digits(text: &str) -> String {
    text.chars().filter(char::is_ascii_digit).collect()
}

#[tokio::test]
async fn what_is_sold_while_the_server_is_gone_reaches_the_owner_by_itself() -> Result<()> {
    let mut cafe = Cafe::open(&[])?;
    let menu = place::starter_menu();
    cafe.till.ask(&["import-menu", &menu.to_string_lossy()])?;
    let window = Browser::window(&cafe.till).await?;
    sell_a_flat_white_with_oat(&window).await?;
    until_mood(&window, "sent", "0").await?;

    let dashboard = Browser::chromium((1440, 900)).await?;
    dashboard
        .open(&format!("{}/dashboard/", cafe.server.url()))
        .await?;
    dashboard.type_into("signin-email", EMAIL).await?;
    dashboard.type_into("signin-password", PASSWORD).await?;
    dashboard.click("signin-submit").await?;
    dashboard
        .until_text("kpi-orders", |text| digits(text).starts_with('1'))
        .await?;

    cafe.server.stop()?;
    sell_a_flat_white_with_oat(&window).await?;
    sell_two_medialunas(&window).await?;
    until_mood(&window, "offline", "2").await?;
    window.click("chip").await?;
    window.find("sync-sheet").await?;
    window.picture("counter-sync").await?;
    window.click("keep-selling").await?;

    cafe.server.go_on()?;
    until_mood(&window, "sent", "0").await?;
    // The page hears of it by itself.
    dashboard
        .until_text("kpi-orders", |text| digits(text).starts_with('3'))
        .await?;
    dashboard.picture("dashboard").await?;

    let owner = cafe.owner().await?;
    let businesses = owner.get("/businesses").await?;
    let (business, today) = (
        &cafe.business,
        businesses[0]["today"].as_str().unwrap_or_default(),
    );
    let report = format!("/businesses/{business}/analytics/sales?from={today}&to={today}");
    let report = owner.get(&report).await?;
    assert_eq!(report["orders"], 3, "{report}");
    let shown = dashboard.text("kpi-sales").await?;
    let revenue = report["revenue"].as_str().unwrap_or_default();
    let whole = revenue.split('.').next().unwrap_or_default();
    assert!(
        digits(&shown).starts_with(whole),
        "{shown} does not show {revenue}"
    );

    window.close().await?;
    let status = cafe.till.ask(&["status", "--json"])?;
    assert_eq!(
        (&status["orders"], &status["waiting"]),
        (&3.into(), &0.into()),
        "{status}"
    );
    assert_eq!(status["revenue"], report["revenue"]);
    dashboard.close().await
}
