//! A till that was revoked keeps what it sold, and hands it in; the owner decides what it counts for.

use anyhow::Result;
use e2e::browser::Browser;
use e2e::cafe::{Cafe, EMAIL, PASSWORD};
use serde_json::Value;

/// So many sales of one product, as a file of real transactions.
fn sales(cafe: &Cafe, name: &str, orders: std::ops::Range<u32>) -> Result<String> {
    let mut text = "order,at,product,category,quantity,unit_price,tender\n".to_owned();
    for order in orders {
        text += &format!(
            "{order},2026-11-24T10:{:02}:00,Cortado,Café,1,3200.00,cash\n",
            order % 60
        );
    }
    let file = cafe.folder().join(name);
    std::fs::write(&file, text)?;
    Ok(file.to_string_lossy().into_owned())
}

fn waiting(status: &Value) -> u64 {
    status["waiting"].as_u64().unwrap_or(u64::MAX)
}

/// The owner's page of the tills, in a browser.
async fn tills_page(cafe: &Cafe) -> Result<Browser> {
    let page = Browser::chromium((1440, 900)).await?;
    page.open(&format!("{}/dashboard/", cafe.server.url()))
        .await?;
    page.type_into("signin-email", EMAIL).await?;
    page.type_into("signin-password", PASSWORD).await?;
    page.click("signin-submit").await?;
    page.click("nav-tills").await?;
    Ok(page)
}

#[tokio::test]
async fn what_a_revoked_till_sold_is_received_and_set_aside_until_the_owner_reinstates_it()
-> Result<()> {
    let cafe = Cafe::open(&[])?;
    let first = sales(&cafe, "first.csv", 0..3)?;
    cafe.till.ask(&["replay", &first])?;
    assert_eq!(waiting(&cafe.till.ask(&["status", "--json"])?), 0);

    let owner = cafe.owner().await?;
    let dashboard = tills_page(&cafe).await?;
    dashboard.click("till-more").await?;
    dashboard.click("revoke").await?;
    dashboard.click("revoke-confirm").await?;
    dashboard.find("reinstate").await?;
    let tills = format!("/businesses/{}/tills", cafe.business);
    let till = owner.get(&tills).await?[0].clone();
    assert!(till["revoked_at"].is_i64(), "{till}");

    // Twice, since the second time it knows that it is revoked.
    for (name, orders) in [("second.csv", 3..6), ("third.csv", 6..9)] {
        let file = sales(&cafe, name, orders)?;
        cafe.till.ask(&["replay", &file, "--offline"])?;
        let synced = cafe.till.run(&["sync", "--until-quiet"])?;
        let words = String::from_utf8_lossy(&synced.stderr);
        let status = cafe.till.ask(&["status", "--json"])?;
        assert_eq!(waiting(&status), 0, "{name}: {words} {status}");
    }

    let report = format!(
        "/businesses/{}/analytics/sales?from=2026-11-24&to=2026-11-24",
        cafe.business
    );
    assert_eq!(owner.get(&report).await?["orders"], 3);
    dashboard
        .until_text("till-waiting", |text| text.starts_with("18"))
        .await?;
    dashboard.picture("dashboard-revoked").await?;
    dashboard.click("reinstate").await?;
    dashboard.find("revoke").await?;
    assert_eq!(owner.get(&report).await?["orders"], 9);
    cafe.till.ask(&["sync", "--until-quiet"])?;
    dashboard.close().await
}
