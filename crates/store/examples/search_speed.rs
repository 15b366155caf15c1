//! Measures how long it takes to add a large practice, and to search it as somebody types.
//!
//! `cargo run --release -p staffroom-store --example search_speed [-- PEOPLE]`

#![expect(clippy::unwrap_used, reason = "a measurement that cannot go on has failed")]

use staffroom_contract::{StaffId, StaffStatus, SystemRole, UnixSeconds};
use staffroom_store::fold::sort_key;
use staffroom_store::sqlite::SqliteStore;
use staffroom_store::{ListedStaff, NewStaff, StaffPlace, StaffQuery, StaffRecord, Store};
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
    transaction.staff().add(&people).await.unwrap();
    transaction.commit().await.unwrap();
    println!("{count} people added in {:?}", start.elapsed());
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
    store.close().await;
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
        let query = StaffQuery {
            search: search.clone(),
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

fn person(number: usize) -> NewStaff {
    // A fixed shuffle, so that neighbours in the list are not neighbours in the file.
    let random = number.wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 16;
    let first_name = FIRST_NAMES[random % FIRST_NAMES.len()];
    let last_name = LAST_NAMES[random / 64 % LAST_NAMES.len()];
    let last_name = format!("{last_name}{}", ENDINGS[random / 4096 % ENDINGS.len()]);
    let username = format!("{}{last_name}{number}", &first_name[..1]).to_lowercase();
    let username: String = username.chars().filter(char::is_ascii_alphanumeric).collect();
    NewStaff {
        record: StaffRecord::new(ListedStaff {
            id: StaffId::new(format!("{random:022}")),
            first_name: first_name.to_owned(),
            last_name,
            email: Some(format!("{username}@example.com")),
            username,
            cell_phone: Some(format!(
                "{}-{}-{:04}",
                200 + random % 799,
                200 + random / 799 % 799,
                random % 9973
            )),
            primary_provider: None,
            role: SystemRole::Nurse.into(),
            status: StaffStatus::Active,
        }),
        password_hash: None,
        created_at: UnixSeconds(1_800_000_000),
    }
}
