//! What every part of the page can reach: the state, the service, the words.

use crate::state::{Action, State};
use crate::words::Words;
use kit::server::Server;
use shared::business::BusinessView;
use yew::prelude::*;

/// What every part of the page can reach.
#[derive(Clone, PartialEq)]
pub struct Here {
    /// What the page knows.
    pub state: UseReducerHandle<State>,
    /// The way to the service.
    pub server: Server,
    /// The words in the reader's language.
    pub words: Words,
}

impl Here {
    /// Tells the state that something happened.
    pub fn tell(&self, action: Action) {
        self.state.dispatch(action);
    }

    /// The cafe that is looked at.
    pub fn cafe(&self) -> Option<&BusinessView> {
        self.state.cafe()
    }
}

/// What this part of the page can reach.
#[hook]
pub fn use_here() -> Here {
    use_context::<Here>().expect("every part is drawn inside the page, which provides it")
}
