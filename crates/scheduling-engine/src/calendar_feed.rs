//! The calendar of a host for programs that subscribe to it, at an address that is secret and can be revoked.
//!
//! The address holds a token that is derived from the host and a generation, as the tokens of invitees are: nothing that is
//! stored opens it.

use std::collections::BTreeMap;

use jiff::SignedDuration;
use scheduling_core::{Booking, EventTypeId, Host, HostId, Interval, Minutes, ReminderTiming, Scope};
use scheduling_store::{
    Read, bookings,
    changelog::{Action, Entity},
    event_types,
    hosts::{self, StoredFeed},
    tenants,
};
use serde::{Deserialize, Serialize};

use crate::{
    Engine,
    failure::{Failure, Nothing, What},
    principal::{Principal, PublicTenant},
    public::still_open,
    tokens::CalendarToken,
    writing::{Done, UseCase, Work, Writing, details},
};

/// How far back a calendar goes.
const BACK: SignedDuration = SignedDuration::from_hours(30 * 24);
/// How far ahead.
const AHEAD: SignedDuration = SignedDuration::from_hours(400 * 24);
/// How many bookings it has at most: the earliest ones.
const MOST: u32 = 2000;

/// Whether the calendar of a host can be subscribed to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CalendarFeed {
    /// Whose it is.
    pub host: HostId,
    /// Whether it can.
    pub is_enabled: bool,
    /// The generation of its address.
    pub generation: u32,
}

/// The calendar of a host.
#[derive(Clone, Debug)]
pub struct HostCalendarFeed {
    /// Whose it is.
    pub host: Host,
    /// The bookings that take the host's time, by their start.
    pub bookings: Vec<Booking>,
    /// How long before a meeting of an event type its hosts are reminded.
    pub alarms: BTreeMap<EventTypeId, Vec<Minutes>>,
}

impl Engine {
    /// Whether the calendar of a host can be subscribed to. As who sees it can read the calendar for as long as its address
    /// lives, it needs what changing it needs.
    ///
    /// # Errors
    /// There is no such host for this principal; the scope is missing; the store failed.
    pub async fn calendar_feed(&self, principal: &Principal, host: HostId) -> Result<CalendarFeed, Failure<Nothing>> {
        principal.require(Scope::ConfigWrite)?;
        principal.reach(host, What::Host)?;
        let feed = self.parts.store.read(&principal.scope(), hosts::find_feed(host)).await?;
        Ok(CalendarFeed::of(host, feed.ok_or(Failure::NotFound(What::Host))?))
    }

    /// Makes a new secret address for the calendar of a host. The one before works no more.
    ///
    /// # Errors
    /// As [`calendar_feed`](Self::calendar_feed).
    pub async fn open_calendar_feed(
        &self,
        principal: &Principal,
        writing: Writing<HostId>,
    ) -> Result<Done<CalendarFeed>, Failure<Nothing>> {
        let host = writing.command;
        self.configure_host(principal, host, writing.map(OpenFeed)).await
    }

    /// Takes away the secret address of the calendar of a host, if there is one.
    ///
    /// # Errors
    /// As [`calendar_feed`](Self::calendar_feed).
    pub async fn close_calendar_feed(
        &self,
        principal: &Principal,
        writing: Writing<HostId>,
    ) -> Result<Done<()>, Failure<Nothing>> {
        let host = writing.command;
        self.configure_host(principal, host, writing.map(CloseFeed)).await
    }

    /// The token of the address of a calendar, for whoever may see it; none of one that has no address.
    #[must_use]
    pub fn calendar_token(&self, principal: &Principal, feed: &CalendarFeed) -> Option<CalendarToken> {
        let token = || self.parts.tokens.calendar_token(principal.scope().tenant(), (feed.host, feed.generation));
        feed.is_enabled.then(token)
    }

    /// The calendar that a token opens: what takes the host's time from 30 days ago to 400 days ahead, at most 2000 bookings.
    ///
    /// # Errors
    /// There is no such calendar, or the token is not its; the store failed.
    pub async fn calendar_by_token(
        &self,
        tenant: &PublicTenant,
        host: HostId,
        token: &CalendarToken,
    ) -> Result<HostCalendarFeed, Failure<Nothing>> {
        let (store, scope) = (&self.parts.store, tenant.scope());
        let found = tenants::find().and(hosts::find(host)).and(hosts::find_feed(host));
        let ((now, found), feed) = store.read(&scope, found).await?;
        still_open::<Nothing>(now)?;
        let opens = |feed: &StoredFeed| {
            let opened = self.parts.tokens.opens_calendar(token, scope.tenant(), (host, feed.generation));
            opened && feed.is_enabled
        };
        let (Some(host), Some(_)) = (found, feed.filter(opens)) else { return Err(Failure::NotFound(What::Host)) };
        let now = self.now();
        let starts = Interval {
            start: now.saturating_sub(BACK).map_err(Failure::internal)?,
            end: now.saturating_add(AHEAD).map_err(Failure::internal)?,
        };
        let bookings = store.read(&scope, bookings::list_of_host(host.id, starts, (now, MOST))).await?;
        let mut types: Vec<EventTypeId> = bookings.iter().map(|booking| booking.event_type).collect();
        types.sort_unstable();
        types.dedup();
        let types = store.read(&scope, Read::all(types.into_iter().map(event_types::find))).await?;
        let alarms = types.into_iter().flatten().map(|kind| (kind.id, kind.details.reminders));
        let alarms = alarms.filter(|(_, reminders)| reminders.enabled);
        let alarms =
            alarms.map(|(id, reminders)| (id, reminders.host.into_iter().map(ReminderTiming::before).collect()));
        Ok(HostCalendarFeed { host, bookings, alarms: alarms.collect() })
    }
}

impl CalendarFeed {
    const fn of(host: HostId, feed: StoredFeed) -> Self {
        Self { host, is_enabled: feed.is_enabled, generation: feed.generation }
    }
}

struct OpenFeed(HostId);

struct CloseFeed(HostId);

impl UseCase for OpenFeed {
    type Outcome = CalendarFeed;
    type Refusal = Nothing;

    async fn run(&self, work: &Work<'_>) -> Result<CalendarFeed, Failure<Nothing>> {
        let feed = work.tx.open_feed(self.0).await?.ok_or(Failure::NotFound(What::Host))?;
        log(work, self.0, "opened").await?;
        Ok(CalendarFeed::of(self.0, feed))
    }
}

impl UseCase for CloseFeed {
    type Outcome = ();
    type Refusal = Nothing;

    async fn run(&self, work: &Work<'_>) -> Result<(), Failure<Nothing>> {
        work.tx.read(hosts::find_feed(self.0)).await?.ok_or(Failure::NotFound(What::Host))?;
        if work.tx.close_feed(self.0).await? {
            log(work, self.0, "closed").await?;
        }
        Ok(())
    }
}

async fn log(work: &Work<'_>, host: HostId, calendar_feed: &'static str) -> Result<(), Failure<Nothing>> {
    let logged = details(&Logged { calendar_feed })?;
    Ok(work.log(Action::Updated, (Entity::Host, host.as_uuid()), logged).await?)
}

/// What the changelog keeps of it.
#[derive(Serialize)]
struct Logged {
    calendar_feed: &'static str,
}
