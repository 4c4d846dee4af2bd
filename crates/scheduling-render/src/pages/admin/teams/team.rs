//! A team: what is set of it, who is in it, and what can be booked with it.

use maud::{Markup, html};
use scheduling_core::EventType;

use crate::pages::{
    Frame,
    admin::{
        Section, Shell,
        form::{Control, Entered},
        inputs::address,
    },
};

/// A member of a team.
#[derive(Clone, Debug)]
pub struct Member<'a> {
    /// The user's id.
    pub id: String,
    /// What the user is called.
    pub name: &'a str,
    /// Whether the user can be booked.
    pub is_active: bool,
    /// Whether the user administers the team.
    pub is_admin: bool,
}

/// Who and what is in a team.
#[derive(Clone, Copy, Debug)]
pub struct TeamPeople<'a> {
    /// Its members.
    pub members: &'a [Member<'a>],
    /// Who could join, by id and name.
    pub others: &'a [(String, String)],
    /// Its event types.
    pub event_types: &'a [EventType],
    /// Where it is booked, here and for others.
    pub page: (&'a str, &'a str),
    /// Whether it is archived.
    pub is_archived: bool,
}

/// A team, or the form of a new one.
#[derive(Clone, Copy, Debug)]
pub struct TeamPage<'a> {
    /// What stands in the form, and what is wrong with that.
    pub entered: &'a Entered,
    /// Where the form goes.
    pub here: &'a str,
    /// What it is called; none of a new one.
    pub name: Option<&'a str>,
    /// Where teams begin.
    pub prefix: &'a str,
    /// What there is already; nothing of a new one.
    pub people: Option<TeamPeople<'a>>,
}

impl TeamPage<'_> {
    /// The whole document.
    #[must_use]
    pub fn render(&self, shell: &Shell<'_>, frame: &Frame<'_>) -> String {
        let title = self.name.unwrap_or("New team");
        let bookable = self.people.filter(|people| !people.is_archived);
        let heading = html! {
            p { a href=(Section::Teams.path()) { "Teams" } }
            div.heading {
                h1 dir="auto" { (title) }
                @if let Some(TeamPeople { page: (page, _), .. }) = bookable { p.actions { a.button href=(page) { "Preview" } } }
            }
        };
        let body = html! {
            (self.entered.summary())
            @if let Some(TeamPeople { page: (_, url), .. }) = bookable { (address("Address of the team’s page", url)) }
            @if self.people.is_some_and(|people| people.is_archived) {
                p.note { "This team is archived: it cannot be booked any more, and its bookings stay." }
            }
            div.settings {
                section {
                    div.about { h2 { "Details" } p.hint { "What invitees see, and how the team works." } }
                    (shell.form(self.here, &self.details()))
                }
                @if let Some(people) = bookable {
                    (self.members(people, shell))
                    (self.event_types(people))
                    (self.ending(shell))
                }
            }
        };
        shell.with_heading(frame, title, &heading, &body)
    }

    fn details(&self) -> Markup {
        let entered = self.entered;
        let slug =
            format!("The end of its address, after {}. It is made from the name if you leave it empty.", self.prefix);
        html! {
            (entered.line(Control::new("name", "Name").required(), "text"))
            (entered.line(Control::new("slug", "Name in addresses").hint(&slug), "text"))
            (entered.lines(Control::new("description", "Description"), 3))
            (entered.check(
                Control::new("settings/roundRobin", "Members take meetings in turn")
                    .hint("For event types that say nothing else; without, all members meet together."),
            ))
            (entered.check(Control::new("settings/showMemberProfiles", "The team’s page names its members")))
            p.actions {
                button { @if self.name.is_some() { "Save" } @else { "Make team" } }
                @if self.name.is_none() { a.button href=(Section::Teams.path()) { "Cancel" } }
            }
        }
    }

    fn members(&self, people: TeamPeople<'_>, shell: &Shell<'_>) -> Markup {
        html! {
            section #members {
                div.about { h2 { "Members" } p.hint { "They can take the team’s meetings. Whoever administers the team changes it and sees all that is booked with it." } }
                div {
                    @if people.members.is_empty() { p.quiet { "Nobody is in the team yet. Add the first member here." } }
                    @else { ul.members { @for member in people.members { (self.member(member, shell)) } } }
                    @if !people.others.is_empty() { (self.joining(people, shell)) }
                }
            }
        }
    }

    fn member(&self, member: &Member<'_>, shell: &Shell<'_>) -> Markup {
        let Member { id, name, is_active, is_admin } = member;
        let at = format!("{}/members/{id}", self.here);
        let of = html! { span.unseen { " " bdi { (name) } } };
        let change = html! {
            input type="hidden" name="isAdmin" value=(!is_admin);
            button.link { @if *is_admin { "Take administration away" } @else { "Let administer" } (of) }
        };
        html! {
            li {
                p {
                    bdi { (name) }
                    @if *is_admin { " " span.badge.on { "Administers" } }
                    @if !is_active { " " span.badge { "Cannot be booked" } }
                }
                div.actions {
                    (shell.form(&at, &change))
                    (shell.form(&format!("{at}/remove"), &html! { button.link { "Remove" (of) } }))
                }
            }
        }
    }

    fn joining(&self, people: TeamPeople<'_>, shell: &Shell<'_>) -> Markup {
        let others: Vec<_> = people.others.iter().map(|(id, name)| (id.as_str(), name.as_str())).collect();
        shell.form(
            &format!("{}/members", self.here),
            &html! {
                (self.entered.choice(Control::new("userId", "Who joins").required(), &others))
                div.field { (self.entered.tick(Control::new("isAdmin", "Administers the team"))) }
                p.actions { button.quiet { "Add member" } }
            },
        )
    }

    fn event_types(&self, people: TeamPeople<'_>) -> Markup {
        html! {
            section {
                div.about { h2 { "Event types" } p.hint { "What can be booked with the team." } }
                div {
                    @if people.event_types.is_empty() { p.quiet { "Nothing can be booked with the team yet." } } @else {
                        ul.members {
                            @for one in people.event_types {
                                li { p {
                                    a href={ (self.here) "/event-types/" (one.id) } dir="auto" { (one.details.name) }
                                    @if !one.details.is_active { " " span.badge { "Switched off" } }
                                } }
                            }
                        }
                    }
                    p.actions { a.button href={ (self.here) "/event-types/new" } { "New event type" } }
                }
            }
        }
    }

    fn ending(&self, shell: &Shell<'_>) -> Markup {
        html! {
            section {
                div.about { h2 { "Archive" } }
                div {
                    p { "An archived team cannot be booked any more, and does not come back. Its bookings stay." }
                    (shell.form(&format!("{}/archive", self.here), &html! { p.actions { button.danger { "Archive the team" } } }))
                }
            }
        }
    }
}
