//! A host as nobody would think of one: random hours, overrides, blocks, rules and bookings, written as the API takes them.
//! It makes them; it asks and judges nothing.

use std::collections::BTreeMap;

use fastrand::Rng;
use jiff::{SignedDuration, Timestamp, ToSpan as _, civil::Date, tz::TimeZone};
use serde_json::{Map, Value, json};

const DAY: u32 = 24 * 60;
const WEEKDAYS: [&str; 7] = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];
/// Offsets of whole, half and quarter hours, clocks that change by an hour, by half an hour and never, in both hemispheres.
const ZONES: [&str; 12] = [
    "UTC",
    "America/New_York",
    "America/St_Johns",
    "America/Santiago",
    "Europe/Berlin",
    "Europe/London",
    "Africa/Casablanca",
    "Asia/Kolkata",
    "Asia/Kathmandu",
    "Australia/Lord_Howe",
    "Pacific/Apia",
    "Pacific/Chatham",
];

/// A body of a request.
pub(super) type Object = Map<String, Value>;

/// A host with two event types and what takes their time, and a question for the slots of the first one.
#[derive(Debug)]
pub(super) struct Configuration {
    pub(super) username: String,
    /// The host. Everything else is to be sent with the host's id as `userId`.
    pub(super) user: Object,
    pub(super) availability: Object,
    pub(super) blocks: Vec<Object>,
    /// The event type that is asked for and booked.
    pub(super) wanted: Object,
    /// One more of the host: its bookings have other lengths and buffers.
    pub(super) other: Object,
    /// What is booked before, of the event type asked for or of the other one, whatever the rules say.
    pub(super) bookings: Vec<(Booked, Timestamp)>,
    pub(super) question: Question,
    /// How long before its start a meeting can be booked.
    pub(super) notice: SignedDuration,
    pub(super) duration: SignedDuration,
    /// What lies between two starts of one window.
    pub(super) step: SignedDuration,
    /// About where meetings could start if nothing but the hours counted.
    pub(super) grid: Vec<Timestamp>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Booked {
    Wanted,
    Other,
}

/// Which dates of the invitee are asked for.
#[derive(Debug)]
pub(super) struct Question {
    pub(super) zone: &'static str,
    pub(super) first: Date,
    pub(super) last: Date,
    tz: TimeZone,
}

impl Question {
    /// Whether the list has to name the start, if it can be booked.
    pub(super) fn covers(&self, start: Timestamp) -> bool {
        let date = start.to_zoned(self.tz.clone()).date();
        self.first <= date && date <= self.last
    }

    /// Any minute of the dates.
    pub(super) fn any(&self, rng: &mut Rng) -> anyhow::Result<Timestamp> {
        let days = u32::try_from((self.last - self.first).get_days())? + 1;
        let midnight = self.first.to_zoned(self.tz.clone())?.timestamp();
        Ok(midnight + minutes(rng.u32(..days * DAY)))
    }
}

impl Configuration {
    /// The same for the same choices and the same `now`.
    pub(super) fn choose(rng: &mut Rng, now: Timestamp, number: u32) -> anyhow::Result<Self> {
        let username = format!("listed-{number}");
        let zone = *pick(rng, &ZONES);
        let (user_rules, wanted_rules) = (Rules::of_user(rng), Rules::of_event_type(rng));
        let mut user = user_rules.object();
        user.extend(["userId", "username", "displayName"].map(|name| (name.to_owned(), json!(username))));
        user.extend(object([("email", json!(format!("{username}@example.org"))), ("timezone", json!(zone))]));
        let duration = *pick(rng, &[5, 15, 20, 30, 45, 60, 90, 240]);
        let step = Some(*pick(rng, &[5, 7, 10, 15, 20, 30, 60])).filter(|_| rng.u8(..4) > 0);
        let wanted = object([
            ("name", json!("Wanted")),
            ("slug", json!("wanted")),
            ("duration", json!(duration)),
            ("stepMinutes", json!(step)),
            ("settingOverrides", json!(wanted_rules.object())),
        ]);
        let buffers = json!({"bufferBeforeMins": pick(rng, &[0, 20]), "bufferAfterMins": pick(rng, &[0, 25])});
        let other = object([
            ("name", json!("Other")),
            ("slug", json!("other")),
            ("duration", json!(pick(rng, &[10, 30, 50, 120]))),
            ("settingOverrides", buffers),
        ]);

        let window = wanted_rules.window.or(user_rules.window).unwrap_or(60);
        let question = question(rng, (now, zone, window))?;
        let dates: Vec<Date> = question.first.series(1.day()).take_while(|date| *date <= question.last).collect();
        let hours = Hours::any(rng, &dates);
        let step = minutes(step.unwrap_or(15));
        let grid = hours.grid(&dates, &TimeZone::get(zone)?, step)?;
        let mut bookings = Vec::new();
        for _ in 0..rng.u8(..6) {
            let on_grid = rng.choice(&grid).copied().filter(|_| rng.u8(..4) > 0);
            let start = on_grid.map_or_else(|| question.any(rng), Ok)?;
            let booked = if rng.bool() { Booked::Wanted } else { Booked::Other };
            // The past takes no bookings, whatever is set aside.
            if start > now + SignedDuration::from_mins(5) {
                bookings.push((booked, start));
            }
        }
        Ok(Self {
            username,
            user,
            availability: hours.object(zone),
            blocks: (0..rng.u8(..3)).map(|_| block(rng, &dates)).collect(),
            wanted,
            other,
            bookings,
            question,
            notice: SignedDuration::from_hours(wanted_rules.notice.or(user_rules.notice).unwrap_or(24).into()),
            duration: minutes(duration),
            step,
            grid,
        })
    }
}

/// What is set; what is not follows the next level.
struct Rules {
    notice: Option<u32>,
    window: Option<u32>,
    buffers: [Option<u32>; 2],
    limits: [Option<u32>; 3],
}

impl Rules {
    /// Seldom so few hours ahead, or so few meetings, that nothing is left.
    fn of_user(rng: &mut Rng) -> Self {
        Self {
            notice: Some(*pick(rng, &[0, 0, 1, 6, 24, 48])),
            window: Some(rng.u32(1..=730)),
            buffers: [0, 0].map(|_| Some(*pick(rng, &[0, 0, 5, 10, 15, 45]))),
            limits: [(1..=4), (2..=8), (3..=12)].map(|range| (rng.u8(..4) == 0).then(|| rng.u32(range))),
        }
    }

    fn of_event_type(rng: &mut Rng) -> Self {
        let Self { notice, window, buffers, limits } = Self::of_user(rng);
        Self {
            notice: notice.filter(|_| rng.u8(..3) == 0),
            window: window.filter(|_| rng.u8(..3) == 0),
            buffers: buffers.map(|buffer| buffer.filter(|_| rng.u8(..3) == 0)),
            limits,
        }
    }

    fn object(&self) -> Object {
        let Self { notice, window, buffers: [before, after], limits: [daily, weekly, monthly] } = self;
        object([
            ("minimumNoticeHours", json!(notice)),
            ("bookingWindowDays", json!(window)),
            ("bufferBeforeMins", json!(before)),
            ("bufferAfterMins", json!(after)),
            ("dailyLimit", json!(daily)),
            ("weeklyLimit", json!(weekly)),
            ("monthlyLimit", json!(monthly)),
        ])
    }
}

/// Dates where rules end: from today on, at the end of the booking window, around the next change of the host's clocks; or
/// somewhere in between.
fn question(rng: &mut Rng, (now, host_zone, window): (Timestamp, &str, u32)) -> anyhow::Result<Question> {
    let host = TimeZone::get(host_zone)?;
    let today = now.to_zoned(host.clone()).date();
    let days = |date: Date| (date - today).get_days();
    let last_day = i32::try_from(window)?;
    let change = host.following(now).next().map(|change| days(change.timestamp().to_zoned(host.clone()).date()) - 1);
    let offset = match rng.u8(..4) {
        0 => rng.i32(0..3),
        1 => last_day - rng.i32(0..4),
        2 => change.filter(|change| *change <= last_day).unwrap_or(0),
        _ => rng.i32(0..=last_day),
    };
    let first = today.checked_add(offset.max(0).days())?;
    let zone = *pick(rng, &ZONES);
    Ok(Question { zone, first, last: first.checked_add(rng.i32(0..7).days())?, tz: TimeZone::get(zone)? })
}

/// The windows of each weekday from Monday on, and of dates with other hours.
struct Hours {
    week: [Vec<Window>; 7],
    overrides: BTreeMap<Date, Vec<Window>>,
}

impl Hours {
    fn any(rng: &mut Rng, dates: &[Date]) -> Self {
        let week = WEEKDAYS.map(|_| windows(rng));
        Self { week, overrides: (0..rng.u8(..3)).map(|_| (*pick(rng, dates), windows(rng))).collect() }
    }

    fn object(&self, zone: &str) -> Object {
        let written =
            |windows: &[Window]| windows.iter().map(|window| window.object("start", "end")).collect::<Value>();
        let week: Object =
            WEEKDAYS.iter().zip(&self.week).map(|(day, windows)| ((*day).to_owned(), written(windows))).collect();
        let overrides: Vec<Value> = self
            .overrides
            .iter()
            .map(|(date, windows)| json!({"date": date.to_string(), "windows": written(windows)}))
            .collect();
        object([("timezone", json!(zone)), ("weeklySchedule", json!(week)), ("overrides", json!(overrides))])
    }

    /// Every step from the start of a window on. Around a change of the clocks this is beside what the rules say.
    fn grid(&self, dates: &[Date], zone: &TimeZone, step: SignedDuration) -> anyhow::Result<Vec<Timestamp>> {
        let mut grid = Vec::new();
        for date in dates {
            let of_weekday = self.week.get(usize::from(date.weekday().to_monday_zero_offset().unsigned_abs()));
            let windows = self.overrides.get(date).or(of_weekday);
            let midnight = date.to_zoned(zone.clone())?.timestamp();
            for Window(start, end) in windows.into_iter().flatten() {
                let (mut start, end) = (midnight + minutes(*start), midnight + minutes(*end));
                while start < end {
                    grid.push(start);
                    start += step;
                }
            }
        }
        Ok(grid)
    }
}

/// None to three windows; they may overlap, touch, and reach to the end of the day.
fn windows(rng: &mut Rng) -> Vec<Window> {
    let count = *pick(rng, &[0, 1, 1, 1, 2, 2, 3]);
    (0..count).map(|_| Window::any(rng)).collect()
}

fn block(rng: &mut Rng, dates: &[Date]) -> Object {
    let (one, two) = (*pick(rng, dates), *pick(rng, dates));
    let (first, last) = (one.min(two), one.max(two));
    let mut block = object([("startDate", json!(first.to_string())), ("endDate", json!(last.to_string()))]);
    // A block of all dates leaves nothing to be looked at.
    if dates.len() < 3 || first < last || rng.bool() {
        block.extend(Window::any(rng).object("startTime", "endTime"));
    }
    block
}

/// Minutes of a day.
struct Window(u32, u32);

impl Window {
    fn any(rng: &mut Rng) -> Self {
        let raster = *pick(rng, &[1, 5, 15, 30, 60]);
        let start = rng.u32(..DAY / raster) * raster;
        let length = (1 + rng.u32(..720 / raster)) * raster;
        Self(start, (start + length).min(DAY))
    }

    fn object(&self, start: &str, end: &str) -> Object {
        let clock = |minute: u32| json!(format!("{:02}:{:02}", minute / 60, minute % 60));
        object([(start, clock(self.0)), (end, clock(self.1))])
    }
}

fn object<const N: usize>(members: [(&str, Value); N]) -> Object {
    members.into_iter().map(|(name, value)| (name.to_owned(), value)).collect()
}

#[expect(
    clippy::expect_used,
    reason = "a list to choose from is written here, or the dates of a question, at least one"
)]
fn pick<'a, T>(rng: &mut Rng, of: &'a [T]) -> &'a T {
    rng.choice(of).expect("every caller has something to choose from")
}

fn minutes(minutes: u32) -> SignedDuration {
    SignedDuration::from_mins(minutes.into())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn choose(seed: u64) -> Configuration {
        let now = "2026-03-02T12:00:00Z".parse().unwrap();
        Configuration::choose(&mut Rng::with_seed(seed), now, 7).unwrap()
    }

    #[test]
    fn one_seed_makes_one_configuration() {
        assert_eq!(format!("{:?}", choose(1)), format!("{:?}", choose(1)));
        assert_ne!(format!("{:?}", choose(1)), format!("{:?}", choose(2)));
    }

    #[test]
    fn any_start_of_a_question_is_covered_by_it() {
        for seed in 0..200 {
            let Configuration { question, .. } = choose(seed);
            let mut rng = Rng::with_seed(seed);
            // Where the clocks are put back, the last hours of the dates are left out; where they are put forward, one is after.
            let covered = (0..50).filter(|_| question.covers(question.any(&mut rng).unwrap())).count();
            assert!(covered >= 40, "{question:?}");
        }
    }
}
