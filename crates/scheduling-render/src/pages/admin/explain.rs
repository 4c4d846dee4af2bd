//! Why times are free or not: a week, date by date.

use jiff::{Timestamp, civil::Date};
use maud::{Markup, html};
use scheduling_core::{Zone, slots::Reason};

use super::{Section, Shell};
use crate::pages::{
    Frame,
    words::{long_date, short_date, time},
};

/// Starts one after the other of which the rules say the same.
#[derive(Clone, Debug)]
pub struct Stretch {
    /// The first start.
    pub first: Timestamp,
    /// The last one.
    pub last: Timestamp,
    /// How many they are.
    pub count: usize,
    /// What takes them away; nothing if they are free.
    pub reasons: Vec<Reason>,
    /// Of a team, what takes them away at each host, by name.
    pub hosts: Vec<(String, Vec<Reason>)>,
}

/// Why times are free or not.
#[derive(Clone, Copy, Debug)]
pub struct ExplainPage<'a> {
    /// The event types that can be asked about: id and name.
    pub event_types: &'a [(String, String)],
    /// The one that is asked about.
    pub event_type: &'a str,
    /// Whether it can be booked at all.
    pub is_open: bool,
    /// The dates.
    pub days: &'a [(Date, Vec<Stretch>)],
    /// In which zone dates and times are meant.
    pub zone: &'a Zone,
    /// Where the week before and the week after are.
    pub weeks: (&'a str, &'a str),
}

impl ExplainPage<'_> {
    /// The whole document.
    #[must_use]
    pub fn render(&self, shell: &Shell<'_>, frame: &Frame<'_>) -> String {
        let body = html! {
            @if self.event_types.is_empty() {
                div.empty { p { "There is no event type to ask about yet." } }
            } @else {
                (self.question())
                @if !self.is_open {
                    p.note { "Nobody can book this at present: the event type, or whoever takes its meetings, is not active." }
                }
                p.quiet { "Starts are shown in steps of a quarter of an hour, in " (self.zone.name().replace('_', " ")) "." }
                nav.pages aria-label="Weeks" {
                    a href=(self.weeks.0) { "Week before" }
                    a href=(self.weeks.1) { "Week after" }
                }
                div.week { @for (date, stretches) in self.days { (self.day(*date, stretches)) } }
            }
        };
        shell.document(frame, Section::Explain.title(), &body)
    }

    fn question(&self) -> Markup {
        let first = self.days.first().map(|(date, _)| *date);
        html! {
            form.filters method="get" action=(Section::Explain.path()) {
                div.field {
                    label for="event-type" { "Event type" }
                    select #event-type name="eventType" {
                        @for (id, name) in self.event_types { option value=(id) selected[id == self.event_type] { (name) } }
                    }
                }
                div.field {
                    label for="date" { "Week from" }
                    input #date type="date" name="date" value=[first];
                }
                p.actions { button { "Explain" } }
            }
        }
    }

    fn day(&self, date: Date, stretches: &[Stretch]) -> Markup {
        let free: usize =
            stretches.iter().filter(|stretch| stretch.reasons.is_empty()).map(|stretch| stretch.count).sum();
        html! {
            section {
                h2 { (long_date(date)) }
                p.quiet { @if free == 1 { "1 free start" } @else { (free) " free starts" } }
                ol.stretches {
                    @for stretch in stretches {
                        li.free[stretch.reasons.is_empty()] {
                            strong {
                                time datetime=(stretch.first) { (time(stretch.first, self.zone)) }
                                @if stretch.count > 1 { "–" time datetime=(stretch.last) { (time(stretch.last, self.zone)) } }
                            }
                            div {
                                @if stretch.reasons.is_empty() { "Free" } @else { (self.why(&stretch.reasons)) }
                                @if !stretch.hosts.is_empty() {
                                    details {
                                        summary { "Host by host" }
                                        dl {
                                            @for (host, reasons) in &stretch.hosts {
                                                dt dir="auto" { (host) }
                                                dd { @if reasons.is_empty() { "Free" } @else { (self.why(reasons)) } }
                                            }
                                        }
                                    }
                                }
                            }
                        }
                    }
                }
            }
        }
    }

    fn why(&self, reasons: &[Reason]) -> Markup {
        html! { @for (place, reason) in reasons.iter().enumerate() { @if place > 0 { "; " } (self.reason(reason)) } }
    }

    fn reason(&self, reason: &Reason) -> Markup {
        let moment = |at: Timestamp| format!("{}, {}", short_date(at, self.zone), time(at, self.zone));
        html! {
            @match reason {
                Reason::OutsideHours => { "Outside of the hours" },
                Reason::OffGrid => { "Not on the grid of starts" },
                Reason::Notice { until } => { "Too soon: possible from " (moment(*until)) },
                Reason::Window { last_date } => { "Too far ahead: possible until " (long_date(*last_date)) },
                Reason::Limit { period, count, max, .. } => {
                    "Limit reached: " (count) " of " (max) " in this " (format!("{period:?}").to_lowercase())
                },
                Reason::Blocked { .. } => { "Time off" },
                Reason::Holiday { holiday } => { "Public holiday: " (holiday.name) },
                Reason::Booked { booking } => { a href={ "/admin/bookings/" (booking) } { "Booked" } },
                Reason::Held { .. } => { "Kept for somebody who is booking" },
                Reason::Busy { interval } => {
                    "Busy in another calendar until " (time(interval.end, self.zone))
                },
            }
        }
    }
}
