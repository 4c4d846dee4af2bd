//! A booking that counts only once its invitee has shown that the address is theirs: who is asked, when, and how often, and
//! that nobody else hears of it before.

use std::time::Duration;

use jiff::SignedDuration;
use scheduling_core::{
    Booking, BookingState, CannotChange, DeclineCause, EventKind, EventTypeDetails, Frequency, NotificationKind,
    Recurrence, slots::Reason,
};
use scheduling_engine::{
    Book, BookForInvitee, BookSeries, CancelByInvitee, CancelRefusal, ConfirmAddress, Failure, MailToken, NewTime,
    Reassign, RescheduleByInvitee, Then, Writing,
};
use scheduling_store::PlatformScope;
use scheduling_testkit::{
    World,
    world::{details, instant, invitee},
};
use tokio::time::Instant;

use crate::{
    LATER, START, cancel,
    recorder::{Recorder, at, due, feed, owed, refused},
    reschedule,
    webhooks::calls,
};

const QUESTION: &str = "address_confirmation grace@example.org";

/// A world whose event type asks for the address, and what else is so of it.
struct Asking {
    world: World,
    recorder: Recorder,
    kind: scheduling_core::EventType,
}

impl Asking {
    async fn new() -> Self {
        Self::with(|_| ()).await
    }

    async fn with(change: impl FnOnce(&mut EventTypeDetails)) -> Self {
        let (world, recorder) = (World::new().await, Recorder::default());
        let mut asking = EventTypeDetails { confirms_address: true, ..details("asking", 30) };
        change(&mut asking);
        let kind = world.event_type(&world.admin, &world.host, asking).await;
        Self { world, recorder, kind }
    }

    fn wish(&self, start: &str) -> Book {
        Book { event_type: self.kind.id, ..self.world.book(start) }
    }

    async fn book(&self, start: &str) -> Booking {
        self.world.engine.book(&self.world.public().await, Writing::once(self.wish(start))).await.unwrap().outcome
    }

    async fn series(&self) -> Vec<Booking> {
        let recurrence = Recurrence { frequency: Frequency::Daily, interval: 1, count: 3 };
        let wish = Writing::once(BookSeries { first: self.wish(START), recurrence });
        self.world.engine.book_series(&self.world.public().await, wish).await.unwrap().outcome.bookings
    }

    async fn drain(&self) {
        self.recorder.worker(&self.world).drain().await.unwrap();
    }

    /// What is sent now.
    async fn mails(&self) -> Vec<String> {
        self.drain().await;
        self.recorder.mails()
    }

    /// The token in the only mail that is sent now.
    async fn token(&self) -> MailToken {
        self.drain().await;
        let mails = self.recorder.notifications();
        let [mail] = &mails[..] else { panic!("{mails:?}") };
        assert_eq!(mail.kind, NotificationKind::AddressConfirmation);
        token(mail.links.confirm_address.as_ref())
    }

    async fn confirm(&self, booking: &Booking, token: &MailToken) -> Result<Booking, CancelRefusal> {
        let wish = Writing::once(ConfirmAddress { booking: booking.id, token: token.clone() });
        match self.world.engine.confirm_address(&self.world.public().await, wish).await {
            Ok(done) => Ok(done.outcome),
            Err(Failure::Refused(why)) => Err(why),
            Err(other) => panic!("{other:?}"),
        }
    }

    async fn read(&self, booking: &Booking) -> Booking {
        self.world.engine.booking(&self.world.admin, booking.id).await.unwrap()
    }

    async fn clean_up(&self) {
        self.world.engine.clean_up(&PlatformScope::authenticated()).await.unwrap();
    }

    /// That nobody was told anything, and nothing is going to be.
    async fn is_silent(&self) {
        assert_eq!(self.mails().await, [""; 0]);
        assert_eq!((feed(&self.world).await, due(&self.world).await), (Vec::new(), 0));
    }
}

fn token(link: Option<&String>) -> MailToken {
    MailToken::presented(link.unwrap().split_once("token=").unwrap().1)
}

const fn cannot(why: CannotChange) -> Result<Booking, CancelRefusal> {
    Err(CancelRefusal::Cannot(why))
}

#[tokio::test]
async fn nobody_hears_of_it_but_who_is_asked_until_the_address_is_confirmed() {
    let asking = Asking::new().await;
    let tenant = asking.world.admin.tenant().id;
    asking
        .world
        .run_sql(&format!(
            "INSERT INTO scheduling_webhooks (tenant_id, id, url, secret_key, created_at, updated_at)
             VALUES ('{tenant}', gen_random_uuid(), 'https://hooks.example.org', 'test', now(), now())"
        ))
        .await;
    let booking = asking.book(START).await;
    assert_eq!(booking.state, BookingState::Pending { expires_at: instant("2026-03-02T13:00:00Z") });
    assert!(booking.awaits_address);
    assert_eq!(asking.read(&booking).await, booking, "what was answered is what is stored");
    let explained = asking.world.engine.explain(&asking.world.admin, asking.kind.id, instant(START)).await.unwrap();
    assert_eq!(explained.reasons, [Reason::Booked { booking: booking.id }]);
    assert!(explained.awaiting_address.contains(&booking.id));
    let token = asking.token().await;
    assert_eq!(feed(&asking.world).await, []);
    assert_eq!(owed(&asking.world).await, ["address_confirmation invitee delivered"]);
    let refused = asking.world.engine.confirm_booking(&asking.world.admin, Writing::once(booking.id)).await;
    assert!(matches!(refused, Err(Failure::Refused(CannotChange::AddressUnconfirmed))), "{refused:?}");

    let confirmed = asking.confirm(&booking, &token).await.unwrap();
    assert_eq!((&confirmed.state, confirmed.awaits_address, confirmed.sequence), (&BookingState::Confirmed, false, 1));
    assert_eq!(asking.read(&booking).await, confirmed);
    asking.drain().await;
    let parcels = asking.recorder.parcels();
    assert_eq!(parcels.len(), 3, "the host, the invitee and the webhook: {parcels:?}");
    assert_eq!(feed(&asking.world).await, [EventKind::BookingCreated]);
    assert_eq!(asking.confirm(&booking, &token).await.unwrap(), confirmed, "saying it again changes nothing");
    assert_eq!(asking.mails().await, [""; 0]);
    asking.world.clock.advance(SignedDuration::from_hours(2));
    let explained = asking.world.engine.explain(&asking.world.admin, asking.kind.id, instant(START)).await.unwrap();
    assert_eq!(explained.reasons, [Reason::Booked { booking: booking.id }], "it does not expire any more");
    assert!(explained.awaiting_address.is_empty());
    assert!(calls(&asking.recorder).is_empty());
}

#[tokio::test]
async fn after_it_the_host_decides_as_ever() {
    let asking = Asking::with(|details| details.requires_approval = true).await;
    let booking = asking.book(START).await;
    let token = asking.token().await;
    asking.world.clock.advance(SignedDuration::from_mins(30));
    let pending = asking.confirm(&booking, &token).await.unwrap();
    let expires_at = instant("2026-03-04T12:30:00Z");
    assert_eq!((&pending.state, pending.awaits_address), (&BookingState::Pending { expires_at }, false));
    assert_eq!(asking.mails().await, ["approval_request ada@example.org", "request_received grace@example.org"]);
    assert_eq!(asking.confirm(&booking, &token).await.unwrap(), pending);
    // It keeps its time for as long as it waits, and not only for the first hour.
    asking.world.clock.advance(SignedDuration::from_hours(40));
    let other = asking.world.engine.book(&asking.world.public().await, Writing::once(asking.wish(START))).await;
    other.unwrap_err();
    asking.world.engine.confirm_booking(&asking.world.admin, Writing::once(booking.id)).await.unwrap();
    assert_eq!(asking.mails().await, ["confirmation ada@example.org", "confirmation grace@example.org"]);
    assert_eq!(feed(&asking.world).await, [EventKind::BookingCreated, EventKind::BookingConfirmed]);
}

#[tokio::test]
async fn what_nobody_confirms_is_gone_after_an_hour_as_if_it_had_never_been() {
    let asking = Asking::new().await;
    let booking = asking.book(START).await;
    let token = asking.token().await;
    asking.world.clock.advance(SignedDuration::from_hours(1));
    assert_eq!(asking.confirm(&booking, &token).await, cannot(CannotChange::Expired));
    asking.clean_up().await;
    let lapsed = asking.read(&booking).await;
    let BookingState::Declined(decline) = &lapsed.state else { panic!("{lapsed:?}") };
    assert_eq!((decline.cause, lapsed.awaits_address), (DeclineCause::Expired, true));
    assert_eq!(asking.confirm(&booking, &token).await, cannot(CannotChange::Expired));
    asking.is_silent().await;
    // Another one, which is in nobody's way, is found lapsed by whoever takes its time.
    let second = asking.book(START).await;
    asking.token().await;
    asking.world.clock.advance(SignedDuration::from_hours(1));
    let third = asking.book(START).await;
    assert!(matches!(asking.read(&second).await.state, BookingState::Declined(_)));
    assert_ne!(second.id, third.id);
    assert_eq!(asking.mails().await, [QUESTION]);
    assert_eq!(feed(&asking.world).await, []);
}

#[tokio::test]
async fn what_ends_before_it_counts_ends_silently_and_asks_nobody_any_more() {
    let asking = Asking::new().await;
    let (world, public) = (&asking.world, asking.world.public().await);
    let booking = asking.book(START).await;
    cancel(world, &booking).await;
    assert_eq!(owed(world).await, ["address_confirmation invitee cancelled"], "in the same transaction");
    let booking = asking.book(START).await;
    let token = world.engine.manage_token(&public, &booking);
    let wish = CancelByInvitee { booking: booking.id, token, reason: None };
    world.engine.cancel_by_invitee(&public, Writing::once(wish)).await.unwrap();
    let booking = asking.book(START).await;
    world.engine.decline_booking(&world.admin, Writing::once((booking.id, None))).await.unwrap();
    asking.is_silent().await;
    assert!(owed(world).await.iter().all(|line| line.ends_with(" cancelled")));

    let booking = asking.book(START).await;
    let token = asking.token().await;
    cancel(world, &booking).await;
    assert_eq!(asking.confirm(&booking, &token).await, cannot(CannotChange::AlreadyCancelled));
    let booking = asking.book(START).await;
    let token = asking.token().await;
    world.engine.decline_booking(&world.admin, Writing::once((booking.id, None))).await.unwrap();
    assert_eq!(asking.confirm(&booking, &token).await, cannot(CannotChange::Declined));
    asking.is_silent().await;
}

#[tokio::test]
async fn only_its_own_link_confirms_a_booking() {
    let asking = Asking::new().await;
    let booking = asking.book(START).await;
    let token = asking.token().await;
    let other = asking.book(LATER).await;
    let public = asking.world.public().await;
    let manage = asking.world.engine.manage_token(&public, &booking);
    for wrong in [MailToken::presented(manage.reveal()), MailToken::presented(""), asking.token().await] {
        assert_eq!(asking.confirm(&booking, &wrong).await, Err(CancelRefusal::WrongToken));
    }
    assert_eq!(asking.confirm(&other, &token).await, Err(CancelRefusal::WrongToken));
    asking.world.tenant("globex").await;
    let globex = asking.world.engine.public_tenant(&"globex".parse().unwrap()).await.unwrap();
    let wish = Writing::once(ConfirmAddress { booking: booking.id, token: token.clone() });
    let elsewhere = asking.world.engine.confirm_address(&globex, wish).await;
    assert!(matches!(elsewhere, Err(Failure::Refused(CancelRefusal::WrongToken))), "{elsewhere:?}");
    let wrong = asking.world.engine.booking_to_confirm_address(&globex, booking.id, &token).await;
    assert!(matches!(wrong, Err(Failure::Refused(CancelRefusal::WrongToken))), "{wrong:?}");
    // The link that confirms does nothing else.
    let wish = scheduling_engine::MuteReminders { booking: booking.id, token: token.clone() };
    asking.world.engine.mute_reminders(&public, Writing::once(wish)).await.unwrap_err();
    assert!(asking.read(&booking).await.awaits_address);
    let (shown, is_asked) = asking.world.engine.booking_to_confirm_address(&public, booking.id, &token).await.unwrap();
    assert_eq!((shown, is_asked), (asking.read(&booking).await, true));
    asking.confirm(&booking, &token).await.unwrap();
    let (_, is_asked) = asking.world.engine.booking_to_confirm_address(&public, booking.id, &token).await.unwrap();
    assert!(!is_asked);
}

#[tokio::test]
async fn the_question_is_tried_again_survives_its_worker_and_is_not_sent_when_it_is_too_late() {
    let asking = Asking::new().await;
    asking.book(START).await;
    asking.recorder.answer(refused(Then::Retry(None), 451));
    asking.drain().await;
    asking.world.clock.advance(SignedDuration::from_secs(15));
    asking.drain().await;
    let parcels = asking.recorder.parcels();
    assert_eq!(parcels.len(), 2);
    assert_eq!(parcels[0].delivery, parcels[1].delivery, "under the same id");
    assert_eq!(
        (owed(&asking.world).await, due(&asking.world).await),
        (vec!["address_confirmation invitee delivered".to_owned()], 0)
    );

    // The worker that has it is killed while it sends.
    let second = asking.book(LATER).await;
    let gate = asking.recorder.gate();
    let worker = asking.recorder.worker(&asking.world);
    let sending = tokio::spawn(async move { worker.drain().await.unwrap() });
    gate.begun.notified().await;
    sending.abort();
    gate.go.add_permits(100);
    asking.recorder.parcels();
    asking.world.clock.advance(SignedDuration::from_mins(10));
    assert_eq!(asking.mails().await, [QUESTION], "somebody else takes it up");
    assert!(asking.read(&second).await.awaits_address);

    // No worker runs for an hour.
    asking.book("2026-03-16T15:00:00Z").await;
    asking.world.clock.advance(SignedDuration::from_hours(1));
    asking.is_silent().await;
    let lines = owed(&asking.world).await;
    assert_eq!(lines.last().map(String::as_str), Some("address_confirmation invitee cancelled"), "{lines:?}");
}

#[tokio::test]
async fn who_has_answered_is_not_asked_again_by_a_mail_that_was_thought_lost() {
    let asking = Asking::new().await;
    let booking = asking.book(START).await;
    asking.recorder.answer(refused(Then::Retry(None), 451));
    let token = asking.token().await;
    assert_eq!(owed(&asking.world).await, ["address_confirmation invitee waiting"]);
    asking.confirm(&booking, &token).await.unwrap();
    assert_eq!(owed(&asking.world).await, ["address_confirmation invitee cancelled"], "in the same transaction");
    asking.world.clock.advance(SignedDuration::from_mins(1));
    assert_eq!(asking.mails().await, ["confirmation ada@example.org", "confirmation grace@example.org"]);
}

#[tokio::test]
async fn a_question_is_not_begun_after_the_booking_was_called_off() {
    let asking = Asking::new().await;
    let booking = asking.book(START).await;
    let gate = asking.recorder.gate();
    let worker = asking.recorder.worker(&asking.world);
    let sending = tokio::spawn(async move { worker.drain().await.unwrap() });
    gate.begun.notified().await;
    let asked = Instant::now();
    cancel(&asking.world, &booking).await;
    assert!(asked.elapsed() >= Duration::from_millis(250), "whoever was about to send it has begun by now");
    asking.recorder.answer(refused(Then::Retry(None), 451));
    gate.go.add_permits(100);
    sending.await.unwrap();
    assert_eq!(owed(&asking.world).await, ["address_confirmation invitee cancelled"], "and is not tried again");
}

#[tokio::test]
async fn a_stranger_is_asked_five_times_an_hour_until_they_answer() {
    let asking = Asking::new().await;
    for hour in 13..19 {
        asking.book(&format!("2026-03-16T{hour}:00:00Z")).await;
    }
    asking.drain().await;
    let mails = asking.recorder.notifications();
    assert_eq!(mails.len(), 5);
    let mail = mails.first().unwrap();
    asking.confirm(&mail.booking, &token(mail.links.confirm_address.as_ref())).await.unwrap();
    assert_eq!(asking.mails().await, ["confirmation ada@example.org", "confirmation grace@example.org"]);
    asking.book("2026-03-17T13:00:00Z").await;
    assert_eq!(asking.mails().await, [QUESTION], "whose address is known is asked all the same");
}

#[tokio::test]
async fn the_hosts_side_vouches_for_whom_it_books() {
    let asking = Asking::new().await;
    let wish = BookForInvitee {
        event_type: asking.kind.id,
        start: instant(START),
        host: None,
        invitee: invitee("Grace"),
        overridden: None,
    };
    let booking = asking.world.engine.book_for_invitee(&asking.world.admin, Writing::once(wish)).await.unwrap().outcome;
    assert_eq!((booking.state, booking.awaits_address), (BookingState::Confirmed, false));
    assert_eq!(asking.mails().await, ["confirmation ada@example.org", "confirmation grace@example.org"]);
}

#[tokio::test]
async fn what_is_moved_before_it_counts_asks_once_more_and_for_no_longer() {
    let asking = Asking::new().await;
    let (world, public) = (&asking.world, asking.world.public().await);
    let booking = asking.book(START).await;
    let old = asking.token().await;
    world.clock.advance(SignedDuration::from_mins(20));
    let to = NewTime { start: instant(LATER), zone: None, reason: None };
    let token = world.engine.manage_token(&public, &booking);
    let wish = RescheduleByInvitee { booking: booking.id, token, to, hold: None };
    let moved = world.engine.reschedule_by_invitee(&public, Writing::once(wish)).await.unwrap().outcome;
    let expires_at = instant("2026-03-02T13:00:00Z");
    assert_eq!((&moved.state, moved.awaits_address), (&BookingState::Pending { expires_at }, true));
    assert_eq!(asking.confirm(&booking, &old).await, cannot(CannotChange::Rescheduled { to: moved.id }));
    asking.token().await;
    let moved = reschedule(world, &moved, "2026-03-16T15:00:00Z").await;
    assert!(moved.awaits_address, "nor does the host know whose address it is");
    let token = asking.token().await;
    let grace = world.host(&world.admin, "grace").await;
    let to_grace = Reassign { booking: moved.id, host: grace.id };
    world.engine.reassign_booking(&world.admin, Writing::once(to_grace)).await.unwrap();
    asking.is_silent().await;
    let confirmed = asking.confirm(&moved, &token).await.unwrap();
    assert_eq!(asking.mails().await, ["confirmation grace@example.org", "confirmation grace@example.org"]);
    assert_eq!(feed(world).await, [EventKind::BookingCreated]);
    let moved = reschedule(world, &confirmed, "2026-03-17T15:00:00Z").await;
    assert_eq!((&moved.state, moved.awaits_address), (&BookingState::Confirmed, false), "it is not asked again");
}

#[tokio::test]
async fn who_gets_the_meeting_meanwhile_changes_nothing_about_the_question() {
    let asking = Asking::new().await;
    let booking = asking.book(START).await;
    let grace = asking.world.host(&asking.world.admin, "eve").await;
    let to_grace = Reassign { booking: booking.id, host: grace.id };
    asking.world.engine.reassign_booking(&asking.world.admin, Writing::once(to_grace)).await.unwrap();
    let token = asking.token().await;
    asking.confirm(&booking, &token).await.unwrap();
    assert_eq!(asking.mails().await, ["confirmation eve@example.org", "confirmation grace@example.org"]);
}

#[tokio::test]
async fn a_series_is_asked_for_once_and_confirmed_as_a_whole() {
    let asking = Asking::with(|details| details.max_occurrences = 3).await;
    let bookings = asking.series().await;
    let token = asking.token().await;
    let confirmed = asking.confirm(&bookings[0], &token).await.unwrap();
    assert_eq!(confirmed.id, bookings[0].id);
    for booking in &bookings {
        let stored = asking.read(booking).await;
        assert_eq!((stored.state, stored.awaits_address), (BookingState::Confirmed, false));
    }
    asking.drain().await;
    assert_eq!(feed(&asking.world).await, [EventKind::BookingCreated; 3]);
    assert!(!asking.recorder.mails().is_empty());
}

#[tokio::test]
async fn the_link_to_a_meeting_that_was_called_off_confirms_the_rest_of_its_series() {
    let asking = Asking::with(|details| details.max_occurrences = 3).await;
    let bookings = asking.series().await;
    let token = asking.token().await;
    cancel(&asking.world, &bookings[0]).await;
    let public = asking.world.public().await;
    let (shown, is_asked) =
        asking.world.engine.booking_to_confirm_address(&public, bookings[0].id, &token).await.unwrap();
    assert_eq!((shown.id, is_asked), (bookings[1].id, true));
    assert_eq!(asking.confirm(&bookings[0], &token).await.unwrap().id, bookings[1].id);
    assert!(!asking.read(&bookings[2]).await.awaits_address);
    assert!(matches!(asking.read(&bookings[0]).await.state, BookingState::Cancelled(_)));
    assert_eq!(asking.confirm(&bookings[0], &token).await, cannot(CannotChange::AlreadyCancelled), "nothing is left");
    let told = [["confirmation ada@example.org"; 2], ["confirmation grace@example.org"; 2]].concat();
    assert_eq!(asking.mails().await, told, "of each that takes place");
}

#[tokio::test]
async fn the_rest_of_a_series_is_asked_for_if_the_first_is_called_off_before_it_was() {
    let asking = Asking::with(|details| details.max_occurrences = 3).await;
    let bookings = asking.series().await;
    cancel(&asking.world, &bookings[0]).await;
    asking.drain().await;
    let mails = asking.recorder.notifications();
    let [question] = &mails[..] else { panic!("{mails:?}") };
    assert_eq!(question.booking.id, bookings[1].id);
    asking.confirm(&bookings[1], &token(question.links.confirm_address.as_ref())).await.unwrap();
    assert!(!asking.read(&bookings[2]).await.awaits_address);
}

#[tokio::test]
async fn a_seat_is_taken_while_its_address_is_awaited_and_free_again_after() {
    let asking = Asking::with(|details| details.seats = 2).await;
    let first = asking.book(START).await;
    let token = asking.token().await;
    asking.book(START).await;
    let full = asking.world.engine.book(&asking.world.public().await, Writing::once(asking.wish(START))).await;
    full.unwrap_err();
    asking.confirm(&first, &token).await.unwrap();
    asking.world.clock.advance(SignedDuration::from_hours(1));
    asking.book(START).await;
    let stored = asking.read(&first).await;
    assert_eq!((stored.state, stored.awaits_address), (BookingState::Confirmed, false));
}

#[tokio::test]
async fn a_key_repeats_what_it_did_only_to_who_has_the_link() {
    let asking = Asking::new().await;
    let booking = asking.book(START).await;
    let token = asking.token().await;
    let public = asking.world.public().await;
    let key = || Some(scheduling_engine::IdempotencyKey::new("test", "5f0a1c52-confirming-once", [1; 32]).unwrap());
    let wish = |token: &MailToken| Writing {
        command: ConfirmAddress { booking: booking.id, token: token.clone() },
        idempotency: key(),
    };
    let first = asking.world.engine.confirm_address(&public, wish(&token)).await.unwrap();
    let again = asking.world.engine.confirm_address(&public, wish(&token)).await.unwrap();
    assert!(again.replayed && again.outcome == first.outcome);
    let refused = asking.world.engine.confirm_address(&public, wish(&MailToken::presented("x"))).await;
    assert!(matches!(refused, Err(Failure::Refused(CancelRefusal::WrongToken))), "{refused:?}");
    at(&asking.world, "2026-03-16T13:30:00Z");
    assert_eq!(asking.confirm(&booking, &token).await, cannot(CannotChange::Over));
}
