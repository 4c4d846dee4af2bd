//! Schedules: the default one of a host, and named ones.

use actix_web::{HttpResponse, http::StatusCode};
use scheduling_core::{EventType, ScheduleId};
use scheduling_engine::{NamedHours, NewSchedule, ReplaceSchedule, SetAvailability, SimulatedChange};
use scheduling_render::pages::admin::{Entered, SchedulePage, Section, TimePart, WhichSchedule};
use scheduling_store::schedules::Schedule;

use super::{
    super::{
        desk::Desk,
        filled::{Filled, entered_of},
    },
    Whose,
    impact::Trial,
    is_theirs, nobody,
    rows::{Wish, complete},
};
use crate::{
    problem::{Code, Problem},
    routes::{answer::Answer, extract::PathId},
    wire::availability::{AvailabilityAnswer, AvailabilityInput, ScheduleAnswer, ScheduleInput, overrides},
};

/// How many empty rows of each day are shown at most.
const MOST_ROWS: usize = 24;
/// How many of all dates there are, about.
const ROWS_IN_ALL: usize = 1000;

/// A schedule that is looked at or changed.
struct Looked {
    whose: Whose,
    /// All of the host, the default one first.
    schedules: Vec<Schedule>,
    /// The one that it is about; none is to be made.
    id: Option<ScheduleId>,
}

/// What a form is shown with.
struct Shown<'a> {
    status: StatusCode,
    entered: &'a Entered,
    rows: usize,
    trial: Trial,
}

/// Shows the default schedule.
pub(super) async fn show(desk: Desk) -> Answer {
    let Some(whose) = Whose::of(&desk).await? else { return Ok(nobody(&desk)) };
    looked_at(&desk, &Looked::default_of(&desk, whose).await?).await
}

/// Shows a named schedule.
pub(super) async fn show_named(desk: Desk, id: PathId<ScheduleId>) -> Answer {
    looked_at(&desk, &Looked::named(&desk, id.0).await?).await
}

/// Asks for a new schedule, which begins with the default one's hours.
pub(super) async fn ask_for_new(desk: Desk) -> Answer {
    let Some(whose) = Whose::of(&desk).await? else { return Ok(nobody(&desk)) };
    looked_at(&desk, &Looked::new_of(&desk, whose).await?).await
}

/// Replaces the default schedule.
pub(super) async fn replace(filled: Filled) -> Answer {
    let whose = Whose::of_form(&filled.desk).await?;
    let looked = Looked::default_of(&filled.desk, whose).await?;
    sent(filled, looked).await
}

/// Replaces a named schedule.
pub(super) async fn replace_named(filled: Filled, id: PathId<ScheduleId>) -> Answer {
    let looked = Looked::named(&filled.desk, id.0).await?;
    sent(filled, looked).await
}

/// Makes a schedule.
pub(super) async fn make(filled: Filled) -> Answer {
    let whose = Whose::of_form(&filled.desk).await?;
    let looked = Looked::new_of(&filled.desk, whose).await?;
    sent(filled, looked).await
}

/// Removes a named schedule.
pub(super) async fn remove(filled: Filled, id: PathId<ScheduleId>) -> Answer {
    let looked = Looked::named(&filled.desk, id.0).await?;
    match filled.desk.engine().delete_schedule(&filled.desk.principal, filled.writing(id.0)).await {
        Ok(_) => Ok(looked.whose.see(TimePart::Hours.path(), "removed")),
        Err(failure) => {
            let problem = Problem::from(failure);
            if !is_theirs(&problem) {
                return Err(problem);
            }
            let entered = Entered { problem: filled.form.again(&problem).problem, ..looked.stored()? };
            let trial = looked.trial(&filled.desk, "").await?;
            let status = problem.code().status();
            let rows = SchedulePage::EMPTY_ROWS;
            Ok(looked.page(&filled.desk, &Shown { status, entered: &entered, rows, trial }))
        }
    }
}

async fn looked_at(desk: &Desk, looked: &Looked) -> Answer {
    let trial = looked.trial(desk, "").await?;
    let entered = looked.stored()?;
    let rows = SchedulePage::EMPTY_ROWS;
    Ok(looked.page(desk, &Shown { status: StatusCode::OK, entered: &entered, rows, trial }))
}

/// A form, for whatever it was sent.
async fn sent(mut filled: Filled, looked: Looked) -> Answer {
    complete(&mut filled.form);
    let wish = Wish::of(&mut filled.form);
    let desk = &filled.desk;
    let mut trial = looked.trial(desk, filled.form.own("_event-type")).await?;
    let tried = match wish {
        Wish::Save => match looked.save(&filled).await {
            Ok(done) => return Ok(done),
            Err(problem) => Err(problem),
        },
        Wish::Try => looked.attempt(&filled, &mut trial).await,
        Wish::Edit => Ok(()),
    };
    let (status, entered) = match tried {
        Ok(()) => (StatusCode::OK, filled.form.entered()),
        Err(problem) if is_theirs(&problem) => (problem.code().status(), again(&filled, &problem)),
        Err(problem) => return Err(problem),
    };
    let rows = filled.form.own("_rows").parse().unwrap_or(SchedulePage::EMPTY_ROWS);
    let more = if filled.form.own("_do") == "more" { SchedulePage::EMPTY_ROWS } else { 0 };
    // Of many dates each has fewer.
    let dates = filled.form.json.get("overrides").and_then(serde_json::Value::as_array).map_or(0, Vec::len);
    let rows = rows.saturating_add(more).clamp(SchedulePage::EMPTY_ROWS, MOST_ROWS).min(1 + ROWS_IN_ALL / (1 + dates));
    Ok(looked.page(desk, &Shown { status, entered: &entered, rows, trial }))
}

/// The form again, with what is wrong as people say it of rows.
fn again(filled: &Filled, problem: &Problem) -> Entered {
    let mut entered = filled.form.again(problem);
    for fault in problem.faults() {
        let words = match fault.code {
            Code::EndBeforeStart => "must be after the beginning; hours over midnight are two rows, one to 00:00",
            Code::InvalidTime => "must be a time such as 09:30",
            _ => continue,
        };
        entered.faults.insert(fault.pointer.trim_start_matches('/').to_owned(), words.to_owned());
    }
    entered
}

impl Looked {
    async fn default_of(desk: &Desk, whose: Whose) -> Result<Self, Problem> {
        let schedules = desk.engine().list_schedules(&desk.principal, whose.host.id).await?;
        let id = schedules.iter().find(|schedule| schedule.is_default).map(|schedule| schedule.id);
        Ok(Self { whose, schedules, id })
    }

    async fn new_of(desk: &Desk, whose: Whose) -> Result<Self, Problem> {
        Ok(Self { id: None, ..Self::default_of(desk, whose).await? })
    }

    /// Whose it is says the schedule itself.
    async fn named(desk: &Desk, id: ScheduleId) -> Result<Self, Problem> {
        let host = desk.engine().get_schedule(&desk.principal, id).await?.host;
        let whose = Whose::named(desk, host).await?;
        Ok(Self { id: Some(id), ..Self::default_of(desk, whose).await? })
    }

    fn default_schedule(&self) -> Option<&Schedule> {
        self.schedules.iter().find(|schedule| schedule.is_default)
    }

    /// The schedule itself; of one that is to be made the one with which it begins.
    fn schedule(&self) -> Option<&Schedule> {
        let own = self.schedules.iter().find(|schedule| Some(schedule.id) == self.id);
        own.or_else(|| self.default_schedule())
    }

    fn is_default(&self) -> bool {
        self.id.is_some() && self.id == self.default_schedule().map(|schedule| schedule.id)
    }

    /// What stands in a form that nobody has touched.
    fn stored(&self) -> Result<Entered, Problem> {
        let Some(schedule) = self.schedule().cloned() else { return Ok(Entered::default()) };
        let zone = self.whose.zone().clone();
        let mut stored = if self.is_default() {
            let availability = scheduling_engine::Availability { zone, schedule };
            entered_of(&AvailabilityAnswer::from(availability))?
        } else {
            entered_of(&ScheduleAnswer::from(schedule))?
        };
        if self.id.is_none() {
            // The hours are a beginning; the name is not, and other dates are the other schedule's own.
            stored.values.retain(|name, _| name.starts_with("weeklySchedule/"));
        }
        Ok(stored)
    }

    /// The change is tried on what follows the schedule.
    async fn trial(&self, desk: &Desk, wanted: &str) -> Result<Trial, Problem> {
        let is_default = self.is_default();
        let follows = |of: &EventType| {
            self.id.is_some() && (of.details.schedule == self.id || is_default && of.details.schedule.is_none())
        };
        Trial::on(desk, &self.whose, (wanted, follows)).await
    }

    async fn attempt(&self, filled: &Filled, trial: &mut Trial) -> Result<(), Problem> {
        let (weekly, dates, zone) = if self.is_default() {
            let AvailabilityInput { weekly_schedule, overrides, timezone, .. } = filled.form.read()?;
            (weekly_schedule, overrides, Some(timezone))
        } else {
            let ScheduleInput { weekly_schedule, overrides, .. } = filled.form.read()?;
            (weekly_schedule, overrides, None)
        };
        let change = SimulatedChange {
            weekly: Some(weekly.into_core()),
            overrides: Some(overrides(dates)),
            ..SimulatedChange::default()
        };
        let today = self.whose.zone().date_of(filled.desk.engine().now());
        trial.attempt(&filled.desk, &self.whose, (change, (today, None))).await?;
        if let Some(impact) = trial.impact.as_mut()
            && zone.is_some_and(|zone| zone != *self.whose.zone())
        {
            impact.note = Some("What the other time zone changes is not counted.");
        }
        Ok(())
    }

    async fn save(&self, filled: &Filled) -> Result<HttpResponse, Problem> {
        let (engine, principal, host) = (filled.desk.engine(), &filled.desk.principal, self.whose.host.id);
        if self.is_default() {
            let asked: AvailabilityInput = filled.form.read()?;
            let command = SetAvailability {
                host,
                zone: asked.timezone,
                weekly: asked.weekly_schedule.into_core(),
                overrides: overrides(asked.overrides),
            };
            engine.put_availability(principal, filled.writing(command)).await?;
            return Ok(self.whose.see(TimePart::Hours.path(), "saved"));
        }
        let ScheduleInput { name, weekly_schedule, overrides: dates, .. } = filled.form.read()?;
        let hours = NamedHours { name, weekly: weekly_schedule.into_core(), overrides: overrides(dates) };
        let (id, done) = if let Some(schedule) = self.id {
            let command = ReplaceSchedule { schedule, host: None, hours };
            (engine.replace_schedule(principal, filled.writing(command)).await?.outcome.id, "saved")
        } else {
            let command = NewSchedule { host, hours };
            (engine.create_schedule(principal, filled.writing(command)).await?.outcome.id, "made")
        };
        Ok(self.whose.see(&format!("/admin/availability/schedules/{id}"), done))
    }

    fn page(&self, desk: &Desk, shown: &Shown<'_>) -> HttpResponse {
        let others: Vec<(String, String)> = self
            .schedules
            .iter()
            .filter(|schedule| !schedule.is_default)
            .map(|schedule| (schedule.id.to_string(), schedule.name.to_string()))
            .collect();
        let id = self.id.map(|id| id.to_string()).unwrap_or_default();
        let page = SchedulePage {
            whose: self.whose.shown(),
            which: match self.id {
                None => WhichSchedule::New,
                Some(_) if self.is_default() => WhichSchedule::Default,
                Some(_) => WhichSchedule::Named(&id),
            },
            others: &others,
            zone: self.whose.zone().name(),
            today: self.whose.zone().date_of(desk.engine().now()),
            entered: shown.entered,
            rows: shown.rows,
            tried: shown.trial.shown(),
        };
        desk.show((shown.status, Section::Availability), |shell, frame| page.render(shell, frame))
    }
}
