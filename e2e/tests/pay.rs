//! Taking the money in the real window: a tip, a part by card, the rest in cash rounded to what the cafe still gives.

use anyhow::Result;
use e2e::browser::Browser;
use e2e::place;
use e2e::till::Till;

/// As the page writes it: what belongs together is not broken.
fn written(text: &str) -> String {
    text.replace(' ', "\u{a0}")
}

/// Under More: cash is rounded to a hundred.
async fn round_to_a_hundred(window: &Browser) -> Result<()> {
    window.click("more").await?;
    let hundred = format!(r#"rounding[data-name="{}"]"#, written("$ 100"));
    window.click(&hundred).await?;
    window
        .find(&format!(r#"{hundred}[aria-pressed="true"]"#))
        .await?;
    window.picture("more-charging").await?;
    window.click("close").await
}

async fn until_due(window: &Browser, amount: &str) -> Result<()> {
    window
        .until_text("due", |text| text.contains(amount))
        .await
        .map(drop)
}

#[tokio::test]
async fn a_tip_a_part_by_card_and_the_rest_in_rounded_cash() -> Result<()> {
    let folder = place::workplace("cortado-pay-")?;
    let till = Till::selling(folder.path(), "Café,Flat white,4500,21")?;
    let window = Browser::window(&till).await?;
    window.find("tile").await?;
    round_to_a_hundred(&window).await?;
    window.click(r#"tile[data-name="Flat white"]"#).await?;
    window
        .until_text("line-quantity", |text| text == "1")
        .await?;
    window.click("charge").await?;
    until_due(&window, "4.500").await?;

    window.click(r#"tip[data-name="10 %"]"#).await?;
    // 4.950 with the tip: in cash, in the customer's favour.
    until_due(&window, "4.900").await?;
    window.picture("pay-tip").await?;
    window.click("card").await?;
    until_due(&window, "4.950").await?;
    for key in ["key-2", "key-0", "key-00"] {
        window.click(key).await?;
    }
    window.picture("pay-part").await?;
    window.click("confirm-charge").await?;
    window.find("part").await?;
    window.click("cash").await?;
    until_due(&window, "2.900").await?;
    window.picture("pay-rest").await?;
    window.click("confirm-charge").await?;
    window.find("done").await?;
    window.picture("pay-done").await?;
    window.close().await?;
    let journal = folder.path().join("journal.jsonl");
    till.ask(&["export-journal", &journal.to_string_lossy()])?;
    let journal = std::fs::read_to_string(&journal)?.replace('\\', "");
    for said in [
        "settings.set",
        r#""tip":45000"#,
        r#""rounding":-5000"#,
        r#"{"kind":"card","amount":200000},{"kind":"cash","amount":290000}"#,
    ] {
        assert!(
            journal.contains(said),
            "no {said} in the journal: {journal}"
        );
    }
    Ok(())
}
