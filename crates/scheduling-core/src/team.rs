//! A team: people who take meetings together or in turn, and the event types that they share.

use jiff::Timestamp;

use crate::{
    event_type::{EventType, closed_words},
    ids::{HostId, TeamId},
    rotation::Weight,
    slots::MAX_TEAM_HOSTS,
    values::{LongText, Name, Slug},
    zone::Zone,
};

/// A team as it is stored.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct Team {
    /// Its id.
    pub id: TeamId,
    /// What may be changed.
    pub details: TeamDetails,
    /// When it was archived: it is history then, and its slug is free again.
    pub archived_at: Option<Timestamp>,
    /// When it was made.
    pub created_at: Timestamp,
    /// When it was last changed.
    pub updated_at: Timestamp,
}

/// What its admins set.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct TeamDetails {
    /// What invitees see.
    pub name: Name,
    /// The name in URLs; unique among the tenant's teams that are not archived.
    pub slug: Slug,
    /// What it is about.
    pub description: Option<LongText>,
    /// How it is shown, and what it begins with.
    pub settings: TeamSettings,
}

/// How a team is shown, and what its event types begin with.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct TeamSettings {
    /// Whether an event type that says nothing is round robin; else it is collective.
    pub round_robin: bool,
    /// Whether the public page of the team names its members.
    pub show_member_profiles: bool,
}

/// A host in a team.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct TeamMember {
    /// The team.
    pub team: TeamId,
    /// The host.
    pub host: HostId,
    /// Whether the member may change the team, and sees all that belongs to it.
    pub is_admin: bool,
    /// When the host joined.
    pub created_at: Timestamp,
}

closed_words! {
    /// How the hosts of a team's event type take its meetings.
    SchedulingKind {
        /// One of the free ones takes each, in turn.
        RoundRobin = "round_robin",
        /// All of them take each together.
        Collective = "collective",
        /// The invitee names the one who takes it.
        Individual = "individual",
    }
}

/// How a team's event type is taken, and by whom.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct TeamScheduling {
    /// In which way.
    pub kind: SchedulingKind,
    /// The zone whose midnights cut common hours, and whose months the rotation counts by.
    pub zone: Zone,
    /// By whom, in the order of their ids: from 1 to [`MAX_TEAM_HOSTS`] members of the team.
    pub hosts: Vec<TeamTypeHost>,
}

/// A host of a team's event type.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct TeamTypeHost {
    /// The host.
    pub host: HostId,
    /// What share of the meetings the host takes.
    pub weight: Weight,
    /// From 0 to 100; whoever has the highest goes first.
    pub priority: u8,
}

/// An event type of a team, with how it is taken.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct TeamEventType {
    /// The event type.
    pub event_type: EventType,
    /// How its meetings are taken.
    pub scheduling: TeamScheduling,
}

impl SchedulingKind {
    /// Whether those are active who are needed for a meeting, of all hosts of an event type.
    pub fn can_meet(self, mut are_active: impl ExactSizeIterator<Item = bool>) -> bool {
        match self {
            Self::Collective => are_active.len() > 0 && are_active.all(|is_active| is_active),
            Self::RoundRobin | Self::Individual => are_active.any(|is_active| is_active),
        }
    }

    /// Whether its meetings can be booked as a series, which keeps its hosts: a round robin has another one each time.
    #[must_use]
    pub const fn allows_series(self) -> bool {
        match self {
            Self::Collective | Self::Individual => true,
            Self::RoundRobin => false,
        }
    }
}

impl TeamEventType {
    /// How many occurrences a series of it can have; 1 is no series.
    #[must_use]
    pub const fn max_occurrences(&self) -> u32 {
        if self.scheduling.kind.allows_series() { self.event_type.details.max_occurrences } else { 1 }
    }

    /// Who takes its meetings.
    #[must_use]
    pub fn hosts(&self) -> Vec<HostId> {
        self.scheduling.hosts.iter().map(|host| host.host).collect()
    }
}

/// The highest [priority](TeamTypeHost::priority).
pub const MAX_PRIORITY: u8 = 100;

impl TeamScheduling {
    /// Whether there are as many hosts as there may be, each once.
    #[must_use]
    pub fn has_valid_hosts(&self) -> bool {
        let mut hosts: Vec<HostId> = self.hosts.iter().map(|host| host.host).collect();
        hosts.sort_unstable();
        hosts.dedup();
        hosts.len() == self.hosts.len() && (1..=MAX_TEAM_HOSTS).contains(&hosts.len())
    }
}
