//! The team on the till: its rows, its PINs, who works here now, and what they may do.
//!
//! Invariants: what a PIN is checked with lies on the disk sealed for this till's key, which does not lie there; a wrong
//! PIN is counted before it is refused, whatever happens next; whoever works at this till is the author of what is
//! recorded.

mod perform;
mod pin;
mod rights;
mod seal;
mod seal_for_others;

use crate::error::TillError;
use crate::journal;
use rusqlite::Connection;
use shared::event::Event;
use shared::id::{StaffId, SubjectId};
use shared::staff::{Member, MemberFold, Team};

/// Steps of the time clock that a row keeps: all are in the journal.
const CLOCKED_KEPT: usize = 64;

/// Everybody who works here.
pub fn load(connection: &Connection) -> Result<Team, TillError> {
    let mut statement = connection.prepare("select member from staff")?;
    let rows = statement.query_map([], |row| row.get::<_, String>(0))?;
    let mut members = Vec::new();
    for row in rows {
        let member: Member = serde_json::from_str(&row?)
            .map_err(|error| TillError::Damaged(format!("a row of staff: {error}")))?;
        members.push(member);
    }
    Ok(Team::of(members))
}

/// The member of this id, also where they have left.
fn member(connection: &Connection, id: StaffId) -> Result<Option<Member>, TillError> {
    let mut fold = MemberFold::default();
    for entry in journal::by_subject(connection, SubjectId::from(id))? {
        let Ok(fact) = entry.fact else { continue };
        if let Event::Staff(event) = fact.event {
            fold.insert(fact.stamp, fact.wall, event);
        }
    }
    Ok(fold.member(id))
}

/// Folds a member anew and writes their row.
pub fn project_subject(connection: &Connection, subject: SubjectId) -> Result<(), TillError> {
    let id = StaffId(subject.0);
    let Some(mut member) = member(connection, id)? else {
        connection.execute("delete from staff where id = ?1", (id.as_bytes(),))?;
        return Ok(());
    };
    let old = member.clocked.len().saturating_sub(CLOCKED_KEPT);
    member.clocked.drain(..old);
    let text = serde_json::to_string(&member)
        .map_err(|error| TillError::Damaged(format!("a row of staff: {error}")))?;
    let sql = "insert or replace into staff (id, member) values (?1, ?2)";
    connection.execute(sql, (id.as_bytes(), text))?;
    Ok(())
}
