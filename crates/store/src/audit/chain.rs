//! The chain that the record of acts is: each row holds a hash of the row before it and of itself.
//!
//! Whoever changes, inserts or takes out a row breaks the chain at that row, unless they write every later row
//! anew. That, and cutting rows off the end, changes the hash of the last row and nothing else: it is seen by
//! whoever noted an earlier one elsewhere, since that is then no row's hash any more. See
//! `docs/decisions/0011-the-audit-log-is-a-chain.md`.

use super::AuditRecord;
use crate::{Result, Transaction};
use sha2::{Digest, Sha256};
use std::fmt;
use std::str::FromStr;

/// How many rows are read at once to be verified.
const BATCH: u32 = 1000;

/// What the first field of each sealed text is. Another set of fields would be another version.
const DOMAIN: &str = "staffroom/audit/v1";

/// The hash of a row, as 64 hexadecimal digits to people.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct RowHash(pub [u8; 32]);

/// The last row of a chain: a promise about every row before it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Head {
    /// Its number, which is how many rows there are.
    pub number: i64,
    /// Its hash.
    pub hash: RowHash,
}

impl Head {
    /// The head of a chain that has no row yet.
    pub const EMPTY: Self = Self { number: 0, hash: RowHash([0; 32]) };

    /// The head once `record` is the last row.
    fn then(self, record: &AuditRecord) -> Result<Self, Break> {
        let number = self.number + 1;
        let hash = seal(self.hash, record);
        if record.number > number {
            Err(Break::Missing(number))
        } else if record.number < number || record.hash != hash.0 {
            Err(Break::Misfit(record.number))
        } else {
            Ok(Self { number, hash })
        }
    }
}

/// The first row at which a chain does not hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Break {
    /// Rows with higher numbers are there.
    #[error("row {0} is missing")]
    Missing(i64),
    /// The row says something else than when it was sealed, or stands behind another row.
    #[error("row {0} does not fit: it, or the row before it, was changed or put there later")]
    Misfit(i64),
}

/// What came of walking along a chain.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Walk {
    /// The last row that fits.
    pub head: Head,
    /// Why the walk ended there, if it is not the end of the chain.
    pub broken: Option<Break>,
    /// Those of the expected hashes that no row has which fits.
    pub unmet: Vec<RowHash>,
}

/// Walks along the record from its first row, and looks out for `expected` hashes that were noted elsewhere. It
/// keeps a batch of rows in memory at a time, however many there are.
///
/// # Errors
/// If the database fails.
pub async fn walk(transaction: &mut dyn Transaction, expected: &[RowHash]) -> Result<Walk> {
    let mut head = Head::EMPTY;
    let mut unmet = expected.to_vec();
    unmet.retain(|hash| *hash != head.hash);
    let mut after = 0;
    loop {
        let rows = transaction.audit().following(after, BATCH).await?;
        let Some(last) = rows.last() else {
            return Ok(Walk { head, broken: None, unmet });
        };
        after = last.number;
        for row in &rows {
            head = match head.then(row) {
                Ok(head) => head,
                Err(broken) => return Ok(Walk { head, broken: Some(broken), unmet }),
            };
            unmet.retain(|hash| *hash != head.hash);
        }
    }
}

/// The hash of a row that comes right after the row with `previous`; its own `hash` does not count.
///
/// It is SHA-256 of these fields, in this order: `DOMAIN`, the hash before, number, time, event, the actor's id
/// and name, the subject's id and name, refusal, details, address, user agent, request id. A field is a zero byte
/// if there is nothing, else a one, its length as eight bytes (the highest first) and its bytes in UTF-8, numbers
/// in decimal. So no two rows have the same text to be hashed.
pub fn seal(previous: RowHash, record: &AuditRecord) -> RowHash {
    let AuditRecord {
        number,
        at,
        event,
        actor,
        subject,
        refused_as,
        details,
        address,
        user_agent,
        request_id,
        hash: _,
    } = record;
    let (previous, number, at) = (previous.to_string(), number.to_string(), at.0.to_string());
    let mut sealed = Sha256::new();
    for field in [
        Some(DOMAIN),
        Some(&previous),
        Some(&number),
        Some(&at),
        Some(event),
        actor.as_ref().map(|actor| actor.id.as_str()),
        actor.as_ref().map(|actor| actor.full_name.as_str()),
        subject.as_ref().map(|subject| subject.id.as_str()),
        subject.as_ref().map(|subject| subject.full_name.as_str()),
        refused_as.as_deref(),
        Some(details),
        address.as_deref(),
        user_agent.as_deref(),
        request_id.as_deref(),
    ] {
        match field {
            None => sealed.update([0]),
            Some(text) => {
                sealed.update([1]);
                sealed.update((text.len() as u64).to_be_bytes());
                sealed.update(text);
            }
        }
    }
    RowHash(sealed.finalize().into())
}

impl fmt::Display for RowHash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
    }
}

impl fmt::Debug for RowHash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

/// Why a text is no hash of a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("it must be 64 hexadecimal digits")]
pub struct BadRowHash;

impl FromStr for RowHash {
    type Err = BadRowHash;

    fn from_str(text: &str) -> Result<Self, BadRowHash> {
        let digits: Vec<_> = text.chars().map_while(|c| c.to_digit(16)).collect();
        let mut hash = [0; 32];
        if digits.len() != 2 * hash.len() || text.len() != digits.len() {
            return Err(BadRowHash);
        }
        for (byte, pair) in hash.iter_mut().zip(digits.chunks_exact(2)) {
            *byte = pair.iter().fold(0, |value, digit| value << 4 | u8::try_from(*digit).unwrap_or_default());
        }
        Ok(Self(hash))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use staffroom_contract::{AuditPerson, StaffId, UnixSeconds};

    fn record() -> AuditRecord {
        AuditRecord {
            number: 1,
            at: UnixSeconds(1_763_900_000),
            event: "staff_updated".to_owned(),
            actor: Some(AuditPerson { id: StaffId::new("morganm"), full_name: "Morgan Manager".to_owned() }),
            subject: None,
            refused_as: None,
            details: "{}".to_owned(),
            address: Some("192.0.2.1".to_owned()),
            user_agent: None,
            request_id: Some("request".to_owned()),
            hash: Vec::new(),
        }
    }

    /// Every field is sealed, and what one field loses does not count for the next.
    #[test]
    fn no_two_rows_have_one_hash() {
        let person =
            |id: &str, name: &str| Some(AuditPerson { id: StaffId::new(id), full_name: name.to_owned() });
        let rows = [
            record(),
            AuditRecord { number: 2, ..record() },
            AuditRecord { at: UnixSeconds(1_763_900_001), ..record() },
            AuditRecord { event: "staff_update".to_owned(), ..record() },
            AuditRecord { actor: None, ..record() },
            AuditRecord { actor: None, subject: record().actor, ..record() },
            AuditRecord { actor: person("morgan", "mMorgan Manager"), ..record() },
            AuditRecord { refused_as: Some(String::new()), ..record() },
            AuditRecord { details: "{ }".to_owned(), ..record() },
            AuditRecord { address: None, ..record() },
            AuditRecord { address: None, user_agent: record().address, ..record() },
            AuditRecord { request_id: None, ..record() },
        ];
        let mut hashes: Vec<_> = rows.iter().map(|row| seal(Head::EMPTY.hash, row).0).collect();
        hashes.push(seal(RowHash([1; 32]), &record()).0);
        let count = hashes.len();
        hashes.sort_unstable();
        hashes.dedup();
        assert_eq!(hashes.len(), count);
    }

    /// The way of sealing stays what it is: a chain that was begun years ago still fits.
    #[test]
    fn a_row_is_sealed_as_ever() {
        let hash = "053c3d183786c23585591f8c66ad448e136be85cdd02833ac481a57f39f1c3a9";
        assert_eq!(seal(Head::EMPTY.hash, &record()).to_string(), hash);
    }

    #[test]
    fn a_hash_is_read_as_it_is_written() {
        let hash = seal(Head::EMPTY.hash, &record());
        assert_eq!(hash.to_string().parse(), Ok(hash));
        assert_eq!(hash.to_string().to_uppercase().parse(), Ok(hash));
        for text in ["", "00", &"g".repeat(64), &"é".repeat(32), &format!("{hash} "), &format!("{hash}00")] {
            assert_eq!(text.parse::<RowHash>(), Err(BadRowHash), "{text}");
        }
    }
}
