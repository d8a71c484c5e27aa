//! The one place of the till that opens a connection.

use super::request::{Outage, Request, Response};
use reqwest::blocking::{Client, RequestBuilder};
use shared::sync::PROTOCOL_HEADER;
use std::io::Read;
use std::time::Duration;

/// From the first byte to the last.
const DEADLINE: Duration = Duration::from_secs(30);
const CONNECT: Duration = Duration::from_secs(10);
/// A page of the feed is far below this; what is above is nobody we know.
const ANSWER_BYTES_MAX: u64 = 64 * 1024 * 1024;

/// Carries a request to the server and its answer back.
pub trait Transport: Send {
    /// Sends, and waits for the answer.
    fn send(&self, request: &Request) -> Result<Response, Outage>;
}

/// HTTP. Its client is made at the first request: opening a till must not wait for certificates to be read.
#[derive(Default)]
pub struct HttpTransport {
    client: std::cell::OnceCell<Client>,
}

impl HttpTransport {
    fn client(&self) -> Result<&Client, Outage> {
        if let Some(client) = self.client.get() {
            return Ok(client);
        }
        let client = Client::builder()
            .timeout(DEADLINE)
            .connect_timeout(CONNECT)
            .redirect(reqwest::redirect::Policy::none())
            .build();
        let client = client.map_err(|error| Outage::Unreachable(in_full(&error)))?;
        Ok(self.client.get_or_init(|| client))
    }
}

impl Transport for HttpTransport {
    fn send(&self, request: &Request) -> Result<Response, Outage> {
        let sent = prepare(self.client()?, request)?.send();
        let answer = sent.map_err(|error| Outage::Unreachable(in_full(&error)))?;
        let header = |name: &str| {
            let value = answer.headers().get(name)?;
            value.to_str().ok().map(str::to_owned)
        };
        let is_cortado = header(PROTOCOL_HEADER).is_some();
        let date_ms = header("date")
            .and_then(|date| chrono::DateTime::parse_from_rfc2822(&date).ok())
            .map(|date| date.timestamp_millis());
        let packed = header("content-encoding").is_some_and(|encoding| encoding == "zstd");
        let status = answer.status().as_u16();
        let mut body = Vec::new();
        let read = match packed {
            true => zstd::stream::read::Decoder::new(answer)
                .and_then(|decoder| decoder.take(ANSWER_BYTES_MAX).read_to_end(&mut body)),
            false => answer.take(ANSWER_BYTES_MAX).read_to_end(&mut body),
        };
        read.map_err(|error| Outage::Unreachable(error.to_string()))?;
        Ok(Response {
            status,
            is_cortado,
            date_ms,
            body,
        })
    }
}

/// A stream of pokes from the server, which ends when the connection does.
pub struct PokeStream {
    client: Client,
}

impl PokeStream {
    /// A stream's client: without a deadline, but a dead connection is noticed.
    pub fn new() -> Result<Self, Outage> {
        let client = Client::builder()
            .timeout(None)
            .connect_timeout(CONNECT)
            .tcp_keepalive(Duration::from_secs(30))
            .redirect(reqwest::redirect::Policy::none())
            .build();
        let client = client.map_err(|error| Outage::Unreachable(in_full(&error)))?;
        Ok(Self { client })
    }

    /// Listens until the connection ends. `heard` is told of each line and says whether to go on.
    pub fn listen(
        &self,
        request: &Request,
        mut heard: impl FnMut(&str) -> bool,
    ) -> Result<(), Outage> {
        use std::io::BufRead;
        let sent = prepare(&self.client, request)?.send();
        let answer = sent.map_err(|error| Outage::Unreachable(in_full(&error)))?;
        if !answer.headers().contains_key(PROTOCOL_HEADER) || !answer.status().is_success() {
            return Err(Outage::NotCortado);
        }
        let mut reader = std::io::BufReader::new(answer);
        let mut line = String::new();
        loop {
            line.clear();
            let read = reader.by_ref().take(64 * 1024).read_line(&mut line);
            match read {
                Ok(0) => return Ok(()),
                Ok(_) if heard(line.trim_end()) => {}
                Ok(_) => return Ok(()),
                Err(error) => return Err(Outage::Unreachable(error.to_string())),
            }
        }
    }
}

fn prepare(client: &Client, request: &Request) -> Result<RequestBuilder, Outage> {
    let url = format!("{}{}", request.server, request.path);
    let mut builder = match request.method {
        "GET" => client.get(url),
        "POST" => client.post(url).body(request.body.clone()),
        other => return Err(Outage::Unreachable(format!("method {other}"))),
    };
    for (name, value) in &request.headers {
        builder = builder.header(*name, value);
    }
    Ok(builder)
}

/// An error with its causes: the outermost says only that something was sent.
fn in_full(error: &dyn std::error::Error) -> String {
    let mut text = error.to_string();
    let mut cause = error.source();
    while let Some(inner) = cause {
        text = format!("{text}: {inner}");
        cause = inner.source();
    }
    text
}
