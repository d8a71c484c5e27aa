//! The page's address. What follows `#` is where the reader is; the browser's back and forward work by it.

use wasm_bindgen::prelude::*;
use yew::prelude::*;

/// What follows `#`, with it.
pub fn hash() -> String {
    let window = web_sys::window();
    window
        .and_then(|window| window.location().hash().ok())
        .unwrap_or_default()
}

/// Goes to another place of this page.
pub fn go(hash: &str) {
    if let Some(window) = web_sys::window() {
        // A browser that refuses leaves the reader where they are.
        let _ = window.location().set_hash(hash);
    }
}

/// The service's address, as a till needs it: `https://cortado.example`.
pub fn origin() -> String {
    let window = web_sys::window();
    window
        .and_then(|window| window.location().origin().ok())
        .unwrap_or_default()
}

/// The path of the address, without what follows `#` or `?`.
pub fn path() -> String {
    let window = web_sys::window();
    window
        .and_then(|window| window.location().pathname().ok())
        .unwrap_or_default()
}

/// Names the page in the browser's tab.
pub fn set_title(title: &str) {
    if let Some(document) = web_sys::window().and_then(|window| window.document()) {
        document.set_title(title);
    }
}

/// Calls `changed` with every new address.
#[hook]
pub fn use_hash(changed: Callback<String>) {
    use_effect_with((), move |()| {
        let listen = Closure::<dyn FnMut()>::new(move || changed.emit(hash()));
        let window = web_sys::window();
        if let Some(window) = &window {
            let listener = listen.as_ref().unchecked_ref();
            let _ = window.add_event_listener_with_callback("hashchange", listener);
        }
        move || {
            if let Some(window) = window {
                let listener = listen.as_ref().unchecked_ref();
                let _ = window.remove_event_listener_with_callback("hashchange", listener);
            }
        }
    });
}
