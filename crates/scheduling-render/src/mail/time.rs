//! When something is, in words: dates and times as the reader's language writes them, in the reader's zone, with the zone named.
//!
//! Dates and times are ICU4X's. It writes U+202F before AM and PM, which old mail programs show as a box: the special spaces
//! become ordinary ones.

use icu_calendar::{Date, Gregorian};
use icu_datetime::{
    FixedCalendarDateTimeFormatter, NoCalendarFormatter,
    fieldsets::{T, YMDE},
};
use icu_time::Time;
use jiff::{Timestamp, Zoned, civil, tz::Offset};
use scheduling_core::{Interval, Locale, Zone};

use super::words::{Phrase, Words};

/// The reader's language and zone.
#[derive(Clone, Copy)]
pub(super) struct Clock<'a> {
    pub(super) words: Words,
    pub(super) zone: &'a Zone,
}

/// How a meeting's time is told.
pub(super) struct When {
    /// The date on which it begins, in full.
    pub(super) start_date: String,
    pub(super) start_time: String,
    /// The date on which it ends, in full.
    pub(super) end_date: String,
    pub(super) end_time: String,
    /// The zone with its offset.
    pub(super) zone: String,
    /// All but the zone.
    pub(super) local: String,
    /// All of it.
    pub(super) sentence: String,
}

impl Clock<'_> {
    /// The time of a meeting. One that ends on another date says both; the offset is that at its start, and where the clocks
    /// are changed during the meeting, that at its end as well.
    pub(super) fn when(&self, meeting: Interval) -> When {
        let (start, end) = (self.local(meeting.start), self.local(meeting.end));
        let (start_date, end_date) = (self.date(&start, YMDE::long()), self.date(&end, YMDE::long()));
        let (start_time, end_time) = (self.time(&start), self.time(&end));
        let zone = self.zone(&start, &end);
        let when = if start.date() == end.date() {
            let values = [("date", start_date.as_str()), ("start", &start_time), ("end", &end_time)];
            self.words.say(Phrase::WhenOneDate, &values)
        } else {
            let from = [("date", start_date.as_str()), ("start", &start_time)];
            let to = [("end-date", end_date.as_str()), ("end", &end_time)];
            self.words.say(Phrase::WhenTwoDates, &[from, to].concat())
        };
        let sentence = self.words.say(Phrase::InZone, &[("when", &when), ("zone", &zone)]);
        When { start_date, start_time, end_date, end_time, zone, local: when, sentence }
    }

    /// A date and time, short, without the zone: for subjects.
    pub(super) fn short(&self, at: Timestamp) -> String {
        let at = self.local(at);
        self.moment(&self.date(&at, YMDE::medium()), &at)
    }

    /// A date and time, with the zone.
    pub(super) fn deadline(&self, at: Timestamp) -> String {
        let at = self.local(at);
        let when = self.moment(&self.date(&at, YMDE::long()), &at);
        self.words.say(Phrase::InZone, &[("when", &when), ("zone", &self.zone(&at, &at))])
    }

    /// How far away something is: in days from two on, in hours from three on, or where it is close to whole ones. Never later
    /// than it is by more than a few minutes. What is past is a minute away.
    pub(super) fn until(&self, at: Timestamp, now: Timestamp) -> String {
        let minutes = rounded(at.as_second() - now.as_second(), 60).max(1);
        let is_close_to_hours = minutes >= 57 && (minutes + 3) % 60 <= 6;
        if minutes >= 48 * 60 - 30 {
            self.words.count(Phrase::InDays, (minutes + 30) / (24 * 60))
        } else if minutes >= 180 || is_close_to_hours {
            self.words.count(Phrase::InHours, (minutes + 3) / 60)
        } else {
            self.words.count(Phrase::InMinutes, minutes)
        }
    }

    fn moment(&self, date: &str, at: &Zoned) -> String {
        self.words.say(Phrase::Moment, &[("date", date), ("time", &self.time(at))])
    }

    fn local(&self, at: Timestamp) -> Zoned {
        at.to_zoned(self.zone.as_jiff().clone())
    }

    #[expect(clippy::expect_used, reason = "the data are part of the program: `every_language_has_dates_and_times`")]
    fn date(&self, at: &Zoned, fields: YMDE) -> String {
        let preferences = (&language(self.words.locale)).into();
        let formatter = FixedCalendarDateTimeFormatter::<Gregorian, _>::try_new(preferences, fields);
        let date = ordinary(&formatter.expect("dates are compiled in").format(&gregorian(at.date())).to_string());
        // The first of a month is an ordinal there.
        match self.words.locale {
            Locale::Fr => date.replacen(" 1 ", " 1er ", 1),
            Locale::PtBr => date.replacen(" 1 de ", " 1º de ", 1),
            Locale::En | Locale::De | Locale::Es => date,
        }
    }

    #[expect(clippy::expect_used, reason = "the data are part of the program: `every_language_has_dates_and_times`")]
    fn time(&self, at: &Zoned) -> String {
        let formatter = NoCalendarFormatter::try_new((&language(self.words.locale)).into(), T::hm());
        let time = Time::try_new(at.hour().unsigned_abs(), at.minute().unsigned_abs(), 0, 0);
        let time = time.expect("hours and minutes of a clock are in their ranges");
        ordinary(&formatter.expect("times are compiled in").format(&time).to_string())
    }

    fn zone(&self, start: &Zoned, end: &Zoned) -> String {
        let (name, offset) = (self.zone.name(), offset(start.offset()));
        if start.offset() != end.offset() {
            let values = [("zone", name), ("offset", &offset), ("end-offset", &self::offset(end.offset()))];
            return self.words.say(Phrase::ZoneChanging, &values);
        }
        if name == "UTC" {
            return name.to_owned();
        }
        self.words.say(Phrase::ZoneNamed, &[("zone", name), ("offset", &offset)])
    }
}

#[expect(clippy::expect_used, reason = "both calendars have every date from the year -9999 to 9999")]
fn gregorian(date: civil::Date) -> Date<Gregorian> {
    let (month, day) = (date.month().unsigned_abs(), date.day().unsigned_abs());
    Date::try_new_gregorian(date.year().into(), month, day).expect("a date of one calendar is one of the other")
}

#[expect(clippy::expect_used, reason = "a closed set of words: `every_language_has_dates_and_times`")]
fn language(locale: Locale) -> icu_locale_core::Locale {
    locale.as_str().parse().expect("the word for a locale is a language tag")
}

/// `UTC+1`, `UTC-3:30`, `UTC+0`.
fn offset(offset: Offset) -> String {
    let minutes = offset.seconds() / 60;
    let (sign, hours, minutes) = (if minutes < 0 { '-' } else { '+' }, minutes.abs() / 60, minutes.abs() % 60);
    if minutes == 0 { format!("UTC{sign}{hours}") } else { format!("UTC{sign}{hours}:{minutes:02}") }
}

fn ordinary(text: &str) -> String {
    text.replace(['\u{202f}', '\u{a0}', '\u{2009}'], " ")
}

const fn rounded(amount: i64, unit: i64) -> i64 {
    (amount + unit / 2).div_euclid(unit)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(locale: Locale, zone: &str, start: &str, end: &str) -> String {
        let zone = zone.parse().unwrap();
        let meeting = Interval { start: start.parse().unwrap(), end: end.parse().unwrap() };
        Clock { words: Words::of(locale), zone: &zone }.when(meeting).sentence
    }

    #[test]
    fn every_language_has_dates_and_times() {
        let told = |locale| told(locale, "Europe/Berlin", "2026-03-16T13:00:00Z", "2026-03-16T13:30:00Z");
        for (locale, expected) in [
            (Locale::En, "Monday, March 16, 2026, 2:00 PM – 2:30 PM, Europe/Berlin (UTC+1)"),
            (Locale::De, "Montag, 16. März 2026, 14:00–14:30 Uhr, Europe/Berlin (UTC+1)"),
            (Locale::Fr, "lundi 16 mars 2026, de 14:00 à 14:30, Europe/Berlin (UTC+1)"),
            (Locale::Es, "lunes, 16 de marzo de 2026, 14:00 – 14:30, Europe/Berlin (UTC+1)"),
            (Locale::PtBr, "segunda-feira, 16 de março de 2026, 14:00 – 14:30, Europe/Berlin (UTC+1)"),
        ] {
            assert_eq!(told(locale), expected);
        }
    }

    #[test]
    fn a_meeting_that_ends_on_another_date_says_both() {
        // At midnight sharp as well: 12:00 AM of the first date would be its beginning.
        let (start, end) = ("2026-12-31T22:30:00Z", "2026-12-31T23:00:00Z");
        assert_eq!(
            told(Locale::En, "Europe/Berlin", start, end),
            "Thursday, December 31, 2026, 11:30 PM – Friday, January 1, 2027, 12:00 AM, Europe/Berlin (UTC+1)"
        );
        assert_eq!(
            told(Locale::Fr, "Europe/Berlin", start, end),
            "du jeudi 31 décembre 2026 à 23:30 au vendredi 1er janvier 2027 à 00:00, Europe/Berlin (UTC+1)"
        );
        assert_eq!(told(Locale::De, "UTC", start, end), "Donnerstag, 31. Dezember 2026, 22:30–23:00 Uhr, UTC");
    }

    #[test]
    fn the_offset_is_that_of_the_meeting() {
        let berlin = |start, end| told(Locale::De, "Europe/Berlin", start, end);
        assert!(berlin("2026-03-29T00:30:00Z", "2026-03-29T00:45:00Z").ends_with("Europe/Berlin (UTC+1)"));
        assert!(berlin("2026-03-29T01:00:00Z", "2026-03-29T01:30:00Z").ends_with("Europe/Berlin (UTC+2)"));
        assert_eq!(
            berlin("2026-10-25T00:30:00Z", "2026-10-25T01:15:00Z"),
            "Sonntag, 25. Oktober 2026, 02:30–02:15 Uhr, Europe/Berlin (UTC+2, am Ende UTC+1)"
        );
    }

    #[test]
    fn offsets_have_minutes_where_they_need_them() {
        let told = |zone| told(Locale::En, zone, "2026-01-16T13:00:00Z", "2026-01-16T13:30:00Z");
        for (zone, expected) in [
            ("America/New_York", "8:00 AM – 8:30 AM, America/New_York (UTC-5)"),
            ("America/St_Johns", "9:30 AM – 10:00 AM, America/St_Johns (UTC-3:30)"),
            ("Asia/Kathmandu", "6:45 PM – 7:15 PM, Asia/Kathmandu (UTC+5:45)"),
            ("Europe/London", "1:00 PM – 1:30 PM, Europe/London (UTC+0)"),
        ] {
            assert!(told(zone).ends_with(expected), "{}", told(zone));
        }
    }

    #[test]
    fn a_distance_is_told_in_what_people_count_in() {
        let start: Timestamp = "2026-03-16T13:00:00Z".parse().unwrap();
        let clock = Clock { words: Words::of(Locale::En), zone: &Zone::UTC };
        for (seconds, expected) in [
            (48 * 3600, "in 2 days"),
            (48 * 3600 - 50, "in 2 days"),
            (47 * 3600, "in 47 hours"),
            (24 * 3600, "in 24 hours"),
            (24 * 3600 - 10 * 60, "in 23 hours"),
            (3 * 3600 - 10 * 60, "in 170 minutes"),
            (2 * 3600 - 40, "in 2 hours"),
            (91 * 60, "in 91 minutes"),
            (3600, "in 1 hour"),
            (3600 + 29, "in 1 hour"),
            (53 * 60, "in 53 minutes"),
            (15 * 60, "in 15 minutes"),
            (-5, "in 1 minute"),
        ] {
            let now = Timestamp::from_second(start.as_second() - seconds).unwrap();
            assert_eq!(clock.until(start, now), expected);
        }
    }
}
