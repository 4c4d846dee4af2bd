//! Where somebody signs in.

use maud::html;

use super::form::{Control, Entered};
use crate::pages::Frame;

/// Asks who it is.
#[derive(Clone, Copy, Debug)]
pub struct SignInPage<'a> {
    /// What was entered, and what is wrong with it.
    pub entered: &'a Entered,
    /// Where it goes on: a path of these pages.
    pub next: &'a str,
    /// Whether somebody has just signed out.
    pub is_signed_out: bool,
}

impl SignInPage<'_> {
    /// The whole document.
    #[must_use]
    pub fn render(&self, frame: &Frame<'_>) -> String {
        let Self { entered, next, is_signed_out } = self;
        let body = html! {
            h1 { "Sign in" }
            @if *is_signed_out { p.done role="status" { "You are signed out." } }
            (entered.summary())
            form method="post" action="/admin/sign-in" {
                input type="hidden" name="_next" value=(next);
                (entered.line(
                    Control::new("tenant", "Organisation").hint("Its short name, as in the addresses of its booking pages.").required(),
                    "text",
                ))
                (entered.line(Control::new("email", "E-mail address").required(), "email"))
                (entered.line(Control::new("password", "Password").required(), "password"))
                p.actions { button { "Sign in" } }
            }
        };
        frame.laid_out("Sign in", "narrow", &body)
    }
}
