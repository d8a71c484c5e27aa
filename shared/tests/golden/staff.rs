//! What can happen to a member of staff, one example each.

use shared::journal::{Body, PublicKey};
use shared::staff::*;
use uuid::Uuid;

pub fn events() -> Vec<StaffEvent> {
    let pin = PinId(Uuid::from_bytes([14; 16]));
    let sealed = |byte: u8| SealedPin {
        reader: PublicKey([byte; 32]),
        sealed: Body(vec![byte | 0x80; 48]),
    };
    vec![
        StaffEvent::Set(StaffFields {
            name: Some("Lucía".to_owned()),
            role: Some(Role::Barista),
            position: Some("Caja".to_owned()),
            active: Some(true),
            place: Some(2),
        }),
        StaffEvent::PinSet(PinSet {
            pin,
            temporary: true,
            sealed: vec![sealed(1)],
        }),
        StaffEvent::PinSealed(PinSealed {
            pin,
            sealed: vec![sealed(2)],
        }),
        StaffEvent::Clocked(Clocked {
            step: ClockStep::In,
            reason: "El colectivo".to_owned(),
        }),
        StaffEvent::SignedIn(SignedIn { pin }),
        StaffEvent::PinLocked(PinLocked { tries: 5 }),
    ]
}
