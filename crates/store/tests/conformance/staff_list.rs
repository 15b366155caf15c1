use crate::Database;
use crate::people::{START, camille_id, person, provider};
use staffroom_contract::{SortDirection, StaffId, SystemRole};
use staffroom_store::fold::sort_key;
use staffroom_store::{NewStaff, OrderedBy, StaffChanges, StaffList, StaffPlace, StaffQuery};

async fn list(database: &Database, query: &StaffQuery) -> StaffList {
    database.read().await.staff().list(query).await.unwrap()
}

/// The ids of all who are found, on one page.
async fn find(database: &Database, search: &str) -> Vec<String> {
    let query = StaffQuery { search: search.to_owned(), limit: 100, ..StaffQuery::default() };
    let found = list(database, &query).await;
    assert_eq!(found.total, found.items.len() as u64, "{search}");
    ids(&found)
}

fn ids(page: &StaffList) -> Vec<String> {
    page.items.iter().map(|person| person.id.to_string()).collect()
}

/// The ids of all who are found, page by page.
async fn page_through(database: &Database, search: &str, limit: u32) -> Vec<String> {
    let mut query = StaffQuery { search: search.to_owned(), limit, ..StaffQuery::default() };
    let mut found = Vec::new();
    loop {
        let page = list(database, &query).await;
        found.extend(ids(&page));
        if page.next.is_none() {
            assert_eq!(page.total, found.len() as u64);
            return found;
        }
        assert_eq!(page.items.len(), limit as usize);
        query.after = page.next;
    }
}

/// The people of the reference page, and some who are harder to find.
fn practice() -> Vec<NewStaff> {
    let mut camille = person("camilles", "Camille", "Nurse");
    camille.record.listed.email = Some("cnurse@email.xyz".to_owned());
    camille.record.listed.cell_phone = Some("111-222-3333".to_owned());
    let mut marcus = person("marcusstaff", "Marcus", "Staff");
    marcus.record.listed.email = Some("mstaff@email.xyz".to_owned());
    marcus.record.home_phone = Some("+1 (555) 010-9999".to_owned());
    let mut jamie = person("jamie", "Jamie", "Tester");
    jamie.record.listed.username = "jamie_demo_staff".into();
    let jose = person("jose", "José", "Núñez");
    let percent = person("percent", "100%", "O’\"Brien\"");
    vec![camille, marcus, jamie, jose, percent]
}

/// People with made names, some of them equal, in no order.
fn crowd(count: u32) -> Vec<NewStaff> {
    (0..count)
        .map(|number| {
            let shuffled = number * 7 % count;
            person(
                &format!("id-{shuffled}"),
                ["Ann", "Bo", "Cy"][(shuffled % 3) as usize],
                ["Smith", "SMITH", "Śmith", "Smithe"][(shuffled % 4) as usize],
            )
        })
        .collect()
}

async fn change_camille(database: &Database, changes: &StaffChanges) {
    let version = database.person("camilles").await.version;
    let mut transaction = database.write().await;
    transaction.staff().update(&camille_id(), version, changes, START).await.unwrap();
    transaction.commit().await.unwrap();
}

async fn rename_camille(database: &Database, last_name: &str) {
    let changes = StaffChanges { last_name: Some(last_name.to_owned()), ..StaffChanges::default() };
    change_camille(database, &changes).await;
}

/// The table begins with the first family, says how many there are, and whether more follow.
pub(crate) async fn a_page_is_in_order_and_says_how_many_there_are(database: Database) {
    let database = database.with(&practice()).await;
    let mut query = StaffQuery { limit: 3, ..StaffQuery::default() };
    let page = list(&database, &query).await;
    assert_eq!(ids(&page), ["jose", "camilles", "percent"]);
    assert_eq!(page.total, 5);
    query.after = page.next;
    assert!(query.after.is_some());
    let page = list(&database, &query).await;
    assert_eq!(ids(&page), ["marcusstaff", "jamie"]);
    assert_eq!((page.total, page.next), (5, None));
    query.after = None;
    query.limit = 5;
    assert_eq!(list(&database, &query).await.next, None);
}

/// Scrolling to the end shows everyone, and nobody twice.
pub(crate) async fn paging_visits_everyone_once(database: Database) {
    let database = database.with(&crowd(101)).await;
    let whole = page_through(&database, "", 200).await;
    assert_eq!(whole.len(), 101);
    for limit in [1, 7, 100, 101] {
        assert_eq!(page_through(&database, "", limit).await, whole, "{limit}");
    }
}

/// Namesakes are not lost where a page ends between them.
pub(crate) async fn paging_visits_everyone_once_among_equal_names(database: Database) {
    let people: Vec<_> = (0..20).map(|number| person(&format!("id-{number:02}"), "Ann", "Smith")).collect();
    let database = database.with(&people).await;
    let expected: Vec<_> = (0..20).map(|number| format!("id-{number:02}")).collect();
    assert_eq!(page_through(&database, "", 3).await, expected);
    assert_eq!(page_through(&database, "smith", 3).await, expected);
}

/// What is true of the whole table is true of what a search left of it.
pub(crate) async fn paging_a_search_visits_everyone_once(database: Database) {
    let database = database.with(&crowd(101)).await;
    for search in ["", "smith", "smithe", "an", "n", "bo smith", "id-1"] {
        let whole = page_through(&database, search, 200).await;
        assert!(!whole.is_empty(), "{search}");
        for limit in [1, 7] {
            assert_eq!(page_through(&database, search, limit).await, whole, "{search}");
        }
    }
}

/// In a large practice a search that many match and one that few match show the same order, without a gap.
pub(crate) async fn paging_a_search_of_a_large_practice_visits_everyone_once(database: Database) {
    let database = database.with(&crowd(6_001)).await;
    let everyone = page_through(&database, "", 5_000).await;
    assert_eq!(everyone.len(), 6_001);
    for search in ["smith", "smith i", "id", "i d"] {
        assert_eq!(page_through(&database, search, 2_500).await, everyone, "{search}");
    }
    for search in ["600", "60 00", "id-60", "smith 599"] {
        let is_match = |id: &&String| search.split(' ').all(|word| word == "smith" || id.contains(word));
        let expected: Vec<_> = everyone.iter().filter(is_match).cloned().collect();
        assert_eq!(page_through(&database, search, 4).await, expected, "{search}");
    }
}

/// Each of the things by which people know each other finds them.
pub(crate) async fn a_search_finds_name_username_email_and_phones(database: Database) {
    let database = database.with(&practice()).await;
    for (search, expected) in [
        ("Camille", "camilles"),
        ("urs", "camilles"),
        ("cnurse@email.xyz", "camilles"),
        ("jamie_demo", "jamie"),
        ("mie_d", "jamie"),
        ("222-3333", "camilles"),
        ("010-9999", "marcusstaff"),
        ("jo", "jose"),
        ("z", "camilles jose marcusstaff"),
    ] {
        let mut found = find(&database, search).await;
        found.sort();
        assert_eq!(found.join(" "), expected, "{search}");
    }
    assert!(find(&database, "nobody").await.is_empty());
    assert!(find(&database, "qq").await.is_empty());
}

/// People are found by those whose keyboard has no accents, and by those whose has.
pub(crate) async fn a_search_knows_no_case_and_no_accents(database: Database) {
    let database = database.with(&practice()).await;
    for search in ["jose", "JOSÉ", "nunez", "Núñ", "ñ", "nUn", "Nunez, Jose"] {
        assert!(find(&database, search).await.contains(&"jose".to_owned()), "{search}");
    }
}

/// A phone number is found however it is written.
pub(crate) async fn a_search_takes_phone_numbers_as_people_write_them(database: Database) {
    let database = database.with(&practice()).await;
    for search in ["1112223333", "111-222", "222 3333", "(111) 222-3333", "11.12", "33"] {
        assert_eq!(find(&database, search).await, ["camilles"], "{search}");
    }
    for search in ["5550109999", "+1 555", "555-010", "55"] {
        assert_eq!(find(&database, search).await, ["marcusstaff"], "{search}");
    }
}

/// Each further word narrows the search, in any order.
pub(crate) async fn every_word_must_occur(database: Database) {
    let database = database.with(&practice()).await;
    for search in ["camille nurse", "nurse camille", "xyz camille 33", "c n u"] {
        assert_eq!(find(&database, search).await, ["camilles"], "{search}");
    }
    assert!(find(&database, "camille staff").await.is_empty());
    assert_eq!(find(&database, "email.xyz").await, ["camilles", "marcusstaff"]);
}

/// What means something to a database means itself to a search.
pub(crate) async fn a_search_takes_no_syntax(database: Database) {
    let database = database.with(&practice()).await;
    for search in ["%", "100%", "\"", "\"brien\"", "o'\"", "O’\"Brien\""] {
        assert_eq!(find(&database, search).await, ["percent"], "{search}");
    }
    for search in [
        "_ille",
        "cam%",
        "cam*",
        "camille OR marcus",
        "camille AND nurse",
        "NOT camille",
        "text:camille",
        "^camille",
        "NEAR(camille nurse)",
        "\\",
        "'; DROP TABLE staff; --",
    ] {
        assert!(find(&database, search).await.is_empty(), "{search}");
    }
    assert_eq!(find(&database, "_").await, ["jamie"]);
    assert_eq!(find(&database, "camille\0").await, ["camilles"]);
    assert_eq!(find(&database, " ,\0 ").await.len(), 5);
}

/// Somebody is found by their new name as soon as it is saved, and no longer by the old one.
pub(crate) async fn a_search_follows_an_update(database: Database) {
    let database = database.with(&practice()).await;
    let changes = StaffChanges {
        last_name: Some("Abelson".to_owned()),
        cell_phone: Some(None),
        ..StaffChanges::default()
    };
    change_camille(&database, &changes).await;
    assert_eq!(find(&database, "abelson").await, ["camilles"]);
    assert_eq!(find(&database, "ab").await, ["camilles"]);
    assert!(find(&database, "1112223333").await.is_empty());
    assert!(find(&database, "camille nurse abelson").await.len() == 1);
    assert_eq!(find(&database, "").await.first().map(String::as_str), Some("camilles"));
}

/// Somebody whose name changes while others scroll takes nobody else out of sight, and brings nobody back.
pub(crate) async fn a_page_begins_where_the_one_before_ended(database: Database) {
    let database = database.with(&practice()).await;
    for (search, others) in
        [("", &["percent", "marcusstaff", "jamie"][..]), ("s", &["marcusstaff", "jamie"][..])]
    {
        for new_name in ["Aa", "Zz"] {
            rename_camille(&database, "Nurse").await;
            let mut query = StaffQuery { search: search.to_owned(), limit: 2, ..StaffQuery::default() };
            let page = list(&database, &query).await;
            assert_eq!(ids(&page), ["jose", "camilles"]);
            rename_camille(&database, new_name).await;
            query.after = page.next;
            query.limit = 10;
            let mut rest = ids(&list(&database, &query).await);
            rest.retain(|id| id != "camilles");
            assert_eq!(rest, others, "{search} {new_name}");
        }
    }
}

/// A place need not be anybody's: those behind it follow, and the list does not begin again from the top.
pub(crate) async fn a_place_is_found_without_its_person(database: Database) {
    let database = database.with(&practice()).await;
    let page = async |last_name: &str| {
        let after = StaffPlace {
            by: OrderedBy::Name,
            direction: SortDirection::Ascending,
            sort_key: sort_key(last_name, "Nobody"),
            id: StaffId::new("nobody"),
        };
        let query = StaffQuery { after: Some(after), limit: 10, ..StaffQuery::default() };
        list(&database, &query).await
    };
    assert_eq!(ids(&page("O").await), ["percent", "marcusstaff", "jamie"]);
    let end = page("Zz").await;
    assert!(end.items.is_empty());
    assert_eq!((end.total, end.next), (5, None));
}

/// A provider who changes their name is shown by it beside everyone whose provider they are.
pub(crate) async fn a_list_shows_the_provider_as_they_are_now(database: Database) {
    let mut hannah = person("hannah", "Hannah", "Provider");
    hannah.record.listed.role = SystemRole::Provider.into();
    let mut camille = person("camilles", "Camille", "Nurse");
    camille.record.listed.primary_provider = Some(provider("hannah"));
    let database = database.with(&[hannah, camille]).await;
    let changes = StaffChanges { last_name: Some("Providence".to_owned()), ..StaffChanges::default() };
    let mut transaction = database.write().await;
    let hannah = StaffId::new("hannah");
    transaction.staff().update(&hannah, 1, &changes, START).await.unwrap();
    transaction.commit().await.unwrap();
    let query = StaffQuery { limit: 10, ..StaffQuery::default() };
    let page = list(&database, &query).await;
    let provider = page.items[0].primary_provider.as_ref().unwrap();
    assert_eq!(provider.full_name, "Hannah Providence");
}
