//! What a team offers: an event type with the calendars of its hosts. Who of them takes a start is decided by
//! [`scheduling_core`]; what it is decided from is read here.

use jiff::Timestamp;
use scheduling_core::{
    Assignment, Booking, Candidate, ChosenBy, HoldId, Host, HostCalendar, HostId, SchedulingKind, SlotRules, Taking,
    Team, TeamEventType, TeamTypeHost, Tenant, Username, rotation_month,
    slots::{
        Attempt, Exception, HostReasons, Reason, Slot, TeamCalendar, TeamHost, TeamRejection, TeamSlot, VerifiedSlot,
    },
};
use scheduling_store::{
    assignments::{self, Counted},
    holds,
    team_facts::{HostOffer, TeamOffer},
};

use crate::{
    failure::{Failure, What},
    place::Wish,
    refusal::{Instead, SlotRefusal},
    take::Calendars,
    writing::Work,
};

/// An offer of a team that is open, indexed.
pub(crate) struct OpenTeam {
    pub(crate) team_type: TeamEventType,
    /// Who takes the meetings, in the order of their ids.
    pub(crate) hosts: Vec<(Host, TeamTypeHost)>,
    /// Their calendars, in the same order.
    calendars: Vec<TeamHost>,
}

/// Why the host of a wish is not clear.
#[derive(Clone, Copy, Debug)]
pub(crate) enum WrongHost {
    /// The invitee names nobody, and must.
    Required,
    /// The invitee names somebody who does not take these meetings.
    Other,
}

impl Calendars for OpenTeam {
    fn calendar_of(&self, id: HostId) -> Option<&HostCalendar> {
        self.calendars.iter().map(|host| &host.calendar).find(|calendar| calendar.facts().host == id)
    }
}

impl OpenTeam {
    /// Opens an offer to the public: a closed tenant, an archived team and an inactive or archived type are not there.
    /// Inactive hosts take no meetings: a collective type with one is not there, others are without them.
    pub(crate) fn to_public<E>(offer: Option<TeamOffer>) -> Result<Self, Failure<E>> {
        let is_offered = |offer: &TeamOffer| is_offered(&offer.tenant, &offer.team, &offer.team_type);
        Self::with_active_hosts(offer.filter(is_offered))
    }

    /// Opens an offer to its hosts' side for booking: an archived type is not there, nor one of an archived team.
    /// Inactive hosts take no meetings here either.
    pub(crate) fn to_its_hosts<E>(offer: Option<TeamOffer>) -> Result<Self, Failure<E>> {
        let is_there =
            |offer: &TeamOffer| offer.team.archived_at.is_none() && offer.team_type.event_type.archived_at.is_none();
        Self::with_active_hosts(offer.filter(is_there))
    }

    /// The same for moving what is booked, whatever has become of the event type.
    pub(crate) fn with_active_hosts<E>(offer: Option<TeamOffer>) -> Result<Self, Failure<E>> {
        let mut offer = offer.filter(has_hosts).ok_or(Failure::NotFound(What::EventType))?;
        offer.hosts.retain(|host| host.host.profile.is_active);
        Self::of(offer)
    }

    /// Opens an offer to somebody who may see all of it.
    pub(crate) fn of<E>(offer: TeamOffer) -> Result<Self, Failure<E>> {
        let TeamOffer { tenant, team_type, hosts: offered, .. } = offer;
        let event_type = team_type.event_type.rules();
        let (mut hosts, mut calendars) = (Vec::with_capacity(offered.len()), Vec::with_capacity(offered.len()));
        for HostOffer { host, share, facts } in offered {
            let rules = SlotRules::effective(&event_type, &host.profile.settings, &tenant.settings.defaults);
            calendars.push(TeamHost { calendar: HostCalendar::new(facts).map_err(Failure::internal)?, rules });
            hosts.push((host, share));
        }
        Ok(Self { team_type, hosts, calendars })
    }

    /// The host of an id, who is one of these.
    pub(crate) fn host(&self, id: HostId) -> Option<&Host> {
        self.hosts.iter().map(|(host, _)| host).find(|host| host.id == id)
    }

    pub(crate) fn generate<E>(
        &self,
        query: &scheduling_core::slots::SlotQuery,
        now: Timestamp,
    ) -> Result<Vec<TeamSlot>, Failure<E>> {
        Ok(self.calendar()?.generate(query, now))
    }

    pub(crate) fn next<E>(&self, count: usize, now: Timestamp) -> Result<Vec<TeamSlot>, Failure<E>> {
        Ok(self.calendar()?.next(count, now))
    }

    /// Leaves only the host who has the meeting that is moved, where hosts do not stand in for each other. Returns whether
    /// somebody is left.
    pub(crate) fn stay(&mut self, moved: &Booking) -> bool {
        if self.kind() == SchedulingKind::Individual {
            self.narrow(|host, _| host.id == moved.host);
        }
        !self.hosts.is_empty()
    }

    /// What the rules say of a start at each host, and all that takes it away. Inactive hosts, who take no meetings, are
    /// among the hosts and give no start free. Of an archived event type all hosts may have left: nobody says anything then.
    pub(crate) fn explain<E>(
        &self,
        start: Timestamp,
        now: Timestamp,
    ) -> Result<(Vec<HostReasons>, Vec<Reason>), Failure<E>> {
        if self.hosts.is_empty() {
            return Ok((Vec::new(), Vec::new()));
        }
        let calendar = self.calendar()?;
        let hosts = calendar.explain(Attempt::at(start), now);
        let is_needed = |of: &&HostReasons| {
            self.kind() == SchedulingKind::Collective || self.host(of.host).is_some_and(|host| host.profile.is_active)
        };
        let needed: Vec<HostReasons> = hosts.iter().filter(is_needed).cloned().collect();
        let reasons = calendar.against(&needed);
        Ok((hosts, reasons))
    }

    /// Leaves only the host whom the invitee names.
    pub(crate) fn name(&mut self, named: Option<&Username>) -> Result<(), WrongHost> {
        let Some(named) = named else {
            return if self.kind() == SchedulingKind::Individual { Err(WrongHost::Required) } else { Ok(()) };
        };
        let is_named = |host: &Host| host.profile.username == *named;
        if !self.hosts.iter().any(|(host, _)| is_named(host)) {
            return Err(WrongHost::Other);
        }
        self.narrow(|host, _| is_named(host));
        Ok(())
    }

    /// Leaves only the host whose time the hold keeps for the wish. Returns whether it does, of all who are needed.
    pub(crate) fn keeps(&mut self, hold: HoldId, wish: Wish<'_>, now: Timestamp) -> bool {
        let event_type = self.team_type.event_type.id;
        let keeps = |calendar: &HostCalendar| calendar.keeps(hold, event_type, wish.start, now);
        self.narrow(|_, calendar| keeps(calendar));
        !self.calendars.is_empty() && self.calendars.iter().all(|host| keeps(&host.calendar))
    }

    /// Checks the start: the proofs of those who are free, of all where all are needed.
    pub(crate) fn verify(&self, wish: Wish<'_>, now: Timestamp) -> Result<Vec<VerifiedSlot>, Failure<SlotRefusal>> {
        let (calendar, attempt, without) = (self.calendar()?, wish.attempt(), wish.without);
        let verified = match without {
            [] => calendar.verify(attempt, now),
            _ => calendar.verify_overriding(Exception { attempt, without }, now),
        };
        verified.map_err(|TeamRejection(hosts)| {
            let refusal = SlotRefusal::of(&calendar.against(&hosts), self.instead_of(wish, now));
            refusal.map_or_else(|| Failure::internal("a start was refused without a reason"), Failure::Refused)
        })
    }

    /// A time that somebody else was faster to take.
    pub(crate) fn taken(&self, wish: Wish<'_>, now: Timestamp) -> SlotRefusal {
        SlotRefusal::taken_instead(self.instead_of(wish, now))
    }

    /// Who of the free hosts takes a start: all of them, or the one who is next. What decides is read after the locks.
    pub(crate) async fn choose<E>(
        &self,
        free: Vec<VerifiedSlot>,
        wish: Wish<'_>,
        work: &Work<'_>,
    ) -> Result<Taking, Failure<E>> {
        let nobody = || Failure::internal("a verified start without a host");
        if self.kind() == SchedulingKind::Collective {
            let priority = |host| self.share(host).map(|share| share.priority);
            return Taking::together(free, priority).ok_or_else(nobody);
        }
        let ids: Vec<HostId> = free.iter().map(VerifiedSlot::host).collect();
        let assignment = match (wish.hold, &*ids) {
            // The choice was made with the hold, and only its host is left.
            (Some(hold), [host, ..]) => {
                let kept = work.tx.read(holds::find(hold)).await?;
                let candidates = kept.map_or_else(Vec::new, |hold| hold.candidates);
                Some(Assignment { host: *host, by: ChosenBy::Hold, candidates })
            }
            _ => wish.preference().assign(self.candidates(&ids, wish, work).await?),
        };
        Taking::of(&free, assignment.ok_or_else(nobody)?).ok_or_else(nobody)
    }

    /// The free hosts, with what the choice is made from.
    async fn candidates<E>(
        &self,
        free: &[HostId],
        wish: Wish<'_>,
        work: &Work<'_>,
    ) -> Result<Vec<Candidate>, Failure<E>> {
        let counted = Counted {
            event_type: self.team_type.event_type.id,
            month: rotation_month(&self.team_type.scheduling.zone, wish.start),
            without: wish.moved.map(|booking| booking.id),
            now: work.now,
        };
        let loads = work.tx.read(assignments::loads(counted, free)).await?;
        let candidate = |host: &HostId| {
            let (share, load) = (self.share(*host)?, loads.get(host)?);
            let (bookings, last_booked_at) = (load.bookings, load.last_booked_at);
            Some(Candidate { host: *host, priority: share.priority, weight: share.weight, bookings, last_booked_at })
        };
        let candidates = free.iter().map(candidate).collect::<Option<Vec<_>>>();
        candidates.ok_or_else(|| Failure::internal("a free host who is not in the team"))
    }

    fn kind(&self) -> SchedulingKind {
        self.team_type.scheduling.kind
    }

    fn share(&self, host: HostId) -> Option<&TeamTypeHost> {
        self.hosts.iter().map(|(_, share)| share).find(|share| share.host == host)
    }

    fn calendar<E>(&self) -> Result<TeamCalendar<'_>, Failure<E>> {
        let calendar = match self.kind() {
            SchedulingKind::Collective => TeamCalendar::collective(&self.calendars, &self.team_type.scheduling.zone),
            SchedulingKind::RoundRobin | SchedulingKind::Individual => TeamCalendar::round_robin(&self.calendars),
        };
        calendar.map_err(Failure::internal)
    }

    /// Leaves those hosts only. All hosts of a collective meeting are needed, whatever is said of one.
    fn narrow(&mut self, is_meant: impl Fn(&Host, &HostCalendar) -> bool) {
        if self.kind() == SchedulingKind::Collective {
            return;
        }
        let (hosts, calendars) = (std::mem::take(&mut self.hosts), std::mem::take(&mut self.calendars));
        let meant = hosts.into_iter().zip(calendars).filter(|((host, _), of)| is_meant(host, &of.calendar));
        (self.hosts, self.calendars) = meant.unzip();
    }

    /// The next free slots. A courtesy: where they cannot be told, none are offered.
    fn instead_of(&self, wish: Wish<'_>, now: Timestamp) -> Vec<Slot> {
        let instead = Instead { of: wish.start, moved: wish.moved };
        let calendar = self.calendar::<std::convert::Infallible>().ok();
        let free = calendar.zip(instead.query(now)).map(|(calendar, query)| calendar.generate(&query, now));
        instead.offered(free.into_iter().flatten().map(|free| free.slot).collect())
    }
}

/// Whether the public can book an event type of a team.
pub(crate) fn is_open(offer: &TeamOffer) -> bool {
    has_hosts(offer) && is_offered(&offer.tenant, &offer.team, &offer.team_type)
}

/// Whether somebody takes its meetings.
pub(crate) fn has_hosts(offer: &TeamOffer) -> bool {
    offer.team_type.scheduling.kind.can_meet(offer.hosts.iter().map(|host| host.host.profile.is_active))
}

/// Whether the public can see an event type of a team.
pub(crate) fn is_offered(tenant: &Tenant, team: &Team, team_type: &TeamEventType) -> bool {
    let event_type = &team_type.event_type;
    let is_live = event_type.details.is_active && event_type.archived_at.is_none();
    tenant.is_public() && team.archived_at.is_none() && is_live
}
