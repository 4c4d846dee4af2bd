//! Whose a new event type is to be.

use maud::{Markup, html};

use crate::pages::{
    Frame,
    admin::{Section, Shell},
};

/// A person or a team who can have event types.
#[derive(Clone, Debug)]
pub struct OwnerChoice<'a> {
    /// What stands for it in addresses.
    pub word: String,
    /// What it is called.
    pub name: &'a str,
    /// Whether it is a team.
    pub is_team: bool,
}

/// Asks whose a new event type is to be.
#[derive(Clone, Copy, Debug)]
pub struct NewEventTypePage<'a> {
    /// Whose it can be.
    pub owners: &'a [OwnerChoice<'a>],
    /// Who is offered first.
    pub own: &'a str,
}

impl NewEventTypePage<'_> {
    /// The whole document.
    #[must_use]
    pub fn render(&self, shell: &Shell<'_>, frame: &Frame<'_>) -> String {
        let heading = html! {
            p { a href=(Section::EventTypes.path()) { "Event types" } }
            div.heading { h1 { "New event type" } }
        };
        let body = html! {
            section.short {
                @if self.owners.is_empty() {
                    p { "There is nobody yet whose time could be booked." }
                } @else {
                    form method="get" action="/admin/event-types/new" {
                        div.field {
                            label for="of" { "Whose time is booked?" }
                            p.hint #of-hint { "A person, or a team whose members take meetings in turn or together. It cannot be changed later." }
                            select #of name="of" aria-describedby="of-hint" { (options(self.owners, self.own)) }
                        }
                        p.actions {
                            button { "Continue" }
                            a.button href=(Section::EventTypes.path()) { "Cancel" }
                        }
                    }
                }
            }
        };
        shell.with_heading(frame, "New event type", &heading, &body)
    }
}

/// People and teams to choose from.
pub(super) fn options(owners: &[OwnerChoice<'_>], chosen: &str) -> Markup {
    let group = |title: &str, is_team: bool| {
        let mut of = owners.iter().filter(|owner| owner.is_team == is_team).peekable();
        html! {
            @if of.peek().is_some() {
                optgroup label=(title) {
                    @for owner in of { option value=(owner.word) selected[owner.word == chosen] { (owner.name) } }
                }
            }
        }
    };
    html! { (group("People", false)) (group("Teams", true)) }
}
