//! A till's first start: it makes its ids and its key, and can sell at once.

use crate::database::Database;
use crate::device::Device;
use crate::error::TillError;
use crate::journal::{self, OwnSeries};
use crate::key;
use crate::lineage;
use crate::session::SessionState;
use crate::till::TillOptions;
use shared::clock::HybridClock;
use shared::event::Event;
use shared::id::{AuthorId, SeriesId, SubjectId, TillId};
use shared::journal::{Head, PublicKey, Sequence, SeriesHeader, SigningKey, Writer};
use shared::order::TillCode;
use shared::sync::ENROLMENT_ALPHABET;
use shared::till::{Started, TillEvent};

/// Makes the till of a new file and answers its key.
pub fn bear(database: &Database, options: &mut TillOptions) -> Result<SigningKey, TillError> {
    let transaction = database.begin()?;
    let now_ms = options.clock.now_ms();
    let mut seed = [0; 32];
    options.entropy.fill(&mut seed);
    let key = SigningKey::from_bytes(&seed);
    let till = TillId(options.entropy.uuid_v7(now_ms));
    let series = SeriesId(options.entropy.uuid_v4());
    let code = code_of(series);
    let device = Device {
        till,
        series,
        key_in_keyring: key::keep(&options.folder, till, &key, options.keyring.as_deref())?,
        started_empty: false,
        server: None,
        server_key: None,
    };
    device.store(&transaction)?;
    let public_key = PublicKey::of(&key);
    let header = SeriesHeader {
        series,
        writer: Writer::Till(till),
        public_key,
    };
    journal::insert_header(&transaction, &header)?;
    lineage::enlist(&transaction, series, now_ms)?;
    let mut session = SessionState::alone(&options.zone, options.currency, code.clone());
    let started = TillEvent::Started(Started {
        app_version: options.app_version.clone(),
        currency: options.currency,
        code,
    });
    session.apply(series, &started);
    session.project(&transaction)?;
    let head = Head {
        sequence: Sequence::NONE,
        hash: header.hash(),
    };
    let mut own = OwnSeries {
        id: series,
        head,
        clock: HybridClock::default(),
    };
    let wall = session.wall(now_ms);
    let events = [(SubjectId::from(till), Event::Till(started))];
    journal::append(
        &transaction,
        &mut own,
        Some(&key),
        wall,
        AuthorId::TILL,
        &events,
    )?;
    database.commit(transaction)?;
    Ok(key)
}

/// The code on receipts until the till joins a business: `X` and three signs of its series.
fn code_of(series: SeriesId) -> TillCode {
    let signs = series.as_bytes()[..3].iter();
    let sign = |byte: &u8| char::from(ENROLMENT_ALPHABET[usize::from(byte % 32)]);
    TillCode(std::iter::once('X').chain(signs.map(sign)).collect())
}
