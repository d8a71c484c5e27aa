//! A token is taken for one request: of two copies of a till, one is told that it is the other.

use shared::id::{RequestId, SeriesId};
use shared::sync::Token;
use std::collections::BTreeMap;

/// Which request each token of each series was taken for.
#[derive(Debug, Default)]
pub struct Spent {
    requests: BTreeMap<(SeriesId, Token), RequestId>,
    twice: Option<String>,
}

impl Spent {
    /// A request was answered with another token than it showed.
    pub fn take(&mut self, series: SeriesId, token: Option<Token>, request: RequestId) {
        let Some(token) = token else { return };
        let first = *self.requests.entry((series, token)).or_insert(request);
        if first != request && self.twice.is_none() {
            self.twice = Some(format!("{token:?} of {series} in {first} and {request}"));
        }
    }

    /// A token that was taken for two requests.
    pub fn twice(&self) -> Option<&str> {
        self.twice.as_deref()
    }
}
