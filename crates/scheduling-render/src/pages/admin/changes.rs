//! Who changed what.

use jiff::Timestamp;
use maud::{Markup, html};
use scheduling_core::Zone;

use super::{Section, Shell};
use crate::pages::{
    Frame,
    words::{date, time},
};

/// Something that was changed.
#[derive(Clone, Debug)]
pub struct Changed {
    /// When.
    pub at: Timestamp,
    /// What was done, such as `event type updated`.
    pub what: String,
    /// Who did it.
    pub who: String,
    /// Where what was changed is shown, if there is a page for it.
    pub link: Option<String>,
    /// What was there before and afterwards, for people to read.
    pub details: Vec<(String, String, String)>,
}

/// Who changed what, the newest first.
#[derive(Clone, Copy, Debug)]
pub struct ChangesPage<'a> {
    /// The kinds of things by which the list can be narrowed.
    pub kinds: &'a [(&'a str, String)],
    /// The chosen one.
    pub kind: &'a str,
    /// From which date on.
    pub from: &'a str,
    /// Up to which date, itself included.
    pub to: &'a str,
    /// What was changed.
    pub changes: &'a [Changed],
    /// In which zone times are shown.
    pub zone: &'a Zone,
    /// Where the list goes on.
    pub next: Option<&'a str>,
    /// Where the list begins, if this is not there.
    pub first: Option<&'a str>,
}

impl ChangesPage<'_> {
    /// The whole document.
    #[must_use]
    pub fn render(&self, shell: &Shell<'_>, frame: &Frame<'_>) -> String {
        let body = html! {
            (self.filters())
            @if self.changes.is_empty() {
                div.empty { p { "No change is like that." } }
            } @else {
                p.quiet { "Times are in " (self.zone.name().replace('_', " ")) "." }
                ol.told {
                    @for change in self.changes { li { (self.change(change)) } }
                }
            }
            @if self.next.is_some() || self.first.is_some() {
                nav.pages aria-label="Pages of the list" {
                    @if let Some(first) = self.first { a href=(first) { "To the beginning" } }
                    @if let Some(next) = self.next { a href=(next) { "Earlier" } }
                }
            }
        };
        shell.document(frame, Section::Changes.title(), &body)
    }

    fn filters(&self) -> Markup {
        html! {
            form.filters method="get" action=(Section::Changes.path()) role="search" aria-label="Changes" {
                div.field {
                    label for="kind" { "What was changed" }
                    select #kind name="kind" {
                        option value="" { "Everything" }
                        @for (word, label) in self.kinds {
                            option value=(word) selected[*word == self.kind] { (label) }
                        }
                    }
                }
                div.field { label for="from" { "From" } input #from type="date" name="from" value=(self.from); }
                div.field { label for="to" { "To" } input #to type="date" name="to" value=(self.to); }
                p.actions { button.quiet { "Filter" } }
            }
        }
    }

    fn change(&self, change: &Changed) -> Markup {
        html! {
            p {
                strong {
                    @if let Some(link) = &change.link { a href=(link) { (change.what) } } @else { (change.what) }
                }
                " " span.quiet { "by " bdi { (change.who) } }
            }
            p.quiet { time datetime=(change.at) { (date(change.at, self.zone)) ", " (time(change.at, self.zone)) } }
            @if !change.details.is_empty() {
                details {
                    summary { "What changed" }
                    table.list {
                        thead { tr { th scope="col" { "Field" } th scope="col" { "Before" } th scope="col" { "After" } } }
                        tbody {
                            @for (field, before, after) in &change.details {
                                tr {
                                    th scope="row" data-label="Field" { (field) }
                                    td data-label="Before" dir="auto" { (before) }
                                    td data-label="After" dir="auto" { (after) }
                                }
                            }
                        }
                    }
                }
            }
        }
    }
}
