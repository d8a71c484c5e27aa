//! The pages: their files, the right headers, and nothing else of the disk.

use crate::world::{Answer, get};
use axum::Router;
use axum::http::StatusCode;
use std::fs;
use sync_server::pages::Pages;

/// A server with pages in a folder of its own.
fn folder() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    for room in ["dashboard", "ordering"] {
        let room = folder.path().join(room);
        fs::create_dir_all(room.join("assets")).unwrap();
        fs::write(
            room.join("index.html"),
            format!("<p>{}</p>", room.display()),
        )
        .unwrap();
        fs::write(room.join("page.js"), "plain").unwrap();
        fs::write(room.join("page.js.br"), "packed").unwrap();
        fs::write(room.join("assets/page-0123456789abcdef.wasm"), "wasm").unwrap();
    }
    fs::write(folder.path().join("secret.txt"), "secret").unwrap();
    folder
}

async fn ask(router: &Router, path: &str, headers: &[(&str, &str)]) -> Answer {
    crate::world::send(router, get(path, headers)).await
}

#[tokio::test]
async fn pages_are_served_with_the_right_headers() {
    let folder = folder();
    let world = crate::world::World::with_pages(Pages::of(folder.path())).await;
    let router = &world.router;
    let home = ask(router, "/", &[]).await;
    assert_eq!(home.headers["location"], "/dashboard/");
    for path in [
        "/dashboard/",
        "/dashboard/tills/7",
        "/order/0b0b0b0b",
        "/order/0b0b0b0b/basket",
    ] {
        let page = ask(router, path, &[]).await;
        assert_eq!(page.status, StatusCode::OK, "{path}");
        assert_eq!(page.headers["content-type"], "text/html; charset=utf-8");
        let policy = page.headers["content-security-policy"].to_str().unwrap();
        for part in [
            "default-src 'self'",
            "'wasm-unsafe-eval'",
            "frame-ancestors 'none'",
            "base-uri 'none'",
        ] {
            assert!(policy.contains(part), "{policy}");
        }
        assert_eq!(page.headers["x-content-type-options"], "nosniff");
        assert_eq!(page.headers["cache-control"], "no-cache");
    }
}

#[tokio::test]
async fn files_are_packed_cached_and_the_only_thing_of_the_disk_that_is_seen() {
    let folder = folder();
    let world = crate::world::World::with_pages(Pages::of(folder.path())).await;
    let router = &world.router;
    let plain = ask(router, "/dashboard/page.js", &[]).await;
    assert_eq!(
        (plain.text.as_str(), plain.headers.get("content-encoding")),
        ("plain", None)
    );
    let packed = ask(
        router,
        "/dashboard/page.js",
        &[("accept-encoding", "gzip, br;q=0.9")],
    )
    .await;
    assert_eq!(packed.text, "packed");
    assert_eq!(packed.headers["content-encoding"], "br");
    assert_eq!(
        packed.headers["content-type"],
        "text/javascript; charset=utf-8"
    );
    let tag = plain.headers["etag"].to_str().unwrap();
    let again = ask(router, "/dashboard/page.js", &[("if-none-match", tag)]).await;
    assert_eq!(again.status, StatusCode::NOT_MODIFIED);
    let wasm = ask(router, "/order/assets/page-0123456789abcdef.wasm", &[]).await;
    assert_eq!(wasm.headers["content-type"], "application/wasm");
    assert!(
        wasm.headers["cache-control"]
            .to_str()
            .unwrap()
            .contains("immutable")
    );
    for path in [
        "/dashboard/../secret.txt",
        "/dashboard/%2e%2e/secret.txt",
        "/secret.txt",
        "/dashboard/missing.js",
    ] {
        assert_eq!(
            ask(router, path, &[]).await.status,
            StatusCode::NOT_FOUND,
            "{path}"
        );
    }
}
