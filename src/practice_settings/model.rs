//! The settings as their fields hold them: what was read, what was typed, and what somebody else made of it meanwhile.

use staffroom_contract::field::name;
use staffroom_contract::text::tidy;
use staffroom_contract::{FieldProblem, FieldRule, PracticeSettings, UpdatePracticeSettings};

/// What parts the domains in the one text that stands for all of them.
const BETWEEN_DOMAINS: &str = "\n";

/// A setting, in the order in which the page shows them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Setting {
    Name,
    TimeZone,
    LinkValidSeconds,
    IdleMinutes,
    MinPasswordLength,
    AllowedEmailDomains,
}

impl Setting {
    pub(super) const ALL: [Self; 6] = [
        Self::Name,
        Self::TimeZone,
        Self::LinkValidSeconds,
        Self::IdleMinutes,
        Self::MinPasswordLength,
        Self::AllowedEmailDomains,
    ];

    /// The member of [`UpdatePracticeSettings`] that it is.
    pub(super) const fn name(self) -> &'static str {
        match self {
            Self::Name => name::NAME,
            Self::TimeZone => name::TIME_ZONE,
            Self::LinkValidSeconds => name::LINK_VALID_SECONDS,
            Self::IdleMinutes => name::IDLE_MINUTES,
            Self::MinPasswordLength => name::MIN_PASSWORD_LENGTH,
            Self::AllowedEmailDomains => name::ALLOWED_EMAIL_DOMAINS,
        }
    }
}

/// Settings that are saved together.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Section {
    General,
    SignIn,
    EmailDomains,
}

impl Section {
    pub(super) const ALL: [Self; 3] = [Self::General, Self::SignIn, Self::EmailDomains];

    pub(super) const fn settings(self) -> &'static [Setting] {
        match self {
            Self::General => &[Setting::Name, Setting::TimeZone],
            Self::SignIn => &[Setting::LinkValidSeconds, Setting::IdleMinutes, Setting::MinPasswordLength],
            Self::EmailDomains => &[Setting::AllowedEmailDomains],
        }
    }
}

/// A value for each [`Setting`], as its field holds it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Values([String; Setting::ALL.len()]);

impl Values {
    /// Asks `value` for each setting.
    pub(super) fn from_fn(mut value: impl FnMut(Setting) -> String) -> Self {
        Self(Setting::ALL.map(&mut value))
    }

    /// The values as they are kept.
    pub(super) fn of(settings: &PracticeSettings) -> Self {
        Self::from_fn(|setting| match setting {
            Setting::Name => settings.name.clone(),
            Setting::TimeZone => settings.time_zone.clone(),
            Setting::LinkValidSeconds => settings.link_valid_seconds.to_string(),
            Setting::IdleMinutes => settings.idle_minutes.to_string(),
            Setting::MinPasswordLength => settings.min_password_length.to_string(),
            Setting::AllowedEmailDomains => joined(&settings.allowed_email_domains),
        })
    }

    /// The value of one setting.
    pub(super) fn get(&self, setting: Setting) -> &str {
        &self.0[setting as usize]
    }

    /// Whether anything in a section differs from `kept`. White space at the ends is no change, since it is not kept.
    pub(super) fn differ_from(&self, kept: &Self, section: Section) -> bool {
        section.settings().iter().any(|setting| self.differs(kept, *setting))
    }

    /// The change of a section from `kept` to these values, with no member that stays as it is.
    ///
    /// # Errors
    /// The refused fields, never empty.
    pub(super) fn change_from(
        &self,
        kept: &Self,
        section: Section,
    ) -> Result<UpdatePracticeSettings, Vec<FieldProblem>> {
        let mut problems = Vec::new();
        let text = |setting| {
            let is_changed = section.settings().contains(&setting) && self.differs(kept, setting);
            is_changed.then(|| tidy(self.get(setting)))
        };
        let (name, time_zone) = (text(Setting::Name), text(Setting::TimeZone));
        let domains = text(Setting::AllowedEmailDomains).map(|domains| split(&domains));
        let mut number = |setting| match number(text(setting)?) {
            Ok(number) => Some(number),
            Err(rule) => {
                problems.push(FieldProblem::new(Setting::name(setting), rule));
                None
            }
        };
        let update = UpdatePracticeSettings {
            name,
            time_zone,
            link_valid_seconds: number(Setting::LinkValidSeconds),
            idle_minutes: number(Setting::IdleMinutes),
            min_password_length: number(Setting::MinPasswordLength),
            allowed_email_domains: domains,
        };
        problems.extend(update.validate().err().into_iter().flatten());
        if problems.is_empty() { Ok(update) } else { Err(problems) }
    }

    fn differs(&self, kept: &Self, setting: Setting) -> bool {
        tidy(self.get(setting)) != kept.get(setting)
    }
}

fn number(text: String) -> Result<u32, FieldRule> {
    if text.is_empty() {
        return Err(FieldRule::Required);
    }
    text.parse().map_err(|_| FieldRule::NotAChoice)
}

/// Domains as the one text that stands for all of them.
pub(super) fn joined(domains: &[String]) -> String {
    domains.join(BETWEEN_DOMAINS)
}

/// The domains that such a text stands for.
pub(super) fn split(domains: &str) -> Vec<String> {
    domains.split(BETWEEN_DOMAINS).filter(|domain| !domain.is_empty()).map(str::to_owned).collect()
}

/// What somebody else changed in the meantime.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Change {
    pub(super) setting: Setting,
    /// What it is now.
    pub(super) theirs: String,
    /// What was typed here, if it is something else.
    pub(super) yours: Option<String>,
}

/// Brings two edits of the settings together: `read` is what both began with, `yours` what was typed here, `theirs`
/// what is kept now.
///
/// Nothing that was typed is lost: a touched field keeps its value, any other takes the new one. The second half of the
/// answer says what `theirs` changed.
pub(super) fn merge(read: &Values, yours: &Values, theirs: &Values) -> (Values, Vec<Change>) {
    let merged = Values::from_fn(|setting| {
        let kept = if yours.differs(read, setting) { yours } else { theirs };
        kept.get(setting).to_owned()
    });
    let changes = Setting::ALL
        .into_iter()
        .filter(|setting| theirs.get(*setting) != read.get(*setting))
        .map(|setting| Change {
            setting,
            theirs: theirs.get(setting).to_owned(),
            yours: merged.differs(theirs, setting).then(|| tidy(merged.get(setting))),
        })
        .collect();
    (merged, changes)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kept() -> Values {
        Values::of(&PracticeSettings {
            name: "Cedar Hill".to_owned(),
            time_zone: "America/New_York".to_owned(),
            link_valid_seconds: 259_200,
            allowed_email_domains: vec!["a.example".to_owned(), "b.example".to_owned()],
            idle_minutes: 15,
            min_password_length: 15,
            version: 1,
        })
    }

    fn with(values: &Values, changed: Setting, value: &str) -> Values {
        Values::from_fn(|setting| if setting == changed { value } else { values.get(setting) }.to_owned())
    }

    /// A section sends what was changed in it, and nothing of its neighbours.
    #[test]
    fn a_section_sends_what_was_changed_in_it() {
        let typed = with(&with(&kept(), Setting::Name, " Birch Hill "), Setting::IdleMinutes, "30");
        let general = typed.change_from(&kept(), Section::General).unwrap();
        let name = Some("Birch Hill".to_owned());
        assert_eq!(general, UpdatePracticeSettings { name, ..UpdatePracticeSettings::default() });
        let sign_in = typed.change_from(&kept(), Section::SignIn).unwrap();
        let idle_minutes = Some(30);
        assert_eq!(sign_in, UpdatePracticeSettings { idle_minutes, ..UpdatePracticeSettings::default() });
        assert!(typed.differ_from(&kept(), Section::General));
        assert!(!typed.differ_from(&kept(), Section::EmailDomains));
    }

    /// The last domain can be taken away, and then any will do.
    #[test]
    fn domains_are_sent_as_a_list() {
        let sent = |text: &str| {
            let typed = with(&kept(), Setting::AllowedEmailDomains, text);
            typed.change_from(&kept(), Section::EmailDomains).unwrap().allowed_email_domains
        };
        assert_eq!(sent("a.example").as_deref(), Some(&["a.example".to_owned()][..]));
        assert_eq!(sent(""), Some(Vec::new()));
        assert_eq!(sent("a.example\nb.example"), None);
    }

    /// What is no number, or none that is allowed, is refused beside its field.
    #[test]
    fn numbers_are_judged_as_they_are_typed() {
        let rule = |text: &str| {
            let refused =
                with(&kept(), Setting::IdleMinutes, text).change_from(&kept(), Section::SignIn).unwrap_err();
            assert_eq!(refused[0].field, name::IDLE_MINUTES);
            refused[0].rule
        };
        assert_eq!(rule(""), FieldRule::Required);
        assert_eq!(rule("5.5"), FieldRule::NotAChoice);
        assert_eq!(rule("4"), FieldRule::TooLow);
        assert_eq!(rule("61"), FieldRule::TooHigh);
    }

    /// Of two who change the settings at once, each keeps what they typed and takes over the rest.
    #[test]
    fn a_merge_keeps_what_was_typed_and_takes_the_rest() {
        let yours = with(&kept(), Setting::IdleMinutes, "30");
        let theirs = with(&with(&kept(), Setting::IdleMinutes, "60"), Setting::Name, "Birch Hill");
        let (merged, changes) = merge(&kept(), &yours, &theirs);
        assert_eq!(merged, with(&theirs, Setting::IdleMinutes, "30"));
        assert_eq!(
            changes,
            [
                Change { setting: Setting::Name, theirs: "Birch Hill".to_owned(), yours: None },
                Change {
                    setting: Setting::IdleMinutes,
                    theirs: "60".to_owned(),
                    yours: Some("30".to_owned())
                },
            ]
        );
    }
}
