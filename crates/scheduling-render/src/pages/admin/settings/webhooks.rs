//! Webhooks.

use maud::{Markup, html};
use scheduling_core::{EventKind, Zone};

use super::document;
use crate::pages::{
    Frame,
    admin::{
        Entered, Shell,
        booking::{Told, told_list},
        form::Control,
    },
};

/// A webhook in the list.
#[derive(Clone, Debug)]
pub struct WebhookRow {
    /// Where it is changed.
    pub path: String,
    /// Where it is.
    pub url: String,
    /// What it is for.
    pub description: String,
    /// Whether anything is sent there.
    pub is_active: bool,
    /// Whether it answered that it is gone.
    pub is_disabled: bool,
}

/// Webhooks.
#[derive(Clone, Copy, Debug)]
pub struct WebhooksPage<'a> {
    /// The webhooks.
    pub webhooks: &'a [WebhookRow],
    /// What was entered for a new one.
    pub entered: &'a Entered,
}

/// A webhook.
#[derive(Clone, Copy, Debug)]
pub struct WebhookPage<'a> {
    /// Where forms about it go.
    pub path: &'a str,
    /// What is set, or was entered.
    pub entered: &'a Entered,
    /// What was sent last.
    pub deliveries: &'a [Told],
    /// In which zone times are shown.
    pub zone: &'a Zone,
}

fn fields(entered: &Entered) -> Markup {
    let kinds: Vec<(&str, &str)> = EventKind::ALL.iter().map(|kind| (kind.as_str(), kind.as_str())).collect();
    html! {
        (entered.line(Control::new("url", "Address").hint("With https.").required(), "url"))
        (entered.line(Control::new("description", "What it is for"), "text"))
        (entered.any_of(Control::new("events/*", "Events").hint("None chosen: all of them."), &kinds))
        (entered.check(Control::new("isActive", "Active")))
    }
}

impl WebhooksPage<'_> {
    /// The whole document.
    #[must_use]
    pub fn render(&self, shell: &Shell<'_>, frame: &Frame<'_>) -> String {
        let body = html! {
            (self.entered.summary())
            section {
                h2 { "Webhooks" }
                @if self.webhooks.is_empty() { p.quiet { "Nothing is told of what happens yet." } }
                ul.rows {
                    @for webhook in self.webhooks {
                        li {
                            p {
                                a href=(webhook.path) { (webhook.url) } " "
                                span.badge.on[webhook.is_active && !webhook.is_disabled] {
                                    @if webhook.is_disabled { "Gone" } @else if webhook.is_active { "Active" } @else { "Off" }
                                }
                            }
                            @if !webhook.description.is_empty() { p.quiet dir="auto" { (webhook.description) } }
                        }
                    }
                }
            }
            section {
                h2 { "New webhook" }
                (shell.form("/admin/webhooks", &html! { (fields(self.entered)) p.actions { button { "Make a webhook" } } }))
            }
        };
        document(shell, frame, ("/admin/webhooks", "Webhooks"), &body)
    }
}

impl WebhookPage<'_> {
    /// The whole document.
    #[must_use]
    pub fn render(&self, shell: &Shell<'_>, frame: &Frame<'_>) -> String {
        let at = |action: &str| format!("{}/{action}", self.path);
        let body = html! {
            (self.entered.summary())
            section {
                h2 { "Webhook" }
                (shell.form(self.path, &html! { (fields(self.entered)) p.actions { button { "Save" } } }))
            }
            section {
                h2 { "What can be done" }
                div.inline {
                    (shell.form(&at("test"), &html! { button.quiet { "Send a test" } }))
                    (shell.form(&at("rotate-secret"), &html! { button.quiet { "Another secret" } }))
                    (shell.form(&at("delete"), &html! { button.danger { "Delete" } }))
                }
            }
            (told_list("What was sent last", self.deliveries, shell, self.zone))
        };
        document(shell, frame, ("/admin/webhooks", "Webhook"), &body)
    }
}
