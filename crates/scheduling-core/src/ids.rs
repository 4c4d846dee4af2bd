//! Typed identifiers, all of them from one registry: a [`HostId`] cannot be passed where a [`BookingId`] is meant.
//!
//! This module never generates an id: randomness belongs to the caller (`scheduling-engine`'s `IdSource`).

use uuid::Uuid;

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident)+) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize), serde(transparent))]
        pub struct $name(Uuid);

        impl $name {
            /// Names the thing that has this UUID.
            #[must_use]
            pub const fn from_uuid(uuid: Uuid) -> Self {
                Self(uuid)
            }

            /// The UUID itself, for storage and for the wire.
            #[must_use]
            pub const fn as_uuid(self) -> Uuid {
                self.0
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                self.0.fmt(f)
            }
        }

        impl std::str::FromStr for $name {
            type Err = uuid::Error;

            fn from_str(text: &str) -> Result<Self, Self::Err> {
                Uuid::parse_str(text).map(Self)
            }
        }
    )+};
}

ids! {
    /// A customer of the installation; nothing is shared between two tenants.
    TenantId
    /// A person who takes meetings (a row of `scheduling_users`).
    HostId
    /// A kind of meeting that can be booked.
    EventTypeId
    /// Hosts who take meetings together or in turn.
    TeamId
    /// A named weekly schedule of a host.
    ScheduleId
    /// A stretch of dates that a host has blocked.
    BlockId
    /// A meeting that an invitee has booked.
    BookingId
    /// A slot kept for an invitee who is filling in the form.
    HoldId
    /// Bookings of one meeting that repeats.
    SeriesId
    /// A choice among the hosts of a team.
    AssignmentId
    /// What takes a host's time: one booking, one hold, or all the seats of a group meeting.
    OccupancyId
    /// An API key.
    ApiKeyId
    /// A person who signs in to a tenant.
    AccountId
    /// A sign-in of an account, from one browser.
    SessionId
    /// An invitation, or a way to set another password, that works once.
    LinkId
    /// One entry of the changelog.
    ChangeId
    /// Something that happened.
    EventId
    /// What is owed to somebody: a mail, or a call of a webhook.
    DeliveryId
    /// An address of a tenant that is told of events.
    EndpointId
}
