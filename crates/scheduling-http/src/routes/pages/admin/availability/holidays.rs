//! The public holidays on which a host cannot be booked.

use std::collections::BTreeMap;

use actix_web::http::StatusCode;
use jiff::civil::Date;
use scheduling_core::{HolidaySet, HolidaySetCode, KeptHolidays, Name};
use scheduling_engine::{FutureBookings, ReplaceHost};
use scheduling_render::pages::admin::{Entered, HolidayOfYears, HolidaysPage, Section, SetChoice, TimePart};
use serde_json::{Value, json};

use super::{
    super::{
        desk::Desk,
        filled::{Filled, Form},
    },
    Whose, is_theirs, nobody,
};
use crate::{problem::Problem, routes::answer::Answer, wire::holidays::HolidaysInput};

/// Shows the holidays that are kept.
pub(super) async fn show(desk: Desk) -> Answer {
    let Some(whose) = Whose::of(&desk).await? else { return Ok(nobody(&desk)) };
    let kept = whose.host.profile.holidays.clone();
    page(&desk, &whose, (StatusCode::OK, &Entered::default(), kept.as_ref()))
}

/// Keeps other holidays, or shows which these would be.
pub(super) async fn keep(mut filled: Filled) -> Answer {
    let whose = Whose::of_form(&filled.desk).await?;
    complete(&mut filled.form);
    let read = filled.form.read::<HolidaysInput>().map(HolidaysInput::into_core);
    let is_own = filled.form.own("_whose") == "own" || !filled.form.own("_add").is_empty();
    let before = whose.host.profile.holidays.as_ref();
    let kept = match &read {
        Ok(read) => is_own.then(|| with_worked_of_chosen(read, before, year_of(&filled.desk, &whose))),
        // What cannot be kept changes nothing.
        Err(_) => before.cloned(),
    };
    let saved = match read {
        Err(problem) => Err(problem),
        Ok(_) if filled.form.own("_do") == "look" => {
            return page(&filled.desk, &whose, (StatusCode::OK, &Entered::default(), kept.as_ref()));
        }
        Ok(_) => save(&filled, &whose, kept.clone()).await,
    };
    match saved {
        Ok(()) => Ok(whose.see(TimePart::Holidays.path(), "saved")),
        Err(problem) if is_theirs(&problem) => {
            let (status, entered) = (problem.code().status(), filled.form.again(&problem));
            page(&filled.desk, &whose, (status, &entered, kept.as_ref()))
        }
        Err(problem) => Err(problem),
    }
}

/// The set that is added is one of the list, and a list without anything is there.
fn complete(form: &mut Form) {
    let added = Value::from(form.own("_add"));
    let Some(members) = form.json.as_object_mut() else { return };
    if let Some(sets) = members.entry("sets").or_insert_with(|| json!([])).as_array_mut()
        && added != ""
        && !sets.contains(&added)
    {
        sets.push(added);
    }
}

/// What is kept from now on: of a set that is not kept any more no holiday is worked either, and one that was worked before stays
/// so if it has no date in the years that are shown, and so no box.
fn with_worked_of_chosen(chosen: &KeptHolidays, before: Option<&KeptHolidays>, year: i16) -> KeptHolidays {
    let sets: Vec<&HolidaySet> = chosen.sets.iter().filter_map(HolidaySet::find).collect();
    let is_known = |name: &&Name| sets.iter().any(|set| set.has(name.as_str()));
    let shown: Vec<String> =
        before.map(|before| holidays(before, year)).unwrap_or_default().into_iter().map(|of| of.name).collect();
    let is_unseen = |name: &&Name| !shown.iter().any(|shown| shown == name.as_str()) && !chosen.worked.contains(name);
    let unseen = before.into_iter().flat_map(|before| &before.worked).filter(is_unseen);
    KeptHolidays {
        sets: chosen.sets.clone(),
        worked: chosen.worked.iter().chain(unseen).filter(is_known).cloned().collect(),
    }
}

/// The year that is shown first.
fn year_of(desk: &Desk, whose: &Whose) -> i16 {
    whose.zone().date_of(desk.engine().now()).year()
}

async fn save(filled: &Filled, whose: &Whose, holidays: Option<KeptHolidays>) -> Result<(), Problem> {
    let mut profile = whose.host.profile.clone();
    profile.holidays = holidays;
    let command = ReplaceHost { host: whose.host.id, profile, future_bookings: FutureBookings::Refuse };
    filled.desk.engine().replace_host(&filled.desk.principal, filled.writing(command)).await?;
    Ok(())
}

/// A page with what is kept; `None` keeps what the tenant keeps.
fn page(desk: &Desk, whose: &Whose, (status, entered, own): (StatusCode, &Entered, Option<&KeptHolidays>)) -> Answer {
    let sets: Vec<SetChoice> = desk.engine().list_holiday_sets(&desk.principal)?.map(choice).collect();
    let choices = |codes: &[HolidaySetCode]| -> Vec<SetChoice> {
        codes.iter().filter_map(HolidaySet::find).map(choice).collect()
    };
    let of_tenant = &desk.principal.tenant().settings.defaults.holidays;
    let kept = own.unwrap_or(of_tenant);
    let year = year_of(desk, whose);
    let names: Vec<String> = choices(&of_tenant.sets).into_iter().map(|set| set.name).collect();
    let page = HolidaysPage {
        whose: whose.shown(),
        year,
        of_tenant: &if names.is_empty() { "none".to_owned() } else { names.join(", ") },
        follows: own.is_none(),
        entered,
        chosen: &own.map(|kept| choices(&kept.sets)).unwrap_or_default(),
        sets: &sets,
        holidays: &holidays(kept, year),
    };
    Ok(desk.show((status, Section::Availability), |shell, frame| page.render(shell, frame)))
}

fn choice(set: &'static HolidaySet) -> SetChoice {
    let code = set.code();
    let country = code.country().parse().ok().filter(|country| country != code);
    let country = country.as_ref().and_then(HolidaySet::find).map(|country| country.name().to_owned());
    SetChoice { code: code.as_str().to_owned(), name: set.name().to_owned(), country }
}

/// The holidays of the sets in this year and the next, in the order of their first dates.
fn holidays(kept: &KeptHolidays, year: i16) -> Vec<HolidayOfYears> {
    let day = |year: i16, month, day| Date::new(year, month, day).unwrap_or(Date::MAX);
    let sets = kept.sets.iter().filter_map(HolidaySet::find);
    let mut found: Vec<_> = sets.flat_map(|set| set.between(day(year, 1, 1), day(year + 1, 12, 31))).collect();
    found.sort_unstable();
    found.dedup_by_key(|holiday| (holiday.date, holiday.name));
    let mut places: BTreeMap<&str, usize> = BTreeMap::new();
    let mut listed: Vec<HolidayOfYears> = Vec::new();
    for holiday in found {
        let at = *places.entry(holiday.name).or_insert(listed.len());
        if at == listed.len() {
            let is_worked = kept.worked.iter().any(|name| name.as_str() == holiday.name);
            listed.push(HolidayOfYears { name: holiday.name.to_owned(), dates: Vec::new(), is_worked });
        }
        if let Some(of) = listed.get_mut(at) {
            of.dates.push((holiday.date, holiday.is_estimated));
        }
    }
    listed
}
