//! `list_own_sessions`: where a person is signed in.

use super::device::device;
use crate::context::Context;
use crate::http::caller::SignedIn;
use crate::http::openapi::{SIGNED_IN, refusals};
use crate::http::refusal::Refusal;
use crate::http::session;
use axum::Json;
use axum::extract::State;
use staffroom_contract::paths::template;
use staffroom_contract::{OwnSession, OwnSessions, SessionId};
use staffroom_store::SessionRecord;

refusals!(Refusals: SIGNED_IN);

/// Where the person who asks is signed in: the session used last comes first.
#[utoipa::path(
    get,
    path = template::OWN_SESSIONS,
    operation_id = "list_own_sessions",
    tag = "account",
    security(("session" = [])),
    responses((status = 200, description = "The open sessions.", body = OwnSessions), Refusals),
)]
pub(super) async fn list_own_sessions(
    SignedIn { person, session, .. }: SignedIn,
    State(context): State<Context>,
) -> Result<Json<OwnSessions>, Refusal> {
    let mut transaction = context.store.read().await?;
    let open = session::open_of(&mut *transaction, &person.listed.id, context.clock.now()).await?;
    let items = open.into_iter().map(|open| shown(open, &session.id)).collect();
    Ok(Json(OwnSessions { items }))
}

fn shown(session: SessionRecord, current: &SessionId) -> OwnSession {
    OwnSession {
        is_current: session.id == *current,
        id: session.id,
        device: session.client.user_agent.as_deref().and_then(device),
        client_address: session.client.address,
        opened_at: session.created_at,
        last_seen_at: session.last_seen_at,
    }
}
