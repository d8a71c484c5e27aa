//! The engine: says what to send next and takes in what came back. It has no clock, no socket and no thread.

mod answer;
mod send;

use super::SyncState;
use super::ahead::Packed;
use super::ask::Verb;
use super::backoff::{BackOff, jittered};
use super::request::{Outage, Request, Response};
use crate::error::TillError;
use crate::till::Till;
use shared::id::SeriesId;
use shared::journal::{Head, Sequence};
use shared::planted::{self, Bug};
use shared::sync::{Here, PUSH_ENTRIES_MAX, Position, Step, There, Verdict, next_step};
use shared::till::ContinuedWhy;

/// How often a till that hears nothing asks all the same.
const IDLE_MS: i64 = 20_000;
/// How long a till waits before it hands back what a restored server lacks of others.
const HAND_BACK_MS: i64 = 20_000;
/// How often a till whose sync a verdict stops says hello again.
///
/// Less than five minutes: what it sells meanwhile is handed in within that.
const STOPPED_MS: i64 = 240_000;
/// How long entries may wait, with a server that answers, before it is called a standstill.
const STALLED_MS: i64 = 600_000;
/// A server that knows better each time is not believed for ever: after so many new series in a row the till waits for
/// a person.
const RENEWALS_MOST: u8 = 3;
/// A clock that differs from the server's by more than this is mentioned.
const CLOCK_OFF_MS: i64 = 120_000;

/// What to do now.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Action {
    /// Send this, and hand the answer to [`Engine::received`].
    Send(Request),
    /// Nothing until then, or until something is recorded here or poked there.
    Wait {
        /// Milliseconds since 1970.
        until_ms: i64,
    },
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Asked {
    Hello,
    Push,
    /// With the poke it answers.
    Pull {
        poked: bool,
    },
}

/// The engine.
pub struct Engine {
    there: There,
    /// The series that `there` is about.
    series: Option<SeriesId>,
    asked: Option<Asked>,
    back_off: BackOff,
    /// Nothing is sent before this moment.
    due_ms: i64,
    /// When to ask although nothing is known to be new.
    idle_due_ms: Option<i64>,
    /// Something may be new there.
    poked: bool,
    /// Nothing waits on either side, as far as was asked since the last poke.
    quiet: bool,
    /// A verdict stops it, and nothing is left to hand in.
    stopped: bool,
    /// The last time something moved, or nothing waited.
    moved_ms: Option<i64>,
    /// Entries of a push: fewer after the server called one too large.
    push_entries: usize,
    /// The head of the journal at the last hello.
    said: Sequence,
    /// When what the server lacks of others is handed back.
    hand_back_due_ms: Option<i64>,
    /// How often the till went on in a new series since something was last handed in.
    renewed: u8,
    /// The last entry of the push that is on its way, where more waits behind it.
    sent: Option<Head>,
    /// The push behind that one, if it was made already.
    ahead: Option<Packed>,
}

impl Default for Engine {
    fn default() -> Self {
        Self {
            there: There::Unknown,
            series: None,
            asked: None,
            back_off: BackOff::default(),
            due_ms: i64::MIN,
            idle_due_ms: None,
            poked: true,
            quiet: false,
            stopped: false,
            moved_ms: None,
            push_entries: PUSH_ENTRIES_MAX,
            said: Sequence::NONE,
            hand_back_due_ms: None,
            renewed: 0,
            sent: None,
            ahead: None,
        }
    }
}

impl Engine {
    /// Something may be new on the server.
    pub const fn poke(&mut self) {
        self.poked = true;
        self.quiet = false;
    }

    /// A person wants to know now: no waiting for the end of the back-off.
    pub fn hurry(&mut self) {
        self.poke();
        self.due_ms = i64::MIN;
        self.back_off.worked();
        if matches!(next_verdict(&self.there), Some(verdict) if !matches!(verdict, Verdict::Ok { .. }))
        {
            self.there = There::Unknown;
        }
    }

    /// Whether nothing waits on either side, as far as was asked since the last poke.
    pub const fn is_quiet(&self) -> bool {
        self.quiet
    }

    /// Whether a verdict stops it, and nothing is left to hand in. A till that is revoked still hands in what it
    /// sold first.
    pub const fn is_stopped(&self) -> bool {
        self.stopped
    }

    /// What to do now.
    pub fn poll(&mut self, till: &mut Till, now_ms: i64) -> Result<Action, TillError> {
        // A command may have failed since: what it would have done must not be told to the server.
        till.be_sure()?;
        let server = till.books.device.server.clone();
        let joined = till.books.session.business.is_some() && !till.database.is_newer();
        self.look_at_series(till)?;
        let Some(server) = server.filter(|_| joined) else {
            return Ok(Action::Wait {
                until_ms: now_ms.saturating_add(IDLE_MS),
            });
        };
        let state = SyncState::load(till.database.reader())?;
        let here = here(till, &state);
        self.watch(till, &here, &state, now_ms);
        self.forgive_clock(now_ms);
        if now_ms < self.due_ms {
            return Ok(Action::Wait {
                until_ms: self.due_ms,
            });
        }
        let unanswered = state.asked;
        if let Some(ask) = unanswered.filter(|ask| ask.verb.fits(here.durable)) {
            // What has no answer yet is asked again before anything else.
            let sent = self.send(till, &server, ask, &state)?;
            return Ok(self.dispatch(till, sent, now_ms));
        }
        let sent = match next_step(&here, &self.there) {
            Step::Hello => {
                let ask = till.ask(Verb::Hello)?;
                self.send(till, &server, ask, &state)?
            }
            Step::Push { from } => {
                let ask = till.ask(Verb::push(from, here.head, self.push_entries))?;
                self.send(till, &server, ask, &state)?
            }
            Step::Pull { .. } => self.pull(till, &server)?,
            Step::Rest => match self.rest(till, now_ms)? {
                Some(action) => return Ok(action),
                None => self.pull(till, &server)?,
            },
            Step::Continue { verdict }
                if self.renewed < RENEWALS_MOST && !planted::is(Bug::SameIncarnation) =>
            {
                self.go_on(till, verdict)?;
                return self.poll(till, now_ms);
            }
            Step::Continue { verdict } | Step::Stop { verdict } => {
                return Ok(self.wait_for_a_person(till, verdict, now_ms));
            }
        };
        Ok(self.dispatch(till, sent, now_ms))
    }

    /// Nothing waits: what is left to be said is said. None: it is time to ask for news.
    fn rest(&mut self, till: &mut Till, now_ms: i64) -> Result<Option<Action>, TillError> {
        self.nothing_lacks(till);
        let hand_back_due = self.others_lack(till, now_ms)?;
        if hand_back_due.is_some_and(|due| now_ms >= due) {
            till.hand_back()?;
            return self.poll(till, now_ms).map(Some);
        }
        if hand_back_due.is_none() && till.tell_missing()? {
            return self.poll(till, now_ms).map(Some);
        }
        let due = *self
            .idle_due_ms
            .get_or_insert_with(|| now_ms.saturating_add(jittered(IDLE_MS, till.entropy())));
        if self.poked || now_ms >= due {
            return Ok(None);
        }
        self.quiet = hand_back_due.is_none();
        let until_ms = hand_back_due.map_or(due, |hand_back| hand_back.min(due));
        Ok(Some(Action::Wait { until_ms }))
    }

    /// Carries over what an older series still holds, and knows nothing of a server that was asked about another one.
    fn look_at_series(&mut self, till: &mut Till) -> Result<(), TillError> {
        if !till.database.is_newer() {
            till.carry_some()?;
        }
        let series = till.series();
        if self.series.replace(series) != Some(series) {
            self.there = There::Unknown;
        }
        Ok(())
    }

    fn wait_for_a_person(&mut self, till: &mut Till, verdict: Verdict, now_ms: i64) -> Action {
        till.line.verdict = Some(verdict);
        self.stopped = true;
        self.there = There::Unknown;
        self.due_ms = now_ms.saturating_add(STOPPED_MS);
        Action::Wait {
            until_ms: self.due_ms,
        }
    }

    /// The series is not the till's own any more: it goes on in another, which the server hears of at once.
    fn go_on(&mut self, till: &mut Till, verdict: Verdict) -> Result<(), TillError> {
        let durable = SyncState::load(till.database.reader())?.durable.sequence;
        let (last_common, why) = match verdict {
            // The server holds all that was said of this file, and more. What was sold since then, only the file holds.
            Verdict::Restored { .. } => (self.said, ContinuedWhy::Restored),
            Verdict::Fork { last_common } => (last_common, ContinuedWhy::Parted),
            Verdict::Clone => (durable, ContinuedWhy::Copied),
            Verdict::Ok { .. }
            | Verdict::ServerRestored
            | Verdict::Unknown
            | Verdict::Revoked
            | Verdict::UpgradeToPull => return Ok(()),
        };
        till.continue_anew(last_common, why)?;
        self.renewed += 1;
        self.there = There::Unknown;
        till.line.verdict = None;
        till.line.sending_from = None;
        Ok(())
    }

    /// When to hand back what the server lacks of others; none where it lacks nothing. Their own tills come first, and
    /// not all others at once.
    fn others_lack(&mut self, till: &mut Till, now_ms: i64) -> Result<Option<i64>, TillError> {
        if !till.has_to_hand_back()? {
            self.hand_back_due_ms = None;
            return Ok(None);
        }
        let due = self
            .hand_back_due_ms
            .get_or_insert_with(|| now_ms.saturating_add(jittered(HAND_BACK_MS, till.entropy())));
        Ok(Some(*due))
    }

    /// A server that was restored has been told everything again: nobody needs to hear of it any longer.
    fn nothing_lacks(&mut self, till: &mut Till) {
        if let There::Met { verdict, .. } = &mut self.there
            && *verdict == Verdict::ServerRestored
        {
            *verdict = Verdict::Ok {
                send_from: till.head().sequence.next(),
            };
            till.line.verdict = None;
        }
    }

    fn stop(&mut self, till: &mut Till, verdict: Verdict) {
        let latest = match self.there {
            There::Met { latest, .. } => latest,
            There::Unknown => Position::default(),
        };
        self.there = There::Met { verdict, latest };
        till.line.verdict = Some(verdict);
    }

    fn heard(&mut self, till: &mut Till, response: &Response, now_ms: i64) {
        till.line.heard(now_ms);
        let off = response.date_ms.map(|date| now_ms.saturating_sub(date));
        let off = off.filter(|off| off.abs() > CLOCK_OFF_MS);
        till.line.clock_off_seconds = off.map(|off| off / 1_000);
    }

    fn lost(&mut self, till: &mut Till, outage: &Outage, now_ms: i64) -> Action {
        self.there = There::Unknown;
        self.due_ms = now_ms.saturating_add(self.back_off.failed(till.entropy()));
        tracing::info!(%outage, "the server is not heard");
        till.line.lost(now_ms, self.due_ms);
        Action::Wait {
            until_ms: self.due_ms,
        }
    }

    /// An answer could not be taken in: the same again, but not at once.
    pub fn failed(&mut self, till: &mut Till, now_ms: i64) {
        self.due_ms = now_ms.saturating_add(self.back_off.failed(till.entropy()));
    }

    fn moved(&mut self, till: &mut Till, now_ms: i64) {
        self.moved_ms = Some(now_ms);
        till.line.stalled = false;
    }

    /// A clock that was put back must not make the till wait until it has caught up.
    fn forgive_clock(&mut self, now_ms: i64) {
        let far = now_ms.saturating_add(STOPPED_MS + IDLE_MS);
        if self.due_ms > far {
            self.due_ms = now_ms;
        }
        self.idle_due_ms = self.idle_due_ms.filter(|due| *due <= far);
        self.hand_back_due_ms = self.hand_back_due_ms.filter(|due| *due <= far);
        self.moved_ms = self.moved_ms.filter(|moved| *moved <= now_ms);
    }

    /// The watchdog: what waits, with a server that answers, and does not move for ten minutes, is said, and the
    /// engine starts from the beginning.
    fn watch(&mut self, till: &mut Till, here: &Here, state: &SyncState, now_ms: i64) {
        let waits = here.durable < here.head || state.cursor < state.latest;
        let online = till.line.connection == shared::till::ConnectionState::Online;
        if !waits {
            self.moved(till, now_ms);
        } else if !online || till.line.verdict.is_some() {
            self.moved_ms = Some(now_ms);
        }
        let moved_ms = *self.moved_ms.get_or_insert(now_ms);
        if now_ms.saturating_sub(moved_ms) > STALLED_MS {
            tracing::error!(durable = %here.durable, head = %here.head, "the sync stands still: it starts again");
            *self = Self {
                // What is asked now is about the series that was looked at.
                series: self.series,
                moved_ms: Some(now_ms),
                ..Self::default()
            };
            till.line.stalled = true;
        }
    }
}

const fn here(till: &Till, state: &SyncState) -> Here {
    Here {
        head: till.head().sequence,
        durable: state.durable.sequence,
        cursor: state.cursor,
    }
}

const fn next_verdict(there: &There) -> Option<&Verdict> {
    match there {
        There::Unknown => None,
        There::Met { verdict, .. } => Some(verdict),
    }
}
