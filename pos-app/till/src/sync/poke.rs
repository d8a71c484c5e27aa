//! Listens for pokes: the server says that something is new, and nothing else. A poke that is lost costs latency.

use super::backoff::BackOff;
use super::runner::{Desktop, lock};
use super::transport::PokeStream;
use crate::real::SystemEntropy;
use std::sync::Weak;
use std::time::Duration;

const PATH: &str = "/api/v1/sync/poke";
const NOT_JOINED: Duration = Duration::from_secs(5);

/// Starts the thread that listens. It ends by itself once the till is closed.
pub fn start(desktop: Weak<Desktop>) {
    let thread = std::thread::Builder::new().name("poke".to_owned());
    let started = thread.spawn(move || listen(&desktop));
    if let Err(error) = started {
        tracing::warn!(%error, "nobody listens for pokes: new things come with the next question");
    }
}

fn listen(desktop: &Weak<Desktop>) {
    let mut stream = None;
    let mut back_off = BackOff::default();
    loop {
        let Some(held) = desktop.upgrade() else {
            return;
        };
        let request = {
            let mut till = lock(&held.till);
            let Some(till) = till.as_mut() else { return };
            let server = till.books.device.server.clone();
            let signed = server.map(|server| {
                till.sign_request(&server, "GET", PATH.to_owned(), None::<&()>, None)
            });
            signed.and_then(Result::ok).flatten()
        };
        drop(held);
        let Some(request) = request else {
            std::thread::sleep(NOT_JOINED);
            continue;
        };
        // Made only now: a till that never joins a business never reads certificates.
        let stream = match &stream {
            Some(stream) => stream,
            None => match PokeStream::new() {
                Ok(made) => stream.insert(made),
                Err(error) => {
                    tracing::warn!(%error, "nobody listens for pokes");
                    return;
                }
            },
        };
        let heard = stream.listen(&request, |line| {
            let Some(held) = desktop.upgrade() else {
                return false;
            };
            if line.starts_with("data:") {
                back_off.worked();
                held.wake.poke();
            }
            true
        });
        tracing::info!(?heard, "the stream of pokes ended");
        let wait = back_off.failed(&mut SystemEntropy).unsigned_abs();
        std::thread::sleep(Duration::from_millis(wait));
    }
}
