//! What of the demo can be booked at this moment. People change the demo as they like: whatever they did to it, it is
//! found out here, and is no error.

use jiff::Timestamp;
use scheduling_core::{EventTypeId, Slug, Username, slots::SlotQuery};
use scheduling_engine::{Engine, Failure as EngineFailure, ListSlots, PublicTenant};
use scheduling_store::PageRequest;

use super::demo::{Demo, EVENT, HOST, TENANT};
use crate::cli::Failure;

/// How many event types are looked at for one with a free time.
const MOST: usize = 20;

/// An event type that the walk can use.
#[derive(Debug)]
pub(super) struct Offer {
    pub(super) username: Username,
    pub(super) slug: Slug,
    pub(super) event_type: EventTypeId,
    /// A start that is free; `None` if all are taken.
    pub(super) start: Option<Timestamp>,
}

/// The first event type with a free time in these days; if none has one, the first event type; `None` if none is open.
pub(super) async fn find(engine: &Engine, demo: &Demo, days: &SlotQuery) -> Result<Option<Offer>, Failure> {
    let tenant = match engine.public_tenant(&TENANT.parse()?).await {
        Ok(tenant) => tenant,
        Err(EngineFailure::NotFound(_)) => return Ok(None),
        Err(error) => return Err(error.into()),
    };
    let mut full = None;
    for (username, slug) in published(engine, &tenant, usernames(engine, demo).await?).await? {
        let asked = ListSlots { username: username.clone(), slug: slug.clone(), query: days.clone() };
        let list = match engine.list_slots(&tenant, asked).await {
            Ok(list) => list,
            Err(EngineFailure::NotFound(_)) => continue,
            Err(error) => return Err(error.into()),
        };
        // Not the first one: its notice could pass while somebody reads.
        let start = list.slots.get(8).or(list.slots.last()).map(|slot| slot.start());
        let offer = Offer { username, slug, event_type: list.event_type, start };
        if offer.start.is_some() {
            return Ok(Some(offer));
        }
        full.get_or_insert(offer);
    }
    Ok(full)
}

/// The hosts, oldest first.
async fn usernames(engine: &Engine, demo: &Demo) -> Result<Vec<Username>, Failure> {
    match engine.authenticate(&demo.api_key).await {
        Ok(admin) => {
            let hosts = engine.list_hosts(&admin, PageRequest::default()).await?.items;
            Ok(hosts.into_iter().map(|host| host.profile.username).collect())
        }
        // Revoked: what is public can be asked for without a key, by its name.
        Err(EngineFailure::Refused(_)) => Ok(vec![HOST.parse()?]),
        Err(error) => Err(error.into()),
    }
}

/// What these hosts publish.
async fn published(
    engine: &Engine,
    tenant: &PublicTenant,
    hosts: Vec<Username>,
) -> Result<Vec<(Username, Slug)>, Failure> {
    let mut found = Vec::new();
    for username in hosts {
        let profile = match engine.public_profile(tenant, &username).await {
            Ok(profile) => profile,
            Err(EngineFailure::NotFound(_)) => continue,
            Err(error) => return Err(error.into()),
        };
        let mut slugs: Vec<Slug> = profile.event_types.into_iter().map(|event_type| event_type.details.slug).collect();
        slugs.sort_by_key(|slug| slug.as_str() != EVENT);
        found.extend(slugs.into_iter().map(|slug| (username.clone(), slug)));
        if found.len() >= MOST {
            break;
        }
    }
    found.truncate(MOST);
    Ok(found)
}
