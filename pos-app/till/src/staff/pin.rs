//! PINs: hashed, sealed, checked, and counted where they are wrong.

use super::seal;
use crate::desk::Desk;
use crate::error::TillError;
use crate::till::Till;
use argon2::password_hash::phc::PasswordHash;
use argon2::{Algorithm, Argon2, Params, PasswordHasher, PasswordVerifier, Version};
use rusqlite::{Connection, OptionalExtension};
use shared::event::Event;
use shared::id::{AuthorId, StaffId, SubjectId};
use shared::journal::{Body, PublicKey};
use shared::staff::{
    Member, PIN_TRIES_MAX, PIN_WAIT_MS, Pin, PinId, PinLocked, PinSet, SealedPin, StaffCommand,
    StaffEvent, StaffRejection,
};
use shared::till::{Command, Rejection};

/// What a PIN costs to check: the second of the two settings that OWASP's password storage cheat sheet recommends
/// (19 MiB, two passes).
const MEMORY_KIB: u32 = 19_456;
const PASSES: u32 = 2;

const TRIES: &str = "select wrong, wait_until_ms from pin_try where staff = ?1";
const COUNT: &str = "
    insert or replace into pin_try (staff, wrong, wait_until_ms) values (?1, ?2, ?3)";
const FORGET: &str = "delete from pin_try where staff = ?1";

/// A PIN that comes with a command, and whose it has to be.
fn given(command: &Command) -> Option<(StaffId, &Pin)> {
    match command {
        Command::Approved { by, pin, .. } => Some((*by, pin)),
        Command::Staff { staff, command } => match command {
            StaffCommand::SignIn { pin, .. } | StaffCommand::Clock { pin, .. } => {
                Some((*staff, pin))
            }
            StaffCommand::Set(_) | StaffCommand::SetPin { .. } | StaffCommand::SignOut => None,
        },
        Command::Order { .. }
        | Command::MoveLines { .. }
        | Command::Menu(_)
        | Command::Shift { .. }
        | Command::Settings(_)
        | Command::Print(_)
        | Command::Till(_) => None,
    }
}

impl Till {
    /// Whether the PIN that comes with a command is theirs whose it has to be. A transaction of its own: a wrong one is
    /// counted, though the command is refused.
    pub(crate) fn check_pin(&mut self, command: &Command) -> Result<(), TillError> {
        let Some((staff, pin)) = given(command) else {
            return Ok(());
        };
        // Beyond the outer one nobody asks again.
        if let Command::Approved { command, .. } = command
            && given(command).is_some()
        {
            return Err(refused(StaffRejection::WrongPin { left: 0 }));
        }
        self.write(|desk| Ok(desk.check_pin(staff, pin)))??;
        Ok(())
    }
}

impl Desk<'_> {
    fn check_pin(&mut self, staff: StaffId, pin: &Pin) -> Result<(), TillError> {
        let member = self.books.team.member(staff).cloned();
        let member = member.ok_or_else(|| refused(StaffRejection::NoSuchPerson))?;
        let (wrong, until) = tries(self.connection, staff)?;
        // A clock that was put back makes nobody wait longer than a wait is.
        let wait = (until - self.wall.ms).min(PIN_WAIT_MS);
        if wait > 0 {
            let seconds = u32::try_from((wait + 999) / 1_000).unwrap_or(u32::MAX);
            return Err(refused(StaffRejection::PinLocked { seconds }));
        }
        let hash = self.hash_of(&member)?;
        if is_right(pin, &hash) {
            if wrong > 0 {
                self.written = true;
                self.connection.execute(FORGET, (staff.as_bytes(),))?;
            }
            return Ok(());
        }
        self.count_wrong(staff, wrong + 1)
    }

    /// Always refuses.
    fn count_wrong(&mut self, staff: StaffId, wrong: u32) -> Result<(), TillError> {
        self.written = true;
        let locked = wrong >= PIN_TRIES_MAX;
        let (count, until) = match locked {
            true => (0, self.wall.ms.saturating_add(PIN_WAIT_MS)),
            false => (wrong, 0),
        };
        self.connection
            .execute(COUNT, (staff.as_bytes(), count, until))?;
        if !locked {
            let left = PIN_TRIES_MAX - wrong;
            return Err(refused(StaffRejection::WrongPin { left }));
        }
        let event = StaffEvent::PinLocked(PinLocked { tries: wrong });
        let author = std::mem::replace(&mut self.author, AuthorId::TILL);
        self.append(&[(SubjectId::from(staff), Event::Staff(event))])?;
        self.author = author;
        let seconds = u32::try_from(PIN_WAIT_MS / 1_000).unwrap_or(u32::MAX);
        Err(refused(StaffRejection::PinLocked { seconds }))
    }

    fn hash_of(&self, member: &Member) -> Result<Vec<u8>, TillError> {
        let pin = member.pin.as_ref();
        let pin = pin.ok_or_else(|| refused(StaffRejection::NoPin))?;
        let here = || {
            let key = self.key?;
            let reader = PublicKey::of(key);
            let sealed = pin.sealed_for(&reader)?;
            seal::open(key, &about(member.id, pin.id), &sealed.sealed.0)
        };
        here().ok_or_else(|| refused(StaffRejection::PinNotHere))
    }

    /// A PIN, hashed, and sealed for every till that is known.
    pub(super) fn new_pin(
        &mut self,
        staff: StaffId,
        pin: &Pin,
        temporary: bool,
    ) -> Result<PinSet, TillError> {
        let id = PinId(self.entropy.uuid_v4());
        let mut salt = [0; 16];
        self.entropy.fill(&mut salt);
        let hash = hasher()
            .hash_password_with_salt(pin.digits().as_bytes(), &salt)
            .map_err(|error| TillError::Damaged(format!("hashing a PIN: {error}")))?;
        let readers = readers(self.connection)?;
        let sealed = self.sealed_for(staff, id, hash.to_string().as_bytes(), &readers);
        Ok(PinSet {
            pin: id,
            temporary,
            sealed,
        })
    }

    /// The hash of a PIN, closed for each of these tills.
    pub(super) fn sealed_for(
        &mut self,
        staff: StaffId,
        pin: PinId,
        hash: &[u8],
        readers: &[PublicKey],
    ) -> Vec<SealedPin> {
        let about = about(staff, pin);
        let closed = readers.iter().filter_map(|reader| {
            let sealed = seal::seal(self.entropy, reader, &about, hash)?;
            Some(SealedPin {
                reader: *reader,
                sealed: Body(sealed),
            })
        });
        closed.collect()
    }

    /// What this till checks a member's PIN with, if it can.
    pub(super) fn known_hash(&self, member: &Member) -> Option<Vec<u8>> {
        self.hash_of(member).ok()
    }
}

/// The keys of the tills that are known: of all that have written an entry that is here. The cloud writes too, and is
/// nobody who checks a PIN.
pub(super) fn readers(connection: &Connection) -> Result<Vec<PublicKey>, TillError> {
    let sql = "select distinct public_key from series where writer ->> '$.till' is not null";
    let mut statement = connection.prepare_cached(sql)?;
    let keys = statement.query_map([], |row| row.get(0).map(PublicKey))?;
    Ok(keys.collect::<Result<_, _>>()?)
}

/// A box of one person's PIN says nothing of another's.
fn about(staff: StaffId, pin: PinId) -> [u8; 32] {
    let mut about = [0; 32];
    about[..16].copy_from_slice(staff.as_bytes());
    about[16..].copy_from_slice(pin.0.as_bytes());
    about
}

fn tries(connection: &Connection, staff: StaffId) -> Result<(u32, i64), TillError> {
    let mut statement = connection.prepare_cached(TRIES)?;
    let row = statement.query_row((staff.as_bytes(),), |row| Ok((row.get(0)?, row.get(1)?)));
    Ok(row.optional()?.unwrap_or_default())
}

fn is_right(pin: &Pin, hash: &[u8]) -> bool {
    let Ok(text) = std::str::from_utf8(hash) else {
        return false;
    };
    let Ok(hash) = PasswordHash::new(text) else {
        return false;
    };
    hasher()
        .verify_password(pin.digits().as_bytes(), &hash)
        .is_ok()
}

fn hasher() -> Argon2<'static> {
    let params = Params::new(MEMORY_KIB, PASSES, 1, None).unwrap_or(Params::DEFAULT);
    Argon2::new(Algorithm::Argon2id, Version::V0x13, params)
}

fn refused(reason: StaffRejection) -> TillError {
    Rejection::Staff(reason).into()
}
