//! The ordering page.

use yew::prelude::*;

#[component]
fn App() -> Html {
    html! { <h1>{ "Cortado" }</h1> }
}

fn main() {
    yew::Renderer::<App>::new().render();
}
