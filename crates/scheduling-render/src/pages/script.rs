//! The scripts of pages. Every page works without its own, which only makes it quicker; each is a file that a browser reads as it
//! is, and stands in the page like the style, so that the policy can allow it by its hash.

use maud::{Markup, PreEscaped, html};

/// A script at the head of a page, and what it is told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Script<'a> {
    /// Of the page with the times.
    Times {
        /// The zone that is shown, if the visitor has named none.
        zone: Option<&'a str>,
    },
    /// Of the form.
    Details,
}

impl Script<'_> {
    /// What stands in the page, to the byte.
    #[must_use]
    pub const fn source(self) -> &'static str {
        match self {
            Self::Times { .. } => include_str!("script/times.js"),
            Self::Details => include_str!("script/details.js"),
        }
    }

    pub(super) fn element(self) -> Markup {
        let source = PreEscaped(self.source());
        match self {
            Self::Times { zone } => html! { script data-zone=[zone] { (source) } },
            Self::Details => html! { script { (source) } },
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn scripts_are_small_and_end_where_their_element_does() {
        for script in [Script::Times { zone: None }, Script::Details] {
            let source = script.source();
            assert!(source.len() < 6 * 1024, "{}", source.len());
            assert!(!source.contains("</") && !source.contains("<!--"), "{source}");
        }
    }
}
