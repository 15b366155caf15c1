//! Asks the server as the app in a browser would: from the app's own origin, with the cookie that it got.

use crate::answer::Answer;
use crate::practice::{ORIGIN, Practice};
use axum::body::{Body, BodyDataStream};
use axum::extract::ConnectInfo;
use axum::http::{HeaderName, HeaderValue, Method, Request, header};
use axum::response::Response;
use serde::Serialize;
use serde_json::{Value, json};
use staffroom_contract::{
    AuditEventPage, ImportId, ImportRow, ImportRowPage, LinkPurpose, Office, OfficeId, OwnEventPage,
    OwnSession, OwnSessions, PasswordReset, PracticeSettings, Secret, SessionId, StaffDeactivation,
    StaffDetail, StaffId, paths,
};
use std::net::{IpAddr, SocketAddr};
use tower::ServiceExt;

/// A browser with one cookie.
#[derive(Clone)]
pub(crate) struct Browser {
    practice: Practice,
    pub(crate) cookie: Option<String>,
    /// Where it stands in the network.
    pub(crate) address: IpAddr,
}

impl Browser {
    pub(crate) fn new(practice: Practice) -> Self {
        Self { practice, cookie: None, address: IpAddr::from([192, 0, 2, 1]) }
    }

    /// The same browser at another place in the network.
    pub(crate) fn at(self, address: impl Into<IpAddr>) -> Self {
        Self { address: address.into(), ..self }
    }

    pub(crate) async fn sign_in(&mut self, username: &str, password: &str) -> Answer {
        let body = json!({ "username": username, "password": password });
        let answer = self.post(paths::template::SESSION, &body).await;
        self.keep_cookie(&answer);
        answer
    }

    fn keep_cookie(&mut self, answer: &Answer) {
        if let Some(cookie) = answer.header("set-cookie") {
            self.cookie = cookie.split(';').next().map(str::to_owned);
        }
    }

    pub(crate) async fn session(&self) -> Answer {
        self.get(paths::template::SESSION).await
    }

    /// Enters a password again.
    pub(crate) async fn reauthenticate(&mut self, password: &str) -> Answer {
        let body = json!({ "password": password });
        let answer = self.post(paths::template::SESSION_REAUTHENTICATION, &body).await;
        self.keep_cookie(&answer);
        answer
    }

    pub(crate) async fn sign_out(&self) -> Answer {
        self.delete(paths::template::SESSION).await
    }

    pub(crate) async fn list(&self, query: &str) -> Answer {
        self.get(&format!("{}{query}", paths::template::STAFF)).await
    }

    pub(crate) async fn person(&self, username: &str) -> Answer {
        self.get(&paths::staff_member(&StaffId::new(username))).await
    }

    /// What the detail panel of a person shows.
    pub(crate) async fn detail(&self, username: &str) -> StaffDetail {
        self.person(username).await.is(200).json()
    }

    pub(crate) async fn update(&self, username: &str, version: u64, body: &Value) -> Answer {
        let path = paths::staff_member(&StaffId::new(username));
        let request = self.request(Method::PATCH, &path).header(header::IF_MATCH, format!("\"{version}\""));
        self.send(request.json(body)).await
    }

    pub(crate) async fn deactivate(&self, username: &str) -> Answer {
        self.post_nothing(&paths::staff_deactivate(&StaffId::new(username))).await
    }

    /// Deactivates a person on a day to come, or with whatever else the request says.
    pub(crate) async fn deactivate_with(&self, username: &str, body: &Value) -> Answer {
        self.post(&paths::staff_deactivate(&StaffId::new(username)), body).await
    }

    /// What deactivating a person would end.
    pub(crate) async fn deactivation(&self, username: &str) -> StaffDeactivation {
        self.get(&paths::staff_deactivation(&StaffId::new(username))).await.is(200).json()
    }

    pub(crate) async fn cancel_deactivation(&self, username: &str) -> Answer {
        self.delete(&paths::staff_deactivation(&StaffId::new(username))).await
    }

    pub(crate) async fn undo_deactivation(&self, username: &str) -> Answer {
        self.post_nothing(&paths::staff_deactivation_undo(&StaffId::new(username))).await
    }

    pub(crate) async fn reactivate(&self, username: &str) -> Answer {
        self.post_nothing(&paths::staff_reactivate(&StaffId::new(username))).await
    }

    /// Adds a person.
    pub(crate) async fn create(&self, body: &Value) -> Answer {
        self.post(paths::template::STAFF, body).await
    }

    pub(crate) async fn create_with_key(&self, body: &Value, key: &str) -> Answer {
        let request = self.request(Method::POST, paths::template::STAFF).header("idempotency-key", key);
        self.send(request.json(body)).await
    }

    pub(crate) async fn invite_again(&self, id: &StaffId) -> Answer {
        self.post_nothing(&paths::staff_invitation(id)).await
    }

    pub(crate) async fn invite_again_with_key(&self, id: &StaffId, key: &str) -> Answer {
        let request = self.request(Method::POST, &paths::staff_invitation(id));
        self.send(request.header("idempotency-key", key).empty()).await
    }

    pub(crate) async fn revoke_invitation(&self, id: &StaffId) -> Answer {
        self.delete(&paths::staff_invitation(id)).await
    }

    pub(crate) async fn reset(&self, username: &str) -> Answer {
        self.post(&paths::staff_password_reset(&StaffId::new(username)), &json!({})).await
    }

    pub(crate) async fn reset_with_key(&self, username: &str, key: &str) -> Answer {
        let path = paths::staff_password_reset(&StaffId::new(username));
        let request = self.request(Method::POST, &path).header("idempotency-key", key);
        self.send(request.json(&json!({}))).await
    }

    /// Sends a person a link; what their mail says.
    pub(crate) async fn send_link(&self, username: &str) -> Secret {
        let reset: PasswordReset = self.reset(username).await.is(202).json();
        self.practice.code_of(&reset).await
    }

    pub(crate) async fn revoke(&self, username: &str) -> Answer {
        self.delete(&paths::staff_password_reset(&StaffId::new(username))).await
    }

    /// Asks for a link for whoever has this username or email address.
    pub(crate) async fn forgot_password(&self, login: &str) -> Answer {
        self.post(paths::template::PASSWORD_RESET_REQUEST, &json!({ "login": login })).await
    }

    pub(crate) async fn inspect(&self, code: &Secret) -> Answer {
        self.inspect_as(LinkPurpose::PasswordReset, code).await
    }

    pub(crate) async fn inspect_as(&self, purpose: LinkPurpose, code: &Secret) -> Answer {
        let body = json!({ "purpose": purpose, "code": code });
        self.post(paths::template::PASSWORD_RESET_INSPECT, &body).await
    }

    pub(crate) async fn complete(&self, code: &Secret, password: &str) -> Answer {
        self.complete_as(LinkPurpose::PasswordReset, code, password).await
    }

    pub(crate) async fn complete_as(&self, purpose: LinkPurpose, code: &Secret, password: &str) -> Answer {
        let body = json!({ "purpose": purpose, "code": code, "password": password });
        self.post(paths::template::PASSWORD_RESET_COMPLETE, &body).await
    }

    pub(crate) async fn freeze(&self, code: &Secret) -> Answer {
        self.post(paths::template::ACCOUNT_FREEZE, &json!({ "code": code })).await
    }

    /// Asks for another email address for a person.
    pub(crate) async fn change_email(&self, username: &str, new_email: &str) -> Answer {
        let path = paths::staff_email_change(&StaffId::new(username));
        self.post(&path, &json!({ "new_email": new_email })).await
    }

    pub(crate) async fn change_email_with_key(&self, username: &str, new_email: &str, key: &str) -> Answer {
        let path = paths::staff_email_change(&StaffId::new(username));
        let request = self.request(Method::POST, &path).header("idempotency-key", key);
        self.send(request.json(&json!({ "new_email": new_email }))).await
    }

    pub(crate) async fn send_email_change_again(&self, username: &str) -> Answer {
        self.post_nothing(&paths::staff_email_change_again(&StaffId::new(username))).await
    }

    pub(crate) async fn cancel_email_change(&self, username: &str) -> Answer {
        self.delete(&paths::staff_email_change(&StaffId::new(username))).await
    }

    pub(crate) async fn change_own_email(&self, new_email: &str) -> Answer {
        self.post(paths::template::OWN_EMAIL, &json!({ "new_email": new_email })).await
    }

    pub(crate) async fn confirm_email(&self, code: &Secret) -> Answer {
        self.post(paths::template::EMAIL_CHANGE_CONFIRM, &json!({ "code": code })).await
    }

    pub(crate) async fn object_to_email_change(&self, code: &Secret) -> Answer {
        self.post(paths::template::EMAIL_CHANGE_OBJECT, &json!({ "code": code })).await
    }

    /// Turns switches of a person.
    pub(crate) async fn change_settings(&self, username: &str, version: u64, body: &Value) -> Answer {
        let path = paths::staff_settings(&StaffId::new(username));
        let request = self.request(Method::PATCH, &path).header(header::IF_MATCH, format!("\"{version}\""));
        self.send(request.json(body)).await
    }

    pub(crate) async fn set_pin(&self, username: &str, body: &Value) -> Answer {
        let path = paths::staff_pin(&StaffId::new(username));
        self.send(self.request(Method::PUT, &path).json(body)).await
    }

    pub(crate) async fn reveal_pin(&self, username: &str) -> Answer {
        self.post_nothing(&paths::staff_pin_reveal(&StaffId::new(username))).await
    }

    /// Sets a new password, knowing the current one.
    pub(crate) async fn change_password(&mut self, current: &str, new: &str) -> Answer {
        let body = json!({ "current_password": current, "password": new });
        let answer = self.post(paths::template::OWN_PASSWORD, &body).await;
        self.keep_cookie(&answer);
        answer
    }

    /// Where the person is signed in.
    pub(crate) async fn own_sessions(&self) -> Vec<OwnSession> {
        self.get(paths::template::OWN_SESSIONS).await.is(200).json::<OwnSessions>().items
    }

    /// The page that fits this query of what happened around the person's own access.
    pub(crate) async fn own_events(&self, query: &str) -> OwnEventPage {
        self.get(&format!("{}{query}", paths::template::OWN_EVENTS)).await.is(200).json()
    }

    /// Asks how hard a password is to guess, which is chosen by whoever is signed in.
    pub(crate) async fn estimate(&self, password: &str) -> Answer {
        self.post(paths::template::PASSWORD_STRENGTH, &json!({ "password": password })).await
    }

    /// The same, for the holder of a reset link.
    pub(crate) async fn estimate_with(&self, code: &Secret, password: &str) -> Answer {
        let link = json!({ "purpose": LinkPurpose::PasswordReset, "code": code });
        let body = json!({ "password": password, "link": link });
        self.post(paths::template::PASSWORD_STRENGTH, &body).await
    }

    pub(crate) async fn end_own_session(&self, id: &SessionId) -> Answer {
        self.delete(&paths::own_session(id)).await
    }

    pub(crate) async fn end_other_sessions(&self) -> Answer {
        self.delete(paths::template::OWN_SESSIONS).await
    }

    pub(crate) async fn end_staff_sessions(&self, username: &str) -> Answer {
        self.delete(&paths::staff_sessions(&StaffId::new(username))).await
    }

    /// What the practice decides for itself.
    pub(crate) async fn practice_settings(&self) -> PracticeSettings {
        self.get(paths::template::PRACTICE).await.is(200).json()
    }

    pub(crate) async fn update_practice(&self, version: u64, body: &Value) -> Answer {
        let request = self.request(Method::PATCH, paths::template::PRACTICE);
        self.send(request.header(header::IF_MATCH, format!("\"{version}\"")).json(body)).await
    }

    /// Every office.
    pub(crate) async fn offices(&self) -> Vec<Office> {
        self.get(paths::template::OFFICES).await.is(200).json()
    }

    pub(crate) async fn add_office(&self, name: &str) -> Answer {
        self.post(paths::template::OFFICES, &json!({ "name": name })).await
    }

    pub(crate) async fn rename_office(&self, id: &OfficeId, name: &str) -> Answer {
        let request = self.request(Method::PATCH, &paths::office(id));
        self.send(request.json(&json!({ "name": name }))).await
    }

    pub(crate) async fn close_office(&self, id: &OfficeId) -> Answer {
        self.post_nothing(&paths::office_close(id)).await
    }

    /// Says where a person works, and whether they are restricted to that.
    pub(crate) async fn restrict(&self, username: &str, version: u64, body: &Value) -> Answer {
        let request = self.request(Method::PUT, &paths::staff_offices(&StaffId::new(username)));
        self.send(request.header(header::IF_MATCH, format!("\"{version}\"")).json(body)).await
    }

    /// Has a file of people checked.
    pub(crate) async fn check_import(&self, file: impl Into<Body>) -> Answer {
        let request = self.request(Method::POST, paths::template::IMPORTS);
        self.send(request.header(header::CONTENT_TYPE, "text/csv").body(file)).await
    }

    pub(crate) async fn import(&self, id: &ImportId) -> Answer {
        self.get(&paths::import(id)).await
    }

    /// The rows of an import, as far as this query lets them through.
    pub(crate) async fn import_rows(&self, id: &ImportId, query: &str) -> Vec<ImportRow> {
        let path = format!("{}{query}", paths::import_rows(id));
        self.get(&path).await.is(200).json::<ImportRowPage>().items
    }

    pub(crate) async fn confirm_import(&self, id: &ImportId, leave_out_refused: bool) -> Answer {
        let body = json!({ "leave_out_refused": leave_out_refused });
        self.post(&paths::import_confirm(id), &body).await
    }

    /// The page of the audit log that fits this query.
    pub(crate) async fn audit_log(&self, query: &str) -> AuditEventPage {
        self.get(&format!("{}{query}", paths::template::AUDIT_EVENTS)).await.is(200).json()
    }

    pub(crate) async fn export_audit_log(&self, query: &str) -> Answer {
        self.get(&format!("{}{query}", paths::template::AUDIT_EVENTS_CSV)).await
    }

    pub(crate) async fn get(&self, path: &str) -> Answer {
        self.send(self.request(Method::GET, path).empty()).await
    }

    pub(crate) async fn delete(&self, path: &str) -> Answer {
        self.send(self.request(Method::DELETE, path).empty()).await
    }

    pub(crate) async fn post(&self, path: &str, body: &impl Serialize) -> Answer {
        self.send(self.request(Method::POST, path).json(body)).await
    }

    pub(crate) async fn post_nothing(&self, path: &str) -> Answer {
        self.send(self.request(Method::POST, path).empty()).await
    }

    /// A request as the app would send it: with the cookie, and from the app's own origin.
    pub(crate) fn request(&self, method: Method, path: &str) -> Draft {
        let draft = Draft(Request::builder().method(method).uri(path).body(Body::empty()).unwrap());
        let draft = draft.header(header::ORIGIN, ORIGIN);
        match &self.cookie {
            Some(cookie) => draft.header(header::COOKIE, cookie),
            None => draft,
        }
    }

    pub(crate) async fn send(&self, request: Request<Body>) -> Answer {
        let (method, path) = (request.method().clone(), request.uri().path().to_owned());
        Answer::of(&method, &path, self.respond(request).await).await
    }

    /// A file that is loaded piece by piece.
    pub(crate) async fn load(&self, path: &str) -> BodyDataStream {
        self.respond(self.request(Method::GET, path).empty()).await.into_body().into_data_stream()
    }

    async fn respond(&self, mut request: Request<Body>) -> Response {
        let peer = ConnectInfo(SocketAddr::new(self.address, 50_000));
        request.extensions_mut().get_or_insert(peer);
        self.practice.router.clone().oneshot(request).await.unwrap()
    }
}

/// A request that is still being written.
pub(crate) struct Draft(Request<Body>);

impl Draft {
    /// Sets a header, in place of an older value.
    pub(crate) fn header(mut self, name: impl TryInto<HeaderName>, value: impl AsRef<str>) -> Self {
        let name = name.try_into().ok().unwrap();
        self.0.headers_mut().insert(name, HeaderValue::from_str(value.as_ref()).unwrap());
        self
    }

    pub(crate) fn json(self, body: &impl Serialize) -> Request<Body> {
        let body = serde_json::to_vec(body).unwrap();
        self.header(header::CONTENT_TYPE, "application/json").body(body)
    }

    pub(crate) fn body(self, body: impl Into<Body>) -> Request<Body> {
        self.0.map(|_| body.into())
    }

    pub(crate) fn empty(self) -> Request<Body> {
        self.0
    }
}
