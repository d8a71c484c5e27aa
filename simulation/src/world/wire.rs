//! From a till to the server and back.

use super::{Checked, Event, Violation, World};
use crate::network::{AnswerFate, Fate, PATIENCE_MS};
use crate::server::{Answered, problem};
use shared::id::SeriesId;
use shared::problem::ProblemCode;
use till::TillError;
use till::sync::{Action, Outage, Request, Response};

/// More failed tries in a row than this, within the time below, and the till is hammering.
const TRIES_MOST: u64 = 30;
const TRIES_WITHIN_MS: i64 = 60_000;
/// As the thread that carries the engine's wishes out does after a fault.
const AFTER_FAULT_MS: i64 = 10_000;

impl World<'_> {
    /// A till's sync looks what is to be done.
    pub(super) fn look(&mut self, who: usize) -> Checked {
        let now_ms = self.now_ms;
        let machine = &mut self.machines[who];
        if machine.asked.is_some() {
            return Ok(());
        }
        machine.look_at_clock(now_ms);
        let local = machine.local_ms(now_ms);
        let Some(till) = machine.till.as_mut() else {
            return Ok(());
        };
        let before = till.series();
        let mut action = machine.engine.poll(till, local);
        if action.is_ok()
            && let Err(error) = machine.engine.make_ahead(till)
        {
            action = Err(error);
        }
        if self.machines[who].disk.is_dead() {
            return self.look_at_disk(who);
        }
        self.follow(who, before)?;
        self.machines[who].testify(now_ms);
        match action {
            Ok(Action::Send(request)) => self.send(who, request),
            Ok(Action::Wait { until_ms }) => {
                let at = self.machines[who].world_ms(until_ms, now_ms);
                self.wake_at(who, at);
                Ok(())
            }
            Err(error) => self.fault(who, &error),
        }
    }

    /// A till may have gone on in a new series, or carried something over.
    fn follow(&mut self, who: usize, before: SeriesId) -> Checked {
        let Some(till) = self.machines[who].till.as_ref() else {
            return Ok(());
        };
        let (series, head) = (till.series(), till.head().sequence);
        if series != before {
            let header = till.header();
            let header =
                header.map_err(|error| Violation::new("a till is read", error.to_string()))?;
            self.ledger.begin(header, self.machines[who].business);
            self.tally.count("a till that goes on in a new series");
            self.note(format_args!("till {who} goes on with {series}"));
        }
        if self.ledger.head(who, series) == head {
            return Ok(());
        }
        self.adopt(who)
    }

    fn fault(&mut self, who: usize, error: &TillError) -> Checked {
        self.tally.count("a fault of the sync");
        self.note(format_args!("till {who}: {error}"));
        self.wake_at(who, self.now_ms + AFTER_FAULT_MS);
        Ok(())
    }

    pub(super) fn wake_at(&mut self, who: usize, at_ms: i64) {
        let at_ms = at_ms.max(self.now_ms + 1);
        let machine = &mut self.machines[who];
        if machine.wakes_at.is_some_and(|at| at <= at_ms) {
            return;
        }
        machine.wakes_at = Some(at_ms);
        let life = machine.life;
        self.later(at_ms - self.now_ms, Event::Wake { who, life });
    }

    fn send(&mut self, who: usize, request: Request) -> Checked {
        let cut = self.now_ms < self.machines[who].cut_until;
        let bytes = request.body.len();
        let mut fate = Fate::draw(self.script, self.calm, bytes, &mut self.wires[who]);
        for fault in std::mem::take(&mut fate.faults) {
            self.fired(fault);
        }
        if cut {
            fate.there_ms.clear();
        }
        let machine = &mut self.machines[who];
        machine.requests += 1;
        let (life, number) = (machine.life, machine.requests);
        machine.asked = Some(number);
        let path = request.path.split('?').next().unwrap_or_default();
        let path = path.rsplit('/').next().unwrap_or_default().to_owned();
        self.note(format_args!("till {who} asks {path} ({bytes} bytes)"));
        // Whatever else happens, this comes at the end of patience; where it is not the first, nobody listens.
        // A cut network is so from beginning to end: there is no way at all, or everything vanishes in it.
        let refused_at_once = cut && self.machines[who].cut_until % 2 == 0;
        let patience = if refused_at_once { 5 } else { PATIENCE_MS };
        let lost = Err(Outage::Unreachable("no answer".to_owned()));
        self.give_back(who, (life, number), patience, lost);
        let request = Box::new(request);
        for there_ms in fate.there_ms.clone() {
            let event = Event::Arrive {
                who,
                life,
                number,
                request: request.clone(),
                fate: fate.clone(),
            };
            self.later(there_ms, event);
        }
        Ok(())
    }

    fn give_back(
        &mut self,
        who: usize,
        (life, number): (u64, u64),
        in_ms: i64,
        answer: Result<Response, Outage>,
    ) {
        let event = Event::Return {
            who,
            life,
            number,
            answer: Box::new(answer),
        };
        self.later(in_ms, event);
    }

    /// A request arrives at the server.
    pub(super) fn arrive(
        &mut self,
        who: usize,
        ask: (u64, u64),
        request: &Request,
        fate: &Fate,
    ) -> Checked {
        if self.now_ms < self.server.down_until {
            return Ok(());
        }
        let refusal = |code| Response {
            status: 503,
            is_cortado: true,
            date_ms: None,
            body: problem(code, None),
        };
        let instead = match fate.answer {
            AnswerFate::Portal => Some(Response {
                status: 200,
                is_cortado: false,
                date_ms: None,
                body: b"<html>Welcome to the airport</html>".to_vec(),
            }),
            AnswerFate::Busy => Some(refusal(ProblemCode::Unavailable)),
            AnswerFate::TooLarge => Some(refusal(ProblemCode::TooLarge)),
            AnswerFate::Arrives | AnswerFate::Lost | AnswerFate::Cut => None,
        };
        if let Some(response) = instead {
            self.give_back(who, ask, fate.back_ms, Ok(response));
            return Ok(());
        }
        let business = self.machines[who].business;
        let Answered {
            mut response,
            arrived,
            said,
        } = self.server.answer(request, business, self.now_ms);
        self.tally.count(&said);
        self.note(format_args!("the server to till {who}: {said}"));
        if let Some(twice) = self.server.spent.twice() {
            return Err(Violation::new(
                "a token is taken for one request",
                twice.to_owned(),
            ));
        }
        if let Some((business, series)) = arrived {
            self.arrived(business, series)?;
        }
        match fate.answer {
            AnswerFate::Lost => return Ok(()),
            AnswerFate::Cut => {
                let half = response.body.len() / 2;
                response.body.truncate(half);
            }
            AnswerFate::Arrives | AnswerFate::Portal | AnswerFate::Busy | AnswerFate::TooLarge => {}
        }
        if self.now_ms >= self.machines[who].cut_until {
            self.give_back(who, ask, fate.back_ms, Ok(response));
        }
        Ok(())
    }

    /// Something new is on the server: the ledger hears when, and the others are poked.
    pub(super) fn arrived(&mut self, business: usize, series: SeriesId) -> Checked {
        let store = &self.server.shops[business].store;
        let revoked = store.is_revoked(series);
        let there = store.entries(series);
        let there = there.map(|(known, recorded)| (recorded.entry.sequence, known.hash));
        self.ledger.arrived(series, there, self.now_ms, revoked);
        for who in 0..self.machines.len() {
            let machine = &self.machines[who];
            let other = machine.business == business && machine.series() != Some(series);
            let hears = self.now_ms >= machine.cut_until;
            let life = machine.life;
            if other && hears && (self.calm || self.wires[who].percent(85)) {
                let in_ms = self.wires[who].between(3, 300);
                self.later(in_ms, Event::Poke { who, life });
            }
        }
        Ok(())
    }

    /// An answer arrives at the till that waits for it.
    pub(super) fn come_back(
        &mut self,
        who: usize,
        (life, number): (u64, u64),
        answer: Result<Response, Outage>,
    ) -> Checked {
        let now_ms = self.now_ms;
        let machine = &mut self.machines[who];
        if machine.life != life || machine.asked != Some(number) {
            return Ok(());
        }
        machine.asked = None;
        machine.look_at_clock(now_ms);
        let local = machine.local_ms(now_ms);
        let Some(till) = machine.till.as_mut() else {
            return Ok(());
        };
        let came = answer.is_ok();
        let taken = machine.engine.received(till, local, answer);
        if machine.disk.is_dead() {
            return self.look_at_disk(who);
        }
        if let Err(error) = taken {
            machine.engine.failed(till, local);
            self.tally.count("a fault of the sync");
            self.note(format_args!("till {who} cannot take it in: {error}"));
        }
        self.count_tries(who, came)?;
        self.look(who)
    }

    /// A till whose server is away must not hammer.
    fn count_tries(&mut self, who: usize, came: bool) -> Checked {
        let (tries, since) = &mut self.failing[who];
        if came || self.now_ms - *since > TRIES_WITHIN_MS {
            (*tries, *since) = (0, self.now_ms);
            return Ok(());
        }
        *tries += 1;
        if *tries > TRIES_MOST {
            let detail = format!("till {who} tried {tries} times within a minute");
            return Err(Violation::new("tries come ever slower", detail));
        }
        Ok(())
    }
}
