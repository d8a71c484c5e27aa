//! A new till joins a cafe from its window, with the code the owner reads from the dashboard.

use anyhow::Result;
use e2e::browser::Browser;
use e2e::cafe::{Cafe, EMAIL, PASSWORD};
use e2e::place;

#[tokio::test]
async fn a_new_till_joins_with_the_code_from_the_owners_page() -> Result<()> {
    let (cafe, _) = Cafe::without_till(&[])?;
    let dashboard = Browser::chromium((1440, 900)).await?;
    dashboard
        .open(&format!("{}/dashboard/", cafe.server.url()))
        .await?;
    dashboard.type_into("signin-email", EMAIL).await?;
    dashboard
        .type_into("signin-password", "not the password")
        .await?;
    dashboard.click("signin-submit").await?;
    dashboard.find("signin-problem").await?;
    dashboard.find("signin-password").await?.clear().await?;
    dashboard.type_into("signin-password", PASSWORD).await?;
    dashboard.click("signin-submit").await?;
    dashboard.click("nav-tills").await?;
    if !dashboard.has("code-value").await? {
        dashboard.click("new-code").await?;
    }
    let code = dashboard
        .until_text("code-value", |text| text.len() == 11)
        .await?;

    let window = Browser::window(&cafe.till).await?;
    window.find("first-day").await?;
    window.type_into("enrol-server", &cafe.server.url()).await?;
    window.type_into("enrol-code", "22222-22222").await?;
    window.click("enrol").await?;
    window.find("problem").await?;
    window.find("enrol-code").await?.clear().await?;
    window.type_into("enrol-code", &code).await?;
    window.click("enrol").await?;
    window.find("grid-empty").await?;
    dashboard.find("till-joined").await?;
    dashboard.find(r#"tills-row[data-till="C1"]"#).await?;
    dashboard.picture("dashboard-terminals").await?;
    window.close().await?;
    dashboard.close().await
}

#[tokio::test]
async fn a_till_alone_sells_from_the_starter_menu_and_remembers_the_price_it_was_told() -> Result<()>
{
    let folder = place::workplace("cortado-first-day-")?;
    let till = e2e::till::Till::at(folder.path());
    let window = Browser::window(&till).await?;
    window.click("use-starter").await?;
    let tile = r#"tile[data-name="Flat white"]"#;
    window.click(tile).await?;
    window.find("price-sheet").await?;
    for key in ["key-4", "key-2", "key-0", "key-0"] {
        window.click(key).await?;
    }
    window.click("confirm-amount").await?;
    window
        .until_text("total", |text| text.contains("4.200"))
        .await?;
    window.click(tile).await?;
    window
        .until_text("total", |text| text.contains("8.400"))
        .await?;
    window.click("exact-cash").await?;
    window.find("done").await?;
    window.close().await?;
    let status = till.ask(&["status", "--json"])?;
    assert_eq!(status["orders"], 1, "{status}");
    assert_eq!(status["revenue"], "8400.00", "{status}");
    Ok(())
}
