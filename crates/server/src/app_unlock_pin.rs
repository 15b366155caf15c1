//! App Unlock PINs: made up here, and kept so that the database alone shows none of them.
//!
//! A PIN must be shown again to whoever may see it, so that no hash will do; and of ten thousand PINs a hash hides
//! none. It is sealed with XChaCha20-Poly1305 under a key that is derived from the server's key file, and bound to its
//! person: nobody gets another PIN by moving it from one row to another.

use crate::link_code::LinkKey;
use crate::random::{self, NoRandomness};
use chacha20poly1305::aead::{Aead, KeyInit, Payload};
use chacha20poly1305::{XChaCha20Poly1305, XNonce};
use staffroom_contract::staff_settings::check_pin;
use staffroom_contract::{Secret, StaffId};
use staffroom_store::{Store, StoreError};

/// The length of a nonce, in bytes. Long enough for random ones never to meet.
const NONCE: usize = 24;

/// Why a PIN is not sealed or not made up.
#[derive(Debug, thiserror::Error)]
pub enum NoPin {
    /// The database failed.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// There are no random bytes.
    #[error(transparent)]
    NoRandomness(#[from] NoRandomness),
    /// It cannot be sealed, or what is kept was sealed with another key, or for somebody else.
    #[error("the App Unlock PIN cannot be read with this server's key")]
    Unreadable,
}

/// A PIN as the database keeps it.
///
/// # Errors
/// If there are no random bytes.
pub fn seal(key: &LinkKey, person: &StaffId, pin: &Secret) -> Result<Vec<u8>, NoPin> {
    let nonce: [u8; NONCE] = random::bytes()?;
    let payload = Payload { msg: pin.expose().as_bytes(), aad: person.as_str().as_bytes() };
    let sealed = cipher(key).encrypt(&XNonce::from(nonce), payload).map_err(|_| NoPin::Unreadable)?;
    Ok([&nonce[..], &sealed].concat())
}

/// The PIN that the database keeps for this person.
///
/// # Errors
/// If it was sealed with neither the key nor one before it, or for somebody else, or is damaged.
pub fn open(key: &LinkKey, person: &StaffId, kept: &[u8]) -> Result<Secret, NoPin> {
    key.and_previous().find_map(|key| open_with(key, person, kept)).ok_or(NoPin::Unreadable)
}

/// The same with this key alone, and none before it.
fn open_with(key: &LinkKey, person: &StaffId, kept: &[u8]) -> Option<Secret> {
    let (nonce, sealed) = kept.split_first_chunk::<NONCE>()?;
    let payload = Payload { msg: sealed, aad: person.as_str().as_bytes() };
    let pin = cipher(key).decrypt(&XNonce::from(*nonce), payload).ok()?;
    String::from_utf8(pin).ok().map(Secret::new)
}

/// A PIN that is not among those that are tried first.
///
/// # Errors
/// If there are no random bytes.
pub fn make_up() -> Result<Secret, NoRandomness> {
    loop {
        let number = u16::from_be_bytes(random::bytes()?);
        // The numbers above do not divide evenly among the PINs.
        if number < 60_000 {
            let pin = format!("{:04}", number % 10_000);
            if check_pin("", &pin).is_none() {
                return Ok(Secret::new(pin));
            }
        }
    }
}

/// Seals what an older form of the database kept in clear; how many PINs there were.
///
/// # Errors
/// If the database fails or there are no random bytes; then none is changed.
pub async fn seal_all(store: &dyn Store, key: &LinkKey) -> Result<usize, NoPin> {
    let in_clear = store.read().await?.staff().pins_in_clear().await?;
    if in_clear.is_empty() {
        return Ok(0);
    }
    let mut transaction = store.write().await?;
    for (person, pin) in &in_clear {
        let sealed = seal(key, person, &Secret::new(pin))?;
        transaction.staff().seal_pin(person, &sealed).await?;
    }
    transaction.commit().await?;
    Ok(in_clear.len())
}

/// Seals with the key what was sealed with one before it, which can be forgotten then; how many PINs there were. Those
/// that no key opens stay as they are: their key may come back with a backup.
///
/// # Errors
/// If the database fails or there are no random bytes; then none is changed.
pub async fn seal_anew(store: &dyn Store, key: &LinkKey) -> Result<usize, NoPin> {
    let kept = store.read().await?.sealed_pins().all().await?;
    let of_another_key = kept.iter().filter(|(person, kept)| open_with(key, person, kept).is_none());
    let of_another_key: Vec<_> = of_another_key.collect();
    if of_another_key.is_empty() {
        return Ok(0);
    }
    let mut count = 0;
    let mut transaction = store.write().await?;
    for (person, kept) in &of_another_key {
        let Ok(pin) = open(key, person, kept) else { continue };
        transaction.sealed_pins().replace(person, kept, &seal(key, person, &pin)?).await?;
        count += 1;
    }
    transaction.commit().await?;
    let unreadable = of_another_key.len() - count;
    if unreadable > 0 {
        tracing::warn!(unreadable, "App Unlock PINs were sealed with a key that is not here; set them anew");
    }
    Ok(count)
}

fn cipher(key: &LinkKey) -> XChaCha20Poly1305 {
    XChaCha20Poly1305::new(&key.pin_key().into())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Rotating the key makes no PIN unreadable that was sealed before.
    #[test]
    fn a_pin_outlasts_a_rotation() {
        let (old, camille) = (LinkKey::new([7; 32]), StaffId::new("camilles"));
        let kept = seal(&old, &camille, &Secret::new("8453")).unwrap();
        assert!(open(&LinkKey::new([8; 32]), &camille, &kept).is_err());
        let rotated = LinkKey::new([8; 32]).after(old);
        assert_eq!(open(&rotated, &camille, &kept).unwrap().expose(), "8453");
    }

    /// A PIN is read with the key and for the person that it was sealed for, and by nobody else.
    #[test]
    fn a_pin_is_sealed_for_one_person_and_one_key() {
        let (key, camille, pin) = (LinkKey::new([1; 32]), StaffId::new("camille"), Secret::new("8453"));
        let kept = seal(&key, &camille, &pin).unwrap();
        assert_eq!(open(&key, &camille, &kept).unwrap(), pin);
        assert!(open(&key, &StaffId::new("marcus"), &kept).is_err());
        assert!(open(&LinkKey::new([2; 32]), &camille, &kept).is_err());
        assert!(open(&key, &camille, &kept[..20]).is_err());
        let mut damaged = kept.clone();
        damaged[NONCE] ^= 1;
        assert!(open(&key, &camille, &damaged).is_err());
    }

    /// The same PIN never looks the same twice, so that nobody sees who shares one.
    #[test]
    fn equal_pins_look_different() {
        let (key, camille, pin) = (LinkKey::new([1; 32]), StaffId::new("camille"), Secret::new("8453"));
        assert_ne!(seal(&key, &camille, &pin).unwrap(), seal(&key, &camille, &pin).unwrap());
    }

    /// What is made up would be accepted if somebody typed it.
    #[test]
    fn a_made_up_pin_is_acceptable() {
        for _ in 0..1000 {
            assert_eq!(check_pin("", make_up().unwrap().expose()), None);
        }
    }
}
