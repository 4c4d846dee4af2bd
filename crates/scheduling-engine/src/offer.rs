//! What is offered to the public: an event type of a host of a tenant, with the facts to judge a start by.

use scheduling_core::{EventType, Host, HostCalendar, SlotRules, Tenant};
use scheduling_store::facts::Offer;

use crate::failure::{Failure, What};

/// An offer that is open, indexed.
pub(crate) struct OpenOffer {
    pub(crate) host: Host,
    pub(crate) event_type: EventType,
    pub(crate) rules: SlotRules,
    pub(crate) calendar: HostCalendar,
}

impl OpenOffer {
    /// Opens an offer to the public: a closed tenant, an inactive host and an inactive or archived type are not there.
    pub(crate) fn to_public<E>(offer: Option<Offer>) -> Result<Self, Failure<E>> {
        let offer = offer.ok_or(Failure::NotFound(What::EventType))?;
        if !is_open(&offer.tenant, &offer.host, &offer.event_type) {
            return Err(Failure::NotFound(What::EventType));
        }
        Self::of(offer)
    }

    /// Opens an offer to its host's side for booking: an archived type and an inactive host are not there.
    pub(crate) fn to_its_host<E>(offer: Option<Offer>) -> Result<Self, Failure<E>> {
        let is_there = |offer: &Offer| offer.host.profile.is_active && offer.event_type.archived_at.is_none();
        Self::of(offer.filter(is_there).ok_or(Failure::NotFound(What::EventType))?)
    }

    /// The same for moving what is booked, whatever has become of the event type. An inactive host takes no meetings here
    /// either: one that was left with such a host is given to another one first.
    pub(crate) fn with_active_host<E>(offer: Option<Offer>) -> Result<Self, Failure<E>> {
        let takes_meetings = |offer: &Offer| offer.host.profile.is_active;
        Self::of(offer.filter(takes_meetings).ok_or(Failure::NotFound(What::EventType))?)
    }

    /// Opens an offer to somebody who may see all of it.
    pub(crate) fn of<E>(offer: Offer) -> Result<Self, Failure<E>> {
        let Offer { tenant, host, event_type, facts } = offer;
        let rules = SlotRules::effective(&event_type.rules(), &host.profile.settings, &tenant.settings.defaults);
        let calendar = HostCalendar::new(facts).map_err(Failure::internal)?;
        Ok(Self { host, event_type, rules, calendar })
    }
}

/// Whether the public can book an event type.
pub(crate) fn is_open(tenant: &Tenant, host: &Host, event_type: &EventType) -> bool {
    tenant.is_public() && host.profile.is_active && event_type.details.is_active && event_type.archived_at.is_none()
}
