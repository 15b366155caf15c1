//! What makes a password acceptable, as the server judges it.

use crate::practice::Practice;
use staffroom_contract::{FieldProblem, FieldRule};

fn refused(rule: FieldRule) -> [FieldProblem; 1] {
    [match rule {
        FieldRule::TooShort => FieldProblem::with_limit("password", rule, 15),
        FieldRule::TooLong => FieldProblem::with_limit("password", rule, 256),
        rule => FieldProblem::new("password", rule),
    }]
}

/// Length counts, and so does not being the first thing that somebody would try. Whatever is refused leaves the
/// link alive.
#[tokio::test]
async fn a_password_is_long_and_no_name() {
    let practice = Practice::open().await;
    let code = practice.sign_in("morganm").await.send_link("camilles").await;
    let holder = practice.stranger();
    for (password, rule) in [
        ("", FieldRule::Required),
        ("fourteen chars", FieldRule::TooShort),
        (&"x".repeat(257), FieldRule::TooLong),
        ("Cedar Hill Family Practice", FieldRule::TooEasyToGuess),
        ("camilles@email.xyz", FieldRule::TooEasyToGuess),
        ("CAMILLES@EMAIL.XYZ!", FieldRule::TooEasyToGuess),
    ] {
        holder.complete(&code, password).await.refuses(&refused(rule));
    }
    holder.complete(&code, &"é".repeat(256)).await.is(204);
    practice.stranger().sign_in("camilles", &"é".repeat(256)).await.is(200);
    practice.stranger().sign_in("camilles", &"é".repeat(255)).await.is(401);
}

/// The length is that of the characters as they are kept, however the keyboard composed them.
#[tokio::test]
async fn a_composed_letter_is_one_character() {
    let practice = Practice::open().await;
    let code = practice.sign_in("morganm").await.send_link("camilles").await;
    let holder = practice.stranger();
    holder.complete(&code, &"e\u{301}".repeat(14)).await.refuses(&refused(FieldRule::TooShort));
    holder.complete(&code, &"e\u{301}".repeat(15)).await.is(204);
    practice.stranger().sign_in("camilles", &"\u{e9}".repeat(15)).await.is(200);
}

/// Nothing is asked of the kinds of characters, and nothing is cut off, trimmed or folded.
#[tokio::test]
async fn any_characters_will_do() {
    let practice = Practice::open().await;
    let morgan = practice.sign_in("morganm").await;
    for password in
        ["               ", "123456789012345", " leading and trailing ", "😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀"]
    {
        let code = morgan.send_link("camilles").await;
        practice.stranger().complete(&code, password).await.is(204);
        practice.stranger().sign_in("camilles", password).await.is(200);
        practice.stranger().sign_in("camilles", &format!("{password} ")).await.is(401);
    }
}
