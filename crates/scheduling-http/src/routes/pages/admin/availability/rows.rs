//! What the buttons of a form with rows of hours do to it, before it is anybody's wish: rows are taken out and copied.

use scheduling_core::MAX_WINDOWS;
use scheduling_render::pages::admin::WEEK;
use serde_json::{Map, Value};

use super::super::filled::Form;

/// What a form is sent for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Wish {
    /// It is done.
    Save,
    /// It is tried, and shown again with what it would do.
    Try,
    /// It is shown again, with its rows changed.
    Edit,
}

impl Wish {
    /// What the form is sent for. Its rows are changed as the button says.
    pub(super) fn of(form: &mut Form) -> Self {
        match form.own("_do") {
            "simulate" => return Self::Try,
            "copy" => copy(form),
            "more" => {}
            // The row is not there any more.
            word if word.starts_with("remove ") => {}
            _ => return Self::Save,
        }
        Self::Edit
    }
}

/// Makes of what fields can say what the API is told: without any hours a week is empty and a date is off, and what ends at
/// 00:00 ends with the date.
pub(super) fn complete(form: &mut Form) {
    let Some(members) = form.json.as_object_mut() else { return };
    let week = members.entry("weeklySchedule").or_insert_with(|| Map::new().into());
    week.as_object_mut().into_iter().flatten().for_each(|(_, day)| at_midnight(day));
    for date in members.get_mut("overrides").and_then(Value::as_array_mut).into_iter().flatten() {
        let Some(date) = date.as_object_mut() else { continue };
        at_midnight(date.entry("windows").or_insert_with(|| Value::Array(Vec::new())));
    }
}

fn at_midnight(windows: &mut Value) {
    windows.as_array_mut().into_iter().flatten().for_each(|window| end_at_midnight(window, "end"));
}

/// What ends at 00:00 ends with the date: fields for times know no 24:00.
pub(super) fn end_at_midnight(of: &mut Value, end: &str) {
    if let Some(end) = of.get_mut(end).filter(|end| *end == "00:00") {
        *end = "24:00".into();
    }
}

/// Copies the hours of one weekday to others.
fn copy(form: &mut Form) {
    let from = form.own("_from").to_owned();
    let to: Vec<&str> =
        WEEK.map(|(day, _)| day).into_iter().filter(|day| !form.own(&format!("_to-{day}")).is_empty()).collect();
    let Some(week) = form.json.get_mut("weeklySchedule").and_then(Value::as_object_mut) else { return };
    let mut hours = week.get(&from).cloned().unwrap_or_else(|| Value::Array(Vec::new()));
    // More are refused, and need not be shown for each day.
    hours.as_array_mut().into_iter().for_each(|hours| hours.truncate(MAX_WINDOWS + 1));
    week.extend(to.into_iter().map(|day| (day.to_owned(), hours.clone())));
}
