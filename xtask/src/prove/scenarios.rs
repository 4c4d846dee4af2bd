//! What the clients of a race fight for, and how each fight must end. A new race is one more [`Scenario`] in [`ALL`]: what
//! is there before, what each client asks for, and what may be left. Nothing here waits: the rounds are in `races`.

mod lifecycle;
mod seats;
mod series;
mod teams;

use std::ops::RangeInclusive;

use anyhow::Context as _;
use jiff::{SignedDuration, Timestamp};
use serde_json::{Value, json};

use super::{
    checks::{self, Left},
    races::Reply,
};
use crate::{
    client::Request,
    world::{self, Host},
};

/// A request that prepares a race. It must succeed, and its answer can be seen by what comes later.
pub(super) type Step = fn(&Scene<'_>) -> anyhow::Result<Request>;

/// A race's rules. [`Scenario::USUAL`] has those that most races share.
#[derive(Debug)]
pub(super) struct Scenario {
    pub(super) name: &'static str,
    /// How many clients race, one number after the other.
    pub(super) clients: &'static [usize],
    /// How many hosts it needs; each can be booked at any time.
    pub(super) hosts: usize,
    /// Sent once, before the first round: teams and their event types, settings of the hosts.
    pub(super) stage: &'static [Step],
    /// Sent before each round: bookings that are there already.
    pub(super) before: &'static [Step],
    /// What a client, by its number, asks for. Even numbers ask the one server, odd ones the other: of two kinds of requests,
    /// send both to both.
    pub(super) wants: fn(&Scene<'_>, usize) -> anyhow::Result<Request>,
    /// What a winner is answered with. All others must get a 409.
    pub(super) won: u16,
    /// How many winners there may be among so many clients.
    pub(super) winners: fn(usize) -> RangeInclusive<usize>,
    /// How many bookings and holds of the hosts are live then, from the round's start on.
    pub(super) live: fn(&[&Reply]) -> usize,
    /// What else must be found in the database. That no meetings of a host overlap need not be said.
    pub(super) left: &'static [Left],
    /// What must succeed then, because these clients won.
    pub(super) then: fn(&Scene<'_>, &[&Reply]) -> anyhow::Result<Vec<Request>>,
    /// What lies between the starts of two rounds, so that they have nothing to do with each other. 200 of them fit into the
    /// hosts' booking window of 730 days.
    pub(super) apart: SignedDuration,
}

/// What a request of a race is made from.
#[derive(Debug)]
pub(super) struct Scene<'a> {
    pub(super) hosts: &'a [Host],
    /// An admin's API key.
    pub(super) key: &'a str,
    /// Each round has its own.
    pub(super) start: Timestamp,
    /// The answers to the requests of `stage` and `before`, in their order.
    pub(super) made: Vec<Value>,
}

impl Scene<'_> {
    fn host(&self) -> anyhow::Result<&Host> {
        self.hosts.first().context("the scenario has no host")
    }

    /// So many meetings after the start: two in a row, with the hosts' buffers, do not overlap. A day has [`Self::IN_A_DAY`].
    fn in_a_row(&self, number: usize) -> anyhow::Result<String> {
        Ok((self.start + SignedDuration::from_mins(45 * i64::try_from(number)?)).to_string())
    }

    const IN_A_DAY: usize = 32;

    /// Some time after the start.
    fn later(&self, hours: i64) -> String {
        (self.start + SignedDuration::from_hours(hours)).to_string()
    }

    fn made(&self, index: usize) -> anyhow::Result<&Value> {
        self.made.get(index).with_context(|| format!("the scenario made no {index}"))
    }
}

impl Scenario {
    /// One host and one winner, who gets a booking.
    const USUAL: Self = Self {
        name: "",
        clients: &[2, 8, 50],
        hosts: 1,
        stage: &[],
        before: &[],
        wants: book_short,
        won: 201,
        winners: |_| 1..=1,
        live: |winners| winners.len(),
        left: &[],
        then: |_, _| Ok(Vec::new()),
        apart: SignedDuration::from_hours(4),
    };
}

pub(super) static SAME_SLOT: Scenario = Scenario { name: "same slot", ..Scenario::USUAL };

static OVERLAPPING_STARTS: Scenario = Scenario {
    name: "overlapping starts",
    wants: |scene, client| {
        // Every two of these overlap, as the meeting is longer than all steps together.
        let steps = i64::try_from(client % 4)?;
        let start = scene.start + SignedDuration::from_mins(15 * steps);
        Ok(world::booking(&scene.host()?.long, &start.to_string()))
    },
    ..Scenario::USUAL
};

static TWO_EVENT_TYPES: Scenario = Scenario {
    name: "two event types",
    wants: |scene, client| {
        if half(client) {
            book_short(scene, client)
        } else {
            Ok(world::booking(&scene.host()?.long, &scene.start.to_string()))
        }
    },
    ..Scenario::USUAL
};

static HOLD_AGAINST_BOOKING: Scenario = Scenario {
    name: "hold against booking",
    wants: |scene, client| {
        if half(client) {
            let body = json!({"eventTypeId": scene.host()?.short.id, "startTime": scene.start.to_string()});
            Ok(Request::post(&world::public("holds"), &body))
        } else {
            book_short(scene, client)
        }
    },
    then: |scene, winners| {
        let holds = winners.iter().map(|winner| &winner.body).filter(|body| body.get("token").is_some());
        holds.map(|hold| book_held(scene, hold)).collect()
    },
    ..Scenario::USUAL
};

static CANCEL_AGAINST_CANCEL: Scenario = Scenario {
    name: "cancel against cancel",
    before: &[|scene| book_short(scene, 0)],
    wants: |scene, client| {
        let booking = scene.made(0)?;
        let cancel = format!("bookings/{}/cancel", world::text(booking, "id")?);
        let (path, token) = if half(client) {
            (world::public(&cancel), world::text(booking, "manageToken")?)
        } else {
            (world::admin(&cancel), scene.key.to_owned())
        };
        Ok(Request::post(&path, &json!({})).bearer(&token))
    },
    won: 200,
    live: |_| 0,
    left: &[
        Left { what: "reservations", query: checks::RESERVATIONS, count: 0 },
        Left { what: "cancellations in the changelog", query: checks::CANCELLATIONS, count: 1 },
    ],
    ..Scenario::USUAL
};

/// All races, in the order in which they are run.
pub(super) static ALL: [&Scenario; 17] = [
    &SAME_SLOT,
    &OVERLAPPING_STARTS,
    &TWO_EVENT_TYPES,
    &HOLD_AGAINST_BOOKING,
    &CANCEL_AGAINST_CANCEL,
    &lifecycle::RESCHEDULE_AGAINST_BOOKING,
    &lifecycle::SWAP,
    &lifecycle::CONFIRM_AGAINST_CONFIRM,
    &teams::COLLECTIVE_AGAINST_SINGLES,
    &teams::SAME_HOSTS_IN_TWO_ORDERS,
    &teams::ROUND_ROBIN,
    &teams::FAIR_ROUND_ROBIN,
    &teams::LIMIT_OF_ONE_HOST,
    &teams::SEATS_OF_ALL_HOSTS,
    &seats::SEATS,
    &seats::LEFT_AND_TAKEN,
    &series::ONE_OCCURRENCE_CONTESTED,
];

/// Parts the clients so that both parts ask both servers.
fn half(client: usize) -> bool {
    matches!(client % 4, 0 | 3)
}

fn book_short(scene: &Scene<'_>, _client: usize) -> anyhow::Result<Request> {
    Ok(world::booking(&scene.host()?.short, &scene.start.to_string()))
}

/// Whoever holds the slot can book it.
fn book_held(scene: &Scene<'_>, hold: &Value) -> anyhow::Result<Request> {
    let mut body = world::booking_body(&scene.host()?.short, &scene.start.to_string());
    for (member, of_hold) in [("holdId", "id"), ("holdToken", "token")] {
        let value = Value::from(world::text(hold, of_hold)?);
        body.as_object_mut().context("a booking is an object")?.insert(member.to_owned(), value);
    }
    Ok(Request::post(&world::public("bookings"), &body))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::world::EventType;

    #[test]
    fn both_kinds_of_requests_go_to_both_servers() {
        let event_type = |id: &str| EventType { id: id.to_owned(), slug: id.to_owned() };
        let host = Host { id: "h".into(), username: "h".into(), short: event_type("short"), long: event_type("long") };
        let made = vec![json!({"id": "b", "manageToken": "t"})];
        let scene = Scene { hosts: &[host], key: "sk_1", start: Timestamp::UNIX_EPOCH, made };
        for (scenario, kind) in
            [(&HOLD_AGAINST_BOOKING, "/holds"), (&TWO_EVENT_TYPES, "short"), (&CANCEL_AGAINST_CANCEL, "/public/")]
        {
            let is_kind = |client| format!("{:?}", (scenario.wants)(&scene, client).unwrap()).contains(kind);
            assert_eq!([0, 1, 2, 3].map(is_kind), [true, false, false, true], "{}", scenario.name);
        }
    }
}
