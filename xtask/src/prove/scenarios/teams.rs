//! Races for the time of several hosts: those who meet an invitee together, and those who take turns.

use anyhow::Context as _;
use jiff::SignedDuration;
use serde_json::{Value, json};

use super::{Scenario, Scene, book_short, half};
use crate::{
    client::Request,
    prove::checks::{self, Left},
    world::{self, EventType, Host, Hours},
};

/// Of a collective meeting and a meeting with one of its hosts there is one, and it keeps the time of exactly its hosts.
pub(super) static COLLECTIVE_AGAINST_SINGLES: Scenario = Scenario {
    name: "collective against singles",
    hosts: 2,
    stage: &[team, join::<0>, join::<1>, |scene| offer(scene, "collective", scene.hosts.iter())],
    wants: |scene, client| if half(client) { book(scene, 3) } else { book_short(scene, client) },
    left: &[
        Left { what: "meetings that not exactly their hosts keep", query: checks::UNLIKE_THEIR_HOSTS, count: 0 },
        Left { what: "reservations for nothing", query: checks::ORPHANS, count: 0 },
    ],
    then: |scene, winners| {
        // The host whom the meeting does without is free.
        let short = Value::from(scene.host()?.short.id.as_str());
        let single = winners.iter().any(|winner| winner.body.get("eventTypeId") == Some(&short));
        let other = scene.hosts.iter().skip(1).filter(|_| single);
        Ok(other.map(|host| world::booking(&host.short, &scene.start.to_string())).collect())
    },
    ..Scenario::USUAL
};

/// Both hosts are locked, and in one order, whichever comes first in the event type: else two bookings wait for each other.
pub(super) static SAME_HOSTS_IN_TWO_ORDERS: Scenario = Scenario {
    name: "hosts {A,B} against {B,A}",
    hosts: 2,
    stage: &[
        team,
        join::<0>,
        join::<1>,
        |scene| offer(scene, "collective", scene.hosts.iter()),
        |scene| offer(scene, "collective", scene.hosts.iter().rev()),
    ],
    wants: |scene, client| book(scene, if half(client) { 3 } else { 4 }),
    left: &[
        Left { what: "reservations", query: checks::RESERVATIONS, count: 2 },
        Left { what: "meetings that not exactly their hosts keep", query: checks::UNLIKE_THEIR_HOSTS, count: 0 },
    ],
    ..Scenario::USUAL
};

/// Each host takes one meeting, and nobody is refused while one of them is free.
pub(super) static ROUND_ROBIN: Scenario = Scenario {
    name: "round robin of 3 hosts",
    hosts: 3,
    stage: &[team, join::<0>, join::<1>, join::<2>, |scene| offer(scene, "round_robin", scene.hosts.iter())],
    wants: |scene, _| book(scene, 4),
    winners: |clients| clients.min(3)..=clients.min(3),
    left: &[
        Left { what: "meetings beyond the first of a host", query: checks::SHARED_HOSTS, count: 0 },
        Left { what: "bookings without exactly one assignment", query: checks::UNASSIGNED, count: 0 },
        Left { what: "reservations for nothing", query: checks::ORPHANS, count: 0 },
    ],
    ..Scenario::USUAL
};

/// Whoever is there first takes the next host: all at once are shared as evenly as one after the other. The starts of a round
/// are on one date, so that one month counts them.
pub(super) static FAIR_ROUND_ROBIN: Scenario = Scenario {
    name: "30 starts among 3 hosts in turn",
    clients: &[30],
    hosts: 3,
    stage: &[team, join::<0>, join::<1>, join::<2>, |scene| offer(scene, "round_robin", scene.hosts.iter())],
    wants: |scene, client| book_at(scene, 4, &scene.in_a_row(client)?),
    winners: |clients| clients..=clients,
    left: &[
        Left { what: "hosts without exactly 10 of the meetings", query: checks::UNLIKE_TEN, count: 0 },
        Left { what: "bookings without exactly one assignment", query: checks::UNASSIGNED, count: 0 },
        Left { what: "reservations for nothing", query: checks::ORPHANS, count: 0 },
    ],
    apart: SignedDuration::from_hours(24),
    ..Scenario::USUAL
};

/// A host with a limit of three a day is wanted for meetings of a collective event type and for own ones, at many starts of one
/// date: three take place, of whichever type.
pub(super) static LIMIT_OF_ONE_HOST: Scenario = Scenario {
    name: "daily limit 3, team and own type",
    hosts: 2,
    stage: &[team, join::<0>, join::<1>, |scene| offer(scene, "collective", scene.hosts.iter()), limit_to_three],
    wants: |scene, client| {
        let start = scene.in_a_row(client % Scene::IN_A_DAY)?;
        if half(client) { book_at(scene, 3, &start) } else { Ok(world::booking(&scene.host()?.short, &start)) }
    },
    winners: |clients| clients.min(3)..=clients.min(3),
    left: &[
        Left { what: "meetings beyond the limit of the host", query: checks::BEYOND_LIMIT, count: 0 },
        Left { what: "meetings that not exactly their hosts keep", query: checks::UNLIKE_THEIR_HOSTS, count: 0 },
        Left { what: "reservations for nothing", query: checks::ORPHANS, count: 0 },
    ],
    apart: SignedDuration::from_hours(24),
    ..Scenario::USUAL
};

/// As many invitees meet both hosts as there are seats, and the time of each is taken once.
pub(super) static SEATS_OF_ALL_HOSTS: Scenario = Scenario {
    name: "seats 5 of a collective meeting",
    hosts: 2,
    stage: &[team, join::<0>, join::<1>, |scene| offer_of(scene, ("collective", 5), scene.hosts.iter())],
    wants: |scene, _| book(scene, 3),
    winners: |clients| clients.min(5)..=clients.min(5),
    left: &[
        Left { what: "reservations", query: checks::RESERVATIONS, count: 2 },
        Left { what: "seats beyond the last one", query: checks::BEYOND_SEATS, count: 0 },
        Left { what: "meetings that not exactly their hosts keep", query: checks::UNLIKE_THEIR_HOSTS, count: 0 },
    ],
    ..Scenario::USUAL
};

/// Makes the team, which all of the hosts join then: the first answer of the stage.
fn team(scene: &Scene<'_>) -> anyhow::Result<Request> {
    let slug = &scene.host()?.username;
    Ok(Request::post(&world::admin("teams"), &json!({"name": slug, "slug": slug})).bearer(scene.key))
}

fn join<const HOST: usize>(scene: &Scene<'_>) -> anyhow::Result<Request> {
    let host = scene.hosts.get(HOST).map(|host| &host.id);
    Ok(Request::post(&of_team(scene, "members")?, &json!({"userId": host})).bearer(scene.key))
}

/// The first host takes three meetings a day.
fn limit_to_three(scene: &Scene<'_>) -> anyhow::Result<Request> {
    let Host { id, username, .. } = scene.host()?;
    let mut user = world::user(username, Hours::Always);
    user.as_object_mut().context("a user is an object")?.insert("dailyLimit".to_owned(), json!(3));
    Ok(Request::new("PUT", &world::admin(&format!("users/{id}"))).json(&user).bearer(scene.key))
}

/// An event type of the team: 30 minutes with these hosts, in this order.
fn offer<'a>(scene: &Scene<'_>, kind: &str, hosts: impl Iterator<Item = &'a Host>) -> anyhow::Result<Request> {
    offer_of(scene, (kind, 1), hosts)
}

/// The same with so many seats.
fn offer_of<'a>(
    scene: &Scene<'_>,
    (kind, seats): (&str, u32),
    hosts: impl Iterator<Item = &'a Host>,
) -> anyhow::Result<Request> {
    let hosts: Vec<Value> = hosts.map(|host| json!({"userId": host.id})).collect();
    let slug = format!("{kind}-{}", scene.made.len()).replace('_', "-");
    let body =
        json!({"name": kind, "slug": slug, "duration": 30, "seats": seats, "schedulingType": kind, "hosts": hosts});
    Ok(Request::post(&of_team(scene, "event-types")?, &body).bearer(scene.key))
}

fn of_team(scene: &Scene<'_>, path: &str) -> anyhow::Result<String> {
    Ok(world::admin(&format!("teams/{}/{path}", world::text(scene.made(0)?, "id")?)))
}

/// Books the event type that the stage's request of this number made.
fn book(scene: &Scene<'_>, made: usize) -> anyhow::Result<Request> {
    book_at(scene, made, &scene.start.to_string())
}

fn book_at(scene: &Scene<'_>, made: usize, start: &str) -> anyhow::Result<Request> {
    Ok(world::booking(&EventType::of(scene.made(made)?)?, start))
}
