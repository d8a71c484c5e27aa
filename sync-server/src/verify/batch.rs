//! Many signatures of one key at once.
//!
//! A signature (R, s) is right where s B = R + k A, with k the hash of R, the key A and the message. The sum of many
//! such equations, each times its own weight, is checked instead, as `verify_batch` of ed25519-dalek does. It is not
//! used because it cannot know that all are of one key: then the terms of the key add up to one, and two thirds of the
//! work are not done. What it refuses is refused here: an s that is not reduced, an R that is no point, a sum that is
//! not exactly zero. As there, an R with a part of small order, which nobody but the holder of the key can make, may
//! pass where a check of it alone refuses it.

use curve25519_dalek::constants::ED25519_BASEPOINT_POINT;
use curve25519_dalek::edwards::{CompressedEdwardsY, EdwardsPoint};
use curve25519_dalek::scalar::Scalar;
use curve25519_dalek::traits::{IsIdentity, VartimeMultiscalarMul};
use ed25519_dalek::VerifyingKey;
use sha2::{Digest, Sha512};
use shared::id::SeriesId;
use shared::journal::{Head, PublicKey, Signature, head_message, verify_head};

/// The signatures of one series are checked with this.
pub struct Signer {
    series: SeriesId,
    key: PublicKey,
    sound: Option<EdwardsPoint>,
}

impl Signer {
    /// Of this series, which this key signs. A key that is no point of the curve, or a weak one, has signed nothing.
    /// One with a part of small order, which no program of ours makes, is checked signature by signature: its terms
    /// do not add up to the same.
    pub fn new(series: SeriesId, key: PublicKey) -> Self {
        let point = VerifyingKey::from_bytes(&key.0).map(|key| key.to_edwards());
        let sound = |point: &EdwardsPoint| !point.is_small_order() && point.is_torsion_free();
        Self {
            series,
            key,
            sound: point.ok().filter(sound),
        }
    }

    /// The index of the first head that is not signed.
    pub fn first_unsigned(&self, heads: &[(Head, Signature)]) -> Option<usize> {
        if self.are_all_signed(heads) {
            return None;
        }
        let wrong = |(head, signature): &(Head, Signature)| {
            !verify_head(&self.key, self.series, head, signature)
        };
        heads.iter().position(wrong)
    }

    fn are_all_signed(&self, heads: &[(Head, Signature)]) -> bool {
        let Some(key) = self.sound else {
            return heads.is_empty();
        };
        let challenges = heads.iter().map(|signed| self.challenge(signed));
        let challenges: Vec<[u8; 64]> = challenges.collect();
        let weights = weights(&challenges, heads);
        let (mut of_base, mut of_key) = (Scalar::ZERO, Scalar::ZERO);
        for ((challenge, weight), (_, signature)) in challenges.iter().zip(&weights).zip(heads) {
            // Another way to write the same number would be another signature that nobody made.
            let s: Option<Scalar> = Scalar::from_canonical_bytes(halves(signature).1).into();
            let Some(s) = s else { return false };
            of_base -= weight * s;
            of_key += weight * Scalar::from_bytes_mod_order_wide(challenge);
        }
        let nonces = heads
            .iter()
            .map(|(_, signature)| CompressedEdwardsY(halves(signature).0).decompress());
        let sum = EdwardsPoint::optional_multiscalar_mul(
            [of_base, of_key].into_iter().chain(weights),
            [Some(ED25519_BASEPOINT_POINT), Some(key)]
                .into_iter()
                .chain(nonces),
        );
        sum.is_some_and(|sum| sum.is_identity())
    }

    /// The hash of R, the key and the message.
    fn challenge(&self, (head, signature): &(Head, Signature)) -> [u8; 64] {
        let mut hasher = Sha512::new();
        hasher.update(halves(signature).0);
        hasher.update(self.key.0);
        hasher.update(head_message(self.series, head));
        hasher.finalize().into()
    }
}

/// R and s.
fn halves(signature: &Signature) -> ([u8; 32], [u8; 32]) {
    let half = |from: usize| std::array::from_fn(|byte| signature.0[from + byte]);
    (half(0), half(32))
}

/// A weight of 128 bits for each signature. They follow from all of what is checked, so that nobody can choose a
/// signature to suit its weight, and the same file always gets the same answer.
fn weights(challenges: &[[u8; 64]], heads: &[(Head, Signature)]) -> Vec<Scalar> {
    let mut hasher = Sha512::new();
    hasher.update(b"cortado/batch/v1\0");
    for (challenge, (_, signature)) in challenges.iter().zip(heads) {
        hasher.update(challenge);
        hasher.update(halves(signature).1);
    }
    let seed = hasher.finalize();
    let four = |number: u64| -> [Scalar; 4] {
        let hasher = Sha512::new().chain_update(seed);
        let drawn = hasher.chain_update(number.to_le_bytes()).finalize();
        std::array::from_fn(|part| {
            let bytes = std::array::from_fn(|byte| drawn[16 * part + byte]);
            Scalar::from(u128::from_le_bytes(bytes))
        })
    };
    (0..).flat_map(four).take(heads.len()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use curve25519_dalek::constants::EIGHT_TORSION;
    use shared::journal::{Hash, Sequence, SigningKey, sign_head};

    fn signed(count: u64) -> (Signer, Vec<(Head, Signature)>) {
        let key = SigningKey::from_bytes(&[3; 32]);
        let series = SeriesId::from_bytes([4; 16]);
        let head = |at: u64| Head {
            sequence: Sequence(at),
            hash: Hash::of(&at.to_le_bytes()),
        };
        let signed = |at| (head(at), sign_head(&key, series, &head(at)));
        let signer = Signer::new(series, PublicKey::of(&key));
        (signer, (1..=count).map(signed).collect())
    }

    #[test]
    fn signatures_that_are_right_pass_together() {
        for count in [0, 1, 2, 189, 190, 600] {
            let (signer, heads) = signed(count);
            assert!(signer.are_all_signed(&heads), "{count}");
        }
    }

    #[test]
    fn the_first_that_is_wrong_is_named_whatever_is_wrong_with_it() {
        let (signer, heads) = signed(40);
        for at in [0, 7, 39] {
            for byte in 0..64 {
                let mut heads = heads.clone();
                heads[at].1.0[byte] ^= 1;
                assert!(!signer.are_all_signed(&heads), "{at} {byte}");
                assert_eq!(signer.first_unsigned(&heads), Some(at));
            }
            let mut heads = heads.clone();
            heads[at].0.sequence.0 += 1;
            assert_eq!(signer.first_unsigned(&heads), Some(at));
        }
    }

    #[test]
    fn two_wrongs_do_not_cancel_out() {
        let (signer, mut heads) = signed(2);
        // In a sum without weights one more here and one less there are as good as no mistake.
        heads[0].1.0[32] += 1;
        heads[1].1.0[32] -= 1;
        assert!(!signer.are_all_signed(&heads));
        assert_eq!(signer.first_unsigned(&heads), Some(0));
    }

    #[test]
    fn a_key_of_small_order_has_signed_nothing() {
        let (_, heads) = signed(3);
        // The identity, under which a signature of zeros would be right for every message.
        let mut identity = [0; 32];
        identity[0] = 1;
        let signer = Signer::new(SeriesId::from_bytes([4; 16]), PublicKey(identity));
        let zeros = Signature([identity, [0; 32]].concat().try_into().unwrap());
        assert_eq!(signer.first_unsigned(&[(heads[0].0, zeros)]), Some(0));
    }

    #[test]
    fn a_number_written_in_another_way_is_refused() {
        // What the numbers of the curve go round at.
        const ORDER: &str = "edd3f55c1a631258d69cf7a2def9de1400000000000000000000000000000010";
        let (signer, mut heads) = signed(3);
        let mut carry = 0;
        for (at, byte) in hex::decode(ORDER).unwrap().into_iter().enumerate() {
            let sum = u16::from(heads[1].1.0[32 + at]) + u16::from(byte) + carry;
            heads[1].1.0[32 + at] = sum.to_le_bytes()[0];
            carry = sum >> 8;
        }
        assert!(!signer.are_all_signed(&heads));
        assert_eq!(signer.first_unsigned(&heads), Some(1));
    }

    /// A key with a part of small order, and what it signed in the way that a strict check takes.
    fn signed_by_mixed_key() -> (Signer, (Head, Signature)) {
        let (_, heads) = signed(1);
        let secret = SigningKey::from_bytes(&[3; 32]).to_scalar();
        let part = EIGHT_TORSION[1];
        let key = ED25519_BASEPOINT_POINT * secret + part;
        let key = PublicKey(key.compress().to_bytes());
        let signer = Signer::new(SeriesId::from_bytes([4; 16]), key);
        for nonce in 1..=1_000_u64 {
            for with in EIGHT_TORSION {
                let nonce = Scalar::from(nonce);
                let point = ED25519_BASEPOINT_POINT * nonce + with;
                let mut signature = Signature([0; 64]);
                signature.0[..32].copy_from_slice(point.compress().as_bytes());
                let challenge = signer.challenge(&(heads[0].0, signature));
                let challenge = Scalar::from_bytes_mod_order_wide(&challenge);
                if (part * challenge + with).is_identity() {
                    let s = nonce + challenge * secret;
                    signature.0[32..].copy_from_slice(s.as_bytes());
                    return (signer, (heads[0].0, signature));
                }
            }
        }
        panic!("one in eight suits");
    }

    #[test]
    fn a_key_with_a_part_of_small_order_is_checked_signature_by_signature() {
        let (signer, (head, signature)) = signed_by_mixed_key();
        assert!(signer.sound.is_none());
        assert_eq!(signer.first_unsigned(&[(head, signature)]), None);
        let mut wrong = signature;
        wrong.0[40] ^= 1;
        let both = [(head, signature), (head, wrong)];
        assert_eq!(signer.first_unsigned(&both), Some(1));
    }
}
