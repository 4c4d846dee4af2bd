//! What fields may hold beyond what their types say: bounds, lists without repetitions, addresses. Pure.

use std::{collections::HashSet, hash::Hash, ops::RangeInclusive};

use jiff::civil::Date;
use scheduling_core::{
    DateOverrides, DefaultSettings, EmailAddress, EventTypeDetails, HolidaySet, HostProfile, KeptHolidays, MAX_BUFFER,
    MAX_GUESTS, MAX_HOLIDAY_SETS, MAX_NOTICE, MAX_OCCURRENCES, MAX_OPTIONS, MAX_QUESTIONS, MAX_SEATS, MAX_WINDOW_DAYS,
    MAX_WORKED_HOLIDAYS, Minutes, Question, QuestionKind, SchedulingKind, SettingOverrides, ShortText, TenantSettings,
    slots::RuleOverride,
};

use super::{Field, InvalidField, InvalidFields, InvalidValue};

/// The longest meeting and the longest step: a day.
const MAX_LENGTH: Minutes = Minutes(1440);
/// A meeting in every minute of a month. Whoever wants more wants no limit.
const MAX_LIMIT: u32 = 31 * 1440;
/// The most requests a minute that can be told from no limit.
const MAX_RATE: u32 = 1_000_000;
const MAX_ORIGINS: usize = 100;
/// A hundred years.
const MAX_RETENTION_DAYS: u32 = 36_525;
const FIRST_YEAR: i16 = 1970;

pub(crate) fn check_host(profile: &HostProfile) -> Result<(), InvalidFields> {
    let mut found = Found::default();
    found.overrides(&profile.settings);
    found.minutes(Field::DefaultDuration, profile.default_duration, 1..=MAX_LENGTH.0);
    found.url(Field::AvatarUrl, profile.avatar_url.as_ref());
    if let Some(holidays) = &profile.holidays {
        found.holidays(holidays);
    }
    found.result()
}

pub(crate) fn check_event_type(details: &EventTypeDetails) -> Result<(), InvalidFields> {
    let mut found = Found::default();
    found.minutes(Field::Duration, details.duration, 1..=MAX_LENGTH.0);
    found.minutes(Field::Step, details.step, 1..=MAX_LENGTH.0);
    found.bounds(Field::Seats, Some(details.seats), 1..=MAX_SEATS);
    found.overrides(&details.overrides);
    found.minutes(Field::CancelCutoff, details.cancel_cutoff, 0..=MAX_NOTICE.0);
    found.minutes(Field::RescheduleCutoff, details.reschedule_cutoff, 0..=MAX_NOTICE.0);
    found.bounds(Field::MaxOccurrences, Some(details.max_occurrences), 1..=MAX_OCCURRENCES);
    found.questions(&details.questions);
    found.unique(Field::HostReminders, &details.reminders.host);
    found.unique(Field::InviteeReminders, &details.reminders.invitee);
    found.result()
}

/// Whether hosts who take meetings like this can have several invitees in one: a round robin has no meeting that the next
/// invitee could join.
pub(crate) fn check_seats(seats: u32, kind: SchedulingKind) -> Result<(), InvalidFields> {
    let mut found = Found::default();
    if seats > 1 && kind == SchedulingKind::RoundRobin {
        found.problem(Field::Seats, InvalidValue::SharedRoundRobin);
    }
    found.result()
}

pub(crate) fn check_settings(settings: &TenantSettings) -> Result<(), InvalidFields> {
    let TenantSettings { defaults, branding, rate_limits, allowed_origins, retention_days } = settings;
    let mut found = Found::default();
    let DefaultSettings { minimum_notice, booking_window_days, buffer_before, buffer_after, ref holidays } = *defaults;
    found.overrides(&SettingOverrides {
        minimum_notice: Some(minimum_notice),
        booking_window_days: Some(booking_window_days),
        buffer_before: Some(buffer_before),
        buffer_after: Some(buffer_after),
        ..SettingOverrides::default()
    });
    found.holidays(holidays);
    found.url(Field::LogoUrl, branding.logo_url.as_ref());
    if branding.accent_color.as_ref().is_some_and(|color| !is_color(color.as_str())) {
        found.problem(Field::AccentColor, InvalidValue::NotAColor);
    }
    let rates = [
        (Field::BookingsRate, rate_limits.bookings),
        (Field::HoldsRate, rate_limits.holds),
        (Field::ReadsRate, rate_limits.reads),
        (Field::ChangesRate, rate_limits.changes),
    ];
    for (field, rate) in rates {
        found.bounds(field, rate, 1..=MAX_RATE);
    }
    found.at_most(Field::AllowedOrigins, allowed_origins.len(), MAX_ORIGINS);
    for (at, origin) in allowed_origins.iter().enumerate() {
        if !is_origin(origin.as_str()) {
            found.problem(Field::AllowedOrigin(at), InvalidValue::NotAnOrigin);
        }
    }
    found.unique(Field::AllowedOrigins, allowed_origins);
    found.bounds(Field::RetentionDays, *retention_days, 1..=MAX_RETENTION_DAYS);
    found.result()
}

pub(crate) fn check_overrides(overrides: &DateOverrides) -> Result<(), InvalidFields> {
    let mut found = Found::default();
    for (date, _) in overrides.iter() {
        found.date(Field::OverrideDate(date), date);
    }
    found.result()
}

pub(crate) fn check_block(first: Date, last: Date) -> Result<(), InvalidFields> {
    let mut found = Found::default();
    found.date(Field::FirstDate, first);
    found.date(Field::LastDate, last);
    if last < first {
        found.problem(Field::LastDate, InvalidValue::BeforeFirst);
    }
    found.result()
}

pub(crate) fn check_guests(guests: &[EmailAddress]) -> Result<(), InvalidFields> {
    let mut found = Found::default();
    found.at_most(Field::Guests, guests.len(), MAX_GUESTS);
    found.result()
}

/// Rules are set aside with a reason: one that is given for none is a mistake.
pub(crate) fn check_exception(overridden: Option<&RuleOverride>) -> Result<(), InvalidFields> {
    let mut found = Found::default();
    if overridden.is_some_and(|overridden| overridden.rules.is_empty()) {
        found.problem(Field::OverriddenRules, InvalidValue::Empty);
    }
    found.result()
}

/// The invalid fields so far.
#[derive(Default)]
struct Found(Vec<InvalidField>);

impl Found {
    fn problem(&mut self, field: Field, problem: InvalidValue) {
        self.0.push(InvalidField { field, problem });
    }

    fn result(self) -> Result<(), InvalidFields> {
        if self.0.is_empty() { Ok(()) } else { Err(InvalidFields(self.0)) }
    }

    fn bounds(&mut self, field: Field, value: Option<u32>, bounds: RangeInclusive<u32>) {
        if value.is_some_and(|value| !bounds.contains(&value)) {
            self.problem(field, InvalidValue::OutOfBounds { min: *bounds.start(), max: *bounds.end() });
        }
    }

    fn minutes(&mut self, field: Field, value: impl Into<Option<Minutes>>, bounds: RangeInclusive<u32>) {
        self.bounds(field, value.into().map(|minutes| minutes.0), bounds);
    }

    fn at_most(&mut self, field: Field, count: usize, max: usize) {
        if count > max {
            self.problem(field, InvalidValue::TooMany { max });
        }
    }

    fn unique<T: Hash + Eq>(&mut self, field: Field, list: &[T]) {
        if list.iter().collect::<HashSet<_>>().len() < list.len() {
            self.problem(field, InvalidValue::Repeated);
        }
    }

    fn overrides(&mut self, overrides: &SettingOverrides) {
        let SettingOverrides { minimum_notice, booking_window_days, buffer_before, buffer_after, limits } = *overrides;
        self.minutes(Field::MinimumNotice, minimum_notice, 0..=MAX_NOTICE.0);
        self.bounds(Field::BookingWindow, booking_window_days.map(u32::from), 0..=MAX_WINDOW_DAYS.into());
        self.minutes(Field::BufferBefore, buffer_before, 0..=MAX_BUFFER.0);
        self.minutes(Field::BufferAfter, buffer_after, 0..=MAX_BUFFER.0);
        self.bounds(Field::DailyLimit, limits.daily, 0..=MAX_LIMIT);
        self.bounds(Field::WeeklyLimit, limits.weekly, 0..=MAX_LIMIT);
        self.bounds(Field::MonthlyLimit, limits.monthly, 0..=MAX_LIMIT);
    }

    fn holidays(&mut self, kept: &KeptHolidays) {
        let KeptHolidays { sets, worked } = kept;
        self.at_most(Field::HolidaySets, sets.len(), MAX_HOLIDAY_SETS);
        self.unique(Field::HolidaySets, sets);
        let known: Vec<_> = sets.iter().map(HolidaySet::find).collect();
        for (at, _) in known.iter().enumerate().filter(|(_, set)| set.is_none()) {
            self.problem(Field::HolidaySet(at), InvalidValue::UnknownHolidaySet);
        }
        self.at_most(Field::WorkedHolidays, worked.len(), MAX_WORKED_HOLIDAYS);
        self.unique(Field::WorkedHolidays, worked);
        for (at, name) in worked.iter().enumerate() {
            if !known.iter().flatten().any(|set| set.has(name.as_str())) {
                self.problem(Field::WorkedHoliday(at), InvalidValue::UnknownHoliday);
            }
        }
    }

    fn questions(&mut self, questions: &[Question]) {
        self.at_most(Field::Questions, questions.len(), MAX_QUESTIONS);
        let mut ids = HashSet::with_capacity(questions.len());
        for (at, question) in questions.iter().enumerate() {
            if !ids.insert(&question.id) {
                self.problem(Field::QuestionId(at), InvalidValue::Repeated);
            }
            let field = Field::QuestionOptions(at);
            match (question.kind, question.options.len()) {
                (QuestionKind::Select, 0) => self.problem(field, InvalidValue::Empty),
                (QuestionKind::Select, count) => {
                    self.at_most(field, count, MAX_OPTIONS);
                    self.unique(field, &question.options);
                }
                (_, 0) => {}
                (_, _) => self.problem(field, InvalidValue::NotASelect),
            }
        }
    }

    fn url(&mut self, field: Field, url: Option<&ShortText>) {
        if url.is_some_and(|url| !is_url(url.as_str())) {
            self.problem(field, InvalidValue::NotAUrl);
        }
    }

    /// Earlier and later dates are no dates to PostgreSQL, or no instants to anybody.
    fn date(&mut self, field: Field, date: Date) {
        if date.year() < FIRST_YEAR {
            self.problem(field, InvalidValue::FarAway);
        }
    }
}

/// A scheme of the web, then a host, and nothing that could end an attribute or a header.
fn is_url(text: &str) -> bool {
    let plain = text.chars().all(|c| !c.is_whitespace() && !matches!(c, '"' | '\'' | '<' | '>' | '\\' | '`'));
    let rest = web(text).filter(|_| plain);
    rest.is_some_and(|rest| rest.starts_with(|c: char| c.is_alphanumeric()))
}

/// Scheme, host and port (RFC 6454, section 6.2), as browsers write it. It goes into headers, hence no more.
fn is_origin(text: &str) -> bool {
    let Some(rest) = web(text) else { return false };
    let (host, port) = rest.split_once(':').map_or((rest, None), |(host, port)| (host, Some(port)));
    let label = |label: &str| {
        let edges = !label.is_empty() && !label.starts_with('-') && !label.ends_with('-');
        edges && label.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-')
    };
    let digits = |port: &str| port.bytes().all(|byte| byte.is_ascii_digit());
    let number = |port: &str| digits(port) && port.parse::<u16>().is_ok_and(|port| port > 0);
    host.split('.').all(label) && port.is_none_or(number)
}

fn web(text: &str) -> Option<&str> {
    text.strip_prefix("https://").or_else(|| text.strip_prefix("http://"))
}

fn is_color(text: &str) -> bool {
    let digits = text.strip_prefix('#');
    digits.is_some_and(|digits| digits.len() == 6 && digits.bytes().all(|byte| byte.is_ascii_hexdigit()))
}

#[cfg(test)]
mod tests {
    use scheduling_core::{Limits, ReminderTiming, Reminders};

    use super::*;

    fn details() -> EventTypeDetails {
        EventTypeDetails::new("Intro".parse().unwrap(), "intro".parse().unwrap(), Minutes(30))
    }

    fn question(id: &str, kind: QuestionKind, options: &[&str]) -> Question {
        Question {
            id: id.parse().unwrap(),
            label: "?".parse().unwrap(),
            kind,
            required: false,
            options: options.iter().map(|option| option.parse().unwrap()).collect(),
            placeholder: None,
        }
    }

    fn problems(result: Result<(), InvalidFields>) -> Vec<(Field, InvalidValue)> {
        result.err().into_iter().flat_map(|found| found.0).map(|found| (found.field, found.problem)).collect()
    }

    #[test]
    fn all_invalid_fields_of_an_event_type_are_named_at_once() {
        let long = (0..=MAX_OPTIONS).map(|at| at.to_string()).collect::<Vec<_>>();
        let long: Vec<&str> = long.iter().map(String::as_str).collect();
        let questions = vec![
            question("a", QuestionKind::Select, &[]),
            question("b", QuestionKind::Text, &["x"]),
            question("a", QuestionKind::Select, &["x", "x"]),
            question("d", QuestionKind::Select, &long),
        ];
        let overrides = SettingOverrides {
            minimum_notice: Some(Minutes(MAX_NOTICE.0 + 1)),
            booking_window_days: Some(731),
            buffer_before: Some(Minutes(1441)),
            buffer_after: Some(Minutes(1440)),
            limits: Limits { daily: Some(0), weekly: None, monthly: Some(u32::MAX) },
        };
        let reminders = Reminders { host: vec![ReminderTiming::Hours1; 2], ..Reminders::default() };
        let wrong = EventTypeDetails {
            duration: Minutes(0),
            step: Some(Minutes(1441)),
            seats: 0,
            cancel_cutoff: Minutes(u32::MAX),
            max_occurrences: 53,
            questions,
            overrides,
            reminders,
            ..details()
        };
        let out = |min, max| InvalidValue::OutOfBounds { min, max };
        let expected = [
            (Field::Duration, out(1, 1440)),
            (Field::Step, out(1, 1440)),
            (Field::Seats, out(1, 1000)),
            (Field::MinimumNotice, out(0, MAX_NOTICE.0)),
            (Field::BookingWindow, out(0, 730)),
            (Field::BufferBefore, out(0, 1440)),
            (Field::MonthlyLimit, out(0, MAX_LIMIT)),
            (Field::CancelCutoff, out(0, MAX_NOTICE.0)),
            (Field::MaxOccurrences, out(1, 52)),
            (Field::QuestionOptions(0), InvalidValue::Empty),
            (Field::QuestionOptions(1), InvalidValue::NotASelect),
            (Field::QuestionId(2), InvalidValue::Repeated),
            (Field::QuestionOptions(2), InvalidValue::Repeated),
            (Field::QuestionOptions(3), InvalidValue::TooMany { max: 100 }),
            (Field::HostReminders, InvalidValue::Repeated),
        ];
        assert_eq!(problems(check_event_type(&wrong)), expected);
        assert_eq!(check_event_type(&details()), Ok(()));
    }

    #[test]
    fn an_event_type_has_at_most_fifty_questions() {
        let question = |at: usize| question(&format!("q{at}"), QuestionKind::Text, &[]);
        let with = |count| EventTypeDetails { questions: (0..count).map(question).collect(), ..details() };
        assert_eq!(check_event_type(&with(50)), Ok(()));
        let too_many = [(Field::Questions, InvalidValue::TooMany { max: 50 })];
        assert_eq!(problems(check_event_type(&with(51))), too_many);
    }

    #[test]
    fn an_origin_is_scheme_host_and_port_and_cannot_break_a_header() {
        for good in ["https://example.org", "http://localhost:3000", "https://a-b.example.co:8443", "http://127.0.0.1"]
        {
            assert!(is_origin(good), "{good}");
        }
        for bad in [
            "",
            "*",
            "null",
            "https://",
            "https://*",
            "https://example.org/",
            "https://example.org/a",
            "https://example.org; script-src *",
            "https://user@example.org",
            "https://Example.org",
            "https://example.org:",
            "https://example.org:0",
            "https://example.org:+80",
            "https://example.org:65536",
            "https://-a.org",
            "https://a..org",
            "ftp://example.org",
            "javascript:alert(1)",
        ] {
            assert!(!is_origin(bad), "{bad}");
        }
    }

    #[test]
    fn an_address_of_a_picture_is_of_the_web() {
        for good in ["https://example.org/a.png?x=1#y", "http://localhost:1/a", "https://bücher.example/"] {
            assert!(is_url(good), "{good}");
        }
        for bad in [
            "",
            "javascript:alert(1)",
            "data:image/png;base64,x",
            "https://",
            "https:///x",
            "//x.org",
            "https://x.org/\"a",
        ] {
            assert!(!is_url(bad), "{bad}");
        }
    }

    #[test]
    fn settings_are_checked_as_a_whole() {
        let mut settings = TenantSettings::default();
        assert_eq!(check_settings(&settings), Ok(()));
        settings.defaults.booking_window_days = 731;
        settings.branding.accent_color = Some("red".parse().unwrap());
        settings.rate_limits.bookings = Some(0);
        settings.rate_limits.holds = None;
        settings.allowed_origins =
            ["https://a.org", "a.org", "https://a.org"].map(|text| text.parse().unwrap()).to_vec();
        settings.retention_days = Some(0);
        let expected = [
            (Field::BookingWindow, InvalidValue::OutOfBounds { min: 0, max: 730 }),
            (Field::AccentColor, InvalidValue::NotAColor),
            (Field::BookingsRate, InvalidValue::OutOfBounds { min: 1, max: MAX_RATE }),
            (Field::AllowedOrigin(1), InvalidValue::NotAnOrigin),
            (Field::AllowedOrigins, InvalidValue::Repeated),
            (Field::RetentionDays, InvalidValue::OutOfBounds { min: 1, max: MAX_RETENTION_DAYS }),
        ];
        assert_eq!(problems(check_settings(&settings)), expected);
    }

    #[test]
    fn kept_holidays_are_of_sets_that_there_are() {
        let kept = |sets: &[&str], worked: &[&str]| {
            let mut settings = TenantSettings::default();
            settings.defaults.holidays = KeptHolidays {
                sets: sets.iter().map(|code| code.parse().unwrap()).collect(),
                worked: worked.iter().map(|name| name.parse().unwrap()).collect(),
            };
            problems(check_settings(&settings))
        };
        assert_eq!(kept(&["DE", "DE-BY"], &["Epiphany", "Christmas Day"]), []);
        // Only a part of the country keeps it.
        assert_eq!(kept(&["DE"], &["Epiphany"]), [(Field::WorkedHoliday(0), InvalidValue::UnknownHoliday)]);
        let expected = [
            (Field::HolidaySets, InvalidValue::Repeated),
            (Field::HolidaySet(1), InvalidValue::UnknownHolidaySet),
            (Field::WorkedHolidays, InvalidValue::Repeated),
        ];
        assert_eq!(kept(&["DE", "ZZ", "DE"], &["Labor Day", "Labor Day"]), expected);
        let all: Vec<&str> = HolidaySet::all().take(11).map(|set| set.code().as_str()).collect();
        assert_eq!(kept(&all, &[]), [(Field::HolidaySets, InvalidValue::TooMany { max: 10 })]);
    }

    #[test]
    fn a_block_has_dates_that_a_calendar_shows_in_order() {
        let date = jiff::civil::date;
        assert_eq!(check_block(date(2026, 3, 1), date(2026, 3, 1)), Ok(()));
        let reversed = [(Field::LastDate, InvalidValue::BeforeFirst)];
        assert_eq!(problems(check_block(date(2026, 3, 2), date(2026, 3, 1))), reversed);
        let ancient = [(Field::FirstDate, InvalidValue::FarAway)];
        assert_eq!(problems(check_block(date(-4713, 1, 1), date(2026, 3, 1))), ancient);
        let error = check_block(date(1, 1, 1), date(0, 1, 1)).unwrap_err();
        let said = "first must be a date of the years 1970 to 9999; last must be a date of the years 1970 to 9999; \
                    last must not be before the first date";
        assert_eq!(error.to_string(), said);
    }
}
