//! What the server does by itself, beside its mail.

use crate::context::Context;
use crate::http;
use crate::limits::{familiar, sign_in_delay};
use staffroom_contract::bulk::BULK_RESULT_SECONDS;
use staffroom_contract::import::{IMPORT_RESULT_SECONDS, IMPORT_WAITS_SECONDS};
use staffroom_store::StoreError;
use std::error::Error;
use std::time::Duration;
use tokio::sync::watch;

/// The time from one housekeeping to the next.
const PERIOD: Duration = Duration::from_hours(1);

/// Forgets what has no use any more, once an hour, until `stop` turns true.
pub async fn keep_house(context: Context, mut stop: watch::Receiver<bool>) {
    loop {
        match forget_ended_sessions(&context).await {
            Ok(0) => {}
            Ok(count) => tracing::info!(count, "ended sessions were forgotten"),
            Err(error) => {
                tracing::error!(error = &error as &dyn Error, "ended sessions could not be forgotten");
            }
        }
        if let Err(error) = forget_failed_sign_ins(&context).await {
            tracing::error!(
                error = &error as &dyn Error,
                "failed sign-ins and addresses could not be forgotten"
            );
        }
        match forget_imports(&context).await {
            Ok(0) => {}
            Ok(count) => tracing::info!(count, "imports were forgotten"),
            Err(error) => tracing::error!(error = &error as &dyn Error, "imports could not be forgotten"),
        }
        match forget_bulk(&context).await {
            Ok(0) => {}
            Ok(count) => tracing::info!(count, "bulk acts were forgotten"),
            Err(error) => tracing::error!(error = &error as &dyn Error, "bulk acts could not be forgotten"),
        }
        if let Err(error) = note_audit_head(&context).await {
            tracing::error!(error = &error as &dyn Error, "the audit log cannot be read");
        }
        tokio::select! {
            _ = stop.wait_for(|is_stopped| *is_stopped) => return,
            () = tokio::time::sleep(PERIOD) => {}
        }
    }
}

/// How late a deactivation may come, at the most.
const LATENESS: Duration = Duration::from_secs(20);

/// Carries out deactivations when their day has come, until `stop` turns true.
pub async fn deactivate_when_due(context: Context, mut stop: watch::Receiver<bool>) {
    loop {
        http::carry_out_due_deactivations(&context).await;
        tokio::select! {
            _ = stop.wait_for(|is_stopped| *is_stopped) => return,
            () = tokio::time::sleep(LATENESS) => {}
        }
    }
}

/// How late the people of an import come that was confirmed before the server started, or whose batch failed, at the
/// most.
const NEXT_LOOK: Duration = Duration::from_secs(10);

/// Adds the people of imports that are confirmed, until `stop` turns true. What is left then is added by the next
/// server.
pub async fn add_imported(context: Context, mut stop: watch::Receiver<bool>) {
    loop {
        while !*stop.borrow() && http::add_next_imported(&context).await {}
        tokio::select! {
            _ = stop.wait_for(|is_stopped| *is_stopped) => return,
            () = context.import_confirmed.notified() => {}
            () = tokio::time::sleep(NEXT_LOOK) => {}
        }
    }
}

async fn forget_bulk(context: &Context) -> Result<u64, StoreError> {
    let now = context.clock.now();
    let mut transaction = context.store.write().await?;
    let count = transaction.bulk().forget(now.plus(-BULK_RESULT_SECONDS)).await?;
    transaction.commit().await?;
    Ok(count)
}

async fn forget_imports(context: &Context) -> Result<u64, StoreError> {
    let now = context.clock.now();
    let mut transaction = context.store.write().await?;
    let (waiting_since, ended_before) = (now.plus(-IMPORT_WAITS_SECONDS), now.plus(-IMPORT_RESULT_SECONDS));
    let count = transaction.imports().forget(waiting_since, ended_before).await?;
    transaction.commit().await?;
    Ok(count)
}

/// How long a bulk act may rest after the database failed, or after a server before this one began it.
const LONGEST_REST: Duration = Duration::from_secs(5);

/// Carries out bulk acts, person by person, until `stop` turns true; the next server goes on from there.
pub async fn carry_out_bulk(context: Context, mut stop: watch::Receiver<bool>) {
    loop {
        while !*stop.borrow() && http::carry_out_next_of_bulk(&context).await {}
        tokio::select! {
            _ = stop.wait_for(|is_stopped| *is_stopped) => return,
            () = context.bulk_waits.notified() => {}
            () = tokio::time::sleep(LONGEST_REST) => {}
        }
    }
}

async fn forget_ended_sessions(context: &Context) -> Result<u64, StoreError> {
    let now = context.clock.now();
    let mut transaction = context.store.write().await?;
    let practice = transaction.practice().get().await?.unwrap_or_default();
    let count = transaction.sessions().forget_ended(now, practice.idle_since(now)).await?;
    transaction.commit().await?;
    Ok(count)
}

async fn forget_failed_sign_ins(context: &Context) -> Result<(), StoreError> {
    let now = context.clock.now();
    let mut transaction = context.store.write().await?;
    transaction.failed_sign_ins().forget_before(sign_in_delay::counted_since(now)).await?;
    transaction.familiar_addresses().forget_before(familiar::since(now)).await?;
    transaction.commit().await
}

/// Writes down where the audit log ends. A log that is kept on another machine is what `audit verify` can be
/// held against.
async fn note_audit_head(context: &Context) -> Result<(), StoreError> {
    let head = context.store.read().await?.audit().head().await?;
    tracing::info!(rows = head.number, head = %head.hash, "the audit log so far");
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::clock::SystemClock;
    use crate::link_code::LinkKey;
    use crate::password_hash::{Cost, PasswordHasher};
    use staffroom_contract::{SessionId, StaffId, StaffStatus, SystemRole};
    use staffroom_store::sqlite::SqliteStore;
    use staffroom_store::{Client, ListedStaff, NewSession, NewStaff, StaffRecord};
    use std::sync::Arc;

    const HOUR: i64 = 3600;

    /// Sessions that have ended are forgotten; whoever is still at work stays signed in.
    #[tokio::test]
    async fn only_sessions_that_have_ended_are_forgotten() {
        let folder = tempfile::tempdir().unwrap();
        let url = format!("sqlite://{}", folder.path().join("staffroom.db").display());
        let context = Context {
            store: Arc::new(SqliteStore::open(&url).await.unwrap()),
            clock: Arc::new(SystemClock),
            hasher: PasswordHasher::new(Cost { memory_kib: 64, passes: 1 }, 1).unwrap(),
            link_key: LinkKey::new([0; 32]),
            public_url: "https://staff.example.org".parse().unwrap(),
            limits: Arc::default(),
            wishes: Arc::default(),
            import_confirmed: Arc::default(),
            mail_queued: Arc::default(),
            bulk_waits: Arc::default(),
        };
        let now = context.clock.now();
        let camille = NewStaff {
            record: StaffRecord::new(ListedStaff {
                id: StaffId::new("camille"),
                first_name: "Camille".to_owned(),
                last_name: "Nurse".to_owned(),
                username: "camilles".to_owned(),
                email: None,
                cell_phone: None,
                primary_provider: None,
                role: SystemRole::Nurse.into(),
                status: StaffStatus::Active,
                last_sign_in_at: None,
                link_expires_at: None,
            }),
            password_hash: None,
            created_at: now,
        };
        let mut transaction = context.store.write().await.unwrap();
        transaction.staff().add(&[camille]).await.unwrap();
        let credential = transaction.staff().credential(&StaffId::new("camille")).await.unwrap().unwrap();
        for (id, opened, lasts) in [(1, 0, 8 * HOUR), (2, -HOUR, 8 * HOUR), (3, -9 * HOUR, 8 * HOUR)] {
            let created_at = now.plus(opened);
            let session = NewSession {
                id: SessionId::new(id.to_string()),
                id_hash: [id; 32],
                staff_id: credential.staff_id.clone(),
                credential_version: credential.credential_version,
                created_at,
                expires_at: created_at.plus(lasts),
                client: Client::default(),
            };
            assert!(transaction.sessions().open(&session).await.unwrap());
        }
        transaction.commit().await.unwrap();

        let (stop, stopped) = watch::channel(false);
        stop.send(true).unwrap();
        keep_house(context.clone(), stopped).await;

        let mut transaction = context.store.write().await.unwrap();
        assert_eq!(transaction.sessions().end_all_of(&credential.staff_id).await.unwrap(), 1);
    }
}
