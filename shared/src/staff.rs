//! Who works here, what each may do, and when they were in.
//!
//! A member of staff is a subject of the journal: fields are registers, the time clock is a list of steps. Invariants: a
//! PIN is in no entry, nor anything from which it could be guessed without a till's key; a till where nobody may manage
//! staff yet is open to whoever stands at it, so that a new cafe can sell at once and nobody is locked out for ever.
//! Absent on purpose: hashing and sealing, which need randomness and are the till's; wages and rosters.

mod command;
mod decide;
mod event;
mod fold;
mod pin;
mod presence;
mod rejection;
mod role;
mod team;
mod view;

pub use command::StaffCommand;
pub use decide::{Context, decide};
pub use event::{
    ClockStep, Clocked, PinId, PinLocked, PinSealed, PinSet, SealedPin, SignedIn, StaffEvent,
    StaffFields,
};
pub use fold::{Member, MemberFold, MemberPin};
pub use pin::{BadPin, PIN_TRIES_MAX, PIN_WAIT_MS, Pin};
pub use presence::{ClockLine, Presence};
pub use rejection::StaffRejection;
pub use role::{Right, Rights, Role};
pub use team::Team;
pub use view::{Person, TeamView};
