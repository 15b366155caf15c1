//! Numbers as they are read at a glance.

/// A number with its thousands apart: "12,431".
pub fn number(number: impl Into<u64>) -> String {
    grouped(number.into())
}

/// So many of something, by the names of one and of many: "1 row", "1,240 rows".
pub fn counted(count: impl Into<u64>, one: &str, many: &str) -> String {
    named(count.into(), one, many)
}

fn named(count: u64, one: &str, many: &str) -> String {
    format!("{} {}", grouped(count), if count == 1 { one } else { many })
}

fn grouped(number: u64) -> String {
    let digits = number.to_string();
    let mut words = String::with_capacity(digits.len() + digits.len() / 3);
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            words.push(',');
        }
        words.push(digit);
    }
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Three digits are told at a glance, and seven are not.
    #[test]
    fn thousands_stand_apart() {
        for (given, words) in
            [(0_u32, "0"), (999, "999"), (10_000, "10,000"), (100_000, "100,000"), (1_234_567, "1,234,567")]
        {
            assert_eq!(number(given), words);
        }
    }

    /// One is not many, and none is.
    #[test]
    fn a_count_agrees_with_its_noun() {
        for (count, words) in [(0_u64, "0 rows"), (1, "1 row"), (2, "2 rows"), (1_240, "1,240 rows")] {
            assert_eq!(counted(count, "row", "rows"), words);
        }
    }
}
