//! Where somebody signs in.

use maud::html;

use super::{
    done_in_words,
    form::{Control, Entered},
};
use crate::pages::Frame;

/// Asks who it is.
#[derive(Clone, Copy, Debug)]
pub struct SignInPage<'a> {
    /// What was entered, and what is wrong with it.
    pub entered: &'a Entered,
    /// Where it goes on: a path of these pages.
    pub next: &'a str,
    /// What was just done, if anything was.
    pub done: Option<&'a str>,
}

impl SignInPage<'_> {
    /// The whole document.
    #[must_use]
    pub fn render(&self, frame: &Frame<'_>) -> String {
        let Self { entered, next, done } = self;
        let body = html! {
            h1 { "Sign in" }
            @if let Some(done) = done.and_then(done_in_words) { p.done role="status" { (done) } }
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

/// Asks for a password to be: of whoever was invited to have an account, or has forgotten the one before.
#[derive(Clone, Copy, Debug)]
pub struct NewPasswordPage<'a> {
    /// What was entered, and what is wrong with it.
    pub entered: &'a Entered,
    /// Where the form goes.
    pub action: &'a str,
    /// What the page is called.
    pub title: &'a str,
    /// Whether the name is asked for, too.
    pub asks_name: bool,
}

impl NewPasswordPage<'_> {
    /// The whole document.
    #[must_use]
    pub fn render(&self, frame: &Frame<'_>) -> String {
        let entered = self.entered;
        let body = html! {
            h1 { (self.title) }
            (entered.summary())
            form method="post" action=(self.action) {
                input type="hidden" name="token" value=(entered.value("token"));
                @if self.asks_name { (entered.line(Control::new("displayName", "Your name").required(), "text")) }
                (entered.line(
                    Control::new("password", "Password").hint("12 characters or more, of any kind.").required(),
                    "password",
                ))
                p.actions { button { (self.title) } }
            }
        };
        frame.laid_out(self.title, "narrow", &body)
    }
}
