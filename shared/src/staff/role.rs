//! What each role may do at a counter.

use crate::percent::Percent;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// What somebody is here.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
#[serde(rename_all = "snake_case")]
pub enum Role {
    /// Sells, makes and serves.
    #[default]
    Barista,
    /// Runs the shop of the day.
    Manager,
    /// It is theirs.
    Owner,
}

/// Something that not everybody may do.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Right {
    /// Ring up, take money, keep tabs.
    Sell,
    /// Give a discount, up to the role's limit.
    Discount,
    /// Give money back, or void a paid sale.
    Refund,
    /// Call an order off before it is paid.
    Void,
    /// Open the drawer without a sale.
    OpenDrawer,
    /// Put cash into the drawer or take it out.
    MoveCash,
    /// Open, count and close a shift.
    KeepShift,
    /// Say that something is sold out, or there again.
    MarkSoldOut,
    /// Change what the menu offers and what it costs.
    EditMenu,
    /// Add people, give them roles and PINs.
    ManageStaff,
    /// Printers, stations, tax, rounding, the business the till belongs to.
    ChangeSettings,
}

impl Right {
    /// All of them.
    pub const ALL: [Self; 11] = [
        Self::Sell,
        Self::Discount,
        Self::Refund,
        Self::Void,
        Self::OpenDrawer,
        Self::MoveCash,
        Self::KeepShift,
        Self::MarkSoldOut,
        Self::EditMenu,
        Self::ManageStaff,
        Self::ChangeSettings,
    ];
}

/// What somebody may do.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Rights {
    /// These things.
    pub may: BTreeSet<Right>,
    /// The largest part of an amount that may be taken off.
    pub discount_max: Percent,
}

impl Rights {
    /// Everything: an owner's, and whoever's stands at a till without staff.
    pub fn all() -> Self {
        Role::Owner.rights()
    }

    /// Whether this is among them.
    pub fn allow(&self, right: Right) -> bool {
        self.may.contains(&right)
    }
}

impl Role {
    /// All of them, those who may least first.
    pub const ALL: [Self; 3] = [Self::Barista, Self::Manager, Self::Owner];

    /// What a role may do where the shop has not said otherwise. The limits of a discount are those of the design: 10 %,
    /// 30 %, none.
    pub fn rights(self) -> Rights {
        let (may, points): (&[Right], u32) = match self {
            Self::Barista => (
                &[
                    Right::Sell,
                    Right::Discount,
                    Right::OpenDrawer,
                    Right::KeepShift,
                    Right::MarkSoldOut,
                ],
                1_000,
            ),
            Self::Manager => (
                &[
                    Right::Sell,
                    Right::Discount,
                    Right::Refund,
                    Right::Void,
                    Right::OpenDrawer,
                    Right::MoveCash,
                    Right::KeepShift,
                    Right::MarkSoldOut,
                    Right::EditMenu,
                    Right::ManageStaff,
                ],
                3_000,
            ),
            Self::Owner => (&Right::ALL, 10_000),
        };
        Rights {
            may: may.iter().copied().collect(),
            discount_max: Percent::basis_points(points).unwrap_or(Percent::NONE),
        }
    }
}
