//! As many more people as one likes, the same each time.

use super::dice::Dice;
use super::invitations::Invited;
use super::people::{general_nurse, person};
use super::{names, offices};
use staffroom_contract::{StaffOffice, StaffStatus, SystemRole, UnixSeconds};
use staffroom_store::NewStaff;
use std::collections::HashMap;

/// How many people are handed to the database at once.
const BATCH: usize = 5_000;
/// One in so many is a provider.
const PROVIDER_IN: usize = 50;
/// The most providers that are made: they are all offered in one list.
const MOST_PROVIDERS: usize = 200;
/// To how many of a hundred who were invited the mail could not be sent.
const UNDELIVERED: usize = 10;
/// How long ago the last invitation was sent at least, in seconds: more are still to be sent within the hour.
const SINCE_INVITATION: i64 = 60 * 60;

/// People who are handed to the database at once.
pub(super) struct Batch {
    pub(super) people: Vec<NewStaff>,
    /// Those of them who are pending.
    pub(super) invited: Vec<Invited>,
}

/// The people of a sample practice, batch by batch; whoever is somebody's primary provider is in the first.
pub(super) struct Crowd {
    first: Vec<NewStaff>,
    first_names: Vec<&'static str>,
    last_names: Vec<&'static str>,
    offices: &'static [&'static str],
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
            offices: offices::of(total),
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
    pub(super) fn next_batch(&mut self) -> Option<Batch> {
        let mut people = std::mem::take(&mut self.first);
        let mut invited = Vec::new();
        while people.len() < BATCH && self.made < self.to_make {
            let (person, invitation) = self.make();
            people.push(person);
            invited.extend(invitation);
        }
        (!people.is_empty()).then_some(Batch { people, invited })
    }

    fn make(&mut self) -> (NewStaff, Option<Invited>) {
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
        record.restrict_offices = dice.rolls_below(15);
        record.offices = self.offices(&mut dice);
        let invited = self.settle(&mut made, is_provider, &mut dice);
        (made, invited)
    }

    /// Most work at one office, and more at the first than at any other; some at two.
    fn offices(&self, dice: &mut Dice) -> Vec<StaffOffice> {
        let usual = if dice.rolls_below(30) { self.offices[0] } else { dice.one_of(self.offices) };
        let other = *dice.one_of(self.offices);
        let is_at_both = dice.rolls_below(15) && other != usual;
        [Some(usual), is_at_both.then_some(other)].into_iter().flatten().map(offices::office).collect()
    }

    /// Says whether somebody may sign in, and when they did last; the invitation of whoever is yet to accept it.
    /// Providers all may: people have them for their primary provider.
    fn settle(&self, made: &mut NewStaff, is_provider: bool, dice: &mut Dice) -> Option<Invited> {
        let listed = &mut made.record.listed;
        listed.status = if is_provider { StaffStatus::Active } else { status(dice) };
        if listed.status == StaffStatus::Pending {
            made.created_at = self.now.plus(-SINCE_INVITATION - dice.seconds(0, 6));
            listed.last_sign_in_at = None;
            return Some(Invited {
                staff_id: listed.id.clone(),
                sent_to: listed.email.clone()?,
                at: made.created_at,
                is_delivered: !dice.rolls_below(UNDELIVERED),
            });
        }
        made.created_at = self.now.plus(-dice.seconds(200, 2_000));
        listed.last_sign_in_at = since_sign_in(listed.status, dice).map(|seconds| self.now.plus(-seconds));
        None
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

fn status(dice: &mut Dice) -> StaffStatus {
    match dice.roll(100) {
        0..6 => StaffStatus::Inactive,
        6..8 => StaffStatus::Pending,
        _ => StaffStatus::Active,
    }
}

/// How long ago somebody signed in last, in seconds. Most have been there lately, some a while ago, and some never.
fn since_sign_in(status: StaffStatus, dice: &mut Dice) -> Option<i64> {
    let (from_days, to_days) = match (status, dice.roll(100)) {
        (StaffStatus::Inactive, _) => (30, 200),
        (_, 0..4) => return None,
        (_, 4..80) => (0, 30),
        (_, 80..92) => (30, 90),
        _ => (90, 200),
    };
    Some(dice.seconds(from_days, to_days))
}

/// A number that nobody has: in every area code, those from 555-0100 to 555-0199 are kept for stories.
fn phone(dice: &mut Dice) -> String {
    let area = dice.one_of(&[203, 212, 347, 475, 518, 585, 607, 631, 716, 845, 860, 914]);
    format!("{area}-555-01{:02}", dice.roll(100))
}
