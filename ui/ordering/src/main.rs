//! Starts the customer's page.

fn main() {
    yew::Renderer::<ordering::App>::new().render();
}
