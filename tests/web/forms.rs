//! Whole forms, over an API that answers from this page: where the keyboard goes when something was refused.

use crate::page::{Page, click, drawn, has_focus, type_into};
use gloo_timers::future::TimeoutFuture;
use leptos::prelude::*;
use staffroom::forms::{FormProblems, NewPassword, NewPasswordField};
use staffroom::password_reset::PasswordResetPage;
use staffroom::sign_in::sign_in_form::SignInForm;
use staffroom_contract::LinkPurpose;
use wasm_bindgen_test::wasm_bindgen_test;
use web_sys::HtmlElement;
use web_sys::js_sys::{Function, Reflect};

/// Refuses these fields, whatever is sent; but a link is a good one.
const REFUSE: &str = r#"
    const problem = {
        type: "urn:staffroom:problem:invalid_fields", title: "Some fields were refused", status: 422,
        code: "invalid_fields", fields: FIELDS.map((field) => ({ field, rule: "too_easy_to_guess" })),
    };
    const link = { username: "camilles", practice_name: "Cedar Hill", expires_at: 1800000000, min_password_length: 15 };
    const is_inspected = request.url.endsWith("/inspect");
    return Promise.resolve(new Response(JSON.stringify(is_inspected ? link : problem), {
        status: is_inspected ? 200 : 422, headers: { "content-type": "application/json" },
    }));
"#;

fn refuse(fields: &[&str]) {
    let refuse = Function::new_with_args("request", &REFUSE.replace("FIELDS", &format!("{fields:?}")));
    Reflect::set(&window(), &"fetch".into(), &refuse).unwrap();
}

async fn sign_in_form() -> Page {
    Page::of(|| view! { <SignInForm on_signed_in=Callback::new(|_| ()) /> }.into_any()).await
}

/// The landing page of a good link, with a password that the browser does not refuse.
async fn landing_page() -> Page {
    window().location().set_hash(&"A".repeat(43)).unwrap();
    let page =
        Page::of(|| view! { <PasswordResetPage purpose=LinkPurpose::PasswordReset /> }.into_any()).await;
    answered().await;
    type_into(&page.by_label("New password"), "a password of my own").await;
    page
}

async fn submit(page: &Page) {
    page.first("button[type=submit]").unwrap().click();
    answered().await;
}

async fn answered() {
    for _ in 0..3 {
        drawn().await;
    }
}

fn summary(page: &Page) -> HtmlElement {
    let summary = page.by_role("alert").unwrap();
    assert!(summary.text_content().unwrap().starts_with("There is a problem"));
    summary
}

/// Who presses Sign in with nothing filled in hears of both fields at once, and is led to each.
#[wasm_bindgen_test]
async fn two_empty_fields_have_a_summary() {
    let page = sign_in_form().await;
    submit(&page).await;
    assert!(has_focus(&summary(&page)));
    click(&page.button("Fill in Password.")).await;
    assert!(has_focus(&page.by_label("Password")));
}

/// Who left out one field is led to it, and no summary repeats what stands there.
#[wasm_bindgen_test]
async fn one_empty_field_gets_the_keyboard() {
    let page = sign_in_form().await;
    type_into(&page.by_label("Username"), "camilles").await;
    submit(&page).await;
    assert!(has_focus(&page.by_label("Password")));
    assert!(page.by_role("alert").is_none());
}

/// What the server refuses is no other matter than what the browser does.
#[wasm_bindgen_test]
async fn the_server_refuses_like_the_browser() {
    for (fields, has_summary) in [(&["password"][..], false), (&["username", "password"], true)] {
        refuse(fields);
        let page = sign_in_form().await;
        type_into(&page.by_label("Username"), "camilles").await;
        type_into(&page.by_label("Password"), "a password").await;
        submit(&page).await;
        if has_summary {
            assert!(has_focus(&summary(&page)));
        } else {
            assert!(has_focus(&page.by_label("Password")));
            assert!(page.by_role("alert").is_none());
        }
    }
}

/// The landing page follows the same rule; what is refused of it besides its fields is told as well.
#[wasm_bindgen_test]
async fn the_landing_page_follows_the_rule() {
    refuse(&["password"]);
    let page = landing_page().await;
    submit(&page).await;
    assert!(has_focus(&page.by_label("New password")));
    assert!(page.by_role("alert").is_none());
    drop(page);

    refuse(&["password", "code"]);
    let page = landing_page().await;
    submit(&page).await;
    assert!(has_focus(&summary(&page)));
}

/// What a password is worth is asked once nothing was typed for a while, of one that is long enough; and no more is
/// said than the server has answered.
#[wasm_bindgen_test]
async fn a_password_is_judged_in_the_pauses() {
    answer_every_request(200, r#"{"refused_by":null,"score":1,"advice":["avoid_dates"]}"#);
    let password = NewPassword::new(15, vec!["camilles".to_owned()], None);
    let page = Page::of(move || {
        let problems = FormProblems::new();
        view! { <NewPasswordField password problems /> }.into_any()
    })
    .await;
    let field = page.by_label("New password");
    assert_eq!(field.get_attribute("autocomplete").as_deref(), Some("new-password"));
    for (typed, said) in [
        ("a", "14 more characters"),
        ("fifteen letters", "Checking…"),
        ("camilles", "7 more characters"),
        ("11/24/2026 11/24/2026", "Checking…"),
    ] {
        type_into(&field, typed).await;
        assert_eq!(advice(&page), said, "{typed}");
    }
    TimeoutFuture::new(600).await;
    drawn().await;
    assert_eq!(advice(&page), "Long enough, but easy to guess. Leave out dates and years.");
}

fn advice(page: &Page) -> String {
    page.first("p[aria-live=polite]").unwrap().text_content().unwrap()
}

fn answer_every_request(status: u16, body: &str) {
    let answer = format!(
        "return Promise.resolve(new Response({body:?}, {{
             status: {status}, headers: {{ \"content-type\": \"application/json\" }}
         }}));"
    );
    Reflect::set(&window(), &"fetch".into(), &Function::new_no_args(&answer)).unwrap();
}
