//! Every screen as an accessibility checker sees it, in the light and in the dark: nothing serious is left.

use anyhow::Result;
use e2e::axe::Axe;
use e2e::browser::Browser;
use e2e::cafe::{Cafe, EMAIL, PASSWORD};
use e2e::place;
use e2e::till::Till;

async fn press(window: &Browser, keys: &[&str]) -> Result<()> {
    for key in keys {
        window.touch(key).await?;
    }
    Ok(())
}

/// The first day, an order with all its sheets, and the sale.
async fn an_order(window: &Browser, axe: &mut Axe) -> Result<()> {
    window.find("first-day").await?;
    axe.look(window, "first-day").await?;
    window.touch("use-starter").await?;
    window.touch(r#"tile[data-name="Flat white"]"#).await?;
    window.find("price-sheet").await?;
    axe.look(window, "price").await?;
    press(
        window,
        &["key-4", "key-2", "key-0", "key-0", "confirm-amount"],
    )
    .await?;
    window.find("line").await?;
    axe.look(window, "sell").await?;
    window.touch("line-edit").await?;
    window.find("modifiers").await?;
    axe.look(window, "modifiers").await?;
    window.touch("mods-done").await?;
    window.touch("line-discount").await?;
    window.find("discount-sheet").await?;
    axe.look(window, "discount").await?;
    window.touch("discount-done").await?;
    a_tab(window, axe).await?;
    window.touch("charge").await?;
    window.find("confirm-charge").await?;
    axe.look(window, "pay").await?;
    press(window, &["key-5", "key-00", "key-0", "confirm-charge"]).await?;
    window.find("done").await?;
    axe.look(window, "done").await?;
    window.touch("next").await
}

/// The order is kept under a name, and is about to be called off.
async fn a_tab(window: &Browser, axe: &mut Axe) -> Result<()> {
    window.touch("save-tab").await?;
    window.find("name-sheet").await?;
    axe.look(window, "tab-name").await?;
    press(window, &["table", "name-done", "tab", "tab-current"]).await?;
    window.find("tabs-sheet").await?;
    axe.look(window, "tabs").await?;
    window.touch("tab-void").await?;
    window.find("void-sheet").await?;
    axe.look(window, "void").await?;
    window.touch("close").await
}

/// The drawer from its float to its Z.
async fn a_shift(window: &Browser, axe: &mut Axe) -> Result<()> {
    press(window, &["till", "open-shift"]).await?;
    window.find("pieces").await?;
    axe.look(window, "count").await?;
    window.touch("pay-out").await?;
    window.find("cash-sheet").await?;
    axe.look(window, "pay-out").await?;
    press(window, &["close", "confirm-count"]).await?;
    window.find("expected").await?;
    axe.look(window, "compared").await?;
    window.type_into("shift-note", "Falta todo").await?;
    window.touch("close-shift").await?;
    window.find("close-sheet").await?;
    axe.look(window, "close").await?;
    window.touch("close-confirm").await?;
    window.find("z-report").await?;
    axe.look(window, "z").await?;
    window.touch("back").await
}

/// The sale of before comes back.
async fn a_refund(window: &Browser, axe: &mut Axe) -> Result<()> {
    window.touch("more").await?;
    window.touch("open-refund").await?;
    window.find("refund-empty").await?;
    axe.look(window, "refund-find").await?;
    window.touch("sale").await?;
    window.find("refund-what").await?;
    press(window, &["refund-all", "refund-reason", "goods-gone"]).await?;
    window.find("refund-tax").await?;
    axe.look(window, "refund").await?;
    window.touch("back").await
}

/// What stands behind the top bar: what waits, the settings, the team, and who comes in.
async fn the_rest(window: &Browser, axe: &mut Axe) -> Result<()> {
    window.touch("more").await?;
    window.find("more-sheet").await?;
    axe.look(window, "more").await?;
    window.touch("open-sync").await?;
    window.find("kept").await?;
    axe.look(window, "sync").await?;
    press(window, &["close", "more", "open-printer"]).await?;
    window.find("printer-place").await?;
    axe.look(window, "printer").await?;
    press(window, &["close", "more", "open-team"]).await?;
    window.find("team-sheet").await?;
    axe.look(window, "team").await?;
    window.touch("add-person").await?;
    window.type_into("person-name", "Sofía").await?;
    window.touch(r#"role[data-name="Dueño/a"]"#).await?;
    window.type_into("person-pin", "2468").await?;
    axe.look(window, "person").await?;
    window.touch("person-save").await?;
    window.touch(r#"person[data-name="Sofía"]"#).await?;
    window.find("pin-dots").await?;
    axe.look(window, "signin").await
}

#[tokio::test]
async fn nothing_serious_is_found_at_the_counter() -> Result<()> {
    let Some(mut axe) = Axe::ready()? else {
        return Ok(());
    };
    let folder = place::workplace("cortado-accessible-")?;
    let window = Browser::window(&Till::at(folder.path())).await?;
    an_order(&window, &mut axe).await?;
    a_shift(&window, &mut axe).await?;
    a_refund(&window, &mut axe).await?;
    the_rest(&window, &mut axe).await?;
    window.close().await?;
    assert!(axe.found().is_empty(), "{:#?}", axe.found());
    Ok(())
}

#[tokio::test]
async fn nothing_serious_is_found_on_the_pages_of_the_server() -> Result<()> {
    let Some(mut axe) = Axe::ready()? else {
        return Ok(());
    };
    let cafe = Cafe::open(&[])?;
    let page = Browser::chromium((1440, 900)).await?;
    page.open(&format!("{}/dashboard/", cafe.server.url()))
        .await?;
    page.find("signin-email").await?;
    axe.look(&page, "dashboard-signin").await?;
    page.type_into("signin-email", EMAIL).await?;
    page.type_into("signin-password", PASSWORD).await?;
    page.click("signin-submit").await?;
    page.find("nav-tills").await?;
    axe.look(&page, "dashboard").await?;
    page.click("nav-tills").await?;
    page.find("new-code").await?;
    axe.look(&page, "dashboard-tills").await?;
    page.close().await?;
    assert!(axe.found().is_empty(), "{:#?}", axe.found());
    Ok(())
}
