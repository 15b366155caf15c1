//! Measures how long it takes to add a large practice, to search it as somebody types, and to list it in each order and
//! by each filter, on the first page and on the last.
//!
//! `cargo run --release -p staffroom-store --example search_speed [-- PEOPLE]`

#![expect(clippy::unwrap_used, reason = "a measurement that cannot go on has failed")]

use staffroom_contract::{
    LinkPurpose, OfficeId, PasswordResetId, Provider, SortDirection, StaffId, StaffOffice, StaffSort,
    StaffStatus, SystemRole, UnixSeconds,
};
use staffroom_store::fold::sort_key;
use staffroom_store::sqlite::SqliteStore;
use staffroom_store::{
    LinkCondition, ListedStaff, NewLink, NewStaff, OrderedBy, SignInCondition, StaffFilter, StaffList,
    StaffOrder, StaffPlace, StaffQuery, StaffRecord, Store,
};
use std::time::{Duration, Instant};
use tempfile::TempDir;

const FIRST_NAMES: [&str; 24] = [
    "Camille",
    "Marcus",
    "Hannah",
    "Jamie",
    "Morgan",
    "Ann",
    "Bo",
    "Christopher",
    "Elizabeth",
    "Maria",
    "José",
    "Ngọc",
    "Peter",
    "Olga",
    "Dana",
    "Lee",
    "Zoë",
    "Ibrahim",
    "Yuki",
    "Tomasz",
    "Ingrid",
    "Fatima",
    "Raj",
    "Wren",
];
const LAST_NAMES: [&str; 24] = [
    "Nurse",
    "Staff",
    "Tester",
    "Smith",
    "Johnson",
    "Williams",
    "Brown",
    "García",
    "Miller",
    "Rodríguez",
    "Hernández",
    "Lopez",
    "Anderson",
    "Taylor",
    "Nguyễn",
    "Thompson",
    "White",
    "Ramirez",
    "Kowalski",
    "O’Brien",
    "Lee",
    "Baker",
    "Zimmermann",
    "Okafor",
];
const ENDINGS: [&str; 6] = ["", "s", "man", "-Lee", "berg", "ski"];

const PAGE: u32 = 60;

/// When everything is measured.
const NOW: UnixSeconds = UnixSeconds(1_800_000_000);

const DAY: i64 = 24 * 60 * 60;

/// How many providers there are.
const PROVIDERS: usize = 200;

/// How many offices there are. Everybody works in one.
const OFFICES: usize = 20;

#[tokio::main]
async fn main() {
    let count = std::env::args().nth(1).map_or(100_000, |count| count.parse().unwrap());
    let folder = TempDir::new().unwrap();
    let path = folder.path().join("staffroom.db");
    let url = format!("sqlite://{}", path.display());
    let store = SqliteStore::open(&url).await.unwrap();
    let people: Vec<_> = (0..count).map(person).collect();

    let start = Instant::now();
    let mut transaction = store.write().await.unwrap();
    for number in 0..OFFICES {
        let office = office(number);
        transaction.offices().add(&office.id, &office.name, NOW).await.unwrap();
    }
    transaction.staff().add(&people).await.unwrap();
    transaction.commit().await.unwrap();
    println!("{count} people added in {:?}", start.elapsed());
    issue_links(&store, &people).await;
    store.close().await;
    let size = std::fs::metadata(&path).unwrap().len();
    let start = Instant::now();
    let store = SqliteStore::open(&url).await.unwrap();
    println!("{} MB opened in {:?}", size / 1_000_000, start.elapsed());

    println!("{:12} {:>6} {:>9} {:>9} {:>9} {:>9}", "search", "count", "median", "p99", "max", "matches");
    let everyone = [String::new()];
    measure(&store, "everyone", &everyone, None).await;
    let last = people
        .iter()
        .map(|person| &person.record.listed)
        .max_by_key(|person| sort_key(&person.last_name, &person.first_name));
    let last = last.map(|person| StaffPlace {
        by: OrderedBy::Name,
        direction: SortDirection::Ascending,
        sort_key: sort_key(&person.last_name, &person.first_name),
        id: person.id.clone(),
    });
    measure(&store, "everyone end", &everyone, last.as_ref()).await;
    for length in 1..=12 {
        let searches = typed(&people, length);
        measure(&store, &format!("{length} typed"), &searches, None).await;
        measure(&store, &format!("{length} end"), &searches, last.as_ref()).await;
    }
    for search in ["a", "an", "zi", "qx", "smith", "@example.com", "ann smith", "c s", "smith a", "example 1"]
    {
        measure(&store, search, &[search.to_owned()], None).await;
    }
    measure_lists(&store).await;
    store.close().await;
}

/// A reset link for each fiftieth active person, and an invitation for most of those who are pending.
async fn issue_links(store: &SqliteStore, people: &[NewStaff]) {
    let start = Instant::now();
    let mut transaction = store.write().await.unwrap();
    for (number, person) in people.iter().enumerate() {
        let listed = &person.record.listed;
        let purpose = match listed.status {
            StaffStatus::Active if number % 50 == 0 => LinkPurpose::PasswordReset,
            StaffStatus::Pending if number % 3 != 0 => LinkPurpose::Invitation,
            _ => continue,
        };
        let mut code_hash = [0; 32];
        code_hash[..8].copy_from_slice(&number.to_le_bytes());
        let link = NewLink {
            id: PasswordResetId::new(number.to_string()),
            purpose,
            staff_id: listed.id.clone(),
            sent_to: listed.email.clone(),
            salt: [0; 32],
            code_hash,
            requested_by: None,
            idempotency_key: None,
            bulk_id: None,
            requested_at: NOW,
            expires_at: NOW.plus(i64::try_from(number % 144).unwrap() * DAY / 24 - 3 * DAY),
        };
        transaction.links().issue(&link).await.unwrap();
    }
    transaction.commit().await.unwrap();
    println!("links issued in {:?}", start.elapsed());
}

/// Each list, filter and order by itself and with others, on the first page and on the last.
async fn measure_lists(store: &SqliteStore) {
    println!("{:45} {:>9} {:>9} {:>9} {:>9}", "list", "first", "p99", "last", "matches");
    let provider = StaffFilter { primary_provider: Some(provider(7).id), ..StaffFilter::default() };
    let role = StaffFilter { role: Some(SystemRole::Nurse.id()), ..StaffFilter::default() };
    let rare_role = StaffFilter { role: Some(SystemRole::OfficeManager.id()), ..StaffFilter::default() };
    let sign_in = |sign_in| StaffFilter { sign_in: Some(sign_in), ..StaffFilter::default() };
    let link = |link| StaffFilter { link: Some(link), ..StaffFilter::default() };
    let both = StaffFilter { role: Some(SystemRole::Nurse.id()), ..sign_in(SignInCondition::Never) };
    let filters = [
        ("everybody", StaffFilter::default()),
        ("nurses", role),
        ("office managers", rare_role),
        ("of a provider", provider),
        ("of an office", StaffFilter { office: Some(office(7).id), ..StaffFilter::default() }),
        ("of one's own offices", StaffFilter { within_reach_of: Some(id(7)), ..StaffFilter::default() }),
        ("without second factor", StaffFilter { second_factor: Some(false), ..StaffFilter::default() }),
        ("with second factor", StaffFilter { second_factor: Some(true), ..StaffFilter::default() }),
        ("never signed in", sign_in(SignInCondition::Never)),
        ("not for 90 days", sign_in(SignInCondition::Before(NOW.plus(-90 * DAY)))),
        ("live link", link(LinkCondition::LiveAt(NOW))),
        ("link runs out", link(LinkCondition::RunsOut { after: NOW, until: NOW.plus(DAY / 4) })),
        ("invitation ran out", link(LinkCondition::InvitationRanOutBy(NOW))),
        ("mail failed", StaffFilter { mail_failed_since: Some(NOW), ..StaffFilter::default() }),
        ("nurses who never signed in", both),
    ];
    let lists = [Some(StaffStatus::Active), Some(StaffStatus::Inactive), Some(StaffStatus::Pending), None];
    for (label, filter) in filters {
        for status in lists {
            for sort in StaffSort::ALL {
                for direction in SortDirection::ALL {
                    for search in ["", "ann"] {
                        let order = StaffOrder { sort: *sort, direction: *direction };
                        let filter = StaffFilter { status, ..filter.clone() };
                        let list = status.map_or("all", |status| match status {
                            StaffStatus::Active => "active",
                            StaffStatus::Inactive => "inactive",
                            StaffStatus::Pending => "pending",
                        });
                        let label =
                            format!("{label}, {list}, {} {} {search}", sort.name(), &direction.name()[..3]);
                        let query =
                            StaffQuery { filter, order, search: search.to_owned(), ..StaffQuery::default() };
                        measure_list(store, &label, query).await;
                    }
                }
            }
        }
    }
}

/// The last page is the one before the first of the opposite order.
async fn measure_list(store: &SqliteStore, label: &str, query: StaffQuery) {
    let first = StaffQuery { limit: PAGE, ..query.clone() };
    let opposite = match query.order.direction {
        SortDirection::Ascending => SortDirection::Descending,
        SortDirection::Descending => SortDirection::Ascending,
    };
    let from_behind =
        StaffQuery { order: StaffOrder { direction: opposite, ..query.order }, ..first.clone() };
    let (_, page) = timed(store, &from_behind).await;
    let after = page.next.map(|place| StaffPlace { direction: query.order.direction, ..place });
    let last = StaffQuery { after, ..first.clone() };
    let mut times = [Vec::new(), Vec::new()];
    for _ in 0..9 {
        for (query, times) in [&first, &last].into_iter().zip(&mut times) {
            times.push(timed(store, query).await.0);
        }
    }
    for times in &mut times {
        times.sort();
    }
    let worst = times.iter().flatten().max().copied().unwrap_or_default();
    println!(
        "{label:45} {:>9} {:>9} {:>9} {:>9}",
        milliseconds(times[0][4]),
        milliseconds(worst),
        milliseconds(times[1][4]),
        page.total
    );
}

async fn timed(store: &SqliteStore, query: &StaffQuery) -> (Duration, StaffList) {
    let start = Instant::now();
    let page = store.read().await.unwrap().staff().list(query).await.unwrap();
    (start.elapsed(), page)
}

/// What somebody types, up to `length` characters of a name, username, email or phone.
fn typed(people: &[NewStaff], length: usize) -> Vec<String> {
    let step = (people.len() / 50).max(1);
    people
        .iter()
        .step_by(step)
        .flat_map(|person| {
            let listed = &person.record.listed;
            let name = format!("{} {}", listed.first_name, listed.last_name);
            let fields = [
                Some(name),
                Some(listed.last_name.clone()),
                Some(listed.username.clone()),
                listed.email.clone(),
                listed.cell_phone.clone(),
            ];
            fields.into_iter().flatten()
        })
        .map(|field| field.chars().take(length).collect())
        .collect()
}

async fn measure(store: &SqliteStore, label: &str, searches: &[String], after: Option<&StaffPlace>) {
    let mut times = Vec::new();
    let mut matches = 0;
    for search in searches.iter().cycle().take(searches.len().max(20)) {
        let active = StaffFilter { status: Some(StaffStatus::Active), ..StaffFilter::default() };
        let query = StaffQuery {
            search: search.clone(),
            filter: active,
            after: after.cloned(),
            limit: PAGE,
            ..StaffQuery::default()
        };
        let start = Instant::now();
        let page = store.read().await.unwrap().staff().list(&query).await.unwrap();
        times.push(start.elapsed());
        matches += page.total;
    }
    times.sort();
    let at = |percent: usize| times[(times.len() - 1) * percent / 100];
    println!(
        "{label:12} {:>6} {:>9} {:>9} {:>9} {:>9}",
        times.len(),
        milliseconds(at(50)),
        milliseconds(at(99)),
        milliseconds(at(100)),
        matches / times.len() as u64
    );
}

fn milliseconds(time: Duration) -> String {
    format!("{:.2} ms", time.as_secs_f64() * 1e3)
}

/// A provider by their number.
fn provider(number: usize) -> Provider {
    Provider { id: id(number % PROVIDERS), full_name: String::new() }
}

/// An office by its number.
fn office(number: usize) -> StaffOffice {
    let number = number % OFFICES;
    StaffOffice { id: OfficeId::new(number.to_string()), name: format!("Office {number}"), is_closed: false }
}

/// A fixed shuffle, so that neighbours in the list are not neighbours in the file.
const fn shuffled(number: usize) -> usize {
    number.wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 16
}

fn id(number: usize) -> StaffId {
    StaffId::new(format!("{:022}", shuffled(number)))
}

fn person(number: usize) -> NewStaff {
    let random = shuffled(number);
    let status = match random % 20 {
        0 => StaffStatus::Pending,
        1..4 => StaffStatus::Inactive,
        _ => StaffStatus::Active,
    };
    let days = i64::try_from(random / 8 % 400).unwrap();
    let last_sign_in_at = match status {
        StaffStatus::Active if days > 40 => Some(NOW.plus((40 - days) * DAY / 3)),
        StaffStatus::Inactive => Some(NOW.plus(-(days + 100) * DAY)),
        _ => None,
    };
    let role = match random / 32 % 100 {
        _ if number < PROVIDERS => SystemRole::Provider,
        0 => SystemRole::OfficeManager,
        1..50 => SystemRole::Nurse,
        50..60 => SystemRole::BillingStaff,
        _ => SystemRole::Staff,
    };
    let first_name = FIRST_NAMES[random % FIRST_NAMES.len()];
    let last_name = LAST_NAMES[random / 64 % LAST_NAMES.len()];
    let last_name = format!("{last_name}{}", ENDINGS[random / 4096 % ENDINGS.len()]);
    let username = format!("{}{last_name}{number}", &first_name[..1]).to_lowercase();
    let username: String = username.chars().filter(char::is_ascii_alphanumeric).collect();
    let listed = ListedStaff {
        id: id(number),
        first_name: first_name.to_owned(),
        last_name,
        email: Some(format!("{username}@example.com")),
        username,
        cell_phone: Some(format!("{}-{}-{:04}", 200 + random % 799, 200 + random / 799 % 799, random % 9973)),
        primary_provider: Some(provider(random / 16)),
        role: role.into(),
        status,
        last_sign_in_at,
        link_expires_at: None,
    };
    let offices = vec![office(random / 128)];
    NewStaff {
        record: StaffRecord { offices, ..StaffRecord::new(listed) },
        password_hash: None,
        created_at: NOW,
    }
}
