//! What is asked of whoever books, and the booking.

use std::collections::BTreeMap;

use actix_web::http::StatusCode;
use scheduling_core::{
    EmailAddress, InvalidAnswer, LocationKind, LongText, MAX_GUESTS, Name, PhoneNumber, Question, QuestionKind,
    RawAnswer, ShortText, Zone, slots::Slot,
};
use scheduling_engine::{Book, BookRefusal, Failure, InviteeRequest};
use scheduling_render::pages::{DetailsPage, Field, FieldKind, FieldProblem, Obstacle, Script, Submit, Times};

use super::{
    times::left,
    visit::{Found, HELD, Sent, TYPED, Visit, see_other},
};
use crate::{problem::Problem, routes::answer::Answer};

/// What a question's field is called.
const QUESTION: &str = "q-";

/// The form.
pub(super) async fn ask(visit: Visit) -> Answer {
    let found = visit.found().await?;
    Ok(form(&visit, &found, &Again::default()))
}

/// The form, for whoever has chosen a time: at an address of its own; or in this answer, if something was typed before.
pub(super) fn after_choosing(mut visit: Visit, found: &Found, more: &[(&str, &str)]) -> actix_web::HttpResponse {
    if !visit.is_typed() {
        return see_other(visit.page("/bookings", more));
    }
    visit.say(more);
    form(&visit, found, &Again::default())
}

/// Books what the form says; shows it again with what is wrong, or with the times that are free if this one is gone.
pub(super) async fn book(sent: Sent) -> Answer {
    let visit = &sent.0;
    let Some(start) = visit.start() else { return Ok(see_other(visit.page("", &[]))) };
    let found = visit.found().await?;
    let zone = visit.zone(&found);
    let invitee = match invitee(visit, &found, zone) {
        Ok(invitee) => invitee,
        Err(problems) => return Ok(form(visit, &found, &Again::wrong(problems))),
    };
    let hold = visit.hold();
    let wish = |hold| Book { event_type: found.id, start, host: visit.host(), invitee: invitee.clone(), hold };
    let kept = hold.is_some();
    let mut booked = visit.engine().book(visit.tenant(), visit.writing(wish(hold), "book")).await;
    // It was kept too long. Perhaps nobody has taken it since.
    if kept && matches!(booked, Err(Failure::Refused(BookRefusal::HoldGone))) {
        booked = visit.engine().book(visit.tenant(), visit.writing(wish(None), "book-without")).await;
    }
    match booked {
        Ok(done) => {
            let token = visit.engine().manage_token(visit.tenant(), &done.outcome);
            Ok(see_other(visit.booked_page(done.outcome.id, token.reveal())))
        }
        Err(Failure::Refused(BookRefusal::Slot(refusal))) => {
            Ok(form(visit, &found, &Again { instead: Some(&refusal.next), ..Again::default() }))
        }
        Err(Failure::Refused(BookRefusal::Answers(wrong))) => {
            let problems = wrong.into_iter().map(|(id, why)| (format!("{QUESTION}{id}"), problem_of(&why)));
            Ok(form(visit, &found, &Again::wrong(problems.collect())))
        }
        Err(Failure::Refused(BookRefusal::HostRequired | BookRefusal::OtherHost)) => {
            // Nothing of what was typed goes into an address.
            Ok(see_other(visit.page("", &[])))
        }
        Err(failure) => Err(Problem::from(failure)),
    }
}

/// What is wrong, by the names of fields.
type Problems = BTreeMap<String, FieldProblem>;

/// Why the form is shown again.
#[derive(Default)]
struct Again<'a> {
    problems: Problems,
    instead: Option<&'a [Slot]>,
}

impl Again<'_> {
    fn wrong(problems: Problems) -> Self {
        Self { problems, instead: None }
    }
}

fn form(visit: &Visit, found: &Found, again: &Again<'_>) -> actix_web::HttpResponse {
    let Some(times) = again.instead.map(Times::Instead).or_else(|| visit.start().map(Times::Chosen)) else {
        return see_other(visit.page("", &[]));
    };
    let zone = visit.zone(found);
    let names: Vec<String> = found.details.questions.iter().map(|asked| format!("{QUESTION}{}", asked.id)).collect();
    let fields = fields(visit, found, &names, &again.problems);
    let is_asked = |name: &str| fields.iter().any(|field| field.name == name);
    // Where no time is left nothing is asked either.
    let is_gone = again.instead.is_some_and(<[Slot]>::is_empty);
    let mut hidden = visit.kept_but(|name| name == TYPED || !is_gone && is_asked(name));
    hidden.push((TYPED.to_owned(), "yes".to_owned()));
    if again.instead.is_none() {
        let held = HELD.map(|name| (name.to_owned(), visit.said(name).to_owned()));
        hidden.extend(held.into_iter().filter(|(_, value)| !value.is_empty()));
    }
    let (status, obstacle) = match (again.instead, again.problems.is_empty()) {
        (Some(_), _) => (StatusCode::CONFLICT, Some(Obstacle::TimeGone)),
        (None, false) => (StatusCode::UNPROCESSABLE_ENTITY, Some(Obstacle::WrongFields)),
        (None, true) => (StatusCode::OK, None),
    };
    let kept = left(visit.said("until"), visit.engine().now()).filter(|_| again.instead.is_none());
    let (all, key, here) = (visit.owner_page(), visit.key(), visit.path());
    let (action, other_times) = (format!("{here}/bookings"), format!("{here}/times"));
    let page = DetailsPage {
        offer: found.offer(&all),
        zone: &zone,
        clock: visit.clock(),
        times,
        kept,
        fields: &fields,
        form: Submit { action: &action, key: &key, hidden: &hidden },
        other_times: &other_times,
        obstacle,
    };
    let scripts: &[Script<'_>] = if kept.is_some() { &[Script::Details] } else { &[] };
    visit.show_with(status, scripts, |frame| page.render(frame))
}

/// What is asked: what every booking has, and the event type's questions.
fn fields<'a>(visit: &'a Visit, found: &'a Found, names: &'a [String], problems: &Problems) -> Vec<Field<'a>> {
    let field = |name: &'a str, kind, required| Field {
        name,
        label: None,
        kind,
        required,
        placeholder: None,
        value: visit.said(name),
        problem: problems.get(name).copied(),
    };
    let mut fields = vec![field("name", FieldKind::Name, true), field("email", FieldKind::Email, true)];
    if is_called(found) {
        fields.push(field("phone", FieldKind::Phone, true));
    }
    let questions = found.details.questions.iter().zip(names);
    fields.extend(questions.map(|(question, name)| Field {
        label: Some(question.label.as_str()),
        placeholder: question.placeholder.as_ref().map(ShortText::as_str),
        ..field(name, kind_of(question), question.required)
    }));
    fields.push(field("guests", FieldKind::Guests, false));
    fields.push(field("notes", FieldKind::Lines, false));
    fields
}

/// Whether the host calls the invitee.
fn is_called(found: &Found) -> bool {
    found.details.location.kind == LocationKind::Phone && found.details.location.value.is_none()
}

fn kind_of(question: &Question) -> FieldKind<'_> {
    match question.kind {
        QuestionKind::Text => FieldKind::Line,
        QuestionKind::Textarea => FieldKind::Lines,
        QuestionKind::Select => FieldKind::OneOf(question.options.iter().map(ShortText::as_str).collect()),
        QuestionKind::Phone => FieldKind::Phone,
        QuestionKind::Checkbox => FieldKind::Check,
    }
}

/// Who books, or what is wrong with what they have said.
fn invitee(visit: &Visit, found: &Found, zone: Zone) -> Result<InviteeRequest, Problems> {
    let mut problems = Problems::new();
    let name = required::<Name>(visit, "name", FieldProblem::Text, &mut problems);
    let email = required::<EmailAddress>(visit, "email", FieldProblem::Email, &mut problems);
    let phone = if is_called(found) {
        required::<PhoneNumber>(visit, "phone", FieldProblem::Phone, &mut problems)
    } else {
        // Said in the address of the page.
        visit.said("phone").parse().ok()
    };
    // Browsers end lines with CR LF.
    let notes = visit.said("notes").replace("\r\n", "\n");
    let notes = if notes.trim().is_empty() { Ok(None) } else { notes.parse::<LongText>().map(Some) };
    let notes = notes.unwrap_or_else(|_| {
        problems.insert("notes".to_owned(), FieldProblem::Text);
        None
    });
    let guests = visit.said("guests").split([',', ';', ' ', '\n', '\r', '\t']).filter(|part| !part.is_empty());
    let guests: Result<Vec<EmailAddress>, _> = guests.map(str::parse).collect();
    let guests = guests.ok().filter(|guests| guests.len() <= MAX_GUESTS).unwrap_or_else(|| {
        problems.insert("guests".to_owned(), FieldProblem::Guests);
        Vec::new()
    });
    let answers = answers(visit, found);
    match (name, email) {
        (Some(name), Some(email)) if problems.is_empty() => {
            let campaign = visit.campaign();
            Ok(InviteeRequest { name, email, phone, notes, zone, answers, guests, locale: None, campaign })
        }
        _ => Err(problems),
    }
}

fn required<T: std::str::FromStr>(
    visit: &Visit,
    name: &str,
    wrong: FieldProblem,
    problems: &mut Problems,
) -> Option<T> {
    let given = visit.said(name).trim();
    let parsed = given.parse().ok();
    if parsed.is_none() {
        problems.insert(name.to_owned(), if given.is_empty() { FieldProblem::Missing } else { wrong });
    }
    parsed
}

/// A box that is not ticked is not sent.
fn answers(visit: &Visit, found: &Found) -> BTreeMap<String, RawAnswer> {
    let answer = |question: &Question| {
        let given = visit.said(&format!("{QUESTION}{}", question.id));
        let answer = match question.kind {
            QuestionKind::Checkbox => RawAnswer::Checked(given == "yes"),
            _ => RawAnswer::Text(given.replace("\r\n", "\n")),
        };
        (question.id.to_string(), answer)
    };
    found.details.questions.iter().map(answer).collect()
}

const fn problem_of(why: &InvalidAnswer) -> FieldProblem {
    match why {
        InvalidAnswer::Required => FieldProblem::Missing,
        InvalidAnswer::NotAnOption => FieldProblem::Option,
        InvalidAnswer::Unknown | InvalidAnswer::WrongKind { .. } | InvalidAnswer::Text(_) => FieldProblem::Text,
    }
}
