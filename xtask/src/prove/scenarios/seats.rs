//! Races for the seats of one meeting: as many get one as there are, and the host's time is taken once.

use serde_json::json;

use super::{Scenario, Scene, half, lifecycle};
use crate::{
    client::Request,
    prove::checks::{self, Left},
    world::{self, EventType},
};

/// As many win as there are seats, in one occupancy.
pub(super) static SEATS: Scenario = Scenario {
    name: "seats 5",
    stage: &[offer],
    wants: |scene, _| book(scene),
    winners: |clients| clients.min(5)..=clients.min(5),
    left: &[
        Left { what: "reservations", query: checks::RESERVATIONS, count: 1 },
        Left { what: "seats beyond the last one", query: checks::BEYOND_SEATS, count: 0 },
    ],
    ..Scenario::USUAL
};

/// Those who have the seats of a full meeting move to another one, and others take their places: each seat is left once, and
/// only one that was left is taken.
pub(super) static LEFT_AND_TAKEN: Scenario = Scenario {
    name: "seats left and taken",
    stage: &[offer],
    before: &[book, book, book, book, book],
    wants: |scene, client| {
        if half(client) { lifecycle::reschedule(scene.made(1 + client / 2 % 5)?, &scene.later(1)) } else { book(scene) }
    },
    winners: |clients| 1..=clients.min(10),
    live: |winners| 5 + winners.iter().filter(|winner| !lifecycle::was_moved(&winner.body)).count(),
    left: &[
        Left { what: "seats beyond the last one", query: checks::BEYOND_SEATS, count: 0 },
        Left { what: "moved bookings without the one that takes their place", query: checks::LOST_MOVES, count: 0 },
        Left { what: "reservations for nothing", query: checks::ORPHANS, count: 0 },
    ],
    then: |scene, winners| {
        // Seats that nobody has taken yet can be had, as many as were left.
        let moved = winners.iter().filter(|winner| lifecycle::was_moved(&winner.body)).count();
        let free = (2 * moved).saturating_sub(winners.len());
        (0..free).map(|_| book(scene)).collect()
    },
    ..Scenario::USUAL
};

/// An event type of the host with five seats: the first answer of the stage.
fn offer(scene: &Scene<'_>) -> anyhow::Result<Request> {
    let class = json!({"userId": scene.host()?.id, "name": "Class", "slug": "class", "duration": 30, "seats": 5});
    Ok(Request::post(&world::admin("event-types"), &class).bearer(scene.key))
}

fn book(scene: &Scene<'_>) -> anyhow::Result<Request> {
    Ok(world::booking(&EventType::of(scene.made(0)?)?, &scene.start.to_string()))
}
