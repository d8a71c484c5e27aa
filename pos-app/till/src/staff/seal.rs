//! A few bytes closed for the till that has a key, by anybody who knows that key's public half.
//!
//! X25519 between a fresh key and the till's own (its ed25519 key's, as RFC 7748 and the birational map of RFC 7748
//! section 4.1 give it), SHA-256 over both public keys and the secret, ChaCha20-Poly1305: what libsodium calls a sealed
//! box. A fresh key for each box, so the nonce may be constant.

use crate::moment::Entropy;
use chacha20poly1305::aead::{Aead, Payload};
use chacha20poly1305::{ChaCha20Poly1305, KeyInit, Nonce};
use ed25519_dalek::VerifyingKey;
use sha2::{Digest, Sha256};
use shared::journal::{PublicKey, SigningKey};
use x25519_dalek::{PublicKey as Point, StaticSecret};

const DOMAIN: &[u8] = b"cortado sealed 1";
const POINT: usize = 32;

/// Closes `text` for `reader`. `about` is not in the box, but without the same it does not open. None where `reader` is no
/// key.
pub fn seal(
    entropy: &mut dyn Entropy,
    reader: &PublicKey,
    about: &[u8],
    text: &[u8],
) -> Option<Vec<u8>> {
    let mut secret = [0; POINT];
    entropy.fill(&mut secret);
    let fresh = StaticSecret::from(secret);
    let point = point_of(reader)?;
    let ours = Point::from(&fresh);
    let cipher = cipher(&ours, &point, fresh.diffie_hellman(&point).as_bytes());
    let payload = Payload {
        msg: text,
        aad: about,
    };
    let closed = cipher.encrypt(&Nonce::default(), payload).ok()?;
    Some([ours.as_bytes().as_slice(), &closed].concat())
}

/// Opens what was closed for this key about the same. None where it was not.
pub fn open(key: &SigningKey, about: &[u8], sealed: &[u8]) -> Option<Vec<u8>> {
    let (theirs, closed) = sealed.split_at_checked(POINT)?;
    let theirs = Point::from(<[u8; POINT]>::try_from(theirs).ok()?);
    let secret = StaticSecret::from(key.to_scalar_bytes());
    let own = Point::from(&secret);
    let cipher = cipher(&theirs, &own, secret.diffie_hellman(&theirs).as_bytes());
    let payload = Payload {
        msg: closed,
        aad: about,
    };
    cipher.decrypt(&Nonce::default(), payload).ok()
}

fn point_of(reader: &PublicKey) -> Option<Point> {
    let key = VerifyingKey::from_bytes(&reader.0).ok()?;
    Some(Point::from(key.to_montgomery().to_bytes()))
}

fn cipher(fresh: &Point, reader: &Point, secret: &[u8]) -> ChaCha20Poly1305 {
    let mut hash = Sha256::new();
    for part in [DOMAIN, fresh.as_bytes(), reader.as_bytes(), secret] {
        hash.update(part);
    }
    let key: [u8; 32] = hash.finalize().into();
    ChaCha20Poly1305::new(&key.into())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::real::SystemEntropy;

    fn key(byte: u8) -> (SigningKey, PublicKey) {
        let key = SigningKey::from_bytes(&[byte; 32]);
        let public = PublicKey::of(&key);
        (key, public)
    }

    #[test]
    fn only_the_till_it_was_closed_for_opens_it() {
        let ((ours, reader), (other, _)) = (key(1), key(2));
        let sealed = seal(&mut SystemEntropy, &reader, b"Ana", b"her hash").expect("a key");
        assert_eq!(
            open(&ours, b"Ana", &sealed).as_deref(),
            Some(&b"her hash"[..])
        );
        assert_eq!(open(&other, b"Ana", &sealed), None);
        assert_eq!(open(&ours, b"Bruno", &sealed), None);
    }

    #[test]
    fn no_byte_of_it_can_be_changed() {
        let (ours, reader) = key(3);
        let sealed = seal(&mut SystemEntropy, &reader, b"", b"text").expect("a key");
        for at in 0..sealed.len() {
            let mut changed = sealed.clone();
            changed[at] ^= 1;
            // The highest bit of a point says nothing.
            let told = open(&ours, b"", &changed);
            assert!(told.is_none(), "byte {at}");
        }
        assert_eq!(open(&ours, b"", &sealed[..20]), None);
    }

    #[test]
    fn two_boxes_of_the_same_have_nothing_in_common() {
        let (_, reader) = key(4);
        let mut boxes = [0, 1].map(|_| seal(&mut SystemEntropy, &reader, b"", b"text"));
        let second = boxes[1].take();
        assert_ne!(boxes[0], second);
    }
}
