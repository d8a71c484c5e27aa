//! What is to be printed: a page of blocks, as plain data.

mod picture;

pub use picture::{NotAPicture, Picture};

use serde::{Deserialize, Serialize};

/// The paper in the printer.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Width {
    /// 58 mm: 384 dots, 32 columns.
    Mm58,
    /// 80 mm: 576 dots, 48 columns.
    #[default]
    Mm80,
}

impl Width {
    /// Printable dots, eight to a millimetre.
    pub const fn dots(self) -> u32 {
        match self {
            Self::Mm58 => 384,
            Self::Mm80 => 576,
        }
    }

    /// Characters of font A, which is 12 dots wide.
    pub const fn columns(self) -> u32 {
        self.dots() / 12
    }

    /// White dots at either side of a picture.
    pub const fn margin(self) -> u32 {
        match self {
            Self::Mm58 => 8,
            Self::Mm80 => 24,
        }
    }

    /// Dots a module of a QR code.
    pub const fn qr_module(self) -> u8 {
        match self {
            Self::Mm58 => 5,
            Self::Mm80 => 7,
        }
    }
}

/// A page: what one job prints.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Page {
    /// From top to bottom.
    pub blocks: Vec<Block>,
}

/// Where text stands.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Align {
    /// At the left.
    #[default]
    Left,
    /// In the middle.
    Centre,
    /// At the right.
    Right,
}

/// How text looks.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Style {
    /// Bold.
    pub bold: bool,
    /// Twice as high.
    pub tall: bool,
    /// Twice as wide.
    pub wide: bool,
}

impl Style {
    /// As it is.
    pub const PLAIN: Self = Self {
        bold: false,
        tall: false,
        wide: false,
    };
    /// Bold.
    pub const BOLD: Self = Self {
        bold: true,
        ..Self::PLAIN
    };
    /// Bold and twice as high: a total.
    pub const TALL: Self = Self {
        bold: true,
        tall: true,
        wide: false,
    };
    /// Bold, twice as high and as wide: a number to be called out.
    pub const LARGE: Self = Self {
        bold: true,
        tall: true,
        wide: true,
    };
}

/// A line across the paper.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Rule {
    /// Thin.
    #[default]
    Thin,
    /// Thick: around a total.
    Thick,
    /// Dotted.
    Dotted,
}

/// The connector of a drawer.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Drawer {
    /// Pin 2, where most drawers are.
    #[default]
    Pin2,
    /// Pin 5.
    Pin5,
}

/// A part of a page.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Block {
    /// Text; a line feed in it begins a new line.
    Text {
        /// What it says.
        text: String,
        /// Where it stands.
        #[serde(default)]
        align: Align,
        /// How it looks.
        #[serde(default)]
        style: Style,
    },
    /// Text at the left, an amount at the right.
    Pair {
        /// At the left; wraps.
        left: String,
        /// At the right; is never cut.
        right: String,
        /// How both look.
        #[serde(default)]
        style: Style,
    },
    /// A row of columns: how many, what, how much. All rows of a page share their columns; what belongs to the row
    /// above (a milk, a discount) has no quantity.
    Row {
        /// How many.
        #[serde(default)]
        quantity: String,
        /// What; wraps below itself.
        name: String,
        /// How much; is never cut.
        #[serde(default)]
        amount: String,
        /// How all look.
        #[serde(default)]
        style: Style,
    },
    /// White text in a black bar: the number of an order, large, between two words.
    Bar {
        /// At the left.
        #[serde(default)]
        left: String,
        /// In the middle, large.
        middle: String,
        /// At the right.
        #[serde(default)]
        right: String,
    },
    /// That this is not the first copy, or that it does not count any more: DUPLICADO, ANULADO, in a black bar.
    Mark(String),
    /// A line across.
    Rule(Rule),
    /// An empty line.
    Blank,
    /// A QR code, in the middle.
    Qr(String),
    /// A bar code, in the middle, with what it says below. Only ASCII can be in it.
    Code128(String),
    /// A picture, in the middle.
    Logo(Picture),
    /// So many empty lines.
    Feed(u8),
    /// Cuts the paper here.
    Cut,
    /// Opens the drawer.
    Drawer(Drawer),
}

impl Block {
    /// Plain text at the left.
    pub fn text(text: impl Into<String>) -> Self {
        Self::styled(text, Align::Left, Style::PLAIN)
    }

    /// Text.
    pub fn styled(text: impl Into<String>, align: Align, style: Style) -> Self {
        Self::Text {
            text: text.into(),
            align,
            style,
        }
    }

    /// Text at the left, an amount at the right.
    pub fn pair(left: impl Into<String>, right: impl Into<String>, style: Style) -> Self {
        Self::Pair {
            left: left.into(),
            right: right.into(),
            style,
        }
    }

    /// A row of columns.
    pub fn row(
        quantity: impl Into<String>,
        name: impl Into<String>,
        amount: impl Into<String>,
        style: Style,
    ) -> Self {
        Self::Row {
            quantity: quantity.into(),
            name: name.into(),
            amount: amount.into(),
            style,
        }
    }
}
