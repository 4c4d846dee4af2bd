//! What can be booked, as nobody would think of it: random hosts, alone or together, with random hours, overrides, blocks,
//! holidays, rules and bookings, written as the API takes them. It makes them; it asks and judges nothing.

mod hours;
mod person;

use fastrand::Rng;
use jiff::{SignedDuration, Timestamp, ToSpan as _, civil::Date, tz::TimeZone};
use serde_json::{Map, Value, json};

use self::{hours::Width, person::Profile};

pub(super) use self::person::Person;

const DAY: u32 = 24 * 60;
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
const DURATIONS: [u32; 8] = [5, 15, 20, 30, 45, 60, 90, 240];
const NAMED_SCHEDULE: &str = "named schedule";
const SEVERAL_SEATS: &str = "several seats";
const HOLIDAYS: &str = "holidays";
/// A body of a request.
pub(super) type Object = Map<String, Value>;

/// Whose an event type is, and of a team's how its hosts take the meetings.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Offer {
    Own,
    Collective,
    RoundRobin,
    Individual,
}

impl Offer {
    /// What the API calls it.
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Own => "own",
            Self::Collective => "collective",
            Self::RoundRobin => "round_robin",
            Self::Individual => "individual",
        }
    }
}

/// A set of public holidays, with what the product knows of the dates that can be booked.
#[derive(Debug)]
pub(super) struct HolidaySet {
    pub(super) code: &'static str,
    pub(super) holidays: Vec<(Date, String)>,
}

/// What is there before anything is chosen.
#[derive(Debug)]
pub(super) struct Known {
    pub(super) now: Timestamp,
    pub(super) holidays: Vec<HolidaySet>,
}

/// Hosts with what takes their time, an event type of the only one or of all together, and a question for its slots.
#[derive(Debug)]
pub(super) struct Configuration {
    pub(super) offer: Offer,
    /// One, or from two to four who are a team.
    pub(super) hosts: Vec<Person>,
    /// The event type that is asked for and booked.
    pub(super) wanted: Object,
    /// Which of the host's named schedules it goes by, if not by the default one.
    pub(super) schedule: Option<usize>,
    /// What is booked before, whatever the rules say.
    pub(super) bookings: Vec<Before>,
    pub(super) question: Question,
    /// How long before its start a meeting can be booked with any of the hosts.
    pub(super) notice: SignedDuration,
    pub(super) duration: SignedDuration,
    /// What lies between two starts of one window.
    pub(super) step: SignedDuration,
    /// Holidays that a host keeps, on the dates that are asked for.
    pub(super) holidays: Vec<Date>,
    /// About where meetings could start if nothing but the hours counted, of any schedule.
    pub(super) grid: Vec<Timestamp>,
}

/// A meeting with a host: of the event type asked for, or of the host's other one.
#[derive(Debug)]
pub(super) struct Before {
    pub(super) booked: Booked,
    /// The host's position.
    pub(super) host: usize,
    pub(super) start: Timestamp,
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

    fn dates(&self) -> Vec<Date> {
        self.first.series(1.day()).take_while(|date| *date <= self.last).collect()
    }

    /// Any minute of the dates.
    pub(super) fn any(&self, rng: &mut Rng) -> anyhow::Result<Timestamp> {
        let days = u32::try_from((self.last - self.first).get_days())? + 1;
        let midnight = self.first.to_zoned(self.tz.clone())?.timestamp();
        Ok(midnight + minutes(rng.u32(..days * DAY)))
    }
}

impl Configuration {
    /// Everything that there can be about one: whose the event type is, and what else.
    pub(super) const TRAITS: [&str; 7] =
        ["own", "collective", "round_robin", "individual", NAMED_SCHEDULE, SEVERAL_SEATS, HOLIDAYS];

    /// The same for the same choices and what is known.
    pub(super) fn choose(rng: &mut Rng, known: &Known, number: u32) -> anyhow::Result<Self> {
        let teams = [Offer::Collective, Offer::RoundRobin, Offer::Individual];
        let offer = if rng.u8(..3) == 0 { *pick(rng, &teams) } else { Offer::Own };
        let together = if offer == Offer::Own { 1 } else { *pick(rng, &[2, 2, 3, 4]) };
        let profiles: Vec<Profile> = (0..together).map(|_| Profile::any(rng, known)).collect();
        let rules = Rules::of_event_type(rng);
        let whose = pick(rng, &profiles);
        let question = question(rng, known.now, (whose, rules.window))?;
        let dates = question.dates();
        let step = Some(*pick(rng, &[5, 7, 10, 15, 20, 30, 60])).filter(|_| rng.u8(..4) > 0);
        let (wanted, duration) = wanted(rng, offer, (&rules, step));

        let step = minutes(step.unwrap_or(15));
        let width = if offer == Offer::Collective { Width::Wide } else { Width::Any };
        let (mut hosts, mut grid) = (Vec::new(), Vec::new());
        for (position, profile) in profiles.iter().enumerate() {
            let (host, starts) = profile.person(rng, &format!("listed-{number}-{position}"), (width, &dates, step))?;
            hosts.push(host);
            grid.extend(starts);
        }
        // An event type of a team goes by the hosts' default schedules.
        let named = hosts.first().filter(|_| offer == Offer::Own).map_or(0, |host| host.schedules.len());
        let schedule = (named > 0).then(|| rng.usize(..named));
        let notices = profiles.iter().map(|profile| rules.notice.or(profile.rules.notice).unwrap_or(24));
        let kept = profiles.iter().flat_map(Profile::holidays);
        Ok(Self {
            offer,
            wanted,
            schedule,
            bookings: bookings(rng, (known.now, &question), (together, &grid))?,
            notice: SignedDuration::from_hours(notices.max().unwrap_or(24).into()),
            duration,
            step,
            holidays: kept.filter(|date| dates.contains(date)).collect(),
            hosts,
            grid,
            question,
        })
    }

    pub(super) fn has_seats(&self) -> bool {
        self.wanted.get("seats") != Some(&json!(1))
    }

    /// Which of [`Self::TRAITS`] it has.
    pub(super) fn traits(&self) -> impl Iterator<Item = &'static str> {
        let others = [
            (NAMED_SCHEDULE, self.schedule.is_some()),
            (SEVERAL_SEATS, self.has_seats()),
            (HOLIDAYS, !self.holidays.is_empty()),
        ];
        let others = others.into_iter().filter_map(|(name, has)| has.then_some(name));
        [self.offer.name()].into_iter().chain(others)
    }
}

/// The event type that is asked for, and how long its meetings last.
fn wanted(rng: &mut Rng, offer: Offer, (rules, step): (&Rules, Option<u32>)) -> (Object, SignedDuration) {
    // What several hosts have in common is short.
    let duration = *pick(rng, if offer == Offer::Collective { &[5, 15, 30, 60] } else { &DURATIONS });
    let seats = if offer == Offer::RoundRobin { 1 } else { *pick(rng, &[1, 1, 1, 2, 5]) };
    let mut wanted = object([
        ("name", json!("Wanted")),
        ("slug", json!("wanted")),
        ("duration", json!(duration)),
        ("stepMinutes", json!(step)),
        ("seats", json!(seats)),
        ("settingOverrides", json!(rules.object())),
    ]);
    if offer != Offer::Own {
        let zone = pick(rng, &ZONES);
        wanted.extend(object([("schedulingType", json!(offer.name())), ("timezone", json!(zone))]));
    }
    (wanted, minutes(duration))
}

/// Some for each of so many hosts, mostly where meetings could start.
fn bookings(
    rng: &mut Rng,
    (now, question): (Timestamp, &Question),
    (hosts, grid): (usize, &[Timestamp]),
) -> anyhow::Result<Vec<Before>> {
    let mut bookings = Vec::new();
    for _ in 0..rng.u8(..6) {
        let on_grid = rng.choice(grid).copied().filter(|_| rng.u8(..4) > 0);
        let start = on_grid.map_or_else(|| question.any(rng), Ok)?;
        let booked = if rng.bool() { Booked::Wanted } else { Booked::Other };
        // The past takes no bookings, whatever is set aside.
        if start > now + SignedDuration::from_mins(5) {
            bookings.push(Before { booked, host: rng.usize(..hosts), start });
        }
    }
    Ok(bookings)
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

/// Dates where rules end: from today on, at the end of the booking window, around the next change of the host's clocks,
/// around a holiday; or somewhere in between.
fn question(rng: &mut Rng, now: Timestamp, (host, window): (&Profile, Option<u32>)) -> anyhow::Result<Question> {
    let zone = TimeZone::get(host.zone)?;
    let today = now.to_zoned(zone.clone()).date();
    let days = |date: Date| (date - today).get_days();
    let last_day = i32::try_from(window.or(host.rules.window).unwrap_or(60))?;
    let is_in_time = |day: &i32| (0..=last_day).contains(day);
    let change = zone.following(now).next().map(|change| days(change.timestamp().to_zoned(zone.clone()).date()) - 1);
    let holidays: Vec<i32> = host.holidays().map(days).filter(is_in_time).collect();
    let offset = match rng.u8(..5) {
        0 => rng.i32(0..3),
        1 => last_day - rng.i32(0..4),
        2 => change.filter(is_in_time).unwrap_or(0),
        3 if !holidays.is_empty() => *pick(rng, &holidays) - rng.i32(0..3),
        _ => rng.i32(0..=last_day),
    };
    let first = today.checked_add(offset.max(0).days())?;
    let zone = *pick(rng, &ZONES);
    Ok(Question { zone, first, last: first.checked_add(rng.i32(0..7).days())?, tz: TimeZone::get(zone)? })
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
    use jiff::civil::date;

    use super::*;

    fn choose(seed: u64) -> Configuration {
        let holidays = vec![HolidaySet { code: "DE", holidays: vec![(date(2026, 5, 1), "Labor Day".to_owned())] }];
        let known = Known { now: "2026-03-02T12:00:00Z".parse().unwrap(), holidays };
        Configuration::choose(&mut Rng::with_seed(seed), &known, 7).unwrap()
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

    #[test]
    fn everything_comes_up() {
        let configurations: Vec<Configuration> = (0..300).map(choose).collect();
        for wanted in Configuration::TRAITS {
            let count = configurations.iter().filter(|found| found.traits().any(|name| name == wanted)).count();
            assert!(count >= 5, "{wanted}: {count}");
        }
        let teams = configurations.iter().filter(|found| found.offer != Offer::Own).count();
        assert!((70..130).contains(&teams), "{teams}");
        assert!(configurations.iter().all(|found| (found.hosts.len() == 1) == (found.offer == Offer::Own)));
    }
}
