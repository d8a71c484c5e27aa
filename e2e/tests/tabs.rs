//! Orders kept for later in the real window: a table is put away and taken up again, a power cut in between, and one that
//! nobody pays is called off.

use anyhow::{Result, ensure};
use e2e::browser::Browser;
use e2e::place;
use e2e::till::Till;

async fn order(window: &Browser, product: &str, total: &str) -> Result<()> {
    window
        .click(&format!(r#"tile[data-name="{product}"]"#))
        .await?;
    window
        .until_text("total", |text| text.contains(total))
        .await
        .map(drop)
}

async fn until_title(window: &Browser, title: &str) -> Result<()> {
    window
        .until_text("order-title", |text| text == title)
        .await
        .map(drop)
}

/// A table with a flat white, and a tab of somebody's with nothing on it yet.
async fn open_tabs(window: &Browser) -> Result<()> {
    order(window, "Flat white", "4.500").await?;
    window.click("save-tab").await?;
    window.find("name-sheet").await?;
    window.click(r#"table[aria-label="Mesa 4"]"#).await?;
    window.picture("tab-name").await?;
    window.click("name-done").await?;
    window.find(r#"tab[data-name="Mesa 4"]"#).await?;
    window.find("empty-ticket").await?;
    window.click("tab-new").await?;
    window.type_into("tab-name", "Julia").await?;
    window.click("name-done").await?;
    until_title(window, "Julia").await
}

async fn call_off(window: &Browser) -> Result<()> {
    order(window, "Budín", "2.900").await?;
    window.click("tab-current").await?;
    window.find("tabs-sheet").await?;
    window.picture("tabs").await?;
    window.click("tab-void").await?;
    window.click(r#"void-reason"#).await?;
    window.picture("tab-void").await?;
    window.click("void-confirm").await?;
    window.find("empty-ticket").await?;
    window
        .until_text("snack", |text| text.contains("anulado"))
        .await?;
    // It was the wrong one: back, and called off again.
    window.click("snack-offer").await?;
    window
        .until_text("total", |text| text.contains("2.900"))
        .await?;
    until_title(window, "Julia").await?;
    window.click("tab-current").await?;
    window.click("tab-void").await?;
    window.type_into("void-text", "No vino").await?;
    window.click("void-confirm").await?;
    window.find("empty-ticket").await.map(drop)
}

#[tokio::test]
async fn a_table_waits_while_others_pay_and_through_a_power_cut() -> Result<()> {
    let folder = place::workplace("cortado-tabs-")?;
    let menu = "Café,Flat white,4500,21\nPanadería,Budín,2900,21";
    let till = Till::selling(folder.path(), menu)?;
    let window = Browser::window(&till).await?;
    window.find("tile").await?;
    open_tabs(&window).await?;
    // Another customer is served meanwhile.
    window.click("save-tab").await?;
    window.find("empty-ticket").await?;
    order(&window, "Budín", "2.900").await?;
    window.picture("sell-tabs").await?;
    window.click("exact-cash").await?;
    window.find("done").await?;
    window.click("next").await?;
    window.close().await?;

    let window = Browser::window(&till).await?;
    window.click(r#"tab[data-name="Mesa 4"]"#).await?;
    until_title(&window, "Mesa 4").await?;
    order(&window, "Budín", "7.400").await?;
    window.click("exact-cash").await?;
    window.find("done").await?;
    window.click("next").await?;
    window.click(r#"tab[data-name="Julia"]"#).await?;
    until_title(&window, "Julia").await?;
    call_off(&window).await?;
    ensure!(!window.has("tab").await?, "nothing is left open");
    window.close().await?;
    let status = till.ask(&["status", "--json"])?;
    ensure!(status["revenue"] == "10300.00", "{status}");
    ensure!(status["orders"] == 2, "{status}");
    let journal = folder.path().join("journal.jsonl");
    till.ask(&["export-journal", &journal.to_string_lossy()])?;
    let journal = std::fs::read_to_string(&journal)?;
    let kinds = |kind: &str| journal.matches(kind).count();
    ensure!((kinds("order.named"), kinds("order.voided")) == (2, 2));
    ensure!(journal.contains("No vino"), "{journal}");
    Ok(())
}
