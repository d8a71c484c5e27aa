//! Looks after the cluster while the server runs: a PostgreSQL that ends by itself is started again.
//!
//! What was committed is in its log, and it comes back with it; requests in between are answered "unavailable" and
//! tills ask again.

use super::cluster::Cluster;
use crate::database::Lodging;
use std::time::Duration;
use tokio::sync::oneshot;
use tokio::task::JoinHandle;

/// Between two tries to start it again.
const PAUSE: Duration = Duration::from_secs(1);

/// The task that looks after it.
#[derive(Debug)]
pub struct Keeper {
    stop: oneshot::Sender<()>,
    task: JoinHandle<()>,
}

impl Keeper {
    /// Looks after a cluster that runs.
    pub fn of(cluster: Cluster, lodging: Lodging) -> Self {
        let (stop, stopped) = oneshot::channel();
        Self {
            stop,
            task: tokio::spawn(keep(cluster, lodging, stopped)),
        }
    }

    /// Stops the cluster, and waits until it has.
    pub async fn stop(self) {
        // A task that has ended has nothing left to stop.
        let _ = self.stop.send(());
        if let Err(error) = self.task.await {
            tracing::error!("nobody looked after PostgreSQL any more: {error}");
        }
    }
}

async fn keep(mut cluster: Cluster, lodging: Lodging, mut stopped: oneshot::Receiver<()>) {
    loop {
        tokio::select! {
            _ = &mut stopped => return cluster.stop().await,
            () = cluster.ended() => {}
        }
        tracing::error!("PostgreSQL ended by itself: it is started again");
        cluster = loop {
            let started = tokio::select! {
                _ = &mut stopped => return,
                started = Cluster::start(&lodging) => started,
            };
            match started {
                Ok(cluster) => break cluster,
                Err(error) => tracing::error!("PostgreSQL cannot be started again: {error}"),
            }
            tokio::time::sleep(PAUSE).await;
        };
        tracing::info!("PostgreSQL runs again");
    }
}
