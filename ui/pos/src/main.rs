//! Starts the counter's page, or the kitchen's.

/// The page lives in an element of its own: beside it in the body stands the frame through which the window
/// passes what the page asks.
fn main() {
    let Some(root) = kit::page::element("app") else {
        return;
    };
    match kit::page::fragment().as_deref() {
        Some(pos::kitchen::BOARD) => {
            yew::Renderer::<pos::kitchen::Board>::with_root(root).render();
        }
        _ => {
            yew::Renderer::<pos::counter::App>::with_root(root).render();
        }
    }
}
