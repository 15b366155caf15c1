//! The roles of the page, shared with what lies over it, and the ways from one to the other.

use crate::api::{self, ApiError};
use crate::session::{SessionContext, use_session};
use leptos::ev::MouseEvent;
use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos_router::NavigateOptions;
use leptos_router::hooks::use_navigate;
use staffroom_contract::paths::page;
use staffroom_contract::{RoleId, RoleSummary};

/// Goes to the page under a drawer or a question.
type Go = Box<dyn Fn() + Send + Sync>;

/// The roles, and the way back to them.
#[derive(Clone, Copy)]
pub(super) struct RoleList {
    session: SessionContext,
    answer: RwSignal<Option<Result<Vec<RoleSummary>, ApiError>>>,
    /// Whether the way to where one is led through a link of this page.
    came_by_link: StoredValue<bool>,
    go: StoredValue<Go>,
}

/// Loads the roles, and again when the session is renewed.
pub(super) fn provide_role_list() -> RoleList {
    let navigate = use_navigate();
    let list = RoleList {
        session: use_session(),
        answer: RwSignal::new(None),
        came_by_link: StoredValue::new(false),
        go: StoredValue::new(Box::new(move || {
            navigate(
                page::ROLES,
                NavigateOptions { replace: true, scroll: false, ..NavigateOptions::default() },
            );
        })),
    };
    provide_context(list);
    list.load();
    list.session.on_renewal(move || list.load());
    list
}

/// The roles of the page above.
pub(super) fn use_role_list() -> RoleList {
    expect_context()
}

impl RoleList {
    /// What is known of them: nothing yet, or why nothing.
    pub(super) fn answer(self) -> Signal<Option<Result<Vec<RoleSummary>, ApiError>>> {
        self.answer.into()
    }

    /// What is known of them at this moment.
    pub(super) fn now(self) -> Vec<RoleSummary> {
        self.answer
            .with_untracked(|answer| answer.as_ref().and_then(|answer| answer.as_ref().ok()).cloned())
            .unwrap_or_default()
    }

    /// One of them at this moment.
    pub(super) fn find(self, id: &RoleId) -> Option<RoleSummary> {
        self.now().into_iter().find(|role| role.id == *id)
    }

    /// Loads them again after a failure.
    pub(super) fn retry(self) {
        self.answer.set(None);
        self.load();
    }

    /// Asks for them once more, for somebody who waits for the answer.
    ///
    /// # Errors
    /// Those of `list_roles`.
    pub(super) async fn fetch(self) -> Result<(), ApiError> {
        let roles = self.session.watch(api::list_roles().await)?;
        self.answer.try_set(Some(Ok(roles.items)));
        Ok(())
    }

    /// Somebody presses a link to what lies over the page, which will lead back to here.
    pub(super) fn press(self, event: &MouseEvent) {
        let opens_elsewhere = event.ctrl_key() || event.meta_key() || event.shift_key() || event.alt_key();
        self.came_by_link.set_value(!opens_elsewhere);
    }

    /// Leads back to the page: to where the link was pressed, so that the browser's own Back does not stumble over it
    /// again, if there was one.
    pub(super) fn leave(self) {
        let came_by_link = self.came_by_link.get_value();
        self.came_by_link.set_value(false);
        let is_on_the_way = came_by_link && window().history().and_then(|history| history.back()).is_ok();
        if !is_on_the_way {
            self.go.with_value(|go| go());
        }
    }

    fn load(self) {
        spawn_local(async move {
            if let Err(error) = self.fetch().await {
                // What is known stays in sight until the answer to another try.
                self.answer.try_update(|answer| {
                    if !matches!(answer, Some(Ok(_))) {
                        *answer = Some(Err(error));
                    }
                });
            }
        });
    }
}
