//! The link that a mail carries.

use super::words;
use crate::context::Context;
use crate::mailed_code::MailedCode;
use staffroom_contract::Secret;
use staffroom_store::{StoreError, Transaction};

/// A link, and the way without it: a page, and the code to enter there. It has no `Debug`: it holds the code.
pub(super) struct MailedLink {
    /// The landing page with the code in its fragment.
    pub(super) url: String,
    /// The landing page without the code.
    pub(super) page: String,
    pub(super) code: Secret,
    /// Until when it is valid, in words.
    pub(super) until: String,
}

impl MailedLink {
    /// The link with this code, and until when it is valid in the time of `time_zone`; `None` if the code was made with
    /// a key that we do not have any more.
    ///
    /// # Errors
    /// If the database fails.
    pub(super) async fn with(
        of: MailedCode<'_>,
        context: &Context,
        transaction: &mut dyn Transaction,
        time_zone: &str,
    ) -> Result<Option<Self>, StoreError> {
        let code = of.again(transaction, &context.link_key).await?;
        Ok(code.map(|code| Self {
            url: context.link_to(of.page(), &code).into(),
            page: context.page(of.page()).into(),
            code,
            until: words::deadline(of.expires_at(), time_zone),
        }))
    }
}
