//! Figures: those of a raw recount, whatever was sold in whatever order; and projections equal a rebuild.

use crate::till::{Sold, TestTill, day, sold};
use crate::world::World;
use axum::http::StatusCode;
use serde_json::{Value, json};
use shared::clock::BusinessDay;
use shared::id::BusinessId;
use sqlx::{AssertSqlSafe, Connection};
use std::collections::BTreeMap;
use sync_server::sync::rebuild;

/// Every row of every projection, without sums in which nothing is left.
async fn dump(world: &World) -> Vec<String> {
    let mut connection = world.past_security().await;
    let mut rows = Vec::new();
    let tables = [
        "SELECT t::text FROM order_state t ORDER BY 1",
        "SELECT t::text FROM menu_subject t ORDER BY 1",
        "SELECT t::text FROM sales_hour t WHERE orders <> 0 OR lines <> 0 OR revenue <> 0 ORDER BY 1",
        "SELECT t::text FROM sales_product t WHERE length(products) > 1 ORDER BY 1",
        "SELECT (till, last_receipt, last_receipt_till, last_sale_day)::text FROM till ORDER BY 1",
    ];
    for table in tables {
        let dumped: Vec<String> = sqlx::query_scalar(AssertSqlSafe(table))
            .fetch_all(&mut connection)
            .await
            .unwrap();
        rows.push(format!("-- {table}"));
        rows.extend(dumped);
    }
    connection.close().await.unwrap();
    rows
}

pub async fn assert_rebuild_changes_nothing(world: &World, business: BusinessId) {
    let live = dump(world).await;
    rebuild(&world.pool, business).await.unwrap();
    assert_eq!(dump(world).await, live);
}

/// Numbers that look random and are the same in every run.
struct Numbers(u64);

impl Numbers {
    fn below(&mut self, limit: u64) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0 % limit
    }
}

#[derive(Default)]
struct Recount {
    orders: i64,
    lines: i64,
    units: i64,
    revenue: i64,
    days: BTreeMap<String, i64>,
    hours: BTreeMap<String, i64>,
    products: BTreeMap<String, (i64, i64)>,
}

fn decimal(minor: i64) -> String {
    format!("{}.{:02}", minor / 100, minor % 100)
}

impl Recount {
    fn count(&mut self, day: BusinessDay, hour: u8, lines: &[Sold]) {
        self.orders += 1;
        for line in lines {
            let amount = line.price * line.thousandths / 1_000;
            self.lines += 1;
            self.units += line.thousandths;
            self.revenue += amount;
            *self.days.entry(day.to_string()).or_default() += amount;
            *self.hours.entry(hour.to_string()).or_default() += amount;
            let product = self.products.entry(line.name.clone()).or_default();
            product.0 += line.thousandths;
            product.1 += amount;
        }
    }

    fn top_by_revenue(&self) -> Value {
        let mut names: Vec<_> = self.products.iter().collect();
        names.sort_by(|a, b| b.1.1.cmp(&a.1.1).then(a.0.cmp(b.0)));
        names
            .iter()
            .take(5)
            .map(|(name, sum)| json!([name, decimal(sum.1)]))
            .collect()
    }

    fn decimals(sums: &BTreeMap<String, i64>) -> Value {
        sums.iter()
            .map(|(key, sum)| (key.clone(), Value::from(decimal(*sum))))
            .collect()
    }
}

fn random_sale(numbers: &mut Numbers) -> (BusinessDay, u8, Vec<Sold>) {
    let day = day("2026-01-01").plus(numbers.below(60) as i32);
    let lines = (0..=numbers.below(4)).map(|_| {
        let product = numbers.below(12);
        let price = 100 * (1 + product as i64) + 50;
        sold(
            &format!("P{product}"),
            1 + u128::from(product),
            1_000 * (1 + numbers.below(3) as i64),
            price,
        )
    });
    let lines = lines.collect();
    (day, (7 + numbers.below(14)) as u8, lines)
}

async fn push_in_pieces(world: &World, till: &TestTill, numbers: &mut Numbers) {
    let mut from = 0;
    while from < till.entries.len() {
        let mut upto = (from + 1 + numbers.below(60) as usize).min(till.entries.len());
        while !till.entries[upto - 1].ends_group() {
            upto += 1;
        }
        let answer = world.send(till.push(from, upto)).await;
        assert_eq!(answer.status, StatusCode::OK, "{}", answer.text);
        from = upto;
    }
}

#[tokio::test]
async fn figures_are_those_of_a_recount_and_a_rebuild_changes_nothing() {
    let world = World::new().await;
    let owner = world.owner("a@cafe.test").await;
    let mut numbers = Numbers(20_261_124);
    let (from, to) = (day("2026-01-10"), day("2026-02-08"));
    let mut recount = Recount::default();
    for number in 1..=3 {
        let mut till = owner.till(number).await;
        for _ in 0..60 {
            let (day, hour, lines) = random_sale(&mut numbers);
            till.sell(day, hour, &lines);
            if (from..=to).contains(&day) {
                recount.count(day, hour, &lines);
            }
        }
        till.record_raw("robot.danced", 1, b"{}");
        push_in_pieces(&world, &till, &mut numbers).await;
    }
    let report = owner.report("2026-01-10", "2026-02-08").await;
    assert_eq!(report["orders"], recount.orders);
    assert_eq!(report["lines"], recount.lines);
    assert_eq!(report["units"], (recount.units / 1_000).to_string());
    assert_eq!(report["revenue"], decimal(recount.revenue));
    assert_eq!(report["revenue_by_day"], Recount::decimals(&recount.days));
    assert_eq!(report["revenue_by_hour"], Recount::decimals(&recount.hours));
    assert_eq!(report["top5_by_revenue"], recount.top_by_revenue());
    assert_rebuild_changes_nothing(&world, owner.business).await;
    assert_eq!(owner.report("2026-01-10", "2026-02-08").await, report);
}

#[tokio::test]
async fn periods_that_make_no_sense_are_refused() {
    let world = World::new().await;
    let owner = world.owner("a@cafe.test").await;
    let bad = [
        "from=2026-11-02&to=2026-11-01",
        "from=2026-11-02",
        "from=yesterday&to=2026-11-01",
        "from=0001-01-01&to=9999-12-31",
        "from=-99999-01-01&to=2026-11-01",
        "",
    ];
    for query in bad {
        let answer = owner.get(&format!("/analytics/sales?{query}")).await;
        assert_eq!(
            answer.status,
            StatusCode::UNPROCESSABLE_ENTITY,
            "{query}: {}",
            answer.text
        );
        assert_eq!(answer.json["code"], "invalid_request");
    }
}
