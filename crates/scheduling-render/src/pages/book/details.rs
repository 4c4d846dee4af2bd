//! What is asked of whoever books: the form, with what was typed before and what is wrong with it.

use jiff::{SignedDuration, Timestamp};
use maud::{Markup, PreEscaped, html};
use scheduling_core::{Zone, slots::Slot};

use super::{Clock, Offer, Submit};
use crate::pages::{
    Frame, Obstacle, notice,
    words::{Words, date, labelled_with_date, time_on, zone_name},
};

/// The form of a booking.
#[derive(Clone, Copy, Debug)]
pub struct DetailsPage<'a> {
    /// What is booked.
    pub offer: Offer<'a>,
    /// In which zone times are.
    pub zone: &'a Zone,
    /// How they are shown.
    pub clock: Clock,
    /// When it is.
    pub times: Times<'a>,
    /// For how long the time is kept; none if it is not.
    pub kept: Option<SignedDuration>,
    /// What is asked.
    pub fields: &'a [Field<'a>],
    /// What books it.
    pub form: Submit<'a>,
    /// Where the form is sent to choose another time.
    pub other_times: &'a str,
    /// Why it was not booked before.
    pub obstacle: Option<Obstacle>,
}

/// When it is.
#[derive(Clone, Copy, Debug)]
pub enum Times<'a> {
    /// The time that was chosen.
    Chosen(Timestamp),
    /// That one is gone; these are free.
    Instead(&'a [Slot]),
}

/// Something that is asked.
#[derive(Clone, Debug)]
pub struct Field<'a> {
    /// Its name in the form.
    pub name: &'a str,
    /// What is asked; none for those that every form has.
    pub label: Option<&'a str>,
    /// How it is answered.
    pub kind: FieldKind<'a>,
    /// Whether it must be.
    pub required: bool,
    /// A hint in the empty field.
    pub placeholder: Option<&'a str>,
    /// What it says already.
    pub value: &'a str,
    /// What is wrong with that.
    pub problem: Option<FieldProblem>,
}

/// How something is answered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FieldKind<'a> {
    /// With one's name.
    Name,
    /// With an address.
    Email,
    /// With a telephone number.
    Phone,
    /// With addresses of people who come along.
    Guests,
    /// With one line.
    Line,
    /// With several.
    Lines,
    /// With one of these.
    OneOf(Vec<&'a str>),
    /// With yes or no.
    Check,
}

/// What is wrong with an answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FieldProblem {
    /// There is none.
    Missing,
    /// It is no address.
    Email,
    /// One of them is no address, or there are too many.
    Guests,
    /// It is no telephone number.
    Phone,
    /// It is too long, or has what cannot be printed.
    Text,
    /// It is none of those that there are.
    Option,
}

impl FieldProblem {
    /// All of them.
    pub const ALL: [Self; 6] = [Self::Missing, Self::Email, Self::Guests, Self::Phone, Self::Text, Self::Option];
}

impl DetailsPage<'_> {
    /// The document.
    #[must_use]
    pub fn render(&self, frame: &Frame<'_>) -> String {
        let words = frame.words();
        let when = match self.times {
            Times::Chosen(start) => Some(self.when(words, start)),
            Times::Instead(_) => None,
        };
        let is_gone = matches!(self.times, Times::Instead([]));
        let body = html! {
            (self.offer.summary(words, when.as_ref()))
            section.details {
                (notice::said(words, self.obstacle))
                @if is_gone {
                    form method="post" action=(self.other_times) {
                        (self.form.fields())
                        p.actions { button.quiet type="submit" { (words.other_times) } }
                    }
                } @else {
                    h2 { (words.your_details) }
                    (self.form(words))
                }
            }
        };
        frame.laid_out(self.offer.name, "wide", &body)
    }

    fn when(&self, words: &Words, start: Timestamp) -> Markup {
        let end = start + SignedDuration::from_mins(self.offer.duration.0.into());
        html! {
            dt { (words.when) }
            dd {
                time datetime=(start) { (date(start, self.zone)) ", " (time_on(start, self.zone, self.clock)) }
                " – " time datetime=(end) { (time_on(end, self.zone, self.clock)) }
                " " span.zone { "(" (zone_name(start, self.zone)) ")" }
            }
        }
    }

    fn form(&self, words: &Words) -> Markup {
        html! {
            form method="post" action=(self.form.action) {
                (self.form.fields())
                @match self.times {
                    Times::Chosen(start) => input type="hidden" name="start" value=(start);,
                    Times::Instead(slots) => fieldset {
                        legend { (words.free_instead) }
                        div.times.long {
                            @for (start, label) in labelled_with_date(slots, self.zone, self.clock) {
                                label { input type="radio" name="start" value=(start) required; span { (label) } }
                            }
                        }
                    },
                }
                @for field in self.fields { (field.asked(words)) }
                @if let Some(kept) = self.kept { (countdown(words, kept)) }
                p.actions {
                    button type="submit" { @if self.offer.requires_approval { (words.ask_for_it) } @else { (words.book_it) } }
                    button.quiet type="submit" formaction=(self.other_times) formnovalidate { (words.other_times) }
                }
            }
        }
    }
}

/// For how long the time is kept. A clock that is read out every second would let nobody hear anything else.
fn countdown(words: &Words, kept: SignedDuration) -> Markup {
    html! {
        p #kept .quiet aria-live="off" data-left=(kept.as_secs()) data-running=(words.kept_clock)
            data-minute=(words.kept_a_minute) data-over=(words.kept_no_more) { ((words.kept_for)(kept)) }
        p #kept-told .heard role="status" {}
    }
}

impl Field<'_> {
    fn asked(&self, words: &Words) -> Markup {
        let own = match self.kind {
            FieldKind::Name => words.your_name,
            FieldKind::Email => words.your_email,
            FieldKind::Phone => words.your_phone,
            FieldKind::Guests => words.guests_by_line,
            FieldKind::Lines => words.your_notes,
            FieldKind::Line | FieldKind::OneOf(_) | FieldKind::Check => "",
        };
        let (id, label) = (format!("field-{}", self.name), self.label.unwrap_or(own));
        let wrong = self.problem.map(|problem| (words.wrong_field)(problem));
        let described = wrong.map(|_| format!("{id}-wrong"));
        html! {
            div.field {
                @if self.kind == FieldKind::Check {
                    label.check for=(id) { (self.control(&id, described.as_deref())) " " span dir="auto" { (label) } (self.mark(words)) }
                } @else {
                    label for=(id) { span dir="auto" { (label) } (self.mark(words)) }
                    (self.control(&id, described.as_deref()))
                }
                @if let Some(wrong) = wrong { p.wrong id={ (id) "-wrong" } { (wrong) } }
            }
        }
    }

    /// Whether it must be answered.
    fn mark(&self, words: &Words) -> Markup {
        html! { @if !self.required { " " span.quiet { "(" (words.optional) ")" } } }
    }

    fn control(&self, id: &str, described: Option<&str>) -> Markup {
        let invalid = described.map(|_| "true");
        let line = |kind: &str, autocomplete: Option<&str>, most: usize| {
            html! {
                input id=(id) name=(self.name) type=(kind) value=(self.value) required[self.required] maxlength=(most) dir="auto"
                    autocomplete=[autocomplete] placeholder=[self.placeholder] aria-invalid=[invalid] aria-describedby=[described];
            }
        };
        let lines = |rows: u8| {
            html! {
                textarea id=(id) name=(self.name) rows=(rows) required[self.required] maxlength="5000" dir="auto"
                    placeholder=[self.placeholder] aria-invalid=[invalid] aria-describedby=[described] {
                    // HTML leaves a line break out that follows the tag: one that was written stays.
                    (PreEscaped("\n")) (self.value)
                }
            }
        };
        match &self.kind {
            FieldKind::Name => line("text", Some("name"), 100),
            FieldKind::Email => line("email", Some("email"), 254),
            FieldKind::Phone => line("tel", Some("tel"), 50),
            FieldKind::Line => line("text", None, 500),
            FieldKind::Guests => lines(2),
            FieldKind::Lines => lines(4),
            FieldKind::OneOf(options) => html! {
                select id=(id) name=(self.name) required[self.required] aria-invalid=[invalid] aria-describedby=[described] {
                    option value="" { (self.placeholder.unwrap_or_default()) }
                    @for option in options { option value=(option) selected[*option == self.value] { (option) } }
                }
            },
            FieldKind::Check => html! {
                input id=(id) name=(self.name) type="checkbox" value="yes" checked[self.value == "yes"] required[self.required]
                    aria-invalid=[invalid] aria-describedby=[described];
            },
        }
    }
}
