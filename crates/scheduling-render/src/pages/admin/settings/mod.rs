//! What is set for the whole tenant: how it looks, its rules, who takes meetings, who signs in, and what calls and is called.

mod accounts;
mod api_keys;
mod hosts;
mod mails;
mod organisation;
mod webhooks;

use maud::{Markup, html};

pub(super) use self::hosts::options;
pub use self::{
    accounts::{AccountPage, AccountRow, AccountsPage, InvitationRow, IssuedPage},
    api_keys::{ApiKeysPage, KeyRow},
    hosts::{HostPage, HostRow, HostsPage},
    mails::{MailPage, MailRow, MailsPage},
    organisation::OrganisationPage,
    webhooks::{WebhookPage, WebhookRow, WebhooksPage},
};
use super::{Section, Shell};
use crate::pages::Frame;

/// The pages of this section.
const PAGES: [(&str, &str); 6] = [
    ("/admin/settings", "Organisation"),
    ("/admin/hosts", "Hosts"),
    ("/admin/accounts", "Accounts"),
    ("/admin/mails", "Messages"),
    ("/admin/api-keys", "API keys"),
    ("/admin/webhooks", "Webhooks"),
];

/// The languages in which mails are written, or what it is called if none is chosen.
const fn languages(none: &str) -> [(&str, &str); 6] {
    [
        ("", none),
        ("en", "English"),
        ("de", "Deutsch"),
        ("fr", "Français"),
        ("es", "Español"),
        ("pt-BR", "Português (Brasil)"),
    ]
}

/// A page of this section.
fn document(shell: &Shell<'_>, frame: &Frame<'_>, (path, title): (&str, &str), body: &Markup) -> String {
    let heading = html! {
        div.heading { h1 dir="auto" { (title) } }
        nav.tabs aria-label=(Section::Settings.title()) {
            ul {
                @for (page, name) in PAGES {
                    li { a href=(page) aria-current=[(page == path).then_some("page")] { (name) } }
                }
            }
        }
    };
    shell.with_heading(frame, title, &heading, body)
}
