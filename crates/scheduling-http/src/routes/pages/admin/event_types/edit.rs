//! The form of an event type, and what else is done about one.

use actix_web::{HttpRequest, HttpResponse, http::StatusCode};
use scheduling_core::{EventTypeId, Owner};
use scheduling_engine::{CopyAs, CopyEventType, NewEventType, NewTeamEventType, ReplaceEventType};
use scheduling_render::pages::admin::{Entered, EventTypePage, NewEventTypePage, Section, TakenBy};

use super::{
    super::{
        desk::{Desk, address, see_other},
        filled::{Filled, entered},
        owners::{self, Owners},
        settings::is_theirs,
    },
    complete::complete,
    subject::{By, Made, Subject},
};
use crate::{
    problem::{Code, Problem},
    routes::{answer::Answer, extract::path_name},
    wire::{event_types::EventTypeInput, team_event_types::TeamEventTypeInput},
};

/// How many empty questions a form has, and how many if more are asked for.
const SPARE: usize = 1;
const MORE: usize = 3;

/// Asks whose a new event type is to be, unless that is said, and shows its form.
pub(in super::super) async fn new(desk: Desk, request: HttpRequest) -> Answer {
    let owner = owners::owner(desk.asked("of"));
    if let Some(Owner::Team(team)) = owner {
        return Ok(see_other(&format!("/admin/teams/{team}/event-types/new")));
    }
    if owner.is_some() {
        return edit(desk, request).await;
    }
    let owners = Owners::of(&desk).await?;
    let (choices, own) = (owners.choices(), desk.principal.host().map(Owner::Host).map(owners::word));
    if let [only] = &choices[..] {
        return Ok(see_other(&address("/admin/event-types/new", &[("of", &only.word)])));
    }
    let page = NewEventTypePage { owners: &choices, own: own.as_deref().unwrap_or_default() };
    Ok(desk.show((StatusCode::OK, Section::EventTypes), |shell, frame| page.render(shell, frame)))
}

/// Shows the form of an event type.
pub(in super::super) async fn edit(desk: Desk, request: HttpRequest) -> Answer {
    let subject = Subject::of(&desk, &request).await?;
    Ok(shown(&desk, &subject, (StatusCode::OK, &subject.values(), SPARE)))
}

/// Makes an event type.
pub(in super::super) async fn make(filled: Filled, request: HttpRequest) -> Answer {
    kept(filled, &request, "made").await
}

/// Replaces an event type.
pub(in super::super) async fn save(filled: Filled, request: HttpRequest) -> Answer {
    kept(filled, &request, "saved").await
}

async fn kept(mut filled: Filled, request: &HttpRequest, done: &str) -> Answer {
    let subject = Subject::of(&filled.desk, request).await?;
    complete(&mut filled.form.json);
    let asked = filled.form.own("_do");
    if !asked.is_empty() {
        let spare = if asked == "more" { MORE } else { SPARE };
        return Ok(shown(&filled.desk, &subject, (StatusCode::OK, &entered(&filled.form.json), spare)));
    }
    match write(&filled, &subject).await {
        Ok(id) => Ok(see_other(&format!("{}?done={done}", subject.at(id)))),
        Err(problem) => again(&filled, &subject, problem, |form| form),
    }
}

/// Shows the form again, if something can be done about what is wrong.
fn again(filled: &Filled, subject: &Subject, problem: Problem, shows: impl FnOnce(Entered) -> Entered) -> Answer {
    if !is_theirs(&problem) {
        return Err(problem);
    }
    let entered = shows(filled.form.again(&problem));
    Ok(shown(&filled.desk, subject, (problem.code().status(), &entered, SPARE)))
}

async fn write(filled: &Filled, subject: &Subject) -> Result<EventTypeId, Problem> {
    let (engine, principal) = (filled.desk.engine(), &filled.desk.principal);
    match (subject.by.owner(), &subject.made) {
        (Owner::Host(host), None) => {
            let details = filled.form.read::<EventTypeInput>()?.into_details();
            let made = engine.create_event_type(principal, filled.writing(NewEventType { host, details })).await?;
            Ok(made.outcome.id)
        }
        (Owner::Host(_), Some(Made { id, .. })) => {
            let details = filled.form.read::<EventTypeInput>()?.into_details();
            let command = ReplaceEventType { event_type: *id, host: None, details };
            Ok(engine.replace_event_type(principal, filled.writing(command)).await?.outcome.id)
        }
        (Owner::Team(team), None) => {
            let settings = filled.form.read::<TeamEventTypeInput>()?.into_settings();
            let command = filled.writing(NewTeamEventType { team, settings });
            Ok(engine.create_team_event_type(principal, command).await?.outcome.event_type.id)
        }
        (Owner::Team(team), Some(Made { id, .. })) => {
            let settings = filled.form.read::<TeamEventTypeInput>()?.into_settings();
            let replaced = engine.replace_team_event_type(principal, (team, *id), filled.writing(settings)).await?;
            Ok(replaced.outcome.event_type.id)
        }
    }
}

/// Copies, archives or restores an event type.
pub(in super::super) async fn act(filled: Filled, request: HttpRequest) -> Answer {
    let subject = Subject::of(&filled.desk, &request).await?;
    let id = path_name(&request, "id")?;
    let action: String = path_name(&request, "action")?;
    match done(&filled, (subject.by.owner(), id), &action).await {
        Ok(to) => Ok(see_other(&to)),
        // What it is filled with is what there is: this form had no fields.
        Err(problem) => again(&filled, &subject, problem, |told| Entered { values: subject.values().values, ..told }),
    }
}

/// Where to go when it is done.
async fn done(filled: &Filled, (owner, id): (Owner, EventTypeId), action: &str) -> Result<String, Problem> {
    let (engine, principal) = (filled.desk.engine(), &filled.desk.principal);
    let at = |id, done| format!("{}?done={done}", super::subject::at(owner, id));
    Ok(match (action, owner) {
        ("copy", Owner::Host(_)) => {
            let command = CopyEventType { event_type: id, host: None, copy: CopyAs::default() };
            at(engine.copy_event_type(principal, filled.writing(command)).await?.outcome.id, "copied")
        }
        ("copy", Owner::Team(team)) => {
            let command = filled.writing(CopyAs::default());
            let copy = engine.copy_team_event_type(principal, (team, id), command).await?;
            at(copy.outcome.event_type.id, "copied")
        }
        ("archive", Owner::Host(_)) => {
            engine.archive_event_type(principal, filled.writing(id)).await?;
            "/admin/event-types?done=archived".to_owned()
        }
        ("archive", Owner::Team(team)) => {
            engine.archive_team_event_type(principal, filled.writing((team, id))).await?;
            "/admin/event-types?done=archived".to_owned()
        }
        ("restore", Owner::Host(_)) => {
            engine.restore_event_type(principal, filled.writing(id)).await?;
            at(id, "restored")
        }
        ("restore", Owner::Team(team)) => {
            engine.restore_team_event_type(principal, filled.writing((team, id))).await?;
            at(id, "restored")
        }
        _ => return Err(Problem::new(Code::NotFound)),
    })
}

fn shown(desk: &Desk, subject: &Subject, (status, entered, spare): (StatusCode, &Entered, usize)) -> HttpResponse {
    let (here, prefix) = (subject.here(), subject.prefix(desk));
    let team = format!(
        "/admin/teams/{}",
        match subject.by.owner() {
            Owner::Team(id) => id.to_string(),
            Owner::Host(_) => String::new(),
        }
    );
    let members: Vec<(String, String)> = match &subject.by {
        By::Host(..) => Vec::new(),
        By::Team(_, members) => {
            members.iter().map(|one| (one.host.id.to_string(), one.host.profile.display_name.to_string())).collect()
        }
    };
    let bookable = subject.made.as_ref().filter(|made| made.details.is_active && !made.is_archived);
    let page = bookable.map(|made| format!("{prefix}/{}", made.details.slug));
    let address = page.as_ref().map(|page| owners::address(desk, page)).unwrap_or_default();
    let page = EventTypePage {
        entered,
        by: match &subject.by {
            By::Host(host, schedules) => TakenBy::Host { name: host.profile.display_name.as_str(), schedules },
            By::Team(of, _) => TakenBy::Team {
                name: of.details.name.as_str(),
                here: &team,
                members: &members,
                is_round_robin: of.details.settings.round_robin,
            },
        },
        here: &here,
        name: subject.made.as_ref().map(|made| made.details.name.as_str()),
        page: page.as_deref().map(|page| (page, address.as_str())),
        is_archived: subject.made.as_ref().is_some_and(|made| made.is_archived),
        prefix: &format!("{prefix}/"),
        spare,
    };
    desk.show((status, Section::EventTypes), |shell, frame| page.render(shell, frame))
}
