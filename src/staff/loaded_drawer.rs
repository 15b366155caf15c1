//! A drawer that comes once all that its form needs is loaded.

use super::detail::use_detail;
use super::links::{WayOut, use_links};
use crate::api::{self, ApiError};
use crate::feedback::LoadFailed;
use crate::session::use_session;
use crate::ui::{Dialog, DialogKind, dom};
use leptos::prelude::*;
use leptos::task::spawn_local;
use staffroom_contract::StaffDetail;
use std::pin::Pin;
use std::sync::Arc;

/// What is on its way from the server.
pub(super) type Coming<T> = Pin<Box<dyn Future<Output = api::Result<T>>>>;

/// Draws a form with what was loaded for it; nothing, if it is about somebody who is not known.
pub(super) type Form = Arc<dyn Fn(WayOut) -> Option<AnyView> + Send + Sync>;

/// Draws a form about a person with what was loaded for it.
pub(super) type PersonForm = Box<dyn Fn(StaffDetail, WayOut) -> AnyView + Send + Sync>;

/// The drawer, or why it does not come and a way to try again. A form that is there keeps what is typed into it,
/// whatever becomes of the session.
#[component]
pub(super) fn LoadedDrawer(
    /// Its title as long as there is no form.
    title: &'static str,
    /// Loads what the form needs.
    load: Callback<(), Coming<Form>>,
    /// The way out of it.
    way_out: WayOut,
    /// Takes the way out.
    on_close: Callback<()>,
    /// Whether there is anything to open it over.
    #[prop(default = Signal::stored(true))]
    is_wanted: Signal<bool>,
) -> impl IntoView {
    let session = use_session();
    let form = RwSignal::new(None::<Result<Form, ApiError>>);
    let load = Callback::new(move |()| {
        let coming = load.run(());
        spawn_local(async move {
            let answer = session.watch(coming.await);
            form.try_set(Some(answer));
        });
    });
    load.run(());
    session.on_renewal(move || {
        if !matches!(&*form.read_untracked(), Some(Ok(_))) {
            load.run(());
        }
    });
    move || {
        if !is_wanted.get() {
            return None;
        }
        match form.get()? {
            Ok(form) => form(way_out),
            Err(error) => Some(
                view! {
                    <Dialog kind=DialogKind::Drawer title on_dismiss=on_close has_close=true>
                        <LoadFailed error on_retry=load />
                    </Dialog>
                }
                .into_any(),
            ),
        }
    }
}

/// Such a drawer over a person's panel. It comes once the person is known as well.
#[component]
pub(super) fn PersonDrawer(
    /// Its title as long as there is no form.
    title: &'static str,
    /// The id of the link that leads here. Whatever closes the drawer, the keyboard goes back to it, if it is still
    /// there.
    opened_by: &'static str,
    /// Loads what the form needs.
    load: fn() -> Coming<PersonForm>,
) -> impl IntoView {
    let detail = use_detail();
    let way_out = use_links().way_out();
    on_cleanup(move || dom::focus_soon(opened_by.to_owned()));
    let load = Callback::new(move |()| -> Coming<Form> {
        let coming = load();
        Box::pin(async move {
            let form = coming.await?;
            let form: Form = Arc::new(move |way_out| detail.now().map(|person| form(person, way_out)));
            Ok(form)
        })
    });
    let on_close = Callback::new(move |()| way_out.leave(&detail.id().get_untracked()));
    // The person's other parts change under the form, which must not be drawn anew for that.
    let whom = detail.part(|detail| detail.staff.summary.id.clone());
    let is_wanted = Signal::derive(move || whom.get().is_some());
    view! { <LoadedDrawer title load way_out on_close is_wanted /> }
}
