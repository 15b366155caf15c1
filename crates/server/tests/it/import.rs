//! Adding many people from a file: what the check finds, and what comes of it once it is confirmed.

use crate::browser::Browser;
use crate::fate::Fate;
use crate::practice::{HOUR, Practice};
use crate::watched_store::Fault;
use serde_json::json;
use staffroom_contract::{
    FieldProblem, FieldRule, Import, ImportCounts, ImportId, ImportRowState, ImportState, LinkPurpose,
    Office, ProblemCode, RowProblem, StaffId, StaffPage, StaffStatus, SystemRole, paths,
};
use staffroom_server::{http, jobs};
use std::time::Instant;
use tokio::sync::watch;

const HEADING: &str = "first_name,last_name,username,email,role,primary_provider,care_team_role_code,\
                       care_team_identifier,cell_phone,home_phone,offices";

/// A file with these lines under its heading.
pub(crate) fn file(lines: &[&str]) -> String {
    format!("{HEADING}\n{}\n", lines.join("\n"))
}

/// Somebody who has all that is required.
pub(crate) fn nurse(username: &str) -> String {
    format!("Ada,Nurse,{username},{username}@email.xyz,Nurse,hannah,,,,,")
}

/// A file of so many nurses.
pub(crate) fn nurses(count: usize) -> String {
    let lines: Vec<_> = (0..count).map(|number| nurse(&format!("nurse{number}"))).collect();
    file(&lines.iter().map(String::as_str).collect::<Vec<_>>())
}

pub(crate) async fn check(browser: &Browser, file: String) -> Import {
    browser.check_import(file).await.is(201).json()
}

/// Has a file checked, which nothing is wrong with, and confirms it.
pub(crate) async fn confirm(browser: &Browser, file: String) -> ImportId {
    let import = check(browser, file).await;
    browser.confirm_import(&import.id, false).await.is(202);
    import.id
}

pub(crate) async fn state(browser: &Browser, id: &ImportId) -> (ImportState, ImportCounts) {
    let import: Import = browser.import(id).await.is(200).json();
    (import.state, import.counts)
}

/// What is wrong with the rows that have problems.
async fn problems(browser: &Browser, id: &ImportId) -> Vec<(u32, Vec<RowProblem>)> {
    let rows = browser.import_rows(id, "?state=refused&limit=200").await;
    rows.into_iter().map(|row| (row.row, row.problems)).collect()
}

async fn count(browser: &Browser, search: &str) -> u64 {
    browser.list(&format!("?search={search}")).await.is(200).json::<StaffPage>().total
}

fn cell(column: &str, rule: FieldRule) -> RowProblem {
    RowProblem::Cell(FieldProblem::new(column, rule))
}

/// A check adds nobody. Once it is confirmed, each person is kept with all that the file says, waits for their
/// invitation, and stands in the record as if they had been added one by one.
#[tokio::test]
async fn people_are_added_once_the_check_is_confirmed() {
    let practice = Practice::open().await;
    let morgan = practice.sign_in("morganm").await;
    let office: Office = morgan.add_office("Main Street").await.is(201).json();
    let ada = "Ada,\"Nurse, Jr.\",anurse,ada@email.xyz,NURSE,Hannah,310182000,1234567893,'+1 111 222 3333,,main street;";
    let grace = "Grace,Provider,gprovider,grace@email.xyz,provider,,,,,,";
    let import = check(&morgan, file(&[ada, "", grace])).await;
    assert_eq!(import.state, ImportState::Checked);
    assert_eq!(import.counts, ImportCounts { ready: 2, ..ImportCounts::default() });
    let rows = morgan.import_rows(&import.id, "").await;
    let shown: Vec<_> = rows.iter().map(|row| (row.row, row.full_name.as_deref().unwrap())).collect();
    assert_eq!(shown, [(2, "Ada Nurse, Jr."), (4, "Grace Provider")]);
    assert_eq!((count(&morgan, "anurse").await, practice.queued_mails().await), (0, 0));

    let running: Import = morgan.confirm_import(&import.id, false).await.is(202).json();
    assert_eq!((running.state, running.ended_at), (ImportState::Running, None));
    practice.add_imported().await;
    let (state, counts) = state(&morgan, &import.id).await;
    assert_eq!((state, counts), (ImportState::Done, ImportCounts { added: 2, ..ImportCounts::default() }));
    assert_eq!(practice.queued_mails().await, 2);

    let rows = morgan.import_rows(&import.id, "?state=added").await;
    let id = rows[0].staff_id.clone().unwrap();
    let detail = morgan.detail(id.as_str()).await;
    let staff = detail.staff;
    assert_eq!(staff.summary.full_name(), "Ada Nurse, Jr.");
    assert_eq!(staff.summary.status, StaffStatus::Pending);
    assert_eq!(staff.summary.cell_phone.as_deref(), Some("+1 111 222 3333"));
    assert_eq!(staff.summary.primary_provider.unwrap().full_name, "Hannah Provider");
    assert_eq!(staff.care_team_identifier.as_deref(), Some("1234567893"));
    assert_eq!(staff.offices[0].id, office.id);
    let invitation = detail.invitation.unwrap();
    assert_eq!(
        (invitation.sent_to.as_str(), invitation.requested_by.as_deref()),
        ("ada@email.xyz", Some("Morgan Manager"))
    );
    let code = practice.invitation_code_of(&id).await;
    practice.stranger().complete_as(LinkPurpose::Invitation, &code, "a password of my own").await.is(204);
    let grace = morgan.detail(rows[1].staff_id.as_ref().unwrap().as_str()).await.staff.summary;
    assert_eq!(grace.primary_provider.unwrap().id, grace.id);

    let log = morgan.audit_log("?actor=morganm&limit=4").await.items;
    let events: Vec<_> = log.iter().map(|row| row.event.as_str()).collect();
    assert_eq!(events, ["import_ended", "staff_created", "staff_created", "import_confirmed"]);
    assert_eq!(log[2].subject.as_ref().unwrap().id, id);
    assert!(
        log[2]
            .changes
            .iter()
            .any(|change| change.field == "email" && change.new.as_deref() == Some("ada@email.xyz"))
    );
    assert!(log[2].details.iter().any(|detail| detail.name == "import_row" && detail.value == "2"));
    assert_eq!(log[2].request_id, log[3].request_id);
    assert!(log.iter().all(|row| row.address.as_deref() == Some("192.0.2.1")));
}

/// Each row is judged as whoever adds one person is, and all that is wrong with it is named at its column.
#[tokio::test]
async fn problems_are_named_by_row_and_column() {
    let practice = Practice::open().await;
    practice.allow_email_domains(&["email.xyz"]).await;
    let morgan = practice.sign_in("morganm").await;
    let import = check(
        &morgan,
        file(&[
            ",,,,,,,,,,x",
            "Ada,Nurse,a b,ada,nurse,hannah,,1234567890,call me,,",
            "Ada,Nurse,anurse,ada@gmail.example,wizard,marcusstaff,309414009,12,,,Nowhere",
            "Ada,Nurse,bnurse,b@email.xyz,nurse,,,,,,",
            "Ada\u{202e},Nurse,cnurse,c@email.xyz,nurse,hannah,,,,,",
            &nurse("dnurse"),
        ]),
    )
    .await;
    assert_eq!(import.counts, ImportCounts { ready: 1, refused: 5, ..ImportCounts::default() });
    let required = ["first_name", "last_name", "primary_provider", "role", "username", "email"];
    let expected = [
        (2, required.map(|column| cell(column, FieldRule::Required)).to_vec()),
        (
            3,
            vec![
                cell("username", FieldRule::NotAUsername),
                cell("email", FieldRule::NotAnEmail),
                cell("care_team_identifier", FieldRule::WrongCheckDigit),
                cell("cell_phone", FieldRule::NotAPhone),
            ],
        ),
        (
            4,
            vec![
                cell("care_team_identifier", FieldRule::NotAnIdentifier),
                cell("primary_provider", FieldRule::NotAProvider),
                cell("role", FieldRule::NotAChoice),
                cell("care_team_role_code", FieldRule::NotAChoice),
                cell("email", FieldRule::DomainNotAllowed),
            ],
        ),
        (5, vec![cell("primary_provider", FieldRule::Required)]),
        (6, vec![cell("first_name", FieldRule::ControlCharacters)]),
    ];
    assert_eq!(problems(&morgan, &import.id).await, expected);
    let import = check(&morgan, file(&[&nurse("anurse").replace(",,,,,", ",,,,,Nowhere")])).await;
    assert_eq!(problems(&morgan, &import.id).await, [(2, vec![cell("offices", FieldRule::NotAChoice)])]);
}

/// What somebody on the staff has already is refused with their name, in whatever case and form of Unicode, and rows
/// of the file that have the same are told of each other.
#[tokio::test]
async fn duplicates_name_whose_it_is() {
    let practice = Practice::open().await;
    let morgan = practice.sign_in("morganm").await;
    let import = check(
        &morgan,
        file(&[
            "Ada,Nurse,CAMILLES,MarcusStaff@EMAIL.xyz,nurse,hannah,,,,,",
            "Ada,Nurse,anurse,ada@email.xyz,nurse,hannah,,,,,",
            "Ada,Nurse,ANurse,other@email.xyz,nurse,hannah,,,,,",
            "Ada,Nurse,bnurse,Ada@Email.XYZ,nurse,hannah,,,,,",
            "Ada,Nurse,ａｎｕｒｓｅ,c@email.xyz,nurse,hannah,,,,,",
        ]),
    )
    .await;
    let taken = |column: &str, name: &str| RowProblem::Cell(FieldProblem::taken_by(column, name.to_owned()));
    let same = |column: &str, row| RowProblem::SameAs { column: column.to_owned(), row };
    let expected = [
        (2, vec![taken("username", "Camille Nurse"), taken("email", "Marcus Staff")]),
        (3, vec![same("username", 4), same("email", 5)]),
        (4, vec![same("username", 3)]),
        (5, vec![same("email", 3)]),
        (6, vec![cell("username", FieldRule::NotAUsername), same("username", 3)]),
    ];
    assert_eq!(problems(&morgan, &import.id).await, expected);
}

/// Nobody adds by a file whom they could not add by hand: no role above their own, nobody beyond their offices, and
/// whoever they do not know of is not named.
#[tokio::test]
async fn a_file_reaches_no_further_than_its_person() {
    let practice = Practice::open().await;
    let glenn = practice.sign_in("btgadmin").await;
    let main: Office = glenn.add_office("Main Street").await.is(201).json();
    glenn.add_office("Riverside").await.is(201);
    for username in ["camilles", "hannah"] {
        glenn.update(username, 1, &json!({ "office_ids": [main.id] })).await.is(200);
    }
    glenn.restrict("morganm", 1, &json!({ "restrict_offices": true, "office_ids": [main.id] })).await.is(200);
    let morgan = practice.sign_in("morganm").await;
    let import = check(
        &morgan,
        file(&[
            &nurse("anurse"),
            "Ada,Boss,boss,boss@email.xyz,BTG Admin,hannah,,,,,",
            "Ada,Nurse,bnurse,b@email.xyz,nurse,hannah,,,,,Riverside",
            "Ada,Nurse,camilles,marcusstaff@email.xyz,nurse,hannah,,,,,Main Street",
            "Ada,Nurse,cnurse,c@email.xyz,nurse,employee13,,,,,",
        ]),
    )
    .await;
    let not_allowed = |column: &str, code| RowProblem::NotAllowed { column: Some(column.to_owned()), code };
    let role = practice.read().await.roles().get(&SystemRole::BtgAdmin.id()).await.unwrap().unwrap().name;
    assert_eq!(role, "BTG Admin");
    let expected = [
        (3, vec![not_allowed("role", ProblemCode::BeyondYou)]),
        (4, vec![not_allowed("offices", ProblemCode::BeyondYourOffices)]),
        (
            5,
            vec![
                RowProblem::Cell(FieldProblem::taken_by("username", "Camille Nurse".to_owned())),
                cell("email", FieldRule::Taken),
            ],
        ),
        (6, vec![cell("primary_provider", FieldRule::NotAProvider)]),
    ];
    assert_eq!(problems(&morgan, &import.id).await, expected);

    morgan.confirm_import(&import.id, true).await.is(202);
    practice.add_imported().await;
    let rows = morgan.import_rows(&import.id, "?state=added").await;
    let ada = morgan.detail(rows[0].staff_id.as_ref().unwrap().as_str()).await.staff;
    assert!(ada.settings.restrict_offices);
    assert_eq!(ada.offices[0].id, main.id);
}

/// Nothing is added while a row has problems, unless it is said to leave such rows out; then their result says so.
#[tokio::test]
async fn rows_with_problems_are_left_out_when_asked() {
    let practice = Practice::open().await;
    let morgan = practice.sign_in("morganm").await;
    let import = check(&morgan, file(&[&nurse("anurse"), &nurse("camilles")])).await;
    morgan.confirm_import(&import.id, false).await.refused_with(ProblemCode::ImportRefused);
    practice.add_imported().await;
    assert_eq!(state(&morgan, &import.id).await.0, ImportState::Checked);
    morgan.confirm_import(&import.id, true).await.is(202);
    // Asked once more, because the answer was lost.
    morgan.confirm_import(&import.id, true).await.is(202);
    practice.add_imported().await;
    morgan.confirm_import(&import.id, true).await.is(202);
    practice.add_imported().await;
    let counts = ImportCounts { added: 1, left_out: 1, ..ImportCounts::default() };
    assert_eq!(state(&morgan, &import.id).await, (ImportState::Done, counts));
    let left_out = &morgan.import_rows(&import.id, "?state=left_out").await[0];
    assert_eq!((left_out.row, left_out.full_name.as_deref(), left_out.problems.len()), (3, None, 2));
    assert_eq!(count(&morgan, "anurse").await, 1);

    let import = check(&morgan, file(&[&nurse("camilles")])).await;
    morgan.confirm_import(&import.id, true).await.refused_with(ProblemCode::ImportRefused);
}

/// Whoever confirms has entered their password a moment ago.
#[tokio::test]
async fn confirming_takes_the_password() {
    let practice = Practice::open().await;
    let mut morgan = practice.sign_in("morganm").await;
    practice.wait(6 * 60);
    let import = check(&morgan, file(&[&nurse("anurse")])).await;
    morgan.confirm_import(&import.id, false).await.refused_with(ProblemCode::ReauthRequired);
    practice.add_imported().await;
    assert_eq!(count(&morgan, "anurse").await, 0);
    morgan.reauthenticate(&Practice::password_of("morganm")).await.is(204);
    morgan.confirm_import(&import.id, false).await.is(202);
}

/// An import is nobody else's, and a discarded or forgotten one is nobody's.
#[tokio::test]
async fn an_import_is_for_whoever_had_it_checked() {
    let practice = Practice::open().await;
    let morgan = practice.sign_in("morganm").await;
    let glenn = practice.sign_in("btgadmin").await;
    let import = check(&morgan, file(&[&nurse("anurse")])).await;
    for answer in [
        glenn.import(&import.id).await,
        glenn.get(&paths::import_rows(&import.id)).await,
        glenn.get(&paths::import_results_csv(&import.id)).await,
        glenn.confirm_import(&import.id, false).await,
        glenn.delete(&paths::import(&import.id)).await,
    ] {
        answer.refused_with(ProblemCode::NotFound);
    }
    assert_eq!(glenn.get(paths::template::IMPORTS).await.is(200).json::<Vec<Import>>(), []);
    assert_eq!(
        morgan.get(paths::template::IMPORTS).await.is(200).json::<Vec<Import>>(),
        std::slice::from_ref(&import)
    );
    morgan.delete(&paths::import(&import.id)).await.is(204);
    morgan.import(&import.id).await.refused_with(ProblemCode::NotFound);

    let id = confirm(&morgan, file(&[&nurse("anurse")])).await;
    morgan.delete(&paths::import(&id)).await.refused_with(ProblemCode::ImportConfirmed);
}

/// What nobody confirms within a day is forgotten with all that the file said; so is a result after a month.
#[tokio::test]
async fn what_is_not_confirmed_is_forgotten() {
    let practice = Practice::open().await;
    let morgan = practice.sign_in("morganm").await;
    let done = confirm(&morgan, file(&[&nurse("anurse")])).await;
    practice.add_imported().await;
    let waiting = check(&morgan, file(&[&nurse("bnurse")])).await.id;
    let keep_house = async || {
        let (stop, stopped) = watch::channel(true);
        jobs::keep_house(practice.context.clone(), stopped).await;
        drop(stop);
    };
    practice.wait(23 * HOUR);
    keep_house().await;
    assert!(practice.read().await.imports().get(&waiting).await.unwrap().is_some());
    practice.wait(2 * HOUR);
    keep_house().await;
    assert_eq!(practice.read().await.imports().get(&waiting).await.unwrap(), None);
    assert!(practice.read().await.imports().get(&done).await.unwrap().is_some());
    practice.wait(31 * 24 * HOUR);
    keep_house().await;
    assert_eq!(practice.read().await.imports().get(&done).await.unwrap(), None);
    assert_eq!(count(&practice.sign_in("morganm").await, "anurse").await, 1);
}

/// The world goes on between the check and the end: a row that cannot be added any more fails by itself.
#[tokio::test]
async fn rows_are_judged_once_more_when_their_turn_comes() {
    let practice = Practice::open().await;
    let morgan = practice.sign_in("morganm").await;
    let id = confirm(&morgan, file(&[&nurse("anurse"), &nurse("bnurse")])).await;
    practice.hire("anurse", SystemRole::Nurse).await;
    practice.add_imported().await;
    let failed = &morgan.import_rows(&id, "?state=failed").await[0];
    let taken = |column: &str| RowProblem::Cell(FieldProblem::taken_by(column, "New Hire".to_owned()));
    assert_eq!((failed.row, failed.problems.clone()), (2, vec![taken("username"), taken("email")]));
    let counts = ImportCounts { added: 1, failed: 1, ..ImportCounts::default() };
    assert_eq!(state(&morgan, &id).await, (ImportState::Done, counts));
    let csv = morgan.get(&paths::import_results_csv(&id)).await.is(200);
    assert_eq!(csv.header("content-type"), Some("text/csv; charset=utf-8"));
    let id =
        StaffId::new(morgan.import_rows(&id, "?state=added").await[0].staff_id.clone().unwrap().as_str());
    assert_eq!(
        csv.body,
        format!(
            "\u{feff}row,result,name,staff_id,problems\r\n\
             2,failed,,,username: taken (New Hire); email: taken (New Hire)\r\n\
             3,added,Ada Nurse,{id},\r\n"
        )
    );
}

/// Whoever may not do it any more has added nobody after that: not once their access, their permission or their
/// password is another one.
#[tokio::test]
async fn it_ends_with_the_right_to_it() {
    for fate in Fate::ALL {
        let practice = Practice::open().await;
        practice.hire("relief", SystemRole::OfficeManager).await;
        let glenn = practice.sign_in("btgadmin").await;
        let mut relief = practice.sign_in("relief").await;
        let id = confirm(&relief, nurses(150)).await;
        assert!(http::add_next_imported(&practice.context).await);
        fate.befall(&practice, "relief", &mut relief).await;
        practice.add_imported().await;
        assert_eq!(count(&glenn, "nurse").await, 100 + 1, "and Camille; {fate:?}");
        let import = practice.read().await.imports().get(&id).await.unwrap().unwrap();
        let counts = ImportCounts { added: 100, failed: 50, ..ImportCounts::default() };
        assert_eq!(import.counts, counts, "{fate:?}");
        assert!(import.ended_at.is_some(), "{fate:?}");
        let ended = practice.watch.recorded().pop().unwrap();
        let refused_as = if fate == Fate::LostThePermission { "forbidden" } else { "signed_out" };
        assert_eq!((ended.event, ended.refused_as), ("import_ended", Some(refused_as)), "{fate:?}");
        assert!(ended.details.contains("\"rows_failed\":50"), "{fate:?}: {}", ended.details);
    }
}

/// A batch stands as a whole or not at all, and what a server did not get to, the next one does.
#[tokio::test]
async fn nobody_is_added_twice_or_by_half() {
    let practice = Practice::open().await;
    let morgan = practice.sign_in("morganm").await;
    let id = confirm(&morgan, nurses(150)).await;
    assert!(http::add_next_imported(&practice.context).await);
    practice.watch.set_fault(Some(Fault::NoRecord));
    assert!(!http::add_next_imported(&practice.context).await);
    practice.watch.set_fault(None);
    let counts = ImportCounts { ready: 50, added: 100, ..ImportCounts::default() };
    assert_eq!(state(&morgan, &id).await, (ImportState::Running, counts));
    assert_eq!(practice.queued_mails().await, 100);
    practice.add_imported().await;
    let counts = ImportCounts { added: 150, ..ImportCounts::default() };
    assert_eq!(state(&morgan, &id).await, (ImportState::Done, counts));
    assert_eq!((count(&morgan, "ada").await, practice.queued_mails().await), (150, 150));
}

/// An import does not use up what its person may send otherwise in an hour.
#[tokio::test]
async fn links_can_be_sent_after_an_import() {
    let practice = Practice::open().await;
    let morgan = practice.sign_in("morganm").await;
    confirm(&morgan, nurses(250)).await;
    practice.add_imported().await;
    morgan.reset("camilles").await.is(202);
    practice.stranger().forgot_password("marcusstaff").await.is(202);
    practice.see_to_wishes().await;
    assert_eq!(practice.queued_mails().await, 252);
}

/// Once an import is done, nothing of the file is left but the people whom it added.
#[tokio::test]
async fn the_file_is_forgotten_when_the_import_is_done() {
    let practice = Practice::open().await;
    let morgan = practice.sign_in("morganm").await;
    let import = check(&morgan, file(&[&nurse("anurse"), "Zebulon,Unwanted,camilles,x,nurse,,,,,,"])).await;
    morgan.confirm_import(&import.id, true).await.is(202);
    practice.add_imported().await;
    let rows = morgan.import_rows(&import.id, "").await;
    let names: Vec<_> = rows.iter().map(|row| (row.state, row.full_name.as_deref())).collect();
    assert_eq!(names, [(ImportRowState::Added, Some("Ada Nurse")), (ImportRowState::LeftOut, None)]);
}

/// Ten thousand people are checked and added within a minute.
#[tokio::test]
#[ignore = "takes a while; run it by its name with --release"]
async fn ten_thousand_people_are_added_within_a_minute() {
    let practice = Practice::open().await;
    let morgan = practice.sign_in("morganm").await;
    let start = Instant::now();
    let import = check(&morgan, nurses(10_000)).await;
    let checked = start.elapsed();
    morgan.confirm_import(&import.id, false).await.is(202);
    practice.add_imported().await;
    let all = start.elapsed();
    println!("checked in {checked:?}, all in {all:?}");
    assert_eq!(state(&morgan, &import.id).await.1.added, 10_000);
    assert!(all.as_secs() < 60, "{all:?}");
}
