//! The first words of a till: a pure comparison of where both sides stand, and the lookups around it.

use crate::api::body::parse;
use crate::api::problem::Reply;
use crate::app::App;
use crate::database;
use crate::journal::{hash, signed, unsigned};
use crate::sync::postgres::{PostgresStore, issued};
use crate::sync::store::Store;
use crate::sync::token::with_token;
use crate::text::storable;
use crate::till::{KnownTill, TillRequest, find_till, readmit};
use axum::extract::{Request, State};
use shared::id::FeedId;
use shared::journal::{Hash, Head, Sequence, Writer};
use shared::sync::{HelloAnswer, HelloRequest, PROTOCOL, Position, Verdict};
use sqlx::{PgConnection, Row};
use std::collections::BTreeMap;
use uuid::Uuid;

/// More samples than a doubling distance from the head can give in 64 bits are not looked at.
const SAMPLES_MAX: usize = 80;
const STANDING: &str = "
    SELECT s.head_sequence, s.head_hash, s.token, s.token_request, t.revoked_ms IS NOT NULL AS revoked, f.feed, f.latest
    FROM series s
    JOIN till t ON t.business_id = s.business_id AND t.till = s.till
    JOIN feed f ON f.business_id = s.business_id
    WHERE s.business_id = $1 AND s.series = $2 FOR UPDATE OF s";
const HASHES: &str = "
    SELECT sequence, hash FROM entry
    WHERE business_id = $1 AND series = $2 AND sequence = ANY($3)";
const SEEN: &str = "
    WITH answered AS (
        UPDATE series SET token = $7, token_request = $8 WHERE business_id = $1 AND series = $6)
    UPDATE till SET seen_ms = $3, app_version = $5,
        own_head = CASE WHEN series = $6 THEN $4 ELSE own_head END
    WHERE business_id = $1 AND till = $2";

/// `POST /api/v1/sync/hello`.
pub async fn hello(State(app): State<App>, request: Request) -> Reply<axum::Json<HelloAnswer>> {
    let request = TillRequest::read(request).await?;
    let _turn = app.gate.question().await?;
    let mut till = known(&app, &request).await?;
    if till.is_none()
        && let Ok(hello) = parse(&request.body)
        && readmit(&app, &request, &hello).await?
    {
        till = known(&app, &request).await?;
    }
    let Some(till) = till else {
        return Ok(axum::Json(unknown()));
    };
    let ask = request.ask(&app.key)?;
    let hello: HelloRequest = parse(&request.body)?;
    let mut tx = database::begin(&app.pool, till.business).await?;
    let row = sqlx::query(STANDING)
        .bind(till.business.0)
        .bind(till.series.0)
        .fetch_one(&mut *tx)
        .await?;
    let head = Head {
        sequence: Sequence(unsigned(row.try_get("head_sequence")?)),
        hash: hash(&row, "head_hash")?,
    };
    let stored = stored(&mut tx, &till, &hello).await?;
    let judged = judge(&hello, head, &stored);
    let verdict = match row.try_get("revoked")? {
        true => of_revoked(judged),
        false => judged,
    };
    let feed = FeedId(row.try_get("feed")?);
    let before = issued(&row)?;
    let claim = before.claim(feed, till.series, &ask);
    let (verdict, after) = with_token(verdict, claim, before, ask.request);
    let now = after.unwrap_or(before);
    sqlx::query(SEEN)
        .bind(till.business.0)
        .bind(till.till.0)
        .bind(app.now_ms())
        .bind(signed(hello.head.sequence.0))
        .bind(storable(&hello.app_version, 60))
        .bind(till.series.0)
        .bind(signed(now.counter))
        .bind(now.request.map(|request| request.0))
        .execute(&mut *tx)
        .await?;
    tx.commit().await?;
    Ok(axum::Json(HelloAnswer {
        verdict,
        feed,
        latest: Position(unsigned(row.try_get("latest")?)),
        durable: Some(head.sequence),
        next_token: after.and_then(|after| after.newest(feed, till.series, &app.key)),
    }))
}

/// Nobody knows the series.
fn unknown() -> HelloAnswer {
    HelloAnswer {
        verdict: Verdict::Unknown,
        feed: FeedId(Uuid::nil()),
        latest: Position(0),
        durable: None,
        next_token: None,
    }
}

async fn known(app: &App, request: &TillRequest) -> Reply<Option<KnownTill>> {
    match request.till(app).await? {
        Some(till) => Ok(Some(till)),
        None => adopt(app, request).await,
    }
}

/// A series that nobody knows, of a till that is known: it signs with the same key, and is what it was, revoked or not.
async fn adopt(app: &App, request: &TillRequest) -> Reply<Option<KnownTill>> {
    let hello = parse::<HelloRequest>(&request.body).ok();
    let Some(header) = hello.and_then(|hello| hello.header) else {
        return Ok(None);
    };
    let Writer::Till(till) = header.writer else {
        return Ok(None);
    };
    if header.series != request.series()? {
        return Ok(None);
    }
    request.check(&header.public_key)?;
    let known = find_till(&app.pool, till, &header.public_key).await?;
    let Some(business) = known else {
        return Ok(None);
    };
    let mut tx = database::begin(&app.pool, business).await?;
    let adopted = PostgresStore::new(&mut tx, business).adopt(&header).await?;
    tx.commit().await?;
    Ok(adopted.then_some(KnownTill {
        business,
        till,
        series: header.series,
        key: header.public_key,
    }))
}

/// Everything that the till says of its chain, from the start.
fn said(hello: &HelloRequest) -> impl Iterator<Item = &Head> {
    let samples = hello.samples.iter().take(SAMPLES_MAX);
    samples.chain([&hello.acknowledged, &hello.head])
}

async fn stored(
    tx: &mut PgConnection,
    till: &KnownTill,
    hello: &HelloRequest,
) -> Result<BTreeMap<Sequence, Hash>, sqlx::Error> {
    let places: Vec<i64> = said(hello).map(|head| signed(head.sequence.0)).collect();
    let rows = sqlx::query(HASHES)
        .bind(till.business.0)
        .bind(till.series.0)
        .bind(places)
        .fetch_all(tx)
        .await?;
    let place = |row| Ok((Sequence(unsigned(row_sequence(row)?)), hash(row, "hash")?));
    rows.iter().map(place).collect()
}

fn row_sequence(row: &sqlx::postgres::PgRow) -> Result<i64, sqlx::Error> {
    row.try_get("sequence")
}

/// What to make of a till that says this, where the server's head is `head` and `stored` are its hashes at the
/// places the till named.
pub fn judge(hello: &HelloRequest, head: Head, stored: &BTreeMap<Sequence, Hash>) -> Verdict {
    let differs = |said: &&Head| {
        let here = stored.get(&said.sequence);
        here.is_some_and(|here| *here != said.hash)
    };
    if said(hello).any(|said| differs(&said)) {
        let same = said(hello).filter(|said| stored.get(&said.sequence) == Some(&said.hash));
        let last_common = same.map(|said| said.sequence).max();
        return Verdict::Fork {
            last_common: last_common.unwrap_or(Sequence::NONE),
        };
    }
    if hello.acknowledged.sequence > head.sequence {
        return Verdict::ServerRestored;
    }
    if hello.head.sequence < head.sequence {
        return Verdict::Restored {
            durable: head.sequence,
        };
    }
    if hello.protocol < PROTOCOL {
        return Verdict::UpgradeToPull;
    }
    Verdict::Ok {
        send_from: head.sequence.next(),
    }
}

/// The same of a till that the owner revoked. It is told nothing, but that the series is another's by now: what it wrote
/// there itself would never arrive.
pub const fn of_revoked(judged: Verdict) -> Verdict {
    match judged {
        Verdict::Restored { .. } | Verdict::Fork { .. } | Verdict::Clone | Verdict::Unknown => {
            judged
        }
        Verdict::Ok { .. }
        | Verdict::ServerRestored
        | Verdict::UpgradeToPull
        | Verdict::Revoked => Verdict::Revoked,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(sequence: u64, hash: u8) -> Head {
        Head {
            sequence: Sequence(sequence),
            hash: Hash([hash; 32]),
        }
    }

    fn verdict(till: Head, acknowledged: Head, samples: &[Head], server: &[Head]) -> Verdict {
        let hello = HelloRequest {
            protocol: PROTOCOL,
            app_version: String::new(),
            head: till,
            acknowledged,
            samples: samples.to_vec(),
            membership: None,
            header: None,
            continues: None,
        };
        let head = server.last().copied().unwrap_or(at(0, 0));
        let stored = server
            .iter()
            .map(|head| (head.sequence, head.hash))
            .collect();
        judge(&hello, head, &stored)
    }

    #[test]
    fn a_lost_answer_means_sending_from_where_the_server_stands() {
        let verdict = verdict(at(9, 9), at(2, 2), &[at(4, 4)], &[at(2, 2), at(4, 4)]);
        assert_eq!(
            verdict,
            Verdict::Ok {
                send_from: Sequence(5)
            }
        );
    }

    #[test]
    fn an_older_copy_of_the_file_is_seen() {
        let verdict = verdict(at(2, 2), at(2, 2), &[], &[at(2, 2), at(5, 5)]);
        assert_eq!(
            verdict,
            Verdict::Restored {
                durable: Sequence(5)
            }
        );
    }

    #[test]
    fn other_entries_at_the_same_place_are_a_fork() {
        let verdict = verdict(at(5, 7), at(2, 2), &[at(4, 7)], &[at(2, 2), at(4, 4)]);
        assert_eq!(
            verdict,
            Verdict::Fork {
                last_common: Sequence(2)
            }
        );
    }

    #[test]
    fn a_server_that_forgot_what_it_acknowledged_says_so() {
        let verdict = verdict(at(9, 9), at(8, 8), &[], &[at(4, 4)]);
        assert_eq!(verdict, Verdict::ServerRestored);
    }
}
