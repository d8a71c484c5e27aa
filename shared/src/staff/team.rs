//! Everybody who works here.

use super::{Member, Right, Role};
use crate::id::StaffId;
use crate::journal::PublicKey;
use crate::percent::Percent;

/// Everybody who works here, in the order of their places.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Team {
    members: Vec<Member>,
}

impl Team {
    /// The team of these members: those who left are not in it.
    pub fn of(members: impl IntoIterator<Item = Member>) -> Self {
        let mut members: Vec<_> = members.into_iter().filter(|member| member.active).collect();
        members.sort_by(|one, other| {
            (one.place, &one.name, one.id).cmp(&(other.place, &other.name, other.id))
        });
        Self { members }
    }

    /// Everybody.
    pub fn members(&self) -> &[Member] {
        &self.members
    }

    /// One of them.
    pub fn member(&self, id: StaffId) -> Option<&Member> {
        self.members.iter().find(|member| member.id == id)
    }

    /// Whether whoever stands at the till with this key may do everything there: of nobody who could let others in can it
    /// check a PIN, since there is none yet, or since the till's key is new and no other till has sealed them for it. It
    /// would stand locked for ever, and never refuses to sell. A till whose key does not answer is open where nobody could
    /// let others in, whatever its key.
    pub fn is_open(&self, reader: Option<&PublicKey>) -> bool {
        let checked = |member: &Member| {
            let pin = member.pin.as_ref();
            let here = |reader| pin.is_some_and(|pin| pin.sealed_for(reader).is_some());
            Self::lets_in(member) && reader.is_none_or(here)
        };
        !self.members.iter().any(checked)
    }

    /// Those who may do this, by name: whom to ask.
    pub fn who_may(&self, right: Right) -> Vec<String> {
        let may = |member: &&Member| member.pin.is_some() && member.rights().allow(right);
        let who = self.members.iter().filter(may);
        who.map(|member| member.name.clone()).collect()
    }

    /// Those who may take so much off a price, by name.
    pub fn who_may_take_off(&self, part: Percent) -> Vec<String> {
        let may = |member: &&Member| {
            let rights = member.rights();
            member.pin.is_some() && rights.allow(Right::Discount) && rights.discount_max >= part
        };
        let who = self.members.iter().filter(may);
        who.map(|member| member.name.clone()).collect()
    }

    /// Whether nobody but this one could let others in.
    pub fn needs(&self, id: StaffId) -> bool {
        let mut others = self.members.iter().filter(|member| member.id != id);
        self.member(id).is_some_and(Self::lets_in) && !others.any(Self::lets_in)
    }

    fn lets_in(member: &Member) -> bool {
        member.role == Role::Owner && member.pin.is_some()
    }
}
