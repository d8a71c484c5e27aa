//! A day's drawer in the real window: a float, a sale, money taken out, a blind count, the Z.

use anyhow::Result;
use e2e::browser::Browser;
use e2e::place;
use e2e::till::Till;

/// Counts so many of one note.
async fn count(window: &Browser, value: i64, pieces: u32) -> Result<()> {
    let row = format!(r#"[data-value="{value}"] [data-testid="pieces"]"#);
    window
        .run(&format!(
            "const field = document.querySelector('{row}'); field.value = '{pieces}';
             field.dispatchEvent(new InputEvent('input', {{bubbles: true}}))"
        ))
        .await
        .map(drop)
}

/// A thousand to the supplier.
async fn take_a_thousand_out(window: &Browser) -> Result<()> {
    window.click("pay-out").await?;
    window.find("cash-sheet").await?;
    for key in ["key-1", "key-0", "key-0", "key-0"] {
        window.click(key).await?;
    }
    window.click("reason").await?;
    window.picture("shift-pay-out").await?;
    window.click("confirm-move").await?;
    window.find("snack").await?;
    Ok(())
}

#[tokio::test]
async fn a_drawer_is_opened_counted_blind_and_closed_with_its_z() -> Result<()> {
    let folder = place::workplace("cortado-shift-")?;
    let till = Till::selling(folder.path(), "Café,Flat white,4500,21\nCafé,Latte,5000,21")?;
    let window = Browser::window(&till).await?;
    window.find("tile").await?;
    window.click("till").await?;
    window.click("open-shift").await?;
    window.find("float-amount").await?;
    window.picture("shift-float").await?;
    window.click("float").await?;
    window.click("open-shift-now").await?;
    window.find("confirm-count").await?;
    window.click("back").await?;
    window.click(r#"tile[data-name="Flat white"]"#).await?;
    window
        .until_text("line-quantity", |text| text == "1")
        .await?;
    window.click("exact-cash").await?;
    window.find("done").await?;
    window.click("next").await?;
    window.click("till").await?;
    window.click("open-shift").await?;
    take_a_thousand_out(&window).await?;
    // Nothing on the screen says what should be there.
    assert!(!window.has("expected").await?);
    window.picture("shift-count").await?;
    count(&window, 100_000, 35).await?;
    window
        .until_text("counted", |text| text.contains("35.000"))
        .await?;
    window.click("confirm-count").await?;
    window.find("expected").await?;
    window.picture("shift-compared").await?;
    window
        .type_into("shift-note", "Falta el vuelto de ayer")
        .await?;
    window.click("close-shift").await?;
    window.find("close-sheet").await?;
    window.picture("shift-close").await?;
    window.click("close-confirm").await?;
    window.find("z-report").await?;
    window.picture("shift-z").await?;
    window.close().await?;
    let journal = folder.path().join("journal.jsonl");
    till.ask(&["export-journal", &journal.to_string_lossy()])?;
    let journal = std::fs::read_to_string(&journal)?;
    for kind in [
        "shift.opened",
        "shift.pay_out",
        "shift.counted",
        "shift.closed",
    ] {
        assert!(journal.contains(kind), "no {kind} in the journal");
    }
    Ok(())
}
