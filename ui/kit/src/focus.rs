//! Where the keyboard is when something opens.

use crate::page;
use web_sys::HtmlElement;
use yew::prelude::*;

/// The title of a sheet: it has the keyboard as soon as the sheet is there, and never takes it again.
pub struct Title {
    place: NodeRef,
}

/// What [`Title`] shows.
#[derive(Clone, PartialEq, Properties)]
pub struct TitleProps {
    /// Its classes.
    #[prop_or("h24")]
    pub class: &'static str,
    /// What it says.
    pub text: AttrValue,
    /// What a test finds it by.
    #[prop_or_default]
    pub testid: Option<AttrValue>,
}

impl Component for Title {
    type Message = ();
    type Properties = TitleProps;

    fn create(_ctx: &Context<Self>) -> Self {
        Self {
            place: NodeRef::default(),
        }
    }

    fn view(&self, ctx: &Context<Self>) -> Html {
        let TitleProps {
            class,
            text,
            testid,
        } = ctx.props();
        html! {
            <h2 class={*class} tabindex="-1" ref={self.place.clone()} data-testid={testid.clone()}>{ text.clone() }</h2>
        }
    }

    fn rendered(&mut self, _ctx: &Context<Self>, first: bool) {
        if first && let Some(title) = self.place.cast::<HtmlElement>() {
            page::focus_on(&title);
        }
    }
}
