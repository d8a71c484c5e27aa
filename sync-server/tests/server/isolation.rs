//! Tenants are kept apart by PostgreSQL: tried by direct SQL as the server's role, and read from the catalogue.

use crate::till::{day, sold};
use crate::world::World;
use axum::http::StatusCode;
use shared::id::BusinessId;
use sqlx::{AssertSqlSafe, Connection, Executor, PgConnection, Row};

/// Tables that are known across tenants. Every other table is a tenant's.
const REFERENCE: &[&str] = &[
    "_sqlx_migrations",
    "account",
    "session",
    "business",
    "membership",
    "till_key",
    "enrolment_code",
    "server_key",
];

async fn tenant_tables(connection: &mut PgConnection) -> Vec<String> {
    let tables: Vec<String> = sqlx::query_scalar(
        "SELECT c.relname::text FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
         WHERE n.nspname = 'public' AND c.relkind IN ('r', 'p') ORDER BY 1",
    )
    .fetch_all(connection)
    .await
    .unwrap();
    tables
        .into_iter()
        .filter(|table| !REFERENCE.contains(&table.as_str()))
        .collect()
}

#[tokio::test]
async fn every_tenant_table_is_behind_forced_row_level_security() {
    let world = World::new().await;
    let mut connection = world.past_security().await;
    let tables = tenant_tables(&mut connection).await;
    assert!(tables.len() >= 10, "{tables:?}");
    let walls = [
        "(business_id = (current_setting('app.business_id'::text))::uuid)",
        // The same, worked out once a statement.
        "(business_id = ( SELECT (current_setting('app.business_id'::text))::uuid AS current_setting))",
    ];
    for table in &tables {
        let row = sqlx::query(
            "SELECT c.relrowsecurity, c.relforcerowsecurity, pg_get_userbyid(c.relowner)::text AS owner,
                    (SELECT count(*) FROM pg_policy p WHERE p.polrelid = c.oid) AS policies,
                    (SELECT pg_get_expr(p.polqual, p.polrelid) FROM pg_policy p WHERE p.polrelid = c.oid) AS used,
                    (SELECT pg_get_expr(p.polwithcheck, p.polrelid) FROM pg_policy p WHERE p.polrelid = c.oid) AS checked
             FROM pg_class c WHERE c.oid = $1::regclass",
        )
        .bind(table)
        .fetch_one(&mut connection)
        .await;
        let row = row.unwrap();
        assert!(row.get::<bool, _>("relrowsecurity"), "{table}");
        assert!(row.get::<bool, _>("relforcerowsecurity"), "{table}");
        assert_ne!(row.get::<String, _>("owner"), "cortado_app", "{table}");
        assert_eq!(row.get::<i64, _>("policies"), 1, "{table}");
        for wall in ["used", "checked"] {
            let wall = row.get::<String, _>(wall);
            assert!(walls.contains(&wall.as_str()), "{table}: {wall}");
        }
    }
    connection.close().await.unwrap();
}

#[tokio::test]
async fn every_key_of_a_tenant_table_begins_with_the_tenant() {
    let world = World::new().await;
    let mut connection = world.past_security().await;
    for table in tenant_tables(&mut connection).await {
        let keys = sqlx::query(
            "SELECT i.indexrelid::regclass::text AS name, a.attname::text AS first
             FROM pg_index i JOIN pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = i.indkey[0]
             WHERE i.indrelid = $1::regclass
             UNION ALL
             SELECT c.conname::text, a.attname::text FROM pg_constraint c
             JOIN pg_attribute a ON a.attrelid = c.conrelid AND a.attnum = c.conkey[1]
             WHERE c.conrelid = $1::regclass AND c.contype IN ('p', 'u', 'f')",
        )
        .bind(&table)
        .fetch_all(&mut connection)
        .await
        .unwrap();
        assert!(!keys.is_empty(), "{table} has a key");
        for key in keys {
            let (name, first): (String, String) = (key.get("name"), key.get("first"));
            assert_eq!(first, "business_id", "{table}: {name}");
        }
    }
    let superpowers: bool = sqlx::query_scalar(
        "SELECT rolsuper OR rolbypassrls OR rolcreaterole OR rolcreatedb FROM pg_roles WHERE rolname = 'cortado_app'",
    )
    .fetch_one(&mut connection)
    .await
    .unwrap();
    assert!(!superpowers);
    connection.close().await.unwrap();
}

#[tokio::test]
async fn the_servers_role_sees_and_writes_its_tenant_only() {
    let world = World::new().await;
    let (one, two) = (
        world.owner("a@cafe.test").await,
        world.owner("b@cafe.test").await,
    );
    for owner in [&one, &two] {
        let mut till = owner
            .till(if owner.business == one.business { 1 } else { 2 })
            .await;
        till.sell(day("2026-11-24"), 9, &[sold("Tea", 3, 1_000, 200)]);
        till.record_raw("robot.danced", 1, b"{}");
        assert_eq!(world.send(till.push_all()).await.status, StatusCode::OK);
    }
    let mut connection = world.pool.acquire().await.unwrap();
    let role: String = sqlx::query_scalar("SELECT current_user::text")
        .fetch_one(&mut *connection)
        .await
        .unwrap();
    assert_eq!(role, "cortado_app");
    assert_reads_are_apart(&world, one.business, two.business).await;
    assert_writes_are_apart(&world, one.business, two.business).await;
}

/// Nothing of `two` is written by `one`.
async fn assert_writes_are_apart(world: &World, one: BusinessId, two: BusinessId) {
    let writes = [
        format!(
            "INSERT INTO sales_hour VALUES ('{}', 1, 1, 1, 1, 1, 1)",
            two
        ),
        format!(
            "INSERT INTO menu_subject VALUES ('{}', '{0}', NULL, NULL, NULL)",
            two
        ),
        format!("UPDATE sales_hour SET business_id = '{}'", two),
        format!(
            "INSERT INTO feed VALUES ('{}', '{0}', 0, '', 0)",
            uuid::Uuid::from_u128(4)
        ),
    ];
    for write in writes {
        let mut tx = sync_server::database::begin(&world.pool, one)
            .await
            .unwrap();
        let refused = tx.execute(AssertSqlSafe(write.clone())).await;
        let error = refused.expect_err(&write).to_string();
        assert!(error.contains("row-level security"), "{write}: {error}");
    }
    let mut tx = sync_server::database::begin(&world.pool, one)
        .await
        .unwrap();
    let update = format!(
        "UPDATE sales_hour SET orders = 99 WHERE business_id = '{}'",
        two
    );
    let touched = tx
        .execute(AssertSqlSafe(update))
        .await
        .unwrap()
        .rows_affected();
    assert_eq!(touched, 0);
}

/// Nothing of `two` is seen by `one`, and all of its own.
async fn assert_reads_are_apart(world: &World, one: BusinessId, two: BusinessId) {
    let mut connection = world.pool.acquire().await.unwrap();
    let mut owner = world.past_security().await;
    let tables = tenant_tables(&mut owner).await;
    for table in &tables {
        let count = format!("SELECT count(*) FROM {table} WHERE business_id = '{}'", two);
        // Nobody has said who asks.
        connection
            .execute(AssertSqlSafe(count.clone()))
            .await
            .expect_err("fails closed");
        // The other tenant asks.
        let mut tx = sync_server::database::begin(&world.pool, one)
            .await
            .unwrap();
        let seen: i64 = sqlx::query_scalar(AssertSqlSafe(count.clone()))
            .fetch_one(&mut *tx)
            .await
            .unwrap();
        assert_eq!(seen, 0, "{table}");
        let all: i64 = sqlx::query_scalar(AssertSqlSafe(format!("SELECT count(*) FROM {table}")))
            .fetch_one(&mut *tx)
            .await
            .unwrap();
        let own = format!("SELECT count(*) FROM {table} WHERE business_id = '{}'", one);
        let own: i64 = sqlx::query_scalar(AssertSqlSafe(own))
            .fetch_one(&mut owner)
            .await
            .unwrap();
        assert_eq!(all, own, "{table}");
        tx.rollback().await.unwrap();
    }
    owner.close().await.unwrap();
}

#[tokio::test]
async fn the_journal_takes_no_update_and_no_delete() {
    let world = World::new().await;
    let owner = world.owner("a@cafe.test").await;
    let mut till = owner.till(1).await;
    till.sell(day("2026-11-24"), 9, &[sold("Tea", 3, 1_000, 200)]);
    world.send(till.push_all()).await;
    let mut past = world.past_security().await;
    for change in [
        "UPDATE entry SET body = ''",
        "DELETE FROM entry",
        "TRUNCATE entry CASCADE",
    ] {
        let mut tx = sync_server::database::begin(&world.pool, owner.business)
            .await
            .unwrap();
        let error = tx.execute(change).await.expect_err(change).to_string();
        assert!(error.contains("permission denied"), "{error}");
        let error = past.execute(change).await.expect_err(change).to_string();
        assert!(error.contains("append-only"), "{error}");
    }
    past.close().await.unwrap();
}

#[tokio::test]
async fn anothers_business_looks_exactly_like_a_missing_one() {
    let world = World::new().await;
    let (one, two) = (
        world.owner("a@cafe.test").await,
        world.owner("b@cafe.test").await,
    );
    let till = two.till(2).await;
    let nobody = shared::id::BusinessId(uuid::Uuid::from_u128(99));
    let calls = [
        (
            "GET",
            "/analytics/sales?from=2026-11-01&to=2026-11-30".to_owned(),
        ),
        ("GET", "/tills".to_owned()),
        ("GET", "/set-aside".to_owned()),
        ("GET", "/live".to_owned()),
        ("POST", "/enrolment-codes".to_owned()),
        ("POST", format!("/tills/{}/revoke", till.id())),
        ("POST", format!("/tills/{}/reinstate", till.id())),
        ("PATCH", format!("/tills/{}", till.id())),
        ("GET", "/reviews".to_owned()),
        ("PUT", "/opening-hours".to_owned()),
    ];
    for (method, path) in calls {
        let of = |business| format!("/api/v1/businesses/{business}{path}");
        let foreign = one.call(method, &of(two.business), None).await;
        let missing = one.call(method, &of(nobody), None).await;
        assert_eq!(foreign.status, StatusCode::NOT_FOUND, "{path}");
        assert_eq!(foreign.text, missing.text, "{path}");
        // One's own business, and a till that is another's.
        if path.starts_with("/tills/") {
            let name = serde_json::json!({ "name": "Mine" });
            let body = (method == "PATCH").then_some(&name);
            let mixed = one.call(method, &of(one.business), body).await;
            assert_eq!(mixed.text, missing.text, "{path}");
        }
    }
}
