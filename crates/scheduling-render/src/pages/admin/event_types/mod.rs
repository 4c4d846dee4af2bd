//! Event types: the list, and a form with all that can be set of one.

mod form;
mod hosts;
mod list;
mod new;
mod questions;

use scheduling_core::{Color, LocationKind, QuestionKind, ReminderTiming, SchedulingKind};

pub use self::{
    form::{EventTypePage, TakenBy},
    list::{EventTypesPage, ListedType, TypeView},
    new::{NewEventTypePage, OwnerChoice},
};

const fn color(color: Color) -> &'static str {
    match color {
        Color::Green => "Green",
        Color::Mint => "Mint",
        Color::Blue => "Blue",
        Color::Purple => "Purple",
        Color::Orange => "Orange",
        Color::Red => "Red",
        Color::Gray => "Gray",
    }
}

const fn location(kind: LocationKind) -> &'static str {
    match kind {
        LocationKind::GoogleMeet => "Google Meet",
        LocationKind::Zoom => "Zoom",
        LocationKind::Phone => "Telephone",
        LocationKind::InPerson => "In person",
        LocationKind::Custom => "Somewhere else",
    }
}

const fn question(kind: QuestionKind) -> &'static str {
    match kind {
        QuestionKind::Text => "One line of text",
        QuestionKind::Textarea => "Several lines of text",
        QuestionKind::Select => "One of several choices",
        QuestionKind::Phone => "Telephone number",
        QuestionKind::Checkbox => "Box to tick",
    }
}

const fn reminder(timing: ReminderTiming) -> &'static str {
    match timing {
        ReminderTiming::Hours48 => "2 days",
        ReminderTiming::Hours24 => "1 day",
        ReminderTiming::Hours2 => "2 hours",
        ReminderTiming::Hours1 => "1 hour",
        ReminderTiming::Minutes30 => "30 minutes",
        ReminderTiming::Minutes15 => "15 minutes",
    }
}

const fn scheduling(kind: SchedulingKind) -> &'static str {
    match kind {
        SchedulingKind::RoundRobin => "Round robin",
        SchedulingKind::Collective => "All together",
        SchedulingKind::Individual => "Invitee chooses",
    }
}
