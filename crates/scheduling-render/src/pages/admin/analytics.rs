//! Figures about a period, with charts.

use jiff::civil::Date;
use maud::{Markup, html};

use super::{
    Figure, Section, Shell,
    charts::{Bar, columns, share},
    dashboard::figures,
};
use crate::pages::Frame;

/// The figures of an event type or of a member.
#[derive(Clone, Debug)]
pub struct Row {
    /// What it is called.
    pub name: String,
    /// All bookings.
    pub total: u64,
    /// Those that were called off.
    pub cancelled: u64,
    /// Of a member: how much of the time that there is was booked, both in seconds.
    pub utilisation: Option<(u64, u64)>,
}

/// Figures about a period.
#[derive(Clone, Copy, Debug)]
pub struct AnalyticsPage<'a> {
    /// The first and the last date.
    pub dates: (Date, Date),
    /// In which zone they are meant.
    pub zone: &'a str,
    /// Whether bookings count when they were made; else when they take place.
    pub by_creation: bool,
    /// The event types by which the figures can be narrowed, and which was chosen.
    pub event_types: &'a [(String, String)],
    /// The chosen one.
    pub event_type: &'a str,
    /// What is wrong with what was asked for.
    pub problem: Option<&'a str>,
    /// The figures of all.
    pub figures: &'a [Figure<'a>],
    /// By date.
    pub trend: &'a [Bar],
    /// By weekday.
    pub weekdays: &'a [Bar],
    /// By hour.
    pub hours: &'a [Bar],
    /// By event type.
    pub types: &'a [Row],
    /// By member.
    pub members: &'a [Row],
}

impl AnalyticsPage<'_> {
    /// The whole document.
    #[must_use]
    pub fn render(&self, shell: &Shell<'_>, frame: &Frame<'_>) -> String {
        let body = html! {
            (self.question())
            @if let Some(problem) = self.problem { div.problem role="alert" { p { (problem) } } }
            (figures(self.figures))
            section { (columns("Bookings by date", ("Date", "Bookings"), self.trend)) }
            div.halves {
                section { (columns("Bookings by weekday", ("Weekday", "Bookings"), self.weekdays)) }
                section { (columns("Bookings by hour", ("Hour", "Bookings"), self.hours)) }
            }
            (rows("By event type", "Event type", self.types))
            (rows("By member", "Member", self.members))
        };
        shell.document(frame, Section::Analytics.title(), &body)
    }

    fn question(&self) -> Markup {
        html! {
            form.filters method="get" action=(Section::Analytics.path()) {
                div.field { label for="from" { "From" } input #from type="date" name="from" value=(self.dates.0); }
                div.field { label for="to" { "To" } input #to type="date" name="to" value=(self.dates.1); }
                div.field {
                    label for="by" { "A booking counts when" }
                    select #by name="by" {
                        option value="meeting" { "it takes place" }
                        option value="creation" selected[self.by_creation] { "it was made" }
                    }
                }
                div.field {
                    label for="event-type" { "Event type" }
                    select #event-type name="eventType" {
                        option value="" { "All" }
                        @for (id, name) in self.event_types { option value=(id) selected[id == self.event_type] { (name) } }
                    }
                }
                p.actions { button { "Show" } }
            }
            p.quiet { "Dates and hours are those of " (self.zone.replace('_', " ")) "." }
        }
    }
}

fn rows(title: &str, name: &str, rows: &[Row]) -> Markup {
    let most = rows.iter().map(|row| row.total).max().unwrap_or_default();
    let has_time = rows.iter().any(|row| row.utilisation.is_some());
    html! {
        section {
            h2 { (title) }
            @if rows.is_empty() { p.quiet { "Nothing was booked in this time." } } @else {
                table.list {
                    thead {
                        tr {
                            th scope="col" { (name) }
                            th scope="col" { "Bookings" }
                            th scope="col" { "Cancelled" }
                            @if has_time { th scope="col" { "Time booked" } }
                        }
                    }
                    tbody {
                        @for row in rows {
                            tr {
                                th scope="row" data-label=(name) dir="auto" { (row.name) }
                                td data-label="Bookings" { (row.total) " " (share(row.total, most)) }
                                td data-label="Cancelled" { (row.cancelled) }
                                @if has_time { td data-label="Time booked" { (time(row.utilisation)) } }
                            }
                        }
                    }
                }
            }
        }
    }
}

fn time(utilisation: Option<(u64, u64)>) -> Markup {
    html! {
        @match utilisation {
            Some((_, 0)) | None => { "–" },
            Some((booked, available)) => {
                (booked / 3600) " of " (available / 3600) " h " (share(booked, available))
            },
        }
    }
}
