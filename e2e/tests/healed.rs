//! What was put back, or damaged, as the barista sees it: the till sells, and a plain sentence says what happened.

use anyhow::{Result, ensure};
use e2e::browser::Browser;
use e2e::place;
use e2e::till::Till;
use std::path::Path;

const HEADER: &str = "order,at,product,category,quantity,unit_price,tender";

fn sell(folder: &Path, till: &Till, name: &str) -> Result<()> {
    let mut text = format!("{HEADER}\n");
    for minute in 0..20 {
        text.push_str(&format!(
            "{name}-{minute},2026-11-23T09:{minute:02}:00,Flat white,Café,1,100.00,cash\n"
        ));
    }
    let file = folder.join(format!("{name}.csv"));
    std::fs::write(&file, text)?;
    till.ask(&["replay", &file.to_string_lossy(), "--offline"])?;
    Ok(())
}

/// Opens the window, reads what stands behind the chip, and sells one more.
async fn says(till: &Till, picture: &str, hoped: &str) -> Result<()> {
    let window = Browser::window(till).await?;
    window.find("tile").await?;
    window.click("chip").await?;
    let said = window
        .until_text("sync-sheet", |text| text.contains(hoped))
        .await?;
    ensure!(!said.contains("hash"), "{said}");
    window.picture(picture).await?;
    window.click("close").await?;
    window.click(r#"tile[data-name="Flat white"]"#).await?;
    window.find("line").await?;
    window.click("exact-cash").await?;
    window.find("done").await?;
    window.close().await
}

#[tokio::test]
async fn a_till_whose_older_files_were_put_back_says_what_is_missing() -> Result<()> {
    let folder = place::workplace("cortado-healed-")?;
    let till = Till::selling(folder.path(), "Café,Flat white,100,0")?;
    sell(folder.path(), &till, "a")?;
    let (file, kept) = (till.data().join("till.db"), folder.path().join("kept.db"));
    std::fs::copy(&file, &kept)?;
    sell(folder.path(), &till, "b")?;
    for left in ["till.db-wal", "till.db-shm"] {
        let _ = std::fs::remove_file(till.data().join(left));
    }
    std::fs::copy(&kept, &file)?;
    says(&till, "healed-put-back", "Faltan").await?;
    let status = till.ask(&["status", "--json"])?;
    let missing = status["missing_receipts"].as_array().map_or(0, Vec::len);
    ensure!(missing == 20 && status["orders"] == 21, "{status}");
    Ok(())
}

#[tokio::test]
async fn a_till_whose_file_was_damaged_says_that_it_is_mended() -> Result<()> {
    let folder = place::workplace("cortado-mended-")?;
    let till = Till::selling(folder.path(), "Café,Flat white,100,0")?;
    sell(folder.path(), &till, "a")?;
    let path = till.data().join("till.db");
    let mut file = std::fs::read(&path)?;
    file[..3 * 4_096].fill(0x5a);
    std::fs::write(&path, file)?;
    says(&till, "healed-mended", "se reparó").await?;
    let status = till.ask(&["status", "--json"])?;
    let missing = status["missing_receipts"].as_array().map_or(0, Vec::len);
    let there = status["orders"].as_u64().unwrap_or_default();
    ensure!(there + missing as u64 == 21, "{status}");
    Ok(())
}
