//! What stands in somebody's way, said on a page of its own or above a form.

use maud::{Markup, html};

use super::{Frame, Obstacle, words::Words};

/// Something cannot be done.
#[derive(Clone, Copy, Debug)]
pub struct NoticePage<'a> {
    /// Why.
    pub obstacle: Obstacle,
    /// Where the booking is, if whoever sees this may see that.
    pub manage: Option<&'a str>,
}

impl NoticePage<'_> {
    /// The document.
    #[must_use]
    pub fn render(&self, frame: &Frame<'_>) -> String {
        let words = frame.words();
        let (heading, text) = (words.obstacle)(self.obstacle);
        let body = html! {
            h1 { (heading) }
            p { (text) }
            @if let Some(manage) = self.manage {
                p.actions { a.button href=(manage) { (words.back_to_meeting) } }
            }
        };
        frame.document(heading, &body)
    }
}

/// The same above a form that can be sent again.
pub(super) fn said(words: &Words, obstacle: Option<Obstacle>) -> Markup {
    let said = obstacle.map(|obstacle| (words.obstacle)(obstacle));
    html! {
        @if let Some((heading, text)) = said {
            div.note role="alert" { p { strong { (heading) } } p { (text) } }
        }
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn whatever_stands_in_the_way_is_said_in_words_of_its_own() {
        let said: BTreeSet<String> =
            Obstacle::ALL.map(|obstacle| NoticePage { obstacle, manage: None }.render(&Frame::default())).into();
        assert_eq!(said.len(), Obstacle::ALL.len());
        for page in said {
            assert!(page.starts_with("<!DOCTYPE html><html lang=\"en\">") && !page.contains("<a "), "{page}");
        }
        let page = NoticePage { obstacle: Obstacle::CutoffPassed, manage: Some("/a?b=1&c=\"") };
        assert!(page.render(&Frame::default()).contains("href=\"/a?b=1&amp;c=&quot;\""));
    }
}
