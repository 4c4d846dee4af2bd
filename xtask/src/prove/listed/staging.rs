//! Makes what a configuration names, over the admin API, in the order in which one thing needs the other.

use anyhow::{Context as _, ensure};
use serde_json::{Value, json};

use super::{
    super::configuration::{Before, Booked, Configuration, HolidaySet, Known, Object, Offer, Person},
    RULES,
};
use crate::{
    client::Request,
    world::{self, Admin, EventType},
};

/// The countries of the hosts' zones.
const COUNTRIES: [&str; 11] = ["US", "CA", "CL", "DE", "GB", "MA", "IN", "NP", "AU", "WS", "NZ"];

/// What was made.
pub(super) struct Staged {
    /// The path under which the wanted event type's slots are.
    pub(super) path: String,
    pub(super) wanted: EventType,
    /// The own event type of each host.
    pub(super) others: Vec<EventType>,
}

/// Asks the product for the holidays of the dates that can be booked.
pub(super) async fn known(admin: &mut Admin<'_>) -> anyhow::Result<Known> {
    let now = world::now();
    let (first, last) = (now, now + jiff::SignedDuration::from_hours(24 * 731));
    let date = |instant: jiff::Timestamp| instant.to_zoned(jiff::tz::TimeZone::UTC).date();
    let mut holidays = Vec::new();
    for code in COUNTRIES {
        let path = world::admin(&format!("holiday-sets/{code}?from={}&to={}", date(first), date(last)));
        let set = admin.succeed(&Request::get(&path).bearer(admin.key)).await?;
        let items = set.get("holidays").and_then(Value::as_array).into_iter().flatten();
        let holiday = |item: &Value| Ok((world::text(item, "date")?.parse()?, world::text(item, "name")?));
        holidays.push(HolidaySet { code, holidays: items.map(holiday).collect::<anyhow::Result<_>>()? });
    }
    Ok(Known { now, holidays })
}

/// Makes the hosts with everything that takes time away, and the event type that is asked for.
pub(super) async fn stage(admin: &mut Admin<'_>, configuration: &Configuration) -> anyhow::Result<Staged> {
    let (mut hosts, mut others, mut schedules) = (Vec::new(), Vec::new(), Vec::new());
    for person in &configuration.hosts {
        let host = world::text(&admin.send("POST", "users", &json!(person.user)).await?, "id")?;
        let (other, named) = furnish(admin, person, &host).await?;
        others.push(other);
        schedules.extend(named);
        hosts.push(host);
    }
    let (path, wanted) = match configuration.offer {
        Offer::Own => {
            let host = configuration.hosts.first().context("a configuration has a host")?;
            let schedule = configuration.schedule.and_then(|index| schedules.get(index));
            let mut body = of_host(&configuration.wanted, hosts.first().map_or("", String::as_str));
            body.extend([("scheduleId".to_owned(), json!(schedule))]);
            (format!("users/{}", host.username), admin.send("POST", "event-types", &body.into()).await?)
        }
        Offer::Collective | Offer::RoundRobin | Offer::Individual => offer(admin, configuration, &hosts).await?,
    };
    let wanted = EventType::of(&wanted)?;
    let staged = Staged { path: format!("{path}/{}", wanted.slug), wanted, others };
    for before in &configuration.bookings {
        book(admin, configuration, (&staged, before)).await?;
    }
    Ok(staged)
}

fn of_host(body: &Object, host: &str) -> Object {
    let mut body = body.clone();
    body.insert("userId".to_owned(), json!(host));
    body
}

/// Gives a host schedules, blocks and an event type; the event type, and the ids of the named schedules.
async fn furnish(admin: &mut Admin<'_>, person: &Person, host: &str) -> anyhow::Result<(EventType, Vec<String>)> {
    admin.send("PUT", "availability", &of_host(&person.availability, host).into()).await?;
    let mut named = Vec::new();
    for schedule in &person.schedules {
        let made = admin.send("POST", "availability/schedules", &of_host(schedule, host).into()).await?;
        named.push(world::text(&made, "id")?);
    }
    for block in &person.blocks {
        admin.send("POST", "blocked-dates", &of_host(block, host).into()).await?;
    }
    let other = admin.send("POST", "event-types", &of_host(&person.other, host).into()).await?;
    Ok((EventType::of(&other)?, named))
}

/// Makes a team of the hosts with the event type; the team's public path, and what was answered.
async fn offer(
    admin: &mut Admin<'_>,
    configuration: &Configuration,
    hosts: &[String],
) -> anyhow::Result<(String, Value)> {
    let slug = &configuration.hosts.first().context("a team has hosts")?.username;
    let team = world::text(&admin.send("POST", "teams", &json!({"name": slug, "slug": slug})).await?, "id")?;
    let mut shares = Vec::new();
    for (host, person) in hosts.iter().zip(&configuration.hosts) {
        admin.send("POST", &format!("teams/{team}/members"), &json!({"userId": host})).await?;
        shares.push(of_host(&person.share, host));
    }
    let mut body = configuration.wanted.clone();
    body.insert("hosts".to_owned(), json!(shares));
    let made = admin.send("POST", &format!("teams/{team}/event-types"), &body.into()).await?;
    Ok((format!("teams/{slug}"), made))
}

async fn book(
    admin: &mut Admin<'_>,
    configuration: &Configuration,
    (staged, Before { booked, host, start }): (&Staged, &Before),
) -> anyhow::Result<()> {
    let other = staged.others.get(*host).context("a booking is of one of the hosts")?;
    let event_type = if *booked == Booked::Wanted { &staged.wanted } else { other };
    let mut body = world::booking_body(event_type, &start.to_string());
    let rules: Vec<&str> = RULES.into_iter().filter(|rule| *rule != "slot_taken").collect();
    let members = body.as_object_mut().context("a booking is an object")?;
    members.insert("overrides".to_owned(), json!({"rules": rules, "reason": "It is there before."}));
    if *booked == Booked::Wanted && configuration.offer == Offer::Individual {
        members.insert("hostUsername".to_owned(), json!(configuration.hosts.get(*host).map(|host| &host.username)));
    }
    let request = Request::post(&world::admin("bookings"), &body).bearer(admin.key);
    let answer = admin.connection.exchange(&request).await?;
    // Two of them may overlap: then the first one is there.
    ensure!(matches!(answer.status, 201 | 409), "{body} was answered with {:?}", answer.json()?);
    Ok(())
}
