//! What teams offer, who is booked and why.

use super::*;

#[tokio::test(flavor = "multi_thread")]
async fn a_collective_meeting_takes_all_hosts_and_gives_all_of_them_back() {
    let crew = Crew::new(SchedulingKind::Collective).await;
    let before = crew.slots().await;
    assert_eq!(before.len(), 31);
    assert!(before.values().all(|hosts| *hosts == ["ada", "bob", "eve"]));

    let booking = crew.book(crew.wish(MONDAY_10)).await.unwrap();
    let all: BTreeSet<HostId> = crew.hosts.iter().map(|host| host.id).collect();
    assert_eq!(booking.hosts().into_iter().collect::<BTreeSet<_>>(), all);
    assert_eq!(booking.team, Some(crew.team.id));
    assert_eq!(crew.assignment(booking.id).await, None, "there was nobody to choose");
    assert_eq!(crew.slots().await.len(), 28);
    // A host's own event type finds the time taken, buffers included.
    assert_eq!(crew.alone("ada").await, 28);
    let other = Book { event_type: crew.world.event_type.id, ..crew.wish("2026-03-09T14:15:00Z") };
    assert_eq!(code(&crew.book(other).await.unwrap_err()), "slot_taken");
    assert_eq!(code(&crew.book(crew.wish(MONDAY_10)).await.unwrap_err()), "slot_taken");

    crew.cancel(&booking).await;
    assert_eq!(crew.slots().await, before);
    assert_eq!(crew.alone("ada").await, 31);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_busy_host_takes_a_collective_slot_away_and_leaves_a_round_robin_one() {
    for (kind, left) in [(SchedulingKind::Collective, None), (SchedulingKind::RoundRobin, Some(vec!["bob", "eve"]))] {
        let crew = Crew::new(kind).await;
        crew.book(crew.world.book(MONDAY_10)).await.unwrap();
        let slots = crew.slots().await;
        let hosts = slots.get(MONDAY_10).map(|hosts| hosts.iter().map(String::as_str).collect::<Vec<_>>());
        assert_eq!(hosts, left, "{kind}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_round_robin_gives_each_the_same_and_keeps_what_it_was_decided_by() {
    let crew = Crew::new(SchedulingKind::RoundRobin).await;
    let mut taken: BTreeMap<HostId, usize> = BTreeMap::new();
    let mut last = None;
    for hour in 13..19 {
        crew.world.clock.advance(SignedDuration::from_secs(1));
        let booking = crew.book(crew.wish(&format!("2026-03-09T{hour}:00:00Z"))).await.unwrap();
        *taken.entry(booking.host).or_default() += 1;
        last = Some(booking);
    }
    assert_eq!(taken.values().copied().collect::<Vec<_>>(), [2, 2, 2]);
    let last = last.unwrap();
    let kept = crew.assignment(last.id).await.unwrap();
    assert_eq!((kept.assignment.host, kept.assignment.by), (last.host, ChosenBy::Load));
    let loads: Vec<u32> = kept.assignment.candidates.iter().map(|candidate| candidate.bookings).collect();
    assert_eq!(loads, [1, 2, 2]);
    assert_eq!((kept.event_type, kept.at), (last.event_type, last.created_at));

    // Whoever was called off is next again, though another one has waited for longer.
    crew.cancel(&last).await;
    let again = crew.book(crew.wish("2026-03-10T14:00:00Z")).await.unwrap();
    assert_eq!(again.host, last.host);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_booking_that_fails_takes_nobodys_turn() {
    let crew = Crew::new(SchedulingKind::RoundRobin).await;
    let mut question = crew.settings();
    question.details.questions = vec![scheduling_core::Question {
        id: "topic".parse().unwrap(),
        label: "What?".parse().unwrap(),
        kind: scheduling_core::QuestionKind::Text,
        required: true,
        options: Vec::new(),
        placeholder: None,
    }];
    let usual = crew.change(crew.settings()).await;
    let first = crew.book(crew.wish(MONDAY_10)).await.unwrap();
    crew.change(question).await;
    let unanswered = crew.book(crew.wish(MONDAY_11)).await;
    assert!(matches!(unanswered, Err(Failure::Refused(BookRefusal::Answers(_)))), "{unanswered:?}");
    let outside = crew.book(crew.wish("2026-03-08T14:00:00Z")).await;
    assert!(outside.is_err());
    crew.change(TeamTypeSettings { details: usual.event_type.details, ..crew.settings() }).await;

    // The other two are next, in the order in which they would have been.
    let next =
        [crew.book(crew.wish(MONDAY_11)).await.unwrap(), crew.book(crew.wish("2026-03-09T16:00:00Z")).await.unwrap()];
    let mut others: Vec<HostId> = crew.hosts.iter().map(|host| host.id).filter(|id| *id != first.host).collect();
    others.sort_unstable();
    assert_eq!(next.map(|booking| booking.host).to_vec(), others);
    let loads = crew.assignment(first.id).await.unwrap();
    assert_eq!(loads.assignment.candidates.iter().map(|candidate| candidate.bookings).sum::<u32>(), 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_booking_of_the_utc_date_after_takes_its_slot_of_the_team() {
    let crew = Crew::new(SchedulingKind::Collective).await;
    for host in &crew.hosts {
        let hours = scheduling_engine::SetAvailability {
            host: host.id,
            zone: "Pacific/Honolulu".parse().unwrap(),
            weekly: scheduling_core::WeeklySchedule::office_hours(),
            overrides: scheduling_core::DateOverrides::default(),
        };
        crew.world.engine.put_availability(&crew.world.admin, Writing::once(hours)).await.unwrap();
    }
    // Monday, 14:00 in Honolulu is Tuesday, 00:00 UTC.
    let (late, last) = ("2026-03-10T02:15:00Z", "2026-03-10T02:30:00Z");
    let listed = async || {
        let date = "2026-03-09".parse().unwrap();
        let query = SlotQuery::dates("Pacific/Honolulu".parse().unwrap(), date, date).unwrap();
        let (team, slug) = ("sales".parse().unwrap(), crew.team_type.event_type.details.slug.clone());
        let found = crew.world.engine.list_team_slots(&crew.public, ListTeamSlots { team, slug, query }).await.unwrap();
        found.slots.iter().map(|free| free.slot.start().to_string()).collect::<Vec<_>>()
    };
    let all = listed().await;
    assert_eq!((all.len(), all.last().map(String::as_str)), (31, Some(last)));
    crew.world.engine.book(&crew.public, Writing::once(crew.world.book(last))).await.unwrap();
    let left = listed().await;
    assert_eq!((left.len(), left.last().map(String::as_str)), (29, Some("2026-03-10T02:00:00Z")));
    assert_eq!(code(&crew.book(crew.wish(late)).await.unwrap_err()), "slot_taken");
}

#[tokio::test(flavor = "multi_thread")]
async fn priority_goes_before_load_and_weights_are_shares() {
    let crew = Crew::new(SchedulingKind::RoundRobin).await;
    let share = |host: &Host, weight: u8, priority| TeamTypeHost {
        host: host.id,
        weight: Weight::try_from(weight).unwrap(),
        priority,
    };
    let [ada, bob, eve] = &crew.hosts[..] else { panic!() };
    crew.change(TeamTypeSettings {
        hosts: vec![share(ada, 1, 0), share(bob, 3, 5), share(eve, 1, 5)],
        ..crew.settings()
    })
    .await;
    let mut taken: BTreeMap<HostId, usize> = BTreeMap::new();
    for hour in 13..21 {
        crew.world.clock.advance(SignedDuration::from_secs(1));
        let booking = crew.book(crew.wish(&format!("2026-03-09T{hour}:00:00Z"))).await.unwrap();
        *taken.entry(booking.host).or_default() += 1;
    }
    assert_eq!(taken, BTreeMap::from([(bob.id, 6), (eve.id, 2)]));
    // The time of both is taken: now the one with the lowest priority is next.
    crew.book(crew.with("2026-03-10T14:00:00Z", "bob")).await.unwrap();
    crew.book(crew.with("2026-03-10T14:00:00Z", "eve")).await.unwrap();
    let only = crew.book(crew.wish("2026-03-10T14:00:00Z")).await.unwrap();
    assert_eq!(only.host, ada.id);
    assert_eq!(crew.assignment(only.id).await.unwrap().assignment.by, ChosenBy::OnlyFree);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_load_is_that_of_the_month_of_the_start() {
    let crew = Crew::new(SchedulingKind::RoundRobin).await;
    let first = crew.book(crew.wish("2026-03-31T14:00:00Z")).await.unwrap();
    let waiting = crew.book(crew.wish("2026-04-01T14:00:00Z")).await.unwrap();
    assert_ne!(waiting.host, first.host, "who has waited for longer goes first");
    let by = crew.assignment(waiting.id).await.unwrap().assignment;
    assert!(by.candidates.iter().all(|candidate| candidate.bookings == 0), "{by:?}");
    let in_march = crew.book(crew.wish("2026-03-31T16:00:00Z")).await.unwrap();
    let by = crew.assignment(in_march.id).await.unwrap().assignment;
    let of = |host| by.candidates.iter().find(|candidate| candidate.host == host).unwrap().bookings;
    assert_eq!((of(first.host), of(waiting.host)), (1, 0));
}

#[tokio::test(flavor = "multi_thread")]
async fn the_invitee_names_the_host_of_an_individual_event_type() {
    let crew = Crew::new(SchedulingKind::Individual).await;
    let unnamed = crew.book(crew.wish(MONDAY_10)).await.unwrap_err();
    assert!(matches!(unnamed, Failure::Refused(BookRefusal::HostRequired)), "{unnamed:?}");
    let stranger = crew.book(crew.with(MONDAY_10, "mallory")).await.unwrap_err();
    assert!(matches!(stranger, Failure::Refused(BookRefusal::OtherHost)), "{stranger:?}");
    let booking = crew.book(crew.with(MONDAY_10, "bob")).await.unwrap();
    assert_eq!(booking.hosts(), [crew.hosts[1].id]);
    assert_eq!(crew.assignment(booking.id).await.unwrap().assignment.by, ChosenBy::Invitee);
    assert_eq!(code(&crew.book(crew.with(MONDAY_10, "bob")).await.unwrap_err()), "slot_taken");
    assert_eq!(crew.slots().await[MONDAY_10], ["ada", "eve"]);
    crew.book(crew.with(MONDAY_10, "eve")).await.unwrap();

    let hold = CreateHold { event_type: crew.team_type.event_type.id, ..crew.world.hold(MONDAY_11) };
    let unnamed = crew.world.engine.hold(&crew.public, Writing::once(hold.clone())).await.unwrap_err();
    assert!(matches!(unnamed, Failure::Refused(HoldRefusal::HostRequired)), "{unnamed:?}");
    let named = |name: &str| CreateHold { host: Some(name.parse().unwrap()), ..hold.clone() };
    let stranger = crew.world.engine.hold(&crew.public, Writing::once(named("mallory"))).await.unwrap_err();
    assert!(matches!(stranger, Failure::Refused(HoldRefusal::OtherHost)), "{stranger:?}");
    let of_ada = crew.world.engine.hold(&crew.public, Writing::once(named("ada"))).await.unwrap().outcome;
    assert_eq!(crew.slots().await[MONDAY_11], ["bob", "eve"]);
    // The hold says whom the invitee has named.
    let kept = || Some((of_ada.id, crew.world.engine.hold_token(&crew.public, of_ada.id)));
    let other = crew.book(Book { hold: kept(), ..crew.with(MONDAY_11, "bob") }).await.unwrap_err();
    assert!(matches!(other, Failure::Refused(BookRefusal::HoldGone)), "{other:?}");
    let booking = crew.book(Book { hold: kept(), ..crew.wish(MONDAY_11) }).await.unwrap();
    assert_eq!(booking.hosts(), [crew.hosts[0].id]);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_host_who_is_named_for_a_hosts_own_event_type_is_that_host() {
    let world = World::new().await;
    let public = world.public().await;
    let named = |name: &str| Some(name.parse::<Username>().unwrap());
    let wrong = Book { host: named("bob"), ..world.book(MONDAY_10) };
    let refused = world.engine.book(&public, Writing::once(wrong)).await.unwrap_err();
    assert!(matches!(refused, Failure::Refused(BookRefusal::OtherHost)), "{refused:?}");
    let wrong = CreateHold { host: named("bob"), ..world.hold(MONDAY_10) };
    let refused = world.engine.hold(&public, Writing::once(wrong)).await.unwrap_err();
    assert!(matches!(refused, Failure::Refused(HoldRefusal::OtherHost)), "{refused:?}");
    world.engine.book(&public, Writing::once(Book { host: named("ada"), ..world.book(MONDAY_10) })).await.unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn a_hold_fixes_its_host_and_frees_every_host_when_it_is_given_up() {
    let crew = Crew::new(SchedulingKind::RoundRobin).await;
    let hold = CreateHold { event_type: crew.team_type.event_type.id, ..crew.world.hold(MONDAY_10) };
    let kept = crew.world.engine.hold(&crew.public, Writing::once(hold.clone())).await.unwrap().outcome;
    let token = crew.world.engine.hold_token(&crew.public, kept.id);
    let left = crew.slots().await[MONDAY_10].clone();
    assert_eq!(left.len(), 2);
    // The others are less loaded by now, and yet the hold decides.
    let wish = Book { hold: Some((kept.id, token)), ..crew.wish(MONDAY_10) };
    let elsewhere = Book { start: instant(MONDAY_11), ..wish.clone() };
    let gone = crew.book(elsewhere).await.unwrap_err();
    assert!(matches!(gone, Failure::Refused(BookRefusal::HoldGone)), "{gone:?}");
    let booking = crew.book(wish).await.unwrap();
    let host = crew.hosts.iter().find(|host| host.id == booking.host).unwrap();
    assert!(!left.contains(&host.profile.username.to_string()));
    let assignment = crew.assignment(booking.id).await.unwrap().assignment;
    assert_eq!((assignment.host, assignment.by), (booking.host, ChosenBy::Hold));
    // From whom the choice was made when it was made: all three, before anybody had a booking.
    assert_eq!(assignment.candidates.iter().map(|of| of.bookings).collect::<Vec<_>>(), [0, 0, 0]);

    let crew = Crew::new(SchedulingKind::Collective).await;
    let hold = CreateHold { event_type: crew.team_type.event_type.id, ..hold };
    let kept = crew.world.engine.hold(&crew.public, Writing::once(hold.clone())).await.unwrap().outcome;
    assert_eq!(code(&crew.book(crew.wish(MONDAY_10)).await.unwrap_err()), "slot_taken");
    assert_eq!(crew.alone("ada").await, 28);
    let token = crew.world.engine.hold_token(&crew.public, kept.id);
    crew.world.engine.release_hold(&crew.public, Writing::once((kept.id, token))).await.unwrap();
    assert_eq!((crew.alone("ada").await, crew.slots().await.len()), (31, 31));

    let kept = crew.world.engine.hold(&crew.public, Writing::once(hold.clone())).await.unwrap().outcome;
    let token = crew.world.engine.hold_token(&crew.public, kept.id);
    let booking = crew.book(Book { hold: Some((kept.id, token)), ..crew.wish(MONDAY_10) }).await.unwrap();
    assert_eq!(booking.hosts().len(), 3);
    crew.cancel(&booking).await;
    // An expired hold is in nobody's way, at any host.
    crew.world.engine.hold(&crew.public, Writing::once(hold)).await.unwrap();
    crew.world.clock.advance(SignedDuration::from_mins(5));
    crew.book(crew.wish(MONDAY_10)).await.unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn inactive_hosts_take_no_meetings() {
    for (kind, left) in [(SchedulingKind::Collective, None), (SchedulingKind::RoundRobin, Some(2))] {
        let crew = Crew::new(kind).await;
        let mut profile = crew.hosts[2].profile.clone();
        profile.is_active = false;
        let change = ReplaceHost { host: crew.hosts[2].id, profile, future_bookings: FutureBookings::Keep };
        crew.world.engine.replace_host(&crew.world.admin, Writing::once(change)).await.unwrap();
        let booked = crew.book(crew.wish(MONDAY_10)).await;
        match left {
            None => is_absent(booked, What::EventType),
            Some(left) => {
                booked.unwrap();
                assert_eq!(crew.slots().await[MONDAY_11].len(), left);
            }
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn explain_says_of_each_host_what_takes_a_start_away() {
    let crew = Crew::new(SchedulingKind::Collective).await;
    let own = crew.book(crew.world.book(MONDAY_10)).await.unwrap();
    let event_type = crew.team_type.event_type.id;
    let explain = async |start| crew.world.engine.explain(&crew.world.admin, event_type, instant(start)).await.unwrap();
    let explained = explain(MONDAY_10).await;
    assert!(explained.is_open);
    assert_eq!(explained.reasons, [Reason::Booked { booking: own.id }]);
    let of_each: BTreeMap<_, _> = explained.hosts.unwrap().into_iter().map(|of| (of.host.id, of.reasons)).collect();
    assert_eq!(of_each[&crew.hosts[0].id], [Reason::Booked { booking: own.id }]);
    assert!(of_each[&crew.hosts[1].id].is_empty() && of_each[&crew.hosts[2].id].is_empty());
    assert!(explain(MONDAY_11).await.reasons.is_empty());
    let mine =
        crew.world.engine.explain(&crew.world.admin, crew.world.event_type.id, instant(MONDAY_11)).await.unwrap();
    assert!(mine.hosts.is_none());

    // In a round robin, somebody is free as long as anybody is.
    let crew = Crew::new(SchedulingKind::RoundRobin).await;
    let own = crew.book(crew.world.book(MONDAY_10)).await.unwrap();
    let event_type = crew.team_type.event_type.id;
    let explain = async |start| crew.world.engine.explain(&crew.world.admin, event_type, instant(start)).await.unwrap();
    let explained = explain(MONDAY_10).await;
    assert_eq!(explained.reasons, []);
    let busy: Vec<_> = explained.hosts.unwrap().into_iter().flat_map(|of| of.reasons).collect();
    assert_eq!(busy, [Reason::Booked { booking: own.id }]);
    assert_eq!(explain("2026-03-09T14:05:00Z").await.reasons[0], Reason::OffGrid);
}

#[tokio::test(flavor = "multi_thread")]
async fn explain_offers_nothing_of_an_inactive_host_and_says_who_that_is() {
    let crew = Crew::new(SchedulingKind::RoundRobin).await;
    let event_type = crew.team_type.event_type.id;
    let explain = async |start| crew.world.engine.explain(&crew.world.admin, event_type, instant(start)).await.unwrap();
    let mut busy = Vec::new();
    for name in ["ada", "bob"] {
        busy.push(crew.book(crew.with(MONDAY_10, name)).await.unwrap().id);
    }
    assert_eq!(explain(MONDAY_10).await.reasons, [], "eve is free");
    crew.deactivate(&crew.hosts[2]).await;
    assert!(!crew.slots().await.contains_key(MONDAY_10), "the list leaves it out");
    let explained = explain(MONDAY_10).await;
    assert!(explained.is_open);
    assert!(busy.iter().any(|booking| explained.reasons == [Reason::Booked { booking: *booking }]), "{explained:?}");
    let hosts = explained.hosts.unwrap();
    let free: Vec<_> = hosts.iter().filter(|of| of.reasons.is_empty()).collect();
    assert!(matches!(&free[..], [eve] if eve.host.id == crew.hosts[2].id && !eve.host.profile.is_active), "{free:?}");

    crew.deactivate(&crew.hosts[0]).await;
    crew.deactivate(&crew.hosts[1]).await;
    let explained = explain(MONDAY_11).await;
    assert!(!explained.is_open, "{explained:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn explain_has_an_answer_where_all_hosts_have_left() {
    for kind in [SchedulingKind::RoundRobin, SchedulingKind::Collective] {
        let crew = Crew::new(kind).await;
        let (engine, admin, event_type) = (&crew.world.engine, &crew.world.admin, crew.team_type.event_type.id);
        engine.archive_team_event_type(admin, Writing::once((crew.team.id, event_type))).await.unwrap();
        for host in &crew.hosts {
            engine.remove_team_member(admin, Writing::once((crew.team.id, host.id))).await.unwrap();
        }
        let explained = engine.explain(admin, event_type, instant(MONDAY_10)).await.unwrap();
        assert!(!explained.is_open && explained.reasons.is_empty(), "{explained:?}");
        assert!(explained.hosts.unwrap().is_empty());
    }
}
