use crate::Database;
use crate::people::{START, person, provider};
use staffroom_contract::{
    LinkPurpose, PasswordResetId, RoleId, SortDirection, StaffCounts, StaffId, StaffSort, StaffStatus,
    SystemRole, UnixSeconds,
};
use staffroom_store::{
    LinkCondition, LinkEnd, MailContent, NewLink, NewMail, NewRole, NewStaff, OwnPermissions,
    SignInCondition, StaffChanges, StaffFilter, StaffList, StaffOrder, StaffQuery,
};
use std::collections::BTreeSet;

const HOUR: i64 = 3_600;

const ACTIVE: StaffFilter = in_list(StaffStatus::Active);
const INACTIVE: StaffFilter = in_list(StaffStatus::Inactive);
const PENDING: StaffFilter = in_list(StaffStatus::Pending);

const fn in_list(status: StaffStatus) -> StaffFilter {
    StaffFilter {
        status: Some(status),
        role: None,
        primary_provider: None,
        office: None,
        within_reach_of: None,
        second_factor: None,
        sign_in: None,
        link: None,
        mail_failed_since: None,
    }
}

fn everybody() -> StaffFilter {
    StaffFilter::default()
}

/// Two providers, two people of each, and some without one; some have signed in, some have not, some do not yet or no
/// longer may.
fn practice() -> Vec<NewStaff> {
    let made = |id: &str, first_name: &str, last_name: &str, role: SystemRole, provider_id: Option<&str>| {
        let mut made = person(id, first_name, last_name);
        made.record.listed.role = role.into();
        made.record.listed.primary_provider = provider_id.map(provider);
        made
    };
    let mut people = vec![
        made("ann", "Ann", "Abel", SystemRole::Nurse, Some("zoe")),
        made("bo", "Bo", "Baker", SystemRole::BillingStaff, Some("yuri")),
        made("cy", "Cy", "Carter", SystemRole::Nurse, None),
        made("dana", "Dana", "Dunn", SystemRole::Staff, Some("zoe")),
        made("eve", "Eve", "Early", SystemRole::Nurse, Some("yuri")),
        made("yuri", "Yuri", "Young", SystemRole::Provider, None),
        made("zoe", "Zoe", "Zander", SystemRole::Provider, None),
    ];
    for (at, signed_in) in [(0, 300), (1, 100), (5, 200), (6, 300)] {
        let listed: &mut staffroom_store::ListedStaff = &mut people[at].record.listed;
        listed.last_sign_in_at = Some(UnixSeconds(signed_in));
    }
    people[3].record.listed.status = StaffStatus::Inactive;
    people[4].record.listed.status = StaffStatus::Pending;
    people
}

/// Enough people for a walk, of whom most are active nurses.
fn crowd(count: u32) -> Vec<NewStaff> {
    let providers = ["provider-a", "provider-b"].map(|id| person(id, "Pat", id));
    let crowd = (0..count).map(|number| {
        let shuffled = number * 7 % count;
        let (first, last) =
            (["Ann", "Bo", "Cy"][(shuffled % 3) as usize], ["Smith", "Śmith"][(shuffled % 2) as usize]);
        let mut made = person(&format!("id-{shuffled}"), first, last);
        let listed = &mut made.record.listed;
        listed.role =
            [SystemRole::Nurse, SystemRole::Nurse, SystemRole::Staff][(shuffled % 3) as usize].into();
        listed.status = match shuffled % 10 {
            0 => StaffStatus::Inactive,
            1 => StaffStatus::Pending,
            _ => StaffStatus::Active,
        };
        listed.primary_provider = match shuffled % 3 {
            0 => None,
            1 => Some(provider("provider-b")),
            _ => Some(provider("provider-a")),
        };
        listed.last_sign_in_at =
            (!shuffled.is_multiple_of(4)).then_some(UnixSeconds(i64::from(shuffled % 5 + 1) * 100));
        made
    });
    crowd.chain(providers).collect()
}

async fn list(database: &Database, query: &StaffQuery) -> StaffList {
    database.read().await.staff().list(query).await.unwrap()
}

/// The ids of all whom a filter lets through, by name.
async fn find(database: &Database, filter: &StaffFilter) -> String {
    search(database, filter, "").await
}

async fn search(database: &Database, filter: &StaffFilter, words: &str) -> String {
    let search = words.to_owned();
    let query = StaffQuery { search, filter: filter.clone(), limit: 100, ..StaffQuery::default() };
    let page = list(database, &query).await;
    assert_eq!(page.total, page.items.len() as u64, "{filter:?}");
    assert_eq!(page.total, page.counts.of(filter.status), "{filter:?}");
    if words.is_empty() {
        let counts = database.read().await.staff().count_listed(filter).await.unwrap();
        assert_eq!(counts, page.counts, "{filter:?}");
        let any = database.read().await.staff().any_listed(filter).await.unwrap();
        assert_eq!(any, page.total > 0, "{filter:?}");
    }
    ids(&page).join(" ")
}

fn ids(page: &StaffList) -> Vec<String> {
    page.items.iter().map(|person| person.id.to_string()).collect()
}

async fn page_through(database: &Database, first: &StaffQuery, limit: u32) -> Vec<String> {
    let mut query = StaffQuery { limit, ..first.clone() };
    let mut found = Vec::new();
    loop {
        let page = list(database, &query).await;
        found.extend(ids(&page));
        let Some(next) = page.next else {
            assert_eq!(page.total, found.len() as u64, "{first:?}");
            return found;
        };
        assert_eq!(next.order(), query.order);
        query.after = Some(next);
    }
}

fn orders() -> impl Iterator<Item = StaffOrder> {
    StaffSort::ALL.iter().flat_map(|sort| {
        SortDirection::ALL.iter().map(|direction| StaffOrder { sort: *sort, direction: *direction })
    })
}

async fn issue(database: &Database, number: u8, whose: &str, purpose: LinkPurpose, expires_at: UnixSeconds) {
    let link = NewLink {
        id: PasswordResetId::new(format!("link-{number}")),
        purpose,
        staff_id: StaffId::new(whose),
        sent_to: None,
        salt: [0; 32],
        code_hash: [number; 32],
        requested_by: None,
        idempotency_key: None,
        bulk_id: None,
        requested_at: START,
        expires_at,
    };
    let mail = NewMail {
        id: format!("mail-{number}"),
        content: MailContent::PasswordReset(link.id.clone()),
        queued_at: START,
    };
    let mut transaction = database.write().await;
    transaction.links().issue(&link).await.unwrap();
    transaction.mail().queue(&mail).await.unwrap();
    transaction.commit().await.unwrap();
}

/// A filter shows those of whom it is true, in their own order, and counts them list by list.
pub(crate) async fn each_filter_lets_its_own_through(database: Database) {
    let database = database.with(&practice()).await;
    let sign_in = |sign_in| StaffFilter { sign_in: Some(sign_in), ..ACTIVE };
    for (filter, expected) in [
        (everybody(), "ann bo cy dana eve yuri zoe"),
        (ACTIVE, "ann bo cy yuri zoe"),
        (INACTIVE, "dana"),
        (PENDING, "eve"),
        (StaffFilter { role: Some(SystemRole::Nurse.id()), ..everybody() }, "ann cy eve"),
        (StaffFilter { role: Some(SystemRole::Nurse.id()), ..ACTIVE }, "ann cy"),
        (StaffFilter { role: Some(SystemRole::OfficeManager.id()), ..ACTIVE }, ""),
        (StaffFilter { primary_provider: Some(StaffId::new("zoe")), ..everybody() }, "ann dana"),
        (StaffFilter { primary_provider: Some(StaffId::new("zoe")), ..ACTIVE }, "ann"),
        (StaffFilter { primary_provider: Some(StaffId::new("nobody")), ..everybody() }, ""),
        (StaffFilter { second_factor: Some(false), ..ACTIVE }, "ann bo cy yuri zoe"),
        (StaffFilter { second_factor: Some(true), ..ACTIVE }, ""),
        (sign_in(SignInCondition::Never), "cy"),
        (sign_in(SignInCondition::Before(UnixSeconds(200))), "bo cy"),
        (sign_in(SignInCondition::Before(UnixSeconds(201))), "bo cy yuri"),
    ] {
        assert_eq!(find(&database, &filter).await, expected, "{filter:?}");
    }
}

/// Whoever is found has all that was asked for.
pub(crate) async fn filters_and_a_search_add_up(database: Database) {
    let database = database.with(&practice()).await;
    let nurses = StaffFilter { role: Some(SystemRole::Nurse.id()), ..everybody() };
    let of_yuri = StaffFilter { primary_provider: Some(StaffId::new("yuri")), ..nurses.clone() };
    assert_eq!(find(&database, &of_yuri).await, "eve");
    let never = StaffFilter { sign_in: Some(SignInCondition::Never), ..nurses.clone() };
    assert_eq!(find(&database, &never).await, "cy eve");
    for (words, all, active) in
        [("a", "ann cy eve", "ann cy"), ("abe", "ann", "ann"), ("er", "cy", "cy"), ("ev e", "eve", "")]
    {
        let active_nurses = StaffFilter { role: Some(SystemRole::Nurse.id()), ..ACTIVE };
        assert_eq!(search(&database, &nurses, words).await, all, "{words}");
        assert_eq!(search(&database, &active_nurses, words).await, active, "{words}");
    }
    for (words, active) in [("a", "ann bo cy zoe"), ("young", "yuri"), ("dunn", "")] {
        assert_eq!(search(&database, &ACTIVE, words).await, active, "{words}");
    }
}

/// Whoever holds a role that the practice made is found by it, and stands where its name belongs, as it is now.
pub(crate) async fn a_practice_filters_and_orders_by_its_own_roles(database: Database) {
    let database = database.with(&practice()).await;
    let triage = RoleId::new("triage-id");
    let role = NewRole {
        id: triage.clone(),
        name: "Triage".to_owned(),
        based_on: SystemRole::Nurse,
        permissions: BTreeSet::new(),
        created_at: START,
    };
    let mut transaction = database.write().await;
    transaction.roles().add(&role).await.unwrap();
    let bo = StaffId::new("bo");
    let own = OwnPermissions::default();
    transaction.staff().change_power(&bo, 1, &triage, &own, START).await.unwrap();
    transaction.commit().await.unwrap();

    let held = StaffFilter { role: Some(triage.clone()), ..everybody() };
    assert_eq!(find(&database, &held).await, "bo");
    let order = StaffOrder { sort: StaffSort::Role, direction: SortDirection::Ascending };
    let by_role = StaffQuery { order, limit: 100, ..StaffQuery::default() };
    assert_eq!(ids(&list(&database, &by_role).await).join(" "), "ann cy eve yuri zoe dana bo");

    let mut transaction = database.write().await;
    transaction.roles().update(&triage, 1, "Advice", &BTreeSet::new(), START).await.unwrap();
    transaction.commit().await.unwrap();
    assert_eq!(ids(&list(&database, &by_role).await).join(" "), "bo ann cy eve yuri zoe dana");

    // Added with a role of the practice's own.
    let mut late = person("late", "Late", "Comer");
    late.record.listed.role.id = triage;
    let database = database.with(&[late]).await;
    assert_eq!(find(&database, &held).await, "bo late");
    assert_eq!(ids(&list(&database, &by_role).await).join(" "), "bo late ann cy eve yuri zoe dana");
}

/// A list goes by what was asked for, then by name; backwards it is the same list from its end.
pub(crate) async fn each_order_goes_both_ways(database: Database) {
    let database = database.with(&practice()).await;
    for (sort, expected) in [
        (StaffSort::Name, "ann bo cy dana eve yuri zoe"),
        (StaffSort::Role, "bo ann cy eve yuri zoe dana"),
        (StaffSort::PrimaryProvider, "cy yuri zoe bo eve ann dana"),
        (StaffSort::LastSignIn, "cy dana eve bo yuri ann zoe"),
    ] {
        for direction in SortDirection::ALL {
            let order = StaffOrder { sort, direction: *direction };
            let page = list(&database, &StaffQuery { order, limit: 100, ..StaffQuery::default() }).await;
            let mut found = ids(&page);
            if *direction == SortDirection::Descending {
                found.reverse();
            }
            assert_eq!(found.join(" "), expected, "{order:?}");
        }
    }
}

/// Scrolling to the end of any list in any order shows everyone once, whether they are few or many.
pub(crate) async fn paging_visits_everyone_once_in_each_order(database: Database) {
    let database = database.with(&crowd(1_501)).await;
    let filters = [
        everybody(),
        ACTIVE,
        PENDING,
        StaffFilter { role: Some(SystemRole::Nurse.id()), ..ACTIVE },
        StaffFilter { primary_provider: Some(StaffId::new("provider-a")), ..ACTIVE },
        StaffFilter { sign_in: Some(SignInCondition::Never), ..everybody() },
        StaffFilter { sign_in: Some(SignInCondition::Before(UnixSeconds(300))), ..ACTIVE },
    ];
    for filter in filters {
        for search in ["", "smith", "n", "id-14"] {
            let query =
                StaffQuery { search: search.to_owned(), filter: filter.clone(), ..StaffQuery::default() };
            let mut everyone = page_through(&database, &query, 2_000).await;
            everyone.sort();
            for order in orders() {
                let query = StaffQuery { order, ..query.clone() };
                let whole = page_through(&database, &query, 2_000).await;
                assert_eq!(page_through(&database, &query, 97).await, whole, "{query:?}");
                let mut sorted = whole;
                sorted.sort();
                assert_eq!(sorted, everyone, "{query:?}");
            }
        }
    }
}

/// Somebody who signs in, changes or leaves while others scroll takes nobody else out of sight, and brings nobody back.
pub(crate) async fn people_who_change_take_nobody_else_out_of_sight(database: Database) {
    let database = database.with(&practice()).await;
    let order = StaffOrder { sort: StaffSort::LastSignIn, direction: SortDirection::Descending };
    let query = StaffQuery { order, filter: ACTIVE, limit: 2, ..StaffQuery::default() };
    let page = list(&database, &query).await;
    assert_eq!(ids(&page), ["zoe", "ann"]);
    let mut transaction = database.write().await;
    transaction.staff().note_sign_in(&StaffId::new("ann"), UnixSeconds(900)).await.unwrap();
    transaction.staff().note_sign_in(&StaffId::new("bo"), UnixSeconds(901)).await.unwrap();
    transaction.staff().set_status(&StaffId::new("zoe"), StaffStatus::Inactive, START).await.unwrap();
    transaction.commit().await.unwrap();
    let rest = list(&database, &StaffQuery { after: page.next, limit: 10, ..query.clone() }).await;
    assert_eq!(ids(&rest), ["yuri", "cy"]);
    assert_eq!(rest.total, 4);
    assert_eq!(page_through(&database, &query, 1).await, ["bo", "ann", "yuri", "cy"]);
}

/// The counts of the lists follow whoever is deactivated, reactivated, frozen or opened again, in a search of any
/// length too.
pub(crate) async fn lists_are_counted_as_people_move_between_them(database: Database) {
    let database = database.with(&practice()).await;
    let counts = async |search: &str| {
        let query = StaffQuery { search: search.to_owned(), limit: 1, ..StaffQuery::default() };
        let counts = list(&database, &query).await.counts;
        (counts.active, counts.inactive, counts.pending)
    };
    assert_eq!(counts("").await, (5, 1, 1));
    for search in ["b", "ba", "baker", "b a"] {
        assert!(counts(search).await.0 >= 1, "{search}");
    }
    database.set_status(&StaffId::new("bo"), StaffStatus::Inactive).await;
    let mut transaction = database.write().await;
    assert!(transaction.staff().freeze(&StaffId::new("cy"), START).await.unwrap());
    assert!(!transaction.staff().freeze(&StaffId::new("cy"), START).await.unwrap());
    assert!(
        !transaction.staff().set_status(&StaffId::new("bo"), StaffStatus::Inactive, START).await.unwrap()
    );
    transaction.commit().await.unwrap();
    assert_eq!(counts("").await, (3, 3, 1));
    for search in ["bo", "ba", "baker", "bo ba"] {
        assert_eq!(counts(search).await, (0, 1, 0), "{search}");
    }
    let mut transaction = database.write().await;
    let changes = StaffChanges { last_name: Some("Quick".to_owned()), ..StaffChanges::default() };
    transaction.staff().update(&StaffId::new("bo"), 2, &changes, START).await.unwrap();
    transaction.commit().await.unwrap();
    database.set_status(&StaffId::new("bo"), StaffStatus::Active).await;
    assert_eq!(counts("q").await, (1, 0, 0));
    assert_eq!(counts("ba").await, (0, 0, 0));
    assert_eq!(counts("").await, (4, 2, 1));
    let mut transaction = database.write().await;
    assert!(transaction.staff().reopen(&StaffId::new("cy"), START).await.unwrap());
    transaction.commit().await.unwrap();
    assert_eq!(counts("").await, (4, 1, 2));
    assert_eq!(counts("ca").await, (0, 0, 1));
}

/// A search tells where else there is somebody, whichever list it shows.
pub(crate) async fn a_search_counts_the_lists_that_it_does_not_show(database: Database) {
    let database = database.with(&crowd(4_000)).await;
    for search in ["", "n", "an", "ann", "smith", "smith ann", "a s", "id-399"] {
        let mut counts = StaffCounts::default();
        for status in [StaffStatus::Active, StaffStatus::Inactive, StaffStatus::Pending] {
            let query = StaffQuery {
                search: search.to_owned(),
                filter: in_list(status),
                limit: 5_000,
                ..StaffQuery::default()
            };
            let page = list(&database, &query).await;
            let shown = page.items.len() as u64;
            assert!(page.items.iter().all(|person| person.status == status), "{search}");
            match status {
                StaffStatus::Active => counts.active = shown,
                StaffStatus::Inactive => counts.inactive = shown,
                StaffStatus::Pending => counts.pending = shown,
            }
        }
        for filter in [everybody(), PENDING] {
            let query = StaffQuery { search: search.to_owned(), filter, limit: 1, ..StaffQuery::default() };
            assert_eq!(list(&database, &query).await.counts, counts, "{search}");
        }
    }
}

/// A link is live until it runs out or ends, and an invitation that ran out leaves somebody without one.
pub(crate) async fn a_link_is_followed_until_it_ends(database: Database) {
    let database = database.with(&practice()).await;
    let link = |link| StaffFilter { link: Some(link), ..everybody() };
    let live = link(LinkCondition::LiveAt(START));
    let runs_out = link(LinkCondition::RunsOut { after: START, until: START.plus(6 * HOUR) });
    let ran_out = link(LinkCondition::InvitationRanOutBy(START));
    assert_eq!(find(&database, &ran_out).await, "eve");
    issue(&database, 1, "ann", LinkPurpose::PasswordReset, START.plus(72 * HOUR)).await;
    issue(&database, 2, "bo", LinkPurpose::PasswordReset, START.plus(6 * HOUR)).await;
    issue(&database, 3, "eve", LinkPurpose::Invitation, START.plus(HOUR)).await;
    assert_eq!(find(&database, &live).await, "ann bo eve");
    assert_eq!(find(&database, &runs_out).await, "bo eve");
    assert_eq!(find(&database, &ran_out).await, "");
    assert_eq!(database.person("eve").await.listed.link_expires_at, Some(START.plus(HOUR)));

    let later = START.plus(HOUR);
    assert_eq!(find(&database, &link(LinkCondition::LiveAt(later))).await, "ann bo");
    assert_eq!(find(&database, &link(LinkCondition::InvitationRanOutBy(later))).await, "eve");
    issue(&database, 4, "eve", LinkPurpose::Invitation, later.plus(72 * HOUR)).await;
    assert_eq!(find(&database, &link(LinkCondition::InvitationRanOutBy(later))).await, "");

    let mut transaction = database.write().await;
    transaction.links().end_live_of(&StaffId::new("bo"), LinkEnd::Revoked, None, START).await.unwrap();
    transaction.links().spend(LinkPurpose::PasswordReset, &[1; 32], START).await.unwrap().unwrap();
    transaction.commit().await.unwrap();
    assert_eq!(find(&database, &live).await, "eve");
    assert_eq!(database.person("ann").await.listed.link_expires_at, None);
}

/// A mail that did not leave is somebody's concern for a while, unless it had become pointless, or another one left.
pub(crate) async fn a_failed_mail_counts_until_another_one_leaves(database: Database) {
    let database = database.with(&practice()).await;
    for (number, whose) in [(1, "ann"), (2, "bo"), (3, "cy"), (5, "dana")] {
        issue(&database, number, whose, LinkPurpose::PasswordReset, START.plus(HOUR)).await;
    }
    let mut transaction = database.write().await;
    for (mail, reason) in [
        ("mail-1", "rejected"),
        ("mail-2", "link_ended"),
        ("mail-3", "timeout"),
        ("mail-5", "person_not_pending"),
    ] {
        transaction.mail().mark_failed(mail, START.plus(10), reason).await.unwrap();
    }
    transaction.commit().await.unwrap();
    let failed = |since| StaffFilter { mail_failed_since: Some(since), ..everybody() };
    assert_eq!(find(&database, &failed(START)).await, "ann cy");
    assert_eq!(find(&database, &failed(START.plus(11))).await, "");
    issue(&database, 4, "ann", LinkPurpose::PasswordReset, START.plus(HOUR)).await;
    let mut transaction = database.write().await;
    transaction.mail().mark_sent("mail-4", START.plus(20)).await.unwrap();
    transaction.commit().await.unwrap();
    assert_eq!(find(&database, &failed(START)).await, "cy");
}

/// The last sign-in is the latest, and none before there was one.
pub(crate) async fn the_last_sign_in_is_kept(database: Database) {
    let database = database.with(&practice()).await;
    let cy = StaffId::new("cy");
    assert_eq!(database.person("cy").await.listed.last_sign_in_at, None);
    for (now, expected) in [(500, 500), (400, 500), (600, 600)] {
        let mut transaction = database.write().await;
        transaction.staff().note_sign_in(&cy, UnixSeconds(now)).await.unwrap();
        transaction.commit().await.unwrap();
        let person = database.person("cy").await;
        assert_eq!(person.listed.last_sign_in_at, Some(UnixSeconds(expected)));
        assert_eq!(person.version, 1, "nobody who edits them is in the way");
    }
}

/// People stand under their provider by the name that the provider has now, and under another one as soon as they have.
pub(crate) async fn a_provider_keeps_their_people_together(database: Database) {
    let database = database.with(&practice()).await;
    let order = StaffOrder { sort: StaffSort::PrimaryProvider, direction: SortDirection::Ascending };
    let query = StaffQuery { order, limit: 10, ..StaffQuery::default() };
    let mut transaction = database.write().await;
    let name = StaffChanges { last_name: Some("Aaron".to_owned()), ..StaffChanges::default() };
    transaction.staff().update(&StaffId::new("zoe"), 1, &name, START).await.unwrap();
    let provider =
        StaffChanges { primary_provider_id: Some(StaffId::new("yuri")), ..StaffChanges::default() };
    transaction.staff().update(&StaffId::new("dana"), 1, &provider, START).await.unwrap();
    transaction.commit().await.unwrap();
    assert_eq!(ids(&list(&database, &query).await).join(" "), "zoe cy yuri ann bo dana eve");
}
