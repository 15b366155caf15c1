//! How hard a password is to guess, asked while it is typed.

use crate::practice::Practice;
use serde_json::json;
use staffroom_contract::{FieldRule, PasswordStrength, ProblemCode, Secret, paths};

const STRONG: &str = "correct horse battery staple";

/// Whoever is signed in or holds a live link is told what the server would say of a password, by their own names.
#[tokio::test]
async fn whoever_sets_a_password_is_told_what_it_is_worth() {
    let practice = Practice::open().await;
    let morgan = practice.sign_in("morganm").await;
    let code = morgan.send_link("camilles").await;
    let camille = practice.sign_in("camilles").await;
    for (password, refused_by) in [
        (STRONG, None),
        ("fourteen chars", Some(FieldRule::TooShort)),
        ("passwordpassword1", Some(FieldRule::TooCommon)),
        ("nurse-camille-2025", Some(FieldRule::TooEasyToGuess)),
    ] {
        let signed_in: PasswordStrength = camille.estimate(password).await.is(200).json();
        assert_eq!(signed_in.refused_by, refused_by, "{password}");
        assert_eq!(signed_in.score >= PasswordStrength::STRONG, password == STRONG, "{signed_in:?}");
        for browser in [&practice.stranger(), &morgan] {
            let holder: PasswordStrength = browser.estimate_with(&code, password).await.is(200).json();
            assert_eq!(holder, signed_in, "{password}");
        }
    }
    practice.stranger().complete(&code, STRONG).await.is(204);
}

/// Nobody else has passwords judged here, and a link that has ended tells how it ended, as everywhere.
#[tokio::test]
async fn nobody_else_has_passwords_judged() {
    let practice = Practice::open().await;
    let morgan = practice.sign_in("morganm").await;
    let code = morgan.send_link("camilles").await;
    practice.stranger().estimate(STRONG).await.refused_with(ProblemCode::SignedOut);
    let unknown = Secret::new("x".repeat(43));
    morgan.estimate_with(&unknown, STRONG).await.refused_with(ProblemCode::ResetUnknown);
    let stranger = practice.stranger().at([198, 51, 100, 7]);
    for _ in 0..20 {
        stranger.estimate_with(&unknown, STRONG).await.refused_with(ProblemCode::ResetUnknown);
    }
    stranger.estimate_with(&unknown, STRONG).await.refused_with(ProblemCode::TooManyRequests);
    morgan.revoke("camilles").await.is(204);
    practice.stranger().estimate_with(&code, STRONG).await.refused_with(ProblemCode::ResetRevoked);
}

/// The answer is no way to find out the password that somebody has: theirs is one like any other.
#[tokio::test]
async fn the_present_password_is_one_like_any_other() {
    let practice = Practice::open().await;
    let mut camille = practice.sign_in("camilles").await;
    camille.change_password(&Practice::password_of("camilles"), STRONG).await.is(204);
    let code = practice.sign_in("morganm").await.send_link("camilles").await;
    let marcus = practice.sign_in("marcusstaff").await.estimate(STRONG).await.is(200).body;
    assert_eq!(camille.estimate(STRONG).await.is(200).body, marcus);
    assert_eq!(practice.stranger().estimate_with(&code, STRONG).await.is(200).body, marcus);
}

/// So much typing is enough for many at one address, and no more than that is worked for.
#[tokio::test]
async fn an_address_asks_only_so_often() {
    let practice = Practice::open().await;
    let camille = practice.sign_in("camilles").await;
    let elsewhere = practice.sign_in("camilles").await.at([198, 51, 100, 7]);
    for _ in 0..60 {
        camille.estimate("fourteen chars").await.is(200);
    }
    let answer = camille.estimate(STRONG).await.refused_with(ProblemCode::TooManyRequests);
    assert_eq!(answer.problem().retry_after, Some(1));
    elsewhere.estimate(STRONG).await.is(200);
    practice.wait(1);
    camille.estimate(STRONG).await.is(200);
}

/// What is typed may be anything, and large; it costs no more than what can be a password.
#[tokio::test]
async fn what_is_typed_may_be_anything() {
    let practice = Practice::open().await;
    let camille = practice.sign_in("camilles").await;
    for password in [
        "😀🌲🐈🚲🎈🍋🐌🌙⚓🥨🧦🪁🐙🎻🛶".repeat(5),
        "4@8({[<369!|10$57+2%".repeat(12),
        "\u{202e}\0\r\n\u{feff}é́ÅＡ".repeat(30),
    ] {
        let strength: PasswordStrength = camille.estimate(&password).await.is(200).json();
        assert!(strength.score <= 4);
    }
    let long: PasswordStrength = camille.estimate(&"x7".repeat(5_000)).await.is(200).json();
    assert_eq!(long.refused_by, Some(FieldRule::TooLong));
    camille.estimate(&"x".repeat(17 * 1024)).await.refused_with(ProblemCode::TooLarge);
    let mistyped = json!({ "password": ["x"] });
    camille
        .post(paths::template::PASSWORD_STRENGTH, &mistyped)
        .await
        .refused_with(ProblemCode::InvalidFields);
}
