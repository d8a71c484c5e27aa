//! A keyring that a test holds in its hand: it answers at once, later, or never.

use std::collections::BTreeMap;
use std::sync::mpsc::{Receiver, Sender, channel};
use std::sync::{Arc, Mutex};
use till::{Kept, Keyring};

#[derive(Clone, Copy, Default, PartialEq, Eq)]
pub enum Manner {
    #[default]
    Answers,
    /// Of witnesses: a person would have to unlock it.
    Hangs,
    /// Of witnesses.
    Silent,
}

#[derive(Default)]
pub struct HandKeyring {
    kept: Mutex<BTreeMap<String, Vec<u8>>>,
    manner: Mutex<Manner>,
    reads: Mutex<Vec<(String, Sender<Kept>)>>,
    writes: Mutex<Vec<Sender<bool>>>,
}

impl HandKeyring {
    pub fn new() -> Arc<Self> {
        Arc::default()
    }

    pub fn is_now(&self, manner: Manner) {
        *self.manner.lock().unwrap() = manner;
    }

    /// It answers from now on, and first what it was asked before.
    pub fn unlock(&self) {
        self.is_now(Manner::Answers);
        for (name, answer) in self.reads.lock().unwrap().drain(..) {
            let _ = answer.send(self.of(&name));
        }
    }

    /// What it was asked to keep, and has not answered yet.
    pub fn writes_waiting(&self) -> usize {
        self.writes.lock().unwrap().len()
    }

    pub fn witnesses(&self) -> Vec<String> {
        let kept = self.kept.lock().unwrap();
        let names = kept.keys().filter(|name| is_witness(name));
        names.cloned().collect()
    }

    fn of(&self, name: &str) -> Kept {
        let kept = self.kept.lock().unwrap().get(name).cloned();
        kept.map_or(Kept::Nothing, Kept::Secret)
    }

    fn manner_for(&self, name: &str) -> Manner {
        let manner = *self.manner.lock().unwrap();
        match is_witness(name) {
            true => manner,
            false => Manner::Answers,
        }
    }
}

fn is_witness(name: &str) -> bool {
    name.starts_with("witness-")
}

impl Keyring for HandKeyring {
    fn read(&self, name: String) -> Receiver<Kept> {
        let (answer, answered) = channel();
        match self.manner_for(&name) {
            Manner::Answers => answer.send(self.of(&name)).unwrap(),
            Manner::Hangs => self.reads.lock().unwrap().push((name, answer)),
            Manner::Silent => answer.send(Kept::Silent).unwrap(),
        }
        answered
    }

    fn write(&self, name: String, secret: Vec<u8>) -> Receiver<bool> {
        let (answer, answered) = channel();
        let manner = self.manner_for(&name);
        match manner {
            Manner::Answers => {
                self.kept.lock().unwrap().insert(name, secret);
                answer.send(true).unwrap();
            }
            Manner::Hangs => self.writes.lock().unwrap().push(answer),
            Manner::Silent => answer.send(false).unwrap(),
        }
        answered
    }
}
