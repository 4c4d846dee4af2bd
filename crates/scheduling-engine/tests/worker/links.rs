//! What the links in mails do: a host decides, an invitee wants no more reminders.

use std::time::Duration;

use scheduling_core::{
    Booking, BookingState, CannotChange, EventTypeDetails, NotificationKind, ReminderTiming, Reminders,
};
use scheduling_engine::{
    Book, CancelRefusal, DecideByLink, Failure, LinkDecision, MailToken, MuteReminders, Then, Writing,
};
use scheduling_testkit::{World, world::details};
use tokio::time::Instant;

use crate::{
    START, cancel,
    recorder::{Recorder, at, due, owed, refused},
};

fn token(link: Option<&String>) -> MailToken {
    MailToken::presented(link.unwrap().split_once("token=").unwrap().1)
}

/// A booking that waits for approval, and the token of the link by which its host decides.
async fn asked(world: &World, recorder: &Recorder) -> (Booking, MailToken) {
    let careful = EventTypeDetails { requires_approval: true, ..details("careful", 30) };
    let careful = world.event_type(&world.admin, &world.host, careful).await;
    let wish = Book { event_type: careful.id, ..world.book(START) };
    let booking = world.engine.book(&world.public().await, Writing::once(wish)).await.unwrap().outcome;
    recorder.worker(world).drain().await.unwrap();
    let mails = recorder.notifications();
    let mail = mails.iter().find(|mail| mail.kind == NotificationKind::ApprovalRequest).unwrap();
    (booking, token(mail.links.approve.as_ref()))
}

async fn decide(
    world: &World,
    booking: &Booking,
    token: &MailToken,
    decision: LinkDecision,
) -> Result<Booking, Failure<CancelRefusal>> {
    let wish = DecideByLink { booking: booking.id, token: token.clone(), decision };
    world.engine.decide_by_link(&world.public().await, Writing::once(wish)).await.map(|done| done.outcome)
}

#[tokio::test]
async fn a_host_decides_once_by_the_link_under_the_same_rules_as_elsewhere() {
    let (world, recorder) = (World::new().await, Recorder::default());
    let (booking, token) = asked(&world, &recorder).await;
    let (shown, host) = world.engine.booking_to_decide(&world.public().await, booking.id, &token).await.unwrap();
    assert_eq!((&shown, host.id), (&booking, world.host.id));
    let approved = decide(&world, &booking, &token, LinkDecision::Approve).await.unwrap();
    assert_eq!((&approved.state, approved.sequence), (&BookingState::Confirmed, 1));
    for decision in [LinkDecision::Approve, LinkDecision::Decline(None)] {
        let again = decide(&world, &booking, &token, decision).await;
        let expected = CancelRefusal::Cannot(CannotChange::AlreadyConfirmed);
        assert!(matches!(again, Err(Failure::Refused(why)) if why == expected), "{again:?}");
    }
    recorder.worker(&world).drain().await.unwrap();
    assert_eq!(recorder.mails(), ["confirmation ada@example.org", "confirmation grace@example.org"]);
}

#[tokio::test]
async fn a_token_for_something_else_decides_nothing() {
    let (world, recorder) = (World::new().await, Recorder::default());
    let (booking, token) = asked(&world, &recorder).await;
    let manage = world.engine.manage_token(&world.public().await, &booking);
    let wrong = [MailToken::presented(manage.reveal()), MailToken::presented(""), MailToken::presented("test.")];
    for wrong in wrong {
        let refused = decide(&world, &booking, &wrong, LinkDecision::Approve).await;
        assert!(matches!(refused, Err(Failure::Refused(CancelRefusal::WrongToken))), "{refused:?}");
    }
    let other = world.engine.book(&world.public().await, Writing::once(world.book("2026-03-16T15:00:00Z"))).await;
    let refused = decide(&world, &other.unwrap().outcome, &token, LinkDecision::Approve).await;
    assert!(matches!(refused, Err(Failure::Refused(CancelRefusal::WrongToken))), "{refused:?}");
    cancel(&world, &booking).await;
    let late = decide(&world, &booking, &token, LinkDecision::Approve).await;
    let expected = CancelRefusal::Cannot(CannotChange::AlreadyCancelled);
    assert!(matches!(late, Err(Failure::Refused(why)) if why == expected), "{late:?}");
}

/// A booking whose invitee is reminded a day, two hours and a quarter of an hour before, and whose host an hour before.
async fn reminded(world: &World) -> Booking {
    let reminders = Reminders {
        enabled: true,
        invitee: vec![ReminderTiming::Hours24, ReminderTiming::Hours2, ReminderTiming::Minutes15],
        host: vec![ReminderTiming::Hours1],
    };
    let kind = EventTypeDetails { reminders, ..details("reminded", 30) };
    let kind = world.event_type(&world.admin, &world.host, kind).await;
    let wish = Book { event_type: kind.id, ..world.book(START) };
    world.engine.book(&world.public().await, Writing::once(wish)).await.unwrap().outcome
}

/// The token of the link in the first reminder, whose time comes.
async fn unsubscribing(world: &World, recorder: &Recorder) -> MailToken {
    recorder.worker(world).drain().await.unwrap();
    at(world, "2026-03-15T13:00:00Z");
    recorder.worker(world).drain().await.unwrap();
    let mails = recorder.notifications();
    let reminder = mails.iter().find(|mail| mail.kind == NotificationKind::Reminder).unwrap();
    token(reminder.links.unsubscribe.as_ref())
}

async fn mute(world: &World, booking: &Booking, token: &MailToken) -> Result<Booking, Failure<CancelRefusal>> {
    let wish = MuteReminders { booking: booking.id, token: token.clone() };
    world.engine.mute_reminders(&world.public().await, Writing::once(wish)).await.map(|done| done.outcome)
}

#[tokio::test]
async fn what_an_invitee_does_not_want_is_void_and_what_the_host_gets_stays() {
    let (world, recorder) = (World::new().await, Recorder::default());
    let booking = reminded(&world).await;
    let token = unsubscribing(&world, &recorder).await;
    assert!(mute(&world, &booking, &token).await.unwrap().is_muted);
    assert!(mute(&world, &booking, &token).await.unwrap().is_muted, "saying it again changes nothing");
    let expected = [
        "confirmation host delivered",
        "confirmation invitee delivered",
        "reminder invitee delivered",
        "reminder invitee cancelled",
        "reminder host waiting",
        "reminder invitee cancelled",
    ];
    assert_eq!(owed(&world).await, expected);
    assert_eq!(due(&world).await, 1, "the host's");
    // Everything else is told as before.
    cancel(&world, &booking).await;
    recorder.worker(&world).drain().await.unwrap();
    assert_eq!(recorder.mails(), ["cancellation ada@example.org", "cancellation grace@example.org"]);
}

#[tokio::test]
async fn what_is_planned_or_sent_in_spite_of_it_is_not() {
    let (world, recorder) = (World::new().await, Recorder::default());
    let booking = reminded(&world).await;
    // Before it is filed, no reminder is planned; one that is there already, as of the server before, is not sent.
    world.run_sql("UPDATE scheduling_bookings SET is_muted = true").await;
    recorder.worker(&world).drain().await.unwrap();
    assert_eq!(due(&world).await, 1, "the host's");
    world.run_sql("UPDATE scheduling_deliveries SET recipient = 'invitee' WHERE kind = 'reminder'").await;
    at(&world, "2026-03-16T12:00:00Z");
    recorder.mails();
    recorder.worker(&world).drain().await.unwrap();
    assert!(recorder.mails().is_empty(), "{booking:?}");
    assert_eq!(owed(&world).await[2], "reminder invitee cancelled");
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_just_being_sent_has_begun_before_muting_is_answered_and_is_not_tried_again() {
    let (world, recorder) = (World::new().await, Recorder::default());
    let booking = reminded(&world).await;
    let token = unsubscribing(&world, &recorder).await;
    at(&world, "2026-03-16T11:00:00Z");
    let gate = recorder.gate();
    recorder.answer(refused(Then::Retry(None), 451));
    let worker = recorder.worker(&world);
    let sending = tokio::spawn(async move { worker.drain().await });
    gate.begun.notified().await;
    let began = Instant::now();
    mute(&world, &booking, &token).await.unwrap();
    assert!(began.elapsed() >= Duration::from_millis(250), "whoever sends it has begun by then, or never does");
    gate.go.add_permits(10);
    sending.await.unwrap().unwrap();
    let lines = owed(&world).await;
    assert!(!lines.iter().any(|line| line.starts_with("reminder invitee waiting")), "{lines:?}");
}
