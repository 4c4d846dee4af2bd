//! Teams and their members, for admins and for everybody.

use jiff::Timestamp;
use scheduling_core::{
    Color, EventTypeId, HostId, LongText, Name, SchedulingKind, Slug, Team, TeamDetails, TeamEventType, TeamId,
    TeamSettings, Tenant, Username,
};
use scheduling_engine::{PublicTeam, PublicTeamType, TeamMemberProfile};
use scheduling_store::Cursor;

use super::{
    Cutoff,
    event_types::QuestionAnswer,
    pages::{PageLimit, page_of},
    public::{PublicBranding, PublicHost, PublicLocation},
    written,
};
use crate::json::{answer, body, query};

body! {
    /// A team to be made, or what takes the place of one. Optional fields that are absent or null get their default.
    TeamInput {
        /// What invitees see.
        name: Name = "Sales";
        /// The name in addresses; unique among the tenant's teams that are not archived.
        slug: Slug = "sales";
        /// What it is about.
        description: Option<LongText> = "The people who know what it costs.";
        /// How it is shown, and what its event types begin with.
        settings: Option<TeamSettingsInput> = ();
    }
}

body! {
    /// How a team is shown, and what its event types begin with.
    TeamSettingsInput {
        /// Whether an event type that says nothing is `round_robin`; else it is `collective`. False if absent.
        round_robin: Option<bool> = true;
        /// Whether the public page of the team names its members; false if absent.
        show_member_profiles: Option<bool> = true;
    }
}

body! {
    /// A user who joins the team.
    MemberInput {
        /// Who.
        user_id: HostId = "0195a3c2-7d5e-7c6b-8f43-52a9a1b2c3dc";
        /// Whether the member administers the team; false if absent.
        is_admin: Option<bool> = false;
    }
}

body! {
    /// How a member is to be.
    MemberChange {
        /// Whether the member administers the team.
        is_admin: bool = true;
    }
}

query! {
    /// Which teams.
    TeamsQuery {
        /// Whether archived ones are listed too; false if absent.
        include_archived: Option<bool> = true;
        /// How many items at most; 50 if absent.
        limit: Option<PageLimit> = 50;
        /// The `nextCursor` of the page before; absent for the first one.
        cursor: Option<Cursor> = "00064a3c5e1f8a000195a3c27d5e7c6b8f4352a9a1b2c3d4";
    }
}

answer! {
    /// Users who take meetings together or in turn.
    TeamAnswer {
        /// Its id.
        id: TeamId = "0195a3c2-7d5e-7c6b-8f43-52a9a1b2c3a0";
        /// What invitees see.
        name: Name = "Sales";
        /// The name in addresses.
        slug: Slug = "sales";
        /// What it is about.
        description: Option<LongText> = "The people who know what it costs.";
        /// How it is shown, and what its event types begin with.
        settings: TeamSettingsAnswer = ();
        /// When it was archived.
        archived_at: Option<Timestamp> = "2026-03-02T09:00:00Z";
        /// When it was made.
        created_at: Timestamp = "2026-03-01T09:00:00Z";
        /// When it was last changed.
        updated_at: Timestamp = "2026-03-01T09:00:00Z";
    }
}

answer! {
    /// How a team is shown, and what its event types begin with.
    TeamSettingsAnswer {
        /// Whether an event type that says nothing is `round_robin`; else it is `collective`.
        round_robin: bool = true;
        /// Whether the public page of the team names its members.
        show_member_profiles: bool = true;
    }
}

answer! {
    /// A member of a team.
    MemberAnswer {
        /// Who.
        user_id: HostId = "0195a3c2-7d5e-7c6b-8f43-52a9a1b2c3d4";
        /// The user's name in addresses.
        username: Username = "ada";
        /// The name that invitees see.
        display_name: Name = "Ada Lovelace";
        /// Whether the user can be booked.
        is_active: bool = true;
        /// Whether the member administers the team.
        is_admin: bool = false;
        /// When the user joined.
        created_at: Timestamp = "2026-03-01T09:00:00Z";
    }
}

answer! {
    /// All members of a team, the first one first.
    MemberList {
        /// The members.
        items: Vec<MemberAnswer> = [(); 0];
    }
}

page_of! {
    /// Some of the teams.
    TeamPage of TeamAnswer
}

answer! {
    /// A team with everything that can be booked.
    TeamProfile {
        /// The name in addresses.
        slug: Slug = "sales";
        /// What the team is called.
        name: Name = "Sales";
        /// What it is about.
        description: Option<LongText> = "The people who know what it costs.";
        /// Its members; none unless the team shows them.
        members: Vec<PublicHost> = [(); 0];
        /// What can be booked.
        event_types: Vec<TeamOfferSummary> = [(); 0];
        /// How the tenant's pages look.
        branding: PublicBranding = ();
    }
}

answer! {
    /// A kind of meeting with a team.
    TeamOfferSummary {
        /// Its id.
        id: EventTypeId = "0195a3c2-7d5e-7c6b-8f43-52a9a1b2c3d6";
        /// What it is called.
        name: Name = "Product demo";
        /// The name in addresses.
        slug: Slug = "demo";
        /// What it is about.
        description: Option<LongText> = "What it can do for you.";
        /// How many minutes a meeting lasts.
        duration: u32 = 30;
        /// Its colour.
        color: Color = "blue";
        /// Where the meeting takes place.
        location: PublicLocation = ();
        /// How the team's users take the meetings.
        scheduling_type: SchedulingKind = "round_robin";
    }
}

answer! {
    /// A kind of meeting with a team, with everything that its invitees must know.
    TeamOffer {
        /// Its id.
        id: EventTypeId = "0195a3c2-7d5e-7c6b-8f43-52a9a1b2c3d6";
        /// What it is called.
        name: Name = "Product demo";
        /// The name in addresses.
        slug: Slug = "demo";
        /// What it is about.
        description: Option<LongText> = "What it can do for you.";
        /// How many minutes a meeting lasts.
        duration: u32 = 30;
        /// How many can book the same meeting.
        seats: u32 = 1;
        /// Its colour.
        color: Color = "blue";
        /// Where the meeting takes place.
        location: PublicLocation = ();
        /// What the invitee is asked.
        questions: Vec<QuestionAnswer> = [(); 0];
        /// Up to how many minutes before the start the invitee can cancel.
        cancel_cutoff_minutes: Cutoff = 60;
        /// Up to how many minutes before the start the invitee can move the meeting.
        reschedule_cutoff_minutes: Cutoff = 60;
        /// How many meetings a series of it can have; 1 allows no series.
        max_occurrences: u32 = 1;
        /// Whether a booking waits for approval.
        requires_approval: bool = false;
        /// Whether a booking counts only once its invitee has confirmed the address, by the link in a mail that comes at once.
        confirms_address: bool = false;
        /// How the team's users take the meetings. Of an `individual` one, a booking names its `hostUsername`.
        scheduling_type: SchedulingKind = "individual";
        /// The team.
        team: PublicTeamName = ();
        /// Who takes the meetings; none unless the team shows its members or the invitee has to choose one.
        hosts: Vec<PublicHost> = [(); 0];
        /// How the tenant's pages look.
        branding: PublicBranding = ();
    }
}

answer! {
    /// A team by its names.
    PublicTeamName {
        /// The name in addresses.
        slug: Slug = "sales";
        /// What the team is called.
        name: Name = "Sales";
    }
}

impl TeamInput {
    pub(crate) fn into_details(self) -> TeamDetails {
        let settings = self.settings.map_or_else(TeamSettings::default, |settings| TeamSettings {
            round_robin: settings.round_robin.unwrap_or(false),
            show_member_profiles: settings.show_member_profiles.unwrap_or(false),
        });
        TeamDetails { name: self.name, slug: self.slug, description: self.description, settings }
    }
}

impl From<Team> for TeamAnswer {
    fn from(Team { id, details, archived_at, created_at, updated_at }: Team) -> Self {
        let TeamDetails { name, slug, description, settings } = details;
        let TeamSettings { round_robin, show_member_profiles } = settings;
        let settings = TeamSettingsAnswer { round_robin, show_member_profiles };
        Self { id, name, slug, description, settings, archived_at, created_at, updated_at }
    }
}

impl From<TeamMemberProfile> for MemberAnswer {
    fn from(TeamMemberProfile { member, host }: TeamMemberProfile) -> Self {
        Self {
            user_id: member.host,
            username: host.profile.username,
            display_name: host.profile.display_name,
            is_active: host.profile.is_active,
            is_admin: member.is_admin,
            created_at: member.created_at,
        }
    }
}

impl TeamProfile {
    pub(crate) fn of(tenant: &Tenant, PublicTeam { team, members, event_types }: PublicTeam) -> Self {
        Self {
            slug: team.details.slug,
            name: team.details.name,
            description: team.details.description,
            members: members.into_iter().map(PublicHost::from).collect(),
            event_types: event_types.into_iter().map(TeamOfferSummary::from).collect(),
            branding: tenant.into(),
        }
    }
}

impl From<TeamEventType> for TeamOfferSummary {
    fn from(TeamEventType { event_type, scheduling }: TeamEventType) -> Self {
        let details = event_type.details;
        Self {
            id: event_type.id,
            name: details.name,
            slug: details.slug,
            description: details.description,
            duration: details.duration.0,
            color: details.color,
            location: details.location.into(),
            scheduling_type: scheduling.kind,
        }
    }
}

impl TeamOffer {
    pub(crate) fn of(tenant: &Tenant, PublicTeamType { team, team_type, hosts }: PublicTeamType) -> Self {
        let max_occurrences = team_type.max_occurrences();
        let details = team_type.event_type.details;
        Self {
            id: team_type.event_type.id,
            name: details.name,
            slug: details.slug,
            description: details.description,
            duration: details.duration.0,
            seats: details.seats,
            color: details.color,
            location: details.location.into(),
            questions: details.questions.into_iter().map(QuestionAnswer::from).collect(),
            cancel_cutoff_minutes: written(details.cancel_cutoff),
            reschedule_cutoff_minutes: written(details.reschedule_cutoff),
            max_occurrences,
            requires_approval: details.requires_approval,
            confirms_address: details.confirms_address,
            scheduling_type: team_type.scheduling.kind,
            team: PublicTeamName { slug: team.details.slug, name: team.details.name },
            hosts: hosts.into_iter().map(PublicHost::from).collect(),
            branding: tenant.into(),
        }
    }
}
