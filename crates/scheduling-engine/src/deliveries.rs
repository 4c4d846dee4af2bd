//! Deliveries: what is owed to somebody, how far it is, sent again or not at all. They are for the scope `admin` alone: they
//! are about everybody in the tenant.

use std::sync::atomic::Ordering;

use scheduling_core::{
    BookingId, CannotSendAgain, DeliveryId, DeliveryState, IsSuperseded, Owed, OwedMail, Recipient, Scope,
    may_send_again,
};
use scheduling_store::{
    Page, PageRequest, bookings,
    changelog::{Action, Entity},
    deliveries::{self, Attempt, Delivery, DeliveryFilter},
    invitees::ERASED_EMAIL,
    webhooks,
};
use serde::Serialize;

use crate::{
    Engine,
    failure::{Failure, Nothing, What},
    principal::Principal,
    writing::{Done, Order, UseCase, Work, Writing, details},
};

/// Which deliveries to list.
#[derive(Clone, Copy, Debug, Default)]
pub struct DeliveriesQuery {
    /// What they must be like.
    pub filter: DeliveryFilter,
    /// Which page of them.
    pub page: PageRequest,
}

/// Why nothing was done with a delivery.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum DeliveryRefusal {
    /// What is finished cannot be cancelled.
    #[error("it is finished already")]
    Finished,
    /// It is not sent again.
    #[error(transparent)]
    NotAgain(CannotSendAgain),
}

impl Engine {
    /// The deliveries of the principal's tenant, newest first, without their bodies.
    ///
    /// # Errors
    /// The scope `admin` is missing; the store failed.
    pub async fn deliveries(
        &self,
        principal: &Principal,
        query: DeliveriesQuery,
    ) -> Result<Page<Delivery>, Failure<Nothing>> {
        principal.require(Scope::Admin)?;
        let DeliveriesQuery { filter, page } = query;
        Ok(self.parts.store.read(&principal.scope(), deliveries::list(filter, page)).await?)
    }

    /// One delivery, and each time that it was tried.
    ///
    /// # Errors
    /// There is none with this id; the scope `admin` is missing; the store failed.
    pub async fn delivery(
        &self,
        principal: &Principal,
        id: DeliveryId,
    ) -> Result<(Delivery, Vec<Attempt>), Failure<Nothing>> {
        principal.require(Scope::Admin)?;
        let read = deliveries::find(id).and(deliveries::list_attempts(id));
        let (found, attempts) = self.parts.store.read(&principal.scope(), read).await?;
        Ok((found.ok_or(Failure::NotFound(What::Delivery))?, attempts))
    }

    /// Sends a delivery no more. One that is being sent is not tried again; once this has returned nothing of it begins.
    ///
    /// # Errors
    /// There is no such delivery, or it is finished; the scope `admin` is missing; the store failed.
    pub async fn cancel_delivery(
        &self,
        principal: &Principal,
        writing: Writing<DeliveryId>,
    ) -> Result<Done<Delivery>, Failure<DeliveryRefusal>> {
        self.change_delivery(principal, writing.map(Cancel)).await
    }

    /// Sends a delivery again that is finished, also one that was cancelled. Under the same id: whoever has got it before can
    /// know it again.
    ///
    /// # Errors
    /// There is no such delivery, or it is not sent again; the scope `admin` is missing; the store failed.
    pub async fn resend_delivery(
        &self,
        principal: &Principal,
        writing: Writing<DeliveryId>,
    ) -> Result<Done<Delivery>, Failure<DeliveryRefusal>> {
        self.change_delivery(principal, writing.map(Resend)).await
    }

    async fn change_delivery<C: UseCase<Outcome = Delivery, Refusal = DeliveryRefusal>>(
        &self,
        principal: &Principal,
        writing: Writing<C>,
    ) -> Result<Done<Delivery>, Failure<DeliveryRefusal>> {
        principal.require(Scope::Admin)?;
        let Writing { command: case, idempotency } = writing;
        let (scope, actor) = (principal.scope(), principal.actor());
        self.write(Order { scope, actor, hosts: Vec::new(), idempotency, case }).await
    }
}

struct Cancel(DeliveryId);

impl UseCase for Cancel {
    type Outcome = Delivery;
    type Refusal = DeliveryRefusal;

    async fn run(&self, work: &Work<'_>) -> Result<Delivery, Failure<DeliveryRefusal>> {
        let (delivery, _) = work.lock_delivery(self.0).await?;
        if delivery.state.is_finished() {
            return Err(Failure::Refused(DeliveryRefusal::Finished));
        }
        work.tx.cancel_delivery(delivery.id, work.now).await?;
        if delivery.state == DeliveryState::Sending {
            work.told.being_sent.store(true, Ordering::Relaxed);
        }
        work.log_delivery(Action::Cancelled, &delivery).await?;
        work.shown_delivery(delivery.id).await
    }
}

struct Resend(DeliveryId);

impl UseCase for Resend {
    type Outcome = Delivery;
    type Refusal = DeliveryRefusal;

    async fn run(&self, work: &Work<'_>) -> Result<Delivery, Failure<DeliveryRefusal>> {
        let (delivery, is_superseded) = work.lock_delivery(self.0).await?;
        work.may_send_again(&delivery, is_superseded).await?;
        work.tx.send_again(delivery.id, work.now).await?;
        work.told.something.store(true, Ordering::Relaxed);
        work.log_delivery(Action::Resent, &delivery).await?;
        work.shown_delivery(delivery.id).await
    }
}

impl Work<'_> {
    async fn lock_delivery(&self, id: DeliveryId) -> Result<(Delivery, IsSuperseded), Failure<DeliveryRefusal>> {
        self.tx.lock_delivery(id, self.now).await?.ok_or(Failure::NotFound(What::Delivery))
    }

    async fn log_delivery(&self, action: Action, delivery: &Delivery) -> Result<(), Failure<DeliveryRefusal>> {
        let booking = delivery.booking.map(|(booking, _)| booking);
        let logged = details(&Logged { kind: &delivery.kind, booking })?;
        Ok(self.log(action, (Entity::Delivery, delivery.id.as_uuid()), logged).await?)
    }

    /// A delivery as it is stored under a key: without its body, which may say what is to be forgotten.
    async fn shown_delivery(&self, id: DeliveryId) -> Result<Delivery, Failure<DeliveryRefusal>> {
        let found = self.tx.read(deliveries::find(id)).await?.ok_or(Failure::NotFound(What::Delivery))?;
        Ok(Delivery { body: None, ..found })
    }

    async fn may_send_again(
        &self,
        delivery: &Delivery,
        is_superseded: IsSuperseded,
    ) -> Result<(), Failure<DeliveryRefusal>> {
        let refused = |why| Failure::Refused(DeliveryRefusal::NotAgain(why));
        let may = |owed| may_send_again(delivery.state, owed, self.now).map_err(refused);
        if let Recipient::Webhook(webhook) = delivery.recipient {
            let webhook = self.tx.read(webhooks::find(webhook)).await?;
            return may(Owed::Call { is_active: webhook.is_some_and(|webhook| webhook.details.is_active) });
        }
        // A mail about nothing can say nothing that is true.
        let Some((id, sequence)) = delivery.booking else { return Err(refused(CannotSendAgain::OutOfDate)) };
        let booking = self.tx.read(bookings::find(id)).await?.ok_or(Failure::NotFound(What::Booking))?;
        let (kind, booking) = (delivery.kind.parse().map_err(Failure::internal)?, booking.as_of(self.now));
        let is_forgotten = booking.invitee.email.as_str() == ERASED_EMAIL;
        may(Owed::Mail(OwedMail { kind, sequence, is_superseded, booking: &booking, is_forgotten }))
    }
}

/// What the changelog keeps of a delivery that somebody has sent again or cancelled.
#[derive(Serialize)]
struct Logged<'a> {
    kind: &'a str,
    booking: Option<BookingId>,
}
