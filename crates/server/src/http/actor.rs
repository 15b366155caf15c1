//! In whose name an act is done: an administrator's who asks for it, or of one who began a bulk act.

use crate::audit::{Act, Source};
use serde_json::json;
use staffroom_contract::{BulkId, StaffId, UnixSeconds};
use staffroom_store::{StoreError, Transaction};

/// Who does something, as it is recorded.
#[derive(Clone, Copy, Debug)]
pub(super) struct Actor<'a> {
    /// Who they are.
    pub(super) id: &'a StaffId,
    /// The request that they did it or began it by.
    pub(super) source: &'a Source,
    /// The bulk act that it is a part of.
    pub(super) bulk_id: Option<&'a BulkId>,
}

impl<'a> Actor<'a> {
    /// Who they are, unless it is a part of a bulk act that they do.
    pub(super) fn one_by_one(&self) -> Option<&'a StaffId> {
        self.bulk_id.is_none().then_some(self.id)
    }

    /// Records an act of theirs.
    pub(super) async fn record(
        &self,
        transaction: &mut dyn Transaction,
        act: Act<'_>,
        now: UnixSeconds,
    ) -> Result<(), StoreError> {
        let act = act.by(self.id).from(self.source);
        let act = match self.bulk_id {
            Some(id) => act.and("bulk_id", json!(id)),
            None => act,
        };
        act.record(transaction, now).await
    }
}
