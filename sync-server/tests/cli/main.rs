//! The program as a person and a supervisor run it: real processes, a real data folder.

#![allow(clippy::unwrap_used, clippy::panic)]

use serde_json::{Value, json};
use sqlx::postgres::PgConnectOptions;
use sqlx::{Connection, PgConnection};
use std::io::{BufRead, BufReader, Read, Write};
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Output, Stdio};
use std::time::{Duration, Instant};

const PROGRAM: &str = env!("CARGO_BIN_EXE_cortado-server");

/// A data folder of one's own; what was left running in it is stopped at the end.
struct Folder(tempfile::TempDir);

impl Folder {
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        std::fs::set_permissions(folder.path(), PermissionsExt::from_mode(0o755)).unwrap();
        Self(folder)
    }

    fn data(&self) -> PathBuf {
        self.0.path().join("data")
    }
}

fn postmaster(data: &Path) -> Option<u32> {
    let file = std::fs::read_to_string(data.join("postgres/postmaster.pid")).ok()?;
    let pid = file.lines().next()?.parse().ok()?;
    is_alive(pid).then_some(pid)
}

fn is_alive(pid: u32) -> bool {
    let stat = std::fs::read_to_string(format!("/proc/{pid}/stat")).unwrap_or_default();
    !stat.is_empty() && !stat.contains(") Z ")
}

fn kill(signal: &str, pid: u32) {
    let told = Command::new("kill")
        .args([signal, &pid.to_string()])
        .status();
    assert!(told.unwrap().success());
}

fn wait_until(what: &str, mut done: impl FnMut() -> bool) {
    let began = Instant::now();
    while !done() {
        assert!(
            began.elapsed() < Duration::from_secs(60),
            "{what} did not happen"
        );
        std::thread::yield_now();
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        if let Some(pid) = postmaster(&self.data()) {
            kill("-INT", pid);
            wait_until("the end of PostgreSQL", || !is_alive(pid));
        }
    }
}

fn program(arguments: &[&str], data: &Path) -> Command {
    let mut command = Command::new(PROGRAM);
    command.args(arguments).arg("--data").arg(data);
    command.env_remove("DATABASE_URL").stdin(Stdio::piped());
    command.stdout(Stdio::piped()).stderr(Stdio::piped());
    command
}

struct Server {
    child: Child,
    address: String,
}

fn serve(data: &Path) -> Server {
    let mut child = program(&["serve", "--listen", "127.0.0.1:0"], data)
        .stderr(Stdio::inherit())
        .spawn()
        .unwrap();
    let mut line = String::new();
    BufReader::new(child.stdout.as_mut().unwrap())
        .read_line(&mut line)
        .unwrap();
    let address = line
        .trim()
        .strip_prefix("listening on ")
        .expect("one line says where");
    let address = address.to_owned();
    Server { child, address }
}

impl Server {
    /// Tells it to stop, as Ctrl-C and a supervisor do.
    fn stop(mut self) {
        kill("-TERM", self.child.id());
        assert!(self.child.wait().unwrap().success());
    }

    /// The answer to a question, with its headers.
    fn get(&self, path: &str) -> String {
        let address = self.address.strip_prefix("http://").unwrap();
        let mut stream = std::net::TcpStream::connect(address).unwrap();
        write!(stream, "GET {path} HTTP/1.0\r\n\r\n").unwrap();
        let mut answer = String::new();
        stream.read_to_string(&mut answer).unwrap();
        answer
    }

    fn answers(&self) -> bool {
        let answer = self.get("/readyz");
        answer.lines().next().unwrap_or_default().contains("200")
    }

    /// Every key that it says it has signed with.
    fn keys(&self) -> Vec<Value> {
        let answer = self.get("/api/v1/keys");
        let (_, body) = answer.split_once("\r\n\r\n").unwrap();
        let keys: Value = serde_json::from_str(body).unwrap();
        assert_eq!(
            keys["history"].as_array().unwrap().len(),
            keys["keys"].as_array().unwrap().len()
        );
        keys["keys"].as_array().unwrap().clone()
    }
}

fn create_owner(data: &Path, arguments: &[&str], password: &str) -> Output {
    let all = [&["create-owner", "--email", "a@cafe.test"], arguments].concat();
    answered(program(&all, data), password)
}

fn answered(mut command: Command, password: &str) -> Output {
    let mut child = command.spawn().unwrap();
    // A command that refuses its arguments does not wait for the password.
    let _ = writeln!(child.stdin.take().unwrap(), "{password}");
    child.wait_with_output().unwrap()
}

fn json_of(output: &Output) -> Value {
    assert!(
        output.status.success(),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
    serde_json::from_slice(&output.stdout).unwrap()
}

/// What cannot be made is refused with its code.
fn assert_refusals(data: &Path) {
    let right = "correct horse";
    let cases: [(&[&str], &str, &str); 4] = [
        (
            &["--email", "a@cafe.test"],
            "battery staple",
            "wrong_credentials",
        ),
        (
            &["--email", "a@cafe.test", "--currency", "XXX"],
            right,
            "unknown_currency",
        ),
        (
            &["--email", "a@cafe.test", "--timezone", "Mars/Base"],
            right,
            "unknown_time_zone",
        ),
        (&["--email", "b@cafe.test"], "short", "weak_password"),
    ];
    for (arguments, password, code) in cases {
        let all = [&["create-owner", "--business", "Tres"], arguments].concat();
        let refused = answered(program(&all, data), password);
        let said = String::from_utf8_lossy(&refused.stderr).into_owned();
        assert!(!refused.status.success() && said.contains(code), "{said}");
    }
}

#[test]
fn an_owner_is_made_beside_a_server_and_without_one() {
    let folder = Folder::new();
    let data = folder.data();
    let alone = json_of(&create_owner(
        &data,
        &["--business", "Uno"],
        "correct horse",
    ));
    assert_eq!(
        postmaster(&data),
        None,
        "what was started for the command is stopped"
    );
    let server = serve(&data);
    let beside = json_of(&create_owner(
        &data,
        &["--business", "Dos", "--currency", "BRL"],
        "correct horse",
    ));
    assert_ne!(alone["business_id"], beside["business_id"]);
    assert!(server.answers(), "the server is not disturbed");
    assert_refusals(&data);
    let business = alone["business_id"].as_str().unwrap();
    let code = program(&["enrolment-code", "--business", business], &data)
        .output()
        .unwrap();
    assert_eq!(json_of(&code)["enrolment_code"].as_str().unwrap().len(), 11);
    server.stop();
    assert_eq!(postmaster(&data), None, "the server stops what it started");
}

#[test]
fn a_server_that_was_killed_starts_again_and_one_folder_has_one_server() {
    let folder = Folder::new();
    let data = folder.data();
    let mut server = serve(&data);
    let second = program(&["serve", "--listen", "127.0.0.1:0"], &data)
        .output()
        .unwrap();
    assert!(!second.status.success());
    assert!(String::from_utf8_lossy(&second.stderr).contains("another cortado-server"));
    let made = json_of(&create_owner(
        &data,
        &["--business", "Uno"],
        "correct horse",
    ));
    let left = postmaster(&data).expect("it runs");
    server.child.kill().unwrap();
    server.child.wait().unwrap();
    assert_eq!(
        postmaster(&data),
        Some(left),
        "PostgreSQL outlives a killed server"
    );
    let mut server = serve(&data);
    assert!(server.answers());
    assert!(!is_alive(left), "the new server runs its own");
    // The whole machine loses power: both are gone, and the file that names PostgreSQL is stale.
    kill("-KILL", postmaster(&data).unwrap());
    server.child.kill().unwrap();
    server.child.wait().unwrap();
    wait_until("the end of PostgreSQL", || postmaster(&data).is_none());
    let server = serve(&data);
    let business = made["business_id"].as_str().unwrap();
    json_of(
        &program(&["enrolment-code", "--business", business], &data)
            .output()
            .unwrap(),
    );
    server.stop();
}

#[test]
fn a_private_postgresql_that_dies_is_started_again() {
    let folder = Folder::new();
    let data = folder.data();
    let server = serve(&data);
    let first = postmaster(&data).expect("it runs");
    // Not even a moment to write its files.
    kill("-KILL", first);
    wait_until("another PostgreSQL", || {
        postmaster(&data).is_some_and(|now| now != first)
    });
    let made = create_owner(&data, &["--business", "Uno"], "correct horse");
    assert!(json_of(&made)["business_id"].is_string());
    assert!(server.answers());
    server.stop();
    assert_eq!(postmaster(&data), None, "it is stopped with the server");
}

#[test]
fn the_server_comes_in_as_a_role_that_owns_nothing() {
    let folder = Folder::new();
    let data = folder.data();
    let server = serve(&data);
    assert!(server.answers());
    let owner = PgConnectOptions::new_without_pgpass()
        .socket(data.join("postgres"))
        .username("cortado_owner")
        .database("cortado");
    let asked = async {
        let mut owner = PgConnection::connect_with(&owner).await.unwrap();
        let roles = "SELECT DISTINCT usename::text FROM pg_stat_activity
            WHERE backend_type = 'client backend' AND pid <> pg_backend_pid()";
        let roles: Vec<String> = sqlx::query_scalar(roles)
            .fetch_all(&mut owner)
            .await
            .unwrap();
        roles
    };
    let roles = tokio::runtime::Runtime::new().unwrap().block_on(asked);
    assert_eq!(roles, ["cortado_app"]);
    server.stop();
}

#[test]
fn the_key_is_readable_by_its_user_only() {
    let folder = Folder::new();
    let data = folder.data();
    serve(&data).stop();
    let key = std::fs::metadata(data.join("server.key")).unwrap();
    assert_eq!(key.permissions().mode() & 0o777, 0o600);
    let cluster = std::fs::metadata(data.join("postgres")).unwrap();
    assert_eq!(cluster.permissions().mode() & 0o777, 0o700);
}

#[test]
fn a_key_of_before_is_published_beside_todays_and_comes_back_with_a_backup() {
    let folder = Folder::new();
    let data = folder.data();
    let server = serve(&data);
    let first = server.keys();
    assert_eq!(first.len(), 1);
    server.stop();
    let server = serve(&data);
    assert_eq!(server.keys(), first, "a start is no new key");
    let file = folder.0.path().join("cafe.dump");
    let named = file.to_str().unwrap();
    json_of(&program(&["backup", named], &data).output().unwrap());
    server.stop();

    // The file with the key is gone, and the database is put back from its backup.
    std::fs::remove_file(data.join("server.key")).unwrap();
    json_of(&program(&["restore", named], &data).output().unwrap());
    let server = serve(&data);
    let both = server.keys();
    assert_eq!(both.len(), 2);
    assert_eq!(both[0], first[0], "newest last");
    server.stop();
}

#[test]
fn the_document_of_the_api_is_printed() {
    let output = Command::new(PROGRAM).arg("openapi").output().unwrap();
    assert_eq!(json_of(&output)["openapi"], json!("3.1.0"));
}

#[test]
fn a_backup_is_put_back_in_its_place_and_what_it_replaces_is_kept() {
    let folder = Folder::new();
    let data = folder.data();
    let server = serve(&data);
    let made = create_owner(&data, &["--business", "Uno"], "correct horse");
    let business = json_of(&made)["business_id"].clone();
    let file = folder.0.path().join("cafe.dump");
    let named = file.to_str().unwrap();
    let written = program(&["backup", named], &data).output().unwrap();
    assert!(json_of(&written)["bytes"].as_u64().unwrap() > 1_000);
    // After the backup there is one more.
    json_of(&create_owner(
        &data,
        &["--business", "Dos"],
        "correct horse",
    ));
    let refused = program(&["restore", named], &data).output().unwrap();
    let said = String::from_utf8_lossy(&refused.stderr).into_owned();
    assert!(
        !refused.status.success() && said.contains("another cortado-server"),
        "{said}"
    );
    let looked = json_of(&program(&["check"], &data).output().unwrap());
    assert_eq!(looked["businesses"].as_array().unwrap().len(), 2);
    server.stop();

    // What is no backup changes nothing.
    let broken = folder.0.path().join("broken.dump");
    let bytes = std::fs::read(&file).unwrap();
    std::fs::write(&broken, &bytes[..bytes.len() / 2]).unwrap();
    let refused = program(&["restore", broken.to_str().unwrap()], &data).output();
    let refused = refused.unwrap();
    assert!(!refused.status.success());
    let looked = json_of(&program(&["check"], &data).output().unwrap());
    assert_eq!(looked["businesses"].as_array().unwrap().len(), 2);

    let restored = json_of(&program(&["restore", named], &data).output().unwrap());
    assert_eq!(restored["well"], true, "{restored}");
    assert_eq!(restored["in_place"], true);
    assert_eq!(restored["businesses"][0]["findings"], json!([]));
    let kept = restored["kept_as"].as_str().unwrap();
    assert!(kept.starts_with("cortado_before_"), "{kept}");
    let looked = json_of(&program(&["check"], &data).output().unwrap());
    assert_eq!(looked["businesses"].as_array().unwrap().len(), 1);
    assert_eq!(looked["businesses"][0]["business"], business);
    assert_eq!(postmaster(&data), None, "what was started is stopped");
    let server = serve(&data);
    assert!(server.answers());
    server.stop();
}
