//! Who wins where series meet each other and single bookings, through two processes.

use super::*;
use crate::support::warm_up;

/// What was asked for.
#[derive(Clone)]
enum Wish {
    Series(BookSeries<Book>),
    Single(Book),
}

/// The starts that each of them got, all at once through two processes; none for who was refused.
async fn race(stage: &Stage, wishes: Vec<Wish>) -> Vec<Vec<String>> {
    warm_up(&stage.world).await;
    let engines: [Engine; 2] = [stage.world.engine.clone(), stage.world.another_engine().await];
    let tries = wishes.into_iter().enumerate().map(|(at, wish)| {
        let (engine, public) = (engines[at % 2].clone(), stage.public.clone());
        tokio::spawn(async move {
            match wish {
                Wish::Series(wish) => match engine.book_series(&public, Writing::once(wish)).await {
                    Ok(done) => starts(&done.outcome.bookings),
                    lost => {
                        assert!(refused(lost).iter().all(|(_, code)| *code == "slot_taken"));
                        Vec::new()
                    }
                },
                Wish::Single(wish) => match engine.book(&public, Writing::once(wish)).await {
                    Ok(done) => vec![done.outcome.meeting.start.to_string()],
                    Err(Failure::Refused(BookRefusal::Slot(why))) if why.rule().code() == "slot_taken" => Vec::new(),
                    other => panic!("{other:?}"),
                },
            }
        })
    });
    let mut got = Vec::new();
    for answer in tries.collect::<Vec<_>>() {
        got.push(answer.await.unwrap());
    }
    got
}

/// What was answered is what there is, and nothing twice.
async fn is_whole(stage: &Stage, got: &[Vec<String>]) {
    let mut answered: Vec<String> = got.concat();
    answered.sort_unstable();
    assert_eq!(starts(&stage.stored(None).await), answered);
    answered.dedup();
    assert_eq!(answered.len(), got.iter().map(Vec::len).sum::<usize>());
}

#[tokio::test(flavor = "multi_thread")]
async fn of_two_series_that_share_their_last_and_first_occurrence_one_is_booked() {
    for _ in 0..4 {
        let stage = Stage::new().await;
        let (early, late) = (stage.wish(MONDAY_10, weekly(3)), stage.wish(LAST_MONDAY_10, weekly(3)));
        let wishes = (0..8).map(|at| Wish::Series(if at % 4 < 2 { early.clone() } else { late.clone() }));
        let got = race(&stage, wishes.collect()).await;
        assert_eq!(got.iter().filter(|starts| !starts.is_empty()).count(), 1);
        assert!(got.iter().all(|starts| starts.is_empty() || starts.len() == 3));
        is_whole(&stage, &got).await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_series_and_single_bookings_of_its_times_never_share_one() {
    for _ in 0..4 {
        let stage = Stage::new().await;
        let series = Wish::Series(stage.wish(MONDAY_10, weekly(3)));
        let single = |start| Wish::Single(stage.alone(start));
        let mut wishes = vec![series.clone(), single(LAST_MONDAY_10), single(NEXT_MONDAY_10), series.clone()];
        wishes.extend([series.clone(), single(NEXT_MONDAY_10), single(LAST_MONDAY_10), series]);
        let got = race(&stage, wishes).await;
        is_whole(&stage, &got).await;
        let whole = got.iter().filter(|starts| starts.len() == 3).count();
        let alone = got.iter().filter(|starts| starts.len() == 1).count();
        assert!(matches!((whole, alone), (1, 0) | (0, 2)), "{got:?}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn series_of_teams_with_the_same_hosts_in_two_orders_neither_overlap_nor_wait_in_a_circle() {
    let stage = Stage::new().await;
    let bob = stage.world.host(&stage.world.admin, "bob").await;
    let offer = async |slug: &str, hosts: [&scheduling_core::Host; 2]| {
        let team = stage.world.team(slug, &hosts).await;
        let made = stage.world.team_type(&team, SchedulingKind::Collective, &hosts).await;
        let mut details = made.event_type.details;
        details.max_occurrences = 4;
        let settings = TeamTypeSettings { details, kind: None, zone: None, hosts: made.scheduling.hosts };
        let ids = (team.id, made.event_type.id);
        let changing = stage.world.engine.replace_team_event_type(&stage.world.admin, ids, Writing::once(settings));
        changing.await.unwrap().outcome.event_type.id
    };
    let (ab, ba) = (offer("ab", [&stage.world.host, &bob]).await, offer("ba", [&bob, &stage.world.host]).await);
    let wish = |event_type, start| {
        let first = Book { event_type, ..stage.alone(start) };
        Wish::Series(BookSeries { first, recurrence: weekly(2) })
    };
    let wishes = (0..8).map(|at| if at % 4 < 2 { wish(ab, MONDAY_10) } else { wish(ba, NEXT_MONDAY_10) });
    let got = race(&stage, wishes.collect()).await;
    assert_eq!(got.iter().filter(|starts| !starts.is_empty()).count(), 1);
    is_whole(&stage, &got).await;
}
