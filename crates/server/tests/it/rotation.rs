//! What outlasts a rotation of the server's key: sealed PINs, and mails that wait with their links.

use crate::practice::{HOUR, Practice};
use serde_json::json;
use staffroom_contract::{AppUnlockPin, EmailChange, LinkPurpose, Secret, StaffId, UnixSeconds};
use staffroom_server::config::DataFolder;
use staffroom_server::mail::OutgoingMail;
use std::fs;
use std::os::unix::fs::PermissionsExt as _;
use tempfile::TempDir;

/// The folder with the key that the tests' practice begins with.
struct KeyFolder {
    folder: DataFolder,
    path: TempDir,
}

impl KeyFolder {
    fn new() -> Self {
        let path = TempDir::new().unwrap();
        let folder = DataFolder::open(path.path()).unwrap();
        let key = path.path().join("link.key");
        fs::write(&key, [7; 32]).unwrap();
        fs::set_permissions(&key, fs::Permissions::from_mode(0o600)).unwrap();
        Self { folder, path }
    }

    /// Rotates the key, long after it was rotated before, and starts the server.
    async fn rotate(&self, practice: &mut Practice) {
        self.rotate_alone();
        self.start(practice).await;
    }

    fn rotate_alone(&self) {
        self.folder.rotate_link_key(UnixSeconds(i64::MAX)).unwrap();
    }

    /// Starts the server with what the folder holds.
    async fn start(&self, practice: &mut Practice) {
        practice.restart_with(self.folder.link_key().unwrap()).await;
        self.folder.forget_older_keys().unwrap();
        assert_eq!(fs::read_dir(self.path.path()).unwrap().count(), 2, "a key and the one before");
    }
}

/// The code that a mail shows as text, for those whose link was cut.
fn code_in(mail: &OutgoingMail) -> Secret {
    let is_code = |line: &&str| line.len() == 43 && !line.contains(['/', ' ']);
    Secret::new(mail.text.lines().map(str::trim).find(is_code).unwrap())
}

/// However often the key is rotated, with a start of the server each time, every PIN can be read: one of the first key
/// as well as one that was set in between.
#[tokio::test]
async fn pins_outlast_every_rotation() {
    let mut practice = Practice::open().await;
    let folder = KeyFolder::new();
    for pin in ["8207", "9413", "7052"] {
        folder.rotate(&mut practice).await;
        practice.sign_in("morganm").await.set_pin("marcusstaff", &json!({ "pin": pin })).await.is(200);
        folder.rotate(&mut practice).await;
        let morgan = practice.sign_in("morganm").await;
        for (username, pin) in [("camilles", "8453"), ("marcusstaff", pin)] {
            let revealed: AppUnlockPin = morgan.reveal_pin(username).await.is(200).json();
            assert_eq!(revealed.pin.expose(), pin, "{username}");
        }
        assert_eq!(morgan.detail("camilles").await.staff.version, 1, "it is the same PIN");
    }
}

/// PINs and mails that wait outlast rotations between which the server was never started; then the keys of before are
/// forgotten, but for one.
#[tokio::test]
async fn nothing_is_lost_by_rotating_again_and_again() {
    let mut practice = Practice::open().await;
    let folder = KeyFolder::new();
    practice.sign_in("morganm").await.change_email("camilles", "camille@home.example").await.is(202);
    for _ in 0..3 {
        folder.rotate_alone();
    }
    folder.start(&mut practice).await;
    let revealed: AppUnlockPin =
        practice.sign_in("morganm").await.reveal_pin("camilles").await.is(200).json();
    assert_eq!(revealed.pin.expose(), "8453");
    let mails = practice.send_mail().await;
    let mail = mails.iter().find(|mail| mail.to == "camille@home.example").unwrap();
    practice.stranger().confirm_email(&code_in(mail)).await.is(204);

    folder.start(&mut practice).await;
    let revealed: AppUnlockPin =
        practice.sign_in("morganm").await.reveal_pin("camilles").await.is(200).json();
    assert_eq!(revealed.pin.expose(), "8453");
}

/// Both mails of a change of email that wait over a rotation carry links that work: one of them confirms the address,
/// the other ends the change.
#[tokio::test]
async fn mails_of_an_email_change_outlast_a_rotation() {
    let folder = KeyFolder::new();
    let mut practice = Practice::open().await;
    let morgan = practice.sign_in("morganm").await;
    morgan.change_email("camilles", "camille@home.example").await.is(202);
    morgan.change_email("marcusstaff", "marcus@home.example").await.is(202);
    folder.rotate(&mut practice).await;
    let mails = practice.send_mail().await;
    let to = |address: &str| code_in(mails.iter().find(|mail| mail.to == address).unwrap());
    assert_eq!(mails.len(), 4);
    practice.stranger().confirm_email(&to("camille@home.example")).await.is(204);
    practice.stranger().object_to_email_change(&to("marcusstaff@email.xyz")).await.is(204);
    let morgan = practice.sign_in("morganm").await;
    let staff = morgan.detail("camilles").await.staff;
    assert_eq!(staff.summary.email.as_deref(), Some("camille@home.example"));
    assert_eq!(morgan.detail("marcusstaff").await.email_change, None);
}

/// An invitation whose mail waits over a rotation is accepted with what the mail says; so is one that was mailed
/// before.
#[tokio::test]
async fn an_invitation_outlasts_a_rotation() {
    let folder = KeyFolder::new();
    let mut practice = Practice::open().await;
    practice.invite("mailed").await;
    practice.invite("waiting").await;
    let morgan = practice.sign_in("morganm").await;
    morgan.invite_again(&StaffId::new("mailed")).await.is(202);
    let mut mails = practice.send_mail().await;
    practice.wait(HOUR);
    practice.sign_in("morganm").await.invite_again(&StaffId::new("waiting")).await.is(202);
    folder.rotate(&mut practice).await;
    mails.extend(practice.send_mail().await);
    assert_eq!(mails.len(), 2);
    for (mail, username) in mails.iter().zip(["mailed", "waiting"]) {
        assert_eq!(mail.to, format!("{username}@email.xyz"));
        let password = Practice::password_of(username);
        practice.stranger().complete_as(LinkPurpose::Invitation, &code_in(mail), &password).await.is(204);
        practice.sign_in(username).await;
    }
}

/// A mail about an email change that is asked for once more after a rotation carries the link of its time, which is
/// one and the same.
#[tokio::test]
async fn sending_again_after_a_rotation_is_the_same_link() {
    let folder = KeyFolder::new();
    let mut practice = Practice::open().await;
    let morgan = practice.sign_in("morganm").await;
    let change: EmailChange = morgan.change_email("camilles", "camille@home.example").await.is(202).json();
    let (code, _) = practice.codes_of(&change).await;
    practice.send_mail().await;
    practice.wait(HOUR);
    folder.rotate(&mut practice).await;
    let morgan = practice.sign_in("morganm").await;
    morgan.send_email_change_again("camilles").await.is(202);
    let mails = practice.send_mail().await;
    assert_eq!(mails.iter().map(code_in).collect::<Vec<_>>(), [code]);
}
