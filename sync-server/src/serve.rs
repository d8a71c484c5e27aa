//! A running server, from its first file to its last answer.

use crate::account::Hasher;
use crate::api;
use crate::app::{App, Parts, now_ms};
use crate::cli::Serve;
use crate::database::{self, DatabaseError, PrivateDatabase};
use crate::key::{self, ServerKey};
use crate::live::Live;
use crate::pages::Pages;
use crate::sync::{Gate, retry_unreadable};
use crate::throttle::Throttle;
use sqlx::PgPool;
use std::future::IntoFuture;
use std::io::{self, Write};
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::time::Duration;
use thiserror::Error;
use tokio::net::TcpListener;
use tokio::signal::unix::{SignalKind, signal};

const CONNECTIONS: u32 = 16;
/// What a request may take after the server was told to stop. Streams of events never end by themselves.
const GRACE: Duration = Duration::from_secs(3);

/// Why a server does not run.
#[derive(Debug, Error)]
pub enum ServeError {
    /// The database is not there.
    #[error(transparent)]
    Database(#[from] DatabaseError),
    /// A file of the data folder cannot be read or written.
    #[error("{}: {source}", path.display())]
    File {
        /// Which.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// The address cannot be listened on.
    #[error("listening on {address}: {source}")]
    Listen {
        /// Which.
        address: SocketAddr,
        /// What the system said.
        source: io::Error,
    },
    /// The connection to the outside broke.
    #[error("serving: {0}")]
    Serving(io::Error),
}

/// Serves until Ctrl-C or SIGTERM.
pub async fn serve(arguments: Serve) -> Result<(), ServeError> {
    // Asked for first: a signal during the start must stop it cleanly too.
    let stop = Stop::new().map_err(ServeError::Serving)?;
    let data = &arguments.data;
    let file = |source| ServeError::File {
        path: data.clone(),
        source,
    };
    make_data_folder(data).map_err(file)?;
    let key = ServerKey::of(data).map_err(file)?;
    let private = match &arguments.database {
        Some(_) => None,
        None => Some(
            PrivateDatabase::start(data)
                .await
                .map_err(DatabaseError::from)?,
        ),
    };
    let served = serve_on(&arguments, private.as_ref(), key, stop).await;
    if let Some(private) = private {
        private.stop().await;
    }
    served
}

/// The folder may be passed through by the user that PostgreSQL runs as; what is secret in it has modes of its own.
fn make_data_folder(data: &Path) -> io::Result<()> {
    use std::os::unix::fs::DirBuilderExt;
    let mut builder = std::fs::DirBuilder::new();
    builder.recursive(true).mode(0o711).create(data)
}

async fn serve_on(
    arguments: &Serve,
    private: Option<&PrivateDatabase>,
    key: ServerKey,
    stop: Stop,
) -> Result<(), ServeError> {
    let pool = match (private, &arguments.database) {
        (Some(private), _) => database::open_private(private.owner(), CONNECTIONS).await?,
        (None, url) => {
            let owner = database::address(url.as_deref().unwrap_or_default())?;
            database::open(owner, CONNECTIONS).await?
        }
    };
    // Before anything is signed with it.
    let recorded = key::record(&pool, &key.public(), now_ms()).await;
    recorded.map_err(database::while_doing("recording the server's key"))?;
    tokio::spawn(retry_set_aside(pool.clone()));
    let app = App::new(Parts {
        live: Live::start(&pool),
        pool: pool.clone(),
        key,
        throttle: Throttle::default(),
        gate: Gate::default(),
        hasher: Hasher::new(),
        pages: Pages::of(&pages_folder(arguments)),
    });
    let address = arguments.listen;
    let listen = |source| ServeError::Listen { address, source };
    let listener = TcpListener::bind(address).await.map_err(listen)?;
    let local = listener.local_addr().map_err(listen)?;
    let mut out = io::stdout();
    let said = writeln!(out, "listening on http://{local}").and_then(|()| out.flush());
    said.map_err(ServeError::Serving)?;
    let service = api::router(app.clone()).into_make_service_with_connect_info::<SocketAddr>();
    let (told, heard) = tokio::sync::oneshot::channel::<()>();
    let server = axum::serve(listener, service).with_graceful_shutdown(async {
        let _ = heard.await;
    });
    let mut serving = tokio::spawn(server.into_future());
    let ended = tokio::select! {
        ended = &mut serving => ended.map_err(io::Error::other).and_then(|ended| ended),
        () = stop.asked() => {
            let _ = told.send(());
            app.live.close();
            let _ = tokio::time::timeout(GRACE, &mut serving).await;
            serving.abort();
            Ok(())
        }
    };
    let _ = tokio::time::timeout(GRACE, pool.close()).await;
    ended.map_err(ServeError::Serving)
}

fn pages_folder(arguments: &Serve) -> PathBuf {
    if let Some(pages) = &arguments.pages {
        return pages.clone();
    }
    let program = std::env::current_exe().unwrap_or_default();
    program.parent().unwrap_or(Path::new(".")).join("ui")
}

/// A server that was upgraded may read what its predecessor could not.
async fn retry_set_aside(pool: PgPool) {
    let businesses: Result<Vec<uuid::Uuid>, _> =
        sqlx::query_scalar("SELECT business_id FROM business ORDER BY business_id")
            .fetch_all(&pool)
            .await;
    for business in businesses.unwrap_or_default() {
        match retry_unreadable(&pool, shared::id::BusinessId(business)).await {
            Ok(0) => {}
            Ok(taken) => tracing::info!("{taken} set-aside entries of {business} can be read now"),
            Err(error) => tracing::warn!("set-aside entries of {business}: {error}"),
        }
    }
}

/// The wish of a person or a supervisor that the server stops.
struct Stop {
    interrupt: tokio::signal::unix::Signal,
    terminate: tokio::signal::unix::Signal,
}

impl Stop {
    fn new() -> io::Result<Self> {
        Ok(Self {
            interrupt: signal(SignalKind::interrupt())?,
            terminate: signal(SignalKind::terminate())?,
        })
    }

    async fn asked(mut self) {
        tokio::select! {
            _ = self.interrupt.recv() => {}
            _ = self.terminate.recv() => {}
        }
    }
}
