//! The answer to the question for slots, written straight into its buffer: it is the one answer that is large and
//! wanted often. An instant of RFC 3339 in UTC has a fixed width, and neighbouring slots share their dates.

use std::hash::{DefaultHasher, Hash as _, Hasher as _};

use jiff::{Timestamp, civil::Date};
use scheduling_core::{
    EventTypeId, Minutes, Slug, Username, Zone,
    slots::{HostSet, Slot, SlotDay, TeamSlot},
};

/// What a slot takes, its comma included.
const SLOT_LENGTH: usize = br#"{"startTime":"0000-00-00T00:00:00Z","endTime":"0000-00-00T00:00:00Z"},"#.len();
/// What the seats that are left take, with the most that there can be.
const SEATS_LENGTH: usize = br#","seatsLeft":0000"#.len();
const DAY: i64 = 86_400;

/// Free slots by date, as `GET …/slots` answers.
#[derive(Clone, Copy, Debug)]
pub struct SlotsBody<'a, T = Slot> {
    /// The zone of the dates.
    pub zone: &'a Zone,
    /// What can be booked.
    pub event_type: EventTypeId,
    /// Its name in addresses.
    pub slug: &'a Slug,
    /// How long a meeting lasts.
    pub duration: Minutes,
    /// How many seats it has; where there are several, each slot says how many are left.
    pub seats: u32,
    /// The asked dates, each with its slots.
    pub days: &'a [SlotDay<'a, T>],
    /// Of a team: who takes the meetings, in the order that the slots refer to.
    pub hosts: &'a [Username],
}

/// A slot as it is written.
pub trait Written: AsRef<Slot> {
    /// The hosts that are written with it, if it is a team's.
    fn hosts(&self) -> Option<HostSet>;
}

impl Written for Slot {
    fn hosts(&self) -> Option<HostSet> {
        None
    }
}

impl Written for TeamSlot {
    fn hosts(&self) -> Option<HostSet> {
        Some(self.hosts)
    }
}

impl<T: Written> SlotsBody<'_, T> {
    /// The JSON.
    #[must_use]
    pub fn to_json(&self) -> Vec<u8> {
        let slots: usize = self.days.iter().map(|day| day.slots.len()).sum();
        let slot_length = if self.seats > 1 { SLOT_LENGTH + SEATS_LENGTH } else { SLOT_LENGTH };
        let mut out = Vec::with_capacity(256 + self.days.len() * 36 + slots * slot_length);
        // Names of zones and slugs have no character that JSON escapes.
        let head = format!(
            r#"{{"timezone":"{}","eventType":{{"id":"{}","slug":"{}","duration":{}}},"days":["#,
            self.zone.name(),
            self.event_type,
            self.slug,
            self.duration.0
        );
        out.extend_from_slice(head.as_bytes());
        let (mut starts, mut ends) = (CachedDate::default(), CachedDate::default());
        for (at, day) in self.days.iter().enumerate() {
            out.extend_from_slice(if at == 0 { br#"{"date":""# } else { br#",{"date":""# });
            out.extend_from_slice(&text_of(day.date));
            out.extend_from_slice(br#"","slots":["#);
            for listed in day.slots {
                let slot = listed.as_ref();
                out.extend_from_slice(br#"{"startTime":""#);
                out.extend_from_slice(&starts.instant(slot.start_second()));
                out.extend_from_slice(br#"","endTime":""#);
                out.extend_from_slice(&ends.instant(slot.end_second()));
                match listed.hosts() {
                    None => out.extend_from_slice(br#""},"#),
                    Some(hosts) => self.write_hosts(hosts, &mut out),
                }
                if self.seats > 1 {
                    write_seats(slot.seats_left(), &mut out);
                }
            }
            if !day.slots.is_empty() {
                out.pop();
            }
            out.extend_from_slice(b"]}");
        }
        out.extend_from_slice(b"]}");
        out
    }

    /// The end of a slot with its hosts, of whom there is at least one.
    fn write_hosts(&self, hosts: HostSet, out: &mut Vec<u8>) {
        out.extend_from_slice(br#"","hosts":["#);
        for username in hosts.iter().filter_map(|position| self.hosts.get(position)) {
            // Usernames have no character that JSON escapes.
            out.push(b'"');
            out.extend_from_slice(username.as_str().as_bytes());
            out.extend_from_slice(b"\",");
        }
        out.pop();
        out.extend_from_slice(b"]},");
    }

    /// A strong validator (RFC 9110, section 8.8.3): other bodies have another one.
    #[must_use]
    pub fn etag(&self) -> String {
        let mut hasher = DefaultHasher::new();
        (self.zone.name(), self.event_type, self.slug, self.duration, self.hosts).hash(&mut hasher);
        self.seats.hash(&mut hasher);
        for day in self.days {
            day.date.hash(&mut hasher);
            for slot in day.slots {
                hasher.write_i64(slot.as_ref().start_second());
                slot.hosts().hash(&mut hasher);
                if self.seats > 1 {
                    hasher.write_u32(slot.as_ref().seats_left());
                }
            }
        }
        format!("\"{:016x}\"", hasher.finish())
    }
}

/// Adds the seats that are left to the slot at the end, of which the closing brace and a comma are written.
fn write_seats(left: u32, out: &mut Vec<u8>) {
    out.truncate(out.len().saturating_sub(br"},".len()));
    out.extend_from_slice(br#","seatsLeft":"#);
    out.extend_from_slice(left.to_string().as_bytes());
    out.extend_from_slice(br"},");
}

/// The text of a date; neighbours mostly share theirs.
#[derive(Default)]
struct CachedDate {
    day: Option<i64>,
    text: [u8; 10],
}

impl CachedDate {
    /// `YYYY-MM-DDTHH:MM:SSZ`.
    fn instant(&mut self, second: i64) -> [u8; 20] {
        let day = second.div_euclid(DAY);
        #[expect(clippy::cast_possible_truncation, reason = "from 0 to 86 399")]
        let of_day = second.rem_euclid(DAY) as u32;
        if self.day != Some(day) {
            let midnight = Timestamp::from_second(day * DAY).unwrap_or(Timestamp::UNIX_EPOCH);
            *self = Self { day: Some(day), text: text_of(Zone::UTC.date_of(midnight)) };
        }
        let [y1, y2, y3, y4, _, m1, m2, _, d1, d2] = self.text;
        let [h1, h2] = two_digits(of_day / 3600);
        let [n1, n2] = two_digits(of_day / 60 % 60);
        let [s1, s2] = two_digits(of_day % 60);
        [y1, y2, y3, y4, b'-', m1, m2, b'-', d1, d2, b'T', h1, h2, b':', n1, n2, b':', s1, s2, b'Z']
    }
}

/// `YYYY-MM-DD`; the dates that can be asked for have four digits.
fn text_of(date: Date) -> [u8; 10] {
    let year = u32::from(date.year().unsigned_abs());
    let [y1, y2] = two_digits(year / 100);
    let [y3, y4] = two_digits(year % 100);
    let [m1, m2] = two_digits(u32::from(date.month().unsigned_abs()));
    let [d1, d2] = two_digits(u32::from(date.day().unsigned_abs()));
    [y1, y2, y3, y4, b'-', m1, m2, b'-', d1, d2]
}

/// Of a number below 100.
const fn two_digits(value: u32) -> [u8; 2] {
    [b'0' + (value / 10 % 10) as u8, b'0' + (value % 10) as u8]
}

#[cfg(test)]
mod tests {
    use scheduling_core::{
        DateOverrides, HostCalendar, HostFacts, HostId, SlotRules, WeeklySchedule,
        slots::{SlotQuery, by_date, generate},
    };
    use serde_json::{Value, json};
    use uuid::Uuid;

    use super::*;

    fn with_slots<T>(zone: &str, dates: (&str, &str), then: impl FnOnce(&SlotsBody<'_>) -> T) -> T {
        with_seats(1, (zone, dates.0, dates.1), then)
    }

    fn with_seats<T>(seats: u32, dates: (&str, &str, &str), then: impl FnOnce(&SlotsBody<'_>) -> T) -> T {
        let id = EventTypeId::from_uuid(Uuid::from_u128(7));
        let facts = HostFacts {
            host: HostId::from_uuid(Uuid::from_u128(1)),
            zone: "America/New_York".parse().unwrap(),
            weekly: WeeklySchedule::office_hours(),
            overrides: DateOverrides::default(),
            blocks: Vec::new(),
            holidays: Vec::new(),
            occupancies: Vec::new(),
            external_busy: Vec::new(),
        };
        let rules = SlotRules {
            event_type: id,
            duration: Minutes(45),
            step: Minutes(15),
            seats,
            buffer_before: Minutes(0),
            buffer_after: Minutes(0),
            minimum_notice: Minutes(0),
            booking_window_days: None,
            limits: Vec::new(),
        };
        let zone: Zone = dates.0.parse().unwrap();
        let (first, last) = (dates.1.parse().unwrap(), dates.2.parse().unwrap());
        let query = SlotQuery::dates(zone.clone(), first, last).unwrap();
        let now = "2026-01-01T00:00:00Z".parse().unwrap();
        let mut slots = generate(&HostCalendar::new(facts).unwrap(), &rules, &query, now).unwrap();
        let days = by_date(&mut slots, &zone, first, last);
        let slug = "intro".parse().unwrap();
        then(&SlotsBody {
            zone: &zone,
            event_type: id,
            slug: &slug,
            duration: Minutes(45),
            seats,
            days: &days,
            hosts: &[],
        })
    }

    #[test]
    fn the_answer_is_what_a_serializer_would_write() {
        with_slots("Asia/Tokyo", ("2026-03-13", "2026-03-18"), |body| {
            let expected: Vec<Value> = body
                .days
                .iter()
                .map(|day| {
                    let slots: Vec<Value> = day
                        .slots
                        .iter()
                        .map(|slot| json!({"startTime": slot.start().to_string(), "endTime": slot.end().to_string()}))
                        .collect();
                    json!({"date": day.date.to_string(), "slots": slots})
                })
                .collect();
            let written: Value = serde_json::from_slice(&body.to_json()).unwrap();
            assert_eq!(written["timezone"], json!("Asia/Tokyo"));
            let event_type = json!({"id": Uuid::from_u128(7), "slug": "intro", "duration": 45});
            assert_eq!(written["eventType"], event_type);
            assert_eq!(written["days"], json!(expected));
            let slots: usize = body.days.iter().map(|day| day.slots.len()).sum();
            assert!(slots > 100, "the comparison is of something");
            assert!(body.days.iter().any(|day| day.slots.is_empty()), "a date without slots is there");
        });
    }

    fn etag_of(body: &SlotsBody<'_>) -> String {
        body.etag()
    }

    #[test]
    fn the_seats_that_are_left_are_written_where_there_are_several() {
        let dates = ("Asia/Tokyo", "2026-03-16", "2026-03-17");
        let read = |body: &SlotsBody<'_>| serde_json::from_slice::<Value>(&body.to_json()).unwrap();
        let slots = with_seats(1000, dates, read)["days"][0]["slots"].clone();
        assert!(slots.as_array().unwrap().len() > 1);
        assert_eq!(slots[1]["seatsLeft"], json!(1000));
        assert!(with_seats(1, dates, read)["days"][0]["slots"][0].get("seatsLeft").is_none());
        let etag = |seats| with_seats(seats, dates, etag_of);
        assert_ne!(etag(1), etag(2));
        with_seats(1000, dates, |body| {
            let slots: usize = body.days.iter().map(|day| day.slots.len()).sum();
            assert!(body.to_json().len() <= 256 + body.days.len() * 36 + slots * (SLOT_LENGTH + SEATS_LENGTH));
        });
    }

    #[test]
    fn one_buffer_is_enough() {
        with_slots("Asia/Tokyo", ("2026-03-02", "2026-04-30"), |body| {
            let json = body.to_json();
            let slots: usize = body.days.iter().map(|day| day.slots.len()).sum();
            assert!(json.len() <= 256 + body.days.len() * 36 + slots * SLOT_LENGTH);
        });
    }

    #[test]
    fn the_validator_changes_with_the_answer_only() {
        let etag = |zone, dates| with_slots(zone, dates, etag_of);
        let week = ("2026-03-16", "2026-03-20");
        assert_eq!(etag("Asia/Tokyo", week), etag("Asia/Tokyo", week));
        assert_ne!(etag("Asia/Tokyo", week), etag("Asia/Seoul", week));
        assert_ne!(etag("Asia/Tokyo", week), etag("Asia/Tokyo", ("2026-03-16", "2026-03-21")));
    }
}
