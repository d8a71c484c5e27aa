//! A till leaves its cafe for another one: what it did stays in the one, what it does goes to the other.

use anyhow::{Context, Result, ensure};
use e2e::cafe::{Cafe, EMAIL, PASSWORD};
use e2e::till::Till;
use serde_json::Value;
use std::path::Path;

fn sales(folder: &Path, name: &str) -> Result<String> {
    let path = folder.join(format!("{name}.csv"));
    let text = format!(
        "order,at,product,category,quantity,unit_price,tender\n\
         {name},2026-11-23T09:00:00,Café,Barra,1,100.00,cash\n"
    );
    std::fs::write(&path, text)?;
    Ok(path.to_string_lossy().into_owned())
}

async fn orders(cafe: &Cafe, business: &str) -> Result<Value> {
    let path = format!("/businesses/{business}/analytics/sales?from=2026-11-23&to=2026-11-23");
    Ok(cafe.owner().await?.get(&path).await?["orders"].clone())
}

/// Joins with a code, and what the till says where it does not.
fn join(cafe: &Cafe, till: &Till, code: &str) -> Result<std::result::Result<Value, String>> {
    let url = cafe.server.url();
    let done = till.run(&["enrol", "--server", &url, "--code", code])?;
    Ok(match done.status.success() {
        true => Ok(serde_json::from_slice(&done.stdout)?),
        false => Err(String::from_utf8(done.stderr)?),
    })
}

#[tokio::test]
async fn a_till_joins_another_cafe_once_the_first_has_everything() -> Result<()> {
    let cafe = Cafe::open(&[])?;
    let till = Till::at(cafe.till.data());
    let name = ["--business", "Café Sur"];
    let other = cafe.server.create_owner(EMAIL, PASSWORD, &name)?;
    let other = other["business_id"].as_str().context("no business")?;
    let series = till.ask(&["status", "--json"])?["series"].clone();

    // What has not arrived yet would be nobody's.
    let menu = cafe.folder().join("menu.csv");
    std::fs::write(&menu, "category,product,price\nBarra,Café,100\n")?;
    till.ask(&["import-menu", &menu.to_string_lossy()])?;
    let code = cafe.server.enrolment_code(other)?;
    let unsent = join(&cafe, &till, &code)?.err().context("it left")?;
    ensure!(unsent.contains("have not reached the server"), "{unsent}");
    till.ask(&["sync", "--until-quiet"])?;

    // A code of the cafe it is in is refused, and stays good for the till it was made for.
    let own = cafe.server.enrolment_code(&cafe.business)?;
    let refused = join(&cafe, &till, &own)?.err();
    let refused = refused.context("it left for where it was")?;
    ensure!(refused.contains("enrolled already"), "{refused}");
    let second = Till::at(&cafe.folder().join("second"));
    ensure!(join(&cafe, &second, &own)?.is_ok());
    ensure!(
        till.ask(&["status", "--json"])?["series"] == series,
        "nothing changed"
    );

    let joined = join(&cafe, &till, &code)?.ok().context("it stayed")?;
    ensure!(joined["business"] == other, "{joined}");
    let status = till.ask(&["status", "--json"])?;
    ensure!(
        status["series"] != series && status["orders"] == 0,
        "{status}"
    );
    till.ask(&["replay", &sales(cafe.folder(), "first")?])?;
    till.ask(&["sync", "--until-quiet"])?;
    ensure!(orders(&cafe, &cafe.business).await? == 0);
    ensure!(orders(&cafe, other).await? == 1);

    // The drawer of the shift that its first sale opened has to be counted before it leaves again.
    let back = cafe.server.enrolment_code(&cafe.business)?;
    let open = join(&cafe, &till, &back)?.err().context("it left")?;
    ensure!(open.contains("a shift is open"), "{open}");

    // The old journal is kept, and still proves itself.
    let left = Till::at(&till.data().join("left-1"));
    let file = cafe.folder().join("left.jsonl");
    left.ask(&["export-journal", &file.to_string_lossy()])?;
    cafe.server.verify(&file)?;
    let looked = cafe.server.ask(&["check"])?;
    ensure!(looked["well"] == true, "{looked}");
    Ok(())
}
