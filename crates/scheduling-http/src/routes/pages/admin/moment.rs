//! Moving a meeting, and booking for somebody: the host's side says when.

use actix_web::{HttpResponse, http::StatusCode};
use jiff::civil::{Date, Time};
use scheduling_core::{BookingId, EventType, Host, Owner, Question, QuestionKind, Zone};
use scheduling_render::pages::admin::{BookForPage, Entered, Moment, MoveBookingPage, Section};

use serde_json::{Map, Value};

use super::{
    desk::{Desk, see_other},
    filled::{Filled, Form, place_of},
    settings::is_theirs,
};
use crate::{
    problem::Problem,
    routes::{answer::Answer, extract::PathId},
    wire::lifecycle::{HostBookingInput, HostRescheduleInput},
};

/// Asks when a meeting is to be moved to.
pub(super) async fn ask_to_move(desk: Desk, id: PathId<BookingId>) -> Answer {
    let zone = desk.zone().await?;
    move_page(&desk, id.0, (StatusCode::OK, &Entered::default()), Moment { zone: &zone, instead: &[] }).await
}

/// Moves a meeting.
pub(super) async fn move_booking(filled: Filled, id: PathId<BookingId>) -> Answer {
    match moved(filled, id.0).await {
        Ok(to) => Ok(see_other(&format!("/admin/bookings/{to}?done=moved"))),
        Err((filled, problem)) if is_theirs(&problem) => {
            let again = (problem.code().status(), &again(&filled, &problem));
            let zone = zone_of(&filled).await?;
            move_page(&filled.desk, id.0, again, Moment { zone: &zone, instead: problem.next_slots() }).await
        }
        Err((_, problem)) => Err(problem),
    }
}

async fn moved(filled: Filled, id: BookingId) -> Result<BookingId, (Filled, Problem)> {
    let done = async |filled: &Filled| {
        let zone = zone_of(filled).await?;
        let command = meant(&filled.form, &zone, &[]).read::<HostRescheduleInput>()?.into_command(id);
        let moved = filled.desk.engine().reschedule_booking(&filled.desk.principal, filled.writing(command)).await?;
        Ok::<_, Problem>(moved.outcome.id)
    };
    done(&filled).await.map_err(|problem| (filled, problem))
}

async fn move_page(
    desk: &Desk,
    id: BookingId,
    (status, entered): (StatusCode, &Entered),
    moment: Moment<'_>,
) -> Result<HttpResponse, Problem> {
    let booking = desk.engine().booking(&desk.principal, id).await?;
    let page = MoveBookingPage { booking: &booking, entered, moment };
    Ok(desk.show((status, Section::Bookings), |shell, frame| page.render(shell, frame)))
}

/// Asks for all that is needed to book for somebody.
pub(super) async fn ask_to_book(desk: Desk) -> Answer {
    let (zone, mut entered) = (desk.zone().await?, Entered::default());
    entered.values.insert("timezone".to_owned(), zone.name().to_owned());
    let event_type = desk.asked("eventType").to_owned();
    book_page(&desk, &event_type, (StatusCode::OK, &entered), Moment { zone: &zone, instead: &[] }).await
}

/// Books for somebody.
pub(super) async fn book(filled: Filled) -> Answer {
    match booked(&filled).await {
        Ok(id) => Ok(see_other(&format!("/admin/bookings/{id}?done=booked"))),
        Err(problem) if is_theirs(&problem) => {
            let entered = again(&filled, &problem);
            let event_type = entered.value("eventTypeId").to_owned();
            let zone = zone_of(&filled).await?;
            let moment = Moment { zone: &zone, instead: problem.next_slots() };
            book_page(&filled.desk, &event_type, (problem.code().status(), &entered), moment).await
        }
        Err(problem) => Err(problem),
    }
}

async fn booked(filled: &Filled) -> Result<BookingId, Problem> {
    let zone = zone_of(filled).await?;
    let event_type = filled.form.entered().value("eventTypeId").to_owned();
    let offers = filled.desk.offers().await?;
    let chosen = offers.iter().find(|(_, of)| of.id.to_string() == event_type);
    let questions = chosen.map_or(&[][..], |(_, of)| &of.details.questions);
    let command = meant(&filled.form, &zone, questions).read::<HostBookingInput>()?.into_command();
    let booked = filled.desk.engine().book_for_invitee(&filled.desk.principal, filled.writing(command)).await?;
    Ok(booked.outcome.id)
}

async fn book_page(
    desk: &Desk,
    asked: &str,
    (status, entered): (StatusCode, &Entered),
    moment: Moment<'_>,
) -> Result<HttpResponse, Problem> {
    let offers = desk.offers().await?;
    let chosen = offers.iter().find(|(_, of)| of.id.to_string() == asked).or(offers.first()).map(|(_, of)| of);
    let hosts = match chosen {
        Some(EventType { owner: Owner::Team(_), .. }) => usernames(desk).await?,
        _ => Vec::new(),
    };
    let names: Vec<_> = offers.iter().map(|(name, of)| (of.id.to_string(), name.clone())).collect();
    let page = BookForPage {
        event_types: &names,
        event_type: &chosen.map(|of| of.id.to_string()).unwrap_or_default(),
        questions: chosen.map_or(&[], |of| &of.details.questions),
        hosts: &hosts,
        entered,
        moment,
    };
    Ok(desk.show((status, Section::Bookings), |shell, frame| page.render(shell, frame)))
}

async fn usernames(desk: &Desk) -> Result<Vec<(String, String)>, Problem> {
    let hosts = desk.hosts().await?;
    let named = |host: Host| (host.profile.username.to_string(), host.profile.display_name.to_string());
    Ok(hosts.into_iter().map(named).collect())
}

/// The zone in which the page has asked for date and time, whatever has become of it since.
async fn zone_of(filled: &Filled) -> Result<Zone, Problem> {
    match filled.form.own("_zone").parse() {
        Ok(zone) => Ok(zone),
        Err(_) => Ok(filled.desk.zone().await?),
    }
}

/// The form with what its own fields stand for: the instant of its date and its time, unless it has one that was offered, and
/// the answers to these questions.
fn meant(form: &Form, zone: &Zone, questions: &[Question]) -> Form {
    let mut form = form.clone();
    let start = instant(form.own("_date"), form.own("_time"), zone);
    if let (Some(members), Some(start)) = (form.json.as_object_mut(), start) {
        members.entry("startTime").or_insert(Value::String(start));
    }
    let answer = |question: &Question| {
        let given = form.own(&answer_to(question.id.as_str()));
        let answer = match question.kind {
            QuestionKind::Checkbox => Value::Bool(given == "true"),
            _ => Value::String(Some(given.replace("\r\n", "\n")).filter(|given| !given.trim().is_empty())?),
        };
        Some((question.id.to_string(), answer))
    };
    let answers: Map<String, Value> = questions.iter().filter_map(answer).collect();
    if !questions.is_empty()
        && let Some(place) = place_of(&mut form.json, ANSWERS)
    {
        *place = Value::Object(answers);
    }
    form
}

/// Where the answers stand in the body of the API's request. Their names are no steps of ours: one may be a number.
const ANSWERS: &str = "invitee/responses";

/// The field of an answer.
fn answer_to(question: &str) -> String {
    format!("_answers/{question}")
}

/// The form again: what is wrong with the start stands at its date.
fn again(filled: &Filled, problem: &Problem) -> Entered {
    let mut entered = filled.form.again(problem);
    for name in ["_date", "_time"] {
        entered.values.insert(name.to_owned(), filled.form.own(name).to_owned());
    }
    let given = filled.form.own_fields().filter(|(name, _)| name.starts_with("_answers/"));
    entered.values.extend(given.map(|(name, value)| (name.to_owned(), value.to_owned())));
    let shown_at = |name: String| match name.strip_prefix(ANSWERS).and_then(|rest| rest.strip_prefix('/')) {
        Some(question) => answer_to(question),
        None if name == "startTime" => "_date".to_owned(),
        None => name,
    };
    entered.faults =
        std::mem::take(&mut entered.faults).into_iter().map(|(name, told)| (shown_at(name), told)).collect();
    entered
}

/// The instant of a date and a time as clocks show it; of one that they skip, what they show after that.
pub(super) fn instant(date: &str, time: &str, zone: &Zone) -> Option<String> {
    let (date, time): (Date, Time) = (date.parse().ok()?, time.parse().ok()?);
    let at = zone.as_jiff().to_timestamp(date.to_datetime(time)).ok()?;
    Some(at.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_local_time_is_an_instant() {
        let berlin: Zone = "Europe/Berlin".parse().unwrap();
        assert_eq!(instant("2026-03-16", "14:00", &berlin).as_deref(), Some("2026-03-16T13:00:00Z"));
        assert_eq!(instant("2026-03-29", "02:30", &berlin).as_deref(), Some("2026-03-29T01:30:00Z"), "skipped");
        assert_eq!(
            instant("2026-10-25", "02:30", &berlin).as_deref(),
            Some("2026-10-25T00:30:00Z"),
            "the first of both"
        );
        for (date, time) in [("", "14:00"), ("2026-03-16", ""), ("2026-02-30", "14:00"), ("x", "y")] {
            assert_eq!(instant(date, time, &berlin), None, "{date} {time}");
        }
    }
}
