//! Hosts: made together with their first schedule, read, replaced, and deactivated, never deleted.

use scheduling_core::{
    DateOverrides, DefaultSettings, Host, HostId, HostProfile, Name, ScheduleId, Scope, WeeklySchedule,
};
use scheduling_store::{
    Conflict, Page, PageRequest, StoreError, changelog::Entity, hosts, schedules::Schedule, tenants,
};
use serde::{Deserialize, Serialize};

use crate::{
    Engine,
    failure::{Counted, Failure, Nothing, What},
    fields::{InvalidFields, check_host},
    hand_over::NotTakenOver,
    principal::Principal,
    writing::{Done, UseCase, Work, Writing},
};

/// A host to be.
#[derive(Clone, Debug)]
pub struct NewHost {
    /// Who it is.
    pub profile: HostProfile,
    /// When they work; `None` is [`WeeklySchedule::office_hours`].
    pub weekly: Option<WeeklySchedule>,
}

/// A host as it shall be.
#[derive(Clone, Debug)]
pub struct ReplaceHost {
    /// Which one.
    pub host: HostId,
    /// Everything that can be changed of it.
    pub profile: HostProfile,
    /// What becomes of the bookings of a host who is deactivated.
    pub future_bookings: FutureBookings,
}

/// A host as it was written.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct WrittenHost {
    /// The host.
    #[serde(flatten)]
    pub host: Host,
    /// What the host followed then where it sets nothing; `None` if it was written by a release that did not keep it.
    #[serde(default)]
    pub defaults: Option<DefaultSettings>,
}

/// What becomes of the bookings of a host who is deactivated.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum FutureBookings {
    /// There must be none.
    #[default]
    Refuse,
    /// They take place.
    Keep,
    /// Another host takes them, all of them or none.
    Reassign {
        /// Who.
        to: HostId,
    },
}

/// Why a host was not written.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum HostRefusal {
    /// Fields that cannot hold what they were given.
    #[error(transparent)]
    Invalid(#[from] InvalidFields),
    /// Another host of the tenant has this username.
    #[error("another host has this username")]
    UsernameTaken,
    /// The user of the embedding platform is a host already.
    #[error("this user is a host already")]
    UserIdTaken,
    /// The host cannot be deactivated without a word about the bookings to come.
    #[error("the host has {count} bookings to come")]
    FutureBookings {
        /// How many there are.
        count: u64,
    },
    /// There is no other active host with the id, for this principal.
    #[error("there is no such other active host")]
    UnknownSuccessor,
    /// More meetings than are given away at once.
    #[error("the host has {count} bookings to come, of which {max} can be given away at once")]
    TooManyBookings {
        /// How many there are.
        count: u64,
        /// How many there may be.
        max: u64,
    },
    /// The other host cannot take these; nothing was done.
    #[error("{} bookings cannot be taken over", .0.len())]
    NotTakenOver(Vec<NotTakenOver>),
}

impl Engine {
    /// Makes a host with a default schedule, both or none.
    ///
    /// # Errors
    /// A field is invalid, or a name is taken; the key may not; the store failed.
    pub async fn create_host(
        &self,
        principal: &Principal,
        writing: Writing<NewHost>,
    ) -> Result<Done<WrittenHost>, Failure<HostRefusal>> {
        principal.require(Scope::ConfigWrite)?;
        principal.reach_tenant()?;
        self.configure(principal, writing).await
    }

    /// One host.
    ///
    /// # Errors
    /// There is none for this principal; the store failed.
    pub async fn get_host(&self, principal: &Principal, id: HostId) -> Result<Host, Failure<Nothing>> {
        principal.require(Scope::Read)?;
        principal.reach(id, What::Host)?;
        self.parts.store.read(&principal.scope(), hosts::find(id)).await?.ok_or(Failure::NotFound(What::Host))
    }

    /// The hosts that the principal reaches, oldest first.
    ///
    /// # Errors
    /// The scope is missing; the store failed.
    pub async fn list_hosts(&self, principal: &Principal, page: PageRequest) -> Result<Page<Host>, Failure<Nothing>> {
        principal.require(Scope::Read)?;
        match principal.only() {
            Some(own) => Ok(Page { items: vec![self.get_host(principal, own).await?], next: None }),
            None => Ok(self.parts.store.read(&principal.scope(), hosts::list(page)).await?),
        }
    }

    /// Replaces everything that can be changed of a host. Where nothing is different, nothing is written. Who reaches this
    /// host only, as whom the platform knows them and whether they are back is for others to say.
    ///
    /// # Errors
    /// A field is invalid, a name is taken, bookings are to come, or cannot be given away; there is no such host for this
    /// principal, or who gives bookings away may not change them; the principal may not change that; the store failed.
    pub async fn replace_host(
        &self,
        principal: &Principal,
        writing: Writing<ReplaceHost>,
    ) -> Result<Done<WrittenHost>, Failure<HostRefusal>> {
        let ReplaceHost { host, future_bookings, .. } = writing.command;
        let writing = writing.map(|command| Replace { command, by: principal.clone() });
        let FutureBookings::Reassign { to } = future_bookings else {
            return self.configure_host(principal, host, writing).await;
        };
        principal.require(Scope::ConfigWrite)?;
        principal.reach(host, What::Host)?;
        principal.require(Scope::BookingsWrite)?;
        if principal.only().is_some_and(|own| own != to) {
            return Err(Failure::Refused(HostRefusal::UnknownSuccessor));
        }
        self.configuring(principal, vec![host, to], writing).await
    }
}

struct Replace {
    command: ReplaceHost,
    by: Principal,
}

impl UseCase for NewHost {
    type Outcome = WrittenHost;
    type Refusal = HostRefusal;

    async fn run(&self, work: &Work<'_>) -> Result<WrittenHost, Failure<HostRefusal>> {
        check_host(&self.profile).map_err(invalid)?;
        if self.profile.is_active {
            work.check_quota(Counted::Hosts).await?;
        }
        let id = HostId::from_uuid(work.id());
        let host = Host { id, profile: self.profile.clone(), created_at: work.now, updated_at: work.now };
        work.tx.insert_host(&host).await.map_err(refusal)?;
        let schedule = Schedule {
            id: ScheduleId::from_uuid(work.id()),
            host: id,
            name: "Working hours".parse::<Name>().map_err(Failure::internal)?,
            is_default: true,
            weekly: self.weekly.clone().unwrap_or_else(WeeklySchedule::office_hours),
            overrides: DateOverrides::default(),
            created_at: work.now,
            updated_at: work.now,
        };
        work.tx.insert_schedule(&schedule).await?;
        work.log_created((Entity::Host, id.as_uuid()), &host).await?;
        written(work, host).await
    }
}

impl UseCase for Replace {
    type Outcome = WrittenHost;
    type Refusal = HostRefusal;

    async fn run(&self, work: &Work<'_>) -> Result<WrittenHost, Failure<HostRefusal>> {
        let ReplaceHost { host, profile, future_bookings } = &self.command;
        let old = work.tx.read(hosts::find(*host)).await?.ok_or(Failure::NotFound(What::Host))?;
        check_host(profile).map_err(invalid)?;
        // A token of a platform acts as the host with its user's id: that is nobody's own to choose.
        let is_for_others = old.profile.user_id != profile.user_id || (profile.is_active && !old.profile.is_active);
        if is_for_others && self.by.only().is_some() {
            return Err(Failure::Forbidden(Scope::Admin));
        }
        match *future_bookings {
            FutureBookings::Refuse if old.profile.is_active && !profile.is_active => {
                let count = work.tx.read(hosts::count_future_bookings(*host, work.now)).await?;
                if count > 0 {
                    return Err(Failure::Refused(HostRefusal::FutureBookings { count }));
                }
            }
            // Also of a host who was deactivated before, and kept them then.
            FutureBookings::Reassign { to } if !profile.is_active => work.hand_over(*host, to).await?,
            FutureBookings::Refuse | FutureBookings::Keep | FutureBookings::Reassign { .. } => {}
        }
        if old.profile == *profile {
            return written(work, old).await;
        }
        if !old.profile.is_active && profile.is_active {
            work.check_quota(Counted::Hosts).await?;
        }
        work.tx.update_host(*host, profile, work.now).await.map_err(refusal)?;
        work.log_updated((Entity::Host, host.as_uuid()), &old.profile, profile).await?;
        written(work, Host { profile: profile.clone(), updated_at: work.now, ..old }).await
    }
}

async fn written(work: &Work<'_>, host: Host) -> Result<WrittenHost, Failure<HostRefusal>> {
    let tenant = work.tx.read(tenants::get()).await?;
    Ok(WrittenHost { host, defaults: Some(tenant.settings.defaults) })
}

fn invalid(fields: InvalidFields) -> Failure<HostRefusal> {
    Failure::Refused(fields.into())
}

fn refusal(error: StoreError) -> Failure<HostRefusal> {
    match error {
        StoreError::Conflict(Conflict::UsernameTaken) => Failure::Refused(HostRefusal::UsernameTaken),
        StoreError::Conflict(Conflict::UserIdTaken) => Failure::Refused(HostRefusal::UserIdTaken),
        other => other.into(),
    }
}
