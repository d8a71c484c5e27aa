//! The real window, on a till of its own.

use anyhow::Result;
use e2e::browser::Browser;
use e2e::till::Till;
use shared::money::Currency;
use shared::till::{Answer, TillFailure};

#[tokio::test]
async fn the_window_may_ask_its_two_commands_and_nothing_else() -> Result<()> {
    let folder = tempfile::tempdir()?;
    let window = Browser::window(&Till::at(folder.path())).await?;
    let ask = |call: &str| {
        // What the isolation frame holds back is never answered.
        let never = "new Promise((_, no) => setTimeout(() => no('no answer'), 2000))";
        format!(
            "const done = arguments[0];
            Promise.race([{call}, {never}])
                .then(answer => done(['ok', answer]), error => done(['no', String(error)]));"
        )
    };
    let invoke = "window.__TAURI__.core.invoke";
    let session = format!(
        "{invoke}('query', {{query: 'session'}})
            .then(bytes => Array.from(new Uint8Array(bytes)))"
    );
    let session = window.ask(&ask(&session)).await?;
    assert_eq!(session[0], "ok", "{session}");
    let bytes: Vec<u8> = serde_json::from_value(session[1].clone())?;
    let answer: Result<Answer, TillFailure> = shared::wire::from_bytes(&bytes)?;
    let Ok(Answer::Session(session)) = answer else {
        anyhow::bail!("no session but {answer:?}");
    };
    assert_eq!(session.settings.currency, Currency::ARS);
    for forbidden in [
        format!("{invoke}('plugin:path|resolve_directory', {{directory: 1}})"),
        format!("{invoke}('plugin:window|close', {{label: 'counter'}})"),
        format!("{invoke}('plugin:event|emit', {{event: 'touched', payload: {{}}}})"),
        format!("{invoke}('query', {{query: 'everything'}})"),
        format!("{invoke}('execute', {{command: {{drop: 'table'}}}})"),
        "fetch('http://127.0.0.1:9/')".to_owned(),
        "new Promise((yes, no) => { try { yes(eval('1')) } catch (error) { no(error) } })"
            .to_owned(),
    ] {
        let answer = window.ask(&ask(&forbidden)).await?;
        assert_eq!(answer[0], "no", "{forbidden} answered {answer}");
    }
    window.close().await
}
