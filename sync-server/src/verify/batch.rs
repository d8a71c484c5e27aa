//! Many signatures of one key at once.

use ed25519_dalek::{Signature as Signed, VerifyingKey, verify_batch};
use shared::id::SeriesId;
use shared::journal::{Head, PublicKey, Signature, head_message, verify_head};

/// The signatures of one series are checked with this.
pub struct Signer {
    series: SeriesId,
    key: PublicKey,
    sound: Option<VerifyingKey>,
}

impl Signer {
    /// Of this series, which this key signs. A key that is no point of the curve, or a weak one, has signed nothing.
    pub fn new(series: SeriesId, key: PublicKey) -> Self {
        let sound = VerifyingKey::from_bytes(&key.0).ok();
        Self {
            series,
            key,
            sound: sound.filter(|key| !key.is_weak()),
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
        let messages: Vec<_> = heads
            .iter()
            .map(|(head, _)| head_message(self.series, head))
            .collect();
        let messages: Vec<&[u8]> = messages.iter().map(AsRef::as_ref).collect();
        let signed: Vec<Signed> = heads
            .iter()
            .map(|(_, signature)| Signed::from_bytes(&signature.0))
            .collect();
        verify_batch(&messages, &signed, &vec![key; heads.len()]).is_ok()
    }
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
}
