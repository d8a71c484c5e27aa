//! Which call fails, and how.

/// A call that a database makes to its disk.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Call {
    /// Opening or making a file.
    Open,
    /// Reading a piece.
    Read,
    /// Writing a piece.
    Write,
    /// Making what was written durable.
    Sync,
    /// Cutting a file off.
    Truncate,
    /// Removing a file.
    Delete,
}

impl Call {
    /// All of them.
    pub const ALL: [Self; 6] = [
        Self::Open,
        Self::Read,
        Self::Write,
        Self::Sync,
        Self::Truncate,
        Self::Delete,
    ];
}

/// How a call fails.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Effect {
    /// Input/output error.
    Broken,
    /// No space left; where nothing is written, an input/output error.
    Full,
    /// A write does half of what it was given, then there is no space left. Other calls: an input/output error.
    Short,
    /// The power goes: this call and all after it do nothing, until the disk is started again.
    PowerCut,
}

/// How often a call fails.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Times {
    /// This once.
    Once,
    /// So many calls from this one on.
    For(u64),
    /// From this one on.
    ForEver,
}

/// One failure to come.
#[derive(Clone, Copy, Debug)]
pub struct Fault {
    /// Only calls of this kind, or any.
    pub call: Option<Call>,
    /// Which of them: 1 is the next.
    pub nth: u64,
    /// How often.
    pub times: Times,
    /// How.
    pub effect: Effect,
}

/// How often each call was made, and how often it was made to fail.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    made: [u64; 6],
    failed: [u64; 6],
}

impl Counts {
    /// Calls of this kind.
    pub const fn of(&self, call: Call) -> u64 {
        self.made[call as usize]
    }

    /// Failures of this kind.
    pub const fn failed(&self, call: Call) -> u64 {
        self.failed[call as usize]
    }

    /// All calls.
    pub fn all(&self) -> u64 {
        self.made.iter().sum()
    }
}

/// What is still to come, and what was.
#[derive(Debug, Default)]
pub struct Plan {
    faults: Vec<(Fault, u64)>,
    counts: Counts,
}

impl Plan {
    /// Adds a failure.
    pub fn add(&mut self, fault: Fault) {
        self.faults.push((fault, 0));
    }

    /// Forgets all failures to come.
    pub fn clear(&mut self) {
        self.faults.clear();
    }

    /// What was called.
    pub const fn counts(&self) -> Counts {
        self.counts
    }

    /// Counts a call and says how it fails, if it does.
    pub fn meet(&mut self, call: Call) -> Option<Effect> {
        self.counts.made[call as usize] += 1;
        let mut effect = None;
        for (fault, seen) in &mut self.faults {
            if fault.call.is_some_and(|only| only != call) {
                continue;
            }
            *seen += 1;
            let last = match fault.times {
                Times::Once => fault.nth,
                Times::For(times) => fault.nth.saturating_add(times.saturating_sub(1)),
                Times::ForEver => u64::MAX,
            };
            if (fault.nth..=last).contains(seen) {
                effect = effect.or(Some(fault.effect));
            }
        }
        if effect.is_some() {
            self.counts.failed[call as usize] += 1;
        }
        effect
    }
}
