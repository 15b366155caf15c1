//! In the place of the form, when the link is good for nothing any more.

use super::model::DeadLink;
use super::words;
use crate::ui::{Button, ButtonKind};
use leptos::prelude::*;
use staffroom_contract::LinkPurpose;
use staffroom_contract::paths::page::FORGOT_PASSWORD;

/// What the end of the link means, and what helps. Which end it is stands in the page's heading.
#[component]
pub(super) fn DeadLinkNote(
    /// What the link was for.
    purpose: LinkPurpose,
    /// Which end.
    dead: DeadLink,
    /// Asks for another code.
    on_other_code: Callback<()>,
) -> impl IntoView {
    view! {
        <p>{words::what_helps(dead)}</p>
        {dead
            .may_have_other_code()
            .then(|| {
                view! {
                    <Button kind=ButtonKind::Secondary on_press=on_other_code>
                        {words::OTHER_CODE}
                    </Button>
                }
            })}
        {dead
            .can_be_asked_anew(purpose)
            .then(|| {
                view! {
                    <p>
                        {words::ASK_ANEW}
                        <a rel="external" href=FORGOT_PASSWORD>
                            {words::FORGOT_PASSWORD_LINK}
                        </a>
                    </p>
                }
            })}
    }
}
