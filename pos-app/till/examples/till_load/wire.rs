//! The till's own transport, with a stopwatch, and a count of what did not go well.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Instant;
use till::sync::{HttpTransport, Outage, Request, Response, Transport};

/// What was seen on the wire, by all that share it.
#[derive(Clone, Default)]
pub struct Seen(Arc<Mutex<Record>>);

#[derive(Default)]
struct Record {
    pushes_ms: Vec<f64>,
    errors: BTreeMap<String, u64>,
}

impl Seen {
    /// How long each push took that was answered since this was last asked, in milliseconds.
    pub fn take_pushes(&self) -> Vec<f64> {
        let mut record = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        std::mem::take(&mut record.pushes_ms)
    }

    /// What did not go well, and how often.
    pub fn errors(&self) -> BTreeMap<String, u64> {
        let record = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        record.errors.clone()
    }

    fn note(&self, request: &Request, began: Instant, answer: &Result<Response, Outage>) {
        let mut record = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let wrong = match answer {
            Ok(answer) if answer.status < 300 => None,
            Ok(answer) => Some(format!("status {}", answer.status)),
            Err(outage) => Some(outage.to_string()),
        };
        if let Some(wrong) = wrong {
            *record.errors.entry(wrong).or_default() += 1;
        } else if request.path.ends_with("/push") {
            record.pushes_ms.push(began.elapsed().as_secs_f64() * 1e3);
        }
    }
}

/// The wire of one till.
#[derive(Default)]
pub struct Wire {
    http: HttpTransport,
    seen: Seen,
}

impl Wire {
    /// A wire whose doings are seen.
    pub fn new(seen: &Seen) -> Self {
        Self {
            http: HttpTransport::default(),
            seen: seen.clone(),
        }
    }
}

impl Transport for Wire {
    fn send(&self, request: &Request) -> Result<Response, Outage> {
        let began = Instant::now();
        let answer = self.http.send(request);
        self.seen.note(request, began, &answer);
        answer
    }
}
