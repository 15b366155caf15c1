//! What makes a password acceptable, as the server judges it.

use crate::practice::{HOUR, Practice};
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
    let long = "àèìòùáéíóúâêîôûz".repeat(16);
    holder.complete(&code, &long).await.is(204);
    practice.stranger().sign_in("camilles", &long).await.is(200);
    practice.stranger().sign_in("camilles", &long.replace('z', "y")).await.is(401);
}

/// What everybody tries first is refused with the reason, and leaves the link alive.
#[tokio::test]
async fn a_password_is_none_that_is_tried_first() {
    let practice = Practice::open().await;
    let code = practice.sign_in("morganm").await.send_link("camilles").await;
    let holder = practice.stranger();
    for password in [
        "123456789012345",
        "qwertyuiopasdfgh",
        "passwordpassword1",
        "aaaaaaaaaaaaaaa",
        "Password12345678!",
        "abcdefghijklmnop",
        "1qaz2wsx3edc4rfv",
        "letmeinletmein1",
        "iloveyouiloveyou",
        "sunshine20242025",
        "football-football",
        "welcome123welcome123",
        "dragon-dragon-dragon",
        "               ",
    ] {
        holder.complete(&code, password).await.refuses(&refused(FieldRule::TooCommon));
    }
    for password in [
        "camillecamille1",
        "Nurse-Camille-2025",
        "staffroom-staffroom",
        "Cedar Hill Staffroom",
        "CamilleCedarHill",
        "cedar.hill.practice.1",
    ] {
        holder.complete(&code, password).await.refuses(&refused(FieldRule::TooEasyToGuess));
    }
    holder.complete(&code, "correct horse battery staple").await.is(204);
}

/// The length is that of the characters as they are kept, however the keyboard composed them.
#[tokio::test]
async fn a_composed_letter_is_one_character() {
    let practice = Practice::open().await;
    let code = practice.sign_in("morganm").await.send_link("camilles").await;
    let holder = practice.stranger();
    let (decomposed, composed) = ("cafe\u{301} au lait ici", "caf\u{e9} au lait ici");
    holder.complete(&code, &decomposed[..15]).await.refuses(&refused(FieldRule::TooShort));
    holder.complete(&code, decomposed).await.is(204);
    practice.stranger().sign_in("camilles", composed).await.is(200);
}

/// Nothing is asked of the kinds of characters, and nothing is cut off, trimmed or folded.
#[tokio::test]
async fn any_characters_will_do() {
    let practice = Practice::open().await;
    for password in
        ["fifteen letters", "830174629518037", " leading and trailing ", "😀🌲🐈🚲🎈🍋🐌🌙⚓🥨🧦🪁🐙🎻🛶"]
    {
        practice.wait(HOUR);
        let morgan = practice.sign_in("morganm").await;
        let code = morgan.send_link("camilles").await;
        practice.stranger().complete(&code, password).await.is(204);
        practice.stranger().sign_in("camilles", password).await.is(200);
        practice.stranger().sign_in("camilles", &format!("{password} ")).await.is(401);
    }
}
