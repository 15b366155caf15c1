use crate::Database;
use crate::people::{START, camille, camille_id, person};
use staffroom_contract::{LinkPurpose, PasswordResetId, StaffId, StaffStatus, UnixSeconds};
use staffroom_store::{Link, LinkEnd, LinkScope, MailContent, NewLink, NewMail};
use std::sync::Arc;

const VALID: i64 = 72 * 3_600;

/// A reset link for Camille; `number` makes its id, salt and code.
fn link(number: u8) -> NewLink {
    NewLink {
        id: id(number),
        purpose: LinkPurpose::PasswordReset,
        staff_id: camille_id(),
        sent_to: Some("cnurse@email.xyz".to_owned()),
        salt: [number + 100; 32],
        code_hash: [number; 32],
        requested_by: None,
        idempotency_key: None,
        bulk_id: None,
        requested_at: START,
        expires_at: START.plus(VALID),
    }
}

fn invitation(number: u8) -> NewLink {
    NewLink { purpose: LinkPurpose::Invitation, sent_to: None, ..link(number) }
}

fn id(number: u8) -> PasswordResetId {
    PasswordResetId::new(format!("link-{number}"))
}

async fn issue(database: &Database, link: &NewLink) {
    let mut transaction = database.write().await;
    transaction.links().issue(link).await.unwrap();
    transaction.commit().await.unwrap();
}

async fn get(database: &Database, number: u8) -> Link {
    let found = database.read().await.links().get(&id(number)).await;
    found.unwrap().unwrap()
}

async fn spend(database: &Database, purpose: LinkPurpose, number: u8, now: UnixSeconds) -> Option<StaffId> {
    let mut transaction = database.write().await;
    let spent = transaction.links().spend(purpose, &[number; 32], now).await.unwrap();
    transaction.commit().await.unwrap();
    spent
}

async fn spend_reset(database: &Database, number: u8) -> Option<StaffId> {
    spend(database, LinkPurpose::PasswordReset, number, START).await
}

/// Nothing of a link gets lost, and it says who asked for it by the name that they have now.
pub(crate) async fn a_link_is_found_as_it_was_issued(database: Database) {
    let database = database.with(&[camille(), person("morganm", "Morgan", "Manager")]).await;
    let requested = NewLink { requested_by: Some(StaffId::new("morganm")), ..link(1) };
    issue(&database, &requested).await;
    let expected = Link {
        id: id(1),
        purpose: LinkPurpose::PasswordReset,
        staff_id: camille_id(),
        sent_to: Some("cnurse@email.xyz".to_owned()),
        salt: [101; 32],
        requested_by: Some(StaffId::new("morganm")),
        requested_by_name: Some("Morgan Manager".to_owned()),
        requested_at: START,
        expires_at: START.plus(VALID),
        sent_at: None,
        failed_at: None,
        mail_reason: None,
        opened_at: None,
        ended: None,
        ended_by_name: None,
    };
    assert_eq!(get(&database, 1).await, expected);
    let mut transaction = database.read().await;
    let mut links = transaction.links();
    let by_code = links.find_by_code_hash(LinkPurpose::PasswordReset, &[1; 32]).await;
    assert_eq!(by_code.unwrap().as_ref(), Some(&expected));
    let newest = links.newest_of(&camille_id(), LinkPurpose::PasswordReset).await;
    assert_eq!(newest.unwrap().as_ref(), Some(&expected));
    assert_eq!(links.get(&id(2)).await.unwrap(), None);
}

/// The code of a reset does not accept an invitation, nor the other way round.
pub(crate) async fn a_code_is_worth_nothing_to_the_other_purpose(database: Database) {
    let database = database.with(&[camille()]).await;
    issue(&database, &link(1)).await;
    let mut transaction = database.write().await;
    let found = transaction.links().find_by_code_hash(LinkPurpose::Invitation, &[1; 32]).await;
    assert_eq!(found.unwrap(), None);
    drop(transaction);
    assert_eq!(spend(&database, LinkPurpose::Invitation, 1, START).await, None);
    assert_eq!(spend_reset(&database, 1).await, Some(camille_id()));
}

/// At most one link of a person lives: the newest.
pub(crate) async fn a_newer_link_replaces_the_older_one(database: Database) {
    let database = database.with(&[camille()]).await;
    issue(&database, &link(1)).await;
    let newer = NewLink { requested_at: START.plus(60), ..link(2) };
    issue(&database, &newer).await;
    assert_eq!(get(&database, 1).await.ended, Some((LinkEnd::Replaced, START.plus(60))));
    assert_eq!(get(&database, 2).await.ended, None);
    assert_eq!(spend_reset(&database, 1).await, None);
    assert_eq!(spend_reset(&database, 2).await, Some(camille_id()));
}

/// A link that ran out says so, and not that a newer one took its place afterwards.
pub(crate) async fn a_link_that_had_run_out_was_not_replaced(database: Database) {
    let database = database.with(&[camille()]).await;
    issue(&database, &link(1)).await;
    let after_its_end =
        NewLink { requested_at: START.plus(VALID), expires_at: START.plus(2 * VALID), ..link(2) };
    issue(&database, &after_its_end).await;
    assert_eq!(get(&database, 1).await.ended, None);
}

/// An invitation and a reset live side by side.
pub(crate) async fn purposes_do_not_replace_each_other(database: Database) {
    let database = database.with(&[camille()]).await;
    issue(&database, &invitation(1)).await;
    issue(&database, &link(2)).await;
    assert_eq!(get(&database, 1).await.ended, None);
    assert_eq!(get(&database, 2).await.ended, None);
}

/// A link sets somebody's password, or it is none.
pub(crate) async fn a_link_for_nobody_is_refused(database: Database) {
    let mut transaction = database.write().await;
    assert!(transaction.links().issue(&link(1)).await.is_err());
}

/// Of two links asked for in the same second the later one is the newest; other people's do not count.
pub(crate) async fn the_newest_link_is_the_one_issued_last(database: Database) {
    let database = database.with(&[camille(), person("marcusstaff", "Marcus", "Staff")]).await;
    let of_marcus = NewLink { staff_id: StaffId::new("marcusstaff"), ..link(3) };
    for link in [link(2), link(1), of_marcus, invitation(4)] {
        issue(&database, &link).await;
    }
    let mut transaction = database.read().await;
    let mut links = transaction.links();
    let newest = links.newest_of(&camille_id(), LinkPurpose::PasswordReset).await;
    assert_eq!(newest.unwrap().unwrap().id, id(1));
    let none = links.newest_of(&StaffId::new("marcusstaff"), LinkPurpose::Invitation).await;
    assert_eq!(none.unwrap(), None);
}

/// An answer lost on the way is found again by its key, for the person who asked and nobody else.
pub(crate) async fn a_key_finds_the_link_that_was_asked_for_with_it(database: Database) {
    let database = database.with(&[camille(), person("morganm", "Morgan", "Manager")]).await;
    let with_key = NewLink {
        requested_by: Some(StaffId::new("morganm")),
        idempotency_key: Some("key".to_owned()),
        ..link(1)
    };
    issue(&database, &with_key).await;
    issue(&database, &link(2)).await;
    let mut transaction = database.read().await;
    let mut links = transaction.links();
    let found = links.find_by_idempotency_key(&StaffId::new("morganm"), "key").await;
    assert_eq!(found.unwrap().unwrap().id, id(1));
    for (requested_by, key) in [("morganm", "KEY"), ("camilles", "key")] {
        let found = links.find_by_idempotency_key(&StaffId::new(requested_by), key).await;
        assert_eq!(found.unwrap(), None, "{requested_by} {key}");
    }
}

/// The newest links are found by who asked for them and for whom, so that nobody is sent too many.
pub(crate) async fn links_are_counted_by_who_asked_for_them(database: Database) {
    let (morgan, marcus) = (StaffId::new("morganm"), StaffId::new("marcusstaff"));
    let people =
        [camille(), person("morganm", "Morgan", "Manager"), person("marcusstaff", "Marcus", "Staff")];
    let database = database.with(&people).await;
    let by_morgan = |number: u8, staff_id: &StaffId| NewLink {
        staff_id: staff_id.clone(),
        requested_by: Some(morgan.clone()),
        requested_at: START.plus(number.into()),
        ..link(number)
    };
    let forgotten = NewLink { requested_at: START.plus(3), ..link(3) };
    let invited = NewLink { requested_at: START.plus(5), ..invitation(5) };
    for link in [by_morgan(1, &camille_id()), by_morgan(2, &camille_id()), forgotten, by_morgan(4, &marcus)] {
        issue(&database, &link).await;
    }
    issue(&database, &invited).await;
    let mut transaction = database.read().await;
    let mut links = transaction.links();
    for (scope, seconds) in [
        (LinkScope::SentTo(&camille_id()), [2, 1].as_slice()),
        (LinkScope::SentTo(&marcus), &[4]),
        (LinkScope::ForgottenBy(&camille_id()), &[3]),
        (LinkScope::ForgottenBy(&marcus), &[]),
        (LinkScope::InvitationsOf(&camille_id()), &[5]),
        (LinkScope::InvitationsOf(&marcus), &[]),
        (LinkScope::RequestedBy(&morgan), &[4, 2, 1]),
        (LinkScope::Forgotten, &[3]),
        (LinkScope::All, &[5, 4, 3, 2, 1]),
    ] {
        let mut found = Vec::new();
        for n in 1..=6 {
            let at = links.nth_newest_at(scope, n, UnixSeconds(0), START.plus(5)).await;
            found.extend(at.unwrap().map(|at| at.since(START)));
        }
        assert_eq!(found, seconds, "{scope:?}");
    }
    // What was asked for while the clock was ahead does not count.
    let newest = links.nth_newest_at(LinkScope::All, 1, UnixSeconds(0), START.plus(3)).await;
    assert_eq!(newest.unwrap(), Some(START.plus(3)));
    // Nor does what was asked for before.
    for (n, at) in [(2, Some(START.plus(4))), (3, None)] {
        let found = links.nth_newest_at(LinkScope::All, n, START.plus(3), START.plus(5)).await;
        assert_eq!(found.unwrap(), at);
    }
}

/// Opening the page again does not move the moment at which it was first opened.
pub(crate) async fn the_first_opening_is_noted(database: Database) {
    let database = database.with(&[camille()]).await;
    issue(&database, &link(1)).await;
    let mut transaction = database.write().await;
    for seconds in [10, 20] {
        let opened = transaction.links().mark_opened(&id(1), START.plus(seconds)).await;
        opened.unwrap();
    }
    transaction.commit().await.unwrap();
    let link = get(&database, 1).await;
    assert_eq!((link.opened_at, link.ended), (Some(START.plus(10)), None));
}

/// A link sets one password, and says afterwards that it did.
pub(crate) async fn a_link_is_spent_once(database: Database) {
    let database = database.with(&[camille()]).await;
    issue(&database, &link(1)).await;
    assert_eq!(spend_reset(&database, 2).await, None);
    assert_eq!(spend_reset(&database, 1).await, Some(camille_id()));
    assert_eq!(spend_reset(&database, 1).await, None);
    assert_eq!(get(&database, 1).await.ended, Some((LinkEnd::Used, START)));
}

/// Of fifty parallel tries with one link exactly one wins.
pub(crate) async fn of_fifty_who_spend_a_link_one_wins(database: Database) {
    let database = Arc::new(database.with(&[camille()]).await);
    issue(&database, &link(1)).await;
    let tries: Vec<_> = (0..50)
        .map(|_| {
            let database = Arc::clone(&database);
            tokio::spawn(async move { spend_reset(&database, 1).await })
        })
        .collect();
    let mut winners = 0;
    for attempt in tries {
        winners += usize::from(attempt.await.unwrap().is_some());
    }
    assert_eq!(winners, 1);
}

/// A link is valid to its last second, and no longer.
pub(crate) async fn a_link_is_not_spent_once_it_has_run_out(database: Database) {
    let database = database.with(&[camille()]).await;
    issue(&database, &link(1)).await;
    let end = START.plus(VALID);
    let purpose = LinkPurpose::PasswordReset;
    assert_eq!(spend(&database, purpose, 1, end).await, None);
    assert_eq!(spend(&database, purpose, 1, end.plus(-1)).await, Some(camille_id()));
}

/// A password that was set by other means voids the link, even if nobody ended it.
pub(crate) async fn a_link_is_not_spent_after_the_password_changed(database: Database) {
    let database = database.with(&[camille()]).await;
    issue(&database, &link(1)).await;
    database.set_password_hash(&camille_id(), "new").await;
    assert_eq!(spend_reset(&database, 1).await, None);
    issue(&database, &link(2)).await;
    assert_eq!(spend_reset(&database, 2).await, Some(camille_id()));
}

/// A deactivated person's link sets nothing.
pub(crate) async fn a_reset_needs_an_active_person(database: Database) {
    let database = database.with(&[camille()]).await;
    issue(&database, &link(1)).await;
    for status in [StaffStatus::Inactive, StaffStatus::Pending] {
        database.set_status(&camille_id(), status).await;
        assert_eq!(spend_reset(&database, 1).await, None, "{status:?}");
    }
    database.set_status(&camille_id(), StaffStatus::Active).await;
    assert_eq!(spend_reset(&database, 1).await, Some(camille_id()));
}

/// An invitation is for somebody who has not come yet.
pub(crate) async fn an_invitation_needs_a_pending_person(database: Database) {
    let database = database.with(&[camille()]).await;
    issue(&database, &invitation(1)).await;
    assert_eq!(spend(&database, LinkPurpose::Invitation, 1, START).await, None);
    database.set_status(&camille_id(), StaffStatus::Pending).await;
    assert_eq!(spend(&database, LinkPurpose::Invitation, 1, START).await, Some(camille_id()));
}

/// Spending is part of setting the password: if that fails, the link still lives.
pub(crate) async fn a_spent_link_comes_back_if_the_act_fails(database: Database) {
    let database = database.with(&[camille()]).await;
    issue(&database, &link(1)).await;
    let mut transaction = database.write().await;
    let spent = transaction.links().spend(LinkPurpose::PasswordReset, &[1; 32], START).await;
    assert_eq!(spent.unwrap(), Some(camille_id()));
    drop(transaction);
    assert_eq!(spend_reset(&database, 1).await, Some(camille_id()));
}

/// What ends a person's links ends what still lives, of every purpose and of one person; what ran out just ran out.
pub(crate) async fn live_links_end_together(database: Database) {
    let database = database.with(&[camille(), person("marcusstaff", "Marcus", "Staff")]).await;
    let of_marcus = NewLink { staff_id: StaffId::new("marcusstaff"), ..link(3) };
    let short = NewLink { expires_at: START.plus(60), ..invitation(2) };
    for link in [link(1), short, of_marcus] {
        issue(&database, &link).await;
    }
    let now = START.plus(60);
    let mut transaction = database.write().await;
    let mut links = transaction.links();
    let ended = links.end_live_of(&camille_id(), LinkEnd::PasswordChanged, None, now).await;
    assert_eq!(ended.unwrap(), 1);
    let ended = links.end_live_of(&camille_id(), LinkEnd::Deactivated, None, now).await;
    assert_eq!(ended.unwrap(), 0);
    drop(links);
    transaction.commit().await.unwrap();
    assert_eq!(get(&database, 1).await.ended, Some((LinkEnd::PasswordChanged, now)));
    assert_eq!(get(&database, 2).await.ended, None);
    assert_eq!(get(&database, 3).await.ended, None);
    assert_eq!(spend_reset(&database, 1).await, None);
}

/// A link that ended with the account lives again as if nothing had happened, with its code and until its time, which
/// the list of people says too; another end stays, and so does what has run out.
pub(crate) async fn a_link_that_ended_with_the_account_is_given_back(database: Database) {
    let database = database.with(&[camille(), person("morganm", "Morgan", "Manager")]).await;
    database.set_status(&camille_id(), StaffStatus::Pending).await;
    issue(&database, &link(1)).await;
    issue(&database, &invitation(2)).await;
    let before = get(&database, 2).await;
    let (then, now) = (START.plus(10), START.plus(20));
    let mut transaction = database.write().await;
    let mut links = transaction.links();
    let morgan = StaffId::new("morganm");
    links.end_live_of(&camille_id(), LinkEnd::Deactivated, Some(&morgan), then).await.unwrap();
    for (purpose, ended_at, by_now) in
        [(LinkPurpose::Invitation, now, now), (LinkPurpose::Invitation, then, before.expires_at)]
    {
        assert_eq!(links.give_back(&camille_id(), purpose, ended_at, by_now).await.unwrap(), None);
    }
    let given_back = links.give_back(&camille_id(), LinkPurpose::Invitation, then, now).await.unwrap();
    assert_eq!(given_back, Some(id(2)));
    links.end_live_of(&camille_id(), LinkEnd::Revoked, Some(&morgan), then).await.unwrap();
    assert_eq!(links.give_back(&camille_id(), LinkPurpose::Invitation, then, now).await.unwrap(), None);
    drop(links);
    drop(transaction);

    let mut transaction = database.write().await;
    let mut links = transaction.links();
    links.end_live_of(&camille_id(), LinkEnd::Deactivated, Some(&morgan), then).await.unwrap();
    links.give_back(&camille_id(), LinkPurpose::Invitation, then, now).await.unwrap();
    drop(links);
    transaction.commit().await.unwrap();
    assert_eq!(get(&database, 2).await, before);
    assert_eq!(get(&database, 1).await.ended, Some((LinkEnd::Deactivated, then)));
    let listed = database.read().await.staff().get(&camille_id()).await.unwrap().unwrap().listed;
    assert_eq!(listed.link_expires_at, Some(before.expires_at));
    assert_eq!(spend(&database, LinkPurpose::Invitation, 2, now).await, Some(camille_id()));
}

/// The administrator sees whether the mail server took the mail, or it was given up.
pub(crate) async fn a_link_shows_what_became_of_its_mail(database: Database) {
    let database = database.with(&[camille()]).await;
    let mut transaction = database.write().await;
    for number in [1, 2] {
        transaction.links().issue(&link(number)).await.unwrap();
        let mail = NewMail {
            id: format!("mail-{number}"),
            content: MailContent::PasswordReset(id(number)),
            queued_at: START,
        };
        transaction.mail().queue(&mail).await.unwrap();
    }
    transaction.mail().mark_sent("mail-1", START.plus(1)).await.unwrap();
    let failed = transaction.mail().mark_failed("mail-2", START.plus(2), "refused").await;
    failed.unwrap();
    transaction.commit().await.unwrap();
    let (sent, failed) = (get(&database, 1).await, get(&database, 2).await);
    assert_eq!((sent.sent_at, sent.failed_at), (Some(START.plus(1)), None));
    assert_eq!((failed.sent_at, failed.failed_at), (None, Some(START.plus(2))));
    assert_eq!((sent.mail_reason, failed.mail_reason.as_deref()), (None, Some("refused")));
}

/// Whoever looks at a link that was taken back or replaced sees who did it; a used one was ended by its holder.
pub(crate) async fn a_link_says_who_ended_it(database: Database) {
    let database = database.with(&[camille(), person("morganm", "Morgan", "Manager")]).await;
    let morgan = StaffId::new("morganm");
    issue(&database, &link(1)).await;
    issue(&database, &NewLink { requested_by: Some(morgan.clone()), ..link(2) }).await;
    let mut transaction = database.write().await;
    let ended = transaction.links().end_live_of(&camille_id(), LinkEnd::Revoked, Some(&morgan), START).await;
    assert_eq!(ended.unwrap(), 1);
    transaction.commit().await.unwrap();
    issue(&database, &link(3)).await;
    assert_eq!(spend_reset(&database, 3).await, Some(camille_id()));
    for (number, by) in [(1, Some("Morgan Manager")), (2, Some("Morgan Manager")), (3, None)] {
        assert_eq!(get(&database, number).await.ended_by_name.as_deref(), by, "{number}");
    }
    assert_eq!(get(&database, 2).await.ended, Some((LinkEnd::Revoked, START)));
}

/// The history of somebody's links begins at its end, and is no longer than asked for.
pub(crate) async fn recent_links_are_the_newest_first(database: Database) {
    let database = database.with(&[camille()]).await;
    for number in 1..=4 {
        issue(&database, &link(number)).await;
    }
    issue(&database, &invitation(5)).await;
    let recent = database.read().await.links().recent_of(&camille_id(), LinkPurpose::PasswordReset, 3).await;
    let ids: Vec<_> = recent.unwrap().into_iter().map(|link| link.id).collect();
    assert_eq!(ids, [id(4), id(3), id(2)]);
}
