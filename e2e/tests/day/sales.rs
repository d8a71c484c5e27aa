//! The sales of the day, one kind after the other.

use super::counter::Counter;
use anyhow::{Result, ensure};
use serde_json::{Value, json};

const LATTE: i64 = 500_000;
const OAT: i64 = 85_000;
const CAKE: i64 = 290_000;
const CROISSANT: i64 = 180_000;

/// One sale. Now and then another till takes part in it.
pub async fn sell(at: &mut Counter, other: &mut Counter, number: usize) -> Result<()> {
    let order = at.mint();
    // Both tills come to every kind.
    match (number / 2) % 11 {
        0 => plain(at, &order).await,
        1 => with_oat_to_go(at, &order).await,
        2 => with_change(at, &order).await,
        3 => line_discount(at, &order).await,
        4 => order_discount(at, &order).await,
        5 => with_a_tip(at, &order).await,
        6 => two_tenders(at, &order).await,
        7 => a_tab(at, other, &order, number).await,
        8 => called_off(at, &order).await,
        9 => in_two_parts(at, &order).await,
        _ => given_back(at, &order).await,
    }
}

async fn plain(at: &mut Counter, order: &str) -> Result<()> {
    at.tap(order, &at.menu.latte.clone()).await?;
    at.settle(order, LATTE, 0, &[("cash", LATTE)]).await
}

async fn with_oat_to_go(at: &mut Counter, order: &str) -> Result<()> {
    let (line, menu) = (at.mint(), at.menu.clone());
    let add = json!({"add_line": {
        "line": line, "item": {"product": menu.latte}, "quantity": 1_000,
        "modifiers": [menu.oat], "note": "tibio",
    }});
    at.order(order, add).await?;
    at.order(order, json!({"set_channel": {"channel": "to_go"}}))
        .await?;
    let total = LATTE + OAT;
    at.settle(order, total, 0, &[("card", total)]).await
}

async fn with_change(at: &mut Counter, order: &str) -> Result<()> {
    let cake = at.menu.cake.clone();
    at.tap(order, &cake).await?;
    at.tap(order, &cake).await?;
    at.settle(order, 2 * CAKE, 0, &[("cash", 1_000_000)]).await
}

fn discount(line: Option<&str>, cut: Value) -> Value {
    json!({"set_discount": {"line": line, "cut": cut, "reason": "Club"}})
}

async fn line_discount(at: &mut Counter, order: &str) -> Result<()> {
    let line = at.tap(order, &at.menu.latte.clone()).await?;
    at.tap(order, &at.menu.croissant.clone()).await?;
    at.order(order, discount(Some(&line), json!({"part": 1_000})))
        .await?;
    let total = LATTE - LATTE / 10 + CROISSANT;
    at.settle(order, total, 0, &[("cash", total)]).await
}

async fn order_discount(at: &mut Counter, order: &str) -> Result<()> {
    at.tap(order, &at.menu.cake.clone()).await?;
    at.tap(order, &at.menu.croissant.clone()).await?;
    at.order(order, discount(None, json!({"amount": 50_000})))
        .await?;
    let total = CAKE + CROISSANT - 50_000;
    at.settle(order, total, 0, &[("card", total)]).await
}

async fn with_a_tip(at: &mut Counter, order: &str) -> Result<()> {
    at.tap(order, &at.menu.latte.clone()).await?;
    at.settle(order, LATTE, 50_000, &[("cash", LATTE + 50_000)])
        .await
}

async fn two_tenders(at: &mut Counter, order: &str) -> Result<()> {
    let line = at.mint();
    let amount = json!({"amount": {"name": "Torta entera", "price": 1_200_000}});
    let add = json!({"add_line": {
        "line": line, "item": amount, "quantity": 1_000, "modifiers": null, "note": "",
    }});
    at.order(order, add).await?;
    // What is paid otherwise is refused, and changes nothing.
    let short =
        json!({"settle": {"tenders": [{"kind": "card", "amount": 700_000}], "total": 1_200_000}});
    let short = json!({"order": {"order": order, "command": short}});
    ensure!(at.asks(&short).await? == json!(1), "it took too little");
    at.settle(order, 1_200_000, 0, &[("card", 700_000), ("cash", 500_000)])
        .await
}

/// A tab under a table's name; each third of them is paid at the other till, once that has heard of it.
async fn a_tab(at: &mut Counter, other: &mut Counter, order: &str, number: usize) -> Result<()> {
    let name = format!("Mesa {number}");
    at.tap(order, &at.menu.latte.clone()).await?;
    at.order(order, json!({"set_name": {"name": name}})).await?;
    at.tap(order, &at.menu.cake.clone()).await?;
    let total = LATTE + CAKE;
    if !number.is_multiple_of(3) {
        return at.settle(order, total, 0, &[("cash", total)]).await;
    }
    other.until_tab(&name).await?;
    // The name came with the latte; the cake may come after it.
    let settle =
        json!({"settle": {"tenders": [{"kind": "cash", "amount": total}], "total": total}});
    let command = json!({"order": {"order": order, "command": settle}});
    let paid = async || other.asks(&command).await;
    e2e::wait::until("the other till to know it all", paid, |answer| {
        *answer == json!(0)
    })
    .await?;
    other.books.paid(total, total, 0);
    Ok(())
}

async fn called_off(at: &mut Counter, order: &str) -> Result<()> {
    let line = at.tap(order, &at.menu.cake.clone()).await?;
    at.order(order, json!({"remove_line": {"line": line}}))
        .await?;
    let again = at.mint();
    at.order(
        order,
        json!({"restore_line": {"line": line, "into": again}}),
    )
    .await?;
    at.order(order, json!({"void": {"reason": "Se fue"}})).await
}

/// One latte of two and the cake: the second latte is paid apart.
async fn in_two_parts(at: &mut Counter, order: &str) -> Result<()> {
    let (latte, cake) = (at.menu.latte.clone(), at.menu.cake.clone());
    let line = at.tap(order, &latte).await?;
    at.tap(order, &latte).await?;
    at.tap(order, &cake).await?;
    at.order(order, json!("send")).await?;
    let (apart, part) = (at.mint(), at.mint());
    at.order(order, json!({"take_one": {"line": line, "into": apart}}))
        .await?;
    at.does(&json!({"move_lines": {"from": order, "to": part, "lines": [apart]}}))
        .await?;
    at.settle(&part, LATTE, 0, &[("card", LATTE)]).await?;
    let rest = LATTE + CAKE;
    at.settle(order, rest, 0, &[("cash", rest)]).await
}

/// A croissant of two comes back, in cash.
async fn given_back(at: &mut Counter, order: &str) -> Result<()> {
    let croissant = at.menu.croissant.clone();
    let line = at.tap(order, &croissant).await?;
    at.tap(order, &croissant).await?;
    at.settle(order, 2 * CROISSANT, 0, &[("cash", 2 * CROISSANT)])
        .await?;
    let refund = at.mint();
    let back = json!({"refund": {
        "refund": refund, "of": at.last_receipt(), "lines": [[line, 1_000]], "kind": "cash",
        "given": CROISSANT, "goods": "thrown_away", "reason": "Frío",
    }});
    at.order(order, back).await?;
    at.books.gave_back(CROISSANT);
    Ok(())
}
