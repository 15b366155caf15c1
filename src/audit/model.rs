//! The filters and their way into the address, and the rows under their days.

use crate::routes;
use staffroom_contract::audit::Event;
use staffroom_contract::{AuditEvent, AuditPerson, AuditResult, ExportAuditEvents, StaffId, UnixSeconds};
use std::fmt;

/// The names of the filters in the address, which are those of the request.
pub(super) mod filter {
    pub(in super::super) const ACTOR: &str = "actor";
    pub(in super::super) const SUBJECT: &str = "subject";
    pub(in super::super) const EVENT: &str = "event";
    pub(in super::super) const RESULT: &str = "result";
    pub(in super::super) const FROM: &str = "from";
    pub(in super::super) const UNTIL: &str = "until";

    pub(super) const ALL: [&str; 6] = [ACTOR, SUBJECT, EVENT, RESULT, FROM, UNTIL];
}

/// Which rows to show. A filter that is not set lets everything through.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Filters {
    pub(super) actor: Option<StaffId>,
    pub(super) subject: Option<StaffId>,
    event: Option<Event>,
    result: Option<AuditResult>,
    from: Option<Day>,
    until: Option<Day>,
}

impl Filters {
    /// Asks `member` for each filter by its name. What cannot be read, since somebody wrote it into the address by
    /// hand, filters nothing.
    pub(super) fn read(member: impl Fn(&str) -> Option<String>) -> Self {
        let person = |name| member(name).filter(|id| !id.is_empty()).map(StaffId::new);
        let day = |name| member(name).and_then(|day| Day::read(&day));
        Self {
            actor: person(filter::ACTOR),
            subject: person(filter::SUBJECT),
            event: member(filter::EVENT).and_then(|name| event_named(&name)),
            result: member(filter::RESULT).and_then(|name| result_named(&name)),
            from: day(filter::FROM),
            until: day(filter::UNTIL),
        }
    }

    /// The value of a filter, as [`Filters::read`] reads it.
    pub(super) fn member(&self, name: &str) -> Option<String> {
        match name {
            filter::ACTOR => self.actor.as_ref().map(ToString::to_string),
            filter::SUBJECT => self.subject.as_ref().map(ToString::to_string),
            filter::EVENT => self.event.map(|event| event.name().to_owned()),
            filter::RESULT => self.result.map(|result| result.name().to_owned()),
            filter::FROM => self.from.map(|day| day.to_string()),
            filter::UNTIL => self.until.map(|day| day.to_string()),
            _ => None,
        }
    }

    /// The same, but for one filter. An empty value takes it away.
    pub(super) fn with(&self, name: &str, value: &str) -> Self {
        Self::read(|member| if member == name { Some(value.to_owned()) } else { self.member(member) })
    }

    /// The page's address with these filters.
    pub(super) fn address(&self) -> String {
        let members: Vec<_> =
            filter::ALL.into_iter().filter_map(|name| Some((name, self.member(name)?))).collect();
        routes::audit_log(members.iter().map(|(name, value)| (*name, value.as_str())))
    }

    /// What to ask the server for. Days begin where the reader is: `start_of` knows when. The last day counts whole.
    pub(super) fn request(&self, start_of: impl Fn(Day) -> UnixSeconds) -> ExportAuditEvents {
        ExportAuditEvents {
            actor: self.actor.clone(),
            subject: self.subject.clone(),
            event: self.event,
            result: self.result,
            from: self.from.map(&start_of),
            until: self.until.map(|day| start_of(day.next())),
        }
    }
}

/// The act of this name, if there is one.
pub(super) fn event_named(name: &str) -> Option<Event> {
    Event::ALL.iter().copied().find(|event| event.name() == name)
}

fn result_named(name: &str) -> Option<AuditResult> {
    AuditResult::ALL.into_iter().find(|result| result.name() == name)
}

/// A day of the calendar, written as a date field writes it: "2026-11-24".
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Day {
    pub(super) year: u32,
    pub(super) month: u32,
    pub(super) of_month: u32,
}

impl Day {
    /// Reads a day. While somebody types the year, a date field says that it is the year 2 or 20: no such day.
    fn read(text: &str) -> Option<Self> {
        let mut parts = text.split('-');
        let mut number = |digits: usize| {
            let part = parts.next()?;
            let is_number = part.len() == digits && part.bytes().all(|byte| byte.is_ascii_digit());
            if is_number { part.parse::<u32>().ok() } else { None }
        };
        let day = Self { year: number(4)?, month: number(2)?, of_month: number(2)? };
        let is_day = day.year >= 1970 && (1..=12).contains(&day.month) && (1..=31).contains(&day.of_month);
        (is_day && parts.next().is_none()).then_some(day)
    }

    /// The day after. After the end of a month the days count on, which the browser's calendar understands.
    const fn next(self) -> Self {
        Self { of_month: self.of_month + 1, ..self }
    }
}

impl fmt::Display for Day {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:02}-{:02}", self.year, self.month, self.of_month)
    }
}

/// A row of the table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Line {
    /// The day, above the first row of it.
    pub(super) day: Option<String>,
    /// What happened.
    pub(super) event: AuditEvent,
}

/// The events, each day's first one with the day, which `day_of` names.
pub(super) fn lines(events: &[AuditEvent], day_of: impl Fn(UnixSeconds) -> String) -> Vec<Line> {
    let mut last = None;
    let line = |event: &AuditEvent| {
        let day = Some(day_of(event.at));
        let is_other = day != last;
        last.clone_from(&day);
        Line { day: day.filter(|_| is_other), event: event.clone() }
    };
    events.iter().map(line).collect()
}

/// What somebody is called in the newest of the events that have them.
pub(super) fn name_of(events: &[AuditEvent], id: &StaffId) -> Option<String> {
    let people = events.iter().flat_map(|event| [&event.actor, &event.subject]).flatten();
    people
        .into_iter()
        .find(|AuditPerson { id: known, .. }| known == id)
        .map(|person| person.full_name.clone())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn person(id: &str, name: &str) -> AuditPerson {
        AuditPerson { id: StaffId::new(id), full_name: name.to_owned() }
    }

    fn event(number: i64, at: i64) -> AuditEvent {
        AuditEvent {
            number,
            at: UnixSeconds(at),
            event: Event::StaffUpdated.name().to_owned(),
            result: AuditResult::Done,
            reason: None,
            actor: Some(person("m1", "Morgan Manager")),
            subject: Some(person("n1", "Camille Nurse")),
            changes: Vec::new(),
            details: Vec::new(),
            address: None,
            user_agent: None,
            request_id: None,
        }
    }

    /// A reload shows the same rows: whatever is filtered by comes back out of the address.
    #[test]
    fn filters_come_back_out_of_the_address() {
        let address = "/audit-log?actor=m1&subject=n1&event=staff_updated&result=refused&from=2026-11-01\
             &until=2026-11-24";
        let query = address.split_once('?').unwrap().1;
        let member = |name: &str| {
            query.split('&').filter_map(|member| member.split_once('=')).find(|(n, _)| *n == name)
        };
        let filters = Filters::read(|name| member(name).map(|(_, value)| value.to_owned()));
        assert_eq!(filters.address(), address);
        assert_eq!(filters.event, Some(Event::StaffUpdated));
        assert_eq!(Filters::default().address(), "/audit-log");
    }

    /// What somebody mistyped in the address hides nothing.
    #[test]
    fn what_cannot_be_read_filters_nothing() {
        for value in
            ["", "nope", "2026-13-01", "2026-00-10", "2026-1-1", "0020-11-24", "2026-11-24-1", "é026-11-24"]
        {
            let filters = Filters::read(|name| {
                (![filter::ACTOR, filter::SUBJECT].contains(&name) || value.is_empty())
                    .then(|| value.to_owned())
            });
            assert_eq!(filters, Filters::default(), "{value:?}");
        }
    }

    /// One filter is changed or taken away, the others stay.
    #[test]
    fn a_filter_is_changed_alone() {
        let one = Filters::default().with(filter::SUBJECT, "n1");
        let two = one.with(filter::RESULT, "refused");
        assert_eq!(two.address(), "/audit-log?subject=n1&result=refused");
        assert_eq!(two.with(filter::RESULT, ""), one);
        assert_eq!(one.with(filter::FROM, "2026"), one);
    }

    /// Both days that are chosen count, from the first minute of the one to the last of the other.
    #[test]
    fn the_last_day_counts_whole() {
        let filters = Filters::default().with(filter::FROM, "2026-11-23").with(filter::UNTIL, "2026-11-30");
        let request = filters.request(|day| UnixSeconds(i64::from(day.of_month)));
        assert_eq!((request.from, request.until), (Some(UnixSeconds(23)), Some(UnixSeconds(31))));
    }

    /// A day is named once, above its first row.
    #[test]
    fn rows_stand_under_their_day() {
        let events = [event(3, 25), event(2, 21), event(1, 9)];
        let lines = lines(&events, |at| format!("day {}", at.0 / 10));
        let days: Vec<_> = lines.iter().map(|line| line.day.as_deref()).collect();
        assert_eq!(days, [Some("day 2"), None, Some("day 0")]);
        assert!(lines.iter().map(|line| &line.event).eq(&events));
    }

    /// Somebody whom the address names only by id is called by name as soon as a row has it.
    #[test]
    fn a_name_comes_with_the_rows() {
        let events = [event(1, 0)];
        assert_eq!(name_of(&events, &StaffId::new("n1")).as_deref(), Some("Camille Nurse"));
        assert_eq!(name_of(&events, &StaffId::new("m1")).as_deref(), Some("Morgan Manager"));
        assert_eq!(name_of(&events, &StaffId::new("x1")), None);
    }
}
