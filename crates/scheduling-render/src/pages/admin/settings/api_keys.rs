//! API keys.

use jiff::Timestamp;
use maud::html;
use scheduling_core::Zone;

use super::{document, hosts::options};
use crate::pages::{
    Frame,
    admin::{Entered, Shell, form::Control},
    words::{short_date, time},
};

/// A key in the list.
#[derive(Clone, Debug)]
pub struct KeyRow {
    /// Where forms about it go.
    pub path: String,
    /// What it is for.
    pub name: String,
    /// Its first characters.
    pub prefix: String,
    /// What it allows.
    pub scopes: String,
    /// Whether it works.
    pub works: bool,
    /// When it was last used.
    pub last_used_at: Option<Timestamp>,
}

/// API keys.
#[derive(Clone, Copy, Debug)]
pub struct ApiKeysPage<'a> {
    /// The keys.
    pub keys: &'a [KeyRow],
    /// The hosts: id and name.
    pub hosts: &'a [(String, String)],
    /// What was entered for a new one.
    pub entered: &'a Entered,
    /// In which zone times are shown.
    pub zone: &'a Zone,
}

impl ApiKeysPage<'_> {
    /// The whole document.
    #[must_use]
    pub fn render(&self, shell: &Shell<'_>, frame: &Frame<'_>) -> String {
        let entered = self.entered;
        let body = html! {
            (entered.summary())
            section {
                h2 { "Keys" }
                @if self.keys.is_empty() { p.quiet { "There is none yet. A program that calls the API needs one." } }
                ul.rows {
                    @for key in self.keys {
                        li {
                            p {
                                strong dir="auto" { (key.name) } " "
                                span.badge.on[key.works] { @if key.works { "Works" } @else { "Ended" } }
                                " " code { (key.prefix) "…" }
                            }
                            p.quiet {
                                (key.scopes) ". "
                                @match key.last_used_at {
                                    Some(at) => { "Last used " (short_date(at, self.zone)) ", " (time(at, self.zone)) "." },
                                    None => { "Never used." },
                                }
                            }
                            @if key.works {
                                div.inline {
                                    (shell.form(&format!("{}/rotate", key.path), &html! {
                                        input type="hidden" name="overlapMinutes" value="1440";
                                        button.link { "Replace, with a day's overlap" }
                                    }))
                                    (shell.form(&format!("{}/revoke", key.path), &html! { button.link { "Revoke now" } }))
                                }
                            }
                        }
                    }
                }
            }
            section {
                h2 { "New key" }
                (shell.form("/admin/api-keys", &html! {
                    (entered.line(Control::new("name", "What it is for").required(), "text"))
                    (entered.any_of(
                        Control::new("scopes/*", "What it allows").required(),
                        &[
                            ("read", "See everything that it reaches"),
                            ("bookings:write", "Change bookings"),
                            ("config:write", "Change hosts, event types and availability"),
                            ("admin", "Everything"),
                        ],
                    ))
                    (entered.choice(Control::new("userId", "For which host"), &options("All of them", self.hosts)))
                    p.actions { button { "Make a key" } }
                }))
            }
        };
        document(shell, frame, ("/admin/api-keys", "API keys"), &body)
    }
}
