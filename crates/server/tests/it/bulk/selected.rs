//! Whom a bulk act is about, and what is said of it before it begins.

use super::{
    EVERYBODY, by_now, carry_out, deactivate, digest, matching, people, preview, reset, start, status_of,
};
use crate::practice::Practice;
use serde_json::json;
use staffroom_contract::paths::{self, template};
use staffroom_contract::{
    Bulk, BulkPreview, BulkReason, BulkResultPage, FieldProblem, FieldRule, Office, ProblemCode, StaffStatus,
    SystemRole,
};

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
    let seen = &previewed.digest;
    start(&morgan, &deactivate(), &selection, seen).await.refused_with(ProblemCode::SelectionChanged);
    let later = digest(&morgan, &deactivate(), &selection).await;
    let bulk: Bulk = start(&morgan, &deactivate(), &selection, &later).await.is(202).json();
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

/// Nothing begins once one of those who were looked at has gone and another one has come: whoever asks has seen neither
/// of them as they are now. Their order counts for nothing.
#[tokio::test]
async fn as_many_others_are_not_the_same() {
    let practice = Practice::open().await;
    let (morgan, glenn) = (practice.sign_in("morganm").await, practice.sign_in("btgadmin").await);
    for username in ["hire-one", "hire-two"] {
        practice.hire(username, SystemRole::Staff).await;
    }
    let hires = json!({ "search": "hire", "status": "active" });
    let selection = matching(&hires);
    let seen: BulkPreview = preview(&morgan, &deactivate(), &selection).await.is(200).json();
    glenn.deactivate("hire-one").await.is(200);
    practice.hire("hire-three", SystemRole::Staff).await;
    let later: BulkPreview = preview(&morgan, &deactivate(), &selection).await.is(200).json();
    assert_eq!((seen.selected, later.selected), (2, 2));
    let begun = start(&morgan, &deactivate(), &selection, &seen.digest).await;
    begun.refused_with(ProblemCode::SelectionChanged);
    assert_eq!(morgan.get(template::BULK).await.is(200).json::<Vec<Bulk>>(), []);

    let mut sorted = hires;
    sorted["sort"] = json!("role");
    sorted["direction"] = json!("descending");
    assert_eq!(digest(&morgan, &deactivate(), &matching(&sorted)).await, later.digest);
    let expected = digest(&morgan, &reset(), &people(&["camilles", "hannah"])).await;
    let turned_around = people(&["hannah", "camilles", "hannah"]);
    start(&morgan, &reset(), &turned_around, &expected).await.is(202);
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
        start(&morgan, &act, &selection, "").await.refuses(&[problem]);
    }
    assert_eq!(morgan.get(template::BULK).await.is(200).json::<Vec<Bulk>>(), []);
}
