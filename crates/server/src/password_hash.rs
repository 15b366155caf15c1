//! Hashing passwords: Argon2id, off the async threads, and never more at once than the machine has cores.

use crate::random::{self, NoRandomness};
use argon2::password_hash::phc::PasswordHash;
use argon2::{Algorithm, Argon2, Params, PasswordHasher as _, PasswordVerifier as _, Version};
use icu_normalizer::ComposingNormalizerBorrowed;
use staffroom_contract::Secret;
use std::borrow::Cow;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use tokio::sync::Semaphore;

/// How many may wait for a hash before the next is turned away. At a quarter of a second each on two cores,
/// the last of them waits eight seconds.
const QUEUE: usize = 64;

/// How hard a hash is to compute.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Cost {
    /// Memory, in KiB.
    pub memory_kib: u32,
    /// Passes over it.
    pub passes: u32,
}

impl Cost {
    /// About 230 ms on a small server.
    pub const DEFAULT: Self = Self { memory_kib: 65_536, passes: 2 };
    /// The least that is allowed (OWASP ASVS 5.0, appendix C).
    pub const FLOOR: Self = Self { memory_kib: 19_456, passes: 2 };
}

/// Why there is no hash.
#[derive(Debug, thiserror::Error)]
pub enum HashError {
    /// Too many wait already.
    #[error("too many passwords are being hashed")]
    Busy,
    /// No random salt.
    #[error(transparent)]
    NoRandomness(#[from] NoRandomness),
    /// Anything else: a hash in the database that is none, a thread that died.
    #[error("the password could not be hashed: {0}")]
    Failed(String),
}

/// Hashes and verifies passwords.
#[derive(Clone)]
pub struct PasswordHasher {
    argon2: Argon2<'static>,
    slots: Arc<Semaphore>,
    waiting: Arc<AtomicUsize>,
    /// A hash of nothing that anyone knows: verifying against it takes as long as against a real one.
    decoy: Arc<str>,
}

impl PasswordHasher {
    /// Hashes with `cost`, `slots` at once.
    ///
    /// # Errors
    /// If `cost` is out of Argon2's own range, or there are no random bytes for the decoy.
    pub fn new(cost: Cost, slots: usize) -> Result<Self, HashError> {
        let params = Params::new(cost.memory_kib, cost.passes, 1, None).map_err(failed)?;
        let argon2 = Argon2::new(Algorithm::Argon2id, Version::V0x13, params);
        let decoy = hash_with(&argon2, &random::bytes::<32>()?)?;
        Ok(Self {
            argon2,
            slots: Arc::new(Semaphore::new(slots.max(1))),
            waiting: Arc::default(),
            decoy: decoy.into(),
        })
    }

    /// Hashes a password with a fresh salt, as a PHC string.
    ///
    /// # Errors
    /// [`HashError::Busy`] if too many wait.
    pub async fn hash(&self, password: &Secret) -> Result<String, HashError> {
        let argon2 = self.argon2.clone();
        let password = normalised(password.expose()).into_owned();
        self.run(move || hash_with(&argon2, password.as_bytes())).await
    }

    /// Whether `password` belongs to `hash`. Without a hash the answer is no, and takes as long.
    ///
    /// # Errors
    /// [`HashError::Busy`] if too many wait.
    pub async fn verify(&self, password: &Secret, hash: Option<&str>) -> Result<bool, HashError> {
        let argon2 = self.argon2.clone();
        let password = normalised(password.expose()).into_owned();
        let is_real = hash.is_some();
        let phc = hash.unwrap_or(&self.decoy).to_owned();
        self.run(move || {
            let hash = PasswordHash::new(&phc).map_err(failed)?;
            Ok(argon2.verify_password(password.as_bytes(), &hash).is_ok() && is_real)
        })
        .await
    }

    /// Whether `hash` was cheaper to compute than one would be now, in no respect dearer.
    pub fn is_outdated(&self, hash: &str) -> bool {
        let made = PasswordHash::new(hash).ok().and_then(|hash| Params::try_from(&hash).ok());
        let Some(made) = made else { return false };
        let now = self.argon2.params();
        let (memory, passes) = (made.m_cost().cmp(&now.m_cost()), made.t_cost().cmp(&now.t_cost()));
        memory.is_le() && passes.is_le() && (memory.is_lt() || passes.is_lt())
    }

    async fn run<T: Send + 'static>(
        &self,
        work: impl FnOnce() -> Result<T, HashError> + Send + 'static,
    ) -> Result<T, HashError> {
        let _place = Place::take(&self.waiting)?;
        let slot = Arc::clone(&self.slots).acquire_owned().await.map_err(failed)?;
        tokio::task::spawn_blocking(move || {
            // Held by the work itself: a request that is dropped does not stop the thread that computes for it.
            let _slot = slot;
            work()
        })
        .await
        .map_err(failed)?
    }
}

/// A place in the queue, given back when dropped.
struct Place<'a>(&'a AtomicUsize);

impl<'a> Place<'a> {
    fn take(waiting: &'a AtomicUsize) -> Result<Self, HashError> {
        let place = Self(waiting);
        if waiting.fetch_add(1, Ordering::Relaxed) >= QUEUE { Err(HashError::Busy) } else { Ok(place) }
    }
}

impl Drop for Place<'_> {
    fn drop(&mut self) {
        self.0.fetch_sub(1, Ordering::Relaxed);
    }
}

/// The one change that is made to a password: Unicode normalisation form C, because keyboards differ in how
/// they compose the same letter (NIST SP 800-63B-4, section 3.1.1.2).
pub fn normalised(password: &str) -> Cow<'_, str> {
    const NFC: ComposingNormalizerBorrowed<'static> = ComposingNormalizerBorrowed::new_nfc();
    NFC.normalize(password)
}

fn hash_with(argon2: &Argon2<'_>, password: &[u8]) -> Result<String, HashError> {
    let salt = random::bytes::<16>()?;
    Ok(argon2.hash_password_with_salt(password, &salt).map_err(failed)?.to_string())
}

fn failed(error: impl std::fmt::Display) -> HashError {
    HashError::Failed(error.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn hasher() -> PasswordHasher {
        PasswordHasher::new(Cost { memory_kib: 64, passes: 1 }, 2).unwrap()
    }

    async fn verifies(set: &str, typed: &str) -> bool {
        let hasher = hasher();
        let hash = hasher.hash(&Secret::new(set)).await.unwrap();
        hasher.verify(&Secret::new(typed), Some(&hash)).await.unwrap()
    }

    /// Every character counts: nothing is cut off, trimmed or folded.
    #[tokio::test]
    async fn every_character_counts() {
        let long = "x".repeat(255);
        assert!(verifies(&format!("{long}y"), &format!("{long}y")).await);
        assert!(!verifies(&format!("{long}y"), &format!("{long}z")).await);
        assert!(!verifies("fifteen letters", " fifteen letters").await);
        assert!(!verifies("fifteen letters", "Fifteen letters").await);
    }

    /// The same password typed on another keyboard is the same password.
    #[tokio::test]
    async fn composed_and_decomposed_letters_are_the_same() {
        assert!(verifies("cafe\u{301} au lait bowl", "caf\u{e9} au lait bowl").await);
    }

    /// Hashes say how they were made, so that a stronger cost can be told from a weaker one.
    #[tokio::test]
    async fn a_hash_is_argon2id_with_its_parameters() {
        let hash = hasher().hash(&Secret::new("fifteen letters")).await.unwrap();
        assert!(hash.starts_with("$argon2id$v=19$m=64,t=1,p=1$"), "{hash}");
    }

    /// A hash is made anew when the cost was raised, and never when it was lowered.
    #[test]
    fn only_a_cheaper_hash_is_outdated() {
        let hash = |memory_kib, passes| {
            let hasher = PasswordHasher::new(Cost { memory_kib, passes }, 1).unwrap();
            hash_with(&hasher.argon2, b"fifteen letters").unwrap()
        };
        let hasher = PasswordHasher::new(Cost { memory_kib: 64, passes: 2 }, 1).unwrap();
        for (memory_kib, passes, is_outdated) in
            [(64, 2, false), (32, 2, true), (64, 1, true), (128, 2, false), (128, 1, false), (32, 3, false)]
        {
            assert_eq!(hasher.is_outdated(&hash(memory_kib, passes)), is_outdated, "{memory_kib} {passes}");
        }
        assert!(!hasher.is_outdated("no hash"));
    }

    /// Somebody without a password cannot sign in with any.
    #[tokio::test]
    async fn no_hash_verifies_nothing() {
        assert!(!hasher().verify(&Secret::new(""), None).await.unwrap());
    }
}
