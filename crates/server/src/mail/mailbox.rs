//! A mailbox in memory: where the demo's mail goes.

use super::{OutgoingMail, SendError, Transport};
use async_trait::async_trait;
use std::collections::VecDeque;
use std::sync::{Arc, Mutex, PoisonError};

/// How many mails are kept; the oldest goes first.
const CAPACITY: usize = 500;

/// A mailbox that forgets everything when the server ends. Cloning it gives another handle to the same one.
#[derive(Clone, Default)]
pub struct Mailbox(Arc<Mutex<Kept>>);

#[derive(Default)]
struct Kept {
    arrived: usize,
    mails: VecDeque<KeptMail>,
}

/// A mail in the mailbox.
#[derive(Clone)]
pub struct KeptMail {
    /// Counts the mails, from 1; never another mail's.
    pub number: usize,
    /// The mail.
    pub mail: OutgoingMail,
}

impl Mailbox {
    /// Puts a mail in. One with the same id takes the place of the older copy: it was tried again.
    pub fn put(&self, mail: &OutgoingMail) {
        let mut kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(copy) = kept.mails.iter_mut().find(|copy| copy.mail.id == mail.id) {
            copy.mail = mail.clone();
            return;
        }
        kept.arrived += 1;
        let number = kept.arrived;
        kept.mails.push_front(KeptMail { number, mail: mail.clone() });
        kept.mails.truncate(CAPACITY);
    }

    /// Every mail, the newest first.
    pub fn mails(&self) -> Vec<KeptMail> {
        let kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        kept.mails.iter().cloned().collect()
    }

    /// The mail with this number.
    pub fn mail(&self, number: usize) -> Option<OutgoingMail> {
        let kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let found = kept.mails.iter().find(|copy| copy.number == number);
        found.map(|copy| copy.mail.clone())
    }
}

#[async_trait]
impl Transport for Mailbox {
    async fn send(&self, mail: &OutgoingMail) -> Result<(), SendError> {
        self.put(mail);
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::mail::message::tests::sample;

    fn ids(mailbox: &Mailbox) -> Vec<(usize, String)> {
        let mails = mailbox.mails();
        mails.into_iter().map(|kept| (kept.number, kept.mail.id)).collect()
    }

    /// The newest mail comes first; a second try of a mail is no second mail; old ones make room.
    #[test]
    fn the_newest_mail_comes_first() {
        let mailbox = Mailbox::default();
        for id in ["a", "b", "a"] {
            mailbox.put(&OutgoingMail { id: id.to_owned(), ..sample() });
        }
        assert_eq!(ids(&mailbox), [(2, "b".to_owned()), (1, "a".to_owned())]);
        for n in 0..CAPACITY {
            mailbox.put(&OutgoingMail { id: n.to_string(), ..sample() });
        }
        assert_eq!(ids(&mailbox).len(), CAPACITY);
        assert!(mailbox.mail(1).is_none());
        assert!(mailbox.mail(3).is_some());
    }
}
