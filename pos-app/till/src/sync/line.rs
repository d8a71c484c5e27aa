//! What is known of the connection at this moment. Forgotten when the till stops.

use shared::sync::Verdict;
use shared::till::ConnectionState;

/// The connection as the screen shows it.
#[derive(Clone, Debug)]
pub struct Line {
    /// Whether the server is heard.
    pub connection: ConnectionState,
    /// Since when it is not.
    pub offline_since_ms: Option<i64>,
    /// When it was last heard.
    pub last_contact_ms: Option<i64>,
    /// When the next try is due.
    pub next_try_ms: Option<i64>,
    /// The verdict that stops the sync.
    pub verdict: Option<Verdict>,
    /// Whether entries wait, the server answers, and yet nothing moves.
    pub stalled: bool,
    /// Seconds that the till's clock is ahead of the server's, where that is more than two minutes.
    pub clock_off_seconds: Option<i64>,
    /// How many paid orders waited when the sending began.
    pub sending_from: Option<u64>,
}

impl Default for Line {
    fn default() -> Self {
        Self {
            connection: ConnectionState::Offline,
            offline_since_ms: None,
            last_contact_ms: None,
            next_try_ms: None,
            verdict: None,
            stalled: false,
            clock_off_seconds: None,
            sending_from: None,
        }
    }
}

impl Line {
    /// While sending: how many of the paid orders that waited at the start are through, and how many there were.
    pub fn sending(&self, waiting: u64) -> Option<(u64, u64)> {
        let total = self.sending_from?.max(waiting);
        Some((total - waiting, total))
    }

    /// Seconds until the next try, while the server is not heard.
    pub fn next_try_in(&self, now_ms: i64) -> Option<u32> {
        let due = self
            .next_try_ms
            .filter(|_| self.connection == ConnectionState::Offline)?;
        // Whole seconds, begun ones included.
        u32::try_from(due.saturating_sub(now_ms).max(0).saturating_add(999) / 1_000).ok()
    }

    /// The server answered.
    pub fn heard(&mut self, now_ms: i64) {
        self.connection = ConnectionState::Online;
        self.offline_since_ms = None;
        self.last_contact_ms = Some(now_ms);
        self.next_try_ms = None;
    }

    /// It did not.
    pub fn lost(&mut self, now_ms: i64, next_try_ms: i64) {
        if self.connection == ConnectionState::Online || self.offline_since_ms.is_none() {
            self.offline_since_ms = Some(now_ms);
        }
        self.connection = ConnectionState::Offline;
        self.next_try_ms = Some(next_try_ms);
        self.sending_from = None;
    }
}
