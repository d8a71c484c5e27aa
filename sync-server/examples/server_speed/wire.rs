//! Push and pull of 100,000 entries over HTTP, compressed and signed, one request at a time.

use crate::till::{TestTill, day, sold};
use crate::{Outcome, bare, ratio};
use serde_json::{Value, json};
use shared::id::BusinessId;
use shared::journal::Hash;
use shared::sync::{PUSH_ENTRIES_MAX, Position, PullPage, PullQuery};
use sqlx::PgPool;
use std::time::{Duration, Instant};
use sync_server::account::Hasher;
use sync_server::app::{App, Parts, now_ms};
use sync_server::business::{self, NewBusiness};
use sync_server::database::PrivateDatabase;
use sync_server::key::ServerKey;
use sync_server::live::Live;
use sync_server::pages::Pages;
use sync_server::sync::Gate;
use sync_server::throttle::Throttle;
use sync_server::till::make_code_of;

const ORDERS: u32 = 25_000;
const PRODUCTS: u128 = 80;

/// A till that sold for months: so many orders of two lines, four entries each.
pub fn history(orders: u32) -> TestTill {
    let mut till = TestTill::new(1);
    for order in 0..orders {
        let line = |which: u32| {
            let product = u128::from(order * 7 + which * 13) % PRODUCTS;
            sold(
                &format!("Product number {product}"),
                product + 1,
                1_000,
                350,
            )
        };
        let when = day("2026-01-01").plus((order / 200).cast_signed());
        till.sell(when, (8 + order / 20 % 10) as u8, &[line(1), line(2)]);
    }
    till
}

struct Client {
    http: reqwest::Client,
    address: String,
}

impl Client {
    async fn send(&self, request: axum::http::Request<axum::body::Body>) -> Outcome<Vec<u8>> {
        let (parts, body) = request.into_parts();
        let body = axum::body::to_bytes(body, usize::MAX).await?;
        let url = format!("{}{}", self.address, parts.uri);
        let request = self
            .http
            .request(parts.method, url)
            .headers(parts.headers)
            .body(body);
        let response = request.send().await?;
        let ok = response.status().is_success();
        let bytes = response.bytes().await?.to_vec();
        if ok {
            Ok(bytes)
        } else {
            Err(String::from_utf8_lossy(&bytes).into())
        }
    }
}

async fn server(pool: &PgPool) -> Outcome<Client> {
    let app = App::new(Parts {
        live: Live::start(pool),
        pool: pool.clone(),
        key: ServerKey::from_bytes(&[7; 32]),
        throttle: Throttle::default(),
        gate: Gate::default(),
        hasher: Hasher::new(),
        pages: Pages::default(),
    });
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await?;
    let address = format!("http://{}", listener.local_addr()?);
    tokio::spawn(async move { axum::serve(listener, sync_server::api::router(app)).await });
    Ok(Client {
        http: reqwest::Client::new(),
        address,
    })
}

async fn business(pool: &PgPool) -> Outcome<BusinessId> {
    let account = business::fresh_id()?;
    sqlx::query("INSERT INTO account VALUES ($1, 'a@b.test', '', '', 0)")
        .bind(account)
        .execute(pool)
        .await?;
    let new = NewBusiness::parse("Cafe", "ARS", "America/Argentina/Buenos_Aires")?;
    Ok(business::create(pool, account, &new, now_ms()).await?)
}

/// Measures the bare insert, then push, then pull.
pub async fn measure(database: &PrivateDatabase, pool: &PgPool) -> Outcome<Value> {
    let till = history(ORDERS);
    let client = server(pool).await?;
    let business = business(pool).await?;
    for one in [&till, &TestTill::new(2)] {
        let code = make_code_of(pool, business, "", now_ms()).await?;
        client.send(one.enrol(&code)).await?;
    }
    let rows = bare::rows_of(&till);
    let bare = bare::rows_a_second(&database.owner(), &rows, 500).await?;
    let (pushed, packing) = push(&client, &till).await?;
    // As after an answer that was lost, for every push.
    let (repeated, _) = push(&client, &till).await?;
    let entries = till.entries.len() as f64;
    let pulled = pull(&client, &TestTill::new(2)).await?;
    Ok(json!({
        "entries": till.entries.len(),
        "bare_rows_a_second": bare.round(),
        "push_entries_a_second": (entries / pushed.as_secs_f64()).round(),
        "push_ratio": ratio(entries / pushed.as_secs_f64(), bare),
        "repeated_entries_a_second": (entries / repeated.as_secs_f64()).round(),
        "client_packing_ms": packing.as_millis(),
        "pull_entries_a_second": (entries / pulled.as_secs_f64()).round(),
    }))
}

/// The time that pushes took, and the part of it before sending (JSON, compression, signature): the till's work.
async fn push(client: &Client, till: &TestTill) -> Outcome<(Duration, Duration)> {
    let began = Instant::now();
    let mut packing = Duration::ZERO;
    let mut from = 0;
    while from < till.entries.len() {
        let mut upto = (from + PUSH_ENTRIES_MAX).min(till.entries.len());
        while !till.entries[upto - 1].ends_group() {
            upto -= 1;
        }
        let packed = Instant::now();
        let plain = serde_json::to_vec(&till.push_of(from, upto))?;
        let body = zstd::encode_all(plain.as_slice(), 1)?;
        let request = till.encoded("POST", "/api/v1/sync/push", body, Some("zstd"));
        packing += packed.elapsed();
        client.send(request).await?;
        from = upto;
    }
    Ok((began.elapsed(), packing))
}

async fn pull(client: &Client, till: &TestTill) -> Outcome<Duration> {
    let hello = client.send(till.hello(0)).await?;
    let hello: Value = serde_json::from_slice(&hello)?;
    let feed = hello["feed"].as_str().unwrap_or_default();
    let mut query: PullQuery = till.first_pull(feed, 2_000);
    (query.after, query.hash) = (Position(0), Hash::START);
    let began = Instant::now();
    loop {
        let page: PullPage = serde_json::from_slice(&client.send(till.pull(&query)).await?)?;
        (query.after, query.hash) = (page.cursor, page.hash);
        if page.cursor >= page.latest {
            return Ok(began.elapsed());
        }
    }
}
