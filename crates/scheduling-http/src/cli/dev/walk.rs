//! The walk that a new user copies and pastes: slots, book, try to book again, cancel.

use std::fmt;

use jiff::civil::Date;

use super::offer::Offer;

/// What the walk leads through. Shown, it is the text for the terminal.
pub(super) struct Walk<'a> {
    pub(super) base_url: &'a str,
    pub(super) tenant: &'a str,
    pub(super) api_key: &'a str,
    pub(super) platform_key: &'a str,
    /// Address and password of the tenant's owner.
    pub(super) sign_in: (&'a str, String),
    /// The days whose free times are asked for, both included.
    pub(super) days: (Date, Date),
    pub(super) offer: Option<&'a Offer>,
}

impl fmt::Display for Walk<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { base_url, tenant, api_key, platform_key, sign_in: (email, password), .. } = self;
        write!(
            f,
            "
scheduling serves on {base_url}

  booking pages  {base_url}/book/{tenant}
  admin pages    {base_url}/admin/sign-in?tenant={tenant}&email={email}
  password       {password}
  API document   {base_url}/api/docs
  health         {base_url}/health/ready
  API key        {api_key}      (tenant {tenant}, scope admin)
  platform key   {platform_key}

"
        )?;
        match self.offer {
            Some(offer) => self.steps(f, offer)?,
            None => writeln!(
                f,
                "Nothing of the demo can be booked now: no active host has an active event type. Activate or make one \
                 through the admin API, or stop the server and delete its folder to begin anew."
            )?,
        }
        write!(
            f,
            "
# The admin's side: all bookings of the tenant.
curl -s -w '\\n' '{base_url}/api/admin/scheduling/bookings' -H 'Authorization: Bearer {api_key}'

Ctrl-C stops the server and its database; the next start goes on with the same data.
"
        )
    }
}

impl Walk<'_> {
    fn steps(&self, f: &mut fmt::Formatter<'_>, offer: &Offer) -> fmt::Result {
        let Offer { username, slug, event_type, start } = offer;
        let (first, last) = self.days;
        let public = format!("{}/api/public/scheduling/{}", self.base_url, self.tenant);
        write!(
            f,
            "Try it: copy and paste, in another terminal.

# 1. Which times are free?
curl -s -w '\\n' '{public}/users/{username}/{slug}/slots?timezone=Europe/Berlin&from={first}&to={last}'
"
        )?;
        let Some(start) = start else {
            return writeln!(
                f,
                "
There are none until {last}: all are taken or blocked, so there is nothing to book here. Free some through the admin \
                 API, or stop the server and delete its folder to begin anew."
            );
        };
        write!(
            f,
            "
# 2. Book one of them. The answer holds the id and the manageToken for step 4.
booking=$(curl -s -X POST '{public}/bookings' -H 'Content-Type: application/json' -d '{{
  \"eventTypeId\": \"{event_type}\", \"startTime\": \"{start}\", \"timezone\": \"Europe/Berlin\",
  \"invitee\": {{\"name\": \"Grace Hopper\", \"email\": \"grace@example.org\"}}}}'); echo \"$booking\"

# 3. Book it again: 409, slot_taken, with the next free times.
curl -s -w '\\n' -X POST '{public}/bookings' -H 'Content-Type: application/json' -d '{{
  \"eventTypeId\": \"{event_type}\", \"startTime\": \"{start}\", \"timezone\": \"Europe/Berlin\",
  \"invitee\": {{\"name\": \"Alan Turing\", \"email\": \"alan@example.org\"}}}}'

# 4. Cancel it.
id=$(echo \"$booking\" | sed -E 's/.*\"id\": *\"([^\"]+)\".*/\\1/'); token=$(echo \"$booking\" | sed -E 's/.*\"manageToken\": *\"([^\"]+)\".*/\\1/')
curl -s -w '\\n' -X POST '{public}/bookings/'\"$id\"'/cancel' -H \"Authorization: Bearer $token\" -H 'Content-Type: application/json' -d '{{}}'
"
        )
    }
}
