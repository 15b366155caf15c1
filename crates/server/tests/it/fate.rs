//! What may become of whoever has begun something that goes on without them.

use crate::browser::Browser;
use crate::practice::Practice;
use staffroom_contract::Permission;

/// Why somebody may not have it go on any more.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Fate {
    Deactivated,
    LostThePermission,
    /// They may, and have another password than they had then.
    HasAnotherPassword,
}

impl Fate {
    pub(crate) const ALL: [Self; 3] = [Self::Deactivated, Self::LostThePermission, Self::HasAnotherPassword];

    /// Has it happen to this person, who manages accounts.
    pub(crate) async fn befall(self, practice: &Practice, username: &str, person: &mut Browser) {
        match self {
            Self::Deactivated => {
                practice.sign_in("btgadmin").await.deactivate(username).await.is(200);
            }
            Self::LostThePermission => {
                practice.customize(username, &[], &[Permission::ManageAccounts]).await;
            }
            Self::HasAnotherPassword => {
                let current = Practice::password_of(username);
                person.change_password(&current, "a password of my own").await.is(204);
            }
        }
    }
}
