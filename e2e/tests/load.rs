//! Many tills at once, in small: what `cargo xtask load` measures works, and nothing is lost in it.

use e2e::measure::load;
use e2e::place::workplace;

#[tokio::test(flavor = "multi_thread")]
async fn tills_that_come_back_at_once_are_all_taken_in_while_others_sell() -> anyhow::Result<()> {
    let folder = workplace("cortado-load-test-")?;
    let measured = load::measure(folder.path(), &load::SMALL).await?;
    assert_eq!(measured["errors"], serde_json::json!({}), "{measured:#}");
    assert_eq!(measured["tills"], 6);
    assert_eq!(measured["unseen_sales"], 0, "{measured:#}");
    assert_eq!(measured["listeners"]["open"], 30);
    assert_eq!(measured["listeners"]["ended"], 0);
    assert!(
        measured["listeners"]["pokes"].as_u64() > Some(30),
        "{measured:#}"
    );
    let (waited, durable) = (
        measured["entries"].as_u64(),
        measured["durable_entries"].as_u64(),
    );
    assert!(waited >= Some(6 * 60) && durable > waited, "{measured:#}");
    Ok(())
}
