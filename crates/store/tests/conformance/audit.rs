use crate::Database;
use crate::people::{START, camille, camille_id};
use staffroom_store::NewAuditEvent;

fn event() -> NewAuditEvent {
    NewAuditEvent {
        event: "staff_updated",
        at: START,
        actor: Some(camille_id()),
        subject: Some(camille_id()),
        details: r#"{"first_name":{"old":"Camille","new":"Cam"}}"#.to_owned(),
        request_id: Some("request".to_owned()),
    }
}

/// An act is recorded in its own transaction, and details that are no object are refused.
pub(crate) async fn an_event_stands_with_its_act(database: Database) {
    let database = database.with(&[camille()]).await;
    let mut transaction = database.write().await;
    transaction.audit().append(&event()).await.unwrap();
    for details in ["", "[]", "{"] {
        let malformed = NewAuditEvent { details: details.to_owned(), ..event() };
        assert!(transaction.audit().append(&malformed).await.is_err(), "{details}");
    }
    transaction.commit().await.unwrap();
}

/// Somebody who never signed in leaves a trace too.
pub(crate) async fn an_event_without_anyone_stands(database: Database) {
    let mut transaction = database.write().await;
    let anonymous = NewAuditEvent {
        event: "sign_in_failed",
        actor: None,
        subject: None,
        details: "{}".to_owned(),
        request_id: None,
        ..event()
    };
    transaction.audit().append(&anonymous).await.unwrap();
    transaction.commit().await.unwrap();
}
