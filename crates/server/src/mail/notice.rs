//! The mail that tells somebody what was done to an account.

use super::mailed_link::MailedLink;
use super::rendered::rendered_by;
use staffroom_store::NoticeKind;

/// What the mail says.
pub(super) struct NoticeMail {
    pub(super) practice_name: String,
    /// What was done.
    pub(super) kind: NoticeKind,
    /// The recipient's first and last name.
    pub(super) full_name: String,
    /// First and last name of whoever's account it is.
    pub(super) whose: String,
    /// The username of the account.
    pub(super) username: String,
    /// First and last name of whoever did it; `None` if nobody was signed in.
    pub(super) done_by: Option<String>,
    /// When it was done, in words.
    pub(super) done_at: String,
    /// Who can give a frozen account back; nobody if the notice is about something else.
    pub(super) way_back: Option<WayBack>,
    /// The link to say "This was not me" with, which freezes the account, if the mail offers that.
    pub(super) freeze: Option<MailedLink>,
}

/// Who can give an account back that was frozen: whoever may do all that its person may.
pub(super) enum WayBack {
    /// The recipient.
    Yours,
    /// Others than the recipient, by their first and last names.
    Others(Vec<String>),
    /// Nobody who could sign in.
    CommandLine,
}

rendered_by!(NoticeMail: "mail/notice/subject.txt", "mail/notice/body.txt", "mail/notice/body.html");

impl NoticeMail {
    fn headline(&self) -> &'static str {
        match self.kind {
            NoticeKind::PasswordResetCompleted | NoticeKind::OwnPasswordChanged => {
                "Your password was changed"
            }
            NoticeKind::EmailChangeConfirmed => "Your email address was changed",
            NoticeKind::StaffDeactivated => "Your account was deactivated",
            NoticeKind::StaffReactivated => "The deactivation of your account was undone",
            NoticeKind::AccountFrozen => "An account was frozen",
        }
    }

    fn act(&self) -> String {
        let by = self.done_by.as_ref().map(|name| format!(" by {name}")).unwrap_or_default();
        match self.kind {
            NoticeKind::PasswordResetCompleted => {
                "The password of your account was changed with a link that was sent to you by mail.".to_owned()
            }
            NoticeKind::OwnPasswordChanged => {
                "The password of your account was changed by somebody who was signed in to it.".to_owned()
            }
            NoticeKind::EmailChangeConfirmed => {
                "The new email address of your account was confirmed, with the link in a mail to it.".to_owned()
            }
            NoticeKind::StaffDeactivated => format!("Your account was deactivated{by}."),
            NoticeKind::StaffReactivated => format!("The deactivation of your account was undone{by}."),
            NoticeKind::AccountFrozen => {
                "An account was frozen with the link in a notice: its holder says that a change was not theirs."
                    .to_owned()
            }
        }
    }

    fn consequence(&self) -> String {
        let told = match self.kind {
            NoticeKind::PasswordResetCompleted => {
                "You were signed out everywhere. The new password is in force."
            }
            NoticeKind::OwnPasswordChanged => {
                "You were signed out everywhere else. The new password is in force."
            }
            NoticeKind::EmailChangeConfirmed => {
                "Mail about your account goes to the new address from now on. Links to a new password that went to the \
                 old one no longer work."
            }
            NoticeKind::StaffDeactivated => "You were signed out everywhere, and cannot sign in any more.",
            NoticeKind::StaffReactivated => {
                "Your account is as it was. If your password does not work any more, ask for a link on the sign-in \
                 page."
            }
            NoticeKind::AccountFrozen => "Its password is void and nobody is signed in to it.",
        };
        let way_back = self.way_back.as_ref().map(|way_back| format!(" {}", way_back.words()));
        format!("{told}{}", way_back.unwrap_or_default())
    }
}

impl WayBack {
    fn words(&self) -> String {
        match self {
            Self::Yours => {
                "Talk to the person first. Then reactivate the account, which sends them an invitation to choose a new \
                 password."
                    .to_owned()
            }
            Self::Others(names) => format!(
                "You cannot give it back, since the person may do more than you. Talk to whoever can: {}.",
                names.join(", ")
            ),
            Self::CommandLine => {
                "Nobody who can sign in may give it back. Talk to the person first. Then whoever \
                                  runs the server invites them again with: staffroom-server admin invite"
                    .to_owned()
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::mail::sample::{self, AWKWARD, assert_both_parts_hold, assert_names_are_only_names, shown};
    use crate::mail::words;
    use staffroom_contract::UnixSeconds;

    fn sample(kind: NoticeKind) -> NoticeMail {
        NoticeMail {
            practice_name: sample::PRACTICE.to_owned(),
            kind,
            full_name: "Camille Nurse".to_owned(),
            whose: "Camille Nurse".to_owned(),
            username: "camilles".to_owned(),
            done_by: Some("Morgan Manager".to_owned()),
            done_at: words::deadline(UnixSeconds(1_795_480_500), sample::TIME_ZONE),
            way_back: None,
            freeze: None,
        }
    }

    fn frozen(way_back: WayBack) -> NoticeMail {
        NoticeMail { done_by: None, way_back: Some(way_back), ..sample(NoticeKind::AccountFrozen) }
    }

    fn names() -> Vec<String> {
        ["Glenn Breaker", "Robin Owner"].map(str::to_owned).to_vec()
    }

    fn with_offer() -> NoticeMail {
        let freeze = sample::link_to("/freeze-account");
        NoticeMail { done_by: None, freeze: Some(freeze), ..sample(NoticeKind::PasswordResetCompleted) }
    }

    /// What the mail says, word for word.
    #[test]
    fn the_notice_says_what_it_should() {
        for (name, sample) in [
            ("notice_password_reset_completed", with_offer()),
            ("notice_own_password_changed", sample(NoticeKind::OwnPasswordChanged)),
            ("notice_email_change_confirmed", sample(NoticeKind::EmailChangeConfirmed)),
            ("notice_staff_deactivated", sample(NoticeKind::StaffDeactivated)),
            ("notice_staff_reactivated", sample(NoticeKind::StaffReactivated)),
            ("notice_account_frozen", frozen(WayBack::Yours)),
            ("notice_account_frozen_others", frozen(WayBack::Others(names()))),
            ("notice_account_frozen_command_line", frozen(WayBack::CommandLine)),
        ] {
            let mail = sample.render().unwrap();
            insta::assert_snapshot!(name, shown(&mail));
        }
        insta::assert_snapshot!("notice_html", with_offer().render().unwrap().html);
    }

    /// The notice holds the link and the code, and nothing in it leads to a new password.
    #[test]
    fn the_notice_freezes_and_does_nothing_else() {
        let sample = with_offer();
        let mail = sample.render().unwrap();
        assert_both_parts_hold(&mail, sample.freeze.as_ref().unwrap(), &[]);
        for part in [&mail.subject, &mail.text, &mail.html] {
            assert!(!part.contains("reset-password"));
        }
    }

    /// A name is a name: it brings no markup and no line of its own into the mail.
    #[test]
    fn names_are_only_names() {
        let mail = NoticeMail {
            full_name: AWKWARD.to_owned(),
            whose: AWKWARD.to_owned(),
            done_by: Some(AWKWARD.to_owned()),
            practice_name: AWKWARD.to_owned(),
            way_back: Some(WayBack::Others(vec![AWKWARD.to_owned()])),
            ..sample(NoticeKind::StaffDeactivated)
        };
        assert_names_are_only_names(&mail.render().unwrap());
    }
}
