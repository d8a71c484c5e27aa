//! What a page asks of its browser: time, keys, focus.

use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use wasm_bindgen_futures::JsFuture;
use web_sys::{
    Document, Element, File, HtmlElement, HtmlInputElement, KeyboardEvent, ScrollIntoViewOptions,
    ScrollLogicalPosition,
};

fn document() -> Option<Document> {
    web_sys::window()?.document()
}

/// Runs something once, later.
pub fn after(ms: i32, run: impl FnOnce() + 'static) {
    if let Some(window) = web_sys::window() {
        let run = Closure::once_into_js(run);
        // A browser that takes no timer has no page to run it for.
        let _ =
            window.set_timeout_with_callback_and_timeout_and_arguments_0(run.unchecked_ref(), ms);
    }
}

/// Runs something again and again, for as long as the page lives.
pub fn every(ms: i32, run: impl Fn() + 'static) {
    if let Some(window) = web_sys::window() {
        let run = Closure::<dyn Fn()>::new(run);
        let _ = window.set_interval_with_callback_and_timeout_and_arguments_0(
            run.as_ref().unchecked_ref(),
            ms,
        );
        run.forget();
    }
}

/// Hears every key, for as long as the page lives.
pub fn on_key(hear: impl Fn(KeyboardEvent) + 'static) {
    if let Some(document) = document() {
        let hear = Closure::<dyn Fn(KeyboardEvent)>::new(hear);
        let _ = document.add_event_listener_with_callback("keydown", hear.as_ref().unchecked_ref());
        hear.forget();
    }
}

/// Hears of every change of the window's size, for as long as the page lives.
pub fn on_resize(hear: impl Fn() + 'static) {
    if let Some(window) = web_sys::window() {
        let hear = Closure::<dyn Fn()>::new(hear);
        let _ = window.add_event_listener_with_callback("resize", hear.as_ref().unchecked_ref());
        hear.forget();
    }
}

/// Gives the keyboard to the first element that fits.
pub fn focus(selector: &str) {
    let found = document().and_then(|document| document.query_selector(selector).ok().flatten());
    if let Some(element) = found.and_then(|element| element.dyn_into::<HtmlElement>().ok()) {
        focus_on(&element);
    }
}

/// Gives the keyboard to an element.
pub fn focus_on(element: &HtmlElement) {
    // An element that cannot take it leaves the keyboard where it is.
    let _ = element.focus();
}

/// Whether an element fits now.
pub fn is_there(selector: &str) -> bool {
    document().is_some_and(|document| {
        document
            .query_selector(selector)
            .is_ok_and(|found| found.is_some())
    })
}

/// Scrolls as little as it takes to show the first element that fits.
pub fn bring_into_view(selector: &str) {
    let found = document().and_then(|document| document.query_selector(selector).ok().flatten());
    if let Some(element) = found {
        let options = ScrollIntoViewOptions::new();
        options.set_block(ScrollLogicalPosition::Nearest);
        element.scroll_into_view_with_scroll_into_view_options(&options);
    }
}

/// What has the keyboard.
pub fn focused() -> Option<HtmlElement> {
    document()?.active_element()?.dyn_into().ok()
}

/// The whole number of a custom property of an element's style, such as `--columns`.
pub fn number_of(element: &HtmlElement, property: &str) -> Option<usize> {
    let style = web_sys::window()?.get_computed_style(element).ok()??;
    style
        .get_property_value(property)
        .ok()?
        .trim()
        .trim_end_matches("px")
        .parse()
        .ok()
}

/// Sets a property of an element's style through the DOM, which the page's policy allows.
pub fn set_style(element: &HtmlElement, property: &str, value: &str) {
    // A property the browser does not know changes nothing.
    let _ = element.style().set_property(property, value);
}

/// The name and the text of a file that a person chose.
pub async fn text_of(file: Option<File>) -> Option<(String, String)> {
    let file = file?;
    let text = JsFuture::from(file.text()).await.ok()?;
    Some((file.name(), text.as_string()?))
}

/// Gives the element a class, or takes it away, outside of what is drawn: for what lasts only as long as a touch.
pub fn mark(element: &Element, class: &str, on: bool) {
    // A class without blanks is always accepted.
    let _ = element.class_list().toggle_with_force(class, on);
}

/// Empties the text field of this id.
pub fn clear_field(id: &str) {
    if let Some(field) = element(id).and_then(|element| element.dyn_into::<HtmlInputElement>().ok())
    {
        field.set_value("");
    }
}

/// What the page's address has behind its `#`.
pub fn fragment() -> Option<String> {
    let hash = web_sys::window()?.location().hash().ok()?;
    let fragment = hash.strip_prefix('#')?;
    (!fragment.is_empty()).then(|| fragment.to_owned())
}

/// The element of this id.
pub fn element(id: &str) -> Option<Element> {
    document()?.get_element_by_id(id)
}
