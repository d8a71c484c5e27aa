//! What the wire does to one request and its answer.

use crate::chance::Chance;
use crate::fault::Fault;
use crate::script::Script;

/// After this long without an answer a till gives up.
pub const PATIENCE_MS: i64 = 30_000;

/// What happens to a request.
#[derive(Clone, Debug, Default)]
pub struct Fate {
    /// How long each copy of it travels; none where it never arrives.
    pub there_ms: Vec<i64>,
    /// How long the answer travels.
    pub back_ms: i64,
    /// What happens to the answer.
    pub answer: AnswerFate,
    /// Which faults that was, for the counts.
    pub faults: Vec<Fault>,
}

/// What happens to an answer.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum AnswerFate {
    /// It arrives.
    #[default]
    Arrives,
    /// It is lost.
    Lost,
    /// Only the beginning of it arrives.
    Cut,
    /// Somebody else answered, and the server never heard.
    Portal,
    /// "Not now", and nothing was done.
    Busy,
    /// "Too large", and nothing was done.
    TooLarge,
}

impl Fate {
    /// What happens to a request of so many bytes.
    pub fn draw(script: &Script, calm: bool, bytes: usize, chance: &mut Chance) -> Self {
        let mut fate = Self {
            there_ms: vec![chance.between(2, 80)],
            back_ms: chance.between(2, 80),
            ..Self::default()
        };
        if calm {
            return fate;
        }
        let mut strikes = |fault: Fault, percent: u64| {
            let strikes = script.has(fault) && chance.percent(percent);
            if strikes {
                fate.faults.push(fault);
            }
            strikes.then(|| chance.draw())
        };
        if let Some(luck) = strikes(Fault::Delay, 10) {
            let slow = i64::try_from(luck % 12_000).unwrap_or(0);
            fate.there_ms[0] += slow;
            fate.back_ms += slow / 2;
        }
        if let Some(luck) = strikes(Fault::Double, 10) {
            let later = i64::try_from(luck % 20_000).unwrap_or(0);
            fate.there_ms.push(fate.there_ms[0] + later);
        }
        if let Some(luck) = strikes(Fault::Late, 5) {
            let later = i64::try_from(luck % 120_000).unwrap_or(0);
            fate.there_ms = vec![PATIENCE_MS + later];
        }
        if strikes(Fault::Drop, 10).is_some() || strikes(Fault::CutRequest, 5).is_some() {
            fate.there_ms.clear();
        }
        if strikes(Fault::AnswerLost, 10).is_some() {
            fate.answer = AnswerFate::Lost;
        } else if strikes(Fault::CutAnswer, 8).is_some() {
            fate.answer = AnswerFate::Cut;
        } else if strikes(Fault::Portal, 5).is_some() {
            fate.answer = AnswerFate::Portal;
        } else if strikes(Fault::Busy, 5).is_some() {
            fate.answer = AnswerFate::Busy;
        } else if bytes > 8_000 && strikes(Fault::TooLarge, 30).is_some() {
            fate.answer = AnswerFate::TooLarge;
        }
        fate
    }
}
