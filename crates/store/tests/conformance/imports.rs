//! People who are added from a file.

use crate::Database;
use crate::people::person;
use staffroom_contract::{
    CreateStaff, FieldProblem, FieldRule, ImportCounts, ImportId, ImportRow, ImportRowState, LinkPurpose,
    PasswordResetId, ProblemCode, RowProblem, StaffId, UnixSeconds,
};
use staffroom_store::{
    CheckedRow, ImportRowQuery, KeptSource, LinkScope, MailContent, NewImport, NewLink, NewMail, RefusedRow,
};

const NOW: UnixSeconds = UnixSeconds(1_763_900_000);

fn ada() -> CreateStaff {
    CreateStaff { first_name: "Ada".to_owned(), username: "anurse".to_owned(), ..CreateStaff::default() }
}

async fn with_people(database: Database) -> Database {
    database.with(&[person("morganm", "Morgan", "Manager"), person("anurse", "Ada", "Nurse")]).await
}

fn taken() -> Vec<RowProblem> {
    vec![RowProblem::Cell(FieldProblem::taken_by("username", "Ada Nurse".to_owned()))]
}

/// What is wrong with a row whose username Ada has.
fn refused() -> RefusedRow {
    RefusedRow { problems: taken(), named: vec![StaffId::new("anurse")] }
}

/// Morgan's import: row 2 can be added, row 3 cannot, row 5 can.
async fn check(database: &Database, id: &str) -> ImportId {
    let row = |number, result| CheckedRow { number, full_name: Some(format!("Row {number}")), result };
    let import = NewImport {
        id: ImportId::new(id),
        requested_by: StaffId::new("morganm"),
        checked_at: NOW,
        rows: vec![row(2, Ok(ada())), row(3, Err(refused())), row(5, Ok(ada()))],
    };
    let mut transaction = database.write().await;
    transaction.imports().add(&import).await.unwrap();
    transaction.commit().await.unwrap();
    import.id
}

async fn rows(database: &Database, id: &ImportId, state: Option<ImportRowState>) -> Vec<ImportRow> {
    let query = ImportRowQuery { import: id.clone(), state, after: None, within_reach_of: None, limit: 10 };
    database.read().await.imports().rows(&query).await.unwrap()
}

/// An import waits with its rows as they were checked, and can be looked through page by page.
pub(crate) async fn an_import_is_kept_as_it_was_checked(database: Database) {
    let database = with_people(database).await;
    let id = check(&database, "first").await;
    let import = database.read().await.imports().get(&id).await.unwrap().unwrap();
    assert_eq!(import.counts, ImportCounts { ready: 2, refused: 1, ..ImportCounts::default() });
    assert_eq!((import.checked_at, import.confirmed_at, import.ended_at), (NOW, None, None));
    let all = rows(&database, &id, None).await;
    assert_eq!(all.iter().map(|row| row.row).collect::<Vec<_>>(), [2, 3, 5]);
    let refused = rows(&database, &id, Some(ImportRowState::Refused)).await;
    assert_eq!(refused, std::slice::from_ref(&all[1]));
    assert_eq!((refused[0].problems.clone(), refused[0].full_name.as_deref()), (taken(), Some("Row 3")));
    let query = ImportRowQuery { import: id, state: None, after: Some(2), within_reach_of: None, limit: 1 };
    assert_eq!(database.read().await.imports().rows(&query).await.unwrap(), refused);
}

/// Nobody has two imports that wait; what was confirmed stays.
pub(crate) async fn a_newer_check_takes_the_place_of_the_older_one(database: Database) {
    let database = with_people(database).await;
    let first = check(&database, "first").await;
    let second = check(&database, "second").await;
    let mut transaction = database.write().await;
    assert_eq!(transaction.imports().get(&first).await.unwrap(), None);
    assert!(transaction.imports().confirm(&second, 1, &KeptSource::default(), NOW).await.unwrap());
    transaction.commit().await.unwrap();
    check(&database, "third").await;
    let mut transaction = database.write().await;
    let kept = transaction.imports().list_of(&StaffId::new("morganm"), 10).await.unwrap();
    assert_eq!(kept.iter().map(|import| import.id.as_str()).collect::<Vec<_>>(), ["third", "second"]);
    assert!(!transaction.imports().discard(&second).await.unwrap(), "it was confirmed");
    assert!(transaction.imports().discard(&ImportId::new("third")).await.unwrap());
}

/// A confirmed import leaves out what has problems, and is worked off in the order of the file. What the file said of
/// people is forgotten at the end.
pub(crate) async fn an_import_is_worked_off_row_by_row(database: Database) {
    let database = with_people(database).await;
    let id = check(&database, "first").await;
    let mut transaction = database.write().await;
    let (hers, his) = (StaffId::new("morganm"), StaffId::new("btgadmin"));
    assert_eq!(transaction.imports().running().await.unwrap(), []);
    assert_eq!(transaction.imports().running_of(&hers).await.unwrap(), None, "it waits to be confirmed");
    let source = KeptSource { address: Some("192.0.2.1".to_owned()), ..KeptSource::default() };
    assert!(transaction.imports().confirm(&id, 7, &source, NOW.plus(1)).await.unwrap());
    assert!(!transaction.imports().confirm(&id, 7, &source, NOW.plus(2)).await.unwrap(), "once is enough");
    assert_eq!(transaction.imports().running().await.unwrap(), std::slice::from_ref(&id));
    assert_eq!(transaction.imports().running_of(&hers).await.unwrap(), Some(id.clone()));
    assert_eq!(transaction.imports().running_of(&his).await.unwrap(), None);
    let import = transaction.imports().get(&id).await.unwrap().unwrap();
    assert_eq!((import.confirmed_at, import.source), (Some(NOW.plus(1)), source));
    assert_eq!(import.counts, ImportCounts { ready: 2, left_out: 1, ..ImportCounts::default() });
    assert_eq!(transaction.imports().next_ready(&id, 1).await.unwrap(), [2]);
    assert_eq!(transaction.imports().person(&id, 2).await.unwrap(), Some(ada()));
    assert_eq!(transaction.imports().person(&id, 3).await.unwrap(), None, "it was left out");

    let link = invitation("invitation-of-ada");
    transaction.links().issue(&link).await.unwrap();
    transaction.imports().note_added(&id, 2, &link.staff_id, &link.id).await.unwrap();
    assert_eq!(transaction.imports().next_ready(&id, 9).await.unwrap(), [5]);
    let refused = RowProblem::NotAllowed { column: None, code: ProblemCode::Forbidden };
    transaction.imports().fail_rest(&id, &refused).await.unwrap();
    assert_eq!(transaction.imports().next_ready(&id, 9).await.unwrap(), Vec::<u32>::new());
    transaction.imports().end(&id, NOW.plus(3)).await.unwrap();
    transaction.commit().await.unwrap();

    let mut transaction = database.read().await;
    assert_eq!(transaction.imports().running().await.unwrap(), []);
    assert_eq!(transaction.imports().running_of(&hers).await.unwrap(), None);
    let import = transaction.imports().get(&id).await.unwrap().unwrap();
    let counts = ImportCounts { added: 1, failed: 1, left_out: 1, ..ImportCounts::default() };
    assert_eq!((import.ended_at, import.counts), (Some(NOW.plus(3)), counts));
    let [added, left_out, failed] = <[ImportRow; 3]>::try_from(rows(&database, &id, None).await).unwrap();
    assert_eq!((added.state, added.staff_id), (ImportRowState::Added, Some(StaffId::new("anurse"))));
    assert_eq!(added.full_name.as_deref(), Some("Ada Nurse"));
    assert_eq!(
        (left_out.state, left_out.full_name, left_out.problems),
        (ImportRowState::LeftOut, None, taken())
    );
    assert_eq!(
        (failed.state, failed.full_name, failed.problems),
        (ImportRowState::Failed, None, vec![refused])
    );
}

/// Those whom a person's imports have added or are to add count from when they were confirmed; those who could not be
/// added do not.
pub(crate) async fn people_are_counted_by_the_day(database: Database) {
    let database = with_people(database).await;
    let morgan = StaffId::new("morganm");
    let since = async |since| database.read().await.imports().confirmed_since(&morgan, since).await.unwrap();
    let first = check(&database, "first").await;
    assert_eq!(since(NOW.plus(-9)).await, [], "it waits");
    let mut transaction = database.write().await;
    transaction.imports().confirm(&first, 1, &KeptSource::default(), NOW).await.unwrap();
    transaction.imports().note_failed(&first, 5, &refused()).await.unwrap();
    transaction.commit().await.unwrap();
    let second = check(&database, "second").await;
    let mut transaction = database.write().await;
    transaction.imports().confirm(&second, 1, &KeptSource::default(), NOW.plus(7)).await.unwrap();
    transaction.commit().await.unwrap();
    assert_eq!(since(NOW.plus(-1)).await, [(NOW, 1), (NOW.plus(7), 2)]);
    assert_eq!(since(NOW).await, [(NOW.plus(7), 2)]);
    let ada = StaffId::new("anurse");
    assert_eq!(database.read().await.imports().confirmed_since(&ada, NOW.plus(-9)).await.unwrap(), []);
}

/// Whoever is restricted to their offices is told of nobody beyond them: neither who was added, nor whose name a
/// problem has.
pub(crate) async fn rows_name_nobody_beyond_reach(database: Database) {
    let database = with_people(database).await;
    let id = check(&database, "first").await;
    let mut transaction = database.write().await;
    let link = invitation("invitation-of-ada");
    transaction.links().issue(&link).await.unwrap();
    transaction.imports().note_added(&id, 2, &link.staff_id, &link.id).await.unwrap();
    transaction.commit().await.unwrap();
    let told = async |asker: &str| {
        let within_reach_of = Some(StaffId::new(asker));
        let query =
            ImportRowQuery { import: id.clone(), state: None, after: None, within_reach_of, limit: 2 };
        let rows = database.read().await.imports().rows(&query).await.unwrap();
        assert_eq!(rows.iter().map(|row| row.row).collect::<Vec<_>>(), [2, 3]);
        assert_eq!(rows[0].staff_id.is_some(), rows[0].full_name.is_some());
        (rows[0].full_name.clone(), rows[1].problems.clone())
    };
    assert_eq!(told("anurse").await, (Some("Ada Nurse".to_owned()), taken()), "themselves");
    let unnamed = RowProblem::Cell(FieldProblem::new("username", FieldRule::Taken));
    assert_eq!(told("morganm").await, (None, vec![unnamed]));
}

/// Whoever imports people can send links afterwards as if they had not.
pub(crate) async fn invitations_of_imports_are_not_counted(database: Database) {
    let database = with_people(database).await;
    let morgan = StaffId::new("morganm");
    let id = check(&database, "first").await;
    let mut transaction = database.write().await;
    let link = invitation("invitation-of-ada");
    transaction.links().issue(&link).await.unwrap();
    for scope in [LinkScope::RequestedBy(&morgan), LinkScope::All] {
        assert_eq!(
            transaction.links().nth_newest_at(scope, 1, UnixSeconds(0), NOW).await.unwrap(),
            Some(NOW)
        );
    }
    transaction.imports().note_added(&id, 2, &link.staff_id, &link.id).await.unwrap();
    for scope in [LinkScope::RequestedBy(&morgan), LinkScope::All] {
        assert_eq!(transaction.links().nth_newest_at(scope, 1, UnixSeconds(0), NOW).await.unwrap(), None);
    }
}

/// What nobody confirms is forgotten, and so is what ended long ago.
pub(crate) async fn imports_are_forgotten_in_time(database: Database) {
    let database = with_people(database).await;
    let ended = check(&database, "ended").await;
    let mut transaction = database.write().await;
    transaction.imports().confirm(&ended, 1, &KeptSource::default(), NOW).await.unwrap();
    transaction.imports().end(&ended, NOW).await.unwrap();
    transaction.commit().await.unwrap();
    check(&database, "waits").await;
    let later = NOW.plus(1);
    let mut transaction = database.write().await;
    assert_eq!(transaction.imports().forget(NOW, NOW).await.unwrap(), 0);
    assert_eq!(transaction.imports().forget(later, NOW).await.unwrap(), 1);
    assert_eq!(transaction.imports().forget(later, later).await.unwrap(), 1);
    assert_eq!(transaction.imports().list_of(&StaffId::new("morganm"), 10).await.unwrap(), []);
}

/// Who is invited by hand does not wait until thousands of an import have been.
pub(crate) async fn mail_of_an_import_lets_other_mail_go_first(database: Database) {
    let database = with_people(database).await;
    let id = check(&database, "first").await;
    let mut transaction = database.write().await;
    let own = NewLink { staff_id: StaffId::new("morganm"), code_hash: [3; 32], ..invitation("own") };
    for (link, seconds) in [invitation("imported"), own].iter().zip(0..) {
        transaction.links().issue(link).await.unwrap();
        let content = MailContent::Invitation(link.id.clone());
        let mail = NewMail { id: link.id.to_string(), content, queued_at: NOW.plus(seconds) };
        transaction.mail().queue(&mail).await.unwrap();
    }
    let imported = PasswordResetId::new("imported");
    transaction.imports().note_added(&id, 2, &StaffId::new("anurse"), &imported).await.unwrap();
    for expected in ["own", "imported"] {
        let claimed = transaction.mail().claim(NOW.plus(5), NOW.plus(60)).await.unwrap();
        assert_eq!(claimed.unwrap().id, expected);
    }
}

fn invitation(id: &str) -> NewLink {
    NewLink {
        id: PasswordResetId::new(id),
        purpose: LinkPurpose::Invitation,
        staff_id: StaffId::new("anurse"),
        sent_to: None,
        salt: [1; 32],
        code_hash: [2; 32],
        requested_by: Some(StaffId::new("morganm")),
        idempotency_key: None,
        bulk_id: None,
        requested_at: NOW,
        expires_at: NOW.plus(60),
    }
}
