//! From a command to what happens, or the reason why not. Whether a PIN is right the till has found out before.

use super::{
    ClockStep, Clocked, Member, Rights, Role, SignedIn, StaffCommand, StaffEvent, StaffFields,
    StaffRejection, Team,
};
use crate::id::StaffId;
use crate::staff::PinSet;

/// The longest name or reason, in signs.
const TEXT_MAX: u16 = 60;

/// What the rules need to know of the moment and the place.
#[derive(Clone, Debug)]
pub struct Context<'a> {
    /// Everybody who works here.
    pub team: &'a Team,
    /// The member that the command is about, also where they have left; none where nobody has heard of them.
    pub member: Option<&'a Member>,
    /// What whoever asks may do, and what they are; none at a till that is open to everybody.
    pub asks: Option<(StaffId, Role, &'a Rights)>,
    /// The PIN that would be set, hashed and sealed.
    pub pin: Option<PinSet>,
}

type Decision = Result<Vec<StaffEvent>, StaffRejection>;

/// What the command makes happen. Nothing where it has happened already.
pub fn decide(staff: StaffId, command: &StaffCommand, context: &Context<'_>) -> Decision {
    match command {
        StaffCommand::Set(fields) => set(staff, fields, context),
        StaffCommand::SetPin { .. } => {
            let member = known(context)?;
            let own = context.asks.is_some_and(|(asks, _, _)| asks == staff);
            if !own {
                not_above_own(member.role, context)?;
            }
            Ok(context
                .pin
                .clone()
                .map(StaffEvent::PinSet)
                .into_iter()
                .collect())
        }
        StaffCommand::SignIn { clock_in, .. } => {
            let member = working(context)?;
            let pin = member.pin.as_ref().ok_or(StaffRejection::NoPin)?.id;
            let comes = *clock_in && member.presence.allows(ClockStep::In);
            let comes = comes.then(|| {
                StaffEvent::Clocked(Clocked {
                    step: ClockStep::In,
                    reason: String::new(),
                })
            });
            let signed_in = StaffEvent::SignedIn(SignedIn { pin });
            Ok(std::iter::once(signed_in).chain(comes).collect())
        }
        StaffCommand::SignOut => Ok(Vec::new()),
        StaffCommand::Clock { step, reason, .. } => {
            let member = working(context)?;
            if !member.presence.allows(*step) {
                return Err(StaffRejection::NotNow);
            }
            Ok(vec![StaffEvent::Clocked(Clocked {
                step: *step,
                reason: short(reason)?,
            })])
        }
    }
}

fn set(staff: StaffId, fields: &StaffFields, context: &Context<'_>) -> Decision {
    let name = fields.name.as_deref().map(named).transpose()?;
    let position = fields.position.as_deref().map(short).transpose()?;
    if context.member.is_none() && name.is_none() {
        return Err(StaffRejection::NoSuchPerson);
    }
    let before = context.member.map(|member| member.role);
    for role in before.into_iter().chain(fields.role) {
        not_above_own(role, context)?;
    }
    let steps_down =
        fields.active == Some(false) || fields.role.is_some_and(|role| role != Role::Owner);
    if steps_down && context.team.needs(staff) {
        return Err(StaffRejection::LastOwner);
    }
    let changed = StaffFields {
        name,
        position,
        ..fields.clone()
    };
    let same = context
        .member
        .is_some_and(|member| says_nothing_new(member, &changed));
    Ok((!same)
        .then_some(StaffEvent::Set(changed))
        .into_iter()
        .collect())
}

fn says_nothing_new(member: &Member, fields: &StaffFields) -> bool {
    let StaffFields {
        name,
        role,
        position,
        active,
        place,
    } = fields;
    name.as_ref().is_none_or(|name| *name == member.name)
        && role.is_none_or(|role| role == member.role)
        && position
            .as_ref()
            .is_none_or(|position| *position == member.position)
        && active.is_none_or(|active| active == member.active)
        && place.is_none_or(|place| place == member.place)
}

fn known<'a>(context: &Context<'a>) -> Result<&'a Member, StaffRejection> {
    context.member.ok_or(StaffRejection::NoSuchPerson)
}

fn working<'a>(context: &Context<'a>) -> Result<&'a Member, StaffRejection> {
    known(context).and_then(|member| match member.active {
        true => Ok(member),
        false => Err(StaffRejection::NoSuchPerson),
    })
}

/// Who is not an owner makes nobody more than they are, and changes nobody who is.
fn not_above_own(role: Role, context: &Context<'_>) -> Result<(), StaffRejection> {
    match context.asks {
        Some((_, own, _)) if role > own => Err(StaffRejection::RoleAboveOwn),
        Some(_) | None => Ok(()),
    }
}

fn named(name: &str) -> Result<String, StaffRejection> {
    let name = name.trim();
    match (1..=usize::from(TEXT_MAX)).contains(&name.chars().count()) {
        true => Ok(name.to_owned()),
        false => Err(StaffRejection::BadName { max: TEXT_MAX }),
    }
}

fn short(text: &str) -> Result<String, StaffRejection> {
    let text = text.trim();
    match text.chars().count() <= usize::from(TEXT_MAX) {
        true => Ok(text.to_owned()),
        false => Err(StaffRejection::TextTooLong { max: TEXT_MAX }),
    }
}
