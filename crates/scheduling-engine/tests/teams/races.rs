//! Who wins where many want the same, of those who book at the same time through two processes.

use scheduling_engine::{NewTime, Reassign, ReassignRefusal, RescheduleByHost, RescheduleRefusal};

use super::*;

/// Who of many wins, of those who book at the same time through two processes. Whoever is told to come back does.
async fn race(crew: &Crew, wishes: Vec<Book>) -> Vec<Result<Booking, Failure<BookRefusal>>> {
    warm_up(&crew.world).await;
    let engines: [Engine; 2] = [crew.world.engine.clone(), crew.world.another_engine().await];
    let tries = wishes.into_iter().enumerate().map(|(at, wish)| {
        let (engine, public) = (engines[at % 2].clone(), crew.public.clone());
        tokio::spawn(async move {
            loop {
                match engine.book(&public, Writing::once(wish.clone())).await {
                    Err(Failure::Busy) => {}
                    answer => return answer.map(|done| done.outcome),
                }
            }
        })
    });
    let mut answers = Vec::new();
    for answer in tries.collect::<Vec<_>>() {
        answers.push(answer.await.unwrap());
    }
    answers
}

/// The bookings that were made; everybody else lost to them.
fn winners(answers: Vec<Result<Booking, Failure<BookRefusal>>>) -> Vec<Booking> {
    let won = |answer: Result<Booking, Failure<BookRefusal>>| match answer {
        Ok(booking) => Some(booking),
        Err(lost) => {
            assert_eq!(code(&lost), "slot_taken");
            None
        }
    };
    answers.into_iter().filter_map(won).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn of_fifty_who_want_one_start_of_three_exactly_three_get_three_different_hosts() {
    let crew = Crew::new(SchedulingKind::RoundRobin).await;
    let answers = race(&crew, vec![crew.wish(MONDAY_10); 50]).await;
    let booked = winners(answers);
    let hosts: BTreeSet<HostId> = booked.iter().map(|booking| booking.host).collect();
    assert_eq!((booked.len(), hosts.len()), (3, 3));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_collective_meeting_and_single_ones_of_its_hosts_never_overlap() {
    let crew = Crew::new(SchedulingKind::Collective).await;
    let own = details("own", 30);
    let bobs = crew.world.event_type(&crew.world.admin, &crew.hosts[1], own).await;
    for round in 0..8 {
        let start = format!("2026-03-{:02}T14:00:00Z", 9 + round % 5 + 7 * (round / 5));
        let single = |event_type| Book { event_type, ..crew.wish(&start) };
        let mut wishes = vec![crew.wish(&start); 6];
        wishes.extend(vec![single(crew.world.event_type.id); 6]);
        wishes.extend(vec![single(bobs.id); 6]);
        let booked = winners(race(&crew, wishes).await);
        let collective = booked.iter().filter(|booking| booking.hosts().len() == 3).count();
        // Either all three together, or ada and bob alone, each of them at most once.
        assert!(matches!((collective, booked.len()), (1, 1) | (0, 2)), "{collective} of {}", booked.len());
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_meeting_in_turn_and_a_personal_one_of_the_same_host_never_overlap() {
    let crew = Crew::new(SchedulingKind::RoundRobin).await;
    let only_ada = crew.settings().hosts.into_iter().filter(|share| share.host == crew.hosts[0].id).collect();
    crew.change(TeamTypeSettings { hosts: only_ada, ..crew.settings() }).await;
    for round in 0..4 {
        let start = format!("2026-03-{:02}T14:00:00Z", 9 + round);
        let mut wishes = vec![crew.wish(&start); 8];
        wishes.extend(vec![Book { event_type: crew.world.event_type.id, ..crew.wish(&start) }; 8]);
        assert_eq!(winners(race(&crew, wishes).await).len(), 1, "{start}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn teams_that_share_hosts_in_whatever_order_neither_overlap_nor_wait_in_a_circle() {
    let crew = Crew::new(SchedulingKind::Collective).await;
    let [ada, bob, _] = &crew.hosts[..] else { panic!() };
    let (one, other) = (crew.world.team("one", &[ada, bob]).await, crew.world.team("other", &[bob, ada]).await);
    let ab = crew.world.team_type(&one, SchedulingKind::Collective, &[ada, bob]).await.event_type.id;
    let ba = crew.world.team_type(&other, SchedulingKind::Collective, &[bob, ada]).await.event_type.id;
    for round in 0..8 {
        let start = format!("2026-03-{:02}T15:00:00Z", 9 + round % 5 + 7 * (round / 5));
        let wish = |event_type| Book { event_type, ..crew.wish(&start) };
        let wishes = (0..24).map(|at| wish(if at % 2 == 0 { ab } else { ba })).collect();
        let booked = winners(race(&crew, wishes).await);
        assert_eq!(booked.len(), 1, "{start}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn nobody_is_booked_who_became_a_host_while_the_locks_were_waited_for() {
    let crew = Crew::new(SchedulingKind::RoundRobin).await;
    let only_ada = crew.settings().hosts.into_iter().filter(|share| share.host == crew.hosts[0].id).collect();
    crew.change(TeamTypeSettings { hosts: only_ada, ..crew.settings() }).await;
    let store = Store::connect(StoreOptions::new(crew.world.db.app_url())).await.unwrap();
    let scope = TenantScope::of(crew.public.tenant().id);
    let tx = store.begin(&scope, std::time::Duration::from_secs(10)).await.unwrap();
    tx.lock_hosts(&[crew.hosts[0].id]).await.unwrap();
    let booking = tokio::spawn({
        let (engine, public, wish) = (crew.world.engine.clone(), crew.public.clone(), crew.wish(MONDAY_10));
        async move { engine.book(&public, Writing::once(wish)).await }
    });
    let superuser = support::superuser(&crew.world).await;
    assert!(waits(&superuser, &booking).await);
    let join = "INSERT INTO scheduling_event_type_hosts (tenant_id, event_type_id, team_id, host_user_id)
        SELECT tenant_id, event_type_id, team_id, $1 FROM scheduling_event_type_hosts WHERE event_type_id = $2";
    let ids = (crew.hosts[1].id.as_uuid(), crew.team_type.event_type.id.as_uuid());
    superuser.execute(join, &[&ids.0, &ids.1]).await.unwrap();
    drop(tx);
    let refused = booking.await.unwrap().unwrap_err();
    assert!(matches!(refused, Failure::Busy), "{refused:?}");
    // Whoever comes back finds both.
    crew.book(crew.wish(MONDAY_10)).await.unwrap();
    crew.book(crew.wish(MONDAY_10)).await.unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn a_collective_meeting_that_is_moved_and_single_ones_of_its_hosts_never_overlap() {
    let crew = Crew::new(SchedulingKind::Collective).await;
    let bobs = crew.world.event_type(&crew.world.admin, &crew.hosts[1], details("own", 30)).await.id;
    warm_up(&crew.world).await;
    for round in 0..8 {
        let day = 9 + round % 5 + 7 * (round / 5);
        let (from, to) = (format!("2026-03-{day:02}T14:00:00Z"), format!("2026-03-{day:02}T16:00:00Z"));
        let meeting = crew.book(crew.wish(&from)).await.unwrap();
        let moving = tokio::spawn({
            let (engine, admin) = (crew.world.another_engine().await, crew.world.admin.clone());
            let to = NewTime { start: instant(&to), zone: None, reason: None };
            let command = RescheduleByHost { booking: meeting.id, to, overridden: None };
            async move { engine.reschedule_booking(&admin, Writing::once(command)).await }
        });
        let single = crew.book(Book { event_type: bobs, ..crew.wish(&to) }).await;
        let left = crew.world.engine.booking(&crew.world.admin, meeting.id).await.unwrap();
        match (moving.await.unwrap(), single) {
            (Ok(moved), Err(lost)) => {
                assert_eq!(code(&lost), "slot_taken");
                assert_eq!(moved.outcome.hosts(), meeting.hosts());
            }
            (Err(Failure::Refused(RescheduleRefusal::Slot(lost))), Ok(_)) => {
                assert_eq!((lost.rule().code(), left), ("slot_taken", meeting));
            }
            (moved, single) => panic!("{moved:?}, {single:?}"),
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn two_teams_meetings_that_swap_their_times_never_wait_in_a_circle() {
    let crew = Crew::new(SchedulingKind::Collective).await;
    let (early, late) =
        (crew.book(crew.wish(MONDAY_10)).await.unwrap(), crew.book(crew.wish(MONDAY_11)).await.unwrap());
    warm_up(&crew.world).await;
    let engines = [crew.world.engine.clone(), crew.world.another_engine().await];
    let moves = [(&early, MONDAY_11), (&late, MONDAY_10)].into_iter().zip(engines).map(|((booking, to), engine)| {
        let (admin, to) = (crew.world.admin.clone(), NewTime { start: instant(to), zone: None, reason: None });
        let command = RescheduleByHost { booking: booking.id, to, overridden: None };
        tokio::spawn(async move { engine.reschedule_booking(&admin, Writing::once(command)).await })
    });
    // Each finds the other one's time taken: nobody can be first.
    for moved in moves.collect::<Vec<_>>() {
        let refused = moved.await.unwrap().unwrap_err();
        let by_slot =
            matches!(&refused, Failure::Refused(RescheduleRefusal::Slot(slot)) if slot.rule().code() == "slot_taken");
        assert!(by_slot, "{refused:?}");
    }
}

/// Whether a task comes to wait for a lock of the database, before it is finished.
async fn waits<T>(superuser: &tokio_postgres::Client, task: &tokio::task::JoinHandle<T>) -> bool {
    let waiting = "SELECT count(*) FROM pg_locks l JOIN pg_stat_activity a USING (pid)
        WHERE NOT l.granted AND a.datname = current_database()";
    while superuser.query_one(waiting, &[]).await.unwrap().get::<_, i64>(0) == 0 {
        if task.is_finished() {
            return false;
        }
        tokio::task::yield_now().await;
    }
    true
}

#[tokio::test(flavor = "multi_thread")]
async fn thirty_who_want_different_starts_of_three_hosts_are_spread_evenly() {
    let crew = Crew::new(SchedulingKind::RoundRobin).await;
    // Everybody could have any host: only the loads that were read after the locks tell who is next.
    let half_past = |at: usize| ["00", "30"][at % 2];
    let start = |at: usize| format!("2026-03-{:02}T{}:{}:00Z", 9 + at / 15, 13 + at % 15 / 2, half_past(at % 15));
    let answers = race(&crew, (0..30).map(|at| crew.wish(&start(at))).collect()).await;
    let booked = winners(answers);
    assert_eq!(booked.len(), 30);
    let mut taken: BTreeMap<HostId, usize> = BTreeMap::new();
    for booking in &booked {
        *taken.entry(booking.host).or_default() += 1;
    }
    assert_eq!(taken.into_values().collect::<Vec<_>>(), [10, 10, 10]);
    // Each was decided by loads that nobody else was given: as many as there were before.
    let mut sums = Vec::new();
    for booking in &booked {
        let why = crew.assignment(booking.id).await.unwrap().assignment;
        sums.push(why.candidates.iter().map(|candidate| candidate.bookings).sum::<u32>());
    }
    sums.sort_unstable();
    assert_eq!(sums, (0..30).collect::<Vec<_>>());
}

#[tokio::test(flavor = "multi_thread")]
async fn a_hosts_daily_limit_holds_for_the_teams_and_the_hosts_own_event_type_together() {
    let crew = Crew::new(SchedulingKind::Individual).await;
    let mut profile = crew.hosts[1].profile.clone();
    profile.settings.limits.daily = Some(3);
    let command = ReplaceHost { host: crew.hosts[1].id, profile, future_bookings: FutureBookings::Refuse };
    crew.world.engine.replace_host(&crew.world.admin, Writing::once(command)).await.unwrap();
    let bobs = crew.world.event_type(&crew.world.admin, &crew.hosts[1], details("own", 30)).await.id;
    for day in 9..13 {
        // No two of them overlap: the limit alone stands between them.
        let start = |at: usize| format!("2026-03-{day:02}T{}:{}:00Z", 13 + at / 2, ["00", "30"][at % 2]);
        let wish = |at: usize| match at % 4 {
            0 | 1 => crew.with(&start(at), "bob"),
            _ => Book { event_type: bobs, ..crew.wish(&start(at)) },
        };
        let mut booked = 0;
        for answer in race(&crew, (0..16).map(wish).collect()).await {
            match answer {
                Ok(_) => booked += 1,
                Err(lost) => assert_eq!(code(&lost), "limit_reached"),
            }
        }
        assert_eq!(booked, 3, "on {day} March");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn archiving_a_team_waits_for_the_bookings_that_are_being_made() {
    let crew = Crew::new(SchedulingKind::RoundRobin).await;
    let store = Store::connect(StoreOptions::new(crew.world.db.app_url())).await.unwrap();
    let scope = TenantScope::of(crew.public.tenant().id);
    let superuser = support::superuser(&crew.world).await;
    // Somebody who books has the lock of one of the hosts.
    let booking = store.begin(&scope, std::time::Duration::from_secs(10)).await.unwrap();
    booking.lock_hosts(&[crew.hosts[1].id]).await.unwrap();
    let archiving = tokio::spawn({
        let (engine, admin, team) = (crew.world.engine.clone(), crew.world.admin.clone(), crew.team.id);
        async move { engine.archive_team(&admin, Writing::once(team)).await }
    });
    assert!(waits(&superuser, &archiving).await, "it was answered while somebody could still book");
    drop(booking);
    assert!(archiving.await.unwrap().unwrap().outcome.archived_at.is_some());
    is_absent(crew.book(crew.wish(MONDAY_10)).await, What::EventType);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_meeting_is_not_given_to_a_member_who_leaves_at_the_same_time() {
    let crew = Crew::new(SchedulingKind::RoundRobin).await;
    let meeting = crew.book(crew.with(MONDAY_10, "ada")).await.unwrap();
    let fewer = crew.settings().hosts.into_iter().filter(|share| share.host != crew.hosts[2].id).collect();
    crew.change(TeamTypeSettings { hosts: fewer, ..crew.settings() }).await;
    let superuser = support::superuser(&crew.world).await;
    superuser.batch_execute("BEGIN").await.unwrap();
    let leave = "DELETE FROM scheduling_team_members WHERE team_id = $1 AND host_user_id = $2";
    superuser.execute(leave, &[&crew.team.id.as_uuid(), &crew.hosts[2].id.as_uuid()]).await.unwrap();
    let giving = tokio::spawn({
        let (engine, admin) = (crew.world.engine.clone(), crew.world.admin.clone());
        let command = Reassign { booking: meeting.id, host: crew.hosts[2].id };
        async move { engine.reassign_booking(&admin, Writing::once(command)).await }
    });
    assert!(waits(&superuser, &giving).await, "it was given to somebody who is leaving");
    superuser.batch_execute("COMMIT").await.unwrap();
    let refused = giving.await.unwrap().unwrap_err();
    assert!(matches!(refused, Failure::Refused(ReassignRefusal::NotMember)), "{refused:?}");
}
