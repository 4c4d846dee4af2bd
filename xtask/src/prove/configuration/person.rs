//! A random host: rules, holidays, schedules, blocks and an event type, as the API takes them.

use std::collections::BTreeSet;

use fastrand::Rng;
use jiff::{SignedDuration, Timestamp, civil::Date, tz::TimeZone};
use serde_json::json;

use super::{
    HolidaySet, Known, Object, Rules, ZONES,
    hours::{Hours, Width, block},
    minutes, object, pick,
};

/// A host, as what is sent; all but `user` with the host's id as `userId`.
#[derive(Debug)]
pub(in crate::prove) struct Person {
    pub(in crate::prove) username: String,
    pub(in crate::prove) user: Object,
    pub(in crate::prove) availability: Object,
    /// Schedules beside the default one.
    pub(in crate::prove) schedules: Vec<Object>,
    pub(in crate::prove) blocks: Vec<Object>,
    /// An event type of the host alone: its bookings have other lengths and buffers.
    pub(in crate::prove) other: Object,
    /// How long a meeting of that type lasts.
    pub(in crate::prove) duration: SignedDuration,
    /// How long before its start.
    pub(in crate::prove) notice: SignedDuration,
    /// The host's share of the meetings of a team.
    pub(in crate::prove) share: Object,
}

/// What is chosen of a host before it is known which dates are asked for.
pub(super) struct Profile<'a> {
    pub(super) zone: &'static str,
    pub(super) rules: Rules,
    kept: Vec<&'a HolidaySet>,
    /// Holidays that are working days all the same.
    worked: BTreeSet<&'a str>,
}

impl<'a> Profile<'a> {
    pub(super) fn any(rng: &mut Rng, known: &'a Known) -> Self {
        let zone = *pick(rng, &ZONES);
        let rules = Rules::of_user(rng);
        let mut kept: Vec<&HolidaySet> = known.holidays.iter().collect();
        rng.shuffle(&mut kept);
        kept.truncate(*pick(rng, &[0, 1, 1, 2]));
        let names = kept.iter().flat_map(|set| &set.holidays).map(|(_, name)| name.as_str());
        let worked = names.filter(|_| rng.u8(..10) == 0).collect();
        Self { zone, rules, kept, worked }
    }

    /// The dates that are days off.
    pub(super) fn holidays(&self) -> impl Iterator<Item = Date> {
        let of_sets = self.kept.iter().flat_map(|set| &set.holidays);
        of_sets.filter(|(_, name)| !self.worked.contains(name.as_str())).map(|(date, _)| *date)
    }

    /// The host, and where meetings could start if nothing but the hours counted.
    pub(super) fn person(
        &self,
        rng: &mut Rng,
        username: &str,
        (width, dates, step): (Width, &[Date], SignedDuration),
    ) -> anyhow::Result<(Person, Vec<Timestamp>)> {
        let zone = TimeZone::get(self.zone)?;
        let mut grid = Vec::new();
        let mut schedule = |rng: &mut Rng, head: (&str, &str)| -> anyhow::Result<Object> {
            let hours = Hours::any(rng, (width, dates));
            grid.extend(hours.grid(dates, &zone, step)?);
            let mut schedule = hours.object();
            schedule.extend(object([(head.0, json!(head.1))]));
            Ok(schedule)
        };
        let availability = schedule(rng, ("timezone", self.zone))?;
        let named = ["Summer", "Evenings"].iter().take(*pick(rng, &[0, 0, 1, 2]));
        let schedules = named.map(|name| schedule(rng, ("name", name))).collect::<anyhow::Result<_>>()?;
        let duration = *pick(rng, &[10, 30, 50, 120]);
        let person = Person {
            username: username.to_owned(),
            user: self.user(username),
            availability,
            schedules,
            blocks: (0..rng.u8(..3)).map(|_| block(rng, dates)).collect(),
            other: object([
                ("name", json!("Other")),
                ("slug", json!("other")),
                ("duration", json!(duration)),
                (
                    "settingOverrides",
                    json!({"bufferBeforeMins": pick(rng, &[0, 20]), "bufferAfterMins": pick(rng, &[0, 25])}),
                ),
            ]),
            duration: minutes(duration),
            notice: SignedDuration::from_hours(self.rules.notice.unwrap_or(24).into()),
            share: object([("weight", json!(pick(rng, &[1, 1, 2, 5]))), ("priority", json!(pick(rng, &[0, 0, 0, 1])))]),
        };
        Ok((person, grid))
    }

    fn user(&self, username: &str) -> Object {
        let mut user = self.rules.object();
        user.extend(["userId", "username", "displayName"].map(|name| (name.to_owned(), json!(username))));
        let sets: Vec<&str> = self.kept.iter().map(|set| set.code).collect();
        user.extend(object([
            ("email", json!(format!("{username}@example.org"))),
            ("timezone", json!(self.zone)),
            ("holidays", json!({"sets": sets, "worked": self.worked})),
        ]));
        user
    }
}
