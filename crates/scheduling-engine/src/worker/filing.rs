//! Gives events their places in the feed, and decides what is owed because of each: mails, and calls of webhooks.

use std::collections::BTreeMap;

use jiff::Timestamp;
use scheduling_core::{
    Booking, BookingChange, BookingId, Changed, DeliveryId, Event, EventTypeId, Happening, PlannedMail, Recipient,
    Reminders, mails_of, overtaken_mails,
};
use scheduling_store::{
    Read, StoreError, TenantScope, bookings,
    deliveries::NewDelivery,
    event_types,
    webhooks::{self, Webhook},
};

use super::Worker;
use crate::{
    clock::stored,
    failure::{Failure, Nothing},
    writing::BUDGET,
};

/// How many events are filed in one transaction: each may be owed to dozens of people and webhooks.
const BATCH: u32 = 20;

/// What decides about what is owed.
struct Known {
    bookings: BTreeMap<BookingId, Booking>,
    /// Those whose places others took.
    moved: BTreeMap<BookingId, Booking>,
    reminders: BTreeMap<EventTypeId, Reminders>,
    webhooks: Vec<Webhook>,
    now: Timestamp,
}

impl Worker {
    /// Files events of a tenant. Returns how many; those whose bookings somebody works on are left for the next time.
    pub(super) async fn file(&self, scope: TenantScope) -> Result<usize, Failure<Nothing>> {
        let engine = &self.parts.engine;
        let tx = engine.parts.store.begin(&scope, BUDGET).await?;
        let Some(last) = tx.lock_feed().await? else { return Ok(0) };
        let events = tx.list_events_to_file(BATCH).await?;
        let ids: Vec<BookingId> = events.iter().filter_map(about).collect();
        let bookings = tx.share_bookings(&ids).await?;
        let bookings: BTreeMap<_, _> = bookings.into_iter().map(|booking| (booking.id, booking)).collect();
        let is_free = |event: &Event| about(event).is_none_or(|id| bookings.contains_key(&id));
        let events: Vec<Event> = events.into_iter().filter(is_free).collect();
        if events.is_empty() {
            return Ok(0);
        }
        let mut types: Vec<EventTypeId> = bookings.values().map(|booking| booking.event_type).collect();
        types.sort_unstable();
        types.dedup();
        let read = Read::all(types.into_iter().map(event_types::find)).and(webhooks::list_active());
        // Nobody changes them any more.
        let moved = Read::all(events.iter().filter_map(moved_from).map(bookings::find));
        let ((types, webhooks), moved) = tx.read(read.and(moved)).await?;
        let moved = moved.into_iter().flatten().map(|booking| (booking.id, booking)).collect();
        let reminders = types.into_iter().flatten().map(|kind| (kind.id, kind.details.reminders)).collect();
        let known = Known { bookings, moved, reminders, webhooks, now: stored(engine.now()) };
        let owed: Vec<NewDelivery> = events.iter().flat_map(|event| self.owed(event, &known)).collect();
        tx.insert_deliveries(&owed, known.now).await?;
        let ids: Vec<_> = events.iter().map(|event| event.id).collect();
        tx.file_events(last, &ids).await?;
        tx.commit().await.map(|()| ids.len()).map_err(StoreError::into)
    }

    /// What is owed because of an event.
    fn owed(&self, event: &Event, known: &Known) -> Vec<NewDelivery> {
        let new = |booking, kind, recipient| NewDelivery {
            id: DeliveryId::from_uuid(self.parts.engine.parts.ids.uuid()),
            event: Some(event.id),
            booking,
            kind,
            before_minutes: 0,
            recipient,
            planned_for: known.now,
        };
        let kind = event.what.kind();
        let booking = match event.what {
            Happening::Booking { booking, sequence, .. } => Some((booking, sequence)),
            Happening::HoldExpired { .. } => None,
        };
        let wants = |webhook: &&Webhook| webhook.details.events.is_empty() || webhook.details.events.contains(&kind);
        let calls = known.webhooks.iter().filter(wants);
        let calls = calls.map(|webhook| new(booking, kind.as_str(), Recipient::Webhook(webhook.id)));
        let mails = Self::mails(event, known).into_iter().map(|mail| NewDelivery {
            before_minutes: mail.timing.map_or(0, |timing| timing.before().0),
            planned_for: mail.at,
            ..new(booking, mail.kind.as_str(), mail.to)
        });
        calls.chain(mails).collect()
    }

    fn mails(event: &Event, known: &Known) -> Vec<PlannedMail> {
        let Happening::Booking { change, booking, .. } = event.what else { return Vec::new() };
        let Some(booking) = known.bookings.get(&booking) else { return Vec::new() };
        let booking = &booking.clone().as_of(known.now);
        let changed = Changed { change, booking, moved: moved_from(event).and_then(|id| known.moved.get(&id)) };
        if !event.what.is_last(booking) {
            // What happened since says it all, but to who has it no more.
            return overtaken_mails(&changed, known.now);
        }
        let none = Reminders { enabled: false, ..Reminders::default() };
        let reminders = known.reminders.get(&booking.event_type).unwrap_or(&none);
        mails_of(&changed, reminders, known.now)
    }
}

fn about(event: &Event) -> Option<BookingId> {
    match event.what {
        Happening::Booking { booking, .. } => Some(booking),
        Happening::HoldExpired { .. } => None,
    }
}

/// Of a move: the booking whose place another took.
fn moved_from(event: &Event) -> Option<BookingId> {
    match event.what {
        Happening::Booking { change: BookingChange::Rescheduled { from, .. }, .. } => Some(from),
        _ => None,
    }
}
