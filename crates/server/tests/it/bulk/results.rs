//! What became of each, and who may know.

use super::{begin, carry_out, reset};
use crate::practice::Practice;
use serde_json::json;
use staffroom_contract::paths;
use staffroom_contract::{
    BulkResultPage, FieldProblem, FieldRule, Office, Permission, ProblemCode, SystemRole,
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
