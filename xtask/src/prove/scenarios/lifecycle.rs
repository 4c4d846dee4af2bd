//! Races for what becomes of bookings that are there already: moved, approved.

use serde_json::{Value, json};

use super::{Scenario, book_short, half};
use crate::{
    client::Request,
    prove::checks::{self, Left},
    world,
};

/// Whoever loses keeps what they had: a meeting whose new time is taken by another stays where it was.
pub(super) static RESCHEDULE_AGAINST_BOOKING: Scenario = Scenario {
    name: "reschedule against booking",
    before: &[|scene| book_short(scene, 0)],
    wants: |scene, client| {
        let contested = scene.later(1);
        if half(client) {
            reschedule(scene.made(0)?, &contested)
        } else {
            Ok(world::booking(&scene.host()?.short, &contested))
        }
    },
    live: |winners| if winners.iter().any(|winner| was_moved(&winner.body)) { 1 } else { 2 },
    left: &[
        Left { what: "moved bookings without the one that takes their place", query: checks::LOST_MOVES, count: 0 },
        Left { what: "meetings that not exactly their hosts keep", query: checks::UNLIKE_THEIR_HOSTS, count: 0 },
        Left { what: "reservations for nothing", query: checks::ORPHANS, count: 0 },
    ],
    then: |scene, winners| {
        // The time that was given up can be booked.
        let moved = winners.iter().any(|winner| was_moved(&winner.body));
        moved.then(|| book_short(scene, 0)).into_iter().collect()
    },
    ..Scenario::USUAL
};

/// Nobody can have the other's time as long as the other has it, so both are refused, and both keep what they have.
pub(super) static SWAP: Scenario = Scenario {
    name: "two bookings swap",
    before: &[|scene| book_short(scene, 0), |scene| Ok(world::booking(&scene.host()?.short, &scene.later(1)))],
    wants: |scene, client| {
        if half(client) {
            reschedule(scene.made(0)?, &scene.later(1))
        } else {
            reschedule(scene.made(1)?, &scene.start.to_string())
        }
    },
    winners: |_| 0..=0,
    live: |_| 2,
    left: &[Left { what: "reservations", query: checks::RESERVATIONS, count: 2 }],
    // One after the other they can: by way of a third time.
    then: |scene, _| {
        Ok(vec![reschedule(scene.made(0)?, &scene.later(2))?, reschedule(scene.made(1)?, &scene.start.to_string())?])
    },
    ..Scenario::USUAL
};

pub(super) static CONFIRM_AGAINST_CONFIRM: Scenario = Scenario {
    name: "confirm against confirm",
    stage: &[|scene| {
        let careful = json!({
            "userId": scene.host()?.id, "name": "Careful", "slug": "careful", "duration": 30, "requiresApproval": true
        });
        Ok(Request::post(&world::admin("event-types"), &careful).bearer(scene.key))
    }],
    before: &[|scene| Ok(world::booking(&world::EventType::of(scene.made(0)?)?, &scene.start.to_string()))],
    wants: |scene, _| {
        let path = world::admin(&format!("bookings/{}/confirm", world::text(scene.made(1)?, "id")?));
        Ok(Request::post(&path, &json!({})).bearer(scene.key))
    },
    won: 200,
    left: &[
        Left { what: "reservations", query: checks::RESERVATIONS, count: 1 },
        Left { what: "approvals in the changelog", query: checks::APPROVALS, count: 1 },
    ],
    ..Scenario::USUAL
};

/// Its invitee moves a booking.
pub(super) fn reschedule(booking: &Value, start: &str) -> anyhow::Result<Request> {
    let path = world::public(&format!("bookings/{}/reschedule", world::text(booking, "id")?));
    Ok(Request::post(&path, &json!({"startTime": start})).bearer(&world::text(booking, "manageToken")?))
}

pub(super) fn was_moved(booking: &Value) -> bool {
    booking.get("rescheduledFrom").is_some_and(Value::is_string)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_moved_booking_is_known_by_the_one_that_it_came_from() {
        assert!(was_moved(&json!({"rescheduledFrom": "0195a3c2"})));
        assert!(!was_moved(&json!({"rescheduledFrom": null})) && !was_moved(&json!({})));
    }
}
