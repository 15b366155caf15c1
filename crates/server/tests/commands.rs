//! The command line as an operator meets it: the real program, its output and its exit code.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on fails")]

use staffroom_contract::{StaffId, StaffStatus, SystemRole, UnixSeconds};
use staffroom_store::sqlite::SqliteStore;
use staffroom_store::{ListedStaff, NewStaff, StaffRecord, Store};
use std::fs;
use std::os::unix::fs::PermissionsExt as _;
use std::path::Path;
use std::process::{Command, Output};

const SMTP: [&str; 4] = ["--smtp-url", "smtp://localhost:2525", "--mail-from", "no-reply@example.org"];
const CAMILLE: [&str; 8] = [
    "--username",
    "camilles",
    "--email",
    "cnurse@email.xyz",
    "--first-name",
    "Camille",
    "--last-name",
    "Nurse",
];

fn run(folder: &Path, arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_staffroom-server"))
        .args(arguments)
        .current_dir(folder)
        .env_clear()
        .output()
        .unwrap()
}

fn serve(folder: &Path, arguments: &[&str]) -> Output {
    run(folder, &[&["serve"], &SMTP[..], arguments].concat())
}

fn invite(folder: &Path, arguments: &[&str]) -> Output {
    run(folder, &[&["admin", "invite"], &CAMILLE[..], arguments].concat())
}

/// The one line that a mistake is, which holds these words.
#[track_caller]
fn assert_mistake(output: &Output, words: &str) {
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(!output.status.success(), "{words}: the program went on");
    assert!(output.stdout.is_empty(), "{words}: {}", String::from_utf8_lossy(&output.stdout));
    assert_eq!(said.lines().count(), 1, "{words}: {said}");
    assert!(said.starts_with("staffroom-server: "), "{said}");
    assert!(said.contains(words), "{words}: {said}");
}

/// The code of the link that was printed, alone.
#[track_caller]
fn code(output: &Output, public_url: &str) -> String {
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{said}");
    let link = String::from_utf8(output.stdout.clone()).unwrap();
    let page = format!("{public_url}/accept-invitation#");
    let code = link.strip_prefix(&page).and_then(|rest| rest.strip_suffix('\n')).unwrap_or_default();
    assert_eq!(code.len(), 43, "{link}");
    assert!(!said.contains(code), "the link is printed once");
    code.to_owned()
}

/// A mistake in the configuration is one line that says what to mend, before anything listens.
#[test]
fn each_mistake_is_one_line() {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    for (arguments, words) in [
        (&["--listen", "8080"][..], "--listen"),
        (&["--listen", "0.0.0.0:8080"], "--public-url: it is needed"),
        (&["--public-url", "staff.example.org"], "it must begin with https://"),
        (&["--public-url", "http://staff.example.org"], "it must begin with https://"),
        (&["--public-url", "https://staff.example.org/app"], "nothing may follow"),
        (&["--public-url", "https://staff.example.org?x"], "nothing may follow"),
        (&["--public-url", "https://staff.example.org#x"], "nothing may follow"),
        (&["--database", "postgres://db/staffroom"], "PostgreSQL is not supported in this version"),
        (&["--database", "mysql://db/staffroom"], "it must begin with sqlite://"),
        (&["--database", "sqlite:///no/such/folder/staffroom.db"], "/no/such/folder"),
        (&["--colour", "blue"], "--colour"),
    ] {
        assert_mistake(&serve(folder, arguments), words);
    }
    for (arguments, words) in [
        (&["serve"][..], "--smtp-url <URL> --mail-from <ADDR>"),
        (&["serve", "--smtp-url", "smtp://localhost", "--mail-from", "none"], "not an email address"),
        (
            &["serve", "--smtp-url", "localhost", "--mail-from", "a@example.org"],
            "--smtp-url: it is not a URL",
        ),
        (&["demo", "--listen", "192.0.2.1:80"], "not on this machine"),
        (&["demo", "--smtp-url", "http://localhost"], "smtp:// or smtps://"),
        (&["demo", "--staff", "many"], "--staff"),
        (&["admin", "invite"], "--username"),
        (&["dance"], "dance"),
    ] {
        assert_mistake(&run(folder, arguments), words);
    }
}

/// A password in the address of the mail server stays out of what is said about it.
#[test]
fn a_mistake_does_not_repeat_a_password() {
    let folder = tempfile::tempdir().unwrap();
    let url = "smtp://staff:s3cret@mail.example.org/path";
    let output = run(folder.path(), &["serve", "--smtp-url", url, "--mail-from", "no-reply@example.org"]);
    assert_mistake(&output, "--smtp-url: nothing may follow the host and port");
    assert!(!String::from_utf8_lossy(&output.stderr).contains("s3cret"));
}

/// Data that cannot be kept, or a key that others may read, stops the server before it starts.
#[test]
fn an_unusable_data_folder_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("file");
    fs::write(&file, "").unwrap();
    assert_mistake(&serve(folder.path(), &["--data-dir", "file/data"]), "--data-dir: the data folder");

    code(&invite(folder.path(), &["--data-dir", "data"]), "http://localhost:8080");
    let key = folder.path().join("data/link.key");
    fs::set_permissions(&key, fs::Permissions::from_mode(0o644)).unwrap();
    assert_mistake(&serve(folder.path(), &["--data-dir", "data"]), "chmod 600");
    fs::set_permissions(&key, fs::Permissions::from_mode(0o600)).unwrap();

    let demo = run(folder.path(), &["demo", "--data-dir", "data"]);
    assert_mistake(&demo, "holds a practice that is not the demo's");
}

/// The first account of a new practice is made by a link that is printed alone, so that a script can take it.
/// Asked again, there is a new link for the same person.
#[test]
fn an_invitation_is_a_link_and_can_be_repeated() {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    let public_url = "https://staff.example.org";
    let first = code(&invite(folder, &["--public-url", public_url]), public_url);
    let again =
        ["--public-url", public_url, "--practice-name", "Cedar Hill", "--time-zone", "America/New_York"];
    let output = invite(folder, &again);
    assert_ne!(code(&output, public_url), first);
    assert!(String::from_utf8_lossy(&output.stderr).contains("Cedar Hill"));
}

/// Nobody is invited in another person's name.
#[test]
fn an_invitation_is_checked() {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    code(&invite(folder, &[]), "http://localhost:8080");
    let other = |username, email, first_name| {
        let person = ["--username", username, "--email", email, "--first-name", first_name];
        run(folder, &[&["admin", "invite", "--last-name", "Other"], &person[..]].concat())
    };
    for (username, email, first_name, words) in [
        ("camilles", "other@email.xyz", "Ann", "--username: somebody has it already"),
        ("CAMILLES", "other@email.xyz", "Ann", "--username: somebody has it already"),
        ("other", "CNurse@email.xyz", "Ann", "--email: somebody has it already"),
        ("a b", "other@email.xyz", "Ann", "--username: it must begin with a letter or digit"),
        ("ab", "other@email.xyz", "Ann", "--username: it must have at least 3 characters"),
        ("other", "none", "Ann", "--email: it is not an email address"),
        ("other", "other@email.xyz", " ", "--first-name: it must not be empty"),
        ("other", "other@email.xyz", "Ann\u{7}", "--first-name: it must not hold control characters"),
    ] {
        assert_mistake(&other(username, email, first_name), words);
    }
    assert_mistake(&invite(folder, &["--time-zone", "Mars/Olympus"]), "--time-zone: it is not a time zone");
}

/// Whoever managed accounts and had theirs frozen is led back to it by the same name and address, and by nobody else's;
/// whoever did not is reactivated by others.
#[tokio::test]
async fn a_frozen_administrator_is_led_back() {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    code(&invite(folder, &[]), "http://localhost:8080");
    let open = async || {
        let database = folder.join("staffroom-data/staffroom.db");
        SqliteStore::open(&format!("sqlite://{}", database.display())).await.unwrap()
    };
    let now = UnixSeconds(1_763_900_000);
    let store = open().await;
    let mut transaction = store.write().await.unwrap();
    let mut staff = transaction.staff();
    let camille = staff.find_by_username("camilles").await.unwrap().unwrap();
    let id = camille.listed.id.clone();
    let listed = ListedStaff {
        id: StaffId::new("nora"),
        username: "nora".to_owned(),
        email: Some("nora@email.xyz".to_owned()),
        role: SystemRole::Nurse.into(),
        status: StaffStatus::Active,
        ..camille.listed
    };
    let nora = NewStaff { record: StaffRecord::new(listed), password_hash: None, created_at: now };
    staff.add(&[nora]).await.unwrap();
    assert!(staff.set_status(&id, StaffStatus::Active, now).await.unwrap());
    assert!(staff.freeze(&id, now).await.unwrap());
    assert!(staff.freeze(&StaffId::new("nora"), now).await.unwrap());
    drop(staff);
    transaction.commit().await.unwrap();
    store.close().await;

    let invite_as = |username, email| {
        let person =
            ["--username", username, "--email", email, "--first-name", "Ann", "--last-name", "Other"];
        run(folder, &[&["admin", "invite"], &person[..]].concat())
    };
    assert_mistake(&invite_as("camilles", "other@email.xyz"), "--username: somebody has it already");
    assert_mistake(&invite_as("nora", "nora@email.xyz"), "their account is frozen");
    code(&invite(folder, &[]), "http://localhost:8080");

    let store = open().await;
    let mut transaction = store.read().await.unwrap();
    let back = transaction.staff().get(&id).await.unwrap().unwrap();
    assert_eq!((back.listed.status, back.frozen_at), (StaffStatus::Pending, None));
    assert_eq!((back.listed.first_name.as_str(), back.listed.role), ("Camille", SystemRole::BtgAdmin.into()));
    let rows = transaction.audit().following(1, 9).await.unwrap();
    let [row] = &rows[..] else { panic!("{rows:?}") };
    assert_eq!((row.event.as_str(), &row.subject.as_ref().unwrap().id), ("staff_invited", &id));
    assert!(row.details.contains(r#""status":{"new":"pending","old":"inactive"}"#), "{}", row.details);
    drop(transaction);
    store.close().await;
}

/// An operator can see that the audit log is what it was, and hold it against a hash that they noted.
#[test]
fn the_audit_log_is_verified() {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    let verify = |arguments: &[&str]| run(folder, &[&["audit", "verify"], arguments].concat());
    let head = |output: Output, rows: &str| {
        let said = String::from_utf8(output.stdout).unwrap();
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        let head = said.strip_prefix(&format!("Rows: {rows}\nHead: "));
        head.unwrap_or_else(|| panic!("{said}")).trim_end().to_owned()
    };
    assert_mistake(&verify(&[]), "--database: there is no database staffroom-data/staffroom.db");
    assert!(!folder.join("staffroom-data").exists(), "to look is not to make");
    code(&invite(folder, &[]), "http://localhost:8080");
    let noted = head(verify(&[]), "1");
    code(&invite(folder, &[]), "http://localhost:8080");
    let newer = head(verify(&["--expect-head", &noted]), "2");
    assert_ne!(newer, noted);
    let foreign = "0123456789abcdef".repeat(4);
    assert_mistake(&verify(&["--expect-head", &noted, "--expect-head", &foreign]), &foreign);
    assert_mistake(&verify(&["--expect-head", "abc"]), "it must be 64 hexadecimal digits");
    let files = || {
        let entries = fs::read_dir(folder.join("staffroom-data")).unwrap().map(|entry| entry.unwrap().path());
        let mut files: Vec<_> = entries.map(|path| (path.clone(), fs::read(path).unwrap())).collect();
        files.sort();
        files
    };
    let before = files();
    head(verify(&["--database", "sqlite://staffroom-data/staffroom.db"]), "2");
    assert!(files() == before, "to look is not to change");
}

/// The key is rotated by a command, which makes none where there was none.
#[test]
fn the_link_key_is_rotated() {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    let rotate = || run(folder, &["link-key", "rotate"]);
    assert_mistake(&rotate(), "--data-dir: there is no folder staffroom-data");
    code(&invite(folder, &[]), "http://localhost:8080");
    let key = || fs::read(folder.join("staffroom-data/link.key")).unwrap();
    let old = key();
    assert!(rotate().status.success());
    assert_ne!(key(), old);
    assert_eq!(fs::read(folder.join("staffroom-data/link.key.previous")).unwrap(), old);
    assert_mistake(&rotate(), "was rotated within 24 hours");
}

/// What a script asks for comes on standard output.
#[test]
fn version_and_help_are_answers() {
    let folder = tempfile::tempdir().unwrap();
    let version = run(folder.path(), &["--version"]);
    assert!(version.status.success());
    assert_eq!(
        String::from_utf8_lossy(&version.stdout),
        format!("staffroom-server {}\n", env!("CARGO_PKG_VERSION"))
    );
    let help = run(folder.path(), &["serve", "--help"]);
    assert!(help.status.success());
    assert!(String::from_utf8_lossy(&help.stdout).contains("STAFFROOM_SMTP_URL"));
}
