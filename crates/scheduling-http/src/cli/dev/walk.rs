//! The walk that a new user copies and pastes: slots, book, try to book again, cancel.

use jiff::ToSpan as _;
use scheduling_core::{Zone, slots::SlotQuery};
use scheduling_engine::{Engine, ListSlots};

use crate::cli::{Failure, serve::Ready};

/// Prints where the server is and what to try, with a start that is free now.
pub(super) async fn print(engine: &Engine, ready: &Ready) -> Result<(), Failure> {
    let Ready { base_url, tenant, username, event_slug, api_key, platform_key } = ready;
    let named = |value: &Option<String>| value.clone().ok_or("the demo is incomplete");
    let (tenant, username, slug) = (named(tenant)?, named(username)?, named(event_slug)?);
    let (api_key, platform_key) = (named(api_key)?, named(platform_key)?);

    let zone: Zone = "Europe/Berlin".parse()?;
    let first = zone.date_of(engine.now());
    let last = first.checked_add(13.days())?;
    let query = SlotQuery::dates(zone, first, last)?;
    let open = engine.public_tenant(&tenant.parse()?).await?;
    let asked = ListSlots { username: username.parse()?, slug: slug.parse()?, query };
    let free = engine.list_slots(&open, asked).await?;
    // Not the first one: its notice could pass while somebody reads.
    let slot = free.slots.get(8).or(free.slots.last()).ok_or("the demo host has no free time in two weeks")?;
    let (start, event_type) = (slot.start(), free.event_type);
    let public = format!("{base_url}/api/public/scheduling/{tenant}");

    println!(
        "
scheduling serves on {base_url}

  API document   {base_url}/api/docs
  health         {base_url}/health/ready
  API key        {api_key}      (tenant {tenant}, scope admin)
  platform key   {platform_key}

Try it: copy and paste, in another terminal.

# 1. Which times are free?
curl -s '{public}/users/{username}/{slug}/slots?timezone=Europe/Berlin&from={first}&to={last}'

# 2. Book one of them. The answer holds the id and the manageToken for step 4.
booking=$(curl -s -X POST '{public}/bookings' -H 'Content-Type: application/json' -d '{{
  \"eventTypeId\": \"{event_type}\", \"startTime\": \"{start}\", \"timezone\": \"Europe/Berlin\",
  \"invitee\": {{\"name\": \"Grace Hopper\", \"email\": \"grace@example.org\"}}}}'); echo \"$booking\"

# 3. Book it again: 409, slot_taken, with the next free times.
curl -s -X POST '{public}/bookings' -H 'Content-Type: application/json' -d '{{
  \"eventTypeId\": \"{event_type}\", \"startTime\": \"{start}\", \"timezone\": \"Europe/Berlin\",
  \"invitee\": {{\"name\": \"Alan Turing\", \"email\": \"alan@example.org\"}}}}'

# 4. Cancel it.
id=$(echo \"$booking\" | sed -E 's/.*\"id\": *\"([^\"]+)\".*/\\1/'); token=$(echo \"$booking\" | sed -E 's/.*\"manageToken\": *\"([^\"]+)\".*/\\1/')
curl -s -X POST '{public}/bookings/'\"$id\"'/cancel' -H \"Authorization: Bearer $token\" -H 'Content-Type: application/json' -d '{{}}'

# The admin's side: all bookings of the tenant.
curl -s '{base_url}/api/admin/scheduling/bookings' -H 'Authorization: Bearer {api_key}'

Ctrl-C stops the server and its database; the next start goes on with the same data.
"
    );
    Ok(())
}
