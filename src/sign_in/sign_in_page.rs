//! The page to sign in at.

use super::sign_in_form::SignInForm;
use super::words;
use crate::routes::{self, NEXT};
use crate::session::{Access, use_session};
use crate::ui::dom::focus;
use crate::ui::{Button, ButtonKind, CardPage};
use leptos::prelude::*;
use leptos_router::NavigateOptions;
use leptos_router::hooks::{use_navigate, use_query_map};
use staffroom_contract::Session;

/// One card: username, password, **Sign in**. Whoever is signed in already goes on to where they were going.
#[component]
pub fn SignInPage() -> impl IntoView {
    let session = use_session();
    let access = Memo::new(move |_| session.access());
    go_on_once_signed_in(access);
    move || {
        // Until it is known whether there is anything to fill in, the document's shell is in sight.
        matches!(access.get(), Access::Failed(_) | Access::Denied | Access::Left)
            .then(|| view! { <SignInCard /> })
    }
}

#[component]
fn SignInCard() -> impl IntoView {
    let session = use_session();
    let begin = Callback::new(move |signed_in: Session| {
        session.begin(signed_in);
    });
    request_animation_frame(|| {
        focus(document().query_selector("main input").ok().flatten());
    });
    view! {
        <CardPage owner=words::PRODUCT title=words::SIGN_IN>
            <SignOutNotice />
            <SignInForm on_signed_in=begin />
        </CardPage>
    }
}

/// Says that a session goes on at the server although somebody has left it here.
#[component]
fn SignOutNotice() -> impl IntoView {
    let session = use_session();
    let again = Callback::new(move |()| session.confirm_sign_out());
    view! {
        <Show when=move || session.is_sign_out_unconfirmed()>
            <div class="notice notice--failure" role="alert">
                <p>{words::NOT_SIGNED_OUT}</p>
                <Button kind=ButtonKind::Secondary on_press=again>
                    {words::TRY_AGAIN}
                </Button>
            </div>
        </Show>
    }
}

fn go_on_once_signed_in(access: Memo<Access>) {
    let query = use_query_map();
    let navigate = use_navigate();
    Effect::new(move || {
        if access.get() == Access::Granted {
            let next = query.read_untracked().get(NEXT).unwrap_or_default();
            let options = NavigateOptions { replace: true, ..NavigateOptions::default() };
            navigate(routes::local_path(&next), options);
        }
    });
}
