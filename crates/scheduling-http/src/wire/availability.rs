//! When a user works: weekly hours, and dates with other hours.

use std::collections::BTreeMap;

use jiff::{Timestamp, civil::Date};
use scheduling_core::{
    DateOverrides, DayWindows, HostId, LocalTime, MAX_OVERRIDES, MAX_WINDOWS, Name, ScheduleId, WeeklySchedule, Window,
    Zone,
};
use scheduling_engine::Availability;
use scheduling_store::schedules::Schedule;
use serde_json::Value;
use utoipa::openapi::{RefOr, Schema, schema::Ref};

use crate::{
    json::{AtMost, Day, Distinct, Documented, Faults, FromJson, Keyed, Object, answer, body, query, schema_of},
    problem::Code,
};

use super::of_user::NamesUser;

type Windows = AtMost<Window, MAX_WINDOWS>;

answer! {
    /// Local hours of one date: from `start`, included, to `end`, excluded. `24:00` is the end of the date. Hours over
    /// midnight are two windows.
    WindowAnswer {
        /// The first minute inside.
        start: LocalTime = "09:00";
        /// The first minute outside; after `start`.
        end: LocalTime = "17:00";
    }
}

impl FromJson for Window {
    fn from_json(json: Value, faults: &mut Faults) -> Option<Self> {
        let mut object = Object::open(json, faults)?;
        let (start, end) = (object.member("start", faults), object.member("end", faults));
        object.close(faults);
        let window = Window::new(start?, end?);
        window.map_err(|why| faults.at("end", Code::EndBeforeStart, why)).ok()
    }
}

impl Documented for Window {
    fn schema() -> RefOr<Schema> {
        Ref::from_schema_name("Window").into()
    }

    fn components(into: &mut Vec<(String, RefOr<Schema>)>) {
        into.push(("Window".to_owned(), schema_of::<WindowAnswer>()));
    }
}

body! {
    /// The hours of each weekday. A day without windows is a day off; a day that is absent has none.
    WeeklyInput {
        /// Monday's hours.
        monday: Option<Windows> = [(); 0];
        /// Tuesday's hours.
        tuesday: Option<Windows> = [(); 0];
        /// Wednesday's hours.
        wednesday: Option<Windows> = [(); 0];
        /// Thursday's hours.
        thursday: Option<Windows> = [(); 0];
        /// Friday's hours.
        friday: Option<Windows> = [(); 0];
        /// Saturday's hours.
        saturday: Option<Windows> = [(); 0];
        /// Sunday's hours.
        sunday: Option<Windows> = [(); 0];
    }
}

body! {
    /// A date with other hours than its weekday.
    OverrideInput {
        /// The date.
        date: Day = "2026-12-24";
        /// Its hours; none is a day off.
        windows: Windows = [(); 0];
    }
}

impl Keyed for OverrideInput {
    const KEY: Option<&'static str> = Some("date");
}

pub(super) type Overrides = Distinct<OverrideInput, MAX_OVERRIDES>;

body! {
    /// What takes the place of a user's default schedule.
    AvailabilityInput {
        /// Whose; absent, the user that the API key is bound to.
        user_id: Option<HostId> = "0195a3c2-7d5e-7c6b-8f43-52a9a1b2c3d4";
        /// The user's IANA zone, in which all hours and dates are.
        timezone: Zone = "Europe/London";
        /// The hours of each weekday.
        weekly_schedule: WeeklyInput = ();
        /// The dates with other hours; none if absent.
        overrides: Option<Overrides> = [(); 0];
    }
}

body! {
    /// A named schedule to be made, or what takes the place of one.
    ScheduleInput {
        /// Whose; absent, the user that the API key is bound to. It cannot be changed later.
        user_id: Option<HostId> = "0195a3c2-7d5e-7c6b-8f43-52a9a1b2c3d4";
        /// What people call it; unique among the user's.
        name: Name = "Summer";
        /// The hours of each weekday.
        weekly_schedule: WeeklyInput = ();
        /// The dates with other hours; none if absent.
        overrides: Option<Overrides> = [(); 0];
    }
}

impl NamesUser for AvailabilityInput {
    fn named(&self) -> Option<HostId> {
        self.user_id
    }
}

impl NamesUser for ScheduleInput {
    fn named(&self) -> Option<HostId> {
        self.user_id
    }
}

impl WeeklyInput {
    pub(crate) fn into_core(self) -> WeeklySchedule {
        let days = [self.monday, self.tuesday, self.wednesday, self.thursday, self.friday, self.saturday, self.sunday];
        WeeklySchedule::from_monday(days.map(|day| day_windows(day.unwrap_or_default())))
    }
}

/// The overrides as the engine takes them.
pub(crate) fn overrides(overrides: Option<Overrides>) -> DateOverrides {
    let entries = overrides.unwrap_or_default().0.into_iter();
    let dates: BTreeMap<Date, DayWindows> = entries.map(|entry| (entry.date.0, day_windows(entry.windows))).collect();
    // The lengths are in the types.
    DateOverrides::new(dates).unwrap_or_default()
}

fn day_windows(windows: Windows) -> DayWindows {
    DayWindows::new(windows.0).unwrap_or(DayWindows::CLOSED)
}

query! {
    /// Whose availability.
    UserQuery {
        /// The user; absent, the one that the API key is bound to.
        user_id: Option<HostId> = "0195a3c2-7d5e-7c6b-8f43-52a9a1b2c3d4";
    }
}

impl NamesUser for UserQuery {
    fn named(&self) -> Option<HostId> {
        self.user_id
    }
}

answer! {
    /// The hours of each weekday.
    WeeklyAnswer {
        /// Monday's hours.
        monday: Vec<WindowAnswer> = [(); 0];
        /// Tuesday's hours.
        tuesday: Vec<WindowAnswer> = [(); 0];
        /// Wednesday's hours.
        wednesday: Vec<WindowAnswer> = [(); 0];
        /// Thursday's hours.
        thursday: Vec<WindowAnswer> = [(); 0];
        /// Friday's hours.
        friday: Vec<WindowAnswer> = [(); 0];
        /// Saturday's hours.
        saturday: Vec<WindowAnswer> = [(); 0];
        /// Sunday's hours.
        sunday: Vec<WindowAnswer> = [(); 0];
    }
}

answer! {
    /// A date with other hours than its weekday.
    OverrideAnswer {
        /// The date.
        date: Date = "2026-12-24";
        /// Its hours; none is a day off.
        windows: Vec<WindowAnswer> = [(); 0];
    }
}

answer! {
    /// A user's default schedule.
    AvailabilityAnswer {
        /// Whose.
        user_id: HostId = "0195a3c2-7d5e-7c6b-8f43-52a9a1b2c3d4";
        /// The user's IANA zone, in which all hours and dates are.
        timezone: String = "Europe/London";
        /// The hours of each weekday.
        weekly_schedule: WeeklyAnswer = ();
        /// The dates with other hours, ascending.
        overrides: Vec<OverrideAnswer> = [(); 0];
    }
}

answer! {
    /// A named schedule of a user. Its hours are in the user's zone.
    ScheduleAnswer {
        /// Its id.
        id: ScheduleId = "0195a3c2-7d5e-7c6b-8f43-52a9a1b2c3d5";
        /// Whose.
        user_id: HostId = "0195a3c2-7d5e-7c6b-8f43-52a9a1b2c3d4";
        /// What people call it.
        name: Name = "Summer";
        /// Whether it holds for the event types that name none.
        is_default: bool = false;
        /// The hours of each weekday.
        weekly_schedule: WeeklyAnswer = ();
        /// The dates with other hours, ascending.
        overrides: Vec<OverrideAnswer> = [(); 0];
        /// When it was made.
        created_at: Timestamp = "2026-03-01T09:00:00Z";
        /// When it was last changed.
        updated_at: Timestamp = "2026-03-01T09:00:00Z";
    }
}

answer! {
    /// All schedules of a user, the default one first.
    Schedules {
        /// The schedules.
        items: Vec<ScheduleAnswer> = [(); 0];
    }
}

impl From<Availability> for AvailabilityAnswer {
    fn from(Availability { zone, schedule }: Availability) -> Self {
        Self {
            user_id: schedule.host,
            timezone: zone.name().to_owned(),
            weekly_schedule: WeeklyAnswer::of(&schedule.weekly),
            overrides: override_answers(&schedule.overrides),
        }
    }
}

impl From<Schedule> for ScheduleAnswer {
    fn from(schedule: Schedule) -> Self {
        Self {
            id: schedule.id,
            user_id: schedule.host,
            name: schedule.name,
            is_default: schedule.is_default,
            weekly_schedule: WeeklyAnswer::of(&schedule.weekly),
            overrides: override_answers(&schedule.overrides),
            created_at: schedule.created_at,
            updated_at: schedule.updated_at,
        }
    }
}

impl WeeklyAnswer {
    fn of(weekly: &WeeklySchedule) -> Self {
        let [monday, tuesday, wednesday, thursday, friday, saturday, sunday] = weekly.days().each_ref().map(windows);
        Self { monday, tuesday, wednesday, thursday, friday, saturday, sunday }
    }
}

fn override_answers(overrides: &DateOverrides) -> Vec<OverrideAnswer> {
    overrides.iter().map(|(date, day)| OverrideAnswer { date, windows: windows(day) }).collect()
}

fn windows(day: &DayWindows) -> Vec<WindowAnswer> {
    day.as_slice().iter().map(|window| WindowAnswer { start: window.start(), end: window.end() }).collect()
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::json::tests::decode;

    #[test]
    fn windows_that_end_before_they_start_are_named_each() {
        let body = json!({"timezone": "Europe/London", "weeklySchedule": {
            "monday": [{"start": "22:00", "end": "02:00"}, {"start": "09:00", "end": "09:00"}],
            "friday": [{"start": "9am", "end": "17:00"}],
        }});
        let at = |pointer: &str, code| (format!("/weeklySchedule{pointer}"), code);
        assert_eq!(
            decode::<AvailabilityInput>(body).unwrap_err(),
            [
                at("/monday/0/end", Code::EndBeforeStart),
                at("/monday/1/end", Code::EndBeforeStart),
                at("/friday/0/start", Code::InvalidTime),
            ]
        );
    }

    #[test]
    fn a_date_is_overridden_once() {
        let body = |dates: &[&str]| {
            let overrides: Vec<_> = dates.iter().map(|date| json!({"date": date, "windows": []})).collect();
            json!({"timezone": "UTC", "weeklySchedule": {}, "overrides": overrides})
        };
        assert!(decode::<AvailabilityInput>(body(&["2026-12-25", "2026-12-24"])).is_ok());
        let twice = decode::<AvailabilityInput>(body(&["2026-12-24", "2026-12-25", "2026-12-24"])).unwrap_err();
        assert_eq!(twice, [("/overrides/2/date".to_owned(), Code::Repeated)]);
    }

    #[test]
    fn hours_are_written_as_they_are_read() {
        let weekly = json!({
            "monday": [{"start": "09:00", "end": "12:00"}, {"start": "13:00", "end": "24:00"}],
            "tuesday": [], "wednesday": [], "thursday": [], "friday": [], "saturday": [], "sunday": []
        });
        let read = decode::<WeeklyInput>(weekly.clone()).unwrap().into_core();
        assert_eq!(serde_json::to_value(WeeklyAnswer::of(&read)).unwrap(), weekly);
    }
}
