//! Real transactions, rung up offline and synced, give the owner the published figures to the cent.

use anyhow::{Context, Result};
use e2e::cafe::Cafe;
use e2e::place;
use serde_json::Value;
use std::path::Path;

const SETTINGS: [&str; 4] = ["--currency", "USD", "--timezone", "America/New_York"];

/// Rings a file up offline, syncs, and answers the owner's figures and the answer key.
async fn ring_up(cafe: &Cafe, sales: &Path, key: &Path) -> Result<(Value, Value)> {
    let file = sales.to_str().context("the path is text")?;
    cafe.till.ask(&["replay", file, "--offline"])?;
    cafe.till.ask(&["sync", "--until-quiet"])?;
    let key: Value = serde_json::from_str(&std::fs::read_to_string(key)?)?;
    let day = |name: &str| {
        key[name]
            .as_str()
            .map(str::to_owned)
            .with_context(|| format!("no {name}"))
    };
    let (from, to, business) = (day("first_day")?, day("last_day")?, &cafe.business);
    let path = format!("/businesses/{business}/analytics/sales?from={from}&to={to}");
    Ok((cafe.owner().await?.get(&path).await?, key))
}

/// Amounts compare as numbers: `2` is `2.00`.
fn plain(value: &Value) -> String {
    let text = value
        .as_str()
        .map_or_else(|| value.to_string(), str::to_owned);
    match text.split_once('.') {
        Some((whole, fraction)) => {
            let fraction = fraction.trim_end_matches('0');
            if fraction.is_empty() {
                whole.to_owned()
            } else {
                format!("{whole}.{fraction}")
            }
        }
        None => text,
    }
}

/// Fails with the path of the first field of `key` that `answer` does not equal.
#[track_caller]
fn assert_equals_key(answer: &Value, key: &Value, path: &str) {
    match key {
        Value::Object(fields) => {
            for (name, key) in fields {
                assert_equals_key(&answer[name], key, &format!("{path}.{name}"));
            }
        }
        Value::Array(items) => {
            assert_eq!(
                answer.as_array().map(Vec::len),
                Some(items.len()),
                "{path}: {answer}"
            );
            for (index, key) in items.iter().enumerate() {
                assert_equals_key(&answer[index], key, &format!("{path}[{index}]"));
            }
        }
        _ => assert_eq!(plain(answer), plain(key), "{path}"),
    }
}

/// Rings the file of this name up in a cafe of its own, and holds what the owner and the till say against its key.
async fn equals_its_key(name: &str) -> Result<()> {
    let files = (
        place::data(&format!("sales/{name}.csv.gz")),
        place::data(&format!("sales/{name}.key.json")),
    );
    let (Some(sales), Some(key)) = files else {
        return Ok(());
    };
    let cafe = Cafe::open(&SETTINGS)?;
    let (answer, mut key) = ring_up(&cafe, &sales, &key).await?;
    let fields = key.as_object_mut().context("the key is an object")?;
    fields.remove("first_day");
    fields.remove("last_day");
    assert_equals_key(&answer, &key, name);
    let status = cafe.till.ask(&["status", "--json"])?;
    assert_eq!(status["waiting"], 0, "{status}");
    assert_eq!(status["orders"], key["orders"], "{status}");
    assert_eq!(
        plain(&status["revenue"]),
        plain(&key["revenue"]),
        "{status}"
    );
    Ok(())
}

#[tokio::test]
async fn a_year_of_orders_equals_its_answer_key() -> Result<()> {
    equals_its_key("pizza-year").await
}

#[tokio::test]
#[ignore = "150,000 sales take minutes: cargo test -p e2e --test real_sales -- --ignored"]
async fn half_a_year_of_three_coffee_shops_equals_its_answer_keys() -> Result<()> {
    for shop in ["astoria", "hells-kitchen", "lower-manhattan"] {
        equals_its_key(&format!("coffee-{shop}")).await?;
    }
    Ok(())
}
