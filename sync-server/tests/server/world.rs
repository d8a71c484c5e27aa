//! A server to test: a private cluster shared by the tests, a database, an owner and a business of one's own.

use crate::till::TestTill;
use axum::Router;
use axum::body::Body;
use axum::http::{Request, StatusCode};
use serde_json::{Value, json};
use shared::id::BusinessId;
use sqlx::postgres::PgConnectOptions;
use sqlx::{AssertSqlSafe, Connection, Executor, PgConnection, PgPool};
use std::process::{Command, Stdio};
use std::sync::OnceLock;
use std::sync::atomic::{AtomicU32, Ordering};
use sync_server::account::Hasher;
use sync_server::app::{App, Parts, now_ms};
use sync_server::business::{self, NewBusiness};
use sync_server::database::{self, PrivateDatabase};
use sync_server::key::{self, ServerKey};
use sync_server::live::Live;
use sync_server::pages::Pages;
use sync_server::sync::Gate;
use sync_server::throttle::Throttle;
use sync_server::till::make_code_of;
use tower::ServiceExt;

pub const PASSWORD: &str = "correct horse";
static CLUSTER: OnceLock<PgConnectOptions> = OnceLock::new();
static COUNTER: AtomicU32 = AtomicU32::new(0);

/// The cluster of this program. A watchdog stops it when the program ends, however it ends.
fn cluster() -> &'static PgConnectOptions {
    CLUSTER.get_or_init(|| {
        let start = || {
            let runtime = tokio::runtime::Runtime::new().unwrap();
            let folder = tempfile::tempdir().unwrap().keep();
            let database = runtime.block_on(PrivateDatabase::start(&folder)).unwrap();
            let owner = database.owner();
            runtime.block_on(async {
                let pool = database::open(owner.clone(), 1).await.unwrap();
                pool.close().await;
            });
            let pid = std::fs::read_to_string(folder.join("postgres/postmaster.pid")).unwrap();
            let pid = pid.lines().next().unwrap().to_owned();
            let watchdog =
                "cat; kill -INT $0; while kill -0 $0 2>/dev/null; do sleep 0.1; done; rm -rf $1";
            let watchdog = Command::new("setsid")
                .args(["sh", "-c", watchdog, &pid])
                .arg(&folder)
                .stdin(Stdio::piped())
                .stdout(Stdio::null())
                .stderr(Stdio::null())
                .spawn()
                .unwrap();
            // Both live as long as the program: the pipe's end is the watchdog's sign.
            std::mem::forget((watchdog, database, runtime));
            owner
        };
        std::thread::spawn(start).join().unwrap()
    })
}

/// A server with a database of its own.
pub struct World {
    pub pool: PgPool,
    pub owner: PgConnectOptions,
    pub app: App,
    pub router: Router,
}

/// A database with nothing in it, on the same cluster.
pub async fn empty_database() -> PgConnectOptions {
    let cluster = cluster();
    let name = format!("test_{}", COUNTER.fetch_add(1, Ordering::Relaxed));
    let postgres = cluster.clone().database("postgres");
    let mut connection = PgConnection::connect_with(&postgres).await.unwrap();
    let create = AssertSqlSafe(format!("CREATE DATABASE {name}"));
    connection.execute(create).await.unwrap();
    connection.close().await.unwrap();
    cluster.clone().database(&name)
}

/// An answer.
#[derive(Debug)]
pub struct Answer {
    pub status: StatusCode,
    pub headers: axum::http::HeaderMap,
    pub json: Value,
    pub text: String,
}

impl World {
    pub async fn new() -> Self {
        Self::with_pages(Pages::default()).await
    }

    pub async fn with_pages(pages: Pages) -> Self {
        let cluster = cluster();
        let name = format!("test_{}", COUNTER.fetch_add(1, Ordering::Relaxed));
        let postgres = cluster.clone().database("postgres");
        let mut connection = PgConnection::connect_with(&postgres).await.unwrap();
        let create = format!("CREATE DATABASE {name} TEMPLATE cortado");
        // Another test copies the template at this moment: PostgreSQL lets one in at a time.
        while connection
            .execute(AssertSqlSafe(create.clone()))
            .await
            .is_err()
        {
            tokio::task::yield_now().await;
        }
        connection.close().await.unwrap();
        let owner = cluster.clone().database(&name);
        let pool = database::open(owner.clone(), 8).await.unwrap();
        Self::start(pool, owner, ServerKey::from_bytes(&[7; 32]), pages).await
    }

    async fn start(pool: PgPool, owner: PgConnectOptions, key: ServerKey, pages: Pages) -> Self {
        key::record(&pool, &key.public(), now_ms()).await.unwrap();
        let app = App::new(Parts {
            live: Live::start(&pool),
            pool: pool.clone(),
            key,
            throttle: Throttle::default(),
            gate: Gate::default(),
            hasher: Hasher::new(),
            pages,
        });
        let router = sync_server::api::router(app.clone());
        Self {
            pool,
            owner,
            app,
            router,
        }
    }

    /// Another server on the same database, with a key of its own.
    pub async fn with_key(&self, key: ServerKey) -> Self {
        let (pool, owner) = (self.pool.clone(), self.owner.clone());
        Self::start(pool, owner, key, Pages::default()).await
    }

    /// A connection as the schema's owner, past row-level security.
    pub async fn past_security(&self) -> PgConnection {
        PgConnection::connect_with(&self.owner).await.unwrap()
    }

    pub async fn send(&self, request: Request<Body>) -> Answer {
        send(&self.router, request).await
    }

    pub async fn account(&self, email: &str) -> uuid::Uuid {
        let hash = self
            .app
            .hasher
            .hash(shared::account::Secret(PASSWORD.to_owned()));
        let id = business::fresh_id().unwrap();
        sqlx::query("INSERT INTO account VALUES ($1, $2, $2, $3, 0)")
            .bind(id)
            .bind(email)
            .bind(hash.await.unwrap())
            .execute(&self.pool)
            .await
            .unwrap();
        id
    }

    pub async fn business(&self, account: uuid::Uuid) -> BusinessId {
        let new = NewBusiness::parse("Cafe", "ARS", "America/Argentina/Buenos_Aires").unwrap();
        business::create(&self.pool, account, &new, now_ms())
            .await
            .unwrap()
    }

    /// An owner who is signed in, with one business.
    pub async fn owner(&self, email: &str) -> Owner<'_> {
        let account = self.account(email).await;
        let business = self.business(account).await;
        let login = json!({ "email": email, "password": PASSWORD });
        let answer = self.send(post("/api/v1/auth/login", &login)).await;
        let token = answer.json["access_token"]
            .as_str()
            .expect("signed in")
            .to_owned();
        Owner {
            world: self,
            business,
            token,
        }
    }
}

pub async fn send(router: &Router, request: Request<Body>) -> Answer {
    let response = router.clone().oneshot(request).await.unwrap();
    let (parts, body) = response.into_parts();
    let bytes = axum::body::to_bytes(body, usize::MAX).await.unwrap();
    Answer {
        status: parts.status,
        headers: parts.headers,
        json: serde_json::from_slice(&bytes).unwrap_or(Value::Null),
        text: String::from_utf8_lossy(&bytes).into_owned(),
    }
}

pub fn get(path: &str, headers: &[(&str, &str)]) -> Request<Body> {
    let request = Request::get(path);
    let with = |request: axum::http::request::Builder, (name, value): &(&str, &str)| {
        request.header(*name, *value)
    };
    headers
        .iter()
        .fold(request, with)
        .body(Body::empty())
        .unwrap()
}

pub fn post(path: &str, body: &Value) -> Request<Body> {
    let request = Request::post(path).header("content-type", "application/json");
    request.body(Body::from(body.to_string())).unwrap()
}

/// An owner who is signed in.
pub struct Owner<'w> {
    pub world: &'w World,
    pub business: BusinessId,
    pub token: String,
}

impl Owner<'_> {
    pub async fn call(&self, method: &str, path: &str, body: Option<&Value>) -> Answer {
        let request = Request::builder()
            .method(method)
            .uri(path)
            .header("authorization", format!("Bearer {}", self.token));
        let body = body.map_or_else(Body::empty, |body| Body::from(body.to_string()));
        self.world.send(request.body(body).unwrap()).await
    }

    /// Something of this owner's business.
    pub async fn get(&self, path: &str) -> Answer {
        let path = format!("/api/v1/businesses/{}{path}", self.business);
        self.call("GET", &path, None).await
    }

    pub async fn post(&self, path: &str) -> Answer {
        let path = format!("/api/v1/businesses/{}{path}", self.business);
        self.call("POST", &path, None).await
    }

    /// A till that has joined this business.
    pub async fn till(&self, number: u8) -> TestTill {
        let till = TestTill::new(number);
        let code = make_code_of(&self.world.pool, self.business, "", now_ms())
            .await
            .unwrap();
        let answer = self.world.send(till.enrol(&code)).await;
        assert_eq!(answer.status, StatusCode::OK, "{}", answer.text);
        till
    }

    pub async fn report(&self, from: &str, to: &str) -> Value {
        let answer = self
            .get(&format!("/analytics/sales?from={from}&to={to}"))
            .await;
        assert_eq!(answer.status, StatusCode::OK, "{}", answer.text);
        answer.json
    }
}
