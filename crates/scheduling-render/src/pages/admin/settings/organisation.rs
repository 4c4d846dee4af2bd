//! How the tenant looks, and its rules.

use maud::{Markup, html};

use super::{document, languages};
use crate::pages::{
    Frame,
    admin::{
        Entered, Shell,
        form::{Control, or_null},
    },
};

/// What is set for the whole tenant.
#[derive(Clone, Copy, Debug)]
pub struct OrganisationPage<'a> {
    /// What is set, or was entered.
    pub entered: &'a Entered,
}

impl OrganisationPage<'_> {
    /// The whole document.
    #[must_use]
    pub fn render(&self, shell: &Shell<'_>, frame: &Frame<'_>) -> String {
        let entered = self.entered;
        let fields = html! {
            section { h2 { "Look" } (look(entered)) }
            section {
                h2 { "Rules" }
                p.hint { "They hold wherever a host or an event type sets nothing else." }
                (rules(entered, "defaults/", true))
                // Chosen on a page of their own, and kept here.
                @for (name, value) in &entered.values {
                    @if name.starts_with("defaults/holidays/") && name.ends_with("/*") { input type="hidden" name=(name) value=(value); }
                }
            }
            section {
                h2 { "Websites" }
                (entered.lines(
                    Control::new("allowedOrigins/*", "Websites that may show the booking pages and book")
                        .hint("One a line, such as https://www.example.org: scheme and host, without a path."),
                    3,
                ))
            }
            section {
                h2 { "Privacy" }
                (entered.line(
                    Control::new("retentionDays", "Forget invitees after days")
                        .hint("Names, addresses and answers are blanked so many days after the meeting. Empty: never."),
                    "number",
                ))
            }
            section {
                h2 { "Limits" }
                p.hint { "How many requests a minute one network address may make. Empty: no limit." }
                div.pairs {
                    @for (name, label) in [
                        ("rateLimits/bookings", "Bookings"),
                        ("rateLimits/holds", "Times that are kept"),
                        ("rateLimits/reads", "Looking at times"),
                        ("rateLimits/changes", "Changes"),
                    ] {
                        (or_null(name))
                        (entered.line(Control::new(name, label), "number"))
                    }
                }
            }
            p.actions { button { "Save" } }
        };
        let body = html! { (entered.summary()) (shell.form("/admin/settings", &fields)) };
        document(shell, frame, ("/admin/settings", "Organisation"), &body)
    }
}

fn look(entered: &Entered) -> Markup {
    html! {
        (entered.line(Control::new("branding/displayName", "Name above the pages"), "text"))
        (entered.line(Control::new("branding/logoUrl", "Logo").hint("The address of a picture, with https."), "url"))
        (entered.line(
            Control::new("branding/accentColor", "Accent colour")
                .hint("Such as #0a7cff. It is shaded where texts in it could not be read."),
            "text",
        ))
        (entered.choice(
            Control::new("branding/locale", "Language of mails").hint("Of those who have not chosen one."),
            &languages("Not chosen: English"),
        ))
    }
}

/// The rules that a tenant, or a host, sets.
pub(super) fn rules(entered: &Entered, under: &str, required: bool) -> Markup {
    let rules = [
        ("minimumNoticeHours", "Notice, in hours", "How long before its start a time can still be booked."),
        ("bookingWindowDays", "Booking window, in days", "How far ahead can be booked."),
        ("bufferBeforeMins", "Free before each meeting, in minutes", ""),
        ("bufferAfterMins", "Free after each meeting, in minutes", ""),
    ];
    html! {
        div.pairs {
            @for (name, label, hint) in rules {
                @let name = format!("{under}{name}");
                @let control = Control::new(&name, label);
                @let control = if hint.is_empty() { control } else { control.hint(hint) };
                (entered.line(if required { control.required() } else { control }, "number"))
            }
        }
    }
}
