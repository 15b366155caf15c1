//! The code of a link in a mail: made from a key file and the link's row, so that neither holds it alone.
//!
//! `code = base64url(HMAC-SHA-256(key, "staffroom/<purpose>/v1" ‖ id ‖ salt))`, and no two purposes are alike. The
//! database keeps the salt and SHA-256(code): a leaked database opens nothing, and each try to send a mail writes the
//! same link.
//!
//! The key can be rotated. A code that was mailed goes on working, since it is found by its hash; only to write it
//! again its own key is needed, and so the key from before the last rotation stays until the next one.

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use hmac::{Hmac, KeyInit, Mac};
use sha2::{Digest, Sha256};
use staffroom_contract::{EmailChangeId, LinkPurpose, PasswordResetId, Secret};

/// The server's key for codes; kept in a file beside the database, never in it.
#[derive(Clone)]
pub struct LinkKey {
    bytes: [u8; 32],
    previous: Option<Box<LinkKey>>,
}

impl LinkKey {
    /// Takes 32 random bytes.
    pub fn new(bytes: [u8; 32]) -> Self {
        Self { bytes, previous: None }
    }

    /// The same key, which took the place of another one.
    #[must_use]
    pub fn after(self, previous: Self) -> Self {
        Self { previous: Some(Box::new(previous)), ..self }
    }

    /// The key and those before it: one of them made the code of a link that was issued earlier.
    pub fn and_previous(&self) -> impl Iterator<Item = &Self> + Send {
        std::iter::successors(Some(self), |key| key.previous.as_deref())
    }

    /// The code of a link that sets a password, 43 characters; the same each time.
    pub fn code(&self, purpose: LinkPurpose, id: &PasswordResetId, salt: &[u8; 32]) -> Secret {
        let domain = match purpose {
            LinkPurpose::PasswordReset => "staffroom/password-reset/v1",
            LinkPurpose::Invitation => "staffroom/invitation/v1",
        };
        self.code_of(domain, id.as_str(), salt)
    }

    /// The code of a link that freezes an account: of the same form, and never that of a link that sets a password.
    pub fn freeze_code(&self, id: &str, salt: &[u8; 32]) -> Secret {
        self.code_of("staffroom/account-freeze/v1", id, salt)
    }

    /// The code with which the owner of a new email address confirms it.
    pub fn email_change_code(&self, id: &EmailChangeId, salt: &[u8; 32]) -> Secret {
        self.code_of("staffroom/email-change/v1", id.as_str(), salt)
    }

    /// The code with which the owner of the old email address ends the change.
    pub fn email_objection_code(&self, id: &EmailChangeId, salt: &[u8; 32]) -> Secret {
        self.code_of("staffroom/email-objection/v1", id.as_str(), salt)
    }

    /// The key that App Unlock PINs are sealed with; see [`crate::app_unlock_pin`].
    pub(crate) fn pin_key(&self) -> [u8; 32] {
        self.sign(&[b"staffroom/app-unlock-pin/v1"])
    }

    /// What the database knows an account by that somebody tries to sign in to, of a username in its folded form:
    /// nobody reads out of it what was typed.
    pub fn account(&self, username_key: &str) -> [u8; 32] {
        self.sign(&[b"staffroom/account/v1", username_key.as_bytes()])
    }

    /// What the database knows an address by that somebody signed in from.
    pub fn address(&self, address: &str) -> [u8; 32] {
        self.sign(&[b"staffroom/address/v1", address.as_bytes()])
    }

    fn code_of(&self, domain: &str, id: &str, salt: &[u8; 32]) -> Secret {
        Secret::new(URL_SAFE_NO_PAD.encode(self.sign(&[domain.as_bytes(), id.as_bytes(), salt])))
    }

    fn sign(&self, parts: &[&[u8]]) -> [u8; 32] {
        // A key shorter than a block is padded with zeros (RFC 2104, section 2).
        let mut block = [0; 64];
        block[..32].copy_from_slice(&self.bytes);
        let mut mac = Hmac::<Sha256>::new(&block.into());
        for part in parts {
            // The lengths are part of what is signed, so that no two rows can be cut differently into the same text.
            mac.update(&(part.len() as u64).to_be_bytes());
            mac.update(part);
        }
        mac.finalize().into_bytes().into()
    }
}

/// What the database finds a secret by: its SHA-256. The secrets that this is for have 256 random bits, so
/// that a slow hash would add nothing.
pub fn digest(secret: &str) -> [u8; 32] {
    Sha256::digest(secret.as_bytes()).into()
}

#[cfg(test)]
mod tests {
    use super::*;
    use staffroom_contract::password_reset::code_in;

    /// A retry mails the same link; another link, purpose, salt or key has another code.
    #[test]
    fn a_code_belongs_to_one_link_one_purpose_and_one_key() {
        let key = LinkKey::new([1; 32]);
        let id = PasswordResetId::new("a");
        let code = key.code(LinkPurpose::PasswordReset, &id, &[2; 32]);
        assert_eq!(key.code(LinkPurpose::PasswordReset, &id, &[2; 32]), code);
        assert_ne!(key.code(LinkPurpose::Invitation, &id, &[2; 32]), code);
        assert_ne!(key.freeze_code(id.as_str(), &[2; 32]), code);
        let change = EmailChangeId::new("a");
        let of_change =
            [key.email_change_code(&change, &[2; 32]), key.email_objection_code(&change, &[2; 32])];
        assert!(!of_change.contains(&code) && of_change[0] != of_change[1]);
        assert_ne!(of_change[0], key.freeze_code("a", &[2; 32]));
        assert_ne!(key.code(LinkPurpose::PasswordReset, &PasswordResetId::new("b"), &[2; 32]), code);
        assert_ne!(key.code(LinkPurpose::PasswordReset, &id, &[3; 32]), code);
        assert_ne!(LinkKey::new([4; 32]).code(LinkPurpose::PasswordReset, &id, &[2; 32]), code);
        assert_eq!(code_in(code.expose()), Some(code));
        assert_ne!(key.account("camilles"), LinkKey::new([4; 32]).account("camilles"));
    }
}
