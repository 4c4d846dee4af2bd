//! What is told of more than one meeting, host or invitee at once, and of moves.

use scheduling_core::{
    Booking, EventTypeDetails, Frequency, Host, NotificationKind, Party, Recurrence, ReminderTiming, Reminders,
    SchedulingKind,
};
use scheduling_engine::{
    Book, BookSeries, BookedSeries, CancelBooking, NewTime, Reassign, RescheduleByHost, RescheduleByInvitee, Writing,
};
use scheduling_testkit::{
    World,
    world::{details, instant, invitee},
};

use crate::{
    LATER, START, cancel,
    recorder::{Recorder, at, owed, reasons},
    reschedule,
};

async fn booked_series(world: &World, requires_approval: bool) -> BookedSeries {
    let kind = EventTypeDetails { max_occurrences: 10, requires_approval, ..details("series", 30) };
    let kind = world.event_type(&world.admin, &world.host, kind).await;
    let mut first = Book { event_type: kind.id, ..world.book(START) };
    first.invitee.guests = vec!["eve@example.org".parse().unwrap()];
    let recurrence = Recurrence { frequency: Frequency::Weekly, interval: 1, count: 4 };
    let wish = BookSeries { first, recurrence };
    world.engine.book_series(&world.public().await, Writing::once(wish)).await.unwrap().outcome
}

#[tokio::test]
async fn a_series_is_announced_whole_as_it_is_when_the_mail_is_sent() {
    let (world, recorder) = (World::new().await, Recorder::default());
    let series = booked_series(&world, false).await;
    let [first, second, third, fourth] = &series.bookings[..] else { panic!("{series:?}") };
    // Before anything is sent one is called off, and one is moved behind the last.
    cancel(&world, second).await;
    let moved = reschedule(&world, third, "2026-04-13T13:00:00Z").await;
    recorder.worker(&world).drain().await.unwrap();
    let mails = recorder.notifications();
    let announced: Vec<_> = mails.iter().filter(|mail| mail.kind == NotificationKind::Confirmation).collect();
    assert_eq!(announced.len(), 3, "to the invitee, the guest and the host");
    for mail in announced {
        let others: Vec<_> =
            mail.series.iter().map(|other| (other.id, other.sequence, other.ical_uid.clone())).collect();
        let uid = |booking: &Booking| booking.ical_uid.clone();
        assert_eq!(mail.booking.id, first.id);
        assert_eq!(others, [(fourth.id, 0, uid(fourth)), (moved.id, 1, uid(third))], "by their start");
    }
    assert!(mails.iter().filter(|mail| mail.kind != NotificationKind::Confirmation).all(|mail| mail.series.is_empty()));
}

#[tokio::test]
async fn a_host_hears_only_of_own_meetings_of_a_series() {
    let (world, recorder) = (World::new().await, Recorder::default());
    let series = booked_series(&world, false).await;
    let eve = world.host(&world.admin, "eve").await;
    let to_eve = Reassign { booking: series.bookings[3].id, host: eve.id };
    world.engine.reassign_booking(&world.admin, Writing::once(to_eve)).await.unwrap();
    recorder.worker(&world).drain().await.unwrap();
    let mails = recorder.notifications();
    let announced = mails.iter().filter(|mail| mail.kind == NotificationKind::Confirmation);
    let mut counted: Vec<_> = announced.map(|mail| (mail.audience.as_str(), mail.series.len())).collect();
    counted.sort_unstable();
    assert_eq!(counted, [("guest", 3), ("host", 2), ("invitee", 3)]);
}

#[tokio::test]
async fn each_of_a_series_that_was_approved_is_confirmed_alone() {
    let (world, recorder) = (World::new().await, Recorder::default());
    let series = booked_series(&world, true).await;
    for booking in &series.bookings[..2] {
        world.engine.confirm_booking(&world.admin, Writing::once(booking.id)).await.unwrap();
    }
    recorder.worker(&world).drain().await.unwrap();
    let mails = recorder.notifications();
    let confirmed: Vec<_> = mails.iter().filter(|mail| mail.kind == NotificationKind::Confirmation).collect();
    assert_eq!(confirmed.len(), 6, "of two to invitee, guest and host");
    assert!(confirmed.iter().all(|mail| mail.series.is_empty()));
}

/// Three hosts in a team, and what they offer together.
async fn team(world: &World, kind: SchedulingKind, change: impl FnOnce(&mut EventTypeDetails)) -> (Vec<Host>, Book) {
    let hosts = vec![world.host.clone(), world.host(&world.admin, "bob").await, world.host(&world.admin, "eve").await];
    let all: Vec<&Host> = hosts.iter().collect();
    let team = world.team("sales", &all).await;
    let offered = world.team_type(&team, kind, &all).await;
    let mut settings = scheduling_engine::TeamTypeSettings {
        details: offered.event_type.details,
        kind: Some(offered.scheduling.kind),
        zone: Some(offered.scheduling.zone),
        hosts: offered.scheduling.hosts,
    };
    change(&mut settings.details);
    let ids = (team.id, offered.event_type.id);
    world.engine.replace_team_event_type(&world.admin, ids, Writing::once(settings)).await.unwrap();
    let wish = Book {
        event_type: offered.event_type.id,
        start: instant(START),
        host: None,
        invitee: invitee("Grace"),
        hold: None,
    };
    (hosts, wish)
}

#[tokio::test]
async fn everybody_reads_who_takes_a_meeting_together() {
    let (world, recorder) = (World::new().await, Recorder::default());
    let (_, wish) = team(&world, SchedulingKind::Collective, |_| ()).await;
    world.engine.book(&world.public().await, Writing::once(wish)).await.unwrap();
    recorder.worker(&world).drain().await.unwrap();
    let mails = recorder.notifications();
    assert_eq!(mails.len(), 4);
    for mail in mails {
        let first = mail.booking.snapshot.host_name.to_string();
        let others = mail.co_hosts.iter().map(|host| host.name.as_ref().unwrap().to_string());
        let mut all: Vec<String> = std::iter::once(first).chain(others).collect();
        all.sort_unstable();
        assert_eq!(all, ["ada", "bob", "eve"], "to {}", mail.to.email);
    }
}

async fn class(world: &World) -> scheduling_core::EventTypeId {
    let reminders = Reminders { enabled: true, host: vec![ReminderTiming::Hours24], invitee: Vec::new() };
    let kind = EventTypeDetails { seats: 30, reminders, ..details("class", 30) };
    world.event_type(&world.admin, &world.host, kind).await.id
}

async fn seat(world: &World, class: scheduling_core::EventTypeId, name: &str) -> Booking {
    let wish = Book { event_type: class, invitee: invitee(name), ..world.book(START) };
    world.engine.book(&world.public().await, Writing::once(wish)).await.unwrap().outcome
}

#[tokio::test]
async fn a_host_is_reminded_once_of_all_who_come() {
    let (world, recorder) = (World::new().await, Recorder::default());
    let class = class(&world).await;
    let mut seats = Vec::new();
    for name in ["Ann", "Ben", "Cleo", "Dora"] {
        seats.push(seat(&world, class, name).await);
    }
    let worker = recorder.worker(&world);
    worker.drain().await.unwrap();
    recorder.parcels();
    // Whoever was the first does not come.
    cancel(&world, &seats[0]).await;
    worker.drain().await.unwrap();
    recorder.parcels();
    at(&world, "2026-03-15T13:00:00Z");
    worker.drain().await.unwrap();
    let mails = recorder.notifications();
    let [reminder] = &mails[..] else { panic!("{mails:?}") };
    let comes = reminder.participants.as_ref().unwrap();
    let names: Vec<&str> = comes.names.iter().map(scheduling_core::Name::as_str).collect();
    assert_eq!((reminder.booking.id, names, comes.more), (seats[1].id, vec!["Ben", "Cleo", "Dora"], 0));
    let why = "the host is reminded of the meeting once, with the booking of the first who comes";
    assert_eq!(reasons(&world).await.iter().filter(|reason| *reason == why).count(), 2);
    let reminders = owed(&world).await;
    let states = reminders.iter().filter(|line| line.starts_with("reminder host "));
    let cancelled = states.filter(|line| line.ends_with(" cancelled")).count();
    assert_eq!(cancelled, 3, "{reminders:?}");
}

#[tokio::test]
async fn of_many_who_come_the_first_are_named() {
    let (world, recorder) = (World::new().await, Recorder::default());
    let class = class(&world).await;
    for at in 1..=23 {
        seat(&world, class, &format!("P{at}")).await;
    }
    let worker = recorder.worker(&world);
    worker.drain().await.unwrap();
    recorder.parcels();
    at(&world, "2026-03-15T13:00:00Z");
    worker.drain().await.unwrap();
    let mails = recorder.notifications();
    let [reminder] = &mails[..] else { panic!("{mails:?}") };
    let comes = reminder.participants.as_ref().unwrap();
    assert_eq!((comes.names.len(), comes.names[0].as_str(), comes.more), (20, "P1", 3));
}

#[tokio::test]
async fn whoever_comes_alone_is_told_of_as_in_any_other_meeting() {
    let (world, recorder) = (World::new().await, Recorder::default());
    let class = class(&world).await;
    seat(&world, class, "Ann").await;
    let worker = recorder.worker(&world);
    worker.drain().await.unwrap();
    recorder.parcels();
    at(&world, "2026-03-15T13:00:00Z");
    worker.drain().await.unwrap();
    let mails = recorder.notifications();
    assert!(mails.len() == 1 && mails[0].participants.is_none(), "{mails:?}");
}

async fn moved_by_invitee(world: &World, booking: &Booking, start: &str) -> Booking {
    let public = world.public().await;
    let to = NewTime { start: instant(start), zone: None, reason: Some("My train is late.".parse().unwrap()) };
    let token = world.engine.manage_token(&public, booking);
    let wish = RescheduleByInvitee { booking: booking.id, token, to, hold: None };
    world.engine.reschedule_by_invitee(&public, Writing::once(wish)).await.unwrap().outcome
}

#[tokio::test]
async fn a_move_is_told_with_its_reason_and_a_reminder_of_it_is_not() {
    let (world, recorder) = (World::new().await, Recorder::default());
    let booking = crate::book(&world, START).await;
    let worker = recorder.worker(&world);
    worker.drain().await.unwrap();
    recorder.parcels();
    moved_by_invitee(&world, &booking, LATER).await;
    worker.drain().await.unwrap();
    let mails = recorder.notifications();
    assert_eq!(mails.len(), 2);
    for mail in mails {
        let moved = mail.moved.unwrap();
        let reason = moved.reason.as_ref().map(scheduling_core::LongText::as_str);
        let expected = (booking.meeting, Some(Party::Invitee), Some("My train is late."));
        assert_eq!((moved.previous, moved.by, reason), expected);
    }
    at(&world, "2026-03-15T14:00:00Z");
    worker.drain().await.unwrap();
    let reminders = recorder.notifications();
    assert!(reminders.len() == 2 && reminders.iter().all(|mail| mail.moved.is_none()), "{reminders:?}");
}

#[tokio::test]
async fn a_request_for_a_new_time_says_so_also_to_who_is_asked_later() {
    let (world, recorder) = (World::new().await, Recorder::default());
    let careful = EventTypeDetails { requires_approval: true, ..details("careful", 30) };
    let careful = world.event_type(&world.admin, &world.host, careful).await;
    let wish = Book { event_type: careful.id, ..world.book(START) };
    let booking = world.engine.book(&world.public().await, Writing::once(wish)).await.unwrap().outcome;
    world.engine.confirm_booking(&world.admin, Writing::once(booking.id)).await.unwrap();
    let worker = recorder.worker(&world);
    worker.drain().await.unwrap();
    recorder.parcels();
    let moved = moved_by_invitee(&world, &booking, LATER).await;
    worker.drain().await.unwrap();
    let asked = recorder.notifications();
    let eve = world.host(&world.admin, "eve").await;
    let to_eve = Reassign { booking: moved.id, host: eve.id };
    world.engine.reassign_booking(&world.admin, Writing::once(to_eve)).await.unwrap();
    worker.drain().await.unwrap();
    let again = recorder.notifications();
    let requests = |mail: &&scheduling_core::Notification| mail.kind != NotificationKind::HandedOver;
    let told: Vec<_> = asked.iter().chain(&again).filter(requests).collect();
    assert_eq!(told.len(), 4);
    for mail in told {
        assert_eq!(mail.moved.as_ref().map(|moved| moved.previous), Some(booking.meeting), "{:?}", mail.kind);
    }
}

/// Of a round robin: a meeting with one host, and another start at which that one is not free.
async fn to_another(world: &World, recorder: &Recorder) -> (Booking, Booking) {
    let (hosts, wish) = team(world, SchedulingKind::RoundRobin, |_| ()).await;
    let booking = world.engine.book(&world.public().await, Writing::once(wish)).await.unwrap().outcome;
    let former = hosts.iter().find(|host| host.id == booking.host).unwrap();
    let busy = world.event_type(&world.admin, former, details("busy", 30)).await;
    let wish = Book { event_type: busy.id, ..world.book(LATER) };
    world.engine.book(&world.public().await, Writing::once(wish)).await.unwrap();
    recorder.worker(world).drain().await.unwrap();
    recorder.parcels();
    let moved = reschedule(world, &booking, LATER).await;
    assert_ne!(moved.host, booking.host);
    (booking, moved)
}

#[tokio::test]
async fn whoever_loses_a_meeting_by_its_move_is_told() {
    let (world, recorder) = (World::new().await, Recorder::default());
    let (old, moved) = to_another(&world, &recorder).await;
    recorder.worker(&world).drain().await.unwrap();
    let mails = recorder.notifications();
    let handed: Vec<_> = mails.iter().filter(|mail| mail.kind == NotificationKind::HandedOver).collect();
    let [mail] = &handed[..] else { panic!("{mails:?}") };
    assert_eq!((mails.len(), &mail.to.email), (3, &old.snapshot.host_email));
    assert_eq!((&mail.booking.ical_uid, mail.booking.sequence), (&old.ical_uid, old.sequence + 1));
    assert_eq!(mail.moved.as_ref().map(|moved| moved.previous), Some(old.meeting));
    assert!(mail.organizer.is_none() && moved.sequence == old.sequence + 1);
}

#[tokio::test]
async fn whoever_lost_a_meeting_is_told_also_if_it_was_called_off_since() {
    let (world, recorder) = (World::new().await, Recorder::default());
    let (old, moved) = to_another(&world, &recorder).await;
    let wish = CancelBooking::only(moved.id, None);
    world.engine.cancel_booking(&world.admin, Writing::once(wish)).await.unwrap();
    recorder.worker(&world).drain().await.unwrap();
    let told = recorder.mails();
    assert_eq!(told.len(), 3, "{told:?}");
    assert!(told.contains(&format!("handed_over {}", old.snapshot.host_email)), "{told:?}");
}

#[tokio::test]
async fn whoever_has_a_meeting_again_never_lost_it() {
    let (world, recorder) = (World::new().await, Recorder::default());
    let (old, moved) = to_another(&world, &recorder).await;
    let host = old.host;
    let to = NewTime { start: instant("2026-03-16T15:00:00Z"), zone: None, reason: None };
    let wish = RescheduleByHost { booking: moved.id, to, overridden: None };
    let last = world.engine.reschedule_booking(&world.admin, Writing::once(wish)).await.unwrap().outcome;
    let back = Reassign { booking: last.id, host };
    world.engine.reassign_booking(&world.admin, Writing::once(back)).await.unwrap();
    recorder.worker(&world).drain().await.unwrap();
    let told = recorder.mails();
    let email = &old.snapshot.host_email;
    assert!(!told.contains(&format!("handed_over {email}")), "{told:?}");
    assert!(told.contains(&format!("reassignment {email}")), "{told:?}");
}
