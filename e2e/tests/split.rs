//! A table that pays in parts, and two tabs that become one, in the real window: each line is paid once, and the journal
//! says so.

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
        .await?;
    window.until_hand_is_back().await
}

async fn save_as(window: &Browser, table: &str) -> Result<()> {
    window.click("save-tab").await?;
    window
        .click(&format!(r#"table[aria-label="{table}"]"#))
        .await?;
    window.click("name-done").await?;
    window.find("empty-ticket").await.map(drop)
}

/// What is charged next is this much, in cash, and its receipt is seen.
async fn pay(window: &Browser, amount: &str) -> Result<()> {
    window
        .until_text("whole", |text| text.contains(amount))
        .await?;
    window.click("confirm-charge").await?;
    window.find("done").await?;
    window.click("next").await
}

async fn until_rest(window: &Browser, amount: &str) -> Result<()> {
    window
        .until_text("rest-total", |text| text.contains(amount))
        .await
        .map(drop)
}

/// Two tabs are one, that is taken back, and they are one again.
async fn join(window: &Browser) -> Result<()> {
    window.click(r#"tab[data-name="Mesa 2"]"#).await?;
    window
        .until_text("total", |text| text.contains("2.900"))
        .await?;
    for again in [true, false] {
        window.click("tab-current").await?;
        window.click("tab-join").await?;
        window.find("join-sheet").await?;
        window.picture("join").await?;
        window.click(r#"join-tab[data-name="Mesa 4"]"#).await?;
        window
            .until_text("order-title", |text| text == "Mesa 4")
            .await?;
        window
            .until_text("total", |text| text.contains("11.900"))
            .await?;
        if again {
            window.click("snack-offer").await?;
            window
                .until_text("order-title", |text| text == "Mesa 2")
                .await?;
        }
    }
    ensure!(!window.has("tab").await?, "the other table is free");
    Ok(())
}

/// Two share what is left.
async fn share(window: &Browser) -> Result<()> {
    window.click("charge").await?;
    window.click("split-open").await?;
    window.click("by-parts").await?;
    window.picture("split-equal").await?;
    window.click("equal-charge").await?;
    window
        .until_text("due", |text| text.contains("2.250"))
        .await?;
    // A note that is larger than the part: the rest goes back at once.
    window.click("quick").await?;
    window
        .until_text("change-amount", |text| text.contains("50"))
        .await?;
    window.picture("pay-share").await?;
    window.click("confirm-charge").await?;
    window
        .until_text("due-words", |text| text == "Parte 2 de 2")
        .await?;
    window
        .until_text("snack", |text| text.contains("50,00"))
        .await?;
    window.picture("pay-second-share").await?;
    window.click("exact").await?;
    window.click("confirm-charge").await?;
    window.find("done").await?;
    window.click("next").await
}

#[tokio::test]
async fn a_table_pays_in_parts() -> Result<()> {
    let folder = place::workplace("cortado-split-")?;
    let menu = "Café,Flat white,4500,21\nPanadería,Budín,2900,21";
    let till = Till::selling(folder.path(), menu)?;
    let window = Browser::window(&till).await?;
    window.find("tile").await?;
    order(&window, "Flat white", "4.500").await?;
    order(&window, "Flat white", "9.000").await?;
    save_as(&window, "Mesa 4").await?;
    order(&window, "Budín", "2.900").await?;
    save_as(&window, "Mesa 2").await?;
    join(&window).await?;

    window.click("charge").await?;
    window.click("split-open").await?;
    until_rest(&window, "11.900").await?;
    // One flat white of two is the first part, the cake the second.
    window.click(r#"rest-line[data-name="Flat white"]"#).await?;
    window.click("one-apart").await?;
    window.picture("split-chosen").await?;
    window.click("part-put").await?;
    until_rest(&window, "7.400").await?;
    window.click(r#"rest-line[data-name="Budín"]"#).await?;
    window.click(r#"part-put[data-part="2"]"#).await?;
    until_rest(&window, "4.500").await?;
    window.picture("split").await?;
    window.click("part-charge").await?;
    pay(&window, "4.500").await?;
    // The power goes: what is paid is paid, the rest is two tabs.
    window.find("split").await?;
    window.picture("split-paid").await?;
    window.close().await?;

    let window = Browser::window(&till).await?;
    window.click(r#"tab[data-name="Mesa 4 · 2"]"#).await?;
    window
        .until_text("total", |text| text.contains("2.900"))
        .await?;
    window.click("charge").await?;
    pay(&window, "2.900").await?;
    window.click(r#"tab[data-name="Mesa 4"]"#).await?;
    window
        .until_text("total", |text| text.contains("4.500"))
        .await?;
    window.until_hand_is_back().await?;
    share(&window).await?;
    ensure!(!window.has("tab").await?, "nothing is left open");
    window.close().await?;
    let status = till.ask(&["status", "--json"])?;
    ensure!(status["revenue"] == "11900.00", "{status}");
    ensure!(status["orders"] == 3, "{status}");
    till.ask(&["rebuild"])?;
    let status = till.ask(&["status", "--json"])?;
    ensure!(status["revenue"] == "11900.00", "{status}");
    Ok(())
}
