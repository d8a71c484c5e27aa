//! The pages, served from a folder: the dashboard, and the page a customer orders from.
//!
//! Every file is listed at the start, so that a request names a file of the list or nothing: no path from outside
//! reaches the file system.

use crate::api::problem::ApiError;
use crate::app::App;
use axum::extract::{Request, State};
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Redirect, Response};
use std::collections::HashMap;
use std::fs;
use std::path::{Path, PathBuf};

/// What is served under which address.
const ROOMS: &[(&str, &str)] = &[("/dashboard/", "dashboard"), ("/order/", "ordering")];
const INDEX: &str = "index.html";

/// The files of the pages.
#[derive(Debug, Default)]
pub struct Pages {
    files: HashMap<String, PathBuf>,
}

impl Pages {
    /// The pages in `folder`, which holds `dashboard/` and `ordering/`. What is missing is answered as not found.
    pub fn of(folder: &Path) -> Self {
        let mut pages = Self::default();
        for (address, room) in ROOMS {
            pages.list(&folder.join(room), address);
        }
        if pages.files.is_empty() {
            tracing::warn!("no pages in {}", folder.display());
        }
        pages
    }

    fn list(&mut self, folder: &Path, address: &str) {
        let Ok(entries) = fs::read_dir(folder) else {
            return;
        };
        for entry in entries.flatten() {
            let name = entry.file_name();
            let Some(name) = name.to_str() else { continue };
            let path = entry.path();
            if path.is_dir() {
                self.list(&path, &format!("{address}{name}/"));
            } else {
                self.files.insert(format!("{address}{name}"), path);
            }
        }
    }

    /// The file of an address: itself, or the room's page where the address is a place inside the page.
    fn find(&self, path: &str) -> Option<(String, &PathBuf)> {
        let is_file = path
            .rsplit('/')
            .next()
            .is_some_and(|name| name.contains('.'));
        // A customer's address names the cafe; the files lie beside it.
        let (room, _) = ROOMS
            .iter()
            .find(|(address, _)| path.starts_with(address))?;
        let name = path.strip_prefix(room)?;
        let name = if is_file { name } else { INDEX };
        let exact = format!("{room}{name}");
        let found = self.files.get_key_value(&exact).or_else(|| {
            let (_, beside) = name.split_once('/')?;
            self.files.get_key_value(&format!("{room}{beside}"))
        })?;
        Some((found.0.clone(), found.1))
    }
}

/// `/` and `/dashboard`.
pub async fn home() -> Redirect {
    Redirect::temporary("/dashboard/")
}

/// A file of a page.
pub async fn serve(State(app): State<App>, request: Request) -> Response {
    let path = request.uri().path();
    let Some((name, file)) = app.pages.find(path) else {
        return ApiError::not_found().into_response();
    };
    let compressed = accepts_brotli(request.headers())
        .then(|| app.pages.files.get(&format!("{name}.br")))
        .flatten();
    let Ok(bytes) = tokio::fs::read(compressed.unwrap_or(file)).await else {
        return ApiError::not_found().into_response();
    };
    let tag = format!(
        "\"{}\"",
        &shared::journal::Hash::of(&bytes).to_string()[..32]
    );
    let mut headers = HeaderMap::new();
    let mut set = |name, value: &str| {
        if let Ok(value) = HeaderValue::from_str(value) {
            headers.insert(name, value);
        }
    };
    set(header::CONTENT_TYPE, content_type(&name));
    set(header::CACHE_CONTROL, caching(&name));
    set(header::VARY, "accept-encoding");
    set(header::ETAG, &tag);
    if compressed.is_some() {
        set(header::CONTENT_ENCODING, "br");
    }
    let known = request.headers().get(header::IF_NONE_MATCH);
    if known.is_some_and(|known| known.as_bytes() == tag.as_bytes()) {
        return (StatusCode::NOT_MODIFIED, headers).into_response();
    }
    (headers, bytes).into_response()
}

fn accepts_brotli(headers: &HeaderMap) -> bool {
    let accepted = headers.get_all(header::ACCEPT_ENCODING).iter();
    let mut codings = accepted
        .filter_map(|value| value.to_str().ok())
        .flat_map(|text| text.split(','));
    codings.any(|coding| coding.split(';').next().map(str::trim) == Some("br"))
}

/// Files whose name carries a hash never change; everything else is asked for again.
fn caching(name: &str) -> &'static str {
    let stem = name.rsplit('/').next().unwrap_or_default();
    let hashed = stem
        .split(['-', '.', '_'])
        .any(|part| part.len() >= 16 && part.bytes().all(|byte| byte.is_ascii_hexdigit()));
    if hashed {
        "public, max-age=31536000, immutable"
    } else {
        "no-cache"
    }
}

fn content_type(name: &str) -> &'static str {
    match name.rsplit('.').next() {
        Some("html") => "text/html; charset=utf-8",
        Some("js") => "text/javascript; charset=utf-8",
        Some("wasm") => "application/wasm",
        Some("css") => "text/css; charset=utf-8",
        Some("svg") => "image/svg+xml",
        Some("png") => "image/png",
        Some("ico") => "image/x-icon",
        Some("woff2") => "font/woff2",
        Some("json" | "webmanifest") => "application/json",
        _ => "application/octet-stream",
    }
}
