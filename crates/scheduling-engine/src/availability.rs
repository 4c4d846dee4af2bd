//! When hosts work: the default schedule together with the host's zone, and further schedules that event types name.
//!
//! A schedule stores no zone: all schedules of a host follow the host's.

use scheduling_core::{DateOverrides, Host, HostId, Name, ScheduleId, Scope, WeeklySchedule, Zone};
use scheduling_store::{
    Conflict, Read, StoreError,
    changelog::Entity,
    hosts,
    schedules::{self, Schedule},
};
use serde::{Deserialize, Serialize};

use crate::{
    Engine,
    failure::{Failure, Nothing, What},
    fields::{InvalidFields, check_overrides},
    principal::Principal,
    writing::{Done, UseCase, Work, Writing},
};

/// The most schedules of one host.
const MAX_SCHEDULES: u64 = 50;

/// When a host works.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Availability {
    /// The host's zone, in which the hours are meant.
    pub zone: Zone,
    /// The default schedule.
    pub schedule: Schedule,
}

/// When a host shall work.
#[derive(Clone, Debug)]
pub struct SetAvailability {
    /// Who.
    pub host: HostId,
    /// The host's zone, which holds for all schedules and blocks of the host.
    pub zone: Zone,
    /// The hours of the default schedule.
    pub weekly: WeeklySchedule,
    /// The dates of the default schedule that have hours of their own.
    pub overrides: DateOverrides,
}

/// A schedule to be.
#[derive(Clone, Debug)]
pub struct NewSchedule {
    /// Whose it is.
    pub host: HostId,
    /// What it is.
    pub hours: NamedHours,
}

/// A schedule as it shall be.
#[derive(Clone, Debug)]
pub struct ReplaceSchedule {
    /// Which one.
    pub schedule: ScheduleId,
    /// Whose it is, if the caller says so: a schedule is never given away.
    pub host: Option<HostId>,
    /// Everything that can be changed of it.
    pub hours: NamedHours,
}

/// What can be changed of a schedule.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NamedHours {
    /// What people call it; unique among the host's.
    pub name: Name,
    /// The hours of each weekday.
    pub weekly: WeeklySchedule,
    /// The dates that have hours of their own.
    pub overrides: DateOverrides,
}

/// Why a schedule was not written.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ScheduleRefusal {
    /// Fields that cannot hold what they were given.
    #[error(transparent)]
    Invalid(#[from] InvalidFields),
    /// It belongs to another host than was said.
    #[error("it belongs to another host")]
    OtherHost,
    /// Another schedule of the host has this name.
    #[error("another schedule of the host has this name")]
    NameTaken,
    /// The host has as many as there may be.
    #[error("a host has at most {max} schedules")]
    TooMany {
        /// How many there may be.
        max: u64,
    },
    /// A host always has a default schedule.
    #[error("the default schedule cannot be deleted")]
    IsDefault,
    /// Event types name it.
    #[error("event types use the schedule")]
    InUse,
}

impl Engine {
    /// When a host works by default.
    ///
    /// # Errors
    /// There is no such host for this principal; the store failed.
    pub async fn get_availability(
        &self,
        principal: &Principal,
        host: HostId,
    ) -> Result<Availability, Failure<Nothing>> {
        principal.require(Scope::Read)?;
        principal.reach(host, What::Host)?;
        let read = hosts::find(host).and(schedules::find_default(host));
        let (host, schedule) = defaults(self.parts.store.read(&principal.scope(), read).await?)?;
        Ok(Availability { zone: host.profile.zone, schedule })
    }

    /// Replaces a host's zone and the hours of the default schedule, both or none.
    ///
    /// # Errors
    /// A field is invalid; there is no such host for this principal; the store failed.
    pub async fn put_availability(
        &self,
        principal: &Principal,
        writing: Writing<SetAvailability>,
    ) -> Result<Done<Availability>, Failure<ScheduleRefusal>> {
        self.configure_host(principal, writing.command.host, writing).await
    }

    /// All schedules of a host.
    ///
    /// # Errors
    /// There is no such host for this principal; the store failed.
    pub async fn list_schedules(&self, principal: &Principal, host: HostId) -> Result<Vec<Schedule>, Failure<Nothing>> {
        principal.require(Scope::Read)?;
        principal.reach(host, What::Host)?;
        let read = hosts::find(host).and(schedules::list(host));
        let (host, found) = self.parts.store.read(&principal.scope(), read).await?;
        if host.is_some() { Ok(found) } else { Err(Failure::NotFound(What::Host)) }
    }

    /// Makes a schedule, which event types may name.
    ///
    /// # Errors
    /// A field is invalid, the name is taken, or there are too many; there is no such host for this principal; the store
    /// failed.
    pub async fn create_schedule(
        &self,
        principal: &Principal,
        writing: Writing<NewSchedule>,
    ) -> Result<Done<Schedule>, Failure<ScheduleRefusal>> {
        self.configure_host(principal, writing.command.host, writing).await
    }

    /// One schedule, the default one or another.
    ///
    /// # Errors
    /// There is none for this principal; the store failed.
    pub async fn get_schedule(&self, principal: &Principal, id: ScheduleId) -> Result<Schedule, Failure<Nothing>> {
        principal.require(Scope::Read)?;
        let found = self.parts.store.read(&principal.scope(), schedules::find(id)).await?;
        let schedule = found.ok_or(Failure::NotFound(What::Schedule))?;
        principal.reach(schedule.host, What::Schedule)?;
        Ok(schedule)
    }

    /// Replaces the name and the hours of a schedule. Where nothing is different, nothing is written.
    ///
    /// # Errors
    /// A field is invalid, the name is taken, or it belongs to another host than was said; there is no such schedule for
    /// this principal; the store failed.
    pub async fn replace_schedule(
        &self,
        principal: &Principal,
        writing: Writing<ReplaceSchedule>,
    ) -> Result<Done<Schedule>, Failure<ScheduleRefusal>> {
        let owner = owner(writing.command.schedule);
        self.configure_owned(principal, (What::Schedule, owner), writing).await
    }

    /// Deletes a schedule that is not the default one and that no event type names.
    ///
    /// # Errors
    /// It is the default one, or in use; there is no such schedule for this principal; the store failed.
    pub async fn delete_schedule(
        &self,
        principal: &Principal,
        writing: Writing<ScheduleId>,
    ) -> Result<Done<()>, Failure<ScheduleRefusal>> {
        let owner = owner(writing.command);
        self.configure_owned(principal, (What::Schedule, owner), writing.map(Delete)).await
    }
}

impl UseCase for SetAvailability {
    type Outcome = Availability;
    type Refusal = ScheduleRefusal;

    async fn run(&self, work: &Work<'_>) -> Result<Availability, Failure<ScheduleRefusal>> {
        let found = work.tx.read(hosts::find(self.host).and(schedules::find_default(self.host))).await?;
        let (host, schedule) = defaults(found)?;
        if host.profile.zone != self.zone {
            let mut profile = host.profile.clone();
            profile.zone = self.zone.clone();
            work.tx.update_host(self.host, &profile, work.now).await?;
            work.log_updated((Entity::Host, self.host.as_uuid()), &host.profile, &profile).await?;
        }
        let (weekly, overrides) = (self.weekly.clone(), self.overrides.clone());
        let hours = NamedHours { name: schedule.name.clone(), weekly, overrides };
        Ok(Availability { zone: self.zone.clone(), schedule: replace(work, schedule, hours).await? })
    }
}

impl UseCase for NewSchedule {
    type Outcome = Schedule;
    type Refusal = ScheduleRefusal;

    async fn run(&self, work: &Work<'_>) -> Result<Schedule, Failure<ScheduleRefusal>> {
        check(&self.hours)?;
        // The host's turn is ours, so that nobody adds one meanwhile.
        if work.tx.read(schedules::count_of(self.host)).await? >= MAX_SCHEDULES {
            return Err(Failure::Refused(ScheduleRefusal::TooMany { max: MAX_SCHEDULES }));
        }
        let NamedHours { name, weekly, overrides } = self.hours.clone();
        let schedule = Schedule {
            id: ScheduleId::from_uuid(work.id()),
            host: self.host,
            name,
            is_default: false,
            weekly,
            overrides,
            created_at: work.now,
            updated_at: work.now,
        };
        work.tx.insert_schedule(&schedule).await.map_err(refusal)?;
        work.log_created((Entity::Schedule, schedule.id.as_uuid()), &schedule).await?;
        Ok(schedule)
    }
}

impl UseCase for ReplaceSchedule {
    type Outcome = Schedule;
    type Refusal = ScheduleRefusal;

    async fn run(&self, work: &Work<'_>) -> Result<Schedule, Failure<ScheduleRefusal>> {
        let old = find(work, self.schedule).await?;
        if self.host.is_some_and(|host| host != old.host) {
            return Err(Failure::Refused(ScheduleRefusal::OtherHost));
        }
        replace(work, old, self.hours.clone()).await
    }
}

struct Delete(ScheduleId);

impl UseCase for Delete {
    type Outcome = ();
    type Refusal = ScheduleRefusal;

    async fn run(&self, work: &Work<'_>) -> Result<(), Failure<ScheduleRefusal>> {
        let old = find(work, self.0).await?;
        if old.is_default {
            return Err(Failure::Refused(ScheduleRefusal::IsDefault));
        }
        // The host's turn is ours, so that it is still there.
        work.tx.delete_schedule(self.0).await.map_err(refusal)?;
        work.log_deleted((Entity::Schedule, self.0.as_uuid()), &old).await
    }
}

/// Writes a schedule's hours, and logs them, if they are other ones.
async fn replace(work: &Work<'_>, old: Schedule, hours: NamedHours) -> Result<Schedule, Failure<ScheduleRefusal>> {
    check(&hours)?;
    let NamedHours { name, weekly, overrides } = hours;
    let new = Schedule { name, weekly, overrides, updated_at: work.now, ..old.clone() };
    if (Schedule { updated_at: old.updated_at, ..new.clone() }) == old {
        return Ok(old);
    }
    work.tx.update_schedule(&new).await.map_err(refusal)?;
    work.log_updated((Entity::Schedule, new.id.as_uuid()), &old, &new).await?;
    Ok(new)
}

/// A host always has a default schedule: they are made together.
fn defaults<E>(found: (Option<Host>, Option<Schedule>)) -> Result<(Host, Schedule), Failure<E>> {
    let (host, schedule) = found;
    let host = host.ok_or(Failure::NotFound(What::Host))?;
    let schedule =
        schedule.ok_or_else(|| Failure::internal(format!("the host {} has no default schedule", host.id)))?;
    Ok((host, schedule))
}

fn owner(id: ScheduleId) -> Read<Option<HostId>> {
    schedules::find(id).map(|found| found.map(|schedule| schedule.host))
}

async fn find(work: &Work<'_>, id: ScheduleId) -> Result<Schedule, Failure<ScheduleRefusal>> {
    work.tx.read(schedules::find(id)).await?.ok_or(Failure::NotFound(What::Schedule))
}

fn check(hours: &NamedHours) -> Result<(), Failure<ScheduleRefusal>> {
    check_overrides(&hours.overrides).map_err(|fields| Failure::Refused(fields.into()))
}

fn refusal(error: StoreError) -> Failure<ScheduleRefusal> {
    match error {
        StoreError::Conflict(Conflict::ScheduleNameTaken) => Failure::Refused(ScheduleRefusal::NameTaken),
        StoreError::Conflict(Conflict::ScheduleInUse) => Failure::Refused(ScheduleRefusal::InUse),
        StoreError::Conflict(Conflict::UnknownHost) => Failure::NotFound(What::Host),
        other => other.into(),
    }
}
