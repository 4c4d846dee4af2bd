//! Teams and their members. A team is archived, never deleted; an archived one gives its slug free.

use jiff::Timestamp;
use scheduling_core::{Host, HostId, Slug, Team, TeamDetails, TeamId, TeamMember};
use tokio_postgres::{Row, types::Json};

use crate::{
    document::TeamSettingsDocument,
    error::{RowError, StoreError},
    hosts::{self, host_columns},
    page::{Page, PageRequest},
    read::{Param, Read, params},
    row::{Columns, all, count, first},
    statement::statements,
    tx::TenantTx,
};

const TABLE: &str = "scheduling_teams";
const MEMBERS: &str = "scheduling_team_members";

/// The columns of a team, of the table by the name `t`.
macro_rules! team_columns {
    () => {
        "t.id, t.name, t.slug, t.description, t.settings, t.archived_at, t.created_at, t.updated_at"
    };
}

pub(crate) use team_columns;

/// Which teams are listed.
#[derive(Clone, Copy, Debug, Default)]
pub struct TeamFilter {
    /// Those that this host administers; `None` is all.
    pub administered_by: Option<HostId>,
    /// Whether archived ones are listed too.
    pub archived: Archived,
}

/// Whether what is archived is listed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Archived {
    /// It is not.
    #[default]
    Hidden,
    /// It is.
    Included,
}

statements! {
    FIND = concat!("SELECT ", team_columns!(), " FROM scheduling_teams t WHERE t.tenant_id = $1 AND t.id = $2");
    // What refers to the team is made meanwhile as before.
    LOCK = concat!("SELECT ", team_columns!(), " FROM scheduling_teams t WHERE t.tenant_id = $1 AND t.id = $2
        FOR NO KEY UPDATE");
    FIND_BY_SLUG = concat!("SELECT ", team_columns!(), " FROM scheduling_teams t
        WHERE t.tenant_id = $1 AND t.slug = $2 AND t.archived_at IS NULL");
    LIST = concat!("SELECT ", team_columns!(), " FROM scheduling_teams t
        WHERE t.tenant_id = $1 AND ($2::boolean OR t.archived_at IS NULL)
            AND ($3::uuid IS NULL OR EXISTS (SELECT FROM scheduling_team_members m WHERE m.tenant_id = $1
                AND m.team_id = t.id AND m.host_user_id = $3 AND m.is_admin))
            AND ($4::timestamptz IS NULL OR (t.created_at, t.id) > ($4, $5::uuid))
        ORDER BY t.created_at, t.id LIMIT $6");
    LIST_OFFERING = concat!("SELECT ", team_columns!(), " FROM scheduling_teams t
        WHERE t.tenant_id = $1 AND t.archived_at IS NULL AND EXISTS (
            SELECT FROM scheduling_event_types e
            WHERE e.tenant_id = t.tenant_id AND e.team_id = t.id AND e.is_active AND e.archived_at IS NULL)
        ORDER BY t.name COLLATE \"und-x-icu\", t.id LIMIT $2");
    INSERT = "INSERT INTO scheduling_teams
        (tenant_id, id, name, slug, description, settings, created_at, updated_at)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $7)";
    UPDATE = "UPDATE scheduling_teams SET name = $3, slug = $4, description = $5, settings = $6, updated_at = $7
        WHERE tenant_id = $1 AND id = $2";
    ARCHIVE = "UPDATE scheduling_teams SET archived_at = $3, updated_at = $3
        WHERE tenant_id = $1 AND id = $2 AND archived_at IS NULL";
    FIND_MEMBER = "SELECT m.team_id, m.host_user_id, m.is_admin, m.created_at AS joined_at
        FROM scheduling_team_members m WHERE m.tenant_id = $1 AND m.team_id = $2 AND m.host_user_id = $3";
    // The member does not leave meanwhile, and can be changed otherwise.
    KEEP_MEMBER = "SELECT m.team_id, m.host_user_id, m.is_admin, m.created_at AS joined_at
        FROM scheduling_team_members m WHERE m.tenant_id = $1 AND m.team_id = $2 AND m.host_user_id = $3 FOR KEY SHARE";
    LIST_MEMBERS = concat!("SELECT m.team_id, m.host_user_id, m.is_admin, m.created_at AS joined_at, ", host_columns!(), "
        FROM scheduling_team_members m JOIN scheduling_users u ON u.tenant_id = m.tenant_id AND u.id = m.host_user_id
        WHERE m.tenant_id = $1 AND m.team_id = $2 ORDER BY m.created_at, m.host_user_id");
    COUNT_MEMBERS = "SELECT count(*) AS count FROM scheduling_team_members WHERE tenant_id = $1 AND team_id = $2";
    INSERT_MEMBER = "INSERT INTO scheduling_team_members (tenant_id, team_id, host_user_id, is_admin, created_at)
        VALUES ($1, $2, $3, $4, $5)";
    UPDATE_MEMBER = "UPDATE scheduling_team_members SET is_admin = $4
        WHERE tenant_id = $1 AND team_id = $2 AND host_user_id = $3";
    // What is archived is not booked any more, so that it needs no hosts.
    LEAVE_ARCHIVED = "DELETE FROM scheduling_event_type_hosts h
        WHERE h.tenant_id = $1 AND h.team_id = $2 AND h.host_user_id = $3 AND EXISTS (
            SELECT FROM scheduling_event_types e
            WHERE e.tenant_id = $1 AND e.id = h.event_type_id AND e.archived_at IS NOT NULL)";
    DELETE_MEMBER = "DELETE FROM scheduling_team_members
        WHERE tenant_id = $1 AND team_id = $2 AND host_user_id = $3";
}

/// The team with this id, archived or not.
pub fn find(id: TeamId) -> Read<Option<Team>> {
    Read::new(FIND, params![id.as_uuid()], |rows| first(&rows, team))
}

/// The team with this name in URLs, which is not archived.
pub fn find_by_slug(slug: &Slug) -> Read<Option<Team>> {
    Read::new(FIND_BY_SLUG, params![slug.to_string()], |rows| first(&rows, team))
}

/// The teams that have something that can be booked, by name, at most so many.
pub fn list_offering(at_most: u32) -> Read<Vec<Team>> {
    Read::new(LIST_OFFERING, params![i64::from(at_most)], |rows| all(&rows, team))
}

/// The tenant's teams, oldest first.
pub fn list(filter: TeamFilter, page: PageRequest) -> Read<Page<Team>> {
    let values = params![
        filter.archived == Archived::Included,
        filter.administered_by.map(HostId::as_uuid),
        page.after_at(),
        page.after_id(),
        page.fetch(),
    ];
    Read::new(LIST, values, move |rows| page.of(&rows, team, |team| (team.created_at, team.id.as_uuid())))
}

/// A host's place in a team; none if the host is no member.
pub fn find_member(team: TeamId, host: HostId) -> Read<Option<TeamMember>> {
    Read::new(FIND_MEMBER, params![team.as_uuid(), host.as_uuid()], |rows| first(&rows, member))
}

/// All members of a team, the first one first.
pub fn list_members(team: TeamId) -> Read<Vec<(TeamMember, Host)>> {
    Read::new(LIST_MEMBERS, params![team.as_uuid()], |rows| all(&rows, |row| Ok((member(row)?, hosts::host(row)?))))
}

/// How many members a team has.
pub fn count_members(team: TeamId) -> Read<u64> {
    Read::new(COUNT_MEMBERS, params![team.as_uuid()], |rows| count(&rows))
}

impl TenantTx {
    /// The team with this id, which nobody else changes or [locks](Self::lock_team) until the end of the transaction. So
    /// what belongs to it can be counted before one more is made.
    ///
    /// # Errors
    /// The database failed.
    pub async fn lock_team(&self, id: TeamId) -> Result<Option<Team>, StoreError> {
        first(&self.query(LOCK, params![id.as_uuid()]).await?, team)
    }

    /// Makes a team, not archived.
    ///
    /// # Errors
    /// [`Conflict::TeamSlugTaken`](crate::Conflict::TeamSlugTaken).
    pub async fn insert_team(&self, team: &Team) -> Result<(), StoreError> {
        let mut values = params![team.id.as_uuid()];
        values.extend(details_params(&team.details));
        values.extend(params![team.created_at]);
        self.execute(INSERT, values).await?;
        Ok(())
    }

    /// Replaces everything that can be changed of a team.
    ///
    /// # Errors
    /// As [`insert_team`](Self::insert_team); [`StoreError::NotFound`].
    pub async fn update_team(&self, id: TeamId, details: &TeamDetails, now: Timestamp) -> Result<(), StoreError> {
        let mut values = params![id.as_uuid()];
        values.extend(details_params(details));
        values.extend(params![now]);
        self.execute_on("team", UPDATE, values).await
    }

    /// Makes a team history. Returns whether it was not before.
    ///
    /// # Errors
    /// The database failed.
    pub async fn archive_team(&self, id: TeamId, now: Timestamp) -> Result<bool, StoreError> {
        Ok(self.execute(ARCHIVE, params![id.as_uuid(), now]).await? > 0)
    }

    /// Takes a host into a team.
    ///
    /// # Errors
    /// [`Conflict::AlreadyMember`](crate::Conflict::AlreadyMember),
    /// [`Conflict::UnknownHost`](crate::Conflict::UnknownHost).
    pub async fn insert_team_member(&self, member: &TeamMember) -> Result<(), StoreError> {
        let TeamMember { team, host, is_admin, created_at } = *member;
        self.execute(INSERT_MEMBER, params![team.as_uuid(), host.as_uuid(), is_admin, created_at]).await?;
        Ok(())
    }

    /// A host's place in a team, which the host does not leave until the end of the transaction; none if the host is no
    /// member.
    ///
    /// # Errors
    /// The database failed.
    pub async fn keep_team_member(&self, team: TeamId, host: HostId) -> Result<Option<TeamMember>, StoreError> {
        first(&self.query(KEEP_MEMBER, params![team.as_uuid(), host.as_uuid()]).await?, member)
    }

    /// Writes whether a member administers the team.
    ///
    /// # Errors
    /// [`StoreError::NotFound`].
    pub async fn update_team_member(&self, member: &TeamMember) -> Result<(), StoreError> {
        let TeamMember { team, host, is_admin, .. } = *member;
        self.execute_on("member", UPDATE_MEMBER, params![team.as_uuid(), host.as_uuid(), is_admin]).await
    }

    /// Takes a host out of a team, and out of its archived event types. Returns whether the host was in it.
    ///
    /// # Errors
    /// [`Conflict::NotMember`](crate::Conflict::NotMember) while the host takes meetings of a type that is not archived.
    pub async fn delete_team_member(&self, team: TeamId, host: HostId) -> Result<bool, StoreError> {
        self.execute(LEAVE_ARCHIVED, params![team.as_uuid(), host.as_uuid()]).await?;
        Ok(self.execute(DELETE_MEMBER, params![team.as_uuid(), host.as_uuid()]).await? > 0)
    }
}

fn details_params(details: &TeamDetails) -> Vec<Param> {
    params![
        details.name.to_string(),
        details.slug.to_string(),
        details.description.as_ref().map(ToString::to_string),
        Json(TeamSettingsDocument(details.settings)),
    ]
}

pub(crate) fn team(row: &Row) -> Result<Team, RowError> {
    let columns = Columns::of(TABLE, row);
    Ok(Team {
        id: TeamId::from_uuid(columns.get("id")?),
        details: TeamDetails {
            name: columns.parse("name")?,
            slug: columns.parse("slug")?,
            description: columns.parse_if_any("description")?,
            settings: columns.json::<TeamSettingsDocument>("settings")?.0,
        },
        archived_at: columns.get("archived_at")?,
        created_at: columns.get("created_at")?,
        updated_at: columns.get("updated_at")?,
    })
}

fn member(row: &Row) -> Result<TeamMember, RowError> {
    let columns = Columns::of(MEMBERS, row);
    Ok(TeamMember {
        team: TeamId::from_uuid(columns.get("team_id")?),
        host: HostId::from_uuid(columns.get("host_user_id")?),
        is_admin: columns.get("is_admin")?,
        created_at: columns.get("joined_at")?,
    })
}
