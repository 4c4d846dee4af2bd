//! Who and what can be booked: of a tenant, of a host, of a team, and among the hosts of one event type.

use maud::{Markup, html};
use scheduling_core::Minutes;

use crate::pages::Frame;

/// Everybody who can be booked at a tenant, or all that can be booked with a host or a team.
#[derive(Clone, Copy, Debug)]
pub struct Directory<'a> {
    /// Whose it is.
    pub name: &'a str,
    /// What can be booked.
    pub offered: &'a [Offered<'a>],
    /// The teams.
    pub teams: &'a [PersonLink<'a>],
    /// The people; of a team those whom it shows.
    pub people: &'a [PersonLink<'a>],
}

/// An event type that can be booked.
#[derive(Clone, Debug)]
pub struct Offered<'a> {
    /// What it is called.
    pub name: &'a str,
    /// What it is about.
    pub description: Option<&'a str>,
    /// How long it lasts.
    pub duration: Minutes,
    /// Where it is booked.
    pub href: String,
}

/// Somebody who can be booked.
#[derive(Clone, Debug)]
pub struct PersonLink<'a> {
    /// What they are called.
    pub name: &'a str,
    /// Where they are booked.
    pub href: String,
}

/// Who of a team is to take the meeting.
#[derive(Clone, Copy, Debug)]
pub struct HostsPage<'a> {
    /// What is booked.
    pub name: &'a str,
    /// Who takes it.
    pub hosts: &'a [PersonLink<'a>],
}

impl Directory<'_> {
    /// The document.
    #[must_use]
    pub fn render(&self, frame: &Frame<'_>) -> String {
        let words = frame.words();
        let is_empty = self.offered.is_empty() && self.teams.is_empty() && self.people.is_empty();
        let body = html! {
            h1 dir="auto" { (self.name) }
            @if is_empty { p { (words.nothing_offered) } }
            @if !self.offered.is_empty() {
                p { (words.choose_what) }
                ul.cards {
                    @for offered in self.offered {
                        li { a href=(offered.href) {
                            strong dir="auto" { (offered.name) }
                            span.quiet { ((words.lasts)(offered.duration)) }
                            @if let Some(description) = offered.description { span.text dir="auto" { (first_line(description)) } }
                        } }
                    }
                }
            }
            (people(words.teams, self.teams))
            (people(words.people, self.people))
        };
        frame.document(self.name, &body)
    }
}

impl HostsPage<'_> {
    /// The document.
    #[must_use]
    pub fn render(&self, frame: &Frame<'_>) -> String {
        let words = frame.words();
        let body = html! {
            h1 dir="auto" { (self.name) }
            p { (words.choose_host) }
            (cards(self.hosts))
        };
        frame.document(self.name, &body)
    }
}

fn people(heading: &str, people: &[PersonLink<'_>]) -> Markup {
    html! {
        @if !people.is_empty() {
            h2 { (heading) }
            (cards(people))
        }
    }
}

fn cards(people: &[PersonLink<'_>]) -> Markup {
    html! {
        ul.cards {
            @for person in people {
                li { a href=(person.href) { strong dir="auto" { (person.name) } } }
            }
        }
    }
}

/// As much of a description as a list has room for.
fn first_line(description: &str) -> &str {
    description.lines().next().unwrap_or_default()
}
