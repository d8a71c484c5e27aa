//! What is sent: the request that was written down, or the next question for the feed, which changes nothing and need not
//! be.

use super::{Action, Asked, Engine};
use crate::error::TillError;
use crate::sync::SyncState;
use crate::sync::ahead::Packed;
use crate::sync::ask::{Ask, Marks, Verb};
use crate::sync::request::{Outage, Request};
use crate::till::Till;
use shared::journal::{Head, Sequence};
use shared::sync::{PullQuery, There};

const HELLO: &str = "/api/v1/sync/hello";
const PUSH: &str = "/api/v1/sync/push";
const PULL: &str = "/api/v1/sync/pull";

impl Engine {
    pub(super) fn dispatch(
        &mut self,
        till: &mut Till,
        (asked, request): (Asked, Option<Request>),
        now_ms: i64,
    ) -> Action {
        let Some(request) = request else {
            return self.lost(till, &Outage::NoKey, now_ms);
        };
        self.asked = Some(asked);
        (self.quiet, self.stopped) = (false, false);
        Action::Send(request)
    }

    /// The request as it was written down. What a hello says is of now; a push holds the same entries each time, or, where
    /// the server called it too large, fewer of them.
    pub(super) fn send(
        &mut self,
        till: &mut Till,
        server: &str,
        ask: Ask,
        state: &SyncState,
    ) -> Result<(Asked, Option<Request>), TillError> {
        let (request, token) = (ask.request, state.token);
        let marks = Some(Marks { request, token });
        match ask.verb {
            Verb::Hello => {
                let hello = till.hello()?;
                self.said = hello.head.sequence;
                let path = HELLO.to_owned();
                let request = till.sign_request(server, "POST", path, Some(&hello), marks)?;
                Ok((Asked::Hello, request))
            }
            Verb::Push { upto, .. } => {
                // Once: every push of a backlog would count all that is left of it.
                if till.line.sending_from.is_none() {
                    let durable = state.durable.sequence;
                    let waiting = crate::order::waiting(till.database.reader(), durable)?.orders;
                    till.line.sending_from = (waiting > 0).then_some(waiting);
                }
                let packed = self.packed(till, upto)?;
                let request = packed.and_then(|Packed { body, last, .. }| {
                    self.sent = (last.sequence < till.head().sequence).then_some(last);
                    till.sign_packed(server, "POST", PUSH.to_owned(), body, marks)
                });
                Ok((Asked::Push, request))
            }
        }
    }

    /// The push of what follows what is confirmed, up to this entry: the one that was made ahead, if it is that very one.
    fn packed(&mut self, till: &mut Till, upto: Sequence) -> Result<Option<Packed>, TillError> {
        let confirmed = till.confirmed()?;
        let own = till.books.own.id;
        let ahead = self.ahead.take();
        let is_it = |ahead: &Packed| ahead.follows(own, &confirmed) && ahead.last.sequence == upto;
        if let Some(ahead) = ahead.filter(is_it) {
            return Ok(Some(ahead));
        }
        let range = usize::try_from(upto.0.saturating_sub(confirmed.sequence.0));
        let most = range.map_or(self.push_entries, |range| range.min(self.push_entries));
        till.push_after(confirmed, most)?
            .map(Packed::of)
            .transpose()
    }

    /// Behind which entry the next push could be made ahead while one is on its way, and of how many entries at most.
    pub const fn next_ahead(&self) -> Option<(Head, usize)> {
        match (self.asked, self.sent) {
            (Some(Asked::Push), Some(sent)) => Some((sent, self.push_entries)),
            _ => None,
        }
    }

    /// Makes it, for whoever has no other thread to do so.
    pub fn make_ahead(&mut self, till: &mut Till) -> Result<(), TillError> {
        if let Some((after, most)) = self.next_ahead() {
            self.ahead = till.push_after(after, most)?.map(Packed::of).transpose()?;
        }
        Ok(())
    }

    /// Keeps a push that was made ahead, until its turn.
    pub fn keep_ahead(&mut self, ahead: Option<Packed>) {
        self.ahead = ahead;
    }

    pub(super) fn pull(
        &mut self,
        till: &mut Till,
        server: &str,
    ) -> Result<(Asked, Option<Request>), TillError> {
        self.idle_due_ms = None;
        let asked = Asked::Pull {
            poked: std::mem::take(&mut self.poked),
        };
        let Some(PullQuery {
            feed,
            after,
            hash,
            limit,
            head,
            own,
        }) = till.next_pull()?
        else {
            self.there = There::Unknown;
            return Ok((asked, None));
        };
        let mut path =
            format!("{PULL}?feed={feed}&after={after}&hash={hash}&limit={limit}&head={head}");
        if own {
            path += "&own=true";
        }
        Ok((
            asked,
            till.sign_request(server, "GET", path, None::<&()>, None)?,
        ))
    }
}
