//! Those who take meetings.

use maud::html;

use super::{document, languages, organisation::rules};
use crate::pages::{
    Frame,
    admin::{
        Entered, Shell,
        form::{Control, zones},
    },
};

/// A host in the list.
#[derive(Clone, Debug)]
pub struct HostRow {
    /// Where the host is changed.
    pub path: String,
    /// What the host is called.
    pub name: String,
    /// The name in addresses.
    pub username: String,
    /// The address.
    pub email: String,
    /// The time zone.
    pub zone: String,
    /// Whether the host can be booked.
    pub is_active: bool,
}

/// Those who take meetings.
#[derive(Clone, Copy, Debug)]
pub struct HostsPage<'a> {
    /// The hosts.
    pub hosts: &'a [HostRow],
    /// Where the list goes on.
    pub next: Option<&'a str>,
}

impl HostsPage<'_> {
    /// The whole document.
    #[must_use]
    pub fn render(&self, shell: &Shell<'_>, frame: &Frame<'_>) -> String {
        let body = html! {
            p.actions { a.button href="/admin/hosts/new" { "New host" } }
            @if self.hosts.is_empty() {
                div.empty { p { "Nobody takes meetings yet." } }
            } @else {
                table.list {
                    thead {
                        tr {
                            th scope="col" { "Name" }
                            th scope="col" { "Username" }
                            th scope="col" { "E-mail" }
                            th scope="col" { "Time zone" }
                            th scope="col" { "State" }
                        }
                    }
                    tbody {
                        @for host in self.hosts {
                            tr {
                                th scope="row" data-label="Name" dir="auto" { a href=(host.path) { (host.name) } }
                                td data-label="Username" { (host.username) }
                                td data-label="E-mail" { (host.email) }
                                td data-label="Time zone" { (host.zone.replace('_', " ")) }
                                td data-label="State" {
                                    @if host.is_active { span.badge.on { "Active" } } @else { span.badge { "Inactive" } }
                                }
                            }
                        }
                    }
                }
            }
            @if let Some(next) = self.next { nav.pages aria-label="Pages of the list" { a href=(next) { "Next" } } }
        };
        document(shell, frame, ("/admin/hosts", "Hosts"), &body)
    }
}

/// A host, or one to be.
#[derive(Clone, Copy, Debug)]
pub struct HostPage<'a> {
    /// What is known of the host, or was entered.
    pub entered: &'a Entered,
    /// Where the form goes.
    pub action: &'a str,
    /// What the page is called.
    pub title: &'a str,
    /// Of a host with bookings to come who was deactivated: the others, who could take them: id and name.
    pub others: Option<&'a [(String, String)]>,
    /// Whether the page is one of the section's; else it is somebody's own profile.
    pub in_settings: bool,
}

impl HostPage<'_> {
    /// The whole document.
    #[must_use]
    pub fn render(&self, shell: &Shell<'_>, frame: &Frame<'_>) -> String {
        let entered = self.entered;
        let fields = html! {
            @if let Some(others) = self.others {
                section {
                    h2 { "Bookings to come" }
                    p { "There are meetings to come. What becomes of them?" }
                    (entered.choice(Control::new("_reassignTo", "Who takes them").hint("All of them at their times, or nothing is changed."), &options("Nobody", others)))
                    label.check { input type="checkbox" name="_keep" value="true"; span { "Let them take place as they are" } }
                }
            }
            section {
                h2 { "Profile" }
                (entered.line(Control::new("displayName", "Name that invitees see").required(), "text"))
                (entered.line(Control::new("username", "Username").hint("In the address of the booking page.").required(), "text"))
                (entered.line(Control::new("email", "E-mail address").required(), "email"))
                (entered.choice(Control::new("timezone", "Time zone").required(), &zones()))
                (entered.choice(Control::new("locale", "Language of mails"), &languages("As the organisation has set")))
                (entered.line(Control::new("avatarUrl", "Picture").hint("Its address, with https."), "url"))
                (entered.line(Control::new("userId", "Id").hint("By which your own systems know the person.").required(), "text"))
                (entered.check(Control::new("isActive", "Can be booked")))
            }
            section {
                h2 { "Rules" }
                p.hint { "Empty: as the organisation has set." }
                (rules(entered, "", false))
                div.pairs {
                    (entered.line(Control::new("dailyLimit", "Meetings a day, at most"), "number"))
                    (entered.line(Control::new("weeklyLimit", "Meetings a week, at most"), "number"))
                    (entered.line(Control::new("monthlyLimit", "Meetings a month, at most"), "number"))
                    (entered.line(Control::new("defaultDuration", "Length of new event types, in minutes"), "number"))
                }
                @for (name, value) in &entered.values {
                    // Chosen on a page of their own, and kept here; a list without anything is one, too.
                    @if name.starts_with("holidays/") && name.ends_with("/*") { input type="hidden" name=(name) value=(value); }
                }
            }
            p.actions { button { "Save" } }
        };
        let body = html! { (entered.summary()) (shell.form(self.action, &fields)) };
        if self.in_settings {
            document(shell, frame, ("/admin/hosts", self.title), &body)
        } else {
            shell.document(frame, self.title, &body)
        }
    }
}

/// One of these, or what it is called if none is chosen.
pub(in super::super) fn options<'a>(none: &'a str, others: &'a [(String, String)]) -> Vec<(&'a str, &'a str)> {
    let others = others.iter().map(|(id, name)| (id.as_str(), name.as_str()));
    std::iter::once(("", none)).chain(others).collect()
}
