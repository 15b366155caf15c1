//! Which rows stand in the document: arithmetic over heights, without a browser.
//!
//! Rows come in chunks of [`CHUNK_ROWS`]. Only those around the viewport are there; the room of the others is
//! kept by a gap. Heights are guessed until a chunk was seen, then measured. No question costs more than the
//! logarithm of the number of chunks, so that a hundred thousand people scroll like fifty.

/// Rows that come and go together.
pub(super) const CHUNK_ROWS: usize = 10;

/// The most rows in the document at any time, whatever the table's length.
pub(super) const ROWS_MAX: usize = 60;

const CHUNKS_MAX: usize = ROWS_MAX / CHUNK_ROWS;

/// A first guess, in CSS pixels: two lines of text and the space around them.
const ROW_GUESS: f64 = 64.0;

/// What stands in the document.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Window {
    /// The chunks, from the top down.
    pub(super) chunks: Vec<Placed>,
    /// The room below the last chunk that is kept for those that are not there, in whole CSS pixels.
    pub(super) below: i64,
}

impl Window {
    /// The room right above a chunk of this window; none if it is no longer there.
    pub(super) fn gap(&self, chunk: usize) -> i64 {
        self.chunks.iter().find(|placed| placed.chunk == chunk).map_or(0, |placed| placed.gap)
    }
}

/// A chunk that is there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Placed {
    /// Counted from the top of the table.
    pub(super) chunk: usize,
    /// The room right above it that is kept for chunks that are not there, in whole CSS pixels.
    pub(super) gap: i64,
}

/// How tall each chunk is: a binary indexed tree, so that sums and changes cost a logarithm.
#[derive(Clone, Debug)]
pub(super) struct Heights {
    /// `sums[i - 1]` is the sum of the `i & -i` heights that end with the `i`th.
    sums: Vec<f64>,
    each: Vec<f64>,
    rows: usize,
    row_guess: f64,
}

impl Heights {
    /// The heights of no rows.
    pub(super) const fn new() -> Self {
        Self { sums: Vec::new(), each: Vec::new(), rows: 0, row_guess: ROW_GUESS }
    }

    /// Takes note of how many rows there are now. Chunks that stay keep their heights.
    pub(super) fn set_rows(&mut self, rows: usize) {
        if rows == self.rows {
            return;
        }
        let full = self.rows.min(rows) / CHUNK_ROWS;
        self.each.truncate(full);
        self.sums.truncate(full);
        self.rows = rows;
        while self.each.len() < rows.div_ceil(CHUNK_ROWS) {
            let height = count(self.rows_in(self.each.len())) * self.row_guess;
            self.push(height);
        }
    }

    /// How many rows a chunk has: all have the same, but for the last.
    pub(super) fn rows_in(&self, chunk: usize) -> usize {
        self.rows.saturating_sub(chunk * CHUNK_ROWS).min(CHUNK_ROWS)
    }

    /// Takes note of how tall a chunk is in truth. What was not measured yet is guessed after it.
    pub(super) fn measure(&mut self, chunk: usize, height: f64) {
        let Some(known) = self.each.get_mut(chunk) else { return };
        let change = height - *known;
        *known = height;
        let mut at = chunk + 1;
        while let Some(sum) = self.sums.get_mut(at - 1) {
            *sum += change;
            at += lowest_bit(at);
        }
        self.row_guess = height / count(self.rows_in(chunk));
    }

    /// The sum of the heights above a chunk: where it begins.
    pub(super) fn above(&self, chunk: usize) -> f64 {
        let mut at = chunk.min(self.sums.len());
        let mut sum = 0.0;
        while at > 0 {
            sum += self.sums[at - 1];
            at -= lowest_bit(at);
        }
        sum
    }

    /// The chunk at `y` CSS pixels below the first row's top; the nearest one if there is none.
    pub(super) fn chunk_at(&self, y: f64) -> usize {
        let mut chunk = 0;
        let mut rest = y;
        let mut step = self.sums.len().checked_ilog2().map_or(0, |bits| 1 << bits);
        while step > 0 {
            if let Some(sum) = self.sums.get(chunk + step - 1)
                && *sum <= rest
            {
                rest -= sum;
                chunk += step;
            }
            step /= 2;
        }
        chunk.min(self.sums.len().saturating_sub(1))
    }

    /// What to show of the table when its first row begins `-top` CSS pixels below the top of a viewport of
    /// `viewport` CSS pixels.
    ///
    /// `kept` is the chunk that holds the focus. It stays, wherever it is, so that the next press of a key
    /// goes on from there.
    pub(super) fn window(&self, top: f64, viewport: f64, kept: Option<usize>) -> Window {
        let chunks = self.each.len();
        if chunks == 0 {
            return Window::default();
        }
        let mut first = self.chunk_at(top);
        let mut last = self.chunk_at(top + viewport).min(first + CHUNKS_MAX - 1);
        let kept = kept.filter(|kept| *kept < chunks);
        let room = |first: usize, last: usize| {
            let apart = kept.is_some_and(|kept| kept < first || kept > last);
            CHUNKS_MAX - usize::from(apart)
        };
        if last - first + 1 > room(first, last) {
            last -= 1;
        }
        loop {
            let before = (first, last);
            if last + 1 < chunks && last + 1 - first < room(first, last + 1) {
                last += 1;
            }
            if first > 0 && last + 1 - first < room(first - 1, last) {
                first -= 1;
            }
            if before == (first, last) {
                break;
            }
        }
        self.place(first, last, kept)
    }

    fn place(&self, first: usize, last: usize, kept: Option<usize>) -> Window {
        let before = kept.filter(|kept| *kept < first);
        let after = kept.filter(|kept| *kept > last);
        let mut end = 0;
        let chunks = before
            .into_iter()
            .chain(first..=last)
            .chain(after)
            .map(|chunk| {
                let gap = whole(self.above(chunk)) - whole(self.above(end));
                end = chunk + 1;
                Placed { chunk, gap }
            })
            .collect();
        Window { chunks, below: whole(self.above(self.each.len())) - whole(self.above(end)) }
    }

    fn push(&mut self, height: f64) {
        self.each.push(height);
        let at = self.each.len();
        let mut sum = height;
        let mut step = 1;
        while step < lowest_bit(at) {
            sum += self.sums[at - step - 1];
            step *= 2;
        }
        self.sums.push(sum);
    }
}

const fn lowest_bit(number: usize) -> usize {
    number & number.wrapping_neg()
}

/// Rounded to a pixel, so that no fraction has to be written out. Only what is far from each other is rounded, so that
/// nothing adds up.
#[expect(clippy::cast_possible_truncation, reason = "a table's height, far below 2^52")]
fn whole(pixels: f64) -> i64 {
    pixels.round() as i64
}

#[expect(clippy::cast_precision_loss, reason = "rows of a table, far below 2^52")]
const fn count(rows: usize) -> f64 {
    rows as f64
}

#[cfg(test)]
mod tests {
    use super::*;

    fn heights(rows: usize) -> Heights {
        let mut heights = Heights::new();
        heights.set_rows(rows);
        heights
    }

    fn shown(window: &Window) -> Vec<usize> {
        window.chunks.iter().map(|placed| placed.chunk).collect()
    }

    fn near(a: f64, b: f64) -> bool {
        (a - b).abs() < 0.001
    }

    /// However long the table and however tall the screen: no more than sixty rows, and what the viewport
    /// shows is among them.
    #[test]
    fn at_most_sixty_rows_stand_in_the_document() {
        for rows in [1, 10, 11, 59, 60, 61, 600, 100_000] {
            let heights = heights(rows);
            let total = heights.above(usize::MAX);
            let end = heights.each.len() - 1;
            for kept in [None, Some(0), Some(end / 2), Some(end)] {
                for step in 0..=40 {
                    let top = total * f64::from(step) / 40.0 - 300.0;
                    let window = heights.window(top, 1_000.0, kept);
                    let shown = shown(&window);
                    let in_document: usize = shown.iter().map(|chunk| heights.rows_in(*chunk)).sum();
                    assert!(in_document <= ROWS_MAX, "{rows} rows, {shown:?}");
                    assert!(shown.is_sorted() && shown.contains(&heights.chunk_at(top)), "{shown:?}");
                    assert!(shown.contains(&heights.chunk_at(top + 1_000.0)), "{shown:?}");
                    assert!(kept.is_none_or(|kept| shown.contains(&kept)), "{shown:?} without {kept:?}");
                }
            }
        }
    }

    /// A screen that would show more than sixty rows gets sixty.
    #[test]
    fn a_very_tall_screen_does_not_break_the_bound() {
        assert_eq!(shown(&heights(1_000).window(0.0, 10_000.0, None)), [0, 1, 2, 3, 4, 5]);
        assert_eq!(shown(&heights(1_000).window(0.0, 10_000.0, Some(50))), [0, 1, 2, 3, 4, 50]);
    }

    /// The table is as tall as all of its rows, so that the scroll bar tells the truth.
    #[test]
    fn gaps_and_chunks_add_up_to_the_whole() {
        let mut heights = heights(1_234);
        for (chunk, height) in [(0, 700.0), (7, 812.5), (60, 655.25), (123, 200.0)] {
            heights.measure(chunk, height);
        }
        for (top, kept) in [(0.0, None), (30_000.0, Some(3)), (50_000.0, Some(90)), (1e9, Some(0))] {
            let window = heights.window(top, 900.0, kept);
            let there: f64 = window.chunks.iter().map(|placed| heights.each[placed.chunk]).sum();
            let gaps: i64 = window.chunks.iter().map(|placed| window.gap(placed.chunk)).sum();
            let missing = heights.above(usize::MAX) - there;
            assert!((whole(missing) - gaps - window.below).abs() <= 1, "{window:?}");
        }
    }

    /// The sums stay true whatever is measured, loaded or searched for.
    #[test]
    fn sums_follow_every_change() {
        let mut heights = heights(95);
        heights.measure(2, 1_000.0);
        heights.measure(9, 123.0);
        heights.set_rows(155);
        heights.measure(13, 77.0);
        heights.set_rows(42);
        heights.set_rows(310);
        for chunk in 0..=heights.each.len() {
            let slow: f64 = heights.each[..chunk].iter().sum();
            assert!(near(heights.above(chunk), slow), "{chunk}");
        }
        for chunk in 0..heights.each.len() {
            assert_eq!(heights.chunk_at(heights.above(chunk) + 0.5), chunk);
        }
    }

    /// More people at the end move nobody who is already there.
    #[test]
    fn loading_more_keeps_what_was_measured() {
        let mut heights = heights(60);
        heights.measure(0, 900.0);
        heights.set_rows(120);
        assert!(near(heights.above(1), 900.0));
        assert!(near(heights.above(7) - heights.above(6), 900.0), "what is new is guessed after it");
    }

    #[test]
    fn a_place_outside_of_the_table_is_its_nearest_end() {
        let heights = heights(100);
        assert_eq!(heights.chunk_at(-50.0), 0);
        assert_eq!(heights.chunk_at(1e9), 9);
        assert_eq!(Heights::new().chunk_at(10.0), 0);
        assert_eq!(Heights::new().window(0.0, 900.0, Some(1)), Window::default());
    }
}
