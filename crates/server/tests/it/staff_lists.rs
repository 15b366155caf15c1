//! The lists of the staff table: filters, orders, and what needs attention.

use crate::practice::{HOUR, MINUTE, Practice};
use staffroom_contract::{FieldProblem, FieldRule, StaffCounts, StaffOverview, StaffPage, StaffStatus};

const DAY: i64 = 24 * HOUR;

fn usernames(page: &StaffPage) -> Vec<&str> {
    page.items.iter().map(|person| person.username.as_str()).collect()
}

/// A list shows its own people, and how many there are in each.
#[tokio::test]
async fn a_list_is_of_one_status() {
    let practice = Practice::open().await;
    practice.invite("ina").await;
    let morgan = practice.sign_in("morganm").await;
    morgan.deactivate("camilles").await.is(200);
    let counts = StaffCounts { active: 6, inactive: 1, pending: 1 };
    for (query, expected) in [
        ("?status=inactive", vec!["camilles"]),
        ("?status=pending", vec!["ina"]),
        ("?status=active&search=camille", vec![]),
    ] {
        let page: StaffPage = morgan.list(query).await.is(200).json();
        assert_eq!(usernames(&page), expected, "{query}");
        assert_eq!(page.total, expected.len() as u64, "{query}");
    }
    let page: StaffPage = morgan.list("?status=active&limit=1").await.is(200).json();
    assert_eq!((page.total, page.counts), (6, counts));
    let page: StaffPage = morgan.list("?status=active&search=camille").await.is(200).json();
    assert_eq!(page.counts, StaffCounts { inactive: 1, ..StaffCounts::default() });
}

/// Signing in is noted, and whoever never did stands first.
#[tokio::test]
async fn the_last_sign_in_is_shown_and_ordered_by() {
    let practice = Practice::open().await;
    let morgan = practice.sign_in("morganm").await;
    let before: StaffPage = morgan.list("?search=camilles").await.is(200).json();
    assert_eq!(before.items[0].last_sign_in_at, None);
    practice.wait(MINUTE);
    practice.sign_in("camilles").await;
    let morgan = practice.sign_in("morganm").await;
    practice.wait(MINUTE);
    practice.sign_in("hannah").await;
    let mut wrong = practice.stranger();
    wrong.sign_in("jamie_demo_staff", "not the password").await.is(401);
    let page: StaffPage = morgan.list("?sort=last_sign_in&direction=descending&limit=3").await.is(200).json();
    assert_eq!(usernames(&page), ["hannah", "camilles", "morganm"]);
    assert!(page.items.iter().all(|person| person.last_sign_in_at.is_some()));
    let page: StaffPage = morgan.list("?sign_in=never").await.is(200).json();
    assert_eq!(usernames(&page), ["btgadmin", "marcusstaff", "jamie_demo_staff", "employee13"]);
}

/// Filters, a search and an order are asked for together.
#[tokio::test]
async fn filters_are_combined() {
    let practice = Practice::open().await;
    let morgan = practice.sign_in("morganm").await;
    for (query, expected) in [
        ("?role=nurse", vec!["camilles", "marcusstaff"]),
        ("?role=nurse&search=camille", vec!["camilles"]),
        ("?role=nurse&sort=name&direction=descending", vec!["marcusstaff", "camilles"]),
        ("?role=nurse&sign_in=never&second_factor=off", vec!["camilles", "marcusstaff"]),
        ("?role=nurse&second_factor=on", vec![]),
        ("?role=btg_admin&primary_provider_id=hannah", vec!["btgadmin"]),
        ("?primary_provider_id=nobody", vec![]),
        ("?role=no_such_role", vec![]),
        ("?link=live", vec![]),
    ] {
        let page: StaffPage = morgan.list(query).await.is(200).json();
        assert_eq!(usernames(&page), expected, "{query}");
    }
    morgan.reset("camilles").await.is(202);
    let page: StaffPage = morgan.list("?link=live&status=active").await.is(200).json();
    assert_eq!(usernames(&page), ["camilles"]);
}

/// A page goes on in its own order alone.
#[tokio::test]
async fn a_place_in_another_order_is_refused() {
    let practice = Practice::open().await;
    let morgan = practice.sign_in("morganm").await;
    let wrong = FieldProblem::new("after", FieldRule::WrongType);
    for order in ["", "&sort=role", "&sort=primary_provider", "&sort=last_sign_in&direction=descending"] {
        let page: StaffPage = morgan.list(&format!("?limit=3{order}")).await.is(200).json();
        let next = page.next.unwrap();
        morgan.list(&format!("?limit=3{order}&after={next}")).await.is(200);
        for other in ["&sort=role&direction=descending", "&sort=last_sign_in", "&direction=descending"] {
            let refused = morgan.list(&format!("?after={next}{other}")).await;
            refused.refuses(std::slice::from_ref(&wrong));
        }
    }
}

/// What no filter knows is refused by its name.
#[tokio::test]
async fn unknown_values_are_refused() {
    let practice = Practice::open().await;
    let morgan = practice.sign_in("morganm").await;
    for member in ["status", "second_factor", "sign_in", "link", "mail", "sort", "direction"] {
        for value in ["", "all", "ACTIVE", "0", "live%00"] {
            let wrong = FieldProblem::new(member, FieldRule::WrongType);
            morgan.list(&format!("?{member}={value}")).await.refuses(&[wrong]);
        }
    }
    morgan.list("?desk=front").await.refuses(&[FieldProblem::new("desk", FieldRule::Unknown)]);
}

/// Each number of the overview is that of a list, and whoever is in it can be seen there.
#[tokio::test]
async fn the_overview_agrees_with_the_lists() {
    let practice = Practice::open().await;
    practice.invite("ina").await;
    let morgan = practice.sign_in("morganm").await;
    morgan.reset("camilles").await.is(202);
    morgan.reset("marcusstaff").await.is(202);
    practice.give_up_mails().await;
    practice.wait(67 * HOUR);
    let mut seen = Vec::new();
    for wait in [0, 6 * HOUR, 5 * DAY, 90 * DAY] {
        practice.wait(wait);
        let morgan = practice.sign_in("morganm").await;
        let overview: StaffOverview = morgan.get("/api/v1/staff/overview").await.is(200).json();
        let total = async |query| morgan.list(query).await.is(200).json::<StaffPage>().total;
        let by_lists = StaffOverview {
            links_running_out: total("?link=running_out").await,
            invitations_ran_out: total("?status=pending&link=invitation_ran_out").await,
            mails_failed: total("?mail=failed").await,
            not_signed_in: total("?status=active&sign_in=not_for_90_days").await,
            running_bulk: None,
        };
        assert_eq!(overview, by_lists);
        let first: StaffPage = morgan.list("?status=inactive").await.is(200).json();
        assert_eq!(first.needs_attention, overview != StaffOverview::default());
        let StaffOverview { links_running_out, invitations_ran_out, mails_failed, not_signed_in, .. } =
            overview;
        seen.push([links_running_out, invitations_ran_out, mails_failed, not_signed_in]);
    }
    // Everybody but the administrator has never signed in.
    assert_eq!(seen, [[3, 0, 2, 6], [0, 1, 2, 6], [0, 1, 0, 6], [0, 1, 0, 6]]);
}

/// The table says when the invitation of somebody pending runs out; the link of anybody else is for their panel.
#[tokio::test]
async fn a_pending_person_has_an_invitation() {
    let practice = Practice::open().await;
    practice.invite("ina").await;
    let morgan = practice.sign_in("morganm").await;
    morgan.reset("camilles").await.is(202);
    let page: StaffPage = morgan.list("").await.is(200).json();
    for person in page.items {
        let is_pending = person.status == StaffStatus::Pending;
        assert_eq!(person.invitation_expires_at.is_some(), is_pending, "{}", person.username);
    }
}
