//! Adding many people from a file.

use super::staff::by;
use super::{ApiError, Reading, Result, answer, receive, send, send_for_nothing, send_json};
use gloo_net::http::Request;
use staffroom_contract::paths::{import, import_confirm, import_results_csv, import_rows, template};
use staffroom_contract::{ConfirmImport, Import, ImportId, ImportRowPage, ListImportRows};
use web_sys::{AbortSignal, File};

/// How long a file may take to arrive and be checked, in milliseconds.
const FILE_TIMEOUT_MS: u32 = 120_000;

/// Has a file of people checked; nobody is added.
///
/// # Errors
/// `not_utf8`, `broken_csv`, `too_large`, or `invalid_fields` with the columns that were refused.
pub async fn check_import(file: &File) -> Result<Import> {
    let request = Request::post(template::IMPORTS)
        .abort_signal(Some(&AbortSignal::timeout_with_u32(FILE_TIMEOUT_MS)))
        .header("content-type", "text/csv")
        .body(file.clone())
        .map_err(|_| ApiError::Garbled)?;
    receive(answer(request.send().await).await?).await
}

/// One's own imports, the newest first.
///
/// # Errors
/// If nobody is signed in, or they may not see it.
pub async fn list_imports() -> Result<Vec<Import>> {
    send(Request::get(template::IMPORTS)).await
}

/// How far an import has come.
///
/// # Errors
/// `not_found` if there is no such import of one's own.
pub async fn get_import(id: &ImportId, reading: Reading) -> Result<Import> {
    send(by(reading, Request::get(&import(id)))).await
}

/// Forgets an import that waits to be confirmed.
///
/// # Errors
/// `import_confirmed` if it does not wait any more.
pub async fn discard_import(id: &ImportId) -> Result<()> {
    send_for_nothing(Request::delete(&import(id))).await
}

/// Has the people of an import added.
///
/// # Errors
/// `import_refused` if it has rows that cannot be added.
pub async fn confirm_import(id: &ImportId, request: ConfirmImport) -> Result<Import> {
    send_json(Request::post(&import_confirm(id)), &request).await
}

/// A page of an import's rows, in the order of the file.
///
/// # Errors
/// `not_found` if there is no such import of one's own.
pub async fn list_import_rows(id: &ImportId, query: &ListImportRows) -> Result<ImportRowPage> {
    let number = |number: Option<u32>| number.map(|number| number.to_string());
    let members = [
        ("state", query.state.map(|state| state.name().to_owned())),
        ("after", number(query.after)),
        ("limit", number(query.limit)),
    ];
    let present = members.iter().filter_map(|(name, value)| Some((*name, value.as_deref()?)));
    send(Request::get(&import_rows(id)).query(present)).await
}

/// Where the results of an import lie as a file. The browser itself loads it, by a link.
pub fn export_import_results(id: &ImportId) -> String {
    import_results_csv(id)
}
