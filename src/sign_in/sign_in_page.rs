//! The page to sign in at.

use super::sign_in_form::SignInForm;
use super::words;
use crate::practice;
use crate::routes::{self, NEXT};
use crate::session::{Access, use_session};
use crate::ui::dom::focus;
use crate::ui::{Button, ButtonKind, CardPage};
use leptos::prelude::*;
use leptos_router::NavigateOptions;
use leptos_router::hooks::{use_navigate, use_query_map};
use staffroom_contract::Session;
use staffroom_contract::paths::page::FORGOT_PASSWORD;

/// One card: username, password, **Sign in**. Whoever was sent here on their way to another page, and is signed in
/// already, goes on to it. Whoever came by themselves gets the form all the same: a link from the landing page
/// brings people to computers at which somebody else is still signed in.
#[component]
pub fn SignInPage() -> impl IntoView {
    let session = use_session();
    let was_sent = use_query_map().read_untracked().get(NEXT).is_some();
    let has_signed_in = RwSignal::new(false);
    go_on_when(Memo::new(move |_| session.access() == Access::Granted && (was_sent || has_signed_in.get())));
    let is_asked = Memo::new(move |_| match session.access() {
        // Until it is known whether there is anything to fill in, the document's shell is in sight.
        Access::Pending => false,
        Access::Granted => !was_sent,
        Access::Failed(_) | Access::Denied | Access::Left => true,
    });
    let begin = Callback::new(move |signed_in: Session| {
        has_signed_in.set(true);
        session.begin(signed_in);
    });
    move || is_asked.get().then(|| view! { <SignInCard on_signed_in=begin /> })
}

#[component]
fn SignInCard(
    /// Takes the session of whoever has signed in.
    on_signed_in: Callback<Session>,
) -> impl IntoView {
    request_animation_frame(|| {
        focus(document().query_selector("main input").ok().flatten());
    });
    view! {
        <CardPage owner=practice::name() title=words::SIGN_IN>
            <SignOutNotice />
            <SignInForm on_signed_in>
                // Another document, so that the router lets it go.
                <a class="sign-in__way-on" rel="external" href=FORGOT_PASSWORD>
                    {words::FORGOT_PASSWORD}
                </a>
            </SignInForm>
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

fn go_on_when(is_time: Memo<bool>) {
    let query = use_query_map();
    let navigate = use_navigate();
    Effect::new(move || {
        if is_time.get() {
            let next = query.read_untracked().get(NEXT).unwrap_or_default();
            let options = NavigateOptions { replace: true, ..NavigateOptions::default() };
            navigate(routes::local_path(&next), options);
        }
    });
}
