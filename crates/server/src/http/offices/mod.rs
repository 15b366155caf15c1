//! Where the practice's people work.

mod add;
mod close;
mod list;
mod rename;

use super::refusal::Refusal;
use crate::context::Context;
use axum::extract::{FromRequestParts, Path};
use axum::http::request::Parts;
use staffroom_contract::{Office, OfficeId, ProblemCode};
use staffroom_store::{OfficeRecord, StaffRecord, Transaction};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

pub(super) fn routes() -> OpenApiRouter<Context> {
    OpenApiRouter::new()
        .routes(routes!(list::list_offices, add::add_office))
        .routes(routes!(rename::rename_office))
        .routes(routes!(close::close_office))
}

/// The id in a path. What cannot be one is no office's.
struct PathId(OfficeId);

impl FromRequestParts<Context> for PathId {
    type Rejection = Refusal;

    async fn from_request_parts(parts: &mut Parts, context: &Context) -> Result<Self, Refusal> {
        let id = Path::<OfficeId>::from_request_parts(parts, context).await;
        id.map(|Path(id)| Self(id)).map_err(|_| ProblemCode::NotFound.into())
    }
}

/// The open office with this id.
async fn open_office(transaction: &mut dyn Transaction, id: &OfficeId) -> Result<OfficeRecord, Refusal> {
    let office = transaction.offices().get(id).await?;
    office.filter(|office| office.closed_at.is_none()).ok_or_else(|| ProblemCode::NotFound.into())
}

/// An office as it is shown to whoever asks.
fn shown(office: OfficeRecord, asks: &StaffRecord) -> Office {
    let is_within_reach = !asks.restrict_offices || asks.offices.iter().any(|own| own.id == office.id);
    Office {
        can_be_chosen: office.closed_at.is_none() && is_within_reach,
        id: office.id,
        name: office.name,
        people: office.people,
        closed_at: office.closed_at,
    }
}
