//! Starts the owner's page.

fn main() {
    yew::Renderer::<dashboard::App>::new().render();
}
