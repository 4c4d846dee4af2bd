//! Those who sign in.

use jiff::Timestamp;
use maud::{Markup, html};
use scheduling_core::{Role, Zone};

use super::{document, hosts::options};
use crate::pages::{
    Frame,
    admin::{Entered, Shell, form::Control, role_name},
    words::{date, time},
};

/// An account in the list.
#[derive(Clone, Debug)]
pub struct AccountRow {
    /// Where forms about it go.
    pub path: String,
    /// What the person is called.
    pub name: String,
    /// By which the person signs in.
    pub email: String,
    /// What the person is.
    pub role: Role,
    /// Whether the person may sign in.
    pub is_active: bool,
    /// Whether whoever looks may change it.
    pub can_change: bool,
}

/// An invitation that nobody has taken yet.
#[derive(Clone, Debug)]
pub struct InvitationRow {
    /// Where the form goes that withdraws it.
    pub withdraw: String,
    /// To whom.
    pub email: String,
    /// What for.
    pub role: Role,
    /// Until when it can be taken.
    pub expires_at: Timestamp,
}

/// Those who sign in.
#[derive(Clone, Copy, Debug)]
pub struct AccountsPage<'a> {
    /// The accounts.
    pub accounts: &'a [AccountRow],
    /// Who was invited.
    pub invitations: &'a [InvitationRow],
    /// The hosts: id and name.
    pub hosts: &'a [(String, String)],
    /// What was entered for an invitation.
    pub entered: &'a Entered,
    /// In which zone times are shown.
    pub zone: &'a Zone,
}

/// The roles that can be given.
const ROLES: [(&str, &str); 3] =
    [("member", "Member: their own things"), ("admin", "Admin: everything but owners"), ("owner", "Owner: everything")];

const HOST_HINT: &str = "Whose meetings the person takes. A member without one can do nothing.";

/// Those that whoever looks can give.
fn roles_of(shell: &Shell<'_>) -> &'static [(&'static str, &'static str)] {
    if shell.role == Role::Owner { &ROLES } else { &ROLES[..2] }
}

fn row(account: &AccountRow) -> Markup {
    html! {
        p {
            @if account.can_change { a href=(account.path) dir="auto" { (account.name) } }
            @else { strong dir="auto" { (account.name) } }
            " " span.badge.on[account.is_active] {
                @if account.is_active { (role_name(account.role)) } @else { "Closed" }
            }
            " " span.quiet { (account.email) }
        }
    }
}

impl AccountsPage<'_> {
    /// The whole document.
    #[must_use]
    pub fn render(&self, shell: &Shell<'_>, frame: &Frame<'_>) -> String {
        let entered = self.entered;
        let body = html! {
            (entered.summary())
            section {
                h2 { "Accounts" }
                ul.rows { @for account in self.accounts { li { (row(account)) } } }
            }
            @if !self.invitations.is_empty() {
                section {
                    h2 { "Invitations" }
                    ul.rows {
                        @for invitation in self.invitations {
                            li {
                                p {
                                    strong { (invitation.email) } " " span.badge { (role_name(invitation.role)) } " "
                                    span.quiet { "until " (date(invitation.expires_at, self.zone)) ", " (time(invitation.expires_at, self.zone)) }
                                }
                                (shell.form(&invitation.withdraw, &html! { button.link { "Withdraw" } }))
                            }
                        }
                    }
                }
            }
            section {
                h2 { "Invite somebody" }
                (shell.form("/admin/accounts", &html! {
                    (entered.line(Control::new("email", "E-mail address").required(), "email"))
                    (entered.choice(Control::new("role", "Role").required(), roles_of(shell)))
                    (entered.choice(Control::new("userId", "Host").hint(HOST_HINT), &options("Nobody", self.hosts)))
                    p.actions { button { "Make an invitation" } }
                }))
            }
        };
        document(shell, frame, ("/admin/accounts", "Accounts"), &body)
    }
}

/// An account that is changed.
#[derive(Clone, Copy, Debug)]
pub struct AccountPage<'a> {
    /// Where forms about it go.
    pub path: &'a str,
    /// What the person is called.
    pub name: &'a str,
    /// What is set, or was entered.
    pub entered: &'a Entered,
    /// The hosts: id and name.
    pub hosts: &'a [(String, String)],
}

impl AccountPage<'_> {
    /// The whole document.
    #[must_use]
    pub fn render(&self, shell: &Shell<'_>, frame: &Frame<'_>) -> String {
        let entered = self.entered;
        let body = html! {
            (entered.summary())
            section {
                h2 { "Account" }
                (shell.form(self.path, &html! {
                    (entered.line(Control::new("displayName", "Name").required(), "text"))
                    (entered.choice(Control::new("role", "Role").required(), roles_of(shell)))
                    (entered.choice(Control::new("userId", "Host").hint(HOST_HINT), &options("Nobody", self.hosts)))
                    (entered.check(Control::new("isActive", "May sign in").hint("Who may not is signed out everywhere at once.")))
                    p.actions { button { "Save" } }
                }))
            }
            section {
                h2 { "Forgotten password" }
                (shell.form(&format!("{}/password-reset", self.path), &html! {
                    p.hint { "Makes a link by which the person sets another password. Hand it to them yourself." }
                    p.actions { button.quiet { "Make a link" } }
                }))
            }
        };
        document(shell, frame, ("/admin/accounts", self.name), &body)
    }
}

/// A secret that is shown once.
#[derive(Clone, Copy, Debug)]
pub struct IssuedPage<'a> {
    /// What it is.
    pub title: &'a str,
    /// What is to be done with it.
    pub hint: &'a str,
    /// The secret; none if it was shown before.
    pub secret: Option<&'a str>,
    /// Where to go on.
    pub back: &'a str,
}

impl IssuedPage<'_> {
    /// The whole document.
    #[must_use]
    pub fn render(&self, shell: &Shell<'_>, frame: &Frame<'_>) -> String {
        let body = html! {
            section {
                @match self.secret {
                    Some(secret) => {
                        p { (self.hint) }
                        div.field {
                            label for="secret" { "It is shown this once" }
                            input #secret type="text" readonly value=(secret) autocomplete="off" spellcheck="false";
                        }
                    },
                    None => { p { "It was made, and was shown before. Nobody can see it again; make another one if it is lost." } },
                }
                p.actions { a.button href=(self.back) { "Done" } }
            }
        };
        document(shell, frame, (self.back, self.title), &body)
    }
}
