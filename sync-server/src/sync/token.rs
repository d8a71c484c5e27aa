//! Which request of a series this is: the next one, a repeated one, a copy's, or one to another incarnation of the server.
//!
//! Absent on purpose: stored answers. A repeated request is answered from what is stored, which gives the same answer.

use crate::key::ServerKey;
use shared::id::{FeedId, RequestId, SeriesId};
use shared::journal::Hash;
use shared::planted::{self, Bug};
use shared::sync::{Token, Verdict};

/// How a request says which one it is.
#[derive(Clone, Copy, Debug)]
pub struct Ask<'k> {
    /// The key that tokens are made with.
    pub key: &'k ServerKey,
    /// Its id.
    pub request: RequestId,
    /// The token it shows.
    pub token: Option<Token>,
}

/// How far the tokens of a series have come.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Issued {
    /// The counter of the newest token; 0 before the first.
    pub counter: u64,
    /// The request that it answered.
    pub request: Option<RequestId>,
}

/// What a token says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Claim {
    /// It is the newest: the till heard the last answer.
    Newest,
    /// It is the one before, in the same request as then: the answer was lost.
    Repeated,
    /// There is none: a till before its first token, or of an older version.
    Without,
    /// It is an older one of this feed, in another request: a copy of the till.
    Older,
    /// It was never given in this feed: the server was restored.
    Unknown,
}

impl ServerKey {
    /// The token of a counter. Everything that is hashed has a fixed length, so a prefixed secret is enough.
    pub fn token(&self, feed: FeedId, series: SeriesId, counter: u64) -> Token {
        let mut message = b"cortado/token/v1\0".to_vec();
        message.extend_from_slice(&self.secret());
        message.extend_from_slice(feed.as_bytes());
        message.extend_from_slice(series.as_bytes());
        message.extend_from_slice(&counter.to_le_bytes());
        let mut code = [0; 16];
        code.copy_from_slice(&Hash::of(&message).0[..16]);
        Token::new(counter, code)
    }
}

impl Issued {
    /// What the request claims to be.
    pub fn claim(&self, feed: FeedId, series: SeriesId, ask: &Ask<'_>) -> Claim {
        let Some(token) = ask.token else {
            return Claim::Without;
        };
        let counter = token.counter();
        if ask.key.token(feed, series, counter) != token || counter > self.counter {
            return Claim::Unknown;
        }
        if counter == self.counter {
            return Claim::Newest;
        }
        let before = counter + 1 == self.counter;
        if before && (self.request == Some(ask.request) || planted::is(Bug::AnyOldToken)) {
            return Claim::Repeated;
        }
        Claim::Older
    }

    /// How far they have come once the request is answered.
    ///
    /// Only the newest token moves them: a request that was repeated, or that arrives late and for a second time, must not
    /// make a token older that the till holds.
    #[must_use]
    pub fn after(self, claim: Claim, request: RequestId) -> Self {
        match claim {
            Claim::Newest => Self {
                counter: self.counter + 1,
                request: Some(request),
            },
            Claim::Without | Claim::Unknown => Self {
                counter: self.counter.max(1),
                ..self
            },
            Claim::Repeated | Claim::Older => self,
        }
    }

    /// The newest token.
    pub fn newest(&self, feed: FeedId, series: SeriesId, key: &ServerKey) -> Option<Token> {
        (self.counter > 0).then(|| key.token(feed, series, self.counter))
    }
}

/// The verdict on a hello, of which the hashes say `judged`, and how far the tokens have come then; none where the till
/// gets no further one.
///
/// The hashes go first: where they find something, they know more exactly what.
pub fn with_token(
    judged: Verdict,
    claim: Claim,
    issued: Issued,
    request: RequestId,
) -> (Verdict, Option<Issued>) {
    let goes_on = matches!(judged, Verdict::Ok { .. } | Verdict::UpgradeToPull);
    let verdict = match claim {
        Claim::Older if goes_on => Verdict::Clone,
        Claim::Unknown if goes_on => Verdict::ServerRestored,
        _ => judged,
    };
    let speaks_on = match verdict {
        Verdict::Ok { .. }
        | Verdict::UpgradeToPull
        | Verdict::ServerRestored
        | Verdict::Revoked => claim != Claim::Older,
        Verdict::Restored { .. } | Verdict::Fork { .. } | Verdict::Clone | Verdict::Unknown => {
            false
        }
    };
    (verdict, speaks_on.then(|| issued.after(claim, request)))
}
