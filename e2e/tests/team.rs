//! A team at the counter in the real window: the first owner, a barista who comes in with a PIN, a discount that is above
//! her limit and is approved, and who did what in the journal.

use anyhow::Result;
use e2e::browser::Browser;
use e2e::place;
use e2e::till::Till;

async fn add(window: &Browser, name: &str, role: &str, pin: &str) -> Result<()> {
    window.click("add-person").await?;
    window.type_into("person-name", name).await?;
    window
        .click(&format!(r#"role[data-name="{role}"]"#))
        .await?;
    window.type_into("person-pin", pin).await?;
    window.click("person-save").await
}

async fn type_pin(window: &Browser, pin: &str) -> Result<()> {
    for digit in pin.chars() {
        window.click(&format!("pin-{digit}")).await?;
    }
    window.click("pin-enter").await
}

async fn a_team_is_made(window: &Browser) -> Result<()> {
    // The barista first: as soon as an owner has a PIN, the till asks who stands there.
    add(window, "Lucía", "Barra", "1357").await?;
    window.find(r#"team-person[data-name="Lucía"]"#).await?;
    window.picture("team-sheet").await?;
    add(window, "Sofía", "Dueño/a", "2468").await?;
    window.find("signin").await?;
    window.picture("signin").await?;
    Ok(())
}

async fn she_comes_in(window: &Browser) -> Result<()> {
    window.click(r#"person[data-name="Lucía"]"#).await?;
    type_pin(window, "1111").await?;
    window
        .until_text("pin-refused", |text| text.contains("Quedan 4"))
        .await?;
    window.picture("signin-wrong").await?;
    type_pin(window, "1357").await?;
    window.find(r#"who[data-name="Lucía"]"#).await?;
    Ok(())
}

async fn a_discount_is_approved(window: &Browser) -> Result<()> {
    window.click(r#"tile[data-name="Latte"]"#).await?;
    window
        .until_text("line-quantity", |text| text == "1")
        .await?;
    window.click("line-discount").await?;
    window.find("discount-sheet").await?;
    window
        .click(r#"discount-reason[data-name="Demora"]"#)
        .await?;
    window.click(r#"discount-part[data-name="1000"]"#).await?;
    window
        .until_text("line-discounted", |text| text.contains("10 %"))
        .await?;
    window.picture("discount").await?;
    window.click(r#"discount-part[data-name="5000"]"#).await?;
    window.find("approve-sheet").await?;
    window.picture("approve").await?;
    type_pin(window, "2468").await?;
    window
        .until_text("line-discounted", |text| text.contains("50 %"))
        .await?;
    window
        .until_text("total", |text| text.contains("2.500"))
        .await?;
    window.picture("discounted").await?;
    Ok(())
}

#[tokio::test]
async fn a_barista_comes_in_and_what_is_above_her_limit_is_approved() -> Result<()> {
    let folder = place::workplace("cortado-team-")?;
    let till = Till::selling(folder.path(), "Café,Flat white,4500,21\nCafé,Latte,5000,21")?;
    let window = Browser::window(&till).await?;
    window.find("tile").await?;
    window.click("more").await?;
    window.click("open-team").await?;
    window.find("team-sheet").await?;
    a_team_is_made(&window).await?;
    she_comes_in(&window).await?;
    a_discount_is_approved(&window).await?;
    window.click("exact-cash").await?;
    window.find("done").await?;
    window.close().await?;
    let journal = folder.path().join("journal.jsonl");
    till.ask(&["export-journal", &journal.to_string_lossy()])?;
    let journal = std::fs::read_to_string(&journal)?;
    for kind in [
        "staff.set",
        "staff.pin_set",
        "staff.signed_in",
        "staff.clocked",
        "order.discount_set",
        "approved_by",
    ] {
        assert!(journal.contains(kind), "no {kind} in the journal");
    }
    for secret in ["2468", "1357", "argon2"] {
        assert!(!journal.contains(&format!("\"{secret}\"")), "{secret}");
    }
    Ok(())
}
