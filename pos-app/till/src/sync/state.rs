//! How far the two sides have come, as the file remembers it.

use crate::error::TillError;
use crate::sync::ask::{Ask, Verb};
use rusqlite::{Connection, Row};
use shared::clock::HybridClock;
use shared::id::{FeedId, RequestId};
use shared::journal::{Hash, Head, Sequence, Signature};
use shared::sync::{Position, Token};

/// How far the two sides have come.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SyncState {
    /// The last entry the server confirmed as durable; the hash is missing before the first.
    pub durable: Durable,
    /// What is proved present in a backup.
    pub safe: Sequence,
    /// The server's signature of `durable`.
    pub server_signature: Option<Signature>,
    /// The last head that the server signed for, with its signature: it never goes back.
    pub proof: Option<(Head, Signature)>,
    /// The feed that the cursor belongs to.
    pub feed: Option<FeedId>,
    /// The cursor.
    pub cursor: Position,
    /// The feed's running hash there.
    pub cursor_hash: Hash,
    /// The newest position the server told.
    pub latest: Position,
    /// The highest clock reading heard from others.
    pub heard_clock: HybridClock,
    /// When entries were last confirmed.
    pub last_sent_ms: Option<i64>,
    /// When the server was last heard.
    pub last_contact_ms: Option<i64>,
    /// When the menu last came from elsewhere.
    pub menu_received_ms: Option<i64>,
    /// The token of the server's last answer.
    pub token: Option<Token>,
    /// The request that waits for its answer.
    pub asked: Option<Ask>,
    /// How far the business's feed went when the till joined it with a menu of its own; none once the two are one.
    pub match_upto: Option<Position>,
}

/// The last entry the server confirmed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Durable {
    /// The place.
    pub sequence: Sequence,
    /// The hash there.
    pub hash: Option<Hash>,
}

impl Durable {
    /// As a head, with the header's hash before the first entry.
    pub fn head(&self, header: Hash) -> Head {
        Head {
            sequence: self.sequence,
            hash: self.hash.unwrap_or(header),
        }
    }
}

const LOAD: &str = "
    select durable, durable_hash, safe, server_signature, feed, cursor, cursor_hash, latest,
           heard_clock, last_sent_ms, last_contact_ms, menu_received_ms,
           proved, proved_hash, proof, token, asked, asked_from, asked_upto, match_upto
    from sync_state";
const STORE: &str = "
    update sync_state set durable = ?1, durable_hash = ?2, safe = ?3, server_signature = ?4,
        feed = ?5, cursor = ?6, cursor_hash = ?7, latest = ?8, heard_clock = ?9,
        last_sent_ms = ?10, last_contact_ms = ?11, menu_received_ms = ?12, proved = ?13,
        proved_hash = ?14, proof = ?15, token = ?16, asked = ?17, asked_from = ?18,
        asked_upto = ?19, match_upto = ?20";

impl SyncState {
    /// The till goes on in a new series, of which the server has nothing yet, and reads the feed from its start.
    pub fn begin_series(&mut self) {
        self.durable = Durable {
            sequence: Sequence::NONE,
            hash: None,
        };
        (self.safe, self.server_signature, self.proof) = (Sequence::NONE, None, None);
        (self.cursor, self.cursor_hash) = (Position::default(), Hash::START);
        (self.token, self.asked) = (None, None);
    }

    /// Reads it.
    pub fn load(connection: &Connection) -> Result<Self, TillError> {
        Ok(connection.prepare_cached(LOAD)?.query_row([], read)?)
    }

    /// Writes it.
    pub fn store(&self, connection: &Connection) -> Result<(), TillError> {
        let range = self.asked.and_then(|ask| match ask.verb {
            Verb::Hello => None,
            Verb::Push { from, upto } => Some((from.0.cast_signed(), upto.0.cast_signed())),
        });
        connection
            .prepare_cached(STORE)?
            .execute(rusqlite::params![
                self.durable.sequence.0.cast_signed(),
                self.durable.hash.map(|hash| hash.0),
                self.safe.0.cast_signed(),
                self.server_signature.map(|signature| signature.0),
                self.feed.map(|feed| *feed.as_bytes()),
                self.cursor.0.cast_signed(),
                self.cursor_hash.0,
                self.latest.0.cast_signed(),
                self.heard_clock.to_bits().cast_signed(),
                self.last_sent_ms,
                self.last_contact_ms,
                self.menu_received_ms,
                self.proof.map(|(head, _)| head.sequence.0.cast_signed()),
                self.proof.map(|(head, _)| head.hash.0),
                self.proof.map(|(_, signature)| signature.0),
                self.token.map(|token| *token.as_bytes()),
                self.asked.map(|ask| *ask.request.as_bytes()),
                range.map(|(from, _)| from),
                range.map(|(_, upto)| upto),
                self.match_upto.map(|upto| upto.0.cast_signed()),
            ])?;
        Ok(())
    }
}

fn read(row: &Row<'_>) -> rusqlite::Result<SyncState> {
    let number = |index: usize| row.get::<_, i64>(index).map(i64::cast_unsigned);
    Ok(SyncState {
        durable: Durable {
            sequence: Sequence(number(0)?),
            hash: row.get::<_, Option<_>>(1)?.map(Hash),
        },
        safe: Sequence(number(2)?),
        server_signature: row.get::<_, Option<_>>(3)?.map(Signature),
        feed: row.get::<_, Option<_>>(4)?.map(FeedId::from_bytes),
        cursor: Position(number(5)?),
        cursor_hash: Hash(row.get(6)?),
        latest: Position(number(7)?),
        heard_clock: HybridClock::from_bits(number(8)?),
        last_sent_ms: row.get(9)?,
        last_contact_ms: row.get(10)?,
        menu_received_ms: row.get(11)?,
        proof: proof(row)?,
        token: row.get::<_, Option<_>>(15)?.map(Token::from_bytes),
        asked: asked(row)?,
        match_upto: row
            .get::<_, Option<i64>>(19)?
            .map(|upto| Position(upto.cast_unsigned())),
    })
}

fn asked(row: &Row<'_>) -> rusqlite::Result<Option<Ask>> {
    let place = |index: usize| -> rusqlite::Result<Option<Sequence>> {
        let place = row.get::<_, Option<i64>>(index)?;
        Ok(place.map(|place| Sequence(place.cast_unsigned())))
    };
    let verb = match (place(17)?, place(18)?) {
        (Some(from), Some(upto)) => Verb::Push { from, upto },
        _ => Verb::Hello,
    };
    let request = row.get::<_, Option<_>>(16)?.map(RequestId::from_bytes);
    Ok(request.map(|request| Ask { request, verb }))
}

fn proof(row: &Row<'_>) -> rusqlite::Result<Option<(Head, Signature)>> {
    let place = (row.get::<_, Option<i64>>(12)?, row.get(13)?, row.get(14)?);
    Ok(match place {
        (Some(sequence), Some(hash), Some(signature)) => {
            let sequence = Sequence(sequence.cast_unsigned());
            let hash = Hash(hash);
            Some((Head { sequence, hash }, Signature(signature)))
        }
        _ => None,
    })
}
