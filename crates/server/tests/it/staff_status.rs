//! Deactivating and reactivating people.

use crate::practice::{HOUR, Practice};
use staffroom_contract::{LinkPurpose, ProblemCode, Staff, StaffId, StaffPage, StaffStatus, SystemRole};

/// Whoever is deactivated is out at once, in every browser, and comes back by a new password only.
#[tokio::test]
async fn deactivating_takes_access_away_at_once() {
    let practice = Practice::open().await;
    let morgan = practice.sign_in("morganm").await;
    let (desk, phone) = (practice.sign_in("camilles").await, practice.sign_in("camilles").await);
    let answer = morgan.deactivate("camilles").await.is(200);
    assert_eq!(answer.header("etag"), Some("\"2\""));
    assert_eq!(answer.json::<Staff>().summary.status, StaffStatus::Inactive);
    desk.session().await.refused_with(ProblemCode::SignedOut);
    phone.session().await.refused_with(ProblemCode::SignedOut);
    let password = Practice::password_of("camilles");
    practice.stranger().sign_in("camilles", &password).await.refused_with(ProblemCode::WrongCredentials);
    practice.wait(1);

    let staff: Staff = morgan.reactivate("camilles").await.is(200).json();
    assert_eq!((staff.summary.status, staff.version), (StaffStatus::Pending, 3));
    desk.session().await.refused_with(ProblemCode::SignedOut);
    practice.stranger().sign_in("camilles", &password).await.refused_with(ProblemCode::WrongCredentials);
    practice.wait(10);

    let code = practice.invitation_code_of(&StaffId::new("camilles")).await;
    let new = "a password of my own";
    practice.stranger().complete_as(LinkPurpose::Invitation, &code, new).await.is(204);
    assert_eq!(morgan.detail("camilles").await.staff.summary.status, StaffStatus::Active);
    practice.stranger().sign_in("camilles", &password).await.refused_with(ProblemCode::WrongCredentials);
    practice.wait(10);
    practice.stranger().sign_in("camilles", new).await.is(200);
}

/// A second press finds it done.
#[tokio::test]
async fn doing_it_twice_is_doing_it_once() {
    let practice = Practice::open().await;
    let morgan = practice.sign_in("morganm").await;
    let reactivated: Staff = morgan.reactivate("camilles").await.is(200).json();
    assert_eq!(reactivated.version, 1);
    let first: Staff = morgan.deactivate("camilles").await.is(200).json();
    let second: Staff = morgan.deactivate("camilles").await.is(200).json();
    assert_eq!(first, second);
    let first: Staff = morgan.reactivate("camilles").await.is(200).json();
    let second: Staff = morgan.reactivate("camilles").await.is(200).json();
    assert_eq!(first, second);
    assert_eq!(practice.queued_mails().await, 2, "the notice and the invitation");
}

/// Nobody locks themselves out, nor lets themselves in.
#[tokio::test]
async fn nobody_deactivates_themselves() {
    let practice = Practice::open().await;
    let morgan = practice.sign_in("morganm").await;
    morgan.deactivate("morganm").await.refused_with(ProblemCode::Yourself);
    morgan.reactivate("morganm").await.refused_with(ProblemCode::Yourself);
    morgan.session().await.is(200);
}

/// Of two last administrators who deactivate each other at the same moment exactly one succeeds: somebody stays
/// who can manage accounts.
#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn somebody_stays_who_can_manage_accounts() {
    let practice = Practice::open().await;
    practice.hire("relief", SystemRole::BtgAdmin).await;
    practice.sign_in("btgadmin").await.deactivate("morganm").await.is(200);
    for round in 0..40 {
        // Nobody is invited more often than three times an hour.
        practice.wait(HOUR);
        let glenn = practice.sign_in("btgadmin").await;
        let relief = practice.sign_in("relief").await;
        let (one, other) = (glenn.clone(), relief.clone());
        let one = tokio::spawn(async move { one.deactivate("relief").await });
        let other = tokio::spawn(async move { other.deactivate("btgadmin").await });
        match [one.await.unwrap().status, other.await.unwrap().status] {
            [200, 401 | 409] => {
                glenn.reactivate("relief").await.is(200);
                practice.accept_invitation("relief").await;
            }
            [401 | 409, 200] => {
                relief.reactivate("btgadmin").await.is(200);
                practice.accept_invitation("btgadmin").await;
            }
            statuses => panic!("round {round}: {statuses:?}"),
        }
    }
}

/// Somebody who was invited is not made active by a detour: they have to accept.
#[tokio::test]
async fn an_invitation_is_not_accepted_by_reactivating() {
    let practice = Practice::open().await;
    let morgan = practice.sign_in("morganm").await;
    practice.invite("invited").await;
    let staff: Staff = morgan.reactivate("invited").await.is(200).json();
    assert_eq!(staff.summary.status, StaffStatus::Pending);
}

/// An invitation needs an address. Whoever has none stays inactive, and nothing is lost.
#[tokio::test]
async fn nobody_is_let_in_again_without_an_address() {
    let practice = Practice::open().await;
    let morgan = practice.sign_in("morganm").await;
    practice.hire_without_email("walter").await;
    morgan.deactivate("walter").await.is(200);
    let before = morgan.detail("walter").await;
    morgan.reactivate("walter").await.refused_with(ProblemCode::NoEmail);
    assert_eq!(morgan.detail("walter").await, before);
}

/// Deactivated people stay in the table: nobody is ever deleted.
#[tokio::test]
async fn deactivated_people_stay_in_the_table() {
    let practice = Practice::open().await;
    let morgan = practice.sign_in("morganm").await;
    morgan.deactivate("camilles").await.is(200);
    let page: StaffPage = morgan.list("?search=camille").await.is(200).json();
    assert_eq!(page.items[0].status, StaffStatus::Inactive);
}
