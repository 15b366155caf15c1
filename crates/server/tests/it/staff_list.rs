//! The staff table.

use crate::practice::Practice;
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
    let long = "x".repeat(101);
    morgan.list(&format!("?search={long}")).await.refuses(std::slice::from_ref(&too_long));
    morgan.list(&format!("?search={long}&limit=0")).await.refuses(&[too_long, wrong_limit]);
    morgan.list("?sort=password_hash").await.refuses(&[FieldProblem::new("sort", FieldRule::Unknown)]);
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
