//! What the tenant says in its mails.

use maud::{Markup, html};

use super::{document, languages};
use crate::pages::{
    Frame,
    admin::{Entered, Shell, form::Control},
};

/// Mails of a kind to somebody.
#[derive(Clone, Debug)]
pub struct MailRow {
    /// Where their template is.
    pub path: String,
    /// What they are about.
    pub kind: String,
    /// Who gets them.
    pub audience: String,
    /// The languages that have a template of their own; nothing where the product's texts are sent.
    pub templates: Vec<String>,
}

/// All kinds of mails.
#[derive(Clone, Copy, Debug)]
pub struct MailsPage<'a> {
    /// The kinds.
    pub mails: &'a [MailRow],
}

impl MailsPage<'_> {
    /// The whole document.
    #[must_use]
    pub fn render(&self, shell: &Shell<'_>, frame: &Frame<'_>) -> String {
        let body = html! {
            p.hint { "Mails are sent in the language of whoever gets them. Where there is no text of yours, a good one of ours is sent." }
            table.list {
                thead { tr { th scope="col" { "About" } th scope="col" { "To" } th scope="col" { "Texts of yours" } } }
                tbody {
                    @for mail in self.mails {
                        tr {
                            th scope="row" data-label="About" { a href=(mail.path) { (mail.kind) } }
                            td data-label="To" { (mail.audience) }
                            td data-label="Texts of yours" {
                                @if mail.templates.is_empty() { span.quiet { "None" } }
                                @else { @for template in &mail.templates { span.badge.on { (template) } " " } }
                            }
                        }
                    }
                }
            }
        };
        document(shell, frame, ("/admin/mails", "Messages"), &body)
    }
}

/// A template, and how a mail by it looks.
#[derive(Clone, Copy, Debug)]
pub struct MailPage<'a> {
    /// Where the form goes, without the language.
    pub path: &'a str,
    /// What these mails are.
    pub title: &'a str,
    /// For which language; empty is for every one without a template of its own.
    pub locale: &'a str,
    /// Whether there is a template for it.
    pub is_kept: bool,
    /// What it says, or was entered.
    pub entered: &'a Entered,
    /// The subject and the text of a mail by it, to somebody made up.
    pub look: (&'a str, &'a str),
    /// What cannot be written by it.
    pub refused: &'a [String],
}

impl MailPage<'_> {
    /// The whole document.
    #[must_use]
    pub fn render(&self, shell: &Shell<'_>, frame: &Frame<'_>) -> String {
        let entered = self.entered;
        let here = format!("{}?locale={}", self.path, self.locale);
        let body = html! {
            (entered.summary())
            (self.language())
            section {
                h2 { "Your texts" }
                p.hint { "What is empty stays as it is in the product. Values are put in like this: " code { "{{ invitee_name }}" } ", " code { "{{ event_name }}" } ", " code { "{{ when }}" } ", " code { "{{ links.manage }}" } "." }
                (shell.form(&here, &html! {
                    (entered.line(Control::new("subject", "Subject"), "text"))
                    (entered.lines(Control::new("text", "Text"), 10))
                    (entered.lines(Control::new("html", "HTML"), 10))
                    p.actions { button { "Save" } button.quiet name="_do" value="preview" { "Try it out" } }
                }))
                @if self.is_kept {
                    (shell.form(&format!("{}/delete?locale={}", self.path, self.locale), &html! {
                        p.actions { button.danger { "Send the product's texts again" } }
                    }))
                }
            }
            section {
                h2 { "How it reads" }
                @for problem in self.refused { p.wrong { (problem) } }
                p { strong dir="auto" { (self.look.0) } }
                p.text dir="auto" { (self.look.1) }
            }
        };
        document(shell, frame, ("/admin/mails", self.title), &body)
    }

    fn language(&self) -> Markup {
        html! {
            form.filters method="get" action=(self.path) {
                div.field {
                    label for="locale" { "Language" }
                    select #locale name="locale" {
                        @for (word, name) in languages("Every language without texts of its own") {
                            option value=(word) selected[word == self.locale] { (name) }
                        }
                    }
                }
                p.actions { button.quiet { "Show" } }
            }
        }
    }
}
