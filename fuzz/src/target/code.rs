//! The code with which a till joins, as a person types it.

use shared::sync::{ENROLMENT_ALPHABET, ENROLMENT_SIGNS, EnrolmentCode};

pub fn run(input: &[u8]) {
    let text = String::from_utf8_lossy(input);
    if let Ok(code) = text.parse::<EnrolmentCode>() {
        let signs = code.signs().as_bytes();
        assert_eq!(signs.len(), ENROLMENT_SIGNS);
        assert!(signs.iter().all(|sign| ENROLMENT_ALPHABET.contains(sign)));
        assert_eq!(code.to_string().parse::<EnrolmentCode>().ok(), Some(code));
    }
    if let Ok(code) = serde_json::from_slice::<EnrolmentCode>(input) {
        let written = serde_json::to_vec(&code).unwrap();
        assert_eq!(
            serde_json::from_slice::<EnrolmentCode>(&written).unwrap(),
            code
        );
    }
    if let Ok(random) =
        <[u8; ENROLMENT_SIGNS]>::try_from(&input[..input.len().min(ENROLMENT_SIGNS)])
    {
        let code = EnrolmentCode::from_random(random);
        assert_eq!(code.to_string().parse::<EnrolmentCode>().ok(), Some(code));
    }
}
