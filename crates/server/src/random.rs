//! Random bytes from the operating system, and the identifiers made of them.

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;

/// The operating system gave no random bytes. Nothing that rests on secrets can go on without them.
#[derive(Debug, thiserror::Error)]
#[error("the operating system gives no random bytes")]
pub struct NoRandomness(#[source] getrandom::Error);

/// `N` random bytes.
///
/// # Errors
/// If the operating system has none.
pub fn bytes<const N: usize>() -> Result<[u8; N], NoRandomness> {
    let mut bytes = [0; N];
    getrandom::fill(&mut bytes).map_err(NoRandomness)?;
    Ok(bytes)
}

/// A new identifier: 16 random bytes as 22 characters of base64url, so that knowing one says nothing of any other. It
/// begins with a letter, for a spreadsheet takes what begins with a hyphen for a formula, and what begins with a digit
/// for a number.
///
/// # Errors
/// If the operating system has no random bytes.
pub fn id() -> Result<String, NoRandomness> {
    loop {
        let id = URL_SAFE_NO_PAD.encode(bytes::<16>()?);
        if id.starts_with(|first: char| first.is_ascii_alphabetic()) {
            return Ok(id);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// An identifier stands in a file as it is.
    #[test]
    fn an_id_is_no_formula() {
        for _ in 0..1_000 {
            let id = id().unwrap();
            assert!(id.len() == 22 && id.as_bytes()[0].is_ascii_alphabetic(), "{id}");
        }
    }
}
