//! Gives all meetings that a host still has to another one, at their times: all of them or none. Each is judged as
//! `reassign.rs` judges a single one, those before it counted.

use std::collections::BTreeSet;

use scheduling_core::{Assignment, Booking, BookingId, ChosenBy, Host, HostId, OccupancyId, SchedulingKind};
use scheduling_store::{hosts, reservations::Reserved, team_types, teams};

use crate::{
    failure::{Failure, What},
    hosts::HostRefusal,
    reassign::ReassignRefusal,
    writing::Work,
};

/// The most meetings that are given away at once: each costs some statements while both hosts are locked.
pub(crate) const MOST: u64 = 100;

/// A meeting that a host cannot take over.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NotTakenOver {
    /// Which.
    pub booking: BookingId,
    /// Why.
    pub why: ReassignRefusal,
}

impl Work<'_> {
    /// Gives the meetings to come of one host to another. Both must be locked: whoever changes a booking locks all its
    /// hosts, so nobody else changes these.
    ///
    /// In a collective meeting the other host takes the place of the one; the further hosts stay. A meeting of a team stays
    /// in the team.
    pub(crate) async fn hand_over(&self, from: HostId, to: HostId) -> Result<(), Failure<HostRefusal>> {
        let read = hosts::find(to).and(hosts::count_future_bookings(from, self.now));
        let (to, count) = self.tx.read(read).await?;
        let to = to.filter(|to| to.profile.is_active && to.id != from);
        let to = to.ok_or(Failure::Refused(HostRefusal::UnknownSuccessor))?;
        if count > MOST {
            return Err(Failure::Refused(HostRefusal::TooManyBookings { count, max: MOST }));
        }
        let (mut done, mut refused) = (BTreeSet::new(), Vec::new());
        for booking in self.tx.lock_bookings_to_come(from, self.now).await? {
            let not_taken_over = |why| NotTakenOver { booking: booking.id, why };
            match self.hand_over_one(&booking, (from, &to), &mut done).await {
                Ok(()) => {}
                // The others are tried, too: all that stand in the way are named at once.
                Err(Failure::Refused(why)) => refused.push(not_taken_over(why)),
                Err(other) => {
                    return Err(other.map_refused(|why| HostRefusal::NotTakenOver(vec![not_taken_over(why)])));
                }
            }
        }
        if refused.is_empty() { Ok(()) } else { Err(Failure::Refused(HostRefusal::NotTakenOver(refused))) }
    }

    /// `done` are the occupancies that have been handed over, with everybody who is in them.
    async fn hand_over_one(
        &self,
        booking: &Booking,
        (from, to): (HostId, &Host),
        done: &mut BTreeSet<OccupancyId>,
    ) -> Result<(), Failure<ReassignRefusal>> {
        let kind = self.kind_for(booking, to.id).await?;
        if booking.hosts().contains(&to.id) {
            return Err(Failure::Refused(ReassignRefusal::SameHost));
        }
        let occupancy = booking.occupancy.ok_or_else(|| Failure::internal("a live booking without its time"))?;
        if !done.contains(&occupancy) {
            let judged = self.judge(booking, to.id).await?;
            let time = (to.id, judged.slot.occupied());
            self.make_room(&judged.offer, &[time]).await?;
            if self.tx.hand_over_reservation(occupancy, from, time).await? == Reserved::Taken {
                return Err(judged.taken(self.now));
            }
            done.insert(occupancy);
        }
        let given = booking.clone().handed_over(from, to, self.now);
        self.tx.update_booking_hosts(&given).await?;
        if kind.is_some_and(|kind| kind != SchedulingKind::Collective) {
            let by = ChosenBy::Reassigned;
            self.assign(&given, Assignment { host: given.host, by, candidates: Vec::new() }).await?;
        }
        self.log_reassigned(&given, from, to.id).await
    }

    /// How the meetings of a booking's team are taken, if the host may take them; none of a booking of no team.
    async fn kind_for(
        &self,
        booking: &Booking,
        host: HostId,
    ) -> Result<Option<SchedulingKind>, Failure<ReassignRefusal>> {
        let Some(team) = booking.team else { return Ok(None) };
        let read = team_types::find(booking.event_type).and(teams::find_member(team, host));
        let (team_type, member) = self.tx.read(read).await?;
        let kind = team_type.ok_or(Failure::NotFound(What::EventType))?.scheduling.kind;
        if member.is_some() { Ok(Some(kind)) } else { Err(Failure::Refused(ReassignRefusal::NotMember)) }
    }
}
