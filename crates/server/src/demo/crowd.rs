//! As many more people as one likes, the same each time.

use super::people::{general_nurse, person};
use super::{names, offices};
use staffroom_contract::{SystemRole, UnixSeconds};
use staffroom_store::NewStaff;
use std::collections::HashMap;

/// How many people are handed to the database at once.
const BATCH: usize = 5_000;
/// One in so many is a provider.
const PROVIDER_IN: usize = 50;
/// The most providers that are made: they are all offered in one list.
const MOST_PROVIDERS: usize = 200;

/// When those signed in last who did not for a while, in seconds before now: half a year.
const LONG_AGO: i64 = 182 * 24 * 60 * 60;

/// The people of a sample practice, batch by batch; whoever is somebody's primary provider is in the first.
pub(super) struct Crowd {
    first: Vec<NewStaff>,
    first_names: Vec<&'static str>,
    last_names: Vec<&'static str>,
    to_make: usize,
    made: usize,
    now: UnixSeconds,
    providers: Vec<String>,
    providers_to_make: usize,
    /// How often a username was wanted.
    wanted: HashMap<String, u32>,
}

impl Crowd {
    /// `total` people: these, and as many more as are missing.
    pub(super) fn new(first: Vec<NewStaff>, total: usize, now: UnixSeconds) -> Self {
        let to_make = total.saturating_sub(first.len());
        let listed = first.iter().map(|person| &person.record.listed);
        let providers = listed.clone().filter(|person| person.role.kind == SystemRole::Provider);
        let emails = listed.clone().filter_map(|person| person.email.as_ref()?.split('@').next());
        Self {
            first_names: names::first(),
            last_names: names::last(),
            to_make,
            made: 0,
            now,
            providers: providers.map(|person| person.username.clone()).collect(),
            providers_to_make: to_make.div_ceil(PROVIDER_IN).min(MOST_PROVIDERS),
            wanted: listed
                .clone()
                .map(|person| person.username.as_str())
                .chain(emails)
                .map(|taken| (taken.to_owned(), 1))
                .collect(),
            first,
        }
    }

    /// The next people to be added; `None` when there are no more.
    pub(super) fn next_batch(&mut self) -> Option<Vec<NewStaff>> {
        let mut people = std::mem::take(&mut self.first);
        while people.len() < BATCH && self.made < self.to_make {
            people.push(self.make());
        }
        (!people.is_empty()).then_some(people)
    }

    fn make(&mut self) -> NewStaff {
        let index = self.made;
        self.made += 1;
        let mut dice = Dice(index as u64);
        let (first_name, last_name) = (*dice.one_of(&self.first_names), *dice.one_of(&self.last_names));
        let username = self.username(first_name, last_name);
        let is_provider = index < self.providers_to_make;
        let (role, provider) = if is_provider {
            self.providers.push(username.clone());
            (SystemRole::Provider, username.clone())
        } else {
            (role(&mut dice), dice.one_of(&self.providers).clone())
        };
        let email = format!("{username}@email.xyz");
        let mut made = person(&username, (first_name, last_name), &email, role, &provider, self.now);
        let record = &mut made.record;
        if dice.rolls_below(70) {
            record.listed.cell_phone = Some(phone(&mut dice));
        }
        if dice.rolls_below(25) {
            record.home_phone = Some(phone(&mut dice));
        }
        if role == SystemRole::Nurse {
            record.care_team_role = Some(general_nurse());
        }
        record.enable_email_update = dice.rolls_below(30);
        record.send_daily_billing_report = role == SystemRole::BillingStaff && dice.rolls_below(60);
        if dice.rolls_below(15) {
            record.restrict_offices = true;
        }
        // Most have been there lately, some a while ago, and some never.
        match dice.roll(20) {
            0 => record.listed.last_sign_in_at = None,
            1 => record.listed.last_sign_in_at = Some(self.now.plus(-LONG_AGO)),
            _ => {}
        }
        record.offices = vec![offices::office(dice.one_of::<&str>(&offices::ALL))];
        made
    }

    /// The initial and the last name in plain letters, with a number from the second of that name on.
    fn username(&mut self, first_name: &str, last_name: &str) -> String {
        let initial = plain(first_name).chars().next();
        let wish: String = initial.into_iter().chain(plain(last_name).chars()).collect();
        let count = self.wanted.entry(wish.clone()).or_default();
        *count += 1;
        match count {
            1 => wish,
            count => format!("{wish}{count}"),
        }
    }
}

/// A name in lower-case ASCII letters.
fn plain(name: &str) -> String {
    let decomposed = icu_normalizer::DecomposingNormalizerBorrowed::new_nfd().normalize(name);
    decomposed.chars().filter(char::is_ascii_alphabetic).map(|c| c.to_ascii_lowercase()).collect()
}

fn role(dice: &mut Dice) -> SystemRole {
    match dice.roll(100) {
        0..40 => SystemRole::Nurse,
        40..85 => SystemRole::Staff,
        _ => SystemRole::BillingStaff,
    }
}

/// A number that nobody has: in every area code, those from 555-0100 to 555-0199 are kept for stories.
fn phone(dice: &mut Dice) -> String {
    let area = dice.one_of(&[203, 212, 347, 475, 518, 585, 607, 631, 716, 845, 860, 914]);
    format!("{area}-555-01{:02}", dice.roll(100))
}

/// Chance that is the same each time (`SplitMix64`).
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^= z >> 31;
        usize::try_from(z % sides.max(1) as u64).unwrap_or_default()
    }

    fn rolls_below(&mut self, percent: usize) -> bool {
        self.roll(100) < percent
    }

    fn one_of<'a, T>(&mut self, list: &'a [T]) -> &'a T {
        &list[self.roll(list.len())]
    }
}
