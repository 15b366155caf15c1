//! The staff table.

use crate::practice::Practice;
use serde_json::json;
use staffroom_contract::{FieldProblem, FieldRule, Provider, StaffPage, StaffStatus};

fn usernames(page: &StaffPage) -> Vec<&str> {
    page.items.iter().map(|person| person.username.as_str()).collect()
}

/// The table shows each person as the reference page does, by last and first name.
#[tokio::test]
async fn the_table_shows_everyone_by_name() {
    let practice = Practice::open().await;
    let morgan = practice.sign_in("morganm").await;
    let page: StaffPage = morgan.list("").await.is(200).json();
    assert_eq!(
        usernames(&page),
        ["btgadmin", "morganm", "camilles", "hannah", "marcusstaff", "jamie_demo_staff", "employee13"]
    );
    assert_eq!((page.total, page.next), (7, None));
    let camille = &page.items[2];
    assert_eq!(camille.full_name(), "Camille Nurse");
    assert_eq!(camille.role.label(), "Nurse (System)");
    assert_eq!(camille.cell_phone.as_deref(), Some("111-222-3333"));
    assert_eq!(camille.primary_provider.as_ref().unwrap().full_name, "Hannah Provider");
    assert_eq!((camille.has_second_factor, camille.status), (false, StaffStatus::Active));
}

/// Scrolling on shows each person once, and says when it was the last page.
#[tokio::test]
async fn the_table_comes_page_by_page() {
    let practice = Practice::open().await;
    let morgan = practice.sign_in("morganm").await;
    let all: StaffPage = morgan.list("").await.json();
    let mut seen = Vec::new();
    let mut query = "?limit=3".to_owned();
    loop {
        let page: StaffPage = morgan.list(&query).await.is(200).json();
        assert_eq!(page.total, 7);
        assert!(page.items.len() <= 3);
        seen.extend(page.items);
        match page.next {
            Some(next) => query = format!("?limit=3&after={next}"),
            None => break,
        }
    }
    assert_eq!(seen, all.items);
}

/// Somebody whose name changes while others scroll takes nobody else out of sight, and brings nobody back.
#[tokio::test]
async fn a_page_begins_where_the_one_before_ended() {
    let practice = Practice::open().await;
    let morgan = practice.sign_in("morganm").await;
    for (version, new_name) in [(1, "Aa"), (3, "Zz")] {
        let page: StaffPage = morgan.list("?limit=3").await.is(200).json();
        assert_eq!(usernames(&page), ["btgadmin", "morganm", "camilles"]);
        morgan.update("camilles", version, &json!({ "last_name": new_name })).await.is(200);
        let next = page.next.unwrap();
        let mut rest: StaffPage = morgan.list(&format!("?after={next}")).await.is(200).json();
        rest.items.retain(|person| person.username != "camilles");
        assert_eq!(usernames(&rest), ["hannah", "marcusstaff", "jamie_demo_staff", "employee13"]);
        morgan.update("camilles", version + 1, &json!({ "last_name": "Nurse" })).await.is(200);
    }
}

/// Where a page ends, the next one begins, however long the names are and however they are folded.
#[tokio::test]
async fn the_longest_names_can_be_scrolled_past() {
    let practice = Practice::open().await;
    let morgan = practice.sign_in("morganm").await;
    // Of all characters this one is folded into the most.
    let long = "\u{fdfa}".repeat(100);
    for username in ["camilles", "hannah", "marcusstaff"] {
        let name = json!({ "first_name": long, "last_name": long });
        morgan.update(username, 1, &name).await.is(200);
    }
    let mut seen = Vec::new();
    let mut after = String::new();
    for _ in 0..7 {
        let page: StaffPage = morgan.list(&format!("?limit=1{after}")).await.is(200).json();
        seen.extend(usernames(&page).iter().map(ToString::to_string));
        after = page.next.map_or_else(String::new, |next| format!("&after={next}"));
    }
    assert_eq!(after, "");
    seen.sort();
    let everybody =
        ["btgadmin", "camilles", "employee13", "hannah", "jamie_demo_staff", "marcusstaff", "morganm"];
    assert_eq!(seen, everybody);
}

/// People are found by name, username, email or phone, however they are typed.
#[tokio::test]
async fn people_are_found() {
    let practice = Practice::open().await;
    let morgan = practice.sign_in("morganm").await;
    for (search, expected) in [
        ("camille", vec!["camilles"]),
        ("NURSE%20Camille", vec!["camilles"]),
        ("jamie_demo", vec!["jamie_demo_staff"]),
        ("marcusstaff%40email", vec!["marcusstaff"]),
        ("1112223333", vec!["camilles"]),
        ("nobody", vec![]),
        ("%25", vec![]),
        ("%27%20OR%201%3D1--", vec![]),
    ] {
        let page: StaffPage = morgan.list(&format!("?search={search}")).await.is(200).json();
        assert_eq!(usernames(&page), expected, "{search}");
        assert_eq!(page.total, expected.len() as u64, "{search}");
    }
}

/// What the table cannot be asked for is refused by its name.
#[tokio::test]
async fn a_query_that_does_not_fit_is_refused() {
    let practice = Practice::open().await;
    let morgan = practice.sign_in("morganm").await;
    let wrong_limit = FieldProblem::new("limit", FieldRule::WrongType);
    let too_long = FieldProblem::with_limit("search", FieldRule::TooLong, 100);
    for limit in ["0", "101", "-1", "many", "4294967296"] {
        morgan.list(&format!("?limit={limit}")).await.refuses(std::slice::from_ref(&wrong_limit));
    }
    let wrong_after = FieldProblem::new("after", FieldRule::WrongType);
    for after in
        ["", "camilles", "1b9d6bcd-bbfd-4b2d-9b5d-ab8dfbbd4bed", "%00", "Y2FtaWxsZXM", "Y2FtaWxsZXMA="]
    {
        morgan.list(&format!("?after={after}")).await.refuses(std::slice::from_ref(&wrong_after));
    }
    let long = "x".repeat(101);
    morgan.list(&format!("?search={long}")).await.refuses(std::slice::from_ref(&too_long));
    morgan.list(&format!("?search={long}&limit=0")).await.refuses(&[too_long, wrong_limit]);
    morgan.list("?order=password_hash").await.refuses(&[FieldProblem::new("order", FieldRule::Unknown)]);
    morgan.list(&format!("?search={}&limit=100", "é".repeat(100).replace('é', "%C3%A9"))).await.is(200);
}

/// Whoever is inactive is nobody's new primary provider.
#[tokio::test]
async fn providers_are_active_people_with_the_role() {
    let practice = Practice::open().await;
    let morgan = practice.sign_in("morganm").await;
    let names = async || {
        let providers: Vec<Provider> = morgan.get("/api/v1/providers").await.is(200).json();
        providers.into_iter().map(|provider| provider.full_name).collect::<Vec<_>>()
    };
    assert_eq!(names().await, ["Hannah Provider", "Employee13 Tests, Jr."]);
    morgan.deactivate("employee13").await.is(200);
    assert_eq!(names().await, ["Hannah Provider"]);
}
