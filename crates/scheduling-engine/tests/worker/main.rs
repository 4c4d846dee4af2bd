//! What leaves the system: which events there are, who is owed what because of them, and what the worker makes of it.

#![expect(clippy::unwrap_used, reason = "a test fails where it cannot go on")]

mod address;
mod announced;
mod deliveries;
mod feed;
mod links;
mod recorder;
#[path = "../support/mod.rs"]
#[expect(dead_code, reason = "the tests of other use cases use more of it")]
mod support;
mod templates;
mod webhook_api;
mod webhooks;

use std::time::Duration;

use jiff::SignedDuration;
use scheduling_core::{EventKind, EventTypeDetails, Locale, LongText, ReminderTiming, Reminders, SchedulingKind};
use scheduling_engine::{Book, CancelBooking, NewTime, Reassign, RescheduleByHost, Then, Writing};
use scheduling_store::PlatformScope;
use scheduling_testkit::{
    World,
    world::{details, instant},
};
use tokio::time::Instant;

use crate::recorder::{Recorder, at, due, feed, owed, refused};

const START: &str = "2026-03-16T13:00:00Z";
const LATER: &str = "2026-03-16T14:00:00Z";

async fn book(world: &World, start: &str) -> scheduling_core::Booking {
    world.engine.book(&world.public().await, Writing::once(world.book(start))).await.unwrap().outcome
}

async fn cancel(world: &World, booking: &scheduling_core::Booking) {
    let wish = CancelBooking::only(booking.id, None);
    world.engine.cancel_booking(&world.admin, Writing::once(wish)).await.unwrap();
}

async fn reschedule(world: &World, booking: &scheduling_core::Booking, start: &str) -> scheduling_core::Booking {
    let to = NewTime { start: instant(start), zone: None, reason: None };
    let wish = RescheduleByHost { booking: booking.id, to, overridden: None };
    world.engine.reschedule_booking(&world.admin, Writing::once(wish)).await.unwrap().outcome
}

#[tokio::test]
async fn a_booking_is_told_once_to_everybody_concerned() {
    let (world, recorder) = (World::new().await, Recorder::default());
    let mut wish = world.book(START);
    wish.invitee.guests = vec!["eve@example.org".parse().unwrap()];
    world.engine.book(&world.public().await, Writing::once(wish)).await.unwrap();
    let worker = recorder.worker(&world);
    worker.drain().await.unwrap();
    let expected = ["confirmation ada@example.org", "confirmation eve@example.org", "confirmation grace@example.org"];
    assert_eq!(recorder.mails(), expected);
    assert_eq!(feed(&world).await, [EventKind::BookingCreated]);
    worker.drain().await.unwrap();
    assert!(recorder.mails().is_empty(), "each once");
    assert_eq!(due(&world).await, 2, "the two reminders");
}

#[tokio::test]
async fn a_mail_leads_where_its_reader_may_go() {
    let (world, recorder) = (World::new().await, Recorder::default());
    let booking = book(&world, START).await;
    recorder.worker(&world).drain().await.unwrap();
    let mails = recorder.notifications();
    let [host, invitee] = &mails[..] else { panic!("{mails:?}") };
    let (host, invitee) = if host.to.email.as_str() == "ada@example.org" { (host, invitee) } else { (invitee, host) };
    let token = world.engine.manage_token(&world.public().await, &booking);
    let manage = format!("https://book.example.org/booking/acme/{}?token={}", booking.id, token.reveal());
    assert_eq!(invitee.links.manage.as_deref(), Some(manage.as_str()));
    assert_eq!(host.links, scheduling_core::Links::default(), "the invitee's links are not the host's");
    assert_eq!((host.zone.name(), invitee.zone.name()), ("America/New_York", "Europe/Berlin"));
    assert_eq!(host.alarms, [scheduling_core::Minutes(24 * 60)]);
    assert!(invitee.alarms.is_empty());
}

#[tokio::test]
async fn nothing_is_told_of_what_was_not_done() {
    let (world, recorder) = (World::new().await, Recorder::default());
    book(&world, START).await;
    world.engine.book(&world.public().await, Writing::once(world.book(START))).await.unwrap_err();
    recorder.worker(&world).drain().await.unwrap();
    assert_eq!(feed(&world).await.len(), 1);
}

#[tokio::test]
async fn every_change_of_a_booking_is_an_event() {
    let (world, recorder) = (World::new().await, Recorder::default());
    let (engine, public) = (&world.engine, world.public().await);
    let careful = EventTypeDetails { requires_approval: true, ..details("careful", 30) };
    let careful = world.event_type(&world.admin, &world.host, careful).await;
    let wish = |start| Writing::once(Book { event_type: careful.id, ..world.book(start) });
    let confirmed = engine.book(&public, wish(START)).await.unwrap().outcome;
    engine.confirm_booking(&world.admin, Writing::once(confirmed.id)).await.unwrap();
    let declined = engine.book(&public, wish(LATER)).await.unwrap().outcome;
    let reason: Option<LongText> = Some("away".parse().unwrap());
    engine.decline_booking(&world.admin, Writing::once((declined.id, reason))).await.unwrap();
    let expired = engine.book(&public, wish("2026-03-16T15:00:00Z")).await.unwrap().outcome;
    let moved = reschedule(&world, &confirmed, "2026-03-16T16:00:00Z").await;
    let grace = world.host(&world.admin, "grace").await;
    let to_grace = Reassign { booking: moved.id, host: grace.id };
    engine.reassign_booking(&world.admin, Writing::once(to_grace)).await.unwrap();
    let cancelled = book(&world, "2026-03-17T14:00:00Z").await;
    cancel(&world, &cancelled).await;
    engine.hold(&public, Writing::once(world.hold("2026-03-18T14:00:00Z"))).await.unwrap();
    at(&world, "2026-03-16T17:00:00Z");
    engine.clean_up(&PlatformScope::authenticated()).await.unwrap();
    engine.mark_no_show(&world.admin, Writing::once(moved.id)).await.unwrap();
    recorder.worker(&world).drain().await.unwrap();
    let mut kinds = feed(&world).await;
    let by_the_server = [EventKind::BookingDeclined, EventKind::BookingCompleted, EventKind::HoldExpired];
    let cleaned = kinds.split_off(8);
    assert_eq!(
        kinds,
        [
            EventKind::BookingCreated,
            EventKind::BookingConfirmed,
            EventKind::BookingCreated,
            EventKind::BookingDeclined,
            EventKind::BookingCreated,
            EventKind::BookingRescheduled,
            EventKind::BookingReassigned,
            EventKind::BookingCreated,
        ]
    );
    assert_eq!(cleaned.first(), Some(&EventKind::BookingCancelled));
    for kind in by_the_server {
        assert!(cleaned.contains(&kind), "{kind} of {cleaned:?}");
    }
    assert_eq!((cleaned.last(), cleaned.len()), (Some(&EventKind::BookingNoShow), 5));
    assert_eq!(expired.sequence, 0);
    // What had been done before the worker looked is told as it is in the end, and of what is long over nothing is.
    assert_eq!(recorder.mails(), ["cancellation ada@example.org", "cancellation grace@example.org"]);
    assert_eq!(due(&world).await, 0);
}

#[tokio::test]
async fn whoever_decides_is_asked_and_whoever_asked_is_told() {
    let (world, recorder) = (World::new().await, Recorder::default());
    let careful = EventTypeDetails { requires_approval: true, ..details("careful", 30) };
    let careful = world.event_type(&world.admin, &world.host, careful).await;
    let wish = Book { event_type: careful.id, ..world.book(START) };
    let booking = world.engine.book(&world.public().await, Writing::once(wish)).await.unwrap().outcome;
    let worker = recorder.worker(&world);
    worker.drain().await.unwrap();
    let mails = recorder.notifications();
    let asked = mails.iter().find(|mail| mail.to.email.as_str() == "ada@example.org").unwrap();
    assert!(asked.links.approve.is_some() && asked.links.decline.is_some());
    assert_eq!((mails.len(), owed(&world).await.len()), (2, 2), "no reminders of what may not take place");
    world.engine.confirm_booking(&world.admin, Writing::once(booking.id)).await.unwrap();
    worker.drain().await.unwrap();
    assert_eq!(recorder.mails(), ["confirmation ada@example.org", "confirmation grace@example.org"]);
}

#[tokio::test]
async fn a_move_is_told_with_both_times_and_a_hand_over_to_both_hosts() {
    let (world, recorder) = (World::new().await, Recorder::default());
    let booking = book(&world, START).await;
    let worker = recorder.worker(&world);
    worker.drain().await.unwrap();
    recorder.parcels();
    let moved = reschedule(&world, &booking, LATER).await;
    worker.drain().await.unwrap();
    let mails = recorder.notifications();
    assert_eq!(mails.len(), 2);
    for mail in mails {
        assert_eq!((mail.moved.map(|moved| moved.previous), mail.booking.id), (Some(booking.meeting), moved.id));
    }
    let eve = world.host(&world.admin, "eve").await;
    let to_eve = Reassign { booking: moved.id, host: eve.id };
    world.engine.reassign_booking(&world.admin, Writing::once(to_eve)).await.unwrap();
    worker.drain().await.unwrap();
    let expected = ["handed_over ada@example.org", "reassignment eve@example.org", "reassignment grace@example.org"];
    assert_eq!(recorder.mails(), expected);
    at(&world, "2026-03-15T14:00:00Z");
    worker.drain().await.unwrap();
    assert_eq!(recorder.mails(), ["reminder 24h eve@example.org", "reminder 24h grace@example.org"], "and nobody else");
}

async fn reminding(world: &World, invitee: Vec<ReminderTiming>) -> scheduling_core::EventType {
    let reminders = Reminders { enabled: true, host: Vec::new(), invitee };
    let kind = EventTypeDetails { reminders, ..details("reminding", 30) };
    world.event_type(&world.admin, &world.host, kind).await
}

#[tokio::test]
async fn reminders_come_in_time_and_belong_to_the_time_of_the_meeting() {
    let (world, recorder) = (World::new().await, Recorder::default());
    let kind = reminding(&world, ReminderTiming::ALL.to_vec()).await;
    let wish = Book { event_type: kind.id, ..world.book(START) };
    let booking = world.engine.book(&world.public().await, Writing::once(wish)).await.unwrap().outcome;
    let worker = recorder.worker(&world);
    worker.drain().await.unwrap();
    recorder.parcels();
    at(&world, "2026-03-14T13:00:00Z");
    worker.drain().await.unwrap();
    assert_eq!(recorder.mails(), ["reminder 48h grace@example.org"]);
    let moved = reschedule(&world, &booking, "2026-03-17T13:00:00Z").await;
    worker.drain().await.unwrap();
    recorder.parcels();
    at(&world, "2026-03-16T12:59:59Z");
    worker.drain().await.unwrap();
    assert_eq!(recorder.mails(), ["reminder 48h grace@example.org"], "of the new time; none of the old one");
    for (time, reminder) in [
        ("2026-03-16T13:00:00Z", "24h"),
        ("2026-03-17T11:00:00Z", "2h"),
        ("2026-03-17T12:00:00Z", "1h"),
        ("2026-03-17T12:30:00Z", "30m"),
    ] {
        at(&world, time);
        worker.drain().await.unwrap();
        assert_eq!(recorder.mails(), [format!("reminder {reminder} grace@example.org")], "at {time}");
    }
    cancel(&world, &moved).await;
    worker.drain().await.unwrap();
    recorder.parcels();
    at(&world, "2026-03-17T12:50:00Z");
    worker.drain().await.unwrap();
    assert!(recorder.mails().is_empty(), "nobody is reminded of what does not take place");
    assert_eq!(due(&world).await, 0);
}

#[tokio::test]
async fn a_late_reminder_is_sent_while_it_helps() {
    let (world, recorder) = (World::new().await, Recorder::default());
    let kind = reminding(&world, vec![ReminderTiming::Hours24, ReminderTiming::Hours2]).await;
    let book = async |start| {
        let wish = Book { event_type: kind.id, ..world.book(start) };
        world.engine.book(&world.public().await, Writing::once(wish)).await.unwrap();
    };
    book("2026-03-16T13:00:00Z").await;
    book("2026-03-16T17:00:00Z").await;
    book("2026-03-17T13:00:00Z").await;
    let worker = recorder.worker(&world);
    worker.drain().await.unwrap();
    recorder.parcels();
    // No worker ran for days: the first meeting has begun, of the second both reminders are due, of the third the first.
    at(&world, "2026-03-16T15:30:00Z");
    worker.drain().await.unwrap();
    assert_eq!(recorder.mails(), ["reminder 24h grace@example.org", "reminder 2h grace@example.org"]);
    let lines = owed(&world).await;
    let dropped = lines.iter().filter(|line| *line == "reminder invitee cancelled").count();
    assert_eq!(dropped, 3, "{lines:?}");
}

#[tokio::test]
async fn what_fails_for_a_while_is_tried_again_and_what_fails_for_good_is_not() {
    let (world, recorder) = (World::new().await, Recorder::default());
    let silent = Reminders { enabled: false, ..Reminders::default() };
    let kind = EventTypeDetails { reminders: silent, ..details("silent", 30) };
    let kind = world.event_type(&world.admin, &world.host, kind).await;
    let wish = Book { event_type: kind.id, ..world.book(START) };
    world.engine.book(&world.public().await, Writing::once(wish)).await.unwrap();
    recorder.answer(refused(Then::Retry(None), 451));
    recorder.answer(refused(Then::GiveUp, 550));
    let worker = recorder.worker(&world);
    worker.drain().await.unwrap();
    let first = recorder.parcels();
    assert_eq!((first.len(), due(&world).await), (2, 1));
    world.clock.advance(SignedDuration::from_secs(9));
    worker.drain().await.unwrap();
    assert!(recorder.parcels().is_empty(), "not before its time");
    world.clock.advance(SignedDuration::from_secs(2));
    worker.drain().await.unwrap();
    let again = recorder.parcels();
    assert_eq!(again.len(), 1);
    assert!(first.iter().any(|parcel| parcel.delivery == again[0].delivery), "under the same id");
    let mut states: Vec<String> =
        owed(&world).await.iter().map(|line| line.split(' ').next_back().unwrap().to_owned()).collect();
    states.sort_unstable();
    assert_eq!((states, due(&world).await), (vec!["delivered".to_owned(), "failed".to_owned()], 0));
}

#[tokio::test]
async fn nothing_is_begun_after_a_cancellation_was_answered() {
    let (world, recorder) = (World::new().await, Recorder::default());
    let booking = book(&world, START).await;
    let worker = recorder.worker(&world);
    let gate = recorder.gate();
    let sending = tokio::spawn({
        let worker = worker.clone();
        async move { worker.drain().await.unwrap() }
    });
    gate.begun.notified().await;
    let asked = Instant::now();
    cancel(&world, &booking).await;
    assert!(asked.elapsed() >= Duration::from_millis(250), "whoever was about to send it has begun by now");
    // Both had begun; they fail, and are not tried again.
    recorder.answer(refused(Then::Retry(None), 451));
    recorder.answer(refused(Then::Retry(None), 451));
    gate.go.add_permits(100);
    sending.await.unwrap();
    let lines = owed(&world).await;
    let voided = lines.iter().filter(|line| line.starts_with("confirmation") && line.ends_with("cancelled")).count();
    assert_eq!(voided, 2, "{lines:?}");
    let asked = Instant::now();
    cancel(&world, &book(&world, LATER).await).await;
    assert!(asked.elapsed() < Duration::from_millis(250), "nothing was being sent");
}

#[tokio::test]
async fn workers_share_the_work_and_nothing_is_done_twice() {
    let (world, recorder) = (World::new().await, Recorder::default());
    let team = world.team("all", &[&world.host]).await;
    world.team_type(&team, SchedulingKind::RoundRobin, &[&world.host]).await;
    for day in 9..14 {
        for hour in 13..21 {
            book(&world, &format!("2026-03-{day:02}T{hour}:00:00Z")).await;
        }
    }
    let mut working = tokio::task::JoinSet::new();
    for _ in 0..4 {
        let worker = recorder.worker_of(world.another_engine().await);
        working.spawn(async move { worker.drain().await.unwrap() });
    }
    working.join_all().await;
    // One that stopped because the others had everything may have stopped early.
    recorder.worker(&world).drain().await.unwrap();
    assert_eq!(feed(&world).await.len(), 40);
    let parcels = recorder.parcels();
    let ids: std::collections::BTreeSet<_> = parcels.iter().map(|parcel| parcel.delivery).collect();
    assert_eq!((parcels.len(), ids.len()), (45, 45), "40 to the host, and five within an hour to one address");
}

#[tokio::test]
async fn everybody_is_written_to_in_their_language() {
    let (world, recorder) = (World::new().await, Recorder::default());
    let mut settings = scheduling_core::TenantSettings::default();
    settings.branding.locale = Some(Locale::Fr);
    world.engine.replace_settings(&world.admin, Writing::once(settings)).await.unwrap();
    let worker = recorder.worker(&world);
    let mut wish = world.book(START);
    wish.invitee.locale = Some(Locale::De);
    world.engine.book(&world.public().await, Writing::once(wish)).await.unwrap();
    book(&world, LATER).await;
    worker.drain().await.unwrap();
    let mut locales: Vec<_> =
        recorder.notifications().iter().map(|mail| (mail.to.email.to_string(), mail.locale.as_str())).collect();
    locales.sort_unstable();
    let [ada, grace] = ["ada@example.org", "grace@example.org"].map(str::to_owned);
    assert_eq!(locales, [(ada.clone(), "fr"), (ada, "fr"), (grace.clone(), "de"), (grace, "fr")]);
}
