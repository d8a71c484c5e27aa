//! The body of an entry of any kind and version: read, written and read again, it is the same event.

use crate::draw::Draw;
use shared::event::Event;
use shared::journal::Body;

pub fn run(input: &[u8]) {
    let mut draw = Draw(input);
    let kinds = Event::KINDS;
    let (kind, version) = kinds[usize::from(draw.byte()) % kinds.len()];
    // Most often the version that is written today.
    let version = match draw.byte() {
        0..=199 => version,
        other => u16::from(other - 200),
    };
    read(kind, version, draw.0);
    let unknown = String::from_utf8_lossy(draw.0);
    assert!(
        kinds.iter().any(|(kind, _)| *kind == unknown)
            || Event::read(&unknown, 1, &Body(Vec::new())).is_err()
    );
}

fn read(kind: &str, version: u16, body: &[u8]) {
    let Ok(event) = Event::read(kind, version, &Body(body.to_vec())) else {
        return;
    };
    let written = event.write();
    assert_eq!(written.kind, kind);
    let again = Event::read(written.kind, written.version, &written.body);
    assert_eq!(again.as_ref(), Ok(&event), "{kind}");
    assert_eq!(again.map(|event| event.write().body), Ok(written.body));
}
