//! Starts the counter's page.

/// A root of its own, never the body: the window keeps the frame through which every command passes in the body,
/// and a page that took the body over would remove it.
fn main() {
    let document = web_sys::window().and_then(|window| window.document());
    let root = document.and_then(|document| document.get_element_by_id("app"));
    let root = root.expect("index.html has an element with the id app");
    yew::Renderer::<pos::counter::App>::with_root(root).render();
}
