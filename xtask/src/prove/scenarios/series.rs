//! Races for series, which are booked as a whole or not at all.

use anyhow::Context as _;
use jiff::SignedDuration;
use serde_json::{Value, json};

use super::{Scenario, Scene};
use crate::{
    client::Request,
    prove::checks::{self, Left},
    world::{self, EventType},
};

/// What lies between two occurrences, in hours.
const DAY: i64 = 24;

/// One series ends with the occurrence that another begins with, and single bookings want that time, too. Whoever gets it
/// gets all of what they asked for, and of what the others asked for there is nothing.
pub(super) static ONE_OCCURRENCE_CONTESTED: Scenario = Scenario {
    name: "series with one occurrence contested",
    stage: &[|scene| {
        let daily = json!({
            "userId": scene.host()?.id, "name": "Daily", "slug": "daily", "duration": 30, "maxOccurrences": 2
        });
        Ok(Request::post(&world::admin("event-types"), &daily).bearer(scene.key))
    }],
    wants: |scene, client| {
        // Three kinds and two servers: each kind asks both.
        match client % 3 {
            0 => daily(scene, &scene.start.to_string()),
            1 => daily(scene, &scene.later(DAY)),
            _ => Ok(world::booking(&scene.host()?.short, &scene.later(DAY))),
        }
    },
    live: |winners| winners.iter().map(|winner| times(&winner.body).len()).sum(),
    left: &[
        Left { what: "series without all of their bookings", query: checks::PARTIAL_SERIES, count: 0 },
        Left { what: "meetings that not exactly their hosts keep", query: checks::UNLIKE_THEIR_HOSTS, count: 0 },
        Left { what: "reservations for nothing", query: checks::ORPHANS, count: 0 },
    ],
    then: |scene, winners| {
        // What the winner leaves of the three days is free.
        let taken: Vec<&Value> = winners.iter().flat_map(|winner| times(&winner.body)).collect();
        let days = [0, DAY, 2 * DAY].map(|hours| scene.later(hours));
        let free = days.into_iter().filter(|day| !taken.iter().any(|taken| *taken == day));
        free.map(|day| Ok(world::booking(&scene.host()?.short, &day))).collect()
    },
    apart: SignedDuration::from_hours(3 * DAY),
    ..Scenario::USUAL
};

/// A series of two days.
fn daily(scene: &Scene<'_>, start: &str) -> anyhow::Result<Request> {
    let mut body = world::booking_body(&EventType::of(scene.made(0)?)?, start);
    let recurrence = json!({"frequency": "daily", "count": 2});
    body.as_object_mut().context("a booking is an object")?.insert("recurrence".to_owned(), recurrence);
    Ok(Request::post(&world::public("booking-series"), &body))
}

/// When the meetings start of what was booked: a series, or a single booking.
fn times(booked: &Value) -> Vec<&Value> {
    match booked.get("bookings").and_then(Value::as_array) {
        Some(bookings) => bookings.iter().filter_map(|booking| booking.get("startTime")).collect(),
        None => booked.get("startTime").into_iter().collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_times_of_a_series_are_those_of_its_bookings() {
        let series = json!({"id": "s", "bookings": [{"startTime": "a"}, {"startTime": "b"}]});
        assert_eq!(times(&series), ["a", "b"]);
        assert_eq!(times(&json!({"startTime": "a"})), ["a"]);
        assert!(times(&json!({})).is_empty());
    }
}
