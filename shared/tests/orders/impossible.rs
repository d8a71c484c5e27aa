//! What a till that is not ours may write, and nobody can have paid.

use serde_json::{Value, json};
use shared::event::{Event, Unreadable};
use shared::journal::Body;

fn paid() -> Value {
    let line = "00000000-0000-0000-0000-000000000001";
    json!({
        "receipt": {"till": "C1", "number": 1},
        "shift": line,
        "day": "2026-11-24",
        "hour": 10,
        "lines": [{"line": line, "quantity": 1_000, "amount": 380_000}],
        "totals": {
            "subtotal": 380_000,
            "taxes": [{"rate": 0, "mode": "included", "base": 380_000, "tax": 0}],
            "total": 380_000,
        },
        "tenders": [{"kind": "cash", "amount": 400_000}],
        "change": 20_000,
    })
}

fn read(body: &Value) -> Result<Event, Unreadable> {
    Event::read("order.settled", 1, &Body(body.to_string().into_bytes()))
}

#[test]
fn a_payment_that_no_order_can_have_is_not_read() {
    read(&paid()).unwrap();
    let absurd = i64::MAX / 2;
    for (place, value) in [
        ("/lines/0/amount", json!(absurd)),
        ("/lines/0/amount", json!(-absurd)),
        ("/totals/subtotal", json!(absurd)),
        ("/totals/total", json!(i64::MIN)),
        ("/totals/taxes/0/tax", json!(absurd)),
        ("/tenders/0/amount", json!(absurd)),
        ("/change", json!(absurd)),
        ("/hour", json!(24)),
    ] {
        let mut body = paid();
        *body.pointer_mut(place).unwrap() = value;
        let refused = read(&body);
        assert!(
            matches!(refused, Err(Unreadable::BadBody { .. })),
            "{place}: {refused:?}"
        );
    }
    let mut body = paid();
    let line = body["lines"][0].clone();
    body["lines"] = vec![line; 2_001].into();
    assert!(read(&body).is_err(), "more lines than ten tills can add");
}
