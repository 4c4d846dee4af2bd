//! Event types: what can be booked. They are archived, never deleted; an archived one gives its slug free.

use jiff::Timestamp;
use scheduling_core::{
    EventType, EventTypeDetails, EventTypeId, Host, HostId, Minutes, Owner, ScheduleId, Slug, TeamId, TeamScheduling,
    Username,
};
use tokio_postgres::{Row, types::Json};

use crate::{
    document::{LocationDocument, OverridesDocument, QuestionDocument, RemindersDocument},
    error::{RowError, StoreError},
    hosts::{self, integer},
    page::{Page, PageRequest},
    read::{Param, Read, params},
    row::{Columns, all, count, first},
    statement::statements,
    tx::TenantTx,
};

const TABLE: &str = "scheduling_event_types";

/// Which event types are listed.
#[derive(Clone, Copy, Debug, Default)]
pub struct EventTypeFilter {
    /// Those of one host; `None` is of all.
    pub host: Option<HostId>,
    /// Whether those that cannot be booked are listed too.
    pub inactive: Inactive,
}

/// Whether event types that are switched off or archived are listed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Inactive {
    /// They are not.
    #[default]
    Hidden,
    /// They are.
    Included,
}

/// The columns of an event type, of the table by the name `e`.
macro_rules! event_type_columns {
    () => {
        "e.id, e.host_user_id, e.team_id, e.schedule_id, e.name, e.slug, e.description, e.duration, e.step_minutes, e.seats, e.color,
        e.location, e.custom_questions, e.reminder_settings, e.setting_overrides, e.cancel_cutoff_minutes,
        e.reschedule_cutoff_minutes, e.max_occurrences, e.requires_approval, e.confirms_address, e.is_active, e.archived_at, e.created_at, e.updated_at"
    };
}

pub(crate) use event_type_columns;

statements! {
    FIND = concat!(
        "SELECT ", event_type_columns!(), " FROM scheduling_event_types e WHERE e.tenant_id = $1 AND e.id = $2"
    );
    FIND_OFFERED = concat!("SELECT ", event_type_columns!(), " FROM scheduling_event_types e
        JOIN scheduling_users u ON u.tenant_id = e.tenant_id AND u.id = e.host_user_id
        WHERE e.tenant_id = $1 AND u.tenant_id = $1 AND u.username = $2 AND u.is_active
            AND e.slug = $3 AND e.archived_at IS NULL AND e.is_active");
    LIST_OFFERED = concat!("SELECT ", event_type_columns!(), " FROM scheduling_event_types e
        JOIN scheduling_users u ON u.tenant_id = e.tenant_id AND u.id = e.host_user_id
        WHERE e.tenant_id = $1 AND u.tenant_id = $1 AND u.username = $2 AND u.is_active
            AND e.archived_at IS NULL AND e.is_active
        ORDER BY e.created_at, e.id");
    COUNT_LIVE = "SELECT count(*) AS count FROM scheduling_event_types WHERE tenant_id = $1 AND archived_at IS NULL";
    COUNT = "SELECT count(*) AS count FROM scheduling_event_types
        WHERE tenant_id = $1 AND host_user_id = $2 AND archived_at IS NULL";
    LIST_SLUGS = "SELECT slug FROM scheduling_event_types
        WHERE tenant_id = $1 AND archived_at IS NULL AND (host_user_id = $2 OR team_id = $3)";
    LIST = concat!("SELECT ", event_type_columns!(), " FROM scheduling_event_types e
        WHERE e.tenant_id = $1 AND e.host_user_id IS NOT NULL AND ($2::uuid IS NULL OR e.host_user_id = $2)
            AND ($3::boolean OR (e.is_active AND e.archived_at IS NULL))
            AND ($4::timestamptz IS NULL OR (e.created_at, e.id) > ($4, $5::uuid))
        ORDER BY e.created_at, e.id LIMIT $6");
    INSERT = "INSERT INTO scheduling_event_types
        (tenant_id, id, schedule_id, name, slug, description, duration, step_minutes, color, location,
        custom_questions, reminder_settings, setting_overrides, cancel_cutoff_minutes, reschedule_cutoff_minutes,
        seats, max_occurrences, requires_approval, is_active, created_at, host_user_id, updated_at, team_id,
        scheduling_type, timezone, confirms_address)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $20, $21, $22, $23,
        $24, $25, $26, $19)";
    UPDATE = "UPDATE scheduling_event_types SET
        schedule_id = $3, name = $4, slug = $5, description = $6, duration = $7, step_minutes = $8, color = $9,
        location = $10, custom_questions = $11, reminder_settings = $12, setting_overrides = $13,
        cancel_cutoff_minutes = $14, reschedule_cutoff_minutes = $15, seats = $16, max_occurrences = $17,
        requires_approval = $18, confirms_address = $19, is_active = $20, updated_at = $21
        WHERE tenant_id = $1 AND id = $2";
    ARCHIVE = "UPDATE scheduling_event_types SET archived_at = $3, updated_at = $3
        WHERE tenant_id = $1 AND id = $2 AND archived_at IS NULL";
    RESTORE = "UPDATE scheduling_event_types SET archived_at = NULL, updated_at = $3
        WHERE tenant_id = $1 AND id = $2 AND archived_at IS NOT NULL";
}

/// The event type with this id, archived or not.
pub fn find(id: EventTypeId) -> Read<Option<EventType>> {
    Read::new(FIND, params![id.as_uuid()], |rows| first(&rows, event_type))
}

/// The event type behind these names in URLs, with its host; none unless both can be booked.
pub fn find_offered(username: &Username, slug: &Slug) -> Read<Option<(Host, EventType)>> {
    let found =
        Read::new(FIND_OFFERED, params![username.to_string(), slug.to_string()], |rows| first(&rows, event_type));
    hosts::find_by_username(username).and(found).map(|(host, event_type)| host.zip(event_type))
}

/// The active host with this name in URLs, and what can be booked of them, oldest first.
pub fn list_offered(username: &Username) -> Read<Option<(Host, Vec<EventType>)>> {
    let offered = Read::new(LIST_OFFERED, params![username.to_string()], |rows| all(&rows, event_type));
    hosts::find_by_username(username)
        .and(offered)
        .map(|(host, offered)| host.filter(|host| host.profile.is_active).map(|host| (host, offered)))
}

/// How many event types the tenant has that are not archived.
pub fn count_live() -> Read<u64> {
    Read::new(COUNT_LIVE, Vec::new(), |rows| count(&rows))
}

/// The names that are taken among the event types of a host or a team: archived ones have given theirs back.
pub fn list_slugs(owner: Owner) -> Read<Vec<Slug>> {
    let values = params![owner.host().map(HostId::as_uuid), owner.team().map(TeamId::as_uuid)];
    Read::new(LIST_SLUGS, values, |rows| all(&rows, |row| Columns::of("scheduling_event_types", row).parse("slug")))
}

/// How many event types of the host are not archived.
pub fn count_of(host: HostId) -> Read<u64> {
    Read::new(COUNT, params![host.as_uuid()], |rows| count(&rows))
}

/// The hosts' event types, oldest first. Those of teams are in [`team_types`](crate::team_types).
pub fn list(filter: EventTypeFilter, page: PageRequest) -> Read<Page<EventType>> {
    let values = params![
        filter.host.map(HostId::as_uuid),
        filter.inactive == Inactive::Included,
        page.after_at(),
        page.after_id(),
        page.fetch(),
    ];
    Read::new(LIST, values, move |rows| {
        page.of(&rows, event_type, |event_type| (event_type.created_at, event_type.id.as_uuid()))
    })
}

impl TenantTx {
    /// Makes an event type of a host, not archived. One of a team is made by
    /// [`insert_team_event_type`](Self::insert_team_event_type).
    ///
    /// # Errors
    /// [`Conflict::SlugTaken`](crate::Conflict::SlugTaken), [`Conflict::UnknownHost`](crate::Conflict::UnknownHost),
    /// [`Conflict::UnknownSchedule`](crate::Conflict::UnknownSchedule).
    pub async fn insert_event_type(&self, event_type: &EventType) -> Result<(), StoreError> {
        self.insert_owned_event_type(event_type, None).await
    }

    /// Makes an event type of a host, or of a team with the way in which it is taken.
    pub(crate) async fn insert_owned_event_type(
        &self,
        event_type: &EventType,
        scheduling: Option<&TeamScheduling>,
    ) -> Result<(), StoreError> {
        let EventType { id, owner, details, created_at, updated_at, .. } = event_type;
        let mut values = params![id.as_uuid()];
        values.extend(details_params(details));
        values.extend(params![
            *created_at,
            owner.host().map(HostId::as_uuid),
            *updated_at,
            owner.team().map(TeamId::as_uuid),
            scheduling.map(|scheduling| scheduling.kind.as_str()),
            scheduling.map(|scheduling| scheduling.zone.name().to_owned()),
        ]);
        self.execute(INSERT, values).await?;
        Ok(())
    }

    /// Replaces everything that can be changed of an event type.
    ///
    /// # Errors
    /// As [`insert_event_type`](Self::insert_event_type); [`StoreError::NotFound`].
    pub async fn update_event_type(
        &self,
        id: EventTypeId,
        details: &EventTypeDetails,
        now: Timestamp,
    ) -> Result<(), StoreError> {
        let mut values = params![id.as_uuid()];
        values.extend(details_params(details));
        values.extend(params![now]);
        self.execute_on("event type", UPDATE, values).await
    }

    /// Makes an event type history. Returns whether it was not before.
    ///
    /// # Errors
    /// The database failed.
    pub async fn archive_event_type(&self, id: EventTypeId, now: Timestamp) -> Result<bool, StoreError> {
        Ok(self.execute(ARCHIVE, params![id.as_uuid(), now]).await? > 0)
    }

    /// Takes an event type back out of the archive. Returns whether it was there.
    ///
    /// # Errors
    /// [`Conflict::SlugTaken`](crate::Conflict::SlugTaken) by another one since.
    pub async fn restore_event_type(&self, id: EventTypeId, now: Timestamp) -> Result<bool, StoreError> {
        Ok(self.execute(RESTORE, params![id.as_uuid(), now]).await? > 0)
    }
}

fn details_params(details: &EventTypeDetails) -> Vec<Param> {
    params![
        details.schedule.map(ScheduleId::as_uuid),
        details.name.to_string(),
        details.slug.to_string(),
        details.description.as_ref().map(ToString::to_string),
        integer(details.duration),
        details.step.map(integer),
        details.color.as_str(),
        Json(LocationDocument(details.location.clone())),
        Json(details.questions.iter().cloned().map(QuestionDocument).collect::<Vec<_>>()),
        Json(RemindersDocument(details.reminders.clone())),
        Json(OverridesDocument::from(&details.overrides)),
        integer(details.cancel_cutoff),
        integer(details.reschedule_cutoff),
        i32::try_from(details.seats).unwrap_or(i32::MAX),
        details.max_occurrences.cast_signed(),
        details.requires_approval,
        details.confirms_address,
        details.is_active,
    ]
}

pub(crate) fn event_type(row: &Row) -> Result<EventType, RowError> {
    let columns = Columns::of(TABLE, row);
    let minutes = |column| columns.number(column).map(Minutes);
    let questions = columns.json::<Vec<QuestionDocument>>("custom_questions")?;
    // NULL overrides nothing: the event type follows its host in everything.
    let overrides = columns.get::<Option<Json<OverridesDocument>>>("setting_overrides")?;
    Ok(EventType {
        id: EventTypeId::from_uuid(columns.get("id")?),
        owner: owner(&columns)?,
        details: EventTypeDetails {
            name: columns.parse("name")?,
            slug: columns.parse("slug")?,
            description: columns.parse_if_any("description")?,
            duration: minutes("duration")?,
            step: columns.number_if_any("step_minutes")?.map(Minutes),
            seats: columns.number("seats")?,
            color: columns.parse("color")?,
            location: columns.json::<LocationDocument>("location")?.0,
            questions: questions.into_iter().map(|QuestionDocument(question)| question).collect(),
            reminders: columns.json::<RemindersDocument>("reminder_settings")?.0,
            overrides: overrides.map(|Json(document)| document.into()).unwrap_or_default(),
            schedule: columns.get::<Option<_>>("schedule_id")?.map(ScheduleId::from_uuid),
            cancel_cutoff: minutes("cancel_cutoff_minutes")?,
            reschedule_cutoff: minutes("reschedule_cutoff_minutes")?,
            max_occurrences: columns.number("max_occurrences")?,
            requires_approval: columns.get("requires_approval")?,
            confirms_address: columns.get("confirms_address")?,
            is_active: columns.get("is_active")?,
        },
        archived_at: columns.get("archived_at")?,
        created_at: columns.get("created_at")?,
        updated_at: columns.get("updated_at")?,
    })
}

fn owner(columns: &Columns<'_>) -> Result<Owner, RowError> {
    let host = columns.get::<Option<_>>("host_user_id")?.map(HostId::from_uuid);
    let team = columns.get::<Option<_>>("team_id")?.map(TeamId::from_uuid);
    match (host, team) {
        (Some(host), None) => Ok(Owner::Host(host)),
        (None, Some(team)) => Ok(Owner::Team(team)),
        _ => Err(columns.wrong("team_id", "neither a host's nor a team's, or both")),
    }
}
