//! Which encoding of a file to answer with (RFC 9110, section 12.5.3).

use axum::http::HeaderMap;
use axum::http::header::ACCEPT_ENCODING;

/// How a file's bytes are packed; the better one first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Encoding {
    Brotli,
    Gzip,
    Identity,
}

impl Encoding {
    /// The name of the original and the encoding of the file with this name.
    pub(super) fn of_file(name: &str) -> (&str, Self) {
        if let Some(original) = name.strip_suffix(".br") {
            (original, Self::Brotli)
        } else if let Some(original) = name.strip_suffix(".gz") {
            (original, Self::Gzip)
        } else {
            (name, Self::Identity)
        }
    }

    /// The word for it in `Content-Encoding`; none for the original.
    pub(super) const fn token(self) -> Option<&'static str> {
        match self {
            Self::Brotli => Some("br"),
            Self::Gzip => Some("gzip"),
            Self::Identity => None,
        }
    }

    fn is_named(self, token: &str) -> bool {
        match self {
            Self::Brotli => token.eq_ignore_ascii_case("br"),
            Self::Gzip => token.eq_ignore_ascii_case("gzip") || token.eq_ignore_ascii_case("x-gzip"),
            Self::Identity => token.eq_ignore_ascii_case("identity"),
        }
    }
}

/// The encoding that the client likes best, of those that the file is packed in and the original; of two that it
/// likes as much, the smaller one.
///
/// A client that refuses everything there is gets the original: the specification prefers that to an error.
pub(super) fn best(headers: &HeaderMap, packed: impl Iterator<Item = Encoding>) -> Encoding {
    let wishes: Vec<(&str, u16)> = headers
        .get_all(ACCEPT_ENCODING)
        .iter()
        .filter_map(|value| value.to_str().ok())
        .flat_map(|value| value.split(','))
        .filter_map(wish)
        .collect();
    let mut ranked: Vec<_> = packed
        .chain([Encoding::Identity])
        .map(|encoding| (weight(encoding, &wishes), encoding))
        .filter(|(weight, _)| *weight > 0)
        .collect();
    ranked.sort_by_key(|&(weight, encoding)| (std::cmp::Reverse(weight), encoding));
    ranked.first().map_or(Encoding::Identity, |&(_, encoding)| encoding)
}

/// How much the client wants this encoding, doubled, so that the original, when it is not named, comes after
/// everything that is.
fn weight(encoding: Encoding, wishes: &[(&str, u16)]) -> u16 {
    let named = wishes.iter().find(|(token, _)| encoding.is_named(token));
    let any = wishes.iter().find(|(token, _)| *token == "*");
    match (named.or(any), encoding) {
        (Some((_, thousandths)), _) => thousandths * 2,
        (None, Encoding::Identity) => 1,
        (None, _) => 0,
    }
}

/// One element of `Accept-Encoding`: the token, and its weight in thousandths. A weight that is none makes the
/// element void.
fn wish(element: &str) -> Option<(&str, u16)> {
    let mut parts = element.split(';').map(str::trim);
    let token = parts.next().filter(|token| !token.is_empty())?;
    let thousandths = match parts.next() {
        None => 1000,
        Some(parameter) => {
            let (name, value) = parameter.split_once('=')?;
            if name.trim().eq_ignore_ascii_case("q") {
                thousandths(value.trim())?
            } else {
                return None;
            }
        }
    };
    Some((token, thousandths))
}

/// A weight such as `0.85` in thousandths: 0 to 1 with up to three decimals.
fn thousandths(value: &str) -> Option<u16> {
    let (whole, decimals) = value.split_once('.').unwrap_or((value, ""));
    if decimals.len() > 3 || !decimals.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    match whole {
        "0" => format!("{decimals:0<3}").parse().ok(),
        "1" => decimals.bytes().all(|byte| byte == b'0').then_some(1000),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use Encoding::{Brotli, Gzip, Identity};
    use axum::http::HeaderValue;

    fn chosen(accept_encoding: &[&'static str]) -> Encoding {
        let mut headers = HeaderMap::new();
        for value in accept_encoding {
            headers.append(ACCEPT_ENCODING, HeaderValue::from_static(value));
        }
        best(&headers, [Brotli, Gzip].into_iter())
    }

    /// The client says what it can unpack and what it would rather have; we never send it anything else.
    #[test]
    fn the_client_chooses_the_encoding() {
        for (accept_encoding, expected) in [
            ("gzip, deflate, br, zstd", Brotli),
            ("gzip", Gzip),
            ("x-gzip", Gzip),
            ("BR", Brotli),
            ("*", Brotli),
            ("br;q=0.5, gzip;q=0.8", Gzip),
            ("br;q=0.500,gzip;q=0.501", Gzip),
            ("br;q=0, *", Gzip),
            ("br; q=0 , gzip ; q = 0.1", Gzip),
            ("gzip;q=0.001", Gzip),
            ("identity, gzip;q=0.5", Identity),
            ("deflate", Identity),
            ("", Identity),
            ("br;q=0", Identity),
            ("identity;q=0, *;q=0", Identity),
            ("br;q=2", Identity),
            ("br;q=nonsense, gzip", Gzip),
            ("br;level=1", Identity),
        ] {
            assert_eq!(chosen(&[accept_encoding]), expected, "{accept_encoding}");
        }
        assert_eq!(chosen(&[]), Identity);
        assert_eq!(chosen(&["gzip;q=0.5", "br"]), Brotli);
    }
}
