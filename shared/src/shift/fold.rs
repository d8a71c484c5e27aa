//! From events to a state, whatever order they arrived in.

use super::{CashMoved, Counted, ShiftClosed, ShiftEvent, ShiftSupplemented};
use crate::clock::Wall;
use crate::fact::Facts;
use crate::id::MovementId;
use crate::journal::Stamp;
use crate::money::Money;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// A shift as its entries tell it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Shift {
    /// Nothing has happened to it.
    New,
    /// Its drawer is open for sales.
    Open(Drawer),
    /// It has a Z.
    Closed {
        /// The drawer at the first close.
        drawer: Drawer,
        /// The Z, or several where copies of a till closed it each on its own. None of them ever changes.
        closings: Vec<Closing>,
        /// Sales that reached it afterwards.
        supplements: Vec<Supplement>,
        /// What happened to the drawer after the first close and is in no Z: somebody must look at it.
        late: Vec<(Wall, ShiftEvent)>,
    },
}

/// A close.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Closing {
    /// Its place.
    pub stamp: Stamp,
    /// The Z.
    pub closed: ShiftClosed,
}

/// A supplement.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Supplement {
    /// Its place.
    pub stamp: Stamp,
    /// What it says.
    pub supplemented: ShiftSupplemented,
}

/// A drawer without its sales.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Drawer {
    /// When it was opened; none before that has arrived.
    pub opened: Option<Wall>,
    /// The cash in it then.
    pub float: Money,
    /// What was done with it, in order.
    pub log: Vec<DrawerLine>,
    /// The last count.
    pub counted: Option<Counted>,
}

/// Something that was done with a drawer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DrawerLine {
    /// Its id.
    pub movement: MovementId,
    /// When.
    pub wall: Wall,
    /// What.
    pub kind: LineKind,
    /// How much; nothing where it was only opened.
    pub amount: Money,
    /// Why.
    pub reason: String,
    /// Whether it was taken back.
    pub undone: bool,
}

/// What can be done with a drawer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum LineKind {
    /// Cash was put in.
    PaidIn,
    /// Cash was taken out.
    PaidOut,
    /// It was opened.
    Opened,
}

impl Drawer {
    /// What was put in.
    pub fn pay_ins(&self) -> Money {
        self.moved(LineKind::PaidIn)
    }

    /// What was taken out.
    pub fn pay_outs(&self) -> Money {
        self.moved(LineKind::PaidOut)
    }

    /// How many times it was opened without a sale.
    pub fn openings(&self) -> u32 {
        let opened = self.log.iter().filter(|line| line.kind == LineKind::Opened);
        u32::try_from(opened.count()).unwrap_or(u32::MAX)
    }

    /// What of its log has this id.
    pub fn line(&self, movement: MovementId) -> Option<&DrawerLine> {
        self.log.iter().find(|line| line.movement == movement)
    }

    fn moved(&self, kind: LineKind) -> Money {
        let of_kind = |line: &&DrawerLine| line.kind == kind && !line.undone;
        self.log
            .iter()
            .filter(of_kind)
            .map(|line| line.amount)
            .sum()
    }

    fn write(&mut self, line: DrawerLine) {
        // Two copies of a till may have heard the same command: it is one movement.
        if self.line(line.movement).is_none() {
            self.log.push(line);
        }
    }

    fn cash(&mut self, wall: Wall, kind: LineKind, moved: &CashMoved) {
        self.write(DrawerLine {
            movement: moved.movement,
            wall,
            kind,
            amount: moved.amount,
            reason: moved.reason.clone(),
            undone: false,
        });
    }

    fn take(&mut self, wall: Wall, event: &ShiftEvent, undone: &mut BTreeSet<MovementId>) {
        match event {
            ShiftEvent::Opened(opened) => {
                // A second opening is a copy's: the first one stands.
                if self.opened.is_none() {
                    (self.opened, self.float) = (Some(wall), opened.float);
                }
            }
            ShiftEvent::PaidIn(moved) => self.cash(wall, LineKind::PaidIn, moved),
            ShiftEvent::PaidOut(moved) => self.cash(wall, LineKind::PaidOut, moved),
            ShiftEvent::MovementUndone(gone) => {
                undone.insert(gone.movement);
            }
            ShiftEvent::DrawerOpened(opened) => self.write(DrawerLine {
                movement: opened.movement,
                wall,
                kind: LineKind::Opened,
                amount: Money::ZERO,
                reason: opened.reason.clone(),
                undone: false,
            }),
            ShiftEvent::Counted(counted) => self.counted = Some(counted.clone()),
            ShiftEvent::Closed(_) | ShiftEvent::Supplemented(_) => {}
        }
    }
}

/// Everything that happened to one shift, taken in one by one, in any order.
#[derive(Clone, Debug, Default)]
pub struct ShiftFold {
    events: Facts<(Wall, ShiftEvent)>,
}

impl ShiftFold {
    /// Takes one event in; another copy of the same fact counts no second time.
    pub fn insert(&mut self, stamp: Stamp, wall: Wall, event: ShiftEvent) {
        self.events.insert(stamp, (wall, event));
    }

    /// The shift of everything taken in.
    pub fn shift(&self) -> Shift {
        let facts = self.events.sorted();
        if facts.is_empty() {
            return Shift::New;
        }
        let (mut drawer, mut undone) = (Drawer::default(), BTreeSet::new());
        let (mut closings, mut supplements, mut late) = (Vec::new(), Vec::new(), Vec::new());
        for (stamp, (wall, event)) in facts {
            match event {
                ShiftEvent::Closed(closed) => closings.push(Closing {
                    stamp,
                    closed: (**closed).clone(),
                }),
                ShiftEvent::Supplemented(supplemented) => supplements.push(Supplement {
                    stamp,
                    supplemented: (**supplemented).clone(),
                }),
                // That a shift was opened is true whenever it is heard.
                ShiftEvent::Opened(_) => drawer.take(*wall, event, &mut undone),
                ShiftEvent::PaidIn(_)
                | ShiftEvent::PaidOut(_)
                | ShiftEvent::MovementUndone(_)
                | ShiftEvent::DrawerOpened(_)
                | ShiftEvent::Counted(_) => {
                    if closings.is_empty() {
                        drawer.take(*wall, event, &mut undone);
                    } else {
                        late.push((*wall, event.clone()));
                    }
                }
            }
        }
        for line in &mut drawer.log {
            line.undone = undone.contains(&line.movement) && line.kind != LineKind::Opened;
        }
        if closings.is_empty() && supplements.is_empty() {
            return Shift::Open(drawer);
        }
        Shift::Closed {
            drawer,
            closings,
            supplements,
            late,
        }
    }
}
