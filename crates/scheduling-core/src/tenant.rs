//! A tenant: a customer of the installation, with its defaults and its limits.

use jiff::Timestamp;

use crate::{
    event_type::closed_words,
    ids::TenantId,
    notification::Locale,
    settings::DefaultSettings,
    values::{Name, ShortText, Slug},
};

closed_words! {
    /// Whether a tenant is served.
    TenantStatus {
        /// It is.
        Active = "active",
        /// It is not: its public routes answer as if it were not there.
        Suspended = "suspended",
    }
}

/// A tenant as it is stored.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct Tenant {
    /// Its id.
    pub id: TenantId,
    /// Its name in URLs; unique in the installation.
    pub slug: Slug,
    /// What people call it.
    pub name: Name,
    /// Whether it is served.
    pub status: TenantStatus,
    /// Whether its scheduling is switched on.
    pub scheduling_enabled: bool,
    /// How much the platform lets it have.
    #[cfg_attr(feature = "serde", serde(default))]
    pub quotas: Quotas,
    /// What its admins set.
    pub settings: TenantSettings,
    /// When it was made.
    pub created_at: Timestamp,
}

impl Tenant {
    /// Whether its public routes are there.
    #[must_use]
    pub fn is_public(&self) -> bool {
        self.status == TenantStatus::Active && self.scheduling_enabled
    }
}

/// How much the platform lets a tenant have; `None` is no limit. What is there already stays.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct Quotas {
    /// Active hosts.
    pub hosts: Option<u32>,
    /// Event types of all hosts that are not archived.
    pub event_types: Option<u32>,
}

/// What a tenant's admins set.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct TenantSettings {
    /// What hosts and event types follow where they set nothing.
    pub defaults: DefaultSettings,
    /// How its pages and mails look.
    pub branding: Branding,
    /// How often an address may call.
    pub rate_limits: RateLimits,
    /// The web origins that may write through the public API and frame the booking pages.
    pub allowed_origins: Vec<ShortText>,
    /// After how many days the personal data of past invitees is blanked; `None` is never.
    pub retention_days: Option<u32>,
}

/// How a tenant's pages and mails look.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct Branding {
    /// The name above the pages; `None` is the tenant's.
    pub display_name: Option<Name>,
    /// A picture.
    pub logo_url: Option<ShortText>,
    /// An accent colour, `#rrggbb`.
    pub accent_color: Option<ShortText>,
    /// The language of those who have not chosen one; `None` is English.
    #[cfg_attr(feature = "serde", serde(default))]
    pub locale: Option<Locale>,
}

/// How many requests a minute one client address may make; `None` is no limit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct RateLimits {
    /// Booking attempts.
    pub bookings: Option<u32>,
    /// Holds.
    pub holds: Option<u32>,
    /// Lists of slots, and other public reads.
    pub reads: Option<u32>,
    /// Cancellations and other changes by an invitee.
    pub changes: Option<u32>,
}

impl Default for RateLimits {
    fn default() -> Self {
        Self { bookings: Some(10), holds: Some(20), reads: Some(240), changes: Some(20) }
    }
}
