//! Starts the counter's page.

/// The page lives in an element of its own: beside it in the body stands the frame through which the window
/// passes what the page asks.
fn main() {
    if let Some(root) = kit::page::element("app") {
        yew::Renderer::<pos::counter::App>::with_root(root).render();
    }
}
