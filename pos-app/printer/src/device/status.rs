//! What a printer says of itself.

/// DLE EOT 1, 2 and 4: how it is, why it does not print, how much paper there is.
pub const QUESTIONS: [[u8; 3]; 3] = [[0x10, 4, 1], [0x10, 4, 2], [0x10, 4, 4]];

/// How a printer is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Status {
    /// It does not print.
    pub offline: bool,
    /// Its cover is open.
    pub cover_open: bool,
    /// The roll is at its end.
    pub paper_out: bool,
    /// The roll comes to its end.
    pub paper_low: bool,
}

impl Status {
    /// From the three answers.
    pub const fn of([printer, cause, paper]: [u8; 3]) -> Self {
        Self {
            offline: printer & 0x08 != 0,
            cover_open: cause & 0x04 != 0,
            paper_out: cause & 0x20 != 0 || paper & 0x60 != 0,
            paper_low: paper & 0x0c != 0,
        }
    }
}

/// Whether a byte is an answer at all: four of its bits are always the same.
pub const fn is_answer(byte: u8) -> bool {
    byte & 0x93 == 0x12
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_printer_that_is_well_says_so() {
        assert_eq!(Status::of([0x16, 0x12, 0x12]), Status::default());
        assert!(is_answer(0x16) && is_answer(0x12) && !is_answer(0) && !is_answer(0xff));
    }

    #[test]
    fn each_trouble_has_its_bit() {
        let open = Status::of([0x1e, 0x16, 0x12]);
        assert!(open.offline && open.cover_open && !open.paper_out);
        assert!(Status::of([0x1e, 0x32, 0x12]).paper_out);
        assert!(Status::of([0x16, 0x12, 0x72]).paper_out);
        let low = Status::of([0x16, 0x12, 0x1e]);
        assert!(low.paper_low && !low.paper_out && !low.offline);
    }
}
