//! A host: a person of a tenant who takes meetings.

use jiff::Timestamp;

use crate::{
    holidays::KeptHolidays,
    ids::HostId,
    notification::Locale,
    settings::{Minutes, SettingOverrides},
    values::{EmailAddress, Name, ShortText, Username},
    zone::Zone,
};

/// A host as it is stored.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct Host {
    /// Its id.
    pub id: HostId,
    /// What may be changed.
    pub profile: HostProfile,
    /// When it was made.
    pub created_at: Timestamp,
    /// When it was last changed.
    pub updated_at: Timestamp,
}

/// What a host's owner or an admin sets.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct HostProfile {
    /// The embedding platform's id of the person; unique in the tenant.
    pub user_id: ShortText,
    /// The name in URLs; unique in the tenant.
    pub username: Username,
    /// The name that invitees see.
    pub display_name: Name,
    /// Where the host gets mail.
    pub email: EmailAddress,
    /// The zone of schedules, blocks and limits.
    pub zone: Zone,
    /// A picture.
    pub avatar_url: Option<ShortText>,
    /// Whether the host can be booked.
    pub is_active: bool,
    /// The host's own rules.
    pub settings: SettingOverrides,
    /// The public holidays that the host keeps; `None` follows the tenant's defaults.
    #[cfg_attr(feature = "serde", serde(default))]
    pub holidays: Option<KeptHolidays>,
    /// What a new event type of the host lasts.
    pub default_duration: Minutes,
    /// In which language the host gets mails; `None` follows the tenant.
    #[cfg_attr(feature = "serde", serde(default))]
    pub locale: Option<Locale>,
}
