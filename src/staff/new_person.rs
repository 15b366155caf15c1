//! A person being added: what is typed of them, and the username that their name suggests.

use super::office_choice::Choice;
use leptos::prelude::*;
use staffroom_contract::text::{USERNAME_MAX, USERNAME_MIN};
use staffroom_contract::{CreateStaff, StaffId};

/// What is typed into the Add Staff drawer. Lives as long as the drawer.
#[derive(Clone, Copy, Default)]
pub(super) struct NewPerson {
    pub(super) first_name: RwSignal<String>,
    pub(super) last_name: RwSignal<String>,
    pub(super) primary_provider_id: RwSignal<String>,
    pub(super) role_id: RwSignal<String>,
    pub(super) username: RwSignal<String>,
    pub(super) email: RwSignal<String>,
    pub(super) care_team_role_code: RwSignal<String>,
    pub(super) care_team_identifier: RwSignal<String>,
    pub(super) cell_phone: RwSignal<String>,
    pub(super) home_phone: RwSignal<String>,
    pub(super) offices: RwSignal<Choice>,
}

impl NewPerson {
    /// The person as they would be sent.
    pub(super) fn request(self) -> CreateStaff {
        let provider = self.primary_provider_id.get();
        CreateStaff {
            first_name: self.first_name.get(),
            last_name: self.last_name.get(),
            primary_provider_id: (!provider.is_empty()).then(|| StaffId::new(provider)),
            role_id: self.role_id.get(),
            username: self.username.get(),
            email: self.email.get(),
            care_team_role_code: self.care_team_role_code.get(),
            care_team_identifier: self.care_team_identifier.get(),
            cell_phone: self.cell_phone.get(),
            home_phone: self.home_phone.get(),
            office_ids: self.offices.get().request().office_ids,
        }
        .tidied()
    }

    /// Whether anything would be lost.
    pub(super) fn is_dirty(self) -> bool {
        self.request() != CreateStaff::default()
    }

    /// Has the username follow the name until somebody types another one.
    pub(super) fn suggest_username(self) {
        let suggested =
            Memo::new(move |_| suggested_username(&self.first_name.read(), &self.last_name.read()));
        Effect::watch(
            move || suggested.get(),
            move |suggestion, before, _| {
                if *self.username.read_untracked() == *before.map_or("", String::as_str) {
                    self.username.set(suggestion.clone());
                }
            },
            false,
        );
    }
}

/// The first letter of the first name and the whole last name, in the letters that a username may have: "cnurse" for
/// Camille Nurse. Nothing, if that leaves too little of them.
fn suggested_username(first_name: &str, last_name: &str) -> String {
    // What follows a comma is a suffix such as "Jr.".
    let last_name = last_name.split(',').next().unwrap_or_default();
    let mut username: String = plain(first_name).chars().take(1).collect();
    username.push_str(&plain(last_name));
    username.truncate(USERNAME_MAX as usize);
    if username.len() < USERNAME_MIN as usize { String::new() } else { username }
}

/// The letters and digits of a text, without case and accents, as far as a keyboard without accents has them.
fn plain(text: &str) -> String {
    let spelled = decomposed(&text.to_lowercase());
    spelled.chars().map(spelling).collect::<String>().chars().filter(char::is_ascii_alphanumeric).collect()
}

/// Letters with their accents apart.
#[cfg(target_arch = "wasm32")]
fn decomposed(text: &str) -> String {
    js_sys::JsString::from(text).normalize("NFD").into()
}

/// Outside of a browser nothing takes them apart.
#[cfg(not(target_arch = "wasm32"))]
fn decomposed(text: &str) -> String {
    text.to_owned()
}

/// How letters are spelled that have no accent which could be taken off.
fn spelling(letter: char) -> String {
    let spelling = match letter {
        'ß' => "ss",
        'æ' => "ae",
        'œ' => "oe",
        'ø' => "o",
        'ł' => "l",
        'đ' | 'ð' => "d",
        'þ' => "th",
        'ı' => "i",
        other => return other.to_string(),
    };
    spelling.to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use staffroom_contract::field::name;
    use staffroom_contract::text::check_username;

    /// A name suggests a username that the rules take, whatever the name is made of.
    #[test]
    fn a_name_suggests_a_username() {
        for (first_name, last_name, username) in [
            ("Camille", "Nurse", "cnurse"),
            ("Employee13", "Tests, Jr.", "etests"),
            ("Zoe\u{308}", "O’Brien-Smith", "zobriensmith"),
            ("Jørgen", "Weiß", "jweiss"),
            ("Łucja", "Nguye\u{302}\u{303}n", "lnguyen"),
            ("", "Nurse", "nurse"),
            ("J", "O", ""),
            ("山田", "太郎", ""),
        ] {
            let suggested = suggested_username(first_name, last_name);
            assert_eq!(suggested, username, "{first_name} {last_name}");
            assert_eq!(check_username(name::USERNAME, &suggested), None);
        }
        assert_eq!(suggested_username("Ann", &"x".repeat(100)).len(), 64);
    }

    /// The username follows the name, and stays once it is somebody's own choice.
    #[test]
    fn an_own_username_is_not_written_over() {
        Owner::new().with(|| {
            let person = NewPerson::default();
            assert!(!person.is_dirty());
            person.email.set(" ".to_owned());
            assert!(!person.is_dirty());
            person.username.set("camille".to_owned());
            assert!(person.is_dirty());
            assert_eq!(person.request().username, "camille");
        });
    }
}
