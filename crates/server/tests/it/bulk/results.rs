//! What became of each, and who may know.

use super::{begin, by_now, carry_out, reset, results, retry};
use crate::practice::Practice;
use crate::watched_store::Fault;
use serde_json::json;
use staffroom_contract::paths::{self, template};
use staffroom_contract::{
    BulkReason, BulkResult, BulkResultPage, FieldProblem, FieldRule, Office, Permission, ProblemCode,
    SystemRole,
};

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

/// Whoever is restricted to their offices after they began it reads what became of each, and of those beyond no name: not
/// in the results, not in the file, not in what it is called, and not when what failed is tried again.
#[tokio::test]
async fn a_restriction_that_comes_later_hides_names() {
    let practice = Practice::open().await;
    let glenn = practice.sign_in("btgadmin").await;
    let main = glenn.add_office("Main Street").await.is(201).json::<Office>().id;
    glenn.update("camilles", 1, &json!({ "office_ids": [&main] })).await.is(200);
    let morgan = practice.sign_in("morganm").await;
    for _ in 0..3 {
        morgan.reset("marcusstaff").await.is(202);
    }
    let sent = begin(&morgan, &reset(), &["camilles", "marcusstaff", "btgadmin"]).await;
    carry_out(&practice).await;
    let provider = json!({ "kind": "move_provider", "primary_provider_id": "employee13" });
    let moved = begin(&morgan, &provider, &["camilles"]).await;
    carry_out(&practice).await;
    let named = |results: &[BulkResult]| -> Vec<_> {
        results.iter().map(|result| (result.full_name.clone(), result.reason)).collect()
    };
    let (camille, marcus, glenns) = ("Camille Nurse", "Marcus Staff", "Glenn Practice");
    let before = named(&results(&morgan, &sent).await);
    assert_eq!(before[1], (Some(marcus.to_owned()), Some(BulkReason::TooSoon)));
    let provider = by_now(&morgan, &moved).await.destination.unwrap();

    let restricted = json!({ "restrict_offices": true, "office_ids": [&main] });
    glenn.restrict("morganm", 1, &restricted).await.is(200);
    let after = named(&results(&morgan, &sent).await);
    let reasons = [None, Some(BulkReason::TooSoon), Some(BulkReason::OutranksYou)];
    assert_eq!(after, [Some(camille.to_owned()), None, None].into_iter().zip(reasons).collect::<Vec<_>>());
    let file = morgan.get(&paths::bulk_results_csv(&sent.id)).await.is(200).body;
    let again = retry(&morgan, &sent).await.is(202).body;
    carry_out(&practice).await;
    let last = morgan.get(&paths::bulk_results(&sent.id)).await.is(200).body;
    let listed = morgan.get(template::BULK).await.is(200).body;
    for answer in [&file, &again, &last, &listed] {
        for name in [marcus, glenns, provider.as_str()] {
            assert!(!answer.contains(name), "{name}: {answer}");
        }
    }
    assert!(file.contains(camille) && file.contains(",failed,too_soon,"), "{file}");
    assert_eq!(results(&morgan, &sent).await[1].reason, Some(BulkReason::NotFound), "nothing is done beyond");
    assert_eq!(named(&results(&glenn, &sent).await)[1].0.as_deref(), Some(marcus), "others read on");
}

/// However many they are, the file has each person once, in the order of their turns, and is recorded before any leaves.
#[tokio::test]
async fn a_file_has_everybody_once() {
    let practice = Practice::open().await;
    let morgan = practice.sign_in("morganm").await;
    let ids: Vec<_> = (0..1_000).map(|number| format!("nobody-{number}")).collect();
    let bulk = begin(&morgan, &reset(), &ids.iter().map(String::as_str).collect::<Vec<_>>()).await;
    let path = paths::bulk_results_csv(&bulk.id);
    let file = morgan.get(&path).await.is(200).body;
    let lines: Vec<_> = file.lines().skip(1).collect();
    assert_eq!(lines.len(), 1_000);
    for (at, line) in lines.iter().enumerate() {
        assert!(line.starts_with(&format!("{},nobody-{at},,reset_password,waiting,,", at + 1)), "{line}");
    }
    practice.watch.set_fault(Some(Fault::NoRecord));
    let answer = morgan.get(&path).await.refused_with(ProblemCode::Internal);
    assert!(!answer.body.contains("nobody-"));
}
