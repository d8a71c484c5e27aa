//! The owner changes the menu away from the tills: entries of the cloud's own series, which every till pulls.

use crate::store::same;
use crate::till::{TestTill, day, sold};
use crate::world::{Owner, World};
use axum::http::StatusCode;
use serde_json::{Value, json};
use shared::clock::Wall;
use shared::event::{Event, MenuEvent};
use shared::id::{AuthorId, FeedId, SeriesId, SubjectId};
use shared::journal::{Hash, Writer};
use shared::menu::{Price, ProductFields};
use shared::money::Money;
use shared::sync::{Position, PullPage, PullQuery};
use sync_server::check::look;
use sync_server::cloud::{Deed, Pen, take_up, write};
use sync_server::database;
use sync_server::key::ServerKey;
use sync_server::sync::{MemoryStore, PostgresStore};
use uuid::Uuid;

/// What `restore` does to a feed.
const NEW_FEED: &str = "
    UPDATE feed SET feed = $1, cloud = NULL, cloud_before = COALESCE(cloud, cloud_before)";

impl Owner<'_> {
    async fn add(&self, product: &Value) -> Value {
        let path = format!("/api/v1/businesses/{}/menu/products", self.business);
        let answer = self.call("POST", &path, Some(product)).await;
        assert_eq!(answer.status, StatusCode::CREATED, "{}", answer.text);
        answer.json
    }

    fn product(&self, id: &Value) -> String {
        let id = id.as_str().unwrap();
        format!("/api/v1/businesses/{}/menu/products/{id}", self.business)
    }
}

async fn pulled(world: &World, till: &TestTill) -> PullPage {
    let hello = world.send(till.hello(0)).await;
    let query = PullQuery {
        feed: FeedId(hello.json["feed"].as_str().unwrap().parse().unwrap()),
        after: Position(0),
        hash: Hash::START,
        limit: 1_000,
        head: till.head().sequence,
        own: false,
    };
    let answer = world.send(till.pull(&query)).await;
    serde_json::from_value(answer.json).unwrap()
}

#[tokio::test]
async fn what_the_owner_changes_reaches_every_till_in_a_series_of_the_clouds_own() {
    let world = World::new().await;
    let owner = world.owner("a@cafe.test").await;
    let mut till = owner.till(1).await;
    till.sell(day("2026-11-24"), 9, &[sold("Tea", 3, 1_000, 200)]);
    world.send(till.push_all()).await;

    let latte = owner
        .add(&json!({ "name": "Latte", "category": "Café", "price": "4500.00" }))
        .await;
    assert_eq!(latte["price"], "4500.00");
    let path = owner.product(&latte["id"]);
    let change = json!({ "price": "4800", "available": false });
    let changed = owner.call("PATCH", &path, Some(&change)).await;
    assert_eq!(changed.json["price"], "4800.00", "{}", changed.text);
    // What changes nothing writes nothing.
    owner.call("PATCH", &path, Some(&change)).await;
    let menu = owner.get("/menu").await.json;
    assert_eq!(menu["products"], json!([changed.json]));
    assert_eq!(menu["categories"][0]["name"], "Café");

    let page = pulled(&world, &till).await;
    let written: Vec<&str> = page
        .entries
        .iter()
        .map(|entry| entry.entry.kind.as_str())
        .collect();
    assert_eq!(
        written,
        ["menu.category_set", "menu.product_set", "menu.product_set"]
    );
    let [header] = page.headers.as_slice() else {
        panic!("one series began: {:?}", page.headers)
    };
    assert_eq!(header.writer, Writer::Cloud(owner.business));
    assert_eq!(header.public_key, world.app.key.public());

    let gone = owner.call("DELETE", &path, None).await;
    assert_eq!(gone.status, StatusCode::NO_CONTENT);
    assert_eq!(owner.get("/menu").await.json["products"], json!([]));
    let well = look(&world.pool, owner.business, "Cafe".to_owned())
        .await
        .unwrap();
    assert!(well.is_well(), "{well:?}");
}

#[tokio::test]
async fn what_is_no_product_is_refused_and_leaves_nothing() {
    let world = World::new().await;
    let owner = world.owner("a@cafe.test").await;
    let other = world.owner("b@cafe.test").await;
    let tea = owner.add(&json!({ "name": "Tea", "price": "100" })).await;
    let before = owner.get("/menu").await.json;
    let path = format!("/api/v1/businesses/{}/menu/products", owner.business);
    for wrong in [
        json!({ "name": "", "price": "1" }),
        json!({ "name": "Soup", "price": "1.005" }),
        json!({ "name": "Soup", "price": "-1" }),
        json!({ "name": "Soup", "price": "cheap" }),
        json!({ "price": "1" }),
    ] {
        let refused = owner.call("POST", &path, Some(&wrong)).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "{wrong}");
    }
    let unknown = owner.product(&json!(Uuid::from_u128(9).to_string()));
    let tea = owner.product(&tea["id"]);
    let dearer = json!({ "price": "200" });
    let nobody = owner.call("PATCH", &unknown, Some(&dearer)).await;
    assert_eq!(nobody.status, StatusCode::NOT_FOUND);
    let foreign = other.call("PATCH", &tea, Some(&dearer)).await;
    assert_eq!(foreign.status, StatusCode::NOT_FOUND);
    assert_eq!(owner.get("/menu").await.json, before);
}

/// A request whose answer was lost is sent again.
#[tokio::test]
async fn a_product_that_is_added_twice_is_there_once() {
    let world = World::new().await;
    let owner = world.owner("a@cafe.test").await;
    let tea = json!({ "id": Uuid::from_u128(7), "name": "Tea", "price": "100" });
    assert_eq!(owner.add(&tea).await, owner.add(&tea).await);
    assert_eq!(
        owner.get("/menu").await.json["products"]
            .as_array()
            .map(Vec::len),
        Some(1)
    );
}

/// Each decides behind the lock: none of them makes what another has just made.
#[tokio::test]
async fn first_changes_at_once_begin_one_series_and_make_one_category() {
    let world = World::new().await;
    let owner = world.owner("a@cafe.test").await;
    let wish = |name: &str| json!({ "name": name, "category": "Hot" });
    let (tea, mate, soup, milk) = (wish("Tea"), wish("Mate"), wish("Soup"), wish("Milk"));
    tokio::join!(
        owner.add(&tea),
        owner.add(&mate),
        owner.add(&soup),
        owner.add(&milk)
    );
    let mut tx = database::begin(&world.pool, owner.business).await.unwrap();
    let held: (i64, i64) =
        sqlx::query_as("SELECT count(*), sum(head_sequence)::bigint FROM series")
            .fetch_one(&mut *tx)
            .await
            .unwrap();
    assert_eq!(held, (1, 5));
    let menu = owner.get("/menu").await.json;
    assert_eq!(menu["categories"].as_array().map(Vec::len), Some(1));
    assert_eq!(menu["products"].as_array().map(Vec::len), Some(4));
}

/// What no till could take in would stop all of them for ever.
#[tokio::test]
async fn what_is_too_long_is_refused_before_it_is_written() {
    let world = World::new().await;
    let owner = world.owner("a@cafe.test").await;
    let tea = owner
        .add(&json!({ "name": " Tea ", "category": " Hot " }))
        .await;
    let cake = owner
        .add(&json!({ "name": "Cake", "category": "Hot" }))
        .await;
    assert_eq!(
        (&tea["name"], &tea["category"]),
        (&json!("Tea"), &cake["category"])
    );
    let path = owner.product(&tea["id"]);
    let barcode = json!({ "barcode": "779" });
    let taken = owner.call("PATCH", &path, Some(&barcode)).await;
    assert_eq!(taken.json["barcode"], "779", "{}", taken.text);
    let before = owner.get("/menu").await.json;
    let long = "x".repeat(70_000);
    let spaces = format!("a{}", " ".repeat(70_000));
    for wrong in [
        json!({ "barcode": long }),
        json!({ "name": long }),
        json!({ "name": format!("{spaces}b") }),
        json!({ "category": long }),
        json!({ "category": "" }),
        json!({ "name": "a\u{0}b" }),
        json!({ "barcode": "779" }),
    ] {
        let path = owner.product(&cake["id"]);
        let refused = owner.call("PATCH", &path, Some(&wrong)).await;
        assert_eq!(
            refused.status,
            StatusCode::UNPROCESSABLE_ENTITY,
            "{}",
            refused.text
        );
    }
    assert_eq!(owner.get("/menu").await.json, before);
    let nonsense = owner.product(&json!("tea"));
    let nobody = owner.call("PATCH", &nonsense, Some(&barcode)).await;
    assert_eq!(
        (nobody.status, &nobody.json["code"]),
        (StatusCode::NOT_FOUND, &json!("not_found"))
    );
    // An id is used once, and for one thing.
    owner.call("DELETE", &path, None).await;
    let products = format!("/api/v1/businesses/{}/menu/products", owner.business);
    for id in [&tea["id"], &tea["category"], &json!(Uuid::nil())] {
        let again = json!({ "id": id, "name": "Tea" });
        let refused = owner.call("POST", &products, Some(&again)).await;
        assert_eq!(refused.status, StatusCode::NOT_FOUND, "{}", refused.text);
    }
}

fn pen<'k>(owner: &Owner<'_>, key: &'k ServerKey, fresh: u128, ms: i64) -> Pen<'k> {
    Pen {
        business: owner.business,
        key,
        author: AuthorId::CLOUD,
        fresh: SeriesId(Uuid::from_u128(fresh)),
        wall: Wall { ms, offset: -180 },
    }
}

fn price(minor: i64) -> Vec<Deed> {
    let fields = ProductFields {
        price: Some(Price::Of(Money::minor(minor))),
        ..ProductFields::default()
    };
    let event = Event::Menu(MenuEvent::ProductSet(fields));
    vec![(SubjectId(Uuid::from_u128(70)), event)]
}

/// The memory of the worlds does what PostgreSQL does, through a restore and another key too.
#[tokio::test]
async fn both_stores_write_the_clouds_series_alike() {
    let world = World::new().await;
    let owner = world.owner("a@cafe.test").await;
    let mut memory = MemoryStore::new(owner.business);
    let (one, two) = (
        ServerKey::from_bytes(&[7; 32]),
        ServerKey::from_bytes(&[8; 32]),
    );
    // A clock that goes back makes no entry older than the one before.
    let steps = [
        (&one, 100, 5_000_000),
        (&one, 101, 4_000_000),
        (&one, 102, 6_000_000),
        (&two, 103, 7_000_000),
    ];
    let mut series = Vec::new();
    for (at, (key, fresh, ms)) in steps.into_iter().enumerate() {
        if at == 2 {
            let feed = Uuid::from_u128(55);
            memory.begin_feed(FeedId(feed));
            let mut tx = database::begin(&world.pool, owner.business).await.unwrap();
            sqlx::query(NEW_FEED)
                .bind(feed)
                .execute(&mut *tx)
                .await
                .unwrap();
            tx.commit().await.unwrap();
        }
        let (pen, deeds) = (pen(&owner, key, fresh, ms), price(100 + ms / 1_000));
        let Ok(taken_up) = take_up(&mut memory, &pen).await;
        let written = taken_up.series;
        write(&mut memory, taken_up, &deeds, &pen).await.unwrap();
        let mut tx = database::begin(&world.pool, owner.business).await.unwrap();
        let mut store = PostgresStore::new(&mut tx, owner.business);
        let taken_up = take_up(&mut store, &pen).await.unwrap();
        assert_eq!(taken_up.series, written);
        write(&mut store, taken_up, &deeds, &pen).await.unwrap();
        tx.commit().await.unwrap();
        series.push(written.0.as_u128());
    }
    // The first is continued after the restore, and that one with the other key.
    assert_eq!(series, [100, 100, 102, 103]);
    same::compare(&world, &memory).await;
    let counts = memory.entries(SeriesId(Uuid::from_u128(100)));
    let counts: Vec<_> = counts.map(|(known, _)| known.effective).collect();
    assert!(counts.is_sorted_by(|one, next| one < next), "{counts:?}");
    let first = memory.entries(SeriesId(Uuid::from_u128(103))).next();
    assert_eq!(
        first.map(|(_, recorded)| recorded.entry.kind.as_str()),
        Some("till.continued_from")
    );
}
