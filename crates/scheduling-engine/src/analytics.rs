//! Figures about a period. `docs/reports.md` says what each of them means.

use std::collections::{BTreeMap, HashMap};

use jiff::{ToSpan as _, civil::Date};
use scheduling_core::{
    EventTypeId, HostCalendar, HostId, Interval, Name, Owner, Scope, Zone,
    analytics::{Basis, Count, InvalidPeriod, LocalHours, Period, Ratio, Spread, Tally, available_seconds},
};
use scheduling_store::{
    analytics::{self, Counted, Counts, Member, Of},
    event_types,
};

use crate::{
    Engine,
    failure::{Failure, What},
    principal::Principal,
};

/// Which dates are looked at.
#[derive(Clone, Debug)]
pub enum AskedPeriod {
    /// These.
    Dates(Period),
    /// So many dates of a zone up to today.
    LastDays {
        /// The zone.
        zone: Zone,
        /// How many.
        days: u32,
    },
}

/// What is asked.
#[derive(Clone, Debug)]
pub struct AnalyticsQuery {
    /// Which dates.
    pub period: AskedPeriod,
    /// Whether bookings count when they take place or when they were made.
    pub by: Basis,
    /// Only this event type.
    pub event_type: Option<EventTypeId>,
    /// Only this host.
    pub host: Option<HostId>,
}

/// Why there are no figures.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum AnalyticsRefusal {
    /// The dates are no period.
    #[error(transparent)]
    Period(#[from] InvalidPeriod),
}

/// The figures of a period.
#[derive(Clone, Debug)]
pub struct Analytics {
    /// The period.
    pub period: Period,
    /// What bookings were counted by.
    pub by: Basis,
    /// The bookings by date, weekday and hour.
    pub spread: Spread,
    /// How much of the time of all active members is booked.
    pub utilisation: Utilisation,
    /// The event types that have bookings, the most booked ones first.
    pub by_event_type: Vec<EventTypeFigures>,
    /// The active hosts, and those who have bookings, by name.
    pub by_member: Vec<MemberFigures>,
}

/// The bookings of an event type.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EventTypeFigures {
    /// Which.
    pub event_type: EventTypeId,
    /// Its name of today.
    pub name: Name,
    /// Its bookings.
    pub tally: Tally,
}

/// The bookings and the time of a host.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MemberFigures {
    /// Who.
    pub host: HostId,
    /// What they are called.
    pub name: Name,
    /// Their bookings.
    pub tally: Tally,
    /// How much of their time is booked.
    pub utilisation: Utilisation,
}

/// Booked time and the time that there is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Utilisation {
    /// Seconds of meetings.
    pub booked: u64,
    /// Seconds of working hours that no block takes.
    pub available: u64,
}

impl Utilisation {
    /// The part that is booked. More than all of it if there are meetings outside of the hours.
    #[must_use]
    pub const fn ratio(self) -> Ratio {
        Ratio { part: self.booked, whole: self.available }
    }
}

impl Engine {
    /// Figures about a period. A key that reaches one host sees that host's.
    ///
    /// # Errors
    /// The dates are no period; there is no such event type or host for this principal; the store failed.
    pub async fn analytics(
        &self,
        principal: &Principal,
        query: AnalyticsQuery,
    ) -> Result<Analytics, Failure<AnalyticsRefusal>> {
        principal.require(Scope::Read)?;
        let AnalyticsQuery { period, by, event_type, host } = query;
        let now = self.now();
        let period = match period {
            AskedPeriod::Dates(period) => Ok(period),
            AskedPeriod::LastDays { zone, days } => Period::until(now, zone, days),
        };
        let period = period.map_err(|why| Failure::Refused(why.into()))?;
        if let Some(host) = host {
            principal.reach(host, What::Host)?;
        }
        let of = Of { event_type, host: host.or(principal.only()) };
        let (hours, hull) = (LocalHours::of(&period), period.hull());
        let counted = Counted { of, by, within: period.intervals(), hours: hours.boundaries() };
        let read = analytics::count(counted)
            .and(analytics::booked_seconds(of, hull, now))
            .and(analytics::list_members(of, dates_around(&period), (by, hull)));
        let (named, ((counts, booked), members)) = match event_type {
            None => (None, self.parts.store.read(&principal.scope(), read).await?),
            Some(id) => self.parts.store.read(&principal.scope(), event_types::find(id).and(read)).await?,
        };
        if event_type.is_some() {
            match named.ok_or(Failure::NotFound(What::EventType))?.owner {
                Owner::Host(host) => principal.reach(host, What::EventType)?,
                Owner::Team(team) => self.reach_team(principal, team, What::EventType).await?,
            }
        }
        if of.host.is_some() && members.is_empty() {
            return Err(Failure::NotFound(What::Host));
        }
        let spread = Spread::of(&period, &hours, counts.by_hour.iter().copied());
        let by_event_type = by_event_type(&counts);
        // The hours of a year of many hosts are some work, and requests of others wait for this thread.
        let by_member = tokio::task::spawn_blocking(move || by_member(members, &counts, (&booked, hull)));
        let by_member = by_member.await.map_err(Failure::internal)?.map_err(Failure::internal)?;
        let active = by_member.iter().filter(|member| member.utilisation.available > 0);
        let utilisation = active.fold(Utilisation::default(), |all, member| Utilisation {
            booked: all.booked + member.utilisation.booked,
            available: all.available + member.utilisation.available,
        });
        Ok(Analytics { period, by, spread, utilisation, by_event_type, by_member })
    }
}

/// The dates of any zone that a period touches, with one to spare at either end.
fn dates_around(period: &Period) -> (Date, Date) {
    (period.first().saturating_sub(3.days()), period.last().saturating_add(3.days()))
}

fn by_event_type(counts: &Counts) -> Vec<EventTypeFigures> {
    let mut figures: BTreeMap<EventTypeId, EventTypeFigures> = BTreeMap::new();
    for (event_type, name, count) in &counts.by_event_type {
        let new = || EventTypeFigures { event_type: *event_type, name: name.clone(), tally: Tally::default() };
        figures.entry(*event_type).or_insert_with(new).tally.add(*count);
    }
    let mut figures: Vec<EventTypeFigures> = figures.into_values().filter(|figures| figures.tally.total > 0).collect();
    figures.sort_by_key(|figures| (std::cmp::Reverse(figures.tally.total), figures.event_type));
    figures
}

fn by_member(
    members: Vec<Member>,
    counts: &Counts,
    (booked, range): (&HashMap<HostId, u64>, Interval),
) -> Result<Vec<MemberFigures>, scheduling_core::TooMany> {
    let mut tallies: HashMap<HostId, Tally> = HashMap::new();
    for (host, count) in &counts.by_host {
        let count: Count = *count;
        tallies.entry(*host).or_default().add(count);
    }
    let mut figures = Vec::with_capacity(members.len());
    for Member { host, facts } in members {
        // Who has no bookings is in neither list.
        let tally = tallies.get(&host.id).copied().unwrap_or_default();
        let booked = booked.get(&host.id).copied().unwrap_or(0);
        let is_active = host.profile.is_active;
        if !is_active && tally.total == 0 && booked == 0 {
            continue;
        }
        let available = if is_active { available_seconds(&HostCalendar::new(facts)?, range) } else { 0 };
        let utilisation = Utilisation { booked, available };
        figures.push(MemberFigures { host: host.id, name: host.profile.display_name, tally, utilisation });
    }
    Ok(figures)
}
