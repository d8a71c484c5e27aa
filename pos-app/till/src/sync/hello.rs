//! The first words: where the till stands, and what the server makes of it.

use super::SyncState;
use super::hand_back;
use super::state::Durable;
use crate::error::TillError;
use crate::journal;
use crate::lineage::see_again;
use crate::till::Till;
use shared::journal::{Hash, Head, Sequence};
use shared::planted::{self, Bug};
use shared::sync::{HelloAnswer, HelloRequest, Membership, PROTOCOL, Position, Verdict};

impl Till {
    /// What the till says of itself.
    pub(crate) fn hello(&self) -> Result<HelloRequest, TillError> {
        let reader = self.database.reader();
        let head = self.head();
        let state = SyncState::load(reader)?;
        let mut samples = Vec::new();
        let mut back = 1;
        while let Some(at) = head.sequence.0.checked_sub(back).filter(|at| *at > 0) {
            let sequence = Sequence(at);
            let hash = journal::hash_at(reader, self.books.own.id, sequence)?;
            samples.extend(hash.map(|hash| Head { sequence, hash }));
            back *= 2;
        }
        Ok(HelloRequest {
            protocol: PROTOCOL,
            app_version: self.app_version().to_owned(),
            head,
            acknowledged: state.durable.head(self.header()?.hash()),
            samples,
            membership: self.membership(&state)?,
            header: Some(self.header()?),
            continues: self.books.lineage.closed.last().map(|closed| closed.series),
        })
    }

    /// The server's own proof that this till belongs to a business, should it have forgotten.
    fn membership(&self, state: &SyncState) -> Result<Option<Membership>, TillError> {
        let session = &self.books.session;
        let own = self.books.own.id;
        let mut closed = self.books.lineage.closed.iter().rev();
        // Before the server has signed for the series that is written now, it signed for the one before.
        let proof = state.proof.map(|proof| (own, proof)).or_else(|| {
            closed.find_map(|closed| closed.cosigned.map(|proof| (closed.series, proof)))
        });
        let Some((business, (series, (head, signature)))) = session.business.zip(proof) else {
            return Ok(None);
        };
        let Some(header) = journal::header_of(self.database.reader(), series)? else {
            return Ok(None);
        };
        Ok(Some(Membership {
            business,
            header,
            code: session.code.clone(),
            name: session.name.clone(),
            head,
            signature,
        }))
    }

    /// Takes the server's first words in. The verdict is the server's, unless it says it has more of this series
    /// than there is: then this file is an older copy.
    pub(crate) fn take_hello(&mut self, answer: &HelloAnswer) -> Result<Verdict, TillError> {
        let head = self.head().sequence;
        let verdict = match answer.verdict {
            Verdict::Ok { send_from } if send_from.0 > head.0 + 1 => Verdict::Restored {
                durable: Sequence(send_from.0.saturating_sub(1)),
            },
            verdict => verdict,
        };
        let held = match verdict {
            Verdict::Ok { send_from } => Some(Sequence(send_from.0.saturating_sub(1))),
            Verdict::ServerRestored | Verdict::Revoked | Verdict::UpgradeToPull => answer.durable,
            // Nothing of this series is sent to a server that sees it so.
            Verdict::Restored { .. } | Verdict::Fork { .. } | Verdict::Clone | Verdict::Unknown => {
                None
            }
        };
        let own = self.books.own.id;
        let (feed, latest) = (answer.feed, answer.latest);
        self.write(|desk| {
            let before = SyncState::load(desk.connection)?;
            let mut state = before.clone();
            if state.feed != Some(feed) {
                see_again(desk.connection)?;
                hand_back::begin(desk.connection)?;
                state.feed = Some(feed);
                journal::forget_branches(desk.connection)?;
                (state.cursor, state.cursor_hash) = (Position::default(), Hash::START);
                // Positions of the other feed say nothing here.
                state.match_upto = None;
            }
            state.latest = latest.max(state.cursor);
            // Where the server has more than it confirmed, an answer was lost: the push is repeated for it, since it
            // says what counts of the clocks. Where it has less, it was restored: what it lacks is sent again.
            let lacks = |held: &Sequence| *held < state.durable.sequence;
            if let Some(sequence) = held.filter(lacks)
                && !planted::is(Bug::DurableIsSafe)
            {
                let hash = journal::hash_at(desk.connection, own, sequence)?;
                let hash = hash.filter(|_| sequence != Sequence::NONE);
                state.durable = Durable { sequence, hash };
                state.safe = state.safe.min(sequence);
                state.server_signature = None;
            }
            // Whatever the verdict: it is answered.
            state.asked = None;
            state.token = answer.next_token.or(state.token);
            if state != before {
                desk.written = true;
                state.store(desk.connection)?;
            }
            Ok(())
        })?;
        Ok(verdict)
    }

    /// The server says that the cursor belongs to another feed or another history: everything is read again from
    /// its start. What is here already is recognised.
    pub(crate) fn forget_feed(&mut self) -> Result<(), TillError> {
        self.write(|desk| {
            desk.written = true;
            journal::forget_branches(desk.connection)?;
            let mut state = SyncState::load(desk.connection)?;
            (state.feed, state.cursor, state.cursor_hash) =
                (None, Position::default(), Hash::START);
            state.store(desk.connection)
        })
    }
}
