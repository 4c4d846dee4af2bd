//! Where the host's side says when a meeting is, and which rules it sets aside for that: moving one, and booking for somebody.

use maud::{Markup, html};
use scheduling_core::{
    Booking, Question, QuestionKind, ShortText, Zone,
    slots::{OverridableRule, Slot},
};

use super::{
    Entered, Section, Shell,
    form::{Control, in_words},
    settings::options,
};
use crate::pages::{
    Clock, Frame, meeting,
    words::{Words, labelled_with_date},
};

/// When a meeting is to be.
#[derive(Clone, Copy, Debug)]
pub struct Moment<'a> {
    /// In which zone date and time are meant.
    pub zone: &'a Zone,
    /// The next free times instead of one that cannot be had.
    pub instead: &'a [Slot],
}

/// Asks when a meeting is to be moved to.
#[derive(Clone, Copy, Debug)]
pub struct MoveBookingPage<'a> {
    /// The booking.
    pub booking: &'a Booking,
    /// What was entered, and what is wrong with it.
    pub entered: &'a Entered,
    /// When it is to be.
    pub moment: Moment<'a>,
}

impl MoveBookingPage<'_> {
    /// The whole document.
    #[must_use]
    pub fn render(&self, shell: &Shell<'_>, frame: &Frame<'_>) -> String {
        let path = format!("/admin/bookings/{}", self.booking.id);
        let words = Words::of(scheduling_core::Locale::En);
        let fields = html! {
            (self.moment.fields(self.entered))
            (self.entered.lines(Control::new("reason", "What the invitee is told"), 2))
            (rules(self.entered))
            p.actions { button { "Move the meeting" } a.button href=(path) { "Leave it" } }
        };
        let body = html! {
            p { a href=(path) { "Back to the booking" } }
            (self.entered.summary())
            section { h2 { "Now" } (meeting::for_host(words, self.booking, self.moment.zone)) }
            section { h2 { "From now on" } (shell.form(&format!("{path}/move"), &fields)) }
        };
        shell.document(frame, "Move a meeting", &body)
    }
}

/// Asks for all that is needed to book for somebody.
#[derive(Clone, Copy, Debug)]
pub struct BookForPage<'a> {
    /// The event types that can be booked: id and name.
    pub event_types: &'a [(String, String)],
    /// The chosen one.
    pub event_type: &'a str,
    /// What it asks.
    pub questions: &'a [Question],
    /// Of a team's: the hosts, by username and name.
    pub hosts: &'a [(String, String)],
    /// What was entered, and what is wrong with it.
    pub entered: &'a Entered,
    /// When it is to be.
    pub moment: Moment<'a>,
}

impl BookForPage<'_> {
    /// The whole document.
    #[must_use]
    pub fn render(&self, shell: &Shell<'_>, frame: &Frame<'_>) -> String {
        let body = html! {
            p { a href=(Section::Bookings.path()) { "Bookings" } }
            (self.entered.summary_in(|name| self.words_for(name)))
            @if self.event_types.is_empty() { div.empty { p { "There is no event type that could be booked." } } } @else {
                (self.what())
                @if !self.event_type.is_empty() { (shell.form("/admin/bookings/new", &self.fields())) }
            }
        };
        shell.document(frame, "Book for somebody", &body)
    }

    /// What a field is called; that of an answer as its question.
    fn words_for(&self, name: &str) -> String {
        let is_it = |question: &&Question| name.strip_prefix("_answers/") == Some(question.id.as_str());
        self.questions.iter().find(is_it).map_or_else(|| in_words(name), |question| question.label.to_string())
    }

    fn what(&self) -> Markup {
        html! {
            form.filters method="get" action="/admin/bookings/new" {
                div.field {
                    label for="event-type" { "Event type" }
                    select #event-type name="eventType" {
                        @for (id, name) in self.event_types { option value=(id) selected[id == self.event_type] { (name) } }
                    }
                }
                p.actions { button.quiet { "Choose" } }
            }
        }
    }

    fn fields(&self) -> Markup {
        let entered = self.entered;
        html! {
            input type="hidden" name="eventTypeId" value=(self.event_type);
            section {
                h2 { "When" }
                (self.moment.fields(entered))
                @if !self.hosts.is_empty() {
                    (entered.choice(
                        Control::new("hostUsername", "Host").hint("Whoever is next, if nobody is chosen."),
                        &options("Nobody in particular", self.hosts),
                    ))
                }
            }
            section {
                h2 { "Who" }
                (entered.line(Control::new("invitee/name", "Name").required(), "text"))
                (entered.line(Control::new("invitee/email", "E-mail address").required(), "email"))
                (entered.line(Control::new("invitee/phone", "Telephone").hint("Such as +49 30 1234567."), "tel"))
                (entered.choice(
                    Control::new("timezone", "Time zone of the invitee").required(),
                    &super::form::zones(),
                ))
                (entered.lines(Control::new("invitee/notes", "Notes"), 3))
                @for question in self.questions { (self.question(question)) }
            }
            section { h2 { "Exceptions" } (rules(entered)) }
            p.actions { button { "Book" } }
        }
    }

    fn question(&self, question: &Question) -> Markup {
        let name = format!("_answers/{}", question.id);
        let control = Control::new(&name, question.label.as_str());
        let control = if question.required { control.required() } else { control };
        match question.kind {
            QuestionKind::Text => self.entered.line(control, "text"),
            QuestionKind::Phone => self.entered.line(control, "tel"),
            QuestionKind::Textarea => self.entered.lines(control, 3),
            QuestionKind::Checkbox => self.entered.tick(control),
            QuestionKind::Select => {
                let options = question.options.iter().map(ShortText::as_str).map(|option| (option, option));
                let options: Vec<_> = std::iter::once(("", "–")).chain(options).collect();
                self.entered.choice(control, &options)
            }
        }
    }
}

impl Moment<'_> {
    fn fields(&self, entered: &Entered) -> Markup {
        html! {
            // Whoever presses Enter means what is entered: of several buttons the first is pressed.
            button.unseen tabindex="-1" aria-hidden="true" { "Go on" }
            input type="hidden" name="_zone" value=(self.zone.name());
            @if !self.instead.is_empty() {
                fieldset {
                    legend { "These times are free" }
                    div.starts {
                        @for (start, label) in labelled_with_date(self.instead, self.zone, Clock::Hours24) {
                            button.start name="startTime" value=(start) { (label) }
                        }
                    }
                }
            }
            div.pairs {
                (entered.line(Control::new("_date", "Date").required(), "date"))
                (entered.line(
                    Control::new("_time", "Time").hint(&format!("In {}.", self.zone.name().replace('_', " "))).required(),
                    "time",
                ))
            }
        }
    }
}

fn rules(entered: &Entered) -> Markup {
    let rules: Vec<(&str, &str)> = OverridableRule::ALL
        .iter()
        .map(|rule| {
            let label = match rule {
                OverridableRule::OutsideHours => "The host's hours",
                OverridableRule::OffGrid => "The grid of starts",
                OverridableRule::TooSoon => "The notice",
                OverridableRule::TooFar => "The booking window",
                OverridableRule::LimitReached => "Limits",
                OverridableRule::Blocked => "Time off and holidays",
            };
            (rule.as_str(), label)
        })
        .collect();
    let is_open = entered.values.keys().chain(entered.faults.keys()).any(|name| name.starts_with("overrides"));
    html! {
        details open[is_open] {
            summary { "Set rules aside for this meeting" }
            p.hint { "Other meetings, and times that are kept for somebody, always count." }
            (entered.some_of(Control::new("overrides/rules/*", "What does not count"), &rules))
            (entered.lines(Control::new("overrides/reason", "Why").hint("Kept with the booking and in the audit log."), 2))
        }
    }
}
