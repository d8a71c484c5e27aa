//! Money given back in the real window: the sale is found, one of two comes back, the drawer expects less, and the sale
//! stays as it was.

use anyhow::Result;
use e2e::browser::Browser;
use e2e::place;
use e2e::till::Till;

async fn sell_two_and_a_cake(window: &Browser) -> Result<()> {
    let tile = r#"tile[data-name="Flat white"]"#;
    window.click(tile).await?;
    window
        .until_text("line-quantity", |text| text == "1")
        .await?;
    window.until_hand_is_back().await?;
    window.click(tile).await?;
    window
        .until_text("line-quantity", |text| text == "2")
        .await?;
    window.click(r#"tile[data-name="Budín"]"#).await?;
    window
        .until_text("total", |text| text.contains("11.900"))
        .await?;
    window.click("exact-cash").await?;
    window.find("done").await?;
    window.click("next").await
}

#[tokio::test]
async fn one_of_two_comes_back_and_the_sale_stays() -> Result<()> {
    let folder = place::workplace("cortado-refund-")?;
    let till = Till::selling(
        folder.path(),
        "Café,Flat white,4500,21\nPanadería,Budín,2900,21",
    )?;
    let window = Browser::window(&till).await?;
    window.find("tile").await?;
    sell_two_and_a_cake(&window).await?;
    window.click("till").await?;
    window.click("open-refund").await?;
    window.find("refund-empty").await?;
    window.picture("refund-find").await?;
    window.type_into("find-sale", "11900").await?;
    window.click("sale").await?;
    window.find("refund-what").await?;
    window
        .click(r#"paid-check[data-name="Flat white"]"#)
        .await?;
    window
        .until_text("refund-given", |text| text.contains("9.000"))
        .await?;
    window.click("refund-less").await?;
    window
        .until_text("refund-given", |text| text.contains("4.500"))
        .await?;
    window
        .click(r#"refund-reason[data-name="Salió mal"]"#)
        .await?;
    window.click("goods-gone").await?;
    window.picture("refund").await?;
    window.click("refund-confirm").await?;
    window.find("refund-before").await?;
    window.picture("refund-done").await?;
    // The other one, all of it this time.
    window.click("refund-all").await?;
    window
        .until_text("refund-given", |text| text.contains("7.400"))
        .await?;
    window.click("back").await?;
    window.click("till").await?;
    window.click("open-shift").await?;
    window
        .until_text("net", |text| text.contains("7.400"))
        .await?;
    window.close().await?;
    let status = till.ask(&["status", "--json"])?;
    assert_eq!(status["revenue"], "7400.00", "{status}");
    let journal = folder.path().join("journal.jsonl");
    till.ask(&["export-journal", &journal.to_string_lossy()])?;
    let journal = std::fs::read_to_string(&journal)?;
    let kinds = |kind: &str| journal.matches(kind).count();
    assert_eq!((kinds("order.settled"), kinds("order.refunded")), (1, 1));
    Ok(())
}
