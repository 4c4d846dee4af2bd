//! Books for an invitee, from the host's side. Rules may be set aside with a reason; somebody else's time never is.

use jiff::Timestamp;
use scheduling_core::{Booking, EventTypeId, HostId, Owner, Party, Scope, Username, slots::RuleOverride};
use scheduling_store::idempotency::IdempotencyKey;

use crate::{
    Engine,
    book::{BookAt, BookRefusal, InviteeRequest},
    failure::{Failure, What},
    fields::{check_exception, check_guests},
    outcomes::Repeatable,
    place::Sought,
    principal::Principal,
    writing::{Done, Order, Prepared, Writing},
};

/// A wish for a meeting with somebody.
#[derive(Clone, Debug)]
pub struct BookForInvitee {
    /// What to book.
    pub event_type: EventTypeId,
    /// When it starts.
    pub start: Timestamp,
    /// With whom: of a team's event type whose hosts are chosen, that host; of a host's own, nobody else.
    pub host: Option<Username>,
    /// Who is invited.
    pub invitee: InviteeRequest,
    /// The rules that are set aside for it.
    pub overridden: Option<RuleOverride>,
}

impl Engine {
    /// Books a slot for an invitee. It is confirmed at once, also where invitees need approval, and an event type that is
    /// switched off can be booked like this too.
    ///
    /// # Errors
    /// The slot cannot be had, or a field or an answer is wrong; there is no such event type for this principal, it is archived, or
    /// its host is inactive; the store failed.
    pub async fn book_for_invitee(
        &self,
        principal: &Principal,
        writing: Writing<BookForInvitee>,
    ) -> Result<Done<Booking>, Failure<BookRefusal>> {
        principal.require(Scope::BookingsWrite)?;
        let Writing { command, idempotency } = writing;
        let (case, hosts) = match self.book_for_invitee_at(principal, idempotency.as_ref(), command).await? {
            Prepared::Known(done) => return Ok(done),
            Prepared::New(found) => found,
        };
        let (scope, actor) = (principal.scope(), principal.actor());
        self.write(Order { scope, actor, hosts, idempotency, case }).await
    }

    /// What every wish for an invitee goes through first: its fields, what was done before under the key, and whose time it
    /// may take, of an event type that the principal reaches.
    pub(crate) async fn book_for_invitee_at<T: Repeatable>(
        &self,
        principal: &Principal,
        idempotency: Option<&IdempotencyKey>,
        wish: BookForInvitee,
    ) -> Result<Prepared<T, (BookAt, Vec<HostId>)>, Failure<BookRefusal>> {
        let BookForInvitee { event_type, start, host, invitee, overridden } = wish;
        check_guests(&invitee.guests).map_err(|fields| Failure::Refused(fields.into()))?;
        check_exception(overridden.as_ref()).map_err(|fields| Failure::Refused(fields.into()))?;
        let found = match self.prepare(principal.scope(), idempotency, Sought::find(event_type)).await? {
            Prepared::Known(done) => return Ok(Prepared::Known(done)),
            Prepared::New(found) => found,
        };
        match found.0.as_ref().map(|found| found.owner) {
            Some(Owner::Host(host)) => principal.reach(host, What::EventType)?,
            Some(Owner::Team(team)) => self.reach_team(principal, team, What::EventType).await?,
            None => {}
        }
        let (sought, hosts) = Sought::and_hosts(found)?;
        let case = BookAt { sought, event_type, by: Party::Host, start, host, invitee, hold: None, overridden };
        Ok(Prepared::New((case, hosts)))
    }
}
