//! Figures about a period.

use jiff::civil::Date;
use scheduling_core::{
    EventTypeId, HostId, Name, Zone,
    analytics::{Basis, InvalidPeriod, MAX_PERIOD_DAYS, Period, Tally},
};
use scheduling_engine::{
    Analytics, AnalyticsQuery as Asked, AskedPeriod, EventTypeFigures, MemberFigures, Utilisation,
};

use crate::{
    json::{Faults, Int, answer, query},
    problem::{Code, Problem},
};

query! {
    /// Which figures: of `days`, or of `from` and `to`.
    #[rule(has_period: days, from, to)]
    #[rule(is_a_period: from, to)]
    AnalyticsQuery {
        /// The IANA zone whose dates, weekdays and hours are meant.
        timezone: Zone = "America/New_York";
        /// So many dates up to today; at most 366.
        days: Option<Int<1, 366>> = ();
        /// The first of several dates; at most 366.
        from: Option<Date> = "2026-03-01";
        /// The last of them, itself included.
        to: Option<Date> = "2026-03-31";
        /// Whether bookings count when the meeting starts or when it was booked; `meeting` if absent.
        by: Option<Basis> = "meeting";
        /// Only bookings of this event type.
        event_type_id: Option<EventTypeId> = "0195a3c2-7d5e-7c6b-8f43-52a9a1b2c3d6";
        /// Only this user.
        host_user_id: Option<HostId> = "0195a3c2-7d5e-7c6b-8f43-52a9a1b2c3d4";
    }
}

fn has_period(faults: &mut Faults, period: (&Option<Int<1, 366>>, &Option<Date>, &Option<Date>)) {
    match period {
        (Some(_), None, None) | (None, Some(_), Some(_)) => {}
        (Some(_), ..) => faults.at("days", Code::Inconsistent, "is given alone, or else from and to"),
        (None, Some(_), None) => faults.at("to", Code::Required, "is required with from"),
        (None, None, Some(_)) => faults.at("from", Code::Required, "is required with to"),
        (None, None, None) => faults.at("days", Code::Required, "is required, or else from and to"),
    }
}

fn is_a_period(faults: &mut Faults, (from, to): (&Option<Date>, &Option<Date>)) {
    let Some((first, last)) = from.zip(*to) else { return };
    // Which dates make a period is the same in every zone.
    match Period::dates(Zone::UTC, first, last) {
        Ok(_) => {}
        Err(InvalidPeriod::Reversed) => faults.at("to", Code::EndBeforeStart, "must not be before from"),
        Err(InvalidPeriod::TooLong) => {
            faults.at("to", Code::RangeTooLong, format_args!("must be at most {MAX_PERIOD_DAYS} dates with from"));
        }
    }
}

impl AnalyticsQuery {
    pub(crate) fn into_asked(self) -> Result<Asked, Problem> {
        let zone = self.timezone;
        let period = match (self.days, self.from.zip(self.to)) {
            (Some(days), _) => Some(AskedPeriod::LastDays { zone, days: days.0 }),
            (None, dates) => {
                dates.and_then(|(first, last)| Period::dates(zone, first, last).ok()).map(AskedPeriod::Dates)
            }
        };
        // What is refused here was refused with its field when the query was decoded.
        let period = period.ok_or_else(|| Problem::new(Code::Invalid))?;
        let by = self.by.unwrap_or(Basis::Meeting);
        Ok(Asked { period, by, event_type: self.event_type_id, host: self.host_user_id })
    }
}

answer! {
    /// Figures about a period.
    AnalyticsAnswer {
        /// The IANA zone whose dates, weekdays and hours are meant.
        timezone: String = "America/New_York";
        /// The first date.
        from: Date = "2026-03-01";
        /// The last date.
        to: Date = "2026-03-31";
        /// What bookings were counted by.
        by: Basis = "meeting";
        /// The figures of all.
        summary: AnalyticsSummary = ();
        /// The event types that have bookings, the most booked ones first.
        by_event_type: Vec<EventTypeAnalytics> = [(); 0];
        /// The bookings of each weekday: seven numbers, Monday's first.
        by_day_of_week: Vec<u64> = [9, 8, 9, 7, 9, 0, 0];
        /// The bookings of each hour that the clock shows: 24 numbers, that from midnight first.
        by_hour_of_day: Vec<u64> = [0, 0, 0, 0, 0, 0, 0, 0, 0, 6, 6, 6, 2, 4, 6, 6, 6, 0, 0, 0, 0, 0, 0, 0];
        /// The bookings of each date, all dates of the period.
        trend: Vec<DayAnalytics> = [(); 0];
        /// The active users, and those who have bookings, by name.
        by_member: Vec<MemberAnalytics> = [(); 0];
    }
}

answer! {
    /// The figures of all bookings of a period.
    AnalyticsSummary {
        /// All of them; one that was moved counts once.
        total_bookings: u64 = 42;
        /// Those that take or took place, or to which nobody came.
        confirmed_bookings: u64 = 36;
        /// Those that were called off.
        cancelled_bookings: u64 = 6;
        /// The part of all that was called off, from 0 to 1; null if there are none.
        cancel_rate: Option<f64> = 0.142_857_142_857_142_85;
        /// All, divided by the weeks of the period.
        avg_bookings_per_week: Option<f64> = 9.483_870_967_741_936;
        /// The booked part of the hours of all users; null if they have none. Above 1 if more is booked than they work.
        utilisation: Option<f64> = 0.102_272_727_272_727_27;
    }
}

answer! {
    /// The figures of an event type.
    EventTypeAnalytics {
        /// Which.
        event_type_id: EventTypeId = "0195a3c2-7d5e-7c6b-8f43-52a9a1b2c3d6";
        /// Its name of today.
        name: Name = "Intro call";
        /// All bookings.
        total_bookings: u64 = 42;
        /// Those that take or took place, or to which nobody came.
        confirmed_bookings: u64 = 36;
        /// Those that were called off.
        cancelled_bookings: u64 = 6;
        /// The part of all that was called off; null if there are none.
        cancel_rate: Option<f64> = 0.142_857_142_857_142_85;
    }
}

answer! {
    /// The bookings of a date.
    DayAnalytics {
        /// The date.
        date: Date = "2026-03-16";
        /// All bookings.
        total_bookings: u64 = 3;
        /// Those that take or took place, or to which nobody came.
        confirmed_bookings: u64 = 2;
        /// Those that were called off.
        cancelled_bookings: u64 = 1;
    }
}

answer! {
    /// The figures of a user.
    MemberAnalytics {
        /// Who.
        host_user_id: HostId = "0195a3c2-7d5e-7c6b-8f43-52a9a1b2c3d4";
        /// What they are called.
        name: Name = "Ada Lovelace";
        /// All bookings.
        total_bookings: u64 = 42;
        /// Those that take or took place, or to which nobody came.
        confirmed_bookings: u64 = 36;
        /// Those that were called off.
        cancelled_bookings: u64 = 6;
        /// The part of all that was called off; null if there are none.
        cancel_rate: Option<f64> = 0.142_857_142_857_142_85;
        /// The minutes of the period that are booked, buffers left out, whatever bookings are counted by.
        booked_minutes: u64 = 1080;
        /// The minutes of the period that the user works and has not blocked; 0 for an inactive user.
        available_minutes: u64 = 10560;
        /// Their quotient; null if there is nothing to be booked.
        utilisation: Option<f64> = 0.102_272_727_272_727_27;
    }
}

impl From<Analytics> for AnalyticsAnswer {
    fn from(analytics: Analytics) -> Self {
        let Analytics { period, by, spread, utilisation, by_event_type, by_member } = analytics;
        let Tally { total, confirmed, cancelled } = spread.all;
        Self {
            timezone: period.zone().name().to_owned(),
            from: period.first(),
            to: period.last(),
            by,
            summary: AnalyticsSummary {
                total_bookings: total,
                confirmed_bookings: confirmed,
                cancelled_bookings: cancelled,
                cancel_rate: spread.all.cancel_rate().value(),
                avg_bookings_per_week: spread.per_week().value(),
                utilisation: utilisation.ratio().value(),
            },
            by_event_type: by_event_type.into_iter().map(EventTypeAnalytics::from).collect(),
            by_day_of_week: spread.by_day_of_week.to_vec(),
            by_hour_of_day: spread.by_hour_of_day.to_vec(),
            trend: spread.by_date.into_iter().map(DayAnalytics::from).collect(),
            by_member: by_member.into_iter().map(MemberAnalytics::from).collect(),
        }
    }
}

impl From<EventTypeFigures> for EventTypeAnalytics {
    fn from(EventTypeFigures { event_type, name, tally }: EventTypeFigures) -> Self {
        Self {
            event_type_id: event_type,
            name,
            total_bookings: tally.total,
            confirmed_bookings: tally.confirmed,
            cancelled_bookings: tally.cancelled,
            cancel_rate: tally.cancel_rate().value(),
        }
    }
}

impl From<(Date, Tally)> for DayAnalytics {
    fn from((date, tally): (Date, Tally)) -> Self {
        let Tally { total, confirmed, cancelled } = tally;
        Self { date, total_bookings: total, confirmed_bookings: confirmed, cancelled_bookings: cancelled }
    }
}

impl From<MemberFigures> for MemberAnalytics {
    fn from(MemberFigures { host, name, tally, utilisation }: MemberFigures) -> Self {
        let Utilisation { booked, available } = utilisation;
        Self {
            host_user_id: host,
            name,
            total_bookings: tally.total,
            confirmed_bookings: tally.confirmed,
            cancelled_bookings: tally.cancelled,
            cancel_rate: tally.cancel_rate().value(),
            booked_minutes: booked / 60,
            available_minutes: available / 60,
            utilisation: utilisation.ratio().value(),
        }
    }
}
