//! The list of teams.

use maud::{Markup, html};
use scheduling_core::{Role, Team};

use crate::pages::{
    Frame,
    admin::{Section, Shell, inputs::address},
};

/// A team in the list.
#[derive(Clone, Debug)]
pub struct ListedTeam<'a> {
    /// What it is.
    pub team: &'a Team,
    /// Where it is booked.
    pub page: String,
    /// The same as others are sent it.
    pub address: String,
}

/// The list of teams.
#[derive(Clone, Copy, Debug)]
pub struct TeamsPage<'a> {
    /// Whether the archived ones are looked at.
    pub archived: bool,
    /// What was found.
    pub teams: &'a [ListedTeam<'a>],
    /// Where the list goes on.
    pub next: Option<&'a str>,
    /// Where the list begins, if this is not there.
    pub first: Option<&'a str>,
}

impl TeamsPage<'_> {
    /// The whole document.
    #[must_use]
    pub fn render(&self, shell: &Shell<'_>, frame: &Frame<'_>) -> String {
        let heading = html! {
            div.heading {
                h1 { (Section::Teams.title()) }
                @if shell.role != Role::Member { p.actions { a.button.primary href="/admin/teams/new" { "New team" } } }
            }
        };
        let body = html! {
            nav.tabs aria-label="Which teams" {
                ul {
                    li { a href="/admin/teams" aria-current=[(!self.archived).then_some("page")] { "Active" } }
                    li { a href="/admin/teams?view=archived" aria-current=[self.archived.then_some("page")] { "Archived" } }
                }
            }
            @if self.teams.is_empty() { (self.nothing(shell)) } @else {
                ul.items { @for listed in self.teams { (item(listed)) } }
            }
            @if self.next.is_some() || self.first.is_some() {
                nav.pages aria-label="Pages of the list" {
                    @if let Some(first) = self.first { a href=(first) { "To the beginning" } }
                    @if let Some(next) = self.next { a href=(next) { "Next" } }
                }
            }
        };
        shell.with_heading(frame, Section::Teams.title(), &heading, &body)
    }

    fn nothing(&self, shell: &Shell<'_>) -> Markup {
        html! {
            div.empty {
                @if self.archived { p { "No team is archived." } }
                @else if shell.role == Role::Member { p { "You administer no team. An admin of your organisation can change that." } }
                @else {
                    p { strong { "There is no team yet." } }
                    p.quiet { "The members of a team take meetings in turn, together, or as the invitee chooses." }
                    p.actions { a.button.primary href="/admin/teams/new" { "Make the first team" } }
                }
            }
        }
    }
}

fn item(listed: &ListedTeam<'_>) -> Markup {
    let ListedTeam { team, page, address: url } = listed;
    let (here, name) = (format!("/admin/teams/{}", team.id), team.details.name.as_str());
    let is_archived = team.archived_at.is_some();
    let of = html! { span.unseen { " " bdi { (name) } } };
    html! {
        li.item {
            h2 { a href=(here) dir="auto" { (name) } }
            p.facts {
                @if let Some(first) = team.details.description.as_ref().and_then(|text| text.as_str().lines().next()) {
                    span.quiet dir="auto" { (first) }
                }
                @if team.details.settings.round_robin { span.badge { "Round robin" } }
            }
            @if !is_archived { (address(&format!("Address of {name}"), url)) }
            div.actions {
                a.button.small href=(here) { @if is_archived { "Look at it" } @else { "Edit" } (of) }
                @if !is_archived {
                    a.button.small href={ "/admin/event-types?of=team:" (team.id) } { "Event types" (of) }
                    a.button.small href=(page) { "Preview" (of) }
                }
            }
        }
    }
}
