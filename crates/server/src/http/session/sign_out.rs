//! `sign_out`: the end of a session.

use super::{SessionCookie, cookie};
use crate::audit::{Act, Event};
use crate::context::Context;
use crate::http::caller::Anyone;
use crate::http::openapi::{UNSAFE, refusals};
use crate::http::refusal::Refusal;
use axum::extract::State;
use axum::http::{HeaderName, StatusCode};
use axum::response::IntoResponse;
use staffroom_contract::paths::template;

refusals!(Refusals: UNSAFE);

/// Tells the browser to forget whatever the site kept in it.
const CLEAR_SITE_DATA: HeaderName = HeaderName::from_static("clear-site-data");

/// Ends the session, if there is one.
#[utoipa::path(
    delete,
    path = template::SESSION,
    operation_id = "sign_out",
    tag = "session",
    responses((status = 204, description = "Nobody is signed in any more."), Refusals),
)]
pub(super) async fn sign_out(
    anyone: Anyone,
    State(context): State<Context>,
    cookie: Option<SessionCookie>,
) -> Result<impl IntoResponse, Refusal> {
    // Where no cookie came there is none to take back, and the browser may have got another one by now.
    let unset = cookie.as_ref().map(|_| cookie::unset());
    if let Some(cookie) = cookie {
        let mut transaction = context.store.write().await?;
        let ended = transaction.sessions().end(&cookie.digest()).await?;
        if let Some(staff_id) = ended {
            let act = Act::of(Event::SignedOut).by(&staff_id).upon(&staff_id);
            anyone.record(&mut *transaction, act, context.clock.now()).await?;
        }
        transaction.commit().await?;
    }
    Ok((StatusCode::NO_CONTENT, unset, [(CLEAR_SITE_DATA, "\"storage\"")]))
}
