//! Fields, and the problems of the form that they belong to.

use crate::page::{Page, click, description, drawn, has_focus, type_into};
use leptos::prelude::*;
use staffroom::api::ApiError;
use staffroom::forms::{ErrorSummary, FormProblems, SelectField, TextField};
use staffroom_contract::field::name::{CELL_PHONE, PRIMARY_PROVIDER_ID, USERNAME};
use staffroom_contract::{FieldProblem, FieldRule, Problem, ProblemCode};
use wasm_bindgen_test::wasm_bindgen_test;

struct Form {
    page: Page,
    problems: FormProblems,
    username: RwSignal<String>,
}

async fn form() -> Form {
    let problems = FormProblems::new();
    let username = RwSignal::new("camilles".to_owned());
    let phone = RwSignal::new(String::new());
    let page = Page::of(move || {
        view! {
            <form novalidate>
                <ErrorSummary problems />
                <TextField
                    label="Username"
                    field=USERNAME
                    value=username
                    problems
                    is_required=true
                    hint="Letters and digits."
                />
                <TextField label="Cell Phone" field=CELL_PHONE value=phone problems />
            </form>
        }
        .into_any()
    })
    .await;
    Form { page, problems, username }
}

/// A field is reached by its label, holds what is typed, and leaves nothing behind that a browser could send.
#[wasm_bindgen_test]
async fn a_field_is_bound_to_its_value_and_has_no_name() {
    let Form { page, username, .. } = form().await;
    let field = page.by_label("Username");
    assert_eq!(field.value(), "camilles");
    assert_eq!(description(&field), "Letters and digits.");
    assert!(field.required() && field.get_attribute("aria-invalid").is_none());
    assert!(!field.has_attribute("name") && !field.has_attribute("maxlength"));
    type_into(&field, "camille").await;
    assert_eq!(username.get_untracked(), "camille");
}

/// One refused field is marked, says what to do, keeps what was typed, and gets the keyboard; no summary repeats it.
#[wasm_bindgen_test]
async fn one_refused_field_gets_the_keyboard() {
    let Form { page, problems, .. } = form().await;
    problems.refuse_fields(vec![FieldProblem::new(USERNAME, FieldRule::Taken)]);
    drawn().await;
    let field = page.by_label("Username");
    assert!(has_focus(&field));
    assert_eq!(field.get_attribute("aria-invalid").as_deref(), Some("true"));
    assert_eq!(
        description(&field),
        "Letters and digits. Error: Choose another Username: somebody on the staff already has this one."
    );
    assert_eq!(field.value(), "camilles");
    assert!(page.by_role("alert").is_none());

    problems.clear();
    drawn().await;
    assert_eq!(description(&field), "Letters and digits.");
}

/// Several refused fields are listed at the top, in the order of the page; each line leads to its field.
#[wasm_bindgen_test]
async fn several_refused_fields_are_listed() {
    let Form { page, problems, .. } = form().await;
    problems.refuse_fields(vec![
        FieldProblem::new(CELL_PHONE, FieldRule::NotAPhone),
        FieldProblem::new(USERNAME, FieldRule::Required),
    ]);
    drawn().await;
    let summary = page.by_role("alert").unwrap();
    assert!(has_focus(&summary));
    let text = summary.text_content().unwrap();
    assert!(text.starts_with("There is a problemFill in Username.Enter a phone number"), "{text}");
    click(&page.button("Fill in Username.")).await;
    assert!(has_focus(&page.by_label("Username")));
}

/// What the server refuses comes to its field; a field that the form does not have is still told of.
#[wasm_bindgen_test]
async fn no_refusal_of_the_server_is_dropped() {
    let Form { page, problems, .. } = form().await;
    let problem = Problem::invalid_fields(vec![
        FieldProblem::new(USERNAME, FieldRule::Taken),
        FieldProblem::new("nickname", FieldRule::Unknown),
    ]);
    assert!(problems.take_api_error(&ApiError::Problem(problem)));
    drawn().await;
    assert!(page.by_label("Username").has_attribute("aria-invalid"));
    assert!(page.by_role("alert").unwrap().text_content().unwrap().contains("nickname"));
    assert!(!problems.take_api_error(&ApiError::Problem(Problem::new(ProblemCode::StaleVersion))));
}

/// What is no field's matter stands at the top and gets the keyboard.
#[wasm_bindgen_test]
async fn a_general_problem_is_said_at_the_top() {
    let Form { page, problems, .. } = form().await;
    problems.set_general("The server cannot be reached.");
    problems.focus_first();
    drawn().await;
    let summary = page.by_role("alert").unwrap();
    assert!(has_focus(&summary));
    assert!(summary.text_content().unwrap().contains("The server cannot be reached."));
}

/// A list whose choices come late still shows the one that was made before.
#[wasm_bindgen_test]
async fn a_choice_waits_for_its_list() {
    let value = RwSignal::new("h1".to_owned());
    let options = RwSignal::new(Vec::new());
    let page = Page::of(move || {
        let problems = FormProblems::new();
        view! {
            <SelectField label="Primary Provider" field=PRIMARY_PROVIDER_ID value options problems is_required=true />
        }
        .into_any()
    })
    .await;
    options.set(vec![
        ("e1".to_owned(), "Employee13 Tests, Jr.".to_owned()),
        ("h1".to_owned(), "Hannah Provider".to_owned()),
    ]);
    drawn().await;
    let field = page.by_label("Primary Provider");
    assert_eq!(field.value(), "h1");
    assert_eq!(page.text(), "Primary ProviderEmployee13 Tests, Jr.Hannah Provider");
}

/// A list from which nothing need be chosen says in its first line what that means.
#[wasm_bindgen_test]
async fn a_list_says_what_no_choice_means() {
    let value = RwSignal::new(String::new());
    let page = Page::of(move || {
        let options = vec![("done".to_owned(), "Done".to_owned())];
        let problems = FormProblems::new();
        view! { <SelectField label="Result" field="result" value options empty="Any" problems /> }.into_any()
    })
    .await;
    assert_eq!(page.by_label("Result").value(), "");
    assert_eq!(page.text(), "ResultAnyDone");
}
