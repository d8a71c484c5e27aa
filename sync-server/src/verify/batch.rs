//! Many signatures of one key at once.
//!
//! One random combination of all their equations is checked: `[8](Σ zᵢRᵢ + (Σ zᵢkᵢ)A − (Σ zᵢsᵢ)B) = 0`, with 128
//! bits `zᵢ` that nobody knew when the signatures were made, so that a wrong one gets through with a chance of
//! 2⁻¹²⁸. The factor 8 keeps chance out of the verdict where somebody who holds the key hid a part of small order
//! in a signature: it is then always accepted here, as it was made with the key all the same.

use curve25519_dalek::constants::ED25519_BASEPOINT_POINT;
use curve25519_dalek::edwards::{CompressedEdwardsY, EdwardsPoint};
use curve25519_dalek::scalar::Scalar;
use curve25519_dalek::traits::VartimeMultiscalarMul;
use sha2::{Digest, Sha512};
use shared::id::SeriesId;
use shared::journal::{Head, PublicKey, Signature, head_message, verify_head};

/// The signatures of one series are checked with this.
pub struct Signer {
    series: SeriesId,
    key: PublicKey,
    point: Option<EdwardsPoint>,
}

impl Signer {
    /// Of this series, which this key signs. A key that is no sound point of the curve has signed nothing.
    pub fn new(series: SeriesId, key: PublicKey) -> Self {
        let point = canonical_point(&key.0).filter(EdwardsPoint::is_torsion_free);
        Self { series, key, point }
    }

    /// The index of the first head that is not signed.
    pub fn first_unsigned(&self, heads: &[(Head, Signature)]) -> Option<usize> {
        if self.are_all_signed(heads) == Some(true) {
            return None;
        }
        let wrong = |(head, signature): &(Head, Signature)| {
            !verify_head(&self.key, self.series, head, signature)
        };
        heads.iter().position(wrong)
    }

    /// Whether all are signed; none where the system has no randomness to find out together.
    fn are_all_signed(&self, heads: &[(Head, Signature)]) -> Option<bool> {
        let mut random = vec![0; 16 * heads.len()];
        getrandom::fill(&mut random).ok()?;
        let Some(key) = self.point else {
            return Some(heads.is_empty());
        };
        let mut scalars = Vec::with_capacity(heads.len() + 2);
        let mut points = Vec::with_capacity(heads.len() + 2);
        let (mut of_key, mut of_base) = (Scalar::ZERO, Scalar::ZERO);
        for ((head, signature), random) in heads.iter().zip(random.chunks_exact(16)) {
            let Some((commitment, response)) = halves(signature) else {
                return Some(false);
            };
            let challenge = Sha512::new()
                .chain_update(&signature.0[..32])
                .chain_update(self.key.0)
                .chain_update(head_message(self.series, head))
                .finalize();
            let challenge = Scalar::from_bytes_mod_order_wide(&challenge.into());
            let random = random.try_into().expect("chunks are of 16 bytes");
            let weight = Scalar::from(u128::from_le_bytes(random));
            of_key += weight * challenge;
            of_base -= weight * response;
            scalars.push(weight);
            points.push(commitment);
        }
        scalars.extend([of_key, of_base]);
        points.extend([key, ED25519_BASEPOINT_POINT]);
        Some(EdwardsPoint::vartime_multiscalar_mul(&scalars, &points).is_small_order())
    }
}

/// The two halves of a signature, where they are what a signer makes.
fn halves(signature: &Signature) -> Option<(EdwardsPoint, Scalar)> {
    let (commitment, response) = signature.0.split_at(32);
    let point = canonical_point(commitment.try_into().ok()?)?;
    let response = Scalar::from_canonical_bytes(response.try_into().ok()?);
    Some((point, Option::from(response)?))
}

/// A point that is not of small order, from the only bytes that it is written as.
fn canonical_point(bytes: &[u8; 32]) -> Option<EdwardsPoint> {
    // 2²⁵⁵ − 19 and above stand for numbers that have shorter names.
    let is_beyond = bytes[31] & 0x7f == 0x7f && bytes[1..31] == [0xff; 30] && bytes[0] >= 0xed;
    let point = CompressedEdwardsY(*bytes).decompress()?;
    (!is_beyond && !point.is_small_order()).then_some(point)
}

#[cfg(test)]
mod tests {
    use super::*;
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
            assert_eq!(signer.are_all_signed(&heads), Some(true), "{count}");
        }
    }

    #[test]
    fn the_first_that_is_wrong_is_named_whatever_is_wrong_with_it() {
        let (signer, heads) = signed(40);
        for at in [0, 7, 39] {
            for byte in 0..64 {
                let mut heads = heads.clone();
                heads[at].1.0[byte] ^= 1;
                assert_eq!(signer.are_all_signed(&heads), Some(false), "{at} {byte}");
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
        // In a sum without weights these two mistakes are as good as none.
        let response = |heads: &[(Head, Signature)], at: usize| halves(&heads[at].1).unwrap().1;
        let (first, second) = (response(&heads, 0), response(&heads, 1));
        heads[0].1.0[32..].copy_from_slice((first + Scalar::ONE).as_bytes());
        heads[1].1.0[32..].copy_from_slice((second - Scalar::ONE).as_bytes());
        assert_eq!(signer.are_all_signed(&heads), Some(false));
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
}
