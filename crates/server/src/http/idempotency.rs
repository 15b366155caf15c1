//! The key by which a repeated request is known to be the same one.

use super::refusal::Refusal;
use axum::extract::OptionalFromRequestParts;
use axum::http::HeaderMap;
use axum::http::request::Parts;
use staffroom_contract::{IDEMPOTENCY_KEY, IDEMPOTENCY_KEY_MAX, ProblemCode};

/// An Idempotency-Key: 1 to [`IDEMPOTENCY_KEY_MAX`] visible ASCII characters.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct IdempotencyKey(String);

impl IdempotencyKey {
    pub(super) fn as_str(&self) -> &str {
        &self.0
    }

    fn of(headers: &HeaderMap) -> Result<Option<Self>, Refusal> {
        let mut values = headers.get_all(IDEMPOTENCY_KEY).iter();
        let (Some(value), None) = (values.next(), values.next()) else {
            return if headers.contains_key(IDEMPOTENCY_KEY) {
                Err(ProblemCode::Malformed.into())
            } else {
                Ok(None)
            };
        };
        let key = value.to_str().ok().filter(|key| {
            (1..=IDEMPOTENCY_KEY_MAX).contains(&key.len()) && key.bytes().all(|byte| byte.is_ascii_graphic())
        });
        key.map(|key| Some(Self(key.to_owned()))).ok_or_else(|| ProblemCode::Malformed.into())
    }
}

impl<S: Send + Sync> OptionalFromRequestParts<S> for IdempotencyKey {
    type Rejection = Refusal;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Option<Self>, Refusal> {
        Self::of(&parts.headers)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use axum::http::HeaderValue;

    fn key(values: &[&str]) -> Result<Option<String>, Refusal> {
        let mut headers = HeaderMap::new();
        for value in values {
            headers.append(IDEMPOTENCY_KEY, HeaderValue::from_str(value).unwrap());
        }
        IdempotencyKey::of(&headers).map(|key| key.map(|IdempotencyKey(key)| key))
    }

    /// A key that is cut short, or two of them, would be taken for another request's; so they are refused.
    #[test]
    fn a_key_is_taken_whole_or_not_at_all() {
        assert_eq!(key(&[]).unwrap(), None);
        assert_eq!(key(&["1763900000-0.5"]).unwrap().as_deref(), Some("1763900000-0.5"));
        assert!(key(&[&"k".repeat(128)]).is_ok());
        assert!(key(&[&"k".repeat(129)]).is_err());
        assert!(key(&[""]).is_err());
        assert!(key(&["a b"]).is_err());
        assert!(key(&["a", "b"]).is_err());
    }
}
