//! What becomes of a team's bookings: moved, approved, given to another member, called off, over.

use scheduling_core::{
    BookingState, BookingStatus, CannotChange, HostProfile,
    slots::{OverridableRule, RuleOverride, SlotQuery},
};
use scheduling_engine::{
    BookForInvitee, HoldRefusal, HoldToMove, NewTime, Reassign, ReassignRefusal, RescheduleByHost, RescheduleByInvitee,
    RescheduleRefusal, SlotRefusal, SlotsToMove,
};
use scheduling_store::PlatformScope;

use super::*;

const TUESDAY_10: &str = "2026-03-10T14:00:00Z";

impl Crew {
    /// The same with an event type whose bookings wait for approval.
    async fn careful(kind: SchedulingKind) -> Self {
        let mut crew = Self::new(kind).await;
        let mut settings = crew.settings();
        settings.details.requires_approval = true;
        crew.team_type = crew.change(settings).await;
        crew
    }

    async fn move_to(&self, booking: &Booking, start: &str) -> Result<Booking, Failure<RescheduleRefusal>> {
        let to = NewTime { start: instant(start), zone: None, reason: None };
        let command = RescheduleByHost { booking: booking.id, to, overridden: None };
        let moved = self.world.engine.reschedule_booking(&self.world.admin, Writing::once(command)).await;
        moved.map(|done| done.outcome)
    }

    async fn reassign(&self, booking: &Booking, host: &Host) -> Result<Booking, Failure<ReassignRefusal>> {
        let command = Reassign { booking: booking.id, host: host.id };
        let given = self.world.engine.reassign_booking(&self.world.admin, Writing::once(command)).await;
        given.map(|done| done.outcome)
    }

    /// A meeting of one host with nobody of the team's event type.
    async fn occupy(&self, host: &Host, start: &str) {
        let own = details(&format!("own-{}", host.profile.username), 30);
        let own = self.world.event_type(&self.world.admin, host, own).await;
        self.book(Book { event_type: own.id, ..self.wish(start) }).await.unwrap();
    }

    async fn read(&self, booking: &Booking) -> Booking {
        self.world.engine.booking(&self.world.admin, booking.id).await.unwrap()
    }

    fn host_of(&self, booking: &Booking) -> &Host {
        self.hosts.iter().find(|host| host.id == booking.host).unwrap()
    }
}

fn rule(refused: Result<Booking, Failure<RescheduleRefusal>>) -> &'static str {
    match refused {
        Err(Failure::Refused(RescheduleRefusal::Slot(slot))) => slot.rule().code(),
        other => panic!("not refused for the slot: {other:?}"),
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_collective_meeting_is_moved_for_all_its_hosts_or_for_none() {
    let crew = Crew::new(SchedulingKind::Collective).await;
    let old = crew.book(crew.wish(MONDAY_10)).await.unwrap();
    // Onto its own time.
    let new = crew.move_to(&old, "2026-03-09T14:15:00Z").await.unwrap();
    assert_eq!((new.rescheduled_from, new.hosts(), new.team), (Some(old.id), old.hosts(), old.team));
    assert_eq!(crew.read(&new).await, new);
    assert_eq!(crew.read(&old).await.state.status(), BookingStatus::Rescheduled);
    for host in ["ada", "bob", "eve"] {
        let id = crew.hosts.iter().find(|known| known.profile.username.as_str() == host).unwrap().id;
        assert!(new.hosts().contains(&id));
    }
    assert_eq!(crew.alone("ada").await, 28, "only the new time is taken");

    crew.occupy(&crew.hosts[2], TUESDAY_10).await;
    assert_eq!(rule(crew.move_to(&new, TUESDAY_10).await), "slot_taken");
    assert_eq!(crew.read(&new).await, new, "whoever loses the new time keeps the old one");
    assert_eq!(crew.slots().await.len(), 28);
    assert_eq!(crew.alone("ada").await, 28);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_offered_instead_of_a_refused_move_of_a_team_is_judged_without_the_booking_that_is_moved() {
    let crew = Crew::new(SchedulingKind::Collective).await;
    let mine = crew.book(crew.wish(MONDAY_10)).await.unwrap();
    let half_past_nine = "2026-03-09T13:30:00Z";
    crew.occupy(&crew.hosts[0], half_past_nine).await;
    let refused = crew.move_to(&mine, half_past_nine).await;
    let Err(Failure::Refused(RescheduleRefusal::Slot(refused))) = refused else { panic!("{refused:?}") };
    // It overlaps nothing but the meeting itself, which is at 14:00.
    assert_eq!(refused.next[0].start(), instant("2026-03-09T14:15:00Z"));
    crew.move_to(&mine, "2026-03-09T14:15:00Z").await.unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn a_moved_round_robin_meeting_keeps_its_host_or_gets_the_next_one() {
    let crew = Crew::new(SchedulingKind::RoundRobin).await;
    let first = crew.book(crew.wish(MONDAY_10)).await.unwrap();
    let second = crew.book(crew.wish(MONDAY_10)).await.unwrap();
    let kept = crew.move_to(&first, MONDAY_11).await.unwrap();
    assert_eq!(kept.host, first.host);
    let why = crew.assignment(kept.id).await.unwrap().assignment;
    assert_eq!((why.host, why.by, why.candidates.len()), (first.host, ChosenBy::Kept, 3));
    let own = why.candidates.iter().find(|candidate| candidate.host == first.host).unwrap();
    assert_eq!(own.bookings, 0, "the meeting that is moved is not counted");

    crew.occupy(&crew.host_of(&kept).clone(), TUESDAY_10).await;
    let moved = crew.move_to(&kept, TUESDAY_10).await.unwrap();
    let why = crew.assignment(moved.id).await.unwrap().assignment;
    assert_eq!((why.by, why.candidates.len()), (ChosenBy::Load, 2));
    assert!(moved.host != first.host && moved.host != second.host, "whoever had none is next");
    assert_eq!(moved.snapshot.host_name, crew.host_of(&moved).profile.display_name);
    let freed = crew.slots().await;
    assert!(freed[MONDAY_11].contains(&crew.host_of(&kept).profile.username.to_string()));
}

#[tokio::test(flavor = "multi_thread")]
async fn an_invitee_moves_a_round_robin_meeting_to_the_host_whom_the_hold_keeps() {
    let crew = Crew::new(SchedulingKind::RoundRobin).await;
    let booking = crew.book(crew.wish(MONDAY_10)).await.unwrap();
    let (engine, public) = (&crew.world.engine, &crew.public);
    let hold = CreateHold {
        event_type: booking.event_type,
        start: instant(MONDAY_11),
        host: Some("eve".parse().unwrap()),
        client: None,
    };
    let hold = engine.hold(public, Writing::once(hold)).await.unwrap().outcome;
    let command = RescheduleByInvitee {
        booking: booking.id,
        token: engine.manage_token(public, &booking),
        to: NewTime { start: instant(MONDAY_11), zone: None, reason: None },
        hold: Some((hold.id, engine.hold_token(public, hold.id))),
    };
    let moved = engine.reschedule_by_invitee(public, Writing::once(command)).await.unwrap().outcome;
    assert_eq!(moved.host, crew.hosts[2].id);
    assert_eq!(crew.assignment(moved.id).await.unwrap().assignment.by, ChosenBy::Hold);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_hold_for_a_meeting_that_is_moved_keeps_its_host_if_free_and_names_nobody() {
    for kind in [SchedulingKind::RoundRobin, SchedulingKind::Individual] {
        let crew = Crew::new(kind).await;
        let booking = crew.book(crew.with(MONDAY_10, "bob")).await.unwrap();
        let (engine, public) = (&crew.world.engine, &crew.public);
        let token = engine.manage_token(public, &booking);
        let hold = async |start: &str| {
            let wish = HoldToMove { booking: booking.id, token: token.clone(), start: instant(start), client: None };
            engine.hold_to_move(public, Writing::once(wish)).await.map(|done| done.outcome)
        };
        crew.occupy(&crew.hosts[1], TUESDAY_10).await;
        let (free_of_others, start) = (hold(TUESDAY_10).await, instant(TUESDAY_10));
        let query = SlotQuery::instants(start, start + SignedDuration::from_secs(1)).unwrap();
        let asked = SlotsToMove { booking: booking.id, token: token.clone(), query };
        let listed = engine.slots_to_move(public, asked).await.unwrap().1.slots;
        match kind {
            SchedulingKind::Individual => {
                let refused = free_of_others.unwrap_err();
                let is_taken = |slot: &SlotRefusal| slot.rule().code() == "slot_taken";
                assert!(matches!(&refused, Failure::Refused(HoldRefusal::Slot(slot)) if is_taken(slot)), "{refused:?}");
                assert_eq!(listed, []);
            }
            _ => assert_eq!((free_of_others.unwrap().meeting.start, listed.len()), (start, 1), "the next one takes it"),
        }
        let kept = hold(MONDAY_11).await.unwrap();
        let command = RescheduleByInvitee {
            booking: booking.id,
            token: token.clone(),
            to: NewTime { start: instant(MONDAY_11), zone: None, reason: None },
            hold: Some((kept.id, engine.hold_token(public, kept.id))),
        };
        let moved = engine.reschedule_by_invitee(public, Writing::once(command)).await.unwrap().outcome;
        assert_eq!(moved.host, crew.hosts[1].id);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn an_individual_meeting_stays_with_its_host() {
    let crew = Crew::new(SchedulingKind::Individual).await;
    let booking = crew.book(crew.with(MONDAY_10, "bob")).await.unwrap();
    let moved = crew.move_to(&booking, MONDAY_11).await.unwrap();
    assert_eq!(moved.host, crew.hosts[1].id);
    crew.occupy(&crew.hosts[1], TUESDAY_10).await;
    assert_eq!(rule(crew.move_to(&moved, TUESDAY_10).await), "slot_taken");
    let without = crew.settings().hosts.into_iter().filter(|share| share.host != crew.hosts[1].id).collect();
    crew.change(TeamTypeSettings { hosts: without, ..crew.settings() }).await;
    is_absent(crew.move_to(&moved, MONDAY_10).await, What::EventType);
    assert_eq!(crew.read(&moved).await, moved);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_meeting_is_given_to_members_of_the_team_only() {
    let crew = Crew::new(SchedulingKind::RoundRobin).await;
    let booking = crew.book(crew.wish(MONDAY_10)).await.unwrap();
    let stranger = crew.world.host(&crew.world.admin, "mallory").await;
    let refused = crew.reassign(&booking, &stranger).await.unwrap_err();
    assert!(matches!(refused, Failure::Refused(ReassignRefusal::NotMember)), "{refused:?}");
    let same = crew.reassign(&booking, &crew.host_of(&booking).clone()).await.unwrap_err();
    assert!(matches!(same, Failure::Refused(ReassignRefusal::SameHost)), "{same:?}");

    let [busy, free] = crew.hosts.iter().filter(|host| host.id != booking.host).collect::<Vec<_>>()[..] else {
        panic!()
    };
    crew.occupy(busy, MONDAY_10).await;
    let taken = crew.reassign(&booking, busy).await.unwrap_err();
    assert!(matches!(&taken, Failure::Refused(ReassignRefusal::Slot(slot)) if slot.rule().code() == "slot_taken"));
    let given = crew.reassign(&booking, free).await.unwrap();
    assert_eq!((given.host, given.id, given.team), (free.id, booking.id, booking.team));
    let ledger = crew.world.engine.booking_assignments(&crew.world.admin, booking.id).await.unwrap();
    let by: Vec<_> = ledger.iter().map(|row| (row.assignment.host, row.assignment.by)).collect();
    assert_eq!(by, [(booking.host, ChosenBy::Id), (free.id, ChosenBy::Reassigned)]);
    assert_eq!(crew.slots().await[MONDAY_10], [crew.host_of(&booking).profile.username.to_string()]);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_collective_meeting_stays_with_all_its_hosts() {
    let crew = Crew::new(SchedulingKind::Collective).await;
    let booking = crew.book(crew.wish(MONDAY_10)).await.unwrap();
    let late = crew.world.host(&crew.world.admin, "late").await;
    let refused = crew.reassign(&booking, &late).await.unwrap_err();
    assert!(matches!(refused, Failure::Refused(ReassignRefusal::Collective)), "{refused:?}");
    assert_eq!(crew.read(&booking).await, booking);
}

#[tokio::test(flavor = "multi_thread")]
async fn how_a_meeting_is_taken_was_settled_when_it_was_booked() {
    let crew = Crew::new(SchedulingKind::Collective).await;
    let together = crew.book(crew.wish(MONDAY_10)).await.unwrap();
    crew.change(TeamTypeSettings { kind: Some(SchedulingKind::RoundRobin), ..crew.settings() }).await;
    let late = crew.world.host(&crew.world.admin, "late").await;
    let joins = NewMember { team: crew.team.id, host: late.id, is_admin: false };
    crew.world.engine.add_team_member(&crew.world.admin, Writing::once(joins)).await.unwrap();
    let refused = crew.reassign(&together, &late).await.unwrap_err();
    assert!(matches!(refused, Failure::Refused(ReassignRefusal::Collective)), "{refused:?}");
    assert_eq!(crew.read(&together).await, together);
    for host in &crew.hosts {
        let own = details(&format!("own-{}", host.profile.username), 30);
        let own = crew.world.event_type(&crew.world.admin, host, own).await;
        let taken = crew.book(Book { event_type: own.id, ..crew.wish(MONDAY_10) }).await.unwrap_err();
        assert!(matches!(&taken, Failure::Refused(BookRefusal::Slot(slot)) if slot.rule().code() == "slot_taken"));
    }

    let alone = crew.book(crew.wish(TUESDAY_10)).await.unwrap();
    crew.change(TeamTypeSettings { kind: Some(SchedulingKind::Collective), ..crew.settings() }).await;
    assert_eq!(crew.reassign(&alone, &late).await.unwrap().host, late.id);
}

#[tokio::test(flavor = "multi_thread")]
async fn who_leaves_a_collective_meeting_is_replaced_by_a_member_who_is_free_and_the_others_stay() {
    let crew = Crew::new(SchedulingKind::Collective).await;
    let [ada, bob, eve] = &crew.hosts[..] else { panic!() };
    let zoe = crew.world.host(&crew.world.admin, "zoe").await;
    let booking = crew.book(crew.wish(MONDAY_10)).await.unwrap();
    let leave = async |host: &Host, to: &Host| {
        let profile = HostProfile { is_active: false, ..host.profile.clone() };
        let future_bookings = FutureBookings::Reassign { to: to.id };
        let command = ReplaceHost { host: host.id, profile, future_bookings };
        crew.world.engine.replace_host(&crew.world.admin, Writing::once(command)).await
    };
    let why = |left: Result<_, Failure<HostRefusal>>| match left {
        Err(Failure::Refused(HostRefusal::NotTakenOver(refused))) => refused[0].why.clone(),
        other => panic!("{other:?}", other = other.map(|_: scheduling_engine::Done<_>| ())),
    };
    assert_eq!(why(leave(bob, eve).await), ReassignRefusal::SameHost, "eve takes it already");
    assert_eq!(why(leave(bob, &zoe).await), ReassignRefusal::NotMember);
    let joins = NewMember { team: crew.team.id, host: zoe.id, is_admin: false };
    crew.world.engine.add_team_member(&crew.world.admin, Writing::once(joins)).await.unwrap();
    crew.occupy(&zoe, MONDAY_11).await;
    let overlapping = crew.book(crew.wish("2026-03-09T14:45:00Z")).await.unwrap();
    assert!(matches!(why(leave(bob, &zoe).await), ReassignRefusal::Slot(slot) if slot.rule().code() == "slot_taken"));
    assert_eq!(crew.read(&booking).await, booking, "what is free is not given away alone");
    crew.cancel(&overlapping).await;

    leave(bob, &zoe).await.unwrap();
    let given = crew.read(&booking).await;
    assert_eq!(given, booking.clone().handed_over(bob.id, &zoe, given.updated_at));
    let expected: BTreeSet<HostId> = [ada.id, eve.id, zoe.id].into();
    assert_eq!(given.hosts().into_iter().collect::<BTreeSet<_>>(), expected);
    assert_eq!((given.occupancy, given.sequence), (booking.occupancy, booking.sequence + 1));
    assert_eq!(crew.alone("ada").await, 28, "the others' time stays taken");
    assert!(crew.assignment(booking.id).await.is_none(), "nobody was chosen");

    // Also who stands for the meeting can be replaced.
    let rita = crew.world.host(&crew.world.admin, "rita").await;
    let joins = NewMember { team: crew.team.id, host: rita.id, is_admin: false };
    crew.world.engine.add_team_member(&crew.world.admin, Writing::once(joins)).await.unwrap();
    let first = crew.hosts.iter().find(|host| host.id == given.host).unwrap();
    leave(first, &rita).await.unwrap();
    let last = crew.read(&booking).await;
    assert_eq!((last.host, last.snapshot.host_name.as_str(), &last.co_hosts), (rita.id, "rita", &given.co_hosts));
}

#[tokio::test(flavor = "multi_thread")]
async fn who_leaves_a_round_robin_gives_its_meetings_to_a_member_and_the_ledger_says_so() {
    let crew = Crew::new(SchedulingKind::RoundRobin).await;
    let booking = crew.book(crew.wish(MONDAY_10)).await.unwrap();
    let from = crew.host_of(&booking).clone();
    let to = crew.hosts.iter().find(|host| host.id != from.id).unwrap();
    let profile = HostProfile { is_active: false, ..from.profile.clone() };
    let future_bookings = FutureBookings::Reassign { to: to.id };
    let command = ReplaceHost { host: from.id, profile, future_bookings };
    crew.world.engine.replace_host(&crew.world.admin, Writing::once(command)).await.unwrap();
    assert_eq!(crew.read(&booking).await.host, to.id);
    let chosen = crew.assignment(booking.id).await.unwrap().assignment;
    assert_eq!((chosen.host, chosen.by), (to.id, ChosenBy::Reassigned));
}

#[tokio::test(flavor = "multi_thread")]
async fn admins_of_the_team_change_its_bookings_and_other_members_their_own() {
    let crew = Crew::new(SchedulingKind::RoundRobin).await;
    let (ada, bob) = (crew.key_of(&crew.hosts[0]).await, crew.key_of(&crew.hosts[1]).await);
    let engine = &crew.world.engine;
    let of_eve = crew.book(crew.with(MONDAY_10, "eve")).await.unwrap();
    let of_bob = crew.book(crew.with(MONDAY_10, "bob")).await.unwrap();
    let to_ada = |booking: &Booking| Writing::once(Reassign { booking: booking.id, host: crew.hosts[0].id });
    is_absent(engine.reassign_booking(&bob, to_ada(&of_eve)).await, What::Booking);
    is_absent(engine.reassign_booking(&bob, to_ada(&of_bob)).await, What::Host);
    is_absent(engine.booking_assignments(&bob, of_bob.id).await, What::Booking);
    assert_eq!(engine.booking_assignments(&ada, of_bob.id).await.unwrap().len(), 1);
    assert_eq!(engine.reassign_booking(&ada, to_ada(&of_eve)).await.unwrap().outcome.host, crew.hosts[0].id);
    engine.cancel_booking(&bob, Writing::once(CancelBooking::only(of_bob.id, None))).await.unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn the_hosts_side_books_a_team_with_rules_set_aside_and_never_somebody_elses_time() {
    let crew = Crew::careful(SchedulingKind::Collective).await;
    let early = "2026-03-09T12:00:00Z";
    let wish = |start: &str, rules: &[OverridableRule]| BookForInvitee {
        event_type: crew.team_type.event_type.id,
        start: instant(start),
        host: None,
        invitee: invitee("Grace"),
        overridden: (!rules.is_empty())
            .then(|| RuleOverride { rules: rules.to_vec(), reason: "A favour".parse().unwrap() }),
    };
    let book = async |principal: &Principal, wish: BookForInvitee| {
        crew.world.engine.book_for_invitee(principal, Writing::once(wish)).await.map(|done| done.outcome)
    };
    let admin = &crew.world.admin;
    assert_eq!(code(&book(admin, wish(early, &[])).await.unwrap_err()), "outside_hours");
    let outside = [OverridableRule::OutsideHours];
    let booked = book(admin, wish(early, &outside)).await.unwrap();
    assert_eq!((&booked.state, booked.hosts().len()), (&BookingState::Confirmed, 3), "it needs no approval");
    assert_eq!(booked.overridden.unwrap().rules, outside);
    crew.occupy(&crew.hosts[1], MONDAY_10).await;
    assert_eq!(code(&book(admin, wish(MONDAY_10, OverridableRule::ALL)).await.unwrap_err()), "slot_taken");
    let bob = crew.key_of(&crew.hosts[1]).await;
    is_absent(book(&bob, wish(MONDAY_11, &[])).await, What::EventType);

    let individual = Crew::new(SchedulingKind::Individual).await;
    let event_type = individual.team_type.event_type.id;
    let named = |host: Option<&str>| BookForInvitee {
        event_type,
        host: host.map(|host| host.parse().unwrap()),
        ..wish(MONDAY_10, &[])
    };
    let (engine, admin) = (&individual.world.engine, &individual.world.admin);
    let unnamed = engine.book_for_invitee(admin, Writing::once(named(None))).await.unwrap_err();
    assert!(matches!(unnamed, Failure::Refused(BookRefusal::HostRequired)), "{unnamed:?}");
    let booked = engine.book_for_invitee(admin, Writing::once(named(Some("eve")))).await.unwrap().outcome;
    assert_eq!(booked.host, individual.hosts[2].id);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_meeting_that_waits_for_approval_takes_the_time_of_all_hosts_until_it_is_decided() {
    let crew = Crew::careful(SchedulingKind::Collective).await;
    let (engine, admin) = (&crew.world.engine, &crew.world.admin);
    let before = crew.slots().await;
    let pending = crew.book(crew.wish(MONDAY_10)).await.unwrap();
    assert_eq!(pending.state.status(), BookingStatus::Pending);
    assert_eq!((crew.slots().await.len(), crew.alone("ada").await), (28, 28));
    let declined = engine.decline_booking(admin, Writing::once((pending.id, None))).await.unwrap().outcome;
    assert_eq!(declined.hosts(), pending.hosts(), "history stays");
    assert_eq!((crew.slots().await, crew.alone("ada").await), (before.clone(), 31));

    let pending = crew.book(crew.wish(MONDAY_10)).await.unwrap();
    let eve = crew.key_of(&crew.hosts[2]).await;
    let confirmed = engine.confirm_booking(&eve, Writing::once(pending.id)).await.unwrap().outcome;
    assert_eq!(confirmed.state, BookingState::Confirmed, "any of the hosts can approve it");
    crew.world.clock.advance(SignedDuration::from_hours(49));
    assert_eq!((crew.slots().await.len(), crew.alone("ada").await), (28, 28), "it keeps its time for good");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_meeting_that_nobody_approved_keeps_no_time_of_any_host() {
    let crew = Crew::careful(SchedulingKind::Collective).await;
    let first = crew.book(crew.wish(MONDAY_10)).await.unwrap();
    let second = crew.book(crew.wish(TUESDAY_10)).await.unwrap();
    crew.world.clock.advance(SignedDuration::from_hours(48));
    assert_eq!((crew.slots().await.len(), crew.alone("ada").await), (31, 31));
    // Whoever needs the time writes it down: a host alone, and the team.
    crew.occupy(&crew.hosts[1], MONDAY_10).await;
    crew.book(crew.wish(TUESDAY_10)).await.unwrap();
    for expired in [first, second] {
        let found = crew.read(&expired).await;
        assert_eq!((found.state.status(), found.occupancy), (BookingStatus::Declined, None));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn an_expired_booking_counts_for_nobodys_turn() {
    let crew = Crew::careful(SchedulingKind::RoundRobin).await;
    let expired = crew.book(crew.wish(MONDAY_10)).await.unwrap();
    crew.world.clock.advance(SignedDuration::from_hours(48));
    let next = crew.book(crew.wish(TUESDAY_10)).await.unwrap();
    assert_eq!(next.host, expired.host);
    let why = crew.assignment(next.id).await.unwrap().assignment;
    let counted = why.candidates.iter().map(|candidate| (candidate.bookings, candidate.last_booked_at));
    assert!(counted.clone().all(|counted| counted == (0, None)), "{why:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_teams_meetings_are_completed_and_missed_with_all_their_hosts() {
    let crew = Crew::new(SchedulingKind::Collective).await;
    let (engine, admin) = (&crew.world.engine, &crew.world.admin);
    let (took_place, missed) =
        (crew.book(crew.wish(MONDAY_10)).await.unwrap(), crew.book(crew.wish(MONDAY_11)).await.unwrap());
    let early = engine.mark_no_show(admin, Writing::once(missed.id)).await.unwrap_err();
    assert!(matches!(early, Failure::Refused(CannotChange::NotStarted)), "{early:?}");
    crew.world.clock.advance(instant(TUESDAY_10).duration_since(engine.now()));
    let bob = crew.key_of(&crew.hosts[1]).await;
    let missed = engine.mark_no_show(&bob, Writing::once(missed.id)).await.unwrap().outcome;
    assert_eq!((missed.state.status(), missed.hosts().len()), (BookingStatus::NoShow, 3));
    assert_eq!(engine.clean_up(&PlatformScope::authenticated()).await.unwrap().completed, 1);
    assert_eq!(crew.read(&took_place).await.state, BookingState::Completed);
}
