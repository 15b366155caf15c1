//! What a new password is judged by, however it is set.

use crate::password_hash::normalised;
use staffroom_contract::Secret;
use staffroom_contract::staff::full_name;
use staffroom_store::{ListedStaff, Practice};

/// The product's own name, which is as easy to guess as the practice's.
const PRODUCT: &str = "Staffroom";

/// The words that would be guessed first as this person's password.
pub(super) fn guessable(person: &ListedStaff, practice: &Practice) -> [String; 7] {
    [
        full_name(&person.first_name, &person.last_name),
        person.first_name.clone(),
        person.last_name.clone(),
        person.username.clone(),
        person.email.clone().unwrap_or_default(),
        practice.name.clone(),
        PRODUCT.to_owned(),
    ]
}

/// The password in the form in which it will be kept.
pub(super) fn as_kept(password: &Secret) -> Secret {
    Secret::new(normalised(password.expose()))
}
