//! What a change would do before it is made: free times that come and go, and bookings that would not fit any more.

use std::collections::BTreeMap;

use jiff::{Timestamp, civil::Date};
use maud::{Markup, html};
use scheduling_core::{BookingId, Interval, Zone};

use crate::pages::words::{long_date, short_date, time};

/// How many dates are shown at once.
const SHOWN_DATES: usize = 7;

/// The event types on which a change can be tried.
#[derive(Clone, Copy, Debug)]
pub struct Tried<'a> {
    /// Ids with names.
    pub event_types: &'a [(String, String)],
    /// The chosen one.
    pub chosen: &'a str,
    /// What the change would do to it, if somebody wants to know.
    pub impact: Option<&'a Impact>,
}

/// What a change would do.
#[derive(Clone, Debug)]
pub struct Impact {
    /// The event type whose free times are compared.
    pub event_type: String,
    /// The first date on which they are.
    pub first: Date,
    /// The last one.
    pub last: Date,
    /// In which zone times are shown.
    pub zone: Zone,
    /// The starts that there would be and are not.
    pub gained: Vec<Timestamp>,
    /// The starts that there are and would not be.
    pub lost: Vec<Timestamp>,
    /// The bookings that would not fit any more; of very many, the first.
    pub outside: Vec<Outside>,
    /// How many these are in all.
    pub outside_count: usize,
    /// What it leaves out, if it leaves something out.
    pub note: Option<&'static str>,
}

/// A booking that would not fit any more.
#[derive(Clone, Debug)]
pub struct Outside {
    /// Which.
    pub booking: BookingId,
    /// With whom.
    pub invitee: String,
    /// What was booked.
    pub event_type: String,
    /// When.
    pub meeting: Interval,
    /// Whether it would be in time off; else it would be outside of the hours.
    pub is_blocked: bool,
}

impl Tried<'_> {
    /// The button that tries, with the event type on which it does.
    pub(super) fn button(&self) -> Markup {
        html! {
            @if !self.event_types.is_empty() {
                div.try {
                    label.unseen for="event-type" { "Event type on which the change is tried" }
                    select #event-type name="_event-type" {
                        @for (id, name) in self.event_types { option value=(id) selected[id == self.chosen] { (name) } }
                    }
                    button.quiet name="_do" value="simulate" { "What would change?" }
                }
            }
        }
    }

    /// What it would do.
    pub(super) fn told(&self) -> Markup {
        html! { @if let Some(impact) = self.impact { (impact.render()) } }
    }
}

/// What comes and goes on one date.
type OfDate = (Vec<Timestamp>, Vec<Timestamp>);

impl Impact {
    fn render(&self) -> Markup {
        let dates = self.by_date();
        let (shown, rest) = dates.split_at(dates.len().min(SHOWN_DATES));
        html! {
            section.impact role="status" {
                h2 { "What would change" }
                p.quiet {
                    "Nothing is saved yet. Free times for " bdi { (self.event_type) } " from "
                    (long_date(self.first)) " to " (long_date(self.last)) " are compared."
                    @if let Some(note) = self.note { " " (note) }
                }
                dl.figures {
                    (figure("Free times that come", self.gained.len()))
                    (figure("Free times that go", self.lost.len()))
                    (figure("Bookings that no longer fit", self.outside_count))
                }
                @if !self.outside.is_empty() { (self.bookings()) }
                @if !dates.is_empty() {
                    h3 { "Free times by date" }
                    (self.table(shown))
                    @if !rest.is_empty() {
                        details { summary { (rest.len()) " more dates" } (self.table(rest)) }
                    }
                }
            }
        }
    }

    fn by_date(&self) -> Vec<(Date, OfDate)> {
        let mut dates: BTreeMap<Date, OfDate> = BTreeMap::new();
        for at in &self.gained {
            dates.entry(self.zone.date_of(*at)).or_default().0.push(*at);
        }
        for at in &self.lost {
            dates.entry(self.zone.date_of(*at)).or_default().1.push(*at);
        }
        dates.into_iter().collect()
    }

    fn bookings(&self) -> Markup {
        html! {
            h3 { "Bookings that no longer fit" }
            p.hint { "They stay booked when you save. Move or cancel those that cannot take place." }
            ul.told {
                @for outside in &self.outside {
                    li {
                        a href={ "/admin/bookings/" (outside.booking) } {
                            (short_date(outside.meeting.start, &self.zone)) ", "
                            (time(outside.meeting.start, &self.zone)) "–" (time(outside.meeting.end, &self.zone))
                        }
                        " " bdi { (outside.event_type) } " with " bdi { (outside.invitee) } " "
                        span.badge { @if outside.is_blocked { "in time off" } @else { "outside the hours" } }
                    }
                }
            }
            @if self.outside_count > self.outside.len() {
                p.quiet { "And " (self.outside_count - self.outside.len()) " more." }
            }
        }
    }

    fn table(&self, dates: &[(Date, OfDate)]) -> Markup {
        html! {
            table.list {
                thead { tr { th scope="col" { "Date" } th scope="col" { "Come" } th scope="col" { "Go" } } }
                tbody {
                    @for (date, (gained, lost)) in dates {
                        tr {
                            th scope="row" data-label="Date" { (date.strftime("%a, %-d %b %Y")) }
                            td data-label="Come" { (self.times(gained)) }
                            td data-label="Go" { (self.times(lost)) }
                        }
                    }
                }
            }
        }
    }

    fn times(&self, starts: &[Timestamp]) -> Markup {
        html! {
            @if starts.is_empty() { span.quiet { "none" } } @else {
                span { (starts.iter().map(|at| time(*at, &self.zone)).collect::<Vec<_>>().join(", ")) }
            }
        }
    }
}

fn figure(name: &str, count: usize) -> Markup {
    html! { div { dt { (name) } dd { strong { (count) } } } }
}
