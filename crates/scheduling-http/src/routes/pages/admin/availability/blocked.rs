//! Time off.

use actix_web::http::StatusCode;
use scheduling_core::BlockId;
use scheduling_engine::{NewBlock, SimulatedBlock, SimulatedChange};
use scheduling_render::pages::admin::{BlockedPage, Entered, Section, TimeOff, TimePart};
use scheduling_store::blocks::BlockedDates;

use super::{
    super::{
        desk::Desk,
        filled::{Filled, Form},
    },
    Whose,
    impact::Trial,
    is_theirs, nobody,
    rows::{Wish, end_at_midnight},
};
use crate::{
    problem::{Code, Problem},
    routes::{answer::Answer, extract::PathId},
    wire::blocked_dates::BlockedDateInput,
};

/// Shows what is to come.
pub(super) async fn show(desk: Desk) -> Answer {
    let Some(whose) = Whose::of(&desk).await? else { return Ok(nobody(&desk)) };
    let trial = Trial::on(&desk, &whose, ("", |_| true)).await?;
    page(&desk, &whose, (StatusCode::OK, &Entered::default(), &trial)).await
}

/// Takes time off, or tries what that would do.
pub(super) async fn add(mut filled: Filled) -> Answer {
    complete(&mut filled.form);
    let wish = Wish::of(&mut filled.form);
    let desk = &filled.desk;
    let whose = Whose::of_form(desk).await?;
    let mut trial = Trial::on(desk, &whose, (filled.form.own("_event-type"), |_| true)).await?;
    let tried = match wish {
        Wish::Try => attempt(&filled, &whose, &mut trial).await,
        Wish::Save | Wish::Edit => match save(&filled, &whose).await {
            Ok(()) => return Ok(whose.see(TimePart::Blocked.path(), "blocked")),
            Err(problem) => Err(problem),
        },
    };
    let (status, entered) = match tried {
        Ok(()) => (StatusCode::OK, filled.form.entered()),
        Err(problem) if is_theirs(&problem) => (problem.code().status(), again(&filled, &problem)),
        Err(problem) => return Err(problem),
    };
    page(desk, &whose, (status, &entered, &trial)).await
}

/// Gives time free again.
pub(super) async fn remove(filled: Filled, id: PathId<BlockId>) -> Answer {
    filled.desk.engine().delete_block(&filled.desk.principal, filled.writing(id.0)).await?;
    let whose = Whose::of_form(&filled.desk).await?;
    Ok(whose.see(TimePart::Blocked.path(), "removed"))
}

/// One date is its first and its last, and what ends at 00:00 ends with the date.
fn complete(form: &mut Form) {
    let json = &mut form.json;
    end_at_midnight(json, "endTime");
    let first = json.get("startDate").cloned();
    if let (Some(first), Some(members)) = (first, json.as_object_mut()) {
        members.entry("endDate").or_insert(first);
    }
}

fn again(filled: &Filled, problem: &Problem) -> Entered {
    let mut entered = filled.form.again(problem);
    for fault in problem.faults().iter().filter(|fault| fault.code == Code::EndBeforeStart) {
        let words = if fault.pointer == "/endDate" {
            "must not be before the first date"
        } else {
            "must be after the beginning"
        };
        entered.faults.insert(fault.pointer.trim_start_matches('/').to_owned(), words.to_owned());
    }
    for (name, words) in [("startTime", "is needed as well"), ("endTime", "is needed as well")] {
        if let Some(fault) = entered.faults.get_mut(name).filter(|fault| fault.starts_with("is required with")) {
            words.clone_into(fault);
        }
    }
    entered
}

async fn attempt(filled: &Filled, whose: &Whose, trial: &mut Trial) -> Result<(), Problem> {
    let asked: BlockedDateInput = filled.form.read()?;
    let block = SimulatedBlock { first: asked.start_date.0, last: asked.end_date.0, hours: asked.hours() };
    let change = SimulatedChange { blocks: vec![block], ..SimulatedChange::default() };
    trial.attempt(&filled.desk, whose, (change, (block.first, Some(block.last)))).await
}

async fn save(filled: &Filled, whose: &Whose) -> Result<(), Problem> {
    let asked: BlockedDateInput = filled.form.read()?;
    let command = NewBlock {
        host: whose.host.id,
        first: asked.start_date.0,
        last: asked.end_date.0,
        hours: asked.hours(),
        reason: asked.reason,
    };
    filled.desk.engine().create_block(&filled.desk.principal, filled.writing(command)).await?;
    Ok(())
}

async fn page(desk: &Desk, whose: &Whose, (status, entered, trial): (StatusCode, &Entered, &Trial)) -> Answer {
    let blocks = desk.engine().list_blocks(&desk.principal, whose.host.id).await?;
    let today = whose.zone().date_of(desk.engine().now());
    let off: Vec<TimeOff> = blocks.iter().filter(|blocked| blocked.block.last() >= today).map(time_off).collect();
    let page =
        BlockedPage { whose: whose.shown(), zone: whose.zone().name(), off: &off, entered, tried: trial.shown() };
    Ok(desk.show((status, Section::Availability), |shell, frame| page.render(shell, frame)))
}

fn time_off(blocked: &BlockedDates) -> TimeOff {
    let block = &blocked.block;
    TimeOff {
        id: block.id().to_string(),
        first: block.first(),
        last: block.last(),
        hours: block.hours().map(|hours| format!("{}–{}", hours.start(), hours.end())),
        reason: blocked.reason.as_ref().map(ToString::to_string),
    }
}
