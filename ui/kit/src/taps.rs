//! How long a tap takes: from the event to the changed DOM, and to the next paint. Always on: a few numbers a tap.
//!
//! A bench reads `window.__cortado_taps`, an array of `{at, dom, paint}` in milliseconds, oldest first, `at` by the
//! clock of `performance.now()`, and `window.__cortado_first_paint`, the moment since 1970 in milliseconds at which
//! there was something to tap.

use crate::page;
use js_sys::{Array, Object, Reflect};
use std::cell::RefCell;
use std::rc::Rc;
use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use web_sys::Window;

const NAME: &str = "__cortado_taps";
const FIRST_PAINT: &str = "__cortado_first_paint";
/// The most taps that are kept.
const KEPT_MAX: u32 = 10_000;

/// Measures the taps of one page.
#[derive(Clone, Default)]
pub struct Taps {
    begun: Rc<RefCell<Vec<f64>>>,
}

impl Taps {
    /// A tap whose event has this time stamp is on its way.
    pub fn begun(&self, time_stamp: f64) {
        self.begun.borrow_mut().push(time_stamp);
    }

    /// The tap came to nothing that is measured.
    pub fn dropped(&self) {
        self.begun.borrow_mut().pop();
    }

    /// The oldest tap on its way was refused.
    pub fn refused(&self) {
        let mut begun = self.begun.borrow_mut();
        if !begun.is_empty() {
            begun.remove(0);
        }
    }

    /// The DOM shows what the oldest tap on its way did.
    pub fn shown(&self) {
        let mut begun = self.begun.borrow_mut();
        if begun.is_empty() {
            return;
        }
        let since = begun.remove(0);
        let Some(window) = web_sys::window() else {
            return;
        };
        let Some(now) = now(&window) else { return };
        let tap = Object::new();
        put(&tap, "at", since);
        put(&tap, "dom", now - since);
        keep(&window, &tap);
        after_paint(&window, move |painted| put(&tap, "paint", painted - since));
    }
}

/// What is tapped is in the DOM for the first time: remembers when it is painted.
pub fn first_drawn() {
    if let Some(window) = web_sys::window() {
        let held = window.clone();
        after_paint(&window, move |_| {
            put(&held, FIRST_PAINT, js_sys::Date::now())
        });
    }
}

fn now(window: &Window) -> Option<f64> {
    window.performance().map(|performance| performance.now())
}

fn put(object: &Object, name: &str, value: f64) {
    // A plain object takes any property.
    let _ = Reflect::set(object, &name.into(), &value.into());
}

fn keep(window: &Window, tap: &Object) {
    let held = Reflect::get(window, &NAME.into()).ok();
    let taps = match held.and_then(|held| held.dyn_into::<Array>().ok()) {
        Some(taps) => taps,
        None => {
            let taps = Array::new();
            let _ = Reflect::set(window, &NAME.into(), &taps);
            taps
        }
    };
    if taps.length() >= KEPT_MAX {
        taps.shift();
    }
    taps.push(tap);
}

/// Calls back once the next frame is painted: a timer set in the frame's callback fires after its paint. A message through
/// a channel would do as well, but arrives two to four milliseconds later still, which are not the paint's.
fn after_paint(window: &Window, tell: impl FnOnce(f64) + 'static) {
    let in_frame = Closure::once_into_js(move || {
        page::after(0, move || {
            if let Some(now) = web_sys::window().as_ref().and_then(now) {
                tell(now);
            }
        });
    });
    let _ = window.request_animation_frame(in_frame.unchecked_ref());
}
