//! What all pages have around them, and the parts of forms.

use maud::{DOCTYPE, Markup, PreEscaped, html};
use scheduling_core::Locale;

use super::{Form, Frame, words::Words};

impl Frame<'_> {
    pub(super) fn words(&self) -> &'static Words {
        Words::of(self.locale.unwrap_or(Locale::En))
    }

    /// The whole document.
    pub(super) fn document(&self, title: &str, body: &Markup) -> String {
        self.laid_out(title, "", body)
    }

    /// The same, laid out in a way that the style sheet has a class for.
    pub(super) fn laid_out(&self, title: &str, layout: &str, body: &Markup) -> String {
        let page = html! {
            @if let Some(brand) = self.brand.filter(|_| !self.is_embedded) {
                header {
                    @if let Some(logo) = brand.logo {
                        img src=(logo) alt="" height="32";
                    }
                    p { bdi { (brand.name) } }
                }
            }
            main { (body) }
        };
        self.bare(title, layout, &page)
    }

    /// A document of which this is the whole body.
    pub(super) fn bare(&self, title: &str, layout: &str, body: &Markup) -> String {
        let page = html! {
            (DOCTYPE)
            html lang=(Words::language(self.locale.unwrap_or(Locale::En))) {
                head {
                    meta charset="utf-8";
                    meta name="viewport" content="width=device-width, initial-scale=1";
                    meta name="robots" content="noindex, nofollow";
                    meta name="color-scheme" content="light dark";
                    title { (title) @if let Some(brand) = self.brand { " · " (brand.name) } }
                    // A picture that is none, so that no browser asks for one.
                    link rel="icon" href="data:,";
                    @for style in self.styles {
                        style { (PreEscaped(style)) }
                    }
                    @for script in self.scripts { (script.element()) }
                }
                body class=[self.classes(layout)] { (body) }
            }
        };
        page.into_string()
    }

    fn classes(&self, layout: &str) -> Option<String> {
        let embedded = if self.is_embedded { "embedded" } else { "" };
        let classes: Vec<&str> = [layout, embedded].into_iter().filter(|class| !class.is_empty()).collect();
        (!classes.is_empty()).then(|| classes.join(" "))
    }
}

/// A form with what every one has, and its fields.
pub(super) fn form(form: &Form<'_>, fields: &Markup) -> Markup {
    html! {
        form method="post" action=(form.action) {
            input type="hidden" name="token" value=(form.token);
            input type="hidden" name="key" value=(form.key);
            (fields)
        }
    }
}

/// Where somebody may give a reason.
pub(super) fn reason(words: &Words, given: Option<&str>) -> Markup {
    html! {
        p {
            label for="reason" { (words.reason_if_any) }
            // HTML leaves a line break out that follows the tag: one that was written stays.
            textarea id="reason" name="reason" rows="3" maxlength="5000" dir="auto" {
                (PreEscaped("\n")) (given.unwrap_or_default())
            }
        }
    }
}
