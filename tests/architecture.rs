//! Holds the rooms of `docs/architecture.md`: who may know whom, and what may stand where.
//!
//! It reads the sources as text, since a forbidden import compiles just as well as an allowed one.

#![cfg(not(target_arch = "wasm32"))]
#![expect(clippy::expect_used, reason = "a test fails by panicking, in its helpers as well")]

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

/// A room of the app, and the rooms that it may use besides itself.
const APP_ROOMS: &[(&str, &[&str])] = &[
    ("main", &["app", "ui"]),
    ("bin", &["landing", "ui"]),
    (
        "app",
        &[
            "account",
            "api",
            "audit",
            "bulk",
            "feedback",
            "forms",
            "import",
            "practice",
            "practice_settings",
            "roles",
            "routes",
            "session",
            "sign_in",
            "staff",
            "ui",
        ],
    ),
    ("landing", &["account_freeze", "api", "email_change", "feedback", "password_reset", "practice", "ui"]),
    ("account", &["api", "feedback", "forms", "own_email", "routes", "session", "ui"]),
    ("bulk", &["api", "bulk_acts", "feedback", "following", "routes", "session", "ui"]),
    ("bulk_acts", &["ui"]),
    ("audit", &["api", "bulk_acts", "feedback", "forms", "permissions", "routes", "session", "ui"]),
    ("import", &["api", "feedback", "following", "forms", "routes", "session", "ui"]),
    ("practice_settings", &["api", "feedback", "forms", "routes", "session", "ui"]),
    ("roles", &["api", "feedback", "forms", "permissions", "routes", "session", "ui"]),
    ("staff", &["api", "bulk_acts", "feedback", "forms", "permissions", "routes", "session", "ui"]),
    ("sign_in", &["api", "feedback", "forms", "practice", "routes", "session", "ui"]),
    ("password_reset", &["api", "feedback", "forms", "practice", "ui"]),
    ("account_freeze", &["api", "code_page", "ui"]),
    ("email_change", &["api", "code_page", "ui"]),
    ("code_page", &["api", "feedback", "forms", "practice", "ui"]),
    ("following", &["api", "session"]),
    ("own_email", &["api", "feedback", "forms", "session", "ui"]),
    ("session", &["api", "feedback", "forms", "routes", "ui"]),
    ("forms", &["api", "feedback", "ui"]),
    ("feedback", &["api", "ui"]),
    ("practice", &["ui"]),
    ("permissions", &["ui"]),
    ("routes", &[]),
    ("api", &[]),
    ("ui", &[]),
];

/// A feature imports no other feature, nothing reaches upwards, `api` and `ui` stand on their own.
#[test]
fn each_room_of_the_app_uses_only_what_it_may() {
    let allowed: BTreeMap<_, BTreeSet<_>> =
        APP_ROOMS.iter().map(|(room, uses)| (*room, uses.iter().copied().collect())).collect();
    let mut faults = Vec::new();
    for file in sources("src") {
        let room = room_of(&file);
        if room == "lib" {
            continue;
        }
        let Some(allowed) = allowed.get(room.as_str()) else {
            faults.push(format!("{}: the room `{room}` is not in APP_ROOMS", file.display()));
            continue;
        };
        for used in used_rooms(&code(&file)) {
            if used != room && !allowed.contains(used.as_str()) {
                faults.push(format!("{}: `{room}` may not use `{used}`", file.display()));
            }
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

/// What a room must not know of at all, however it is spelt.
#[test]
fn no_room_mentions_what_it_must_not_know() {
    let forbidden: &[(&str, &[&str])] = &[
        ("src/api", &["leptos"]),
        ("src/ui", &["gloo_net", "leptos_router"]),
        ("src/landing.rs", &["leptos_router"]),
        ("src/password_reset", &["leptos_router"]),
        ("src", &["staffroom_store", "staffroom_server", "inner_html", "LocalStorage"]),
        ("crates/contract/src", &["tokio", "axum", "sqlx", "leptos", "web_sys"]),
        ("crates/store/src", &["axum", "lettre", "tower"]),
        ("crates/server/src", &["sqlx", "rusqlite", "SELECT ", "INSERT INTO", "DELETE FROM"]),
    ];
    let mut faults = Vec::new();
    for (place, words) in forbidden {
        for file in sources(place) {
            let code = code(&file);
            for word in words.iter().filter(|word| code.contains(**word)) {
                faults.push(format!("{}: {place} must not mention `{word}`", file.display()));
            }
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

/// What outlives a page in the browser is kept in one place, which is for no secret.
#[test]
fn only_one_file_keeps_anything_in_the_browser() {
    let faults: Vec<_> = sources("src")
        .into_iter()
        .filter(|file| !file.ends_with("src/ui/remembered.rs"))
        .filter(|file| {
            let code = code(file);
            ["local_storage()", "session_storage()", "IdbFactory"].iter().any(|word| code.contains(word))
        })
        .collect();
    assert!(faults.is_empty(), "these keep something in the browser: {faults:?}");
}

/// There is one place that talks to the network, and it is `src/api`.
#[test]
fn only_api_fetches() {
    let faults: Vec<_> = sources("src")
        .into_iter()
        .filter(|file| !file.starts_with("src/api"))
        .filter(|file| {
            let code = code(file);
            ["gloo_net", "fetch_with_", "XmlHttpRequest", "WebSocket"].iter().any(|word| code.contains(word))
        })
        .collect();
    assert!(faults.is_empty(), "these fetch by themselves: {faults:?}");
}

/// SQL stands in the one folder of its database, so that a second database is a second folder.
#[test]
fn sql_stays_in_the_folder_of_its_database() {
    let faults: Vec<_> = sources("crates/store/src")
        .into_iter()
        .filter(|file| !file.starts_with("crates/store/src/sqlite"))
        .filter(|file| code(file).contains("sqlx"))
        .collect();
    assert!(faults.is_empty(), "these know SQL: {faults:?}");
}

/// A crate's dependencies are a promise as well: the contract stays a leaf, the app free of the server.
#[test]
fn crates_depend_only_on_what_they_may() {
    let rules: &[(&str, &[&str])] = &[
        ("Cargo.toml", &["staffroom-server", "staffroom-store", "tokio", "axum", "sqlx", "regex", "chrono"]),
        ("crates/contract/Cargo.toml", &["tokio", "axum", "sqlx", "leptos", "web-sys", "staffroom-"]),
        ("crates/store/Cargo.toml", &["axum", "lettre", "leptos", "staffroom-server"]),
        ("crates/server/Cargo.toml", &["sqlx", "leptos"]),
    ];
    let mut faults = Vec::new();
    for (manifest, forbidden) in rules {
        for dependency in dependencies(manifest) {
            for word in forbidden.iter().filter(|word| dependency.starts_with(**word)) {
                faults.push(format!("{manifest}: `{dependency}` is not for this crate ({word})"));
            }
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

/// Colours have names that say what they mean; only the tokens know what they look like.
#[test]
fn raw_colours_stand_in_the_tokens_only() {
    let mut faults = Vec::new();
    for file in files("style", "css") {
        if file.ends_with("tokens.css") {
            continue;
        }
        let css = without_css_comments(&read(&file));
        for line in css.lines().filter(|line| has_raw_colour(line)) {
            faults.push(format!("{}: {}", file.display(), line.trim()));
        }
    }
    assert!(faults.is_empty(), "raw colours outside of tokens.css:\n{}", faults.join("\n"));
}

/// The Content-Security-Policy forbids style attributes, and a browser drops them without a word.
#[test]
fn no_markup_has_a_style_attribute() {
    let mut faults: Vec<_> =
        sources("src").into_iter().filter(|file| code(file).contains(" style=")).collect();
    faults.extend(
        ["index.html", "landing.html"]
            .map(PathBuf::from)
            .into_iter()
            .filter(|document| read(document).contains(" style=")),
    );
    assert!(faults.is_empty(), "style attributes in {faults:?}");
}

/// The rules above are worth something only if the reader of imports sees imports.
#[test]
fn imports_are_seen_however_they_are_written() {
    let found = |code: &str| used_rooms(code).into_iter().collect::<Vec<_>>().join(" ");
    assert_eq!(found("use crate::api;"), "api");
    assert_eq!(found("use crate::{api::{self, x}, ui::Button, forms};"), "api forms ui");
    assert_eq!(found("let x = crate::session::use_session();"), "session");
    assert_eq!(found("pub(crate) fn crate_name() {}"), "");
}

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

fn read(path: &Path) -> String {
    fs::read_to_string(root().join(path)).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// Every Rust file below `place`, by its path from the root.
fn sources(place: &str) -> Vec<PathBuf> {
    let found = if root().join(place).is_file() { vec![PathBuf::from(place)] } else { files(place, "rs") };
    assert!(!found.is_empty(), "there are no sources in {place}");
    found
}

fn files(place: &str, extension: &str) -> Vec<PathBuf> {
    let mut found = Vec::new();
    let mut open = vec![PathBuf::from(place)];
    while let Some(folder) = open.pop() {
        let entries = fs::read_dir(root().join(&folder))
            .unwrap_or_else(|error| panic!("{}: {error}", folder.display()));
        for entry in entries {
            let entry = entry.expect("a folder can be listed to its end");
            let path = folder.join(entry.file_name());
            if entry.file_type().expect("an entry has a type").is_dir() {
                open.push(path);
            } else if path.extension().is_some_and(|found| found == extension) {
                found.push(path);
            }
        }
    }
    found.sort();
    found
}

/// A file's code without its comments, which may well name what the code must not.
fn code(path: &Path) -> String {
    read(path).lines().map(|line| line.split("//").next().unwrap_or_default()).collect::<Vec<_>>().join("\n")
}

/// `src/staff/table.rs` and `src/staff.rs` are of the room `staff`.
fn room_of(path: &Path) -> String {
    let below = path.strip_prefix("src").expect("a path below src");
    let first = below.iter().next().expect("a path has a first part").to_string_lossy();
    first.trim_end_matches(".rs").to_owned()
}

/// The rooms that come right behind a `crate::`, alone or in a group; `main.rs` says `staffroom::` instead.
fn used_rooms(code: &str) -> BTreeSet<String> {
    let mut rooms = BTreeSet::new();
    for path in ["crate::", "staffroom::"] {
        for (at, _) in code.match_indices(path) {
            let rest = &code[at + path.len()..];
            match rest.strip_prefix('{') {
                Some(group) => rooms.extend(group_members(group)),
                None => rooms.extend(identifier(rest)),
            }
        }
    }
    rooms
}

fn identifier(text: &str) -> Option<String> {
    let name: String = text.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect();
    let is_room = name.starts_with(|c: char| c.is_ascii_lowercase());
    is_room.then_some(name)
}

fn group_members(group: &str) -> Vec<String> {
    let mut members = Vec::new();
    let mut depth = 1;
    let mut member = String::new();
    for c in group.chars() {
        match c {
            '{' => depth += 1,
            '}' => depth -= 1,
            _ => {}
        }
        if depth == 0 || (depth == 1 && c == ',') {
            members.extend(identifier(member.trim()));
            member.clear();
        } else {
            member.push(c);
        }
        if depth == 0 {
            break;
        }
    }
    members
}

/// The names under every `[…dependencies]` table of a manifest, but for those of tests.
fn dependencies(manifest: &str) -> Vec<String> {
    let mut is_dependencies = false;
    let mut names = Vec::new();
    for line in read(Path::new(manifest)).lines() {
        if let Some(table) = line.strip_prefix('[') {
            let table = table.trim_end_matches(']');
            is_dependencies =
                table == "dependencies" || (table.starts_with("target.") && table.ends_with(".dependencies"));
        } else if is_dependencies
            && let Some(name) = line.split(['=', '.']).next().map(str::trim).filter(|name| !name.is_empty())
        {
            names.push(name.to_owned());
        }
    }
    names
}

fn without_css_comments(css: &str) -> String {
    let mut rest = css;
    let mut kept = String::new();
    while let Some((before, comment)) = rest.split_once("/*") {
        kept.push_str(before);
        rest = comment.split_once("*/").map_or("", |(_, after)| after);
    }
    kept + rest
}

fn has_raw_colour(line: &str) -> bool {
    let value = line.split_once(':').map_or("", |(_, value)| value);
    let is_hex = value.split(|c: char| !c.is_ascii_alphanumeric() && c != '#').any(|word| {
        word.strip_prefix('#').is_some_and(|hex| hex.len() >= 3 && hex.chars().all(|c| c.is_ascii_hexdigit()))
    });
    is_hex || ["rgb(", "rgba(", "hsl(", "oklch(", "lab("].iter().any(|function| value.contains(function))
}
