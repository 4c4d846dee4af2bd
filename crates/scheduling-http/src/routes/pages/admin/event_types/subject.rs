//! Which event type a page is about, and of whom.

use actix_web::HttpRequest;
use scheduling_core::{EventTypeDetails, EventTypeId, Host, Owner, Team};
use scheduling_engine::TeamMemberProfile;
use scheduling_render::pages::admin::Entered;
use serde_json::json;

use super::super::{
    desk::Desk,
    filled::{entered, entered_of},
    owners::{self, page_of_host, page_of_team},
};
use crate::{
    problem::{Code, Problem},
    routes::extract::path_name,
    wire::event_types::EventTypeAnswer,
};

/// An event type, or one that is to be made, with whose it is.
pub(super) struct Subject {
    pub(super) by: By,
    pub(super) made: Option<Made>,
}

/// Whose it is.
pub(super) enum By {
    /// A host's, with the schedules by id and name.
    Host(Box<Host>, Vec<(String, String)>),
    /// A team's, with its members.
    Team(Box<Team>, Vec<TeamMemberProfile>),
}

/// What there is already.
pub(super) struct Made {
    pub(super) id: EventTypeId,
    pub(super) details: EventTypeDetails,
    pub(super) is_archived: bool,
    values: Entered,
}

impl Subject {
    /// What the address names.
    pub(super) async fn of(desk: &Desk, request: &HttpRequest) -> Result<Self, Problem> {
        let (engine, principal) = (desk.engine(), &desk.principal);
        let names = |segment| request.match_info().get(segment).is_some();
        if names("id") && names("team") {
            let (team, id) = (path_name(request, "team")?, path_name(request, "id")?);
            let found = engine.get_team_event_type(principal, team, id).await?;
            let made = Made::of(found.event_type.details.clone(), &EventTypeAnswer::from(found))?;
            return Ok(Self { by: By::team(desk, team).await?, made: Some(made) });
        }
        if names("id") {
            let found = engine.get_event_type(principal, path_name(request, "id")?).await?;
            let made = Made::of(found.details.clone(), &EventTypeAnswer::from(found.clone()))?;
            return Ok(Self { by: By::of(desk, found.owner).await?, made: Some(made) });
        }
        let owner = if names("team") {
            Some(Owner::Team(path_name(request, "team")?))
        } else {
            owners::owner(desk.asked("of"))
        };
        let by = By::of(desk, owner.ok_or_else(|| Problem::new(Code::NotFound))?).await?;
        Ok(Self { by, made: None })
    }

    /// Where its form is and goes.
    pub(super) fn here(&self) -> String {
        match &self.made {
            Some(made) => self.at(made.id),
            None => match &self.by {
                By::Host(host, _) => format!("/admin/event-types/new?of={}", host.id),
                By::Team(team, _) => format!("/admin/teams/{}/event-types/new", team.id),
            },
        }
    }

    /// Where one of the same host or team is.
    pub(super) fn at(&self, id: EventTypeId) -> String {
        at(self.by.owner(), id)
    }

    /// Where those of this host or team are booked.
    pub(super) fn prefix(&self, desk: &Desk) -> String {
        match &self.by {
            By::Host(host, _) => page_of_host(desk, host),
            By::Team(team, _) => page_of_team(desk, &team.details.slug),
        }
    }

    /// What the form begins with.
    pub(super) fn values(&self) -> Entered {
        match &self.made {
            Some(made) => made.values.clone(),
            None => entered(&json!({
                "duration": 30,
                "color": "blue",
                "location": {"type": "google_meet"},
                "reminderSettings": {"enabled": true, "host": ["24h"], "invitee": ["24h"]},
                "isActive": true,
            })),
        }
    }
}

/// Where the form of an event type is.
pub(super) fn at(owner: Owner, id: EventTypeId) -> String {
    match owner {
        Owner::Host(_) => format!("/admin/event-types/{id}"),
        Owner::Team(team) => format!("/admin/teams/{team}/event-types/{id}"),
    }
}

impl By {
    pub(super) const fn owner(&self) -> Owner {
        match self {
            Self::Host(host, _) => Owner::Host(host.id),
            Self::Team(team, _) => Owner::Team(team.id),
        }
    }

    async fn of(desk: &Desk, owner: Owner) -> Result<Self, Problem> {
        let id = match owner {
            Owner::Host(id) => id,
            Owner::Team(id) => return Self::team(desk, id).await,
        };
        let host = desk.engine().get_host(&desk.principal, id).await?;
        let schedules = desk.engine().list_schedules(&desk.principal, id).await?;
        let schedules =
            schedules.into_iter().map(|schedule| (schedule.id.to_string(), schedule.name.to_string())).collect();
        Ok(Self::Host(Box::new(host), schedules))
    }

    async fn team(desk: &Desk, id: scheduling_core::TeamId) -> Result<Self, Problem> {
        let team = desk.engine().get_team(&desk.principal, id).await?;
        Ok(Self::Team(Box::new(team), desk.engine().team_members(&desk.principal, id).await?))
    }
}

impl Made {
    fn of(details: EventTypeDetails, answer: &EventTypeAnswer) -> Result<Self, Problem> {
        let (id, is_archived) = (answer.id, answer.archived_at.is_some());
        Ok(Self { id, details, is_archived, values: entered_of(answer)? })
    }
}
