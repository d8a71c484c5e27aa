//! The end of an outage: many tills come back at once, while others sell and many pages listen.

use super::memory::{family_kib, peak_kib};
use crate::api::Owner;
use crate::place;
use crate::server::Server;
use anyhow::{Context, Result, ensure};
use reqwest::Method;
use serde_json::{Value, json};
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::time::Duration;
use tokio::process::Command;

const EMAIL: &str = "owner@example.com";
const PASSWORD: &str = "correct horse battery staple";

/// How much of everything.
pub struct Size {
    businesses: usize,
    /// Tills of each business that waited, and how many entries each holds at least.
    waiting: usize,
    entries: u64,
    /// Businesses with two tills that sell.
    selling: usize,
    pause_ms: u64,
    before_ms: u64,
    listeners: usize,
}

/// The outage of issue 3.
pub const OUTAGE: Size = Size {
    businesses: 50,
    waiting: 4,
    entries: 500,
    selling: 10,
    pause_ms: 1_000,
    before_ms: 20_000,
    listeners: 1_000,
};
/// One that a test can wait for.
pub const SMALL: Size = Size {
    businesses: 3,
    waiting: 2,
    entries: 60,
    selling: 1,
    pause_ms: 100,
    before_ms: 1_000,
    listeners: 30,
};

/// What the listeners heard.
#[derive(Default)]
struct Heard {
    open: AtomicU64,
    pokes: AtomicU64,
    ended: AtomicU64,
}

/// What the tills say, and what the server held meanwhile.
pub async fn measure(folder: &Path, size: &Size) -> Result<Value> {
    let work = place::workplace("cortado-load-")?;
    let data = folder.join("load-server");
    if data.exists() {
        std::fs::remove_dir_all(&data)?;
    }
    let mut server = Server::start(&data)?;
    server.create_owner(EMAIL, PASSWORD, &["--business", "Café 0"])?;
    let owner = Arc::new(Owner::sign_in(&server.url(), EMAIL, PASSWORD).await?);
    let businesses = open_businesses(&owner, size.businesses).await?;
    let plan = plan(&server, &owner, &businesses, size, work.path()).await?;
    let file = work.path().join("plan.json");
    std::fs::write(&file, serde_json::to_vec(&plan)?)?;
    let heard = listen(&owner, &businesses, size.listeners).await?;
    let pid = server.pid().context("the server is not running")?;
    let (watching, postgres) = watch(server.postgres_pid()?);
    let output = Command::new(place::till_load()?)
        .arg("outage")
        .arg(&file)
        .stderr(std::process::Stdio::inherit())
        .output()
        .await?;
    watching.store(false, Ordering::Relaxed);
    ensure!(output.status.success(), "the tills failed");
    let mut measured: Value = serde_json::from_slice(&output.stdout)?;
    measured["listeners"] = json!({
        "open": heard.open.load(Ordering::Relaxed),
        "ended": heard.ended.load(Ordering::Relaxed),
        "pokes": heard.pokes.load(Ordering::Relaxed),
    });
    measured["server_peak_mib"] = json!(peak_kib(pid)? / 1024);
    measured["postgres_peak_mib"] = json!(postgres.load(Ordering::Relaxed) / 1024);
    let known = known_entries(&owner, &businesses).await?;
    measured["durable_entries"] = json!(known);
    server.stop()?;
    Ok(measured)
}

async fn open_businesses(owner: &Owner, count: usize) -> Result<Vec<String>> {
    for number in 1..count {
        let new = json!({
            "name": format!("Café {number}"),
            "currency": "ARS",
            "timezone": "America/Argentina/Buenos_Aires",
        });
        owner.post("/businesses", &new).await?;
    }
    let businesses = owner.get("/businesses").await?;
    let ids = businesses.as_array().context("no businesses")?.iter();
    ids.map(|business| Ok(business["id"].as_str().context("no id")?.to_owned()))
        .collect()
}

async fn plan(
    server: &Server,
    owner: &Owner,
    businesses: &[String],
    size: &Size,
    folder: &Path,
) -> Result<Value> {
    let (mut waiting, mut live) = (Vec::new(), Vec::new());
    for (number, business) in businesses.iter().enumerate() {
        for _ in 0..size.waiting {
            waiting.push(code(owner, business).await?);
        }
        if number < size.selling {
            live.push([code(owner, business).await?, code(owner, business).await?]);
        }
    }
    Ok(json!({
        "server": server.url(),
        "folder": folder,
        "waiting": waiting,
        "entries": size.entries,
        "live": live,
        "pause_ms": size.pause_ms,
        "before_ms": size.before_ms,
    }))
}

async fn code(owner: &Owner, business: &str) -> Result<String> {
    let path = format!("/businesses/{business}/enrolment-codes");
    let made = owner.post(&path, &json!({})).await?;
    Ok(made["enrolment_code"]
        .as_str()
        .context("no code")?
        .to_owned())
}

/// Opens streams on all businesses alike, and answers once all are open.
async fn listen(owner: &Arc<Owner>, businesses: &[String], count: usize) -> Result<Arc<Heard>> {
    let heard = Arc::new(Heard::default());
    for number in 0..count {
        let path = format!("/businesses/{}/live", businesses[number % businesses.len()]);
        let stream = owner.ask(Method::GET, &path).await?;
        ensure!(
            stream.status().is_success(),
            "{path} answered {}",
            stream.status()
        );
        heard.open.fetch_add(1, Ordering::Relaxed);
        tokio::spawn(hear(stream, Arc::clone(&heard)));
    }
    Ok(heard)
}

async fn hear(mut stream: reqwest::Response, heard: Arc<Heard>) {
    while let Ok(Some(chunk)) = stream.chunk().await {
        let pokes = chunk.windows(5).filter(|bytes| *bytes == b" poke").count();
        heard.pokes.fetch_add(pokes as u64, Ordering::Relaxed);
    }
    heard.ended.fetch_add(1, Ordering::Relaxed);
}

/// Looks at what PostgreSQL holds, again and again, until told to stop; answers the most that was seen.
fn watch(postgres: u32) -> (Arc<AtomicBool>, Arc<AtomicU64>) {
    let (on, most) = (Arc::new(AtomicBool::new(true)), Arc::new(AtomicU64::new(0)));
    let (watching, seen) = (Arc::clone(&on), Arc::clone(&most));
    std::thread::spawn(move || {
        while watching.load(Ordering::Relaxed) {
            let held = family_kib(postgres).unwrap_or_default();
            seen.fetch_max(held, Ordering::Relaxed);
            std::thread::sleep(Duration::from_secs(1));
        }
    });
    (on, most)
}

/// What the server says it holds of all tills together.
async fn known_entries(owner: &Owner, businesses: &[String]) -> Result<u64> {
    let mut known = 0;
    for business in businesses {
        let tills = owner.get(&format!("/businesses/{business}/tills")).await?;
        let tills = tills.as_array().context("no tills")?.iter();
        known += tills
            .filter_map(|till| till["durable"].as_u64())
            .sum::<u64>();
    }
    Ok(known)
}
