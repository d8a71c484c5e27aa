//! What comes back: taken in, or understood as a refusal.

use super::{Asked, Engine};
use crate::error::TillError;
use crate::sync::push::Pushed;
use crate::sync::request::{Answered, Outage, Response};
use crate::till::Till;
use shared::journal::Head;
use shared::problem::{Problem, ProblemCode};
use shared::sync::{
    HelloAnswer, PUSH_ENTRIES_MAX, Position, PullPage, PushAnswer, PushRefusal, There, Verdict,
};
use shared::till::Touched;

impl Engine {
    /// Takes in what came back for the request that was sent last.
    pub fn received(
        &mut self,
        till: &mut Till,
        now_ms: i64,
        answer: Result<Response, Outage>,
    ) -> Result<Touched, TillError> {
        // An answer to a series that was given up meanwhile, since its file was mended, says nothing of this one.
        let asked = self.asked.take();
        till.be_sure()?;
        let Some(asked) = asked.filter(|_| self.series == Some(till.series())) else {
            return Ok(Touched::default());
        };
        let online_before = till.line.connection;
        let taken = match answer {
            Err(outage) => Err(outage),
            Ok(response) => self.take(till, asked, &response, now_ms)?,
        };
        let mut touched = Touched::default();
        match taken {
            Ok(changed) => touched = changed,
            Err(outage) => {
                if let Asked::Pull { poked: true } = asked {
                    self.poked = true;
                }
                self.lost(till, &outage, now_ms);
            }
        }
        touched.sync |= till.line.connection != online_before;
        Ok(touched)
    }

    /// The inner result is the network's, the outer one the disk's.
    #[allow(clippy::type_complexity)]
    fn take(
        &mut self,
        till: &mut Till,
        asked: Asked,
        response: &Response,
        now_ms: i64,
    ) -> Result<Result<Touched, Outage>, TillError> {
        macro_rules! read {
            ($kind:ty) => {
                match response.read::<$kind>() {
                    Err(outage) => return Ok(Err(outage)),
                    Ok(Answered::No(problem)) => {
                        self.heard(till, response, now_ms);
                        return self.refused(till, asked, *problem, now_ms).map(Ok);
                    }
                    Ok(Answered::Yes(answer)) => {
                        self.heard(till, response, now_ms);
                        self.back_off.worked();
                        answer
                    }
                }
            };
        }
        let touched = match asked {
            Asked::Hello => {
                let answer = read!(HelloAnswer);
                let verdict = till.take_hello(&answer)?;
                self.there = There::Met {
                    verdict,
                    latest: answer.latest,
                };
                till.line.verdict = match verdict {
                    Verdict::Ok { .. } => None,
                    stop => Some(stop),
                };
                Touched {
                    sync: true,
                    ..Touched::default()
                }
            }
            Asked::Push => {
                let answer = read!(PushAnswer);
                self.pushed(till, &answer, now_ms)?
            }
            Asked::Pull { .. } => {
                let page = read!(PullPage);
                let (latest, own) = (page.latest, page.own);
                let touched = till.take_page(page, now_ms)?;
                self.told_latest(latest);
                // Somebody else wrote in this series: the hello says what to make of it.
                if own.is_some_and(|own| own > till.head().sequence) {
                    self.there = There::Unknown;
                }
                if touched.sync {
                    self.moved(till, now_ms);
                }
                touched
            }
        };
        Ok(Ok(touched))
    }

    fn pushed(
        &mut self,
        till: &mut Till,
        answer: &PushAnswer,
        now_ms: i64,
    ) -> Result<Touched, TillError> {
        let durable = Head {
            sequence: answer.durable,
            hash: answer.durable_hash,
        };
        let ahead = self.ahead.as_ref();
        let ahead = ahead.filter(|ahead| ahead.follows(till.books.own.id, &durable));
        let upto = ahead.map(|ahead| ahead.last.sequence);
        match till.take_push(answer, upto, now_ms)? {
            Pushed::Further(touched) => {
                self.told_latest(answer.latest);
                (self.push_entries, self.renewed) = (PUSH_ENTRIES_MAX, 0);
                self.moved(till, now_ms);
                if answer.durable >= till.head().sequence {
                    till.line.sending_from = None;
                }
                Ok(touched)
            }
            Pushed::Parted { last_common } => {
                till.drop_ask()?;
                self.stop(till, Verdict::Fork { last_common });
                Ok(Touched {
                    sync: true,
                    ..Touched::default()
                })
            }
        }
    }

    fn told_latest(&mut self, told: Position) {
        if let There::Met { latest, .. } = &mut self.there {
            *latest = told.max(*latest);
        }
    }

    /// The server answered, and it was no.
    fn refused(
        &mut self,
        till: &mut Till,
        asked: Asked,
        problem: Problem,
        now_ms: i64,
    ) -> Result<Touched, TillError> {
        let touched = Touched {
            sync: true,
            ..Touched::default()
        };
        tracing::warn!(?asked, detail = %problem.detail, "the server refuses");
        if is_settled(&problem) && matches!(asked, Asked::Hello | Asked::Push) {
            till.drop_ask()?;
            // What is asked next is another question: it does not wait as long as the one that found nobody.
            self.back_off.worked();
        }
        match (problem.code, problem.push) {
            (ProblemCode::PushRefused, Some(PushRefusal::Fork { last_common })) => {
                self.stop(till, Verdict::Fork { last_common });
                return Ok(touched);
            }
            (ProblemCode::PushRefused, Some(PushRefusal::Clone)) => {
                self.stop(till, Verdict::Clone);
                return Ok(touched);
            }
            (
                ProblemCode::PushRefused,
                Some(PushRefusal::Gap { .. } | PushRefusal::Chain(_) | PushRefusal::ServerRestored),
            ) => {
                // The hello says from where to send, or what to make of a series that others wrote in.
                self.there = There::Unknown;
            }
            (ProblemCode::PushRefused, Some(PushRefusal::TooLarge))
            | (ProblemCode::TooLarge, _) => {
                self.ahead = None;
                self.push_entries = (self.push_entries / 2).max(shared::journal::GROUP_ENTRIES_MAX);
            }
            (ProblemCode::TillRevoked, _) => {
                self.stop(till, Verdict::Revoked);
                return Ok(touched);
            }
            (ProblemCode::FeedChanged, _) => {
                till.forget_feed()?;
                self.there = There::Unknown;
            }
            // The hello says who the till is: the server may not know of its newest series.
            (ProblemCode::NotFound, _) if asked != Asked::Hello => {
                self.there = There::Unknown;
            }
            (ProblemCode::WrongSignature | ProblemCode::NotFound, _) => {
                self.stop(till, Verdict::Unknown);
                return Ok(touched);
            }
            _ => {}
        }
        if let Asked::Pull { poked: true } = asked {
            self.poked = true;
        }
        // It answers, so it is not offline; but the same again at once would be refused again.
        self.due_ms = now_ms.saturating_add(self.back_off.failed(till.entropy()));
        Ok(touched)
    }
}

/// Whether a refusal says that the request will never be taken in as it is: then another may follow it. After every other
/// the same is asked again, since an earlier sending of it may have been taken in.
fn is_settled(problem: &Problem) -> bool {
    match problem.code {
        ProblemCode::PushRefused => matches!(
            problem.push,
            Some(
                PushRefusal::Fork { .. }
                    | PushRefusal::Gap { .. }
                    | PushRefusal::Chain(_)
                    | PushRefusal::Clone
                    | PushRefusal::ServerRestored
            )
        ),
        ProblemCode::TillRevoked | ProblemCode::NotFound | ProblemCode::WrongSignature => true,
        _ => false,
    }
}
