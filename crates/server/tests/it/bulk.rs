//! The same act upon many people: each has a turn by the rules of the single act, and nobody has two.

use crate::answer::Answer;
use crate::browser::Browser;
use crate::practice::{HOUR, MINUTE, Practice};
use crate::watched_store::Fault;
use axum::http::Method;
use serde_json::{Value, json};
use staffroom_contract::paths::{self, template};
use staffroom_contract::{
    Bulk, BulkPreview, BulkReason, BulkResult, BulkResultPage, BulkState, FieldProblem, FieldRule, Office,
    Permission, ProblemCode, StaffId, StaffOverview, StaffPage, StaffStatus, SystemRole,
};
use staffroom_server::http;

const EVERYBODY: [&str; 7] =
    ["camilles", "morganm", "btgadmin", "hannah", "employee13", "marcusstaff", "jamie_demo_staff"];

fn reset() -> Value {
    json!({ "kind": "reset_password" })
}

fn deactivate() -> Value {
    json!({ "kind": "deactivate" })
}

fn people(usernames: &[&str]) -> Value {
    json!({ "people": usernames })
}

fn matching(list: &Value) -> Value {
    json!({ "matching": { "list": list } })
}

async fn preview(browser: &Browser, act: &Value, selection: &Value) -> Answer {
    browser.post(template::BULK_PREVIEW, &json!({ "act": act, "selection": selection })).await
}

async fn start(browser: &Browser, act: &Value, selection: &Value, expected: u32) -> Answer {
    let body = json!({ "act": act, "selection": selection, "expected": expected });
    browser.post(template::BULK, &body).await
}

/// Begins it upon these people.
async fn begin(browser: &Browser, act: &Value, usernames: &[&str]) -> Bulk {
    let expected = u32::try_from(usernames.len()).unwrap();
    start(browser, act, &people(usernames), expected).await.is(202).json()
}

/// Has everybody have their turn.
async fn carry_out(practice: &Practice) {
    while http::carry_out_next_of_bulk(&practice.context).await {}
}

async fn by_now(browser: &Browser, bulk: &Bulk) -> Bulk {
    browser.get(&paths::bulk_act(&bulk.id)).await.is(200).json()
}

async fn results(browser: &Browser, bulk: &Bulk) -> Vec<BulkResult> {
    let page = browser.get(&format!("{}?limit=100", paths::bulk_results(&bulk.id))).await;
    page.is(200).json::<BulkResultPage>().items
}

/// Begins it, carries it out, and says why not for each.
async fn outcome(
    practice: &Practice,
    browser: &Browser,
    act: &Value,
    usernames: &[&str],
) -> Vec<Option<BulkReason>> {
    let bulk = begin(browser, act, usernames).await;
    carry_out(practice).await;
    results(browser, &bulk).await.into_iter().map(|result| result.reason).collect()
}

async fn retry(browser: &Browser, bulk: &Bulk) -> Answer {
    browser.post_nothing(&paths::bulk_retry(&bulk.id)).await
}

async fn status_of(browser: &Browser, username: &str) -> StaffStatus {
    browser.detail(username).await.staff.summary.status
}

/// Before anything is done, it is said to how many it can be done, and why not to the others.
#[tokio::test]
async fn a_preview_says_who_is_left_out_and_why() {
    let practice = Practice::open().await;
    practice.hire_without_email("paper").await;
    practice.invite("ina").await;
    let morgan = practice.sign_in("morganm").await;
    morgan.deactivate("employee13").await.is(200);
    let mut usernames = EVERYBODY.to_vec();
    usernames.extend(["paper", "ina", "nobody", "camilles"]);
    let previewed: BulkPreview = preview(&morgan, &reset(), &people(&usernames)).await.is(200).json();
    assert_eq!((previewed.selected, previewed.possible), (10, 5));
    let reasons: Vec<_> = previewed.left_out.iter().map(|who| (who.staff_id.as_str(), who.reason)).collect();
    let expected = [
        ("btgadmin", BulkReason::OutranksYou),
        ("employee13", BulkReason::NotActive),
        ("paper", BulkReason::NoEmail),
        ("ina", BulkReason::InvitationPending),
        ("nobody", BulkReason::NotFound),
    ];
    assert_eq!(reasons, expected);
    assert_eq!(previewed.reasons.iter().map(|reason| reason.count).sum::<u32>(), 5);
    assert_eq!(previewed.left_out.last().unwrap().full_name, None);
    assert_eq!(practice.queued_mails().await, 1, "the notice of the deactivation alone");
}

/// Each is acted upon like alone, is recorded as such with the bulk act's id, and has a result; the rest goes on.
#[tokio::test]
async fn everybody_has_a_result_and_a_row_in_the_log() {
    let practice = Practice::open().await;
    let morgan = practice.sign_in("morganm").await;
    let bulk = begin(&morgan, &reset(), &["camilles", "btgadmin", "marcusstaff"]).await;
    assert_eq!((bulk.waiting, bulk.finished_at, bulk.is_own), (3, None, true));
    assert_eq!(practice.queued_mails().await, 0);
    carry_out(&practice).await;
    let done = by_now(&morgan, &bulk).await;
    assert_eq!((done.waiting, done.done, done.left_out, done.failed), (0, 2, 1, 0));
    assert!(done.finished_at.is_some());
    assert_eq!(practice.queued_mails().await, 2);
    assert!(morgan.detail("camilles").await.password_reset.unwrap().state.is_live());

    let recorded = practice.watch.recorded();
    let of_bulk: Vec<_> = recorded.iter().filter(|row| row.details.contains(bulk.id.as_str())).collect();
    let rows: Vec<_> = of_bulk
        .iter()
        .map(|row| (row.event, row.subject.as_ref().map(StaffId::as_str), row.refused_as))
        .collect();
    let sent = "staff_password_reset_requested";
    let expected = [
        ("bulk_started", None, None),
        (sent, Some("camilles"), None),
        (sent, Some("btgadmin"), Some("outranks_you")),
        (sent, Some("marcusstaff"), None),
        ("bulk_finished", None, None),
    ];
    assert_eq!(rows, expected);
    assert!(of_bulk.iter().all(|row| row.actor == Some(StaffId::new("morganm"))));
    assert!(of_bulk.iter().all(|row| row.request_id == of_bulk[0].request_id), "whose request it was");
}

/// By no kind of bulk act does anybody act upon somebody who may do more than they, or upon themselves where nobody
/// does so alone.
#[tokio::test]
async fn rank_holds_in_every_bulk_act() {
    let practice = Practice::open().await;
    practice.invite("ina").await;
    let glenn = practice.sign_in("btgadmin").await;
    let office: Office = glenn.add_office("Riverside").await.is(201).json();
    let morgan = practice.sign_in("morganm").await;
    for act in [
        reset(),
        deactivate(),
        json!({ "kind": "move_office", "to": office.id }),
        json!({ "kind": "move_provider", "primary_provider_id": "employee13" }),
    ] {
        let before = glenn.detail("btgadmin").await;
        let outcome = outcome(&practice, &morgan, &act, &["btgadmin", "camilles"]).await;
        assert_eq!(outcome, [Some(BulkReason::OutranksYou), None], "{act}");
        assert_eq!(glenn.detail("btgadmin").await, before, "{act}");
    }
    practice.customize("ina", &[Permission::ManageRoles], &[]).await;
    let invite = json!({ "kind": "send_invitation" });
    let outcome_of_invitations = outcome(&practice, &morgan, &invite, &["ina", "marcusstaff"]).await;
    assert_eq!(outcome_of_invitations, [Some(BulkReason::OutranksYou), Some(BulkReason::NotPending)]);
    assert_eq!(
        outcome(&practice, &morgan, &deactivate(), &["morganm", "camilles"]).await,
        [Some(BulkReason::Yourself), Some(BulkReason::NotActive)]
    );
}

/// Invitations are sent again to those who wait for one, and people are moved where they were not.
#[tokio::test]
async fn people_are_invited_and_moved() {
    let practice = Practice::open().await;
    let glenn = practice.sign_in("btgadmin").await;
    let main = glenn.add_office("Main Street").await.is(201).json::<Office>().id;
    let river = glenn.add_office("Riverside").await.is(201).json::<Office>().id;
    let hill = glenn.add_office("Hilltop").await.is(201).json::<Office>().id;
    glenn.update("camilles", 1, &json!({ "office_ids": [&main, &hill] })).await.is(200);
    glenn.update("marcusstaff", 1, &json!({ "office_ids": [&river] })).await.is(200);

    let from_main = json!({ "kind": "move_office", "from": &main, "to": &river });
    let moved = outcome(&practice, &glenn, &from_main, &["camilles", "marcusstaff", "hannah"]).await;
    assert_eq!(moved, [None, Some(BulkReason::NothingToChange), Some(BulkReason::NothingToChange)]);
    let names = |detail: staffroom_contract::StaffDetail| {
        let mut names: Vec<_> = detail.staff.offices.into_iter().map(|office| office.name).collect();
        names.sort();
        names
    };
    assert_eq!(names(glenn.detail("camilles").await), ["Hilltop", "Riverside"]);
    let anywhere = json!({ "kind": "move_office", "to": &main });
    assert_eq!(outcome(&practice, &glenn, &anywhere, &["camilles"]).await, [None]);
    assert_eq!(names(glenn.detail("camilles").await), ["Main Street"]);

    let provider = json!({ "kind": "move_provider", "primary_provider_id": "employee13" });
    assert_eq!(outcome(&practice, &glenn, &provider, &["camilles"]).await, [None]);
    assert_eq!(
        outcome(&practice, &glenn, &provider, &["camilles"]).await,
        [Some(BulkReason::NothingToChange)]
    );

    glenn
        .create(&json!({
            "first_name": "New", "last_name": "Person", "primary_provider_id": "hannah", "role_id": "staff",
            "username": "newperson", "email": "new@email.xyz",
        }))
        .await
        .is(201);
    practice.wait(HOUR);
    let glenn = practice.sign_in("btgadmin").await;
    let new = glenn.list("?search=newperson").await.is(200).json::<StaffPage>();
    let id = new.items[0].id.as_str();
    let invite = json!({ "kind": "send_invitation" });
    assert_eq!(outcome(&practice, &glenn, &invite, &[id]).await, [None]);
}

/// Whoever is restricted to their offices learns nothing of anybody else, reaches nobody else, and moves nobody beyond.
#[tokio::test]
async fn offices_bound_a_bulk_act() {
    let practice = Practice::open().await;
    let glenn = practice.sign_in("btgadmin").await;
    let main = glenn.add_office("Main Street").await.is(201).json::<Office>().id;
    let river = glenn.add_office("Riverside").await.is(201).json::<Office>().id;
    glenn.update("camilles", 1, &json!({ "office_ids": [&main] })).await.is(200);
    glenn.update("hannah", 1, &json!({ "office_ids": [&main, &river] })).await.is(200);
    glenn.update("marcusstaff", 1, &json!({ "office_ids": [&river] })).await.is(200);
    let restricted = json!({ "restrict_offices": true, "office_ids": [&main] });
    glenn.restrict("morganm", 1, &restricted).await.is(200);
    let morgan = practice.sign_in("morganm").await;

    let bulk = begin(&morgan, &reset(), &["camilles", "marcusstaff"]).await;
    carry_out(&practice).await;
    let found = results(&morgan, &bulk).await;
    let found: Vec<_> = found.iter().map(|result| (result.full_name.as_deref(), result.reason)).collect();
    assert_eq!(found, [(Some("Camille Nurse"), None), (None, Some(BulkReason::NotFound))]);
    assert!(!glenn.detail("marcusstaff").await.password_reset.is_some_and(|link| link.state.is_live()));
    let previewed: BulkPreview = preview(&morgan, &deactivate(), &matching(&json!({}))).await.is(200).json();
    assert_eq!(previewed.selected, 3, "Camille, Hannah and herself");
    let file = morgan.get(&paths::bulk_results_csv(&bulk.id)).await.is(200).body;
    assert!(!file.contains("Marcus"), "{file}");

    let beyond = json!({ "kind": "move_office", "to": &river });
    preview(&morgan, &beyond, &people(&["camilles"])).await.refused_with(ProblemCode::BeyondYourOffices);
    let within = json!({ "kind": "move_office", "to": &main });
    let outcome = outcome(&practice, &morgan, &within, &["hannah", "camilles"]).await;
    assert_eq!(outcome, [Some(BulkReason::BeyondYourOffices), Some(BulkReason::NothingToChange)]);
    let elsewhere = json!({ "kind": "move_provider", "primary_provider_id": "employee13" });
    let problem = FieldProblem::new("primary_provider_id", FieldRule::NotAProvider);
    preview(&morgan, &elsewhere, &people(&["camilles"])).await.refuses(&[problem]);
}

/// Whenever the server ends, the next one goes on: nobody has two turns, and nobody is missed.
#[tokio::test]
async fn it_goes_on_where_the_server_ended() {
    let practice = Practice::open().await;
    let morgan = practice.sign_in("morganm").await;
    let bulk = begin(&morgan, &reset(), &["camilles", "hannah", "marcusstaff", "jamie_demo_staff"]).await;
    assert!(http::carry_out_next_of_bulk(&practice.context).await);
    // In the middle of a turn: nothing of it stands.
    practice.watch.set_fault(Some(Fault::NoRecord));
    http::carry_out_next_of_bulk(&practice.context).await;
    practice.watch.set_fault(Some(Fault::Broken));
    assert!(!http::carry_out_next_of_bulk(&practice.context).await);
    practice.watch.set_fault(None);
    let between = by_now(&morgan, &bulk).await;
    let page: StaffPage = morgan.list("?status=inactive").await.is(200).json();
    assert!(page.needs_attention, "another tab is told that it runs");
    let overview: StaffOverview = morgan.get(template::STAFF_OVERVIEW).await.is(200).json();
    assert_eq!(overview.running_bulk.as_ref(), Some(&bulk.id));
    assert_eq!((between.done, between.failed + between.waiting), (1, 3));
    assert_eq!(practice.queued_mails().await, 1);

    carry_out(&practice).await;
    retry(&morgan, &bulk).await;
    carry_out(&practice).await;
    assert_eq!(by_now(&morgan, &bulk).await.done, 4);
    assert_eq!(practice.queued_mails().await, 4);
}

/// While it runs, others write; two people's acts go on side by side.
#[tokio::test]
async fn nobody_waits_until_all_is_done() {
    let practice = Practice::open().await;
    let (morgan, glenn) = (practice.sign_in("morganm").await, practice.sign_in("btgadmin").await);
    let hers = begin(&morgan, &reset(), &["camilles", "hannah", "marcusstaff"]).await;
    let his = begin(&glenn, &reset(), &["jamie_demo_staff"]).await;
    http::carry_out_next_of_bulk(&practice.context).await;
    glenn.update("hannah", 1, &json!({ "first_name": "Johanna" })).await.is(200);
    let (hers, his) = (by_now(&morgan, &hers).await, by_now(&glenn, &his).await);
    assert_eq!((hers.done, hers.waiting, his.done), (1, 2, 1));
}

/// A second press begins nothing, nor does another tab while one runs; another intent by the same key is refused.
#[tokio::test]
async fn it_begins_once() {
    let practice = Practice::open().await;
    let morgan = practice.sign_in("morganm").await;
    let with_key = async |key: &str, username: &str| {
        let body = json!({ "act": reset(), "selection": people(&[username]), "expected": 1 });
        let request = morgan.request(Method::POST, template::BULK).header("idempotency-key", key);
        morgan.send(request.json(&body)).await
    };
    let first: Bulk = with_key("one", "camilles").await.is(202).json();
    let again: Bulk = with_key("one", "camilles").await.is(202).json();
    assert_eq!(first, again);
    with_key("one", "hannah").await.refused_with(ProblemCode::IdempotencyKeyReused);
    with_key("two", "hannah").await.refused_with(ProblemCode::BulkRunning);
    carry_out(&practice).await;
    let later: Bulk = with_key("one", "camilles").await.is(202).json();
    assert_eq!((&later.id, later.done), (&first.id, 1));
    assert_eq!(practice.queued_mails().await, 1);
    with_key("two", "hannah").await.is(202);
    let listed: Vec<Bulk> = morgan.get(template::BULK).await.is(200).json();
    assert_eq!(listed.len(), 2, "another tab finds both");
}

/// Whoever may not do it any more does no more of it: not once their access, their permission or their password is
/// another one. What was left can be tried again by them alone, if they may.
#[tokio::test]
async fn it_ends_with_the_right_to_it() {
    for fate in ["deactivated", "lost the permission", "has another password"] {
        let practice = Practice::open().await;
        practice.hire("relief", SystemRole::OfficeManager).await;
        let glenn = practice.sign_in("btgadmin").await;
        let mut relief = practice.sign_in("relief").await;
        let bulk = begin(&relief, &reset(), &["camilles", "hannah", "marcusstaff"]).await;
        http::carry_out_next_of_bulk(&practice.context).await;
        match fate {
            "deactivated" => drop(glenn.deactivate("relief").await.is(200)),
            "lost the permission" => practice.customize("relief", &[], &[Permission::ManageAccounts]).await,
            _ => {
                let current = Practice::password_of("relief");
                relief.change_password(&current, "a password of my own").await.is(204);
            }
        }
        carry_out(&practice).await;
        let ended = by_now(&glenn, &bulk).await;
        assert_eq!((ended.done, ended.failed, ended.is_own), (1, 2, false), "{fate}");
        assert!(ended.finished_at.is_some(), "{fate}");
        let last = results(&glenn, &bulk).await.pop().unwrap();
        assert_eq!((last.state, last.reason), (BulkState::Failed, Some(BulkReason::NotAllowedAnyMore)));
        assert!(glenn.detail("marcusstaff").await.password_reset.is_none(), "{fate}");
        let recorded = practice.watch.recorded();
        let finished = recorded.iter().rfind(|row| row.event == "bulk_finished").unwrap();
        assert!(finished.refused_as.is_some(), "{fate}");

        retry(&glenn, &bulk).await.refused_with(ProblemCode::NotFound);
        match fate {
            "deactivated" => retry(&relief, &bulk).await.refused_with(ProblemCode::SignedOut),
            "lost the permission" => retry(&relief, &bulk).await.refused_with(ProblemCode::Forbidden),
            _ => retry(&relief, &bulk).await.is(202),
        };
    }
}

/// Nobody gets more links within an hour than one by one; how many others get some counts for nothing, neither for the
/// bulk act nor for what is sent one by one afterwards.
#[tokio::test]
async fn one_person_gets_so_many_links_an_hour() {
    let practice = Practice::open().await;
    let morgan = practice.sign_in("morganm").await;
    for _ in 0..3 {
        morgan.reset("camilles").await.is(202);
    }
    let mut usernames = vec!["camilles".to_owned()];
    for number in 0..40 {
        usernames.push(format!("hire{number}"));
        practice.hire(&format!("hire{number}"), SystemRole::Staff).await;
    }
    let usernames: Vec<_> = usernames.iter().map(String::as_str).collect();
    let previewed: BulkPreview = preview(&morgan, &reset(), &people(&usernames)).await.is(200).json();
    assert_eq!((previewed.possible, previewed.left_out[0].reason), (40, BulkReason::TooSoon));
    let bulk = begin(&morgan, &reset(), &usernames).await;
    carry_out(&practice).await;
    let done = by_now(&morgan, &bulk).await;
    assert_eq!((done.done, done.failed), (40, 1));
    morgan.reset("marcusstaff").await.is(202);

    retry(&morgan, &bulk).await.is(202);
    retry(&morgan, &bulk).await.refused_with(ProblemCode::BulkRunning);
    carry_out(&practice).await;
    assert_eq!(by_now(&morgan, &bulk).await.failed, 1, "it is too soon still");
    practice.wait(HOUR);
    let morgan = practice.sign_in("morganm").await;
    retry(&morgan, &bulk).await.is(202);
    carry_out(&practice).await;
    let done = by_now(&morgan, &bulk).await;
    assert_eq!((done.done, done.failed), (41, 0));
    retry(&morgan, &bulk).await.refused_with(ProblemCode::NothingFailed);
}

/// All that match are acted upon, on whichever page of the list they stand, but for those who are left out by name; if
/// they are others by now, nothing begins.
#[tokio::test]
async fn all_that_match_are_more_than_a_page() {
    let practice = Practice::open().await;
    for number in 0..130 {
        practice.hire(&format!("hire{number}"), SystemRole::Staff).await;
    }
    let morgan = practice.sign_in("morganm").await;
    let selection = json!({ "matching": { "list": { "search": "hire" }, "except": ["hire7", "hannah"] } });
    let previewed: BulkPreview = preview(&morgan, &deactivate(), &selection).await.is(200).json();
    assert_eq!((previewed.selected, previewed.possible), (129, 129));
    practice.hire("hire-of-today", SystemRole::Staff).await;
    start(&morgan, &deactivate(), &selection, 129).await.refused_with(ProblemCode::SelectionChanged);
    let bulk: Bulk = start(&morgan, &deactivate(), &selection, 130).await.is(202).json();
    practice.hire("hired-meanwhile", SystemRole::Staff).await;
    carry_out(&practice).await;
    assert_eq!(by_now(&morgan, &bulk).await.done, 130);
    for (username, status) in [
        ("hire129", StaffStatus::Inactive),
        ("hire7", StaffStatus::Active),
        ("hired-meanwhile", StaffStatus::Active),
        ("camilles", StaffStatus::Active),
    ] {
        assert_eq!(status_of(&morgan, username).await, status, "{username}");
    }
    let mut after = String::new();
    let mut seen = 0;
    loop {
        let path = format!("{}?state=done{after}", paths::bulk_results(&bulk.id));
        let page: BulkResultPage = morgan.get(&path).await.is(200).json();
        seen += page.items.len();
        let Some(next) = page.next else { break };
        after = format!("&after={next}");
    }
    assert_eq!(seen, 130);
}

/// What became of each is for whoever began it and for those who may read the whole audit log; the file is safe to open.
#[tokio::test]
async fn results_are_for_whoever_began_it() {
    let practice = Practice::open().await;
    practice.hire("relief", SystemRole::OfficeManager).await;
    practice.customize("relief", &[], &[Permission::ViewAuditLog]).await;
    let (morgan, glenn) = (practice.sign_in("morganm").await, practice.sign_in("btgadmin").await);
    morgan.update("camilles", 1, &json!({ "first_name": "=1+1", "last_name": "x, \"y\"" })).await.is(200);
    let bulk = begin(&morgan, &reset(), &["camilles", "btgadmin"]).await;
    carry_out(&practice).await;
    let relief = practice.sign_in("relief").await;
    for path in [paths::bulk_act(&bulk.id), paths::bulk_results(&bulk.id), paths::bulk_results_csv(&bulk.id)]
    {
        relief.get(&path).await.refused_with(ProblemCode::NotFound);
        glenn.get(&path).await.is(200);
    }
    practice.hire("auditor", SystemRole::Nurse).await;
    practice.customize("auditor", &[Permission::ViewAuditLog], &[]).await;
    let auditor = practice.sign_in("auditor").await;
    auditor.get(&paths::bulk_results(&bulk.id)).await.is(200);
    let office: Office = glenn.add_office("Riverside").await.is(201).json();
    let version = glenn.detail("auditor").await.staff.version;
    let restricted = json!({ "restrict_offices": true, "office_ids": [office.id] });
    glenn.restrict("auditor", version, &restricted).await.is(200);
    auditor.get(&paths::bulk_results(&bulk.id)).await.refused_with(ProblemCode::NotFound);

    let file = morgan.get(&paths::bulk_results_csv(&bulk.id)).await.is(200);
    let lines: Vec<_> = file.body.lines().collect();
    assert_eq!(lines.len(), 3);
    assert!(
        lines[1].starts_with("1,camilles,\"'=1+1 x, \"\"y\"\"\",reset_password,done,,20"),
        "{}",
        lines[1]
    );
    assert!(lines[2].contains(",left_out,outranks_you,"), "{}", lines[2]);
    assert_eq!(practice.watch.recorded().last().unwrap().event, "bulk_results_exported");
    let left_out = morgan.get(&format!("{}?state=left_out", paths::bulk_results(&bulk.id))).await;
    assert_eq!(left_out.is(200).json::<BulkResultPage>().items.len(), 1);
    let wrong = morgan.get(&format!("{}?after=x", paths::bulk_results(&bulk.id))).await;
    wrong.refuses(&[FieldProblem::new("after", FieldRule::WrongType)]);
}

/// What cannot be done to anybody is refused at once, at its field, and nothing begins.
#[tokio::test]
async fn what_is_wrong_with_it_is_said_before_it_begins() {
    let practice = Practice::open().await;
    let morgan = practice.sign_in("morganm").await;
    let office: Office = morgan.add_office("Main Street").await.is(201).json();
    morgan.close_office(&office.id).await.is(200);
    let camille = people(&["camilles"]);
    for (act, selection, problem) in [
        (reset(), people(&[]), FieldProblem::new("selection", FieldRule::Required)),
        (
            reset(),
            matching(&json!({ "search": "nobody at all" })),
            FieldProblem::new("selection", FieldRule::Required),
        ),
        (
            reset(),
            matching(&json!({ "sort": "password_hash" })),
            FieldProblem::new("selection", FieldRule::WrongType),
        ),
        (json!({ "kind": "delete" }), camille.clone(), FieldProblem::new("act", FieldRule::WrongType)),
        (
            json!({ "kind": "move_office", "to": office.id }),
            camille.clone(),
            FieldProblem::new("to", FieldRule::NotAChoice),
        ),
        (
            json!({ "kind": "move_provider", "primary_provider_id": "camilles" }),
            camille.clone(),
            FieldProblem::new("primary_provider_id", FieldRule::NotAProvider),
        ),
        (
            json!({ "kind": "deactivate", "reason": "a".repeat(101) }),
            camille,
            FieldProblem::with_limit("reason", FieldRule::TooLong, 100),
        ),
    ] {
        preview(&morgan, &act, &selection).await.refuses(std::slice::from_ref(&problem));
        start(&morgan, &act, &selection, 1).await.refuses(&[problem]);
    }
    assert_eq!(morgan.get(template::BULK).await.is(200).json::<Vec<Bulk>>(), []);
}

/// It needs the password of whoever begins it, as the single acts do; looking at it does not.
#[tokio::test]
async fn it_needs_the_password_again() {
    let practice = Practice::open().await;
    let mut morgan = practice.sign_in("morganm").await;
    let bulk = begin(&morgan, &reset(), &["camilles"]).await;
    practice.wait(6 * MINUTE);
    carry_out(&practice).await;
    assert_eq!(by_now(&morgan, &bulk).await.done, 1, "it goes on by itself");
    preview(&morgan, &reset(), &people(&["hannah"])).await.is(200);
    start(&morgan, &reset(), &people(&["hannah"]), 1).await.refused_with(ProblemCode::ReauthRequired);
    retry(&morgan, &bulk).await.refused_with(ProblemCode::ReauthRequired);
    morgan.reauthenticate(&Practice::password_of("morganm")).await.is(204);
    begin(&morgan, &reset(), &["hannah"]).await;
}
