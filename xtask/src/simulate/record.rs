//! What was played so far: a file beside the build, begun anew when the core changes.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use sha2::{Digest, Sha256};
use std::collections::{BTreeMap, VecDeque};

use crate::place::Place;

/// What a violation can come from: the rules, the till, the server, and the worlds themselves.
const CORE: [&str; 5] = [
    "shared/src",
    "pos-app/till/src",
    "sync-server/src",
    "migrations",
    "simulation/src",
];
/// A part of it that no world runs: the till's command line, which reads files of sales and menus.
const APART: &str = "pos-app/till/src/headless";
/// Seeds that are played before they are kept.
const PIECE: u64 = 100;
/// Fewer seeds need not meet every fault.
const ENOUGH: u64 = 2_000;

/// A campaign.
#[derive(Default, Serialize, Deserialize)]
pub struct Record {
    /// The hash of the core that was played.
    core: String,
    /// Ranges of seeds that were played.
    played: Vec<(u64, u64)>,
    seeds: u64,
    twice: u64,
    milliseconds: u64,
    /// How often each fault and verdict happened.
    tally: BTreeMap<String, u64>,
    /// What must happen at least once.
    expected: Vec<String>,
    broken: Vec<Value>,
    #[serde(skip)]
    path: PathBuf,
}

impl Record {
    /// The record of the core as it is now.
    pub fn open(place: &Place) -> Result<Self> {
        let path = place.target.join("simulation").join("campaign.json");
        let core = hash(&place.root)?;
        let kept = fs::read_to_string(&path).ok();
        let kept = kept.and_then(|text| serde_json::from_str::<Self>(&text).ok());
        let mut record = kept.filter(|kept| kept.core == core).unwrap_or_default();
        (record.core, record.path) = (core, path);
        Ok(record)
    }

    /// What was not played of a range, in pieces.
    pub fn left(&self, from: u64, to: u64) -> VecDeque<(u64, u64)> {
        let mut left = VecDeque::new();
        let mut next = from;
        while next < to {
            let upto = (next + PIECE).min(to);
            let held = |(start, end): &&(u64, u64)| *start < upto && next < *end;
            next = match self.played.iter().find(held) {
                Some((start, _)) if *start > next => {
                    left.push_back((next, *start));
                    *start
                }
                Some((_, end)) => *end,
                None => {
                    left.push_back((next, upto));
                    upto
                }
            };
        }
        left
    }

    /// Takes a piece in and keeps it.
    pub fn add(&mut self, piece: &Value) -> Result<()> {
        let number = |value: &Value| value.as_u64().unwrap_or(0);
        let verdicts = &piece["verdicts"];
        self.played
            .push((number(&piece["from"]), number(&piece["to"])));
        self.played.sort_unstable();
        self.seeds += number(&verdicts["seeds"]);
        self.twice += number(&verdicts["twice"]);
        self.milliseconds += number(&verdicts["milliseconds"]);
        for (name, count) in verdicts["tally"].as_object().into_iter().flatten() {
            *self.tally.entry(name.clone()).or_default() += number(count);
        }
        if let Some(expected) = piece["expected"].as_array() {
            let names = expected.iter().filter_map(Value::as_str);
            self.expected = names.map(str::to_owned).collect();
        }
        self.broken
            .extend(verdicts["broken"].as_array().into_iter().flatten().cloned());
        let folder = self.path.parent().context("a record has a folder")?;
        fs::create_dir_all(folder)?;
        let aside = self.path.with_extension("new");
        fs::write(&aside, serde_json::to_string_pretty(self)?)?;
        fs::rename(&aside, &self.path)?;
        Ok(())
    }

    fn never(&self) -> Vec<&String> {
        let met = |name: &&String| self.tally.get(*name).is_some_and(|count| *count > 0);
        let missing = self.expected.iter().filter(|name| !met(name));
        missing.filter(|_| self.seeds >= ENOUGH).collect()
    }

    /// Whether no promise was broken and everything happened at least once.
    pub fn is_whole(&self) -> bool {
        self.broken.is_empty() && self.never().is_empty()
    }

    /// Of one process: what several play at a time takes each of them as long.
    fn an_hour(&self) -> u64 {
        self.seeds * 3_600_000 / self.milliseconds.max(1)
    }

    /// A line while it goes on.
    pub fn progress(&self, to: u64) -> String {
        let (seeds, broken) = (self.seeds, self.broken.len());
        format!(
            "{seeds} seeds, {} an hour, {broken} broken; until {to}",
            self.an_hour()
        )
    }

    /// Everything, for programs.
    pub fn summary(&self) -> Value {
        json!({
            "core": self.core, "seeds": self.seeds, "twice": self.twice, "an_hour": self.an_hour(),
            "broken": self.broken, "never": self.never(), "tally": self.tally,
        })
    }

    /// Everything, for people.
    pub fn in_words(&self) -> String {
        let mut lines = vec![format!(
            "{} seeds since the last change of the core ({} of them twice, with the same trace), {} an hour",
            self.seeds,
            self.twice,
            self.an_hour()
        )];
        for (name, count) in &self.tally {
            lines.push(format!("{count:>10}  {name}"));
        }
        lines.extend(
            self.never()
                .iter()
                .map(|name| format!("NEVER       {name}")),
        );
        for broken in &self.broken {
            lines.push(format!(
                "BROKEN seed {}: {}: {}",
                broken["seed"], broken["rule"], broken["detail"]
            ));
            lines.push(broken["script"].as_str().unwrap_or_default().to_owned());
        }
        lines.join("\n")
    }
}

/// One hash of the sources of the core, by name.
fn hash(root: &Path) -> Result<String> {
    let mut files = Vec::new();
    for folder in CORE {
        collect(&root.join(folder), &mut files)?;
    }
    let apart = root.join(APART);
    files.retain(|file| !file.starts_with(&apart));
    files.sort();
    let mut hasher = Sha256::new();
    for file in files {
        let name = file.strip_prefix(root).unwrap_or(&file);
        hasher.update(name.to_string_lossy().as_bytes());
        hasher.update(Sha256::digest(fs::read(&file)?));
    }
    Ok(hex::encode(&hasher.finalize()[..8]))
}

fn collect(folder: &Path, files: &mut Vec<PathBuf>) -> Result<()> {
    for entry in fs::read_dir(folder).with_context(|| folder.display().to_string())? {
        let path = entry?.path();
        if path.is_dir() {
            collect(&path, files)?;
        } else {
            files.push(path);
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_played_is_not_played_again() {
        let record = Record {
            played: vec![(0, 100), (150, 250), (300, 310)],
            ..Record::default()
        };
        assert_eq!(
            record.left(0, 420),
            [(100, 150), (250, 300), (310, 410), (410, 420)]
        );
        assert_eq!(record.left(20, 90), []);
    }
}
