//! The demo owner and cafes, and how far each has been set up.
//!
//! Every step that succeeded is written down before the next begins, so a start that was interrupted goes on where
//! it was. Only one cut between making a cafe and writing it down makes another.

use std::collections::BTreeMap;
use std::fs::{self, OpenOptions};
use std::io::Write;
use std::os::unix::fs::OpenOptionsExt;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result};
use serde::{Deserialize, Serialize};

use super::household::Household;
use super::server;
use super::till::Till;
use crate::place::Place;
use crate::step::step;

/// When the demo cafes are open.
const HOURS: &str = "1-5 08:00-20:00, 6-7 09:00-20:00";
const EMAIL: &str = "demo@cortado.cafe";
const PASSWORD_LENGTH: usize = 20;
/// Without letters that look like others.
const PASSWORD_LETTERS: &[u8; 32] = b"abcdefghjkmnpqrstuvwxyz23456789-";

/// A cafe to set up.
pub struct Cafe {
    /// Its folder's name, and ours for it.
    pub word: &'static str,
    /// What its customers call it.
    pub name: &'static str,
    /// What it takes money in.
    pub currency: &'static str,
    /// Whose clock it lives by.
    pub timezone: &'static str,
}

/// The cafe of the demo.
pub const LUMBRE: Cafe = Cafe {
    word: "lumbre",
    name: "Café Lumbre",
    currency: "ARS",
    timezone: "America/Argentina/Buenos_Aires",
};

#[derive(Default, Serialize, Deserialize)]
struct Notes {
    port: Option<u16>,
    cafes: BTreeMap<String, Progress>,
}

/// How far a cafe is.
#[derive(Default, Clone, Serialize, Deserialize)]
pub struct Progress {
    business_id: Option<String>,
    enrolled: bool,
    /// Its menu is in.
    pub menu: bool,
    /// Its sales are rung up.
    pub replayed: bool,
    /// They have reached the server.
    pub synced: bool,
}

/// A cafe on the server, with a code that joins one till and is good for minutes.
#[derive(Deserialize)]
struct Invitation {
    business_id: String,
    enrolment_code: String,
}

/// What has been set up below one data folder.
pub struct Demo {
    notes_file: PathBuf,
    notes: Notes,
    password: String,
}

impl Demo {
    /// Reads how far we are; makes the password the first time.
    pub fn open(data: &Path) -> Result<Self> {
        fs::create_dir_all(data).with_context(|| format!("cannot make {}", data.display()))?;
        let notes_file = data.join("demo.json");
        let notes = match fs::read(&notes_file) {
            Ok(text) => serde_json::from_slice(&text)
                .with_context(|| format!("cannot read {}", notes_file.display()))?,
            Err(_) => Notes::default(),
        };
        Ok(Self {
            notes_file,
            notes,
            password: password(&data.join("demo-signin.txt"))?,
        })
    }

    /// The port of last time.
    pub fn port(&self) -> Option<u16> {
        self.notes.port
    }

    /// Remembers the port.
    pub fn set_port(&mut self, port: u16) -> Result<()> {
        self.notes.port = Some(port);
        self.write()
    }

    /// How far a cafe is.
    pub fn progress(&self, cafe: &Cafe) -> Progress {
        self.notes.cafes.get(cafe.word).cloned().unwrap_or_default()
    }

    /// Writes a step down.
    pub fn note(&mut self, cafe: &Cafe, change: impl FnOnce(&mut Progress)) -> Result<()> {
        change(self.notes.cafes.entry(cafe.word.to_owned()).or_default());
        self.write()
    }

    /// Makes the cafe on the server and joins its till, as far as that is not done.
    pub fn open_cafe(
        &mut self,
        household: &mut Household,
        place: &Place,
        till: &Till,
        cafe: &Cafe,
        address: &str,
    ) -> Result<()> {
        let progress = self.progress(cafe);
        if progress.enrolled {
            return Ok(());
        }
        let invitation = match progress.business_id.clone() {
            None => step(&format!("{}: create the cafe", cafe.name), || {
                self.create(household, place, cafe)
            })?,
            Some(business) => self.invite(household, place, &business)?,
        };
        self.note(cafe, |progress| {
            progress.business_id = Some(invitation.business_id)
        })?;
        // A start that was cut just after its till had joined has not written that down.
        let joined =
            progress.business_id.is_some() && household.finish("sync", till.sync()).is_ok();
        if !joined {
            step(&format!("{}: enrol its till", cafe.name), || {
                household.finish("enrol", till.enrol(address, &invitation.enrolment_code))
            })?;
        }
        self.note(cafe, |progress| progress.enrolled = true)
    }

    /// Gives the demo cafe its menu, once.
    pub fn import_menu(
        &mut self,
        household: &mut Household,
        till: &Till,
        file: &Path,
    ) -> Result<()> {
        if self.progress(&LUMBRE).menu {
            return Ok(());
        }
        step(&format!("{}: read its menu", LUMBRE.name), || {
            household.finish("import-menu", till.import_menu(file))?;
            household.finish("sync", till.sync())
        })?;
        self.note(&LUMBRE, |progress| progress.menu = true)
    }

    /// Where to go and how to sign in.
    pub fn greeting(&self, address: &str, data: &Path) -> Result<String> {
        let lumbre = self.progress(&LUMBRE).business_id.unwrap_or_default();
        Ok(format!(
            "Dashboard  {address}/dashboard/\n  sign in  {EMAIL}\n  password {}\nOrdering   {address}/order/{lumbre}/\nData       {}",
            self.password,
            data.display()
        ))
    }

    fn create(&self, household: &mut Household, place: &Place, cafe: &Cafe) -> Result<Invitation> {
        let mut command = self.server(place, "create-owner")?;
        command.args(["--email", EMAIL, "--business", cafe.name]);
        command.args(["--currency", cafe.currency, "--timezone", cafe.timezone]);
        command.args(["--hours", HOURS]);
        invitation(&household.ask("create-owner", command, &self.password)?)
    }

    /// A fresh code for a cafe whose till did not get to join it last time.
    fn invite(
        &self,
        household: &mut Household,
        place: &Place,
        business: &str,
    ) -> Result<Invitation> {
        let mut command = self.server(place, "enrolment-code")?;
        command.args(["--business", business]);
        invitation(&household.ask("enrolment-code", command, "")?)
    }

    fn server(&self, place: &Place, task: &str) -> Result<Command> {
        let data = self.notes_file.parent().context("notes have a folder")?;
        let mut command = server::program(place);
        command.arg(task).arg("--data").arg(data.join("server"));
        Ok(command)
    }

    fn write(&self) -> Result<()> {
        let fresh = self.notes_file.with_extension("new");
        fs::write(&fresh, serde_json::to_vec_pretty(&self.notes)?)?;
        fs::rename(&fresh, &self.notes_file)?;
        Ok(())
    }
}

fn invitation(answer: &str) -> Result<Invitation> {
    serde_json::from_str(answer).with_context(|| format!("the server answered {answer:?}"))
}

/// The password of the demo owner: random, readable by this user only, made once.
fn password(file: &Path) -> Result<String> {
    if let Ok(text) = fs::read_to_string(file) {
        let line = text
            .lines()
            .find_map(|line| line.strip_prefix("password: "));
        return line
            .map(str::to_owned)
            .with_context(|| format!("no password in {}", file.display()));
    }
    let mut random = [0_u8; PASSWORD_LENGTH];
    getrandom::fill(&mut random).map_err(|error| anyhow::anyhow!("no randomness: {error}"))?;
    let password: String = random
        .iter()
        .map(|byte| char::from(PASSWORD_LETTERS[usize::from(byte % 32)]))
        .collect();
    let mut open = OpenOptions::new()
        .write(true)
        .create_new(true)
        .mode(0o600)
        .open(file)?;
    writeln!(open, "e-mail: {EMAIL}\npassword: {password}")?;
    Ok(password)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::os::unix::fs::PermissionsExt;

    fn empty_folder(name: &str) -> PathBuf {
        let folder =
            std::env::temp_dir().join(format!("cortado-xtask-{name}-{}", std::process::id()));
        let _ = fs::remove_dir_all(&folder);
        fs::create_dir_all(&folder).unwrap();
        folder
    }

    #[test]
    fn the_password_is_made_once_and_kept_from_others() {
        let file = empty_folder("password").join("demo-signin.txt");
        let first = password(&file).unwrap();
        assert_eq!(first.len(), PASSWORD_LENGTH);
        assert_eq!(password(&file).unwrap(), first);
        assert_eq!(
            fs::metadata(&file).unwrap().permissions().mode() & 0o777,
            0o600
        );
    }

    #[test]
    fn progress_survives_a_restart() {
        let folder = empty_folder("progress");
        let mut demo = Demo::open(&folder).unwrap();
        demo.set_port(8_123).unwrap();
        demo.note(&LUMBRE, |progress| progress.menu = true).unwrap();
        let again = Demo::open(&folder).unwrap();
        assert_eq!(again.port(), Some(8_123));
        assert!(again.progress(&LUMBRE).menu);
    }
}
