//! What an act needs to know besides whom it is about.

use super::words;
use crate::api::{self, ApiError};
use crate::feedback::LoadFailed;
use crate::forms::{FormProblems, SelectField, TextField};
use crate::session::SessionContext;
use leptos::prelude::*;
use leptos::task::spawn_local;
use staffroom_contract::field::name;
use staffroom_contract::{BulkAct, BulkKind, Office, OfficeId, StaffId};

/// What is typed and chosen.
#[derive(Clone, Copy)]
pub(super) struct Form {
    kind: BulkKind,
    reason: RwSignal<String>,
    to: RwSignal<String>,
    from: RwSignal<String>,
    provider: RwSignal<String>,
    /// What is wrong with it.
    pub(super) problems: FormProblems,
}

impl Form {
    /// Nothing is chosen yet.
    pub(super) fn new(kind: BulkKind) -> Self {
        let empty = || RwSignal::new(String::new());
        let problems = FormProblems::new();
        Self { kind, reason: empty(), to: empty(), from: empty(), provider: empty(), problems }
    }

    /// The act as it is chosen; nothing as long as something is to be chosen.
    pub(super) fn act(self) -> Option<BulkAct> {
        let chosen = |field: RwSignal<String>| Some(field.get()).filter(|value| !value.is_empty());
        let act = match self.kind {
            BulkKind::ResetPassword => BulkAct::ResetPassword,
            BulkKind::SendInvitation => BulkAct::SendInvitation,
            BulkKind::Deactivate => BulkAct::Deactivate { reason: chosen(self.reason) },
            BulkKind::MoveOffice => BulkAct::MoveOffice {
                to: chosen(self.to).map(OfficeId::new)?,
                from: chosen(self.from).map(OfficeId::new),
            },
            BulkKind::MoveProvider => {
                BulkAct::MoveProvider { primary_provider_id: chosen(self.provider).map(StaffId::new)? }
            }
        };
        Some(act.tidied())
    }

    /// The same without what changes nothing of whom it can be done to.
    pub(super) fn judged(self) -> Option<BulkAct> {
        match self.kind {
            BulkKind::Deactivate => Some(BulkAct::Deactivate { reason: None }),
            _ => self.act(),
        }
    }
}

/// The fields of an act, if it has any. What can be chosen is asked for when they are drawn.
#[component]
pub(super) fn Fields(form: Form, session: SessionContext) -> impl IntoView {
    let problems = form.problems;
    let options = RwSignal::new(Vec::<(String, String)>::new());
    // People can be moved out of an office that was closed too, and not into one.
    let from = RwSignal::new(Vec::<(String, String)>::new());
    let failure = RwSignal::new(None::<ApiError>);
    let load = move || {
        failure.set(None);
        spawn_local(async move {
            match session.watch(options_of(form.kind).await) {
                Ok((open, shut)) => {
                    from.try_set(open.iter().chain(&shut).cloned().collect());
                    options.try_set(open);
                }
                Err(error) => drop(failure.try_set(Some(error))),
            }
        });
    };
    if matches!(form.kind, BulkKind::MoveOffice | BulkKind::MoveProvider) {
        load();
    }
    let not_loaded = move || {
        let retry = Callback::new(move |()| load());
        failure.get().map(|error| view! { <LoadFailed error on_retry=retry /> })
    };
    match form.kind {
        BulkKind::ResetPassword | BulkKind::SendInvitation => ().into_any(),
        BulkKind::Deactivate => view! {
            <TextField label=words::REASON field=name::REASON value=form.reason problems hint=words::REASON_HINT />
        }
        .into_any(),
        BulkKind::MoveOffice => view! {
            {not_loaded}
            <SelectField label=words::TO field=name::TO value=form.to options problems is_required=true />
            <SelectField
                label=words::FROM
                field=name::FROM
                value=form.from
                options=from
                problems
                empty=words::EVERYWHERE_ELSE
            />
        }
        .into_any(),
        BulkKind::MoveProvider => view! {
            {not_loaded}
            <SelectField
                label=words::PROVIDER
                field=name::PRIMARY_PROVIDER_ID
                value=form.provider
                options
                problems
                is_required=true
            />
        }
        .into_any(),
    }
}

/// Choices of a field, by value and words.
type Options = Vec<(String, String)>;

/// What people can be moved to, and where else they can be moved from.
async fn options_of(kind: BulkKind) -> Result<(Options, Options), ApiError> {
    if kind == BulkKind::MoveProvider {
        let providers = api::list_providers().await?.into_iter();
        let providers = providers.map(|provider| (provider.id.to_string(), provider.full_name));
        return Ok((providers.collect(), Vec::new()));
    }
    let offices = api::list_offices().await?;
    let those = |is_wanted: fn(&Office) -> bool| {
        let wanted = offices.iter().filter(|office| is_wanted(office));
        wanted.map(|office| (office.id.to_string(), office.name.clone())).collect()
    };
    Ok((those(|office| office.can_be_chosen), those(|office| office.closed_at.is_some())))
}
