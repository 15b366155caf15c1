//! The code of a link in a mail, made once more from what the database keeps of it.

use crate::link_code::{LinkKey, digest};
use staffroom_contract::paths::page;
use staffroom_contract::{LinkPurpose, Secret, UnixSeconds};
use staffroom_store::{EmailChangeRecord, FreezeLink, Link, StoreError, Transaction};

/// What a code belongs to.
#[derive(Clone, Copy)]
pub enum MailedCode<'a> {
    /// A link that sets a password.
    SetsPassword(&'a Link),
    /// A link that freezes an account.
    Freezes(&'a FreezeLink),
    /// What confirms a change of email.
    Confirms(&'a EmailChangeRecord),
    /// What ends a change of email.
    Objects(&'a EmailChangeRecord),
}

impl MailedCode<'_> {
    /// The code; `None` if it was made with a key that we do not have any more, since a code of another key opens
    /// nothing.
    ///
    /// # Errors
    /// If the database fails.
    pub async fn again(
        self,
        transaction: &mut dyn Transaction,
        link_key: &LinkKey,
    ) -> Result<Option<Secret>, StoreError> {
        for key in link_key.and_previous() {
            let code = self.of(key);
            if self.is_known(transaction, &digest(code.expose())).await? {
                return Ok(Some(code));
            }
        }
        Ok(None)
    }

    /// The page that takes it.
    pub fn page(self) -> &'static str {
        match self {
            Self::SetsPassword(link) => match link.purpose {
                LinkPurpose::PasswordReset => page::RESET_PASSWORD,
                LinkPurpose::Invitation => page::ACCEPT_INVITATION,
            },
            Self::Freezes(_) => page::FREEZE_ACCOUNT,
            Self::Confirms(_) => page::CONFIRM_EMAIL,
            Self::Objects(_) => page::KEEP_EMAIL,
        }
    }

    /// When it runs out.
    pub fn expires_at(self) -> UnixSeconds {
        match self {
            Self::SetsPassword(link) => link.expires_at,
            Self::Freezes(link) => link.expires_at,
            Self::Confirms(change) | Self::Objects(change) => change.expires_at,
        }
    }

    fn of(self, key: &LinkKey) -> Secret {
        match self {
            Self::SetsPassword(link) => key.code(link.purpose, &link.id, &link.salt),
            Self::Freezes(link) => key.freeze_code(&link.id, &link.salt),
            Self::Confirms(change) => key.email_change_code(&change.id, &change.salt),
            Self::Objects(change) => key.email_objection_code(&change.id, &change.salt),
        }
    }

    async fn is_known(
        self,
        transaction: &mut dyn Transaction,
        code_hash: &[u8; 32],
    ) -> Result<bool, StoreError> {
        Ok(match self {
            Self::SetsPassword(link) => {
                transaction.links().find_by_code_hash(link.purpose, code_hash).await?.is_some()
            }
            Self::Freezes(_) => transaction.freeze_links().find_by_code_hash(code_hash).await?.is_some(),
            Self::Confirms(_) => transaction.email_changes().find_by_code_hash(code_hash).await?.is_some(),
            Self::Objects(_) => {
                transaction.email_changes().find_by_objection_code_hash(code_hash).await?.is_some()
            }
        })
    }
}
