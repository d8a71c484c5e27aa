//! Names of things: 128 bits each, never mixed up with one another.

use serde::{Deserialize, Serialize};
use std::fmt;
use std::str::FromStr;
use uuid::Uuid;

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident),* $(,)?) => { $(
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name(pub Uuid);

        impl $name {
            /// The id's sixteen bytes.
            pub const fn as_bytes(&self) -> &[u8; 16] {
                self.0.as_bytes()
            }

            /// The id of these sixteen bytes.
            pub const fn from_bytes(bytes: [u8; 16]) -> Self {
                Self(Uuid::from_bytes(bytes))
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.fmt(f)
            }
        }

        impl FromStr for $name {
            type Err = uuid::Error;
            fn from_str(text: &str) -> Result<Self, uuid::Error> {
                text.parse().map(Self)
            }
        }

        impl From<$name> for SubjectId {
            fn from(id: $name) -> Self {
                Self(id.0)
            }
        }
    )* };
}

/// What an entry is about: an order, a product, a shift …
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct SubjectId(pub Uuid);

impl SubjectId {
    /// The id's sixteen bytes.
    pub const fn as_bytes(&self) -> &[u8; 16] {
        self.0.as_bytes()
    }

    /// The id of these sixteen bytes.
    pub const fn from_bytes(bytes: [u8; 16]) -> Self {
        Self(Uuid::from_bytes(bytes))
    }
}

ids! {
    /// The journal of one incarnation of one writer.
    SeriesId,
    /// A cafe, the tenant.
    BusinessId,
    /// A device that sells.
    TillId,
    /// A person of staff, or a part of the system, who did something.
    AuthorId,
    /// A member of staff; as the author of an entry, the same id.
    StaffId,
    /// One sale from its first line to its payment.
    OrderId,
    /// One line of an order.
    LineId,
    /// A thing on the menu.
    ProductId,
    /// A group of products.
    CategoryId,
    /// A question asked about a product, such as its size.
    ModifierGroupId,
    /// One answer to it.
    ModifierId,
    /// The time between the opening and the close of a drawer.
    ShiftId,
    /// Money given back for a paid order.
    RefundId,
    /// Cash put into a drawer or taken out of it, or an opening of the drawer.
    MovementId,
    /// The stream of a business's entries on one incarnation of the server.
    FeedId,
    /// A place where things are made.
    StationId,
    /// What a station is told of an order at once.
    KitchenTicketId,
    /// One request of a till, repeated unchanged until it is answered.
    RequestId,
}

impl From<StaffId> for AuthorId {
    fn from(id: StaffId) -> Self {
        Self(id.0)
    }
}

impl AuthorId {
    /// The till itself, where nobody has signed in.
    pub const TILL: Self = Self(Uuid::from_u128(1));
    /// The cloud itself.
    pub const CLOUD: Self = Self(Uuid::from_u128(2));
}
