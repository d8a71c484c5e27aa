//! What the till keeps in memory of its file, so that a command reads next to nothing. After a transaction that
//! did not commit, all of it is read again.

use crate::device::Device;
use crate::error::TillError;
use crate::journal::{self, OwnSeries};
use crate::lineage::Lineage;
use crate::menu::MenuShelf;
use crate::order::{self, HeldOrder};
use crate::session::SessionState;
use crate::settings;
use crate::shift;
use crate::staff;
use rusqlite::Connection;
use shared::clock::{BusinessDay, HybridClock};
use shared::id::{OrderId, ShiftId, StaffId};
use shared::journal::{Head, Sequence};
use shared::money::Currency;
use shared::order::TillCode;
use shared::planted::{self, Bug};
use shared::settings::Settings;
use shared::staff::Team;
use std::collections::HashMap;

/// Open orders kept folded; more of them are read from the journal when they are asked for.
const HELD_MAX: usize = 64;

/// The books that lie open.
pub struct Books {
    /// The device.
    pub device: Device,
    /// The series this till writes.
    pub own: OwnSeries,
    /// That one, and those it wrote before.
    pub lineage: Lineage,
    /// Who the till is.
    pub session: SessionState,
    /// The shift whose drawer is open.
    pub shift: Option<ShiftId>,
    /// The last event of a shift that was recorded since the program was started.
    pub shift_recorded: Option<Head>,
    /// The last receipt number given.
    pub receipt: u32,
    /// The last order number given, and its day.
    pub order_number: Option<(BusinessDay, u32)>,
    /// The menu.
    pub menu: MenuShelf,
    /// Everybody who works here.
    pub team: Team,
    /// Who works at this till now. Only in memory: after a start somebody signs in again.
    pub on: Option<StaffId>,
    /// How the counters work.
    pub settings: Settings,
    /// Orders that are open.
    pub orders: HashMap<OrderId, HeldOrder>,
}

impl Books {
    /// Reads them; none where the file is new.
    pub fn load(connection: &Connection, zone: &str) -> Result<Option<Self>, TillError> {
        let Some(device) = Device::load(connection)? else {
            return Ok(None);
        };
        let own = own_series(connection, &device)?;
        let lineage = Lineage::load(connection, device.series)?;
        let session = SessionState::load(connection, zone)?;
        let alone = || SessionState::alone(zone, Currency::ARS, TillCode(String::new()));
        let shift = shift::open_shift(connection, &lineage)?;
        Ok(Some(Self {
            own,
            lineage,
            session: session.unwrap_or_else(alone),
            shift,
            shift_recorded: None,
            receipt: order::last_receipt_number(connection)?,
            order_number: None,
            menu: MenuShelf::load(connection)?,
            team: staff::load(connection)?,
            settings: settings::load(connection)?,
            on: None,
            orders: HashMap::new(),
            device,
        }))
    }

    /// Keeps an order at hand.
    pub fn hold(&mut self, held: HeldOrder) {
        if self.orders.len() >= HELD_MAX {
            self.orders.clear();
        }
        self.orders.insert(held.id(), held);
    }
}

fn own_series(connection: &Connection, device: &Device) -> Result<OwnSeries, TillError> {
    let id = device.series;
    let header = journal::header_of(connection, id)?;
    let header = header.ok_or_else(|| TillError::Damaged(format!("no header of {id}")))?;
    let start = Head {
        sequence: Sequence::NONE,
        hash: header.hash(),
    };
    let head = journal::head_of(connection, id)?.unwrap_or(start);
    let sql = "
        select max(coalesce((select clock from entry where series = ?1 and sequence = ?2), 0),
                   (select heard_clock from sync_state))";
    let clock: i64 =
        connection.query_row(sql, (id.as_bytes(), head.sequence.0.cast_signed()), |row| {
            row.get(0)
        })?;
    let clock = match planted::is(Bug::ClockNotPersisted) {
        true => HybridClock::default(),
        false => HybridClock::from_bits(clock.cast_unsigned()),
    };
    Ok(OwnSeries { id, head, clock })
}
