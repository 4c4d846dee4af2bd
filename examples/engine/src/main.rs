//! Scheduling inside a tokio program, without HTTP: a tenant, a host and an event type are made, a free time is booked,
//! wanted again in vain, and given back.
//!
//! `DATABASE_URL` names a database that `scheduling-http migrate` has made, as the application role.

use std::{collections::BTreeMap, error::Error, sync::Arc};

use jiff::ToSpan as _;
use scheduling_core::{
    Campaign, EventTypeDetails, Host, HostProfile, Location, LocationKind, Minutes, Scope, SettingOverrides, Zone,
    slots::SlotQuery,
};
use scheduling_engine::{
    Book, BookRefusal, CancelByInvitee, Engine, EngineParts, Failure, InviteeRequest, Issuers, ListSlots, NewEventType,
    NewHost, NewTenant, Principal, SystemClock, SystemIds, Writing,
};
use scheduling_lock::LocalLock;
use scheduling_store::{PlatformScope, Store, StoreOptions};

#[tokio::main]
async fn main() -> Result<(), Box<dyn Error>> {
    let engine = Engine::new(EngineParts {
        store: Store::connect(StoreOptions::new(std::env::var("DATABASE_URL")?)).await?,
        lock: Some(Arc::new(LocalLock::new())),
        clock: Arc::new(SystemClock),
        ids: Arc::new(SystemIds),
        // A real program keeps its own: who has these can change everybody's bookings.
        tokens: "k1:AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8".parse()?,
        platform_keys: Vec::new(),
        issuers: Issuers::default(),
    });

    // This program is trusted, so it says itself who acts: here its user "alice", who may do everything in the tenant.
    let slug = format!("example-{}", engine.now().as_second());
    let tenant = NewTenant { slug: slug.parse()?, name: "Example".parse()? };
    let tenant = engine.create_tenant(&PlatformScope::authenticated(), Writing::once(tenant)).await?.outcome;
    let alice = Principal::trusted(tenant, "alice".parse()?, vec![Scope::Admin], None);
    let host = engine.create_host(&alice, Writing::once(ada()?)).await?.outcome.host;
    let intro = engine.create_event_type(&alice, Writing::once(intro(&host)?)).await?.outcome;

    // From here on anybody may act. What Ada has free in the next two weeks:
    let public = engine.public_tenant(&slug.parse()?).await?;
    let zone: Zone = "Europe/Berlin".parse()?;
    let today = zone.date_of(engine.now());
    let query = SlotQuery::dates(zone.clone(), today, today.checked_add(13.days())?)?;
    let asked = ListSlots { username: host.profile.username.clone(), slug: intro.details.slug.clone(), query };
    let free = engine.list_slots(&public, asked).await?.slots;
    let slot = free.first().ok_or("Ada has no free time in two weeks")?;
    println!("{} free, the first one at {}", free.len(), slot.start());

    let wish = || -> Result<Book, Box<dyn Error>> {
        let (name, email) = ("Grace Hopper".parse()?, "grace@example.org".parse()?);
        let invitee = InviteeRequest {
            name,
            email,
            phone: None,
            notes: None,
            zone: zone.clone(),
            answers: BTreeMap::new(),
            guests: Vec::new(),
            locale: None,
            campaign: Campaign::default(),
        };
        Ok(Book { event_type: intro.id, start: slot.start(), host: None, invitee, hold: None })
    };
    let booking = engine.book(&public, Writing::once(wish()?)).await?.outcome;
    println!("booked: {}", booking.snapshot.event_type_name);
    match engine.book(&public, Writing::once(wish()?)).await {
        Err(Failure::Refused(BookRefusal::Slot(refusal))) => println!("wanted again: {refusal}"),
        other => return Err(format!("a time was given away twice: {other:?}").into()),
    }

    // The token that the invitee's mail would carry.
    let token = engine.manage_token(&public, &booking);
    let cancel = CancelByInvitee { booking: booking.id, token, reason: None };
    let cancelled = engine.cancel_by_invitee(&public, Writing::once(cancel)).await?.outcome;
    println!("now: {}", cancelled.state.status().as_str());
    Ok(())
}

fn ada() -> Result<NewHost, Box<dyn Error>> {
    let profile = HostProfile {
        user_id: "ada".parse()?,
        username: "ada".parse()?,
        display_name: "Ada Lovelace".parse()?,
        email: "ada@example.org".parse()?,
        zone: "Europe/London".parse()?,
        avatar_url: None,
        is_active: true,
        settings: SettingOverrides::default(),
        holidays: None,
        locale: None,
        default_duration: Minutes(30),
    };
    // No hours of her own: office hours.
    Ok(NewHost { profile, weekly: None })
}

fn intro(host: &Host) -> Result<NewEventType, Box<dyn Error>> {
    let details = EventTypeDetails {
        location: Location { kind: LocationKind::Phone, value: None, display_name: None },
        ..EventTypeDetails::new("Introduction".parse()?, "intro".parse()?, Minutes(30))
    };
    Ok(NewEventType { host: host.id, details })
}
