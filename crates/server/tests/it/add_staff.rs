//! Adding people to the staff.

use crate::practice::{HOUR, Practice};
use serde_json::{Value, json};
use staffroom_contract::{
    CodedValue, FieldProblem, FieldRule, LinkPurpose, Office, Permission, ProblemCode, RoleSummary, Staff,
    StaffPage, StaffStatus,
};

/// Ada, who has all that is required.
fn ada() -> Value {
    json!({
        "first_name": "Ada",
        "last_name": "Nurse",
        "primary_provider_id": "hannah",
        "role_id": "nurse",
        "username": "anurse",
        "email": "ada@email.xyz",
    })
}

/// Ada with other members.
fn ada_but(members: &Value) -> Value {
    let mut body = ada();
    for (name, value) in members.as_object().unwrap() {
        body[name] = value.clone();
    }
    body
}

/// A person is added with all that was typed, waits for their invitation, chooses a password by it and signs in.
#[tokio::test]
async fn a_person_is_added_and_comes_in_by_their_invitation() {
    let practice = Practice::open().await;
    let morgan = practice.sign_in("morganm").await;
    let body = ada_but(&json!({
        "first_name": " Ada ",
        "care_team_role_code": "310182000",
        "care_team_identifier": "1234567893",
        "cell_phone": "111-222-3333",
        "home_phone": "",
    }));
    let answer = morgan.create(&body).await.is(201);
    let staff: Staff = answer.json();
    let id = staff.summary.id.clone();
    assert_eq!(answer.header("etag"), Some("\"1\""));
    assert_eq!(answer.header("location"), Some(format!("/api/v1/staff/{id}").as_str()));
    assert_eq!(
        (staff.summary.full_name().as_str(), staff.summary.role.name.as_str()),
        ("Ada Nurse", "Nurse")
    );
    assert_eq!(staff.summary.status, StaffStatus::Pending);
    assert_eq!(staff.summary.primary_provider.as_ref().unwrap().full_name, "Hannah Provider");
    assert_eq!(staff.summary.cell_phone.as_deref(), Some("111-222-3333"));
    let general_nurse =
        CodedValue { code: "310182000".to_owned(), display: "General nurse (occupation)".to_owned() };
    assert_eq!(staff.care_team_role, Some(general_nurse));
    assert_eq!(staff.care_team_identifier.as_deref(), Some("1234567893"));
    assert_eq!(staff.home_phone, None);
    let page: StaffPage = morgan.list("?search=ada").await.is(200).json();
    assert_eq!(page.items, std::slice::from_ref(&staff.summary));

    let invitation = morgan.detail(id.as_str()).await.invitation.unwrap();
    assert_eq!(invitation.sent_to, "ada@email.xyz");
    assert_eq!(invitation.requested_by.as_deref(), Some("Morgan Manager"));
    assert_eq!(invitation.expires_at.since(invitation.requested_at), 72 * HOUR);
    assert_eq!(practice.queued_mails().await, 1);
    let code = practice.invitation_code_of(&id).await;
    assert!(!answer.body.contains(code.expose()));

    let mut hers = practice.stranger();
    hers.sign_in("anurse", "a password of my own").await.refused_with(ProblemCode::WrongCredentials);
    hers.complete_as(LinkPurpose::Invitation, &code, "a password of my own").await.is(204);
    practice.wait(HOUR);
    hers.sign_in("anurse", "a password of my own").await.is(200);
    let staff = practice.sign_in("morganm").await.detail(id.as_str()).await.staff;
    assert_eq!(staff.summary.status, StaffStatus::Active);
}

/// Each field has its rule, and all that is refused is named at once. Nobody is added.
#[tokio::test]
async fn refused_fields_are_named_and_nobody_is_added() {
    let practice = Practice::open().await;
    let morgan = practice.sign_in("morganm").await;
    let empty = json!({ "first_name": "", "last_name": "", "role_id": "", "username": "", "email": "" });
    let required = ["first_name", "last_name", "role_id", "username", "email"];
    let required = required.map(|field| FieldProblem::new(field, FieldRule::Required));
    morgan.create(&empty).await.refuses(&required);
    for (field, value, rule) in [
        ("email", "ada", FieldRule::NotAnEmail),
        ("username", "a b", FieldRule::NotAUsername),
        ("cell_phone", "call me", FieldRule::NotAPhone),
        ("care_team_identifier", "1234567890", FieldRule::WrongCheckDigit),
        ("care_team_identifier", "123", FieldRule::NotAnIdentifier),
        ("care_team_role_code", "309414009", FieldRule::NotAChoice),
        ("primary_provider_id", "marcusstaff", FieldRule::NotAProvider),
        ("role_id", "Nurse", FieldRule::NotAChoice),
    ] {
        let refused = [FieldProblem::new(field, rule)];
        morgan.create(&ada_but(&json!({ field: value }))).await.refuses(&refused);
    }
    let mut alone = ada();
    alone.as_object_mut().unwrap().remove("primary_provider_id");
    let refused = [FieldProblem::new("primary_provider_id", FieldRule::Required)];
    morgan.create(&alone).await.refuses(&refused);
    for member in ["password", "status", "id"] {
        let refused = [FieldProblem::new(member, FieldRule::Unknown)];
        morgan.create(&ada_but(&json!({ member: "x" }))).await.refuses(&refused);
    }
    let page: StaffPage = morgan.list("?search=ada").await.is(200).json();
    assert_eq!((page.total, practice.queued_mails().await), (0, 0));
}

/// A provider works with themselves, unless somebody else is chosen.
#[tokio::test]
async fn a_provider_is_their_own_provider() {
    let practice = Practice::open().await;
    let morgan = practice.sign_in("morganm").await;
    let mut body = ada_but(&json!({ "role_id": "provider" }));
    body.as_object_mut().unwrap().remove("primary_provider_id");
    let staff: Staff = morgan.create(&body).await.is(201).json();
    assert_eq!(staff.summary.primary_provider.unwrap().id, staff.summary.id);
    body["username"] = "other".into();
    body["email"] = "other@email.xyz".into();
    let first: Staff = morgan.create_with_key(&body, "k").await.is(201).json();
    assert_eq!(morgan.create_with_key(&body, "k").await.is(201).json::<Staff>(), first);
}

/// What somebody has already is refused with their name, in whatever case it is typed.
#[tokio::test]
async fn a_duplicate_is_refused_with_whose_it_is() {
    let practice = Practice::open().await;
    let morgan = practice.sign_in("morganm").await;
    let body = ada_but(&json!({ "username": "CAMILLES", "email": "MarcusStaff@EMAIL.xyz" }));
    morgan.create(&body).await.refuses(&[
        FieldProblem::taken_by("username", "Camille Nurse".to_owned()),
        FieldProblem::taken_by("email", "Marcus Staff".to_owned()),
    ]);
    // The Kelvin sign is no letter of a username, though it folds to one.
    let refused = [FieldProblem::new("username", FieldRule::NotAUsername)];
    morgan.create(&ada_but(&json!({ "username": "\u{212A}elly" }))).await.refuses(&refused);
    morgan.deactivate("camilles").await.is(200);
    morgan.create(&ada_but(&json!({ "email": "camilles@email.xyz" }))).await.is(422);
}

/// Nobody makes anybody mightier than they are themselves. The try is recorded.
#[tokio::test]
async fn nobody_gives_a_role_above_their_own() {
    let practice = Practice::open().await;
    let morgan = practice.sign_in("morganm").await;
    let body = ada_but(&json!({ "role_id": "btg_admin" }));
    morgan.create(&body).await.refused_with(ProblemCode::BeyondYou);
    let last = practice.watch.recorded().pop().unwrap();
    assert_eq!((last.event, last.refused_as), ("staff_created", Some("beyond_you")));
    assert_eq!(practice.queued_mails().await, 0);
    morgan.create(&ada_but(&json!({ "role_id": "office_manager" }))).await.is(201);
    let glenn = practice.sign_in("btgadmin").await;
    let other = json!({ "role_id": "btg_admin", "username": "other", "email": "other@email.xyz" });
    glenn.create(&ada_but(&other)).await.is(201);
}

/// A role of the practice's own is given like any other, as far as it allows no more than whoever gives it may do; who
/// gets one that was made from Provider is one.
#[tokio::test]
async fn a_role_of_the_practices_own_is_given() {
    let practice = Practice::open().await;
    let (glenn, morgan) = (practice.sign_in("btgadmin").await, practice.sign_in("morganm").await);
    let float: RoleSummary = glenn.create_role("Float Nurse", &[]).await.is(201).json();
    let staff: Staff = morgan.create(&ada_but(&json!({ "role_id": float.id }))).await.is(201).json();
    assert_eq!(staff.summary.role.label(), "Float Nurse");

    let mighty: RoleSummary =
        glenn.create_role("Maker of Roles", &[Permission::ManageRoles]).await.is(201).json();
    let body = ada_but(&json!({ "role_id": mighty.id, "username": "other", "email": "other@email.xyz" }));
    morgan.create(&body).await.refused_with(ProblemCode::BeyondYou);
    practice.customize("morganm", &[Permission::ManageRoles], &[]).await;
    morgan.create(&body).await.is(201);
}

/// An invitation goes to no domain that the practice does not allow.
#[tokio::test]
async fn an_address_is_at_an_allowed_domain() {
    let practice = Practice::open().await;
    let morgan = practice.sign_in("morganm").await;
    practice.allow_email_domains(&["cedarhill.example"]).await;
    morgan.create(&ada()).await.refuses(&[FieldProblem::new("email", FieldRule::DomainNotAllowed)]);
    assert_eq!(practice.queued_mails().await, 0);
    morgan.create(&ada_but(&json!({ "email": "ada@cedarhill.example" }))).await.is(201);
}

/// Whoever is restricted to their offices adds people there, who reach no further than they; nobody beyond is named.
#[tokio::test]
async fn whoever_is_restricted_adds_people_to_their_offices() {
    let practice = Practice::open().await;
    let glenn = practice.sign_in("btgadmin").await;
    let main = glenn.add_office("Main Street").await.is(201).json::<Office>().id;
    let river = glenn.add_office("Riverside").await.is(201).json::<Office>().id;
    glenn.update("hannah", 1, &json!({ "office_ids": [main, river] })).await.is(200);
    let body = json!({ "restrict_offices": true, "office_ids": [main] });
    glenn.restrict("morganm", 1, &body).await.is(200);
    let morgan = practice.sign_in("morganm").await;

    let elsewhere = ada_but(&json!({ "office_ids": [main, river] }));
    morgan.create(&elsewhere).await.refused_with(ProblemCode::BeyondYourOffices);
    let taken = ada_but(&json!({ "username": "marcusstaff" }));
    morgan.create(&taken).await.refuses(&[FieldProblem::new("username", FieldRule::Taken)]);
    let unseen = ada_but(&json!({ "primary_provider_id": "employee13" }));
    let refused = [FieldProblem::new("primary_provider_id", FieldRule::NotAProvider)];
    morgan.create(&unseen).await.refuses(&refused);

    let staff: Staff = morgan.create_with_key(&ada(), "k").await.is(201).json();
    assert_eq!((staff.offices.len(), &staff.offices[0].id), (1, &main));
    assert!(staff.settings.restrict_offices);
    assert_eq!(morgan.create_with_key(&ada(), "k").await.is(201).json::<Staff>(), staff);
    morgan.person(staff.summary.id.as_str()).await.is(200);

    let free = json!({ "office_ids": [river], "username": "other", "email": "other@email.xyz" });
    let other: Staff = glenn.create(&ada_but(&free)).await.is(201).json();
    assert_eq!((&other.offices[0].id, other.settings.restrict_offices), (&river, false));
    morgan.person(other.summary.id.as_str()).await.refused_with(ProblemCode::NotFound);
    let closed = json!({ "office_ids": ["guessed"], "username": "third", "email": "third@email.xyz" });
    glenn.create(&ada_but(&closed)).await.refuses(&[FieldProblem::new("office_ids", FieldRule::NotAChoice)]);
}

/// The record says who was added, with what, and where their invitation went; it holds no code.
#[tokio::test]
async fn who_was_added_stands_in_the_record() {
    let practice = Practice::open().await;
    let morgan = practice.sign_in("morganm").await;
    let staff: Staff = morgan.create(&ada()).await.is(201).json();
    let row = morgan.audit_log("?event=staff_created").await.items.remove(0);
    assert_eq!(row.subject.unwrap().id, staff.summary.id);
    let changed = |field: &str| row.changes.iter().find(|change| change.field == field).unwrap().new.clone();
    assert_eq!(changed("role_id").as_deref(), Some("nurse"));
    assert_eq!(changed("username").as_deref(), Some("anurse"));
    assert!(row.changes.iter().all(|change| change.old.is_none() && change.field != "cell_phone"));
    assert!(row.details.iter().any(|detail| detail.name == "sent_to" && detail.value == "ada@email.xyz"));
}

/// One intent adds one person, however often it is sent; the same key for another person is refused.
#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn pressing_often_adds_one_person() {
    let practice = Practice::open().await;
    let morgan = practice.sign_in("morganm").await;
    let presses: Vec<_> = (0..20)
        .map(|_| {
            let morgan = morgan.clone();
            tokio::spawn(async move { morgan.create_with_key(&ada(), "one-intent").await })
        })
        .collect();
    let mut bodies = std::collections::BTreeSet::new();
    for press in presses {
        bodies.insert(press.await.unwrap().is(201).body);
    }
    assert_eq!((bodies.len(), practice.queued_mails().await), (1, 1));
    let elsewhere = ada_but(&json!({ "primary_provider_id": "employee13" }));
    morgan.create_with_key(&elsewhere, "one-intent").await.refused_with(ProblemCode::IdempotencyKeyReused);
    let other = ada_but(&json!({ "cell_phone": "111-222-3333" }));
    morgan.create_with_key(&other, "one-intent").await.refused_with(ProblemCode::IdempotencyKeyReused);
    morgan.reset_with_key("camilles", "one-intent").await.refused_with(ProblemCode::IdempotencyKeyReused);
    morgan.reset_with_key("camilles", "another").await.is(202);
    morgan.create_with_key(&other, "another").await.refused_with(ProblemCode::IdempotencyKeyReused);
}

/// Of two who give one username at the same moment one does; the other learns whose it is now.
#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn a_username_is_given_once() {
    let practice = Practice::open().await;
    let morgan = practice.sign_in("morganm").await;
    let tries: Vec<_> = (0..10)
        .map(|number| {
            let morgan = morgan.clone();
            let username = if number % 2 == 0 { "anurse" } else { "ANurse" };
            let body = ada_but(&json!({ "username": username, "email": format!("ada{number}@email.xyz") }));
            tokio::spawn(async move { morgan.create(&body).await })
        })
        .collect();
    let mut added = 0;
    for one in tries {
        let answer = one.await.unwrap();
        if answer.status == 201 {
            added += 1;
        } else {
            answer.refuses(&[FieldProblem::taken_by("username", "Ada Nurse".to_owned())]);
        }
    }
    assert_eq!(added, 1);
}

/// Adding people sends mail, and there is an end to that as with reset links.
#[tokio::test]
async fn an_administrator_adds_thirty_people_an_hour() {
    let practice = Practice::open().await;
    let morgan = practice.sign_in("morganm").await;
    let another = |number: usize| {
        ada_but(&json!({
            "username": format!("anurse{number}"),
            "email": format!("ada{number}@email.xyz"),
        }))
    };
    for number in 0..30 {
        morgan.create(&another(number)).await.is(201);
    }
    morgan.create(&another(30)).await.refused_with(ProblemCode::TooManyRequests);
    let page: StaffPage = morgan.list("?search=ada30").await.is(200).json();
    assert_eq!(page.total, 0);
    morgan.reset("camilles").await.refused_with(ProblemCode::TooManyRequests);
}

/// Care team roles are found by what they are called.
#[tokio::test]
async fn care_team_roles_are_searched() {
    let practice = Practice::open().await;
    let morgan = practice.sign_in("morganm").await;
    let found = async |query: &str| {
        let roles: Vec<CodedValue> =
            morgan.get(&format!("/api/v1/care-team-roles{query}")).await.is(200).json();
        roles.into_iter().map(|role| role.display).collect::<Vec<_>>()
    };
    assert_eq!(found("?search=GENERAL+nur").await, ["General nurse (occupation)"]);
    assert_eq!(found("?search=nothing+like+it").await, [""; 0]);
    assert!(found("").await.len() > 30);
    let too_long = format!("/api/v1/care-team-roles?search={}", "x".repeat(101));
    let refused = [FieldProblem::with_limit("search", FieldRule::TooLong, 100)];
    morgan.get(&too_long).await.refuses(&refused);
}

/// The care team's part of a person is changed with the rest, by the same rules, and can be taken away.
#[tokio::test]
async fn the_care_team_is_edited() {
    let practice = Practice::open().await;
    let morgan = practice.sign_in("morganm").await;
    let body = json!({ "care_team_role_code": "46255001", "care_team_identifier": "12345678" });
    let staff: Staff = morgan.update("camilles", 1, &body).await.is(200).json();
    assert_eq!(staff.care_team_role.unwrap().display, "Pharmacist (occupation)");
    assert_eq!(staff.care_team_identifier.as_deref(), Some("12345678"));
    for (field, value, rule) in [
        ("care_team_role_code", "1", FieldRule::NotAChoice),
        ("care_team_identifier", "1234567890", FieldRule::WrongCheckDigit),
    ] {
        let refused = [FieldProblem::new(field, rule)];
        morgan.update("camilles", 2, &json!({ field: value })).await.refuses(&refused);
    }
    morgan.update("camilles", 2, &body).await.is(200);
    let none = json!({ "care_team_role_code": "", "care_team_identifier": "" });
    let staff: Staff = morgan.update("camilles", 2, &none).await.is(200).json();
    assert_eq!((staff.care_team_role, staff.care_team_identifier, staff.version), (None, None, 3));
    let row = morgan.audit_log("?event=staff_updated&limit=1").await.items.remove(0);
    let changed = row.changes.iter().find(|change| change.field == "care_team_role_code").unwrap();
    assert_eq!((changed.old.as_deref(), changed.new.as_deref()), (Some("46255001"), None));
}
