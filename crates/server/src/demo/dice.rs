//! Chance that is the same each time (`SplitMix64`).

/// Begins anew with each seed.
pub(super) struct Dice(pub(super) u64);

impl Dice {
    pub(super) fn roll(&mut self, sides: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^= z >> 31;
        usize::try_from(z % sides.max(1) as u64).unwrap_or_default()
    }

    pub(super) fn rolls_below(&mut self, percent: usize) -> bool {
        self.roll(100) < percent
    }

    pub(super) fn one_of<'a, T>(&mut self, list: &'a [T]) -> &'a T {
        &list[self.roll(list.len())]
    }

    /// A number of seconds between two numbers of days.
    pub(super) fn seconds(&mut self, from_days: i64, to_days: i64) -> i64 {
        let span = (to_days - from_days) * DAY;
        let rolled = self.roll(usize::try_from(span).unwrap_or_default());
        from_days * DAY + i64::try_from(rolled).unwrap_or_default()
    }
}

const DAY: i64 = 24 * 60 * 60;
