//! What people are told of.

use super::*;

/// A notice goes to the address of its time, with a link that freezes the account.
#[tokio::test]
async fn a_notice_is_sent() {
    let bench = Bench::new(&[]).await;
    let code = bench.queue_notice(NoticeKind::OwnPasswordChanged).await;
    assert_eq!(bench.work().await, ["notice"]);
    let mail = bench.transport.taken.mail(1).unwrap();
    assert_eq!((mail.to.as_str(), mail.to_name.as_str()), ("before@email.xyz", "Camille Nurse"));
    let link = format!("https://staff.example.org/freeze-account#{code}");
    assert!(mail.text.lines().any(|line| line == link), "{}", mail.text);
}

/// Whoever was deactivated is told so, though they are not active; a link that would freeze nothing is left out.
#[tokio::test]
async fn a_person_who_is_not_active_gets_their_notice() {
    let bench = Bench::new(&[]).await;
    let code = bench.queue_notice(NoticeKind::StaffDeactivated).await;
    let mut transaction = bench.worker.context.store.write().await.unwrap();
    let camille = StaffId::new("camille");
    transaction.staff().set_status(&camille, StaffStatus::Inactive, bench.clock.now()).await.unwrap();
    transaction.commit().await.unwrap();
    assert_eq!(bench.work().await, ["notice"]);
    let text = bench.transport.taken.mail(1).unwrap().text;
    assert!(text.contains("Your account was deactivated by Marcus Staff."), "{text}");
    assert!(!text.contains(&code));
}

/// Whoever is told that an account was frozen reads how to give it back only if they may; else, who may.
#[tokio::test]
async fn a_frozen_account_is_told_to_each_as_they_may_act() {
    let bench = Bench::new(&[]).await;
    let store = &bench.worker.context.store;
    let mut people = [
        person("glenn", "Glenn", "Breaker"),
        person("robin", "Robin", "Owner"),
        person("morgan", "Morgan", "Manager"),
    ];
    for (person, role) in
        people.iter_mut().zip([SystemRole::BtgAdmin, SystemRole::BtgAdmin, SystemRole::OfficeManager])
    {
        person.record.listed.role = role.into();
    }
    let mut transaction = store.write().await.unwrap();
    transaction.staff().add(&people).await.unwrap();
    let tell = |id: &str, whose: &str, recipient: &str| NewMail {
        id: id.to_owned(),
        content: MailContent::Notice(Notice {
            kind: NoticeKind::AccountFrozen,
            staff_id: StaffId::new(whose),
            done_at: bench.clock.now(),
            done_by: None,
            recipient_id: StaffId::new(recipient),
            sent_to: format!("{recipient}@email.xyz"),
            freeze_link_id: None,
        }),
        queued_at: bench.clock.now(),
    };
    for mail in [
        tell("a nurse", "camille", "morgan"),
        tell("an admin, to a manager", "glenn", "morgan"),
        tell("an admin, to an admin", "glenn", "robin"),
    ] {
        transaction.mail().queue(&mail).await.unwrap();
    }
    transaction.staff().freeze(&StaffId::new("glenn"), bench.clock.now()).await.unwrap();
    transaction.commit().await.unwrap();
    assert_eq!(bench.work().await.len(), 3);
    let text = |number| bench.transport.taken.mail(number).unwrap().text;
    for (number, can) in [(1, true), (2, false), (3, true)] {
        let text = text(number);
        assert_eq!(text.contains("Then reactivate the account"), can, "{text}");
    }
    assert!(text(2).contains("Talk to whoever can: Robin Owner."), "{}", text(2));

    let mut transaction = store.write().await.unwrap();
    transaction.staff().freeze(&StaffId::new("robin"), bench.clock.now()).await.unwrap();
    transaction.mail().queue(&tell("the last admin", "robin", "morgan")).await.unwrap();
    transaction.commit().await.unwrap();
    bench.work().await;
    assert!(text(4).contains("staffroom-server admin invite"), "{}", text(4));
}
