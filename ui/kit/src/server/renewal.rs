//! A session is renewed by one call at a time, and by one tab at a time.

use super::Failure;
use std::cell::{Cell, RefCell};
use std::future::Future;
use std::rc::Rc;
use wasm_bindgen::{JsCast, JsValue, closure::Closure};
use wasm_bindgen_futures::{JsFuture, future_to_promise};

/// The renewal that is under way, for all calls that need it.
#[derive(Default)]
pub(super) struct Renewal {
    under_way: Rc<RefCell<Option<js_sys::Promise>>>,
    last: Rc<Cell<Option<Failure>>>,
}

impl Renewal {
    /// Runs `renew`, or waits for the one that runs already, and answers how it ended.
    pub(super) async fn run(
        &self,
        renew: impl Future<Output = Result<(), Failure>> + 'static,
    ) -> Result<(), Failure> {
        let known = self.under_way.borrow().clone();
        let running = known.unwrap_or_else(|| {
            let (last, under_way) = (Rc::clone(&self.last), Rc::clone(&self.under_way));
            let promise = future_to_promise(async move {
                last.set(renew.await.err());
                under_way.take();
                Ok(JsValue::UNDEFINED)
            });
            self.under_way.replace(Some(promise.clone()));
            promise
        });
        let ended = JsFuture::from(running).await;
        match (ended, self.last.get()) {
            (Err(_), _) => Err(Failure::Unreachable),
            (Ok(_), Some(failure)) => Err(failure),
            (Ok(_), None) => Ok(()),
        }
    }
}

/// This tab's turn among all tabs of the page; over when it is dropped.
pub(super) struct Turn {
    done: Option<js_sys::Function>,
}

impl Drop for Turn {
    fn drop(&mut self) {
        if let Some(done) = &self.done {
            // Nothing is left to do for a turn that could not be given back: the browser ends it with the tab.
            let _ = done.call0(&JsValue::UNDEFINED);
        }
    }
}

/// Waits for this tab's turn. Where the browser has no locks (a page that is not served securely), it comes
/// at once: two tabs may then collide, and the later one asks for the password.
pub(super) async fn turn() -> Turn {
    ask_for_turn().await.unwrap_or(Turn { done: None })
}

async fn ask_for_turn() -> Option<Turn> {
    let navigator = web_sys::window()?.navigator();
    let locks = js_sys::Reflect::get(&navigator, &JsValue::from_str("locks")).ok()?;
    let request = js_sys::Reflect::get(&locks, &JsValue::from_str("request")).ok()?;
    let request: js_sys::Function = request.dyn_into().ok()?;
    let mut grant = None;
    let granted = js_sys::Promise::new(&mut |resolve, _| grant = Some(resolve));
    let grant = grant?;
    // The lock is held until the promise that this closure answers is resolved: by `Turn::drop`.
    let hold = Closure::once_into_js(move || {
        js_sys::Promise::new(&mut |resolve, _| {
            let _ = grant.call1(&JsValue::UNDEFINED, &resolve);
        })
    });
    let asked = request.call2(&locks, &JsValue::from_str("cortado-session"), &hold);
    asked.ok()?;
    let done = JsFuture::from(granted).await.ok()?.dyn_into().ok()?;
    Some(Turn { done: Some(done) })
}
