//! The page's way to the till behind its window: two typed questions and one event.
//!
//! Absent on purpose: retries and time-outs. The till is on the same machine and answers.

use crate::page;
use js_sys::{Function, JSON, Object, Promise, Reflect, Uint8Array};
use serde::Serialize;
use serde::de::DeserializeOwned;
use shared::till::{Answer, Command, Outcome, Query, TillFailure, Touched};
use shared::wire::from_bytes;
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;

/// Asks the till to do something. It is on its way when this returns: what is drawn meanwhile costs no time.
pub fn execute(command: &Command) -> impl Future<Output = Result<Outcome, TillFailure>> + use<> {
    ask("execute", "command", command)
}

/// Asks the till a question; on its way when this returns.
pub fn query(query: &Query) -> impl Future<Output = Result<Answer, TillFailure>> + use<> {
    ask("query", "query", query)
}

/// Calls back whenever something changed that the page did not ask for. For as long as the page lives. `window` is the
/// page's own: what another one did is told to it, what it did itself is not.
pub fn on_touched(window: &str, tell: impl Fn(Touched) + 'static) -> Result<(), TillFailure> {
    let heard = Closure::<dyn Fn(JsValue)>::new(move |event: JsValue| {
        let payload = Reflect::get(&event, &"payload".into());
        if let Ok(touched) = payload
            .map_err(|_| ())
            .and_then(|value| read(&value).map_err(|_| ()))
        {
            tell(touched);
        }
    });
    let listen = function(&["event", "listen"])?;
    let options = Object::new();
    Reflect::set(&options, &"target".into(), &window.into()).map_err(|error| fault(&error))?;
    let listening = listen.call3(&JsValue::NULL, &"touched".into(), heard.as_ref(), &options);
    listening.map_err(|error| fault(&error))?;
    heard.forget();
    hide_the_frame();
    Ok(())
}

/// Every question goes through a frame that the window has put into its page. There is nothing in it to hear or to stop at.
fn hide_the_frame() {
    if let Some(frame) = page::element("__tauri_isolation__") {
        // A page that is going away has no attributes to take.
        let _ = frame.set_attribute("aria-hidden", "true");
        let _ = frame.set_attribute("tabindex", "-1");
    }
}

fn ask<Q: Serialize, A: DeserializeOwned>(
    name: &str,
    argument: &str,
    question: &Q,
) -> impl Future<Output = Result<A, TillFailure>> + use<Q, A> {
    let sent = send(name, argument, question);
    async move {
        match JsFuture::from(sent?).await {
            Ok(answer) => read::<Result<A, TillFailure>>(&answer)?,
            Err(refusal) => Err(fault(&refusal)),
        }
    }
}

fn send<Q: Serialize>(name: &str, argument: &str, question: &Q) -> Result<Promise, TillFailure> {
    let arguments = Object::new();
    Reflect::set(&arguments, &argument.into(), &write(question)?).map_err(|error| fault(&error))?;
    let invoke = function(&["core", "invoke"])?;
    let promise = invoke
        .call2(&JsValue::NULL, &name.into(), &arguments)
        .map_err(|error| fault(&error))?;
    Ok(Promise::from(promise))
}

/// A function of the bridge that the window puts into its page.
fn function(path: &[&str]) -> Result<Function, TillFailure> {
    let missing = || TillFailure::Fault("no till behind this page".to_owned());
    let mut place: JsValue = js_sys::global().into();
    for name in std::iter::once(&"__TAURI__").chain(path) {
        place = Reflect::get(&place, &(*name).into()).map_err(|_| missing())?;
        if place.is_undefined() {
            return Err(missing());
        }
    }
    place.dyn_into().map_err(|_| missing())
}

fn write<T: Serialize>(value: &T) -> Result<JsValue, TillFailure> {
    let text =
        serde_json::to_string(value).map_err(|error| TillFailure::Fault(error.to_string()))?;
    JSON::parse(&text).map_err(|error| fault(&error))
}

/// What the till wrote: bytes, or a list of them.
fn read<T: DeserializeOwned>(value: &JsValue) -> Result<T, TillFailure> {
    let bytes = Uint8Array::new(value).to_vec();
    from_bytes(&bytes).map_err(|error| TillFailure::Fault(error.to_string()))
}

fn fault(error: &JsValue) -> TillFailure {
    let text = error.as_string().or_else(|| {
        let message = Reflect::get(error, &"message".into()).ok()?;
        message.as_string()
    });
    TillFailure::Fault(text.unwrap_or_else(|| format!("{error:?}")))
}
