//! What the server does by itself, beside its mail.

use crate::context::Context;
use staffroom_store::StoreError;
use std::error::Error;
use std::time::Duration;
use tokio::sync::watch;

/// The time from one housekeeping to the next.
const PERIOD: Duration = Duration::from_hours(1);

/// Forgets what has no use any more, once an hour, until `stop` turns true. A session has ended once nothing was
/// done in it for `idle_seconds`.
pub async fn keep_house(context: Context, idle_seconds: i64, mut stop: watch::Receiver<bool>) {
    loop {
        match forget_ended_sessions(&context, idle_seconds).await {
            Ok(0) => {}
            Ok(count) => tracing::info!(count, "ended sessions were forgotten"),
            Err(error) => {
                tracing::error!(error = &error as &dyn Error, "ended sessions could not be forgotten");
            }
        }
        tokio::select! {
            _ = stop.wait_for(|is_stopped| *is_stopped) => return,
            () = tokio::time::sleep(PERIOD) => {}
        }
    }
}

async fn forget_ended_sessions(context: &Context, idle_seconds: i64) -> Result<u64, StoreError> {
    let now = context.clock.now();
    let mut transaction = context.store.write().await?;
    let count = transaction.sessions().forget_ended(now, now.plus(-idle_seconds)).await?;
    transaction.commit().await?;
    Ok(count)
}
