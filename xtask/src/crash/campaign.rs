//! What all runs found together, in `crash/campaign.json` of the target folder.

use std::collections::BTreeMap;
use std::fmt::Write;
use std::fs;
use std::path::PathBuf;
use std::time::Duration;

use anyhow::{Context, Result};
use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::place::Place;

/// The sums.
#[derive(Debug, Default, Serialize, Deserialize)]
pub struct Campaign {
    /// By the program that was killed.
    #[serde(default)]
    kills: BTreeMap<String, Run>,
    /// What the tests on the failing disk counted in their last run.
    #[serde(default)]
    disk: BTreeMap<String, u64>,
}

/// A run, or the sum of several.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Run {
    /// Programs killed.
    pub kills: u64,
    /// Sales that had been told to be recorded.
    pub told: u64,
    /// Entries compared.
    pub entries: u64,
    /// What was lost.
    pub lost: u64,
    /// What was there twice.
    pub doubled: u64,
    /// How long it took.
    pub seconds: u64,
    /// The seeds of the moments.
    pub seeds: Vec<u64>,
    /// What was found, in words.
    pub findings: Vec<Value>,
}

impl Run {
    /// What the killing program answered.
    pub fn of(found: &Value, seed: u64, spent: Duration) -> Result<Self> {
        let number = |key: &str| found[key].as_u64().with_context(|| format!("no {key}"));
        Ok(Self {
            kills: number("kills")?,
            told: number("told")?,
            entries: number("entries")?,
            lost: number("lost")?,
            doubled: number("doubled")?,
            seconds: spent.as_secs(),
            seeds: vec![seed],
            findings: found["findings"].as_array().cloned().unwrap_or_default(),
        })
    }
}

impl Campaign {
    /// The sums so far.
    pub fn read(place: &Place) -> Result<Self> {
        let file = file(place);
        match fs::read_to_string(&file) {
            Ok(text) => serde_json::from_str(&text)
                .with_context(|| format!("{} does not read", file.display())),
            Err(_) => Ok(Self::default()),
        }
    }

    /// Keeps them.
    pub fn write(&self, place: &Place) -> Result<()> {
        let file = file(place);
        fs::create_dir_all(file.parent().unwrap_or(&place.target))?;
        let fresh = file.with_extension("new");
        fs::write(&fresh, serde_json::to_string_pretty(self)?)?;
        fs::rename(&fresh, &file)?;
        Ok(())
    }

    /// Adds a run.
    pub fn add(&mut self, name: &str, run: &Run) {
        let sum = self.kills.entry(name.to_owned()).or_default();
        sum.kills += run.kills;
        sum.told += run.told;
        sum.entries += run.entries;
        sum.lost += run.lost;
        sum.doubled += run.doubled;
        sum.seconds += run.seconds;
        sum.seeds.extend(&run.seeds);
        sum.findings.extend(run.findings.iter().cloned());
    }

    /// Keeps a figure of the failing disk.
    pub fn add_disk(&mut self, name: &str, count: u64) {
        self.disk.insert(name.to_owned(), count);
    }

    /// For people.
    pub fn in_words(&self) -> String {
        let mut text = String::new();
        for (name, run) in &self.kills {
            let Run {
                kills,
                told,
                entries,
                lost,
                doubled,
                seconds,
                ..
            } = run;
            // Writing into a string cannot fail.
            let _ = writeln!(
                text,
                "{name}: {kills} kills, {told} sales told, {entries} entries compared, {lost} lost, {doubled} doubled \
                 ({seconds} s)"
            );
        }
        for (name, count) in &self.disk {
            let _ = writeln!(text, "disk, {name}: {count}");
        }
        text
    }
}

fn file(place: &Place) -> PathBuf {
    place.target.join("crash").join("campaign.json")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn runs_add_up_and_their_findings_stay() {
        let found = serde_json::json!({
            "kills": 3, "told": 9, "entries": 20, "lost": 1, "doubled": 0, "findings": ["a receipt"],
        });
        let run = Run::of(&found, 7, Duration::from_secs(2)).unwrap();
        let mut campaign = Campaign::default();
        campaign.add("till", &run);
        campaign.add("till", &run);
        let sum = &campaign.kills["till"];
        assert_eq!((sum.kills, sum.lost, sum.seconds), (6, 2, 4));
        assert_eq!((sum.seeds.len(), sum.findings.len()), (2, 2));
        assert!(Run::of(&serde_json::json!({}), 7, Duration::ZERO).is_err());
    }
}
