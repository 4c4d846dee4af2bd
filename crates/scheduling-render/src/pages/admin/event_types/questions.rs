//! What the invitee is asked, in the form of an event type.

use maud::{Markup, html};
use scheduling_core::QuestionKind;

use super::question;
use crate::pages::admin::form::{Control, Entered};

/// The list of questions in the API's request.
const LIST: &str = "customQuestions";

/// The questions that there are, and so many empty ones.
pub(super) fn questions(entered: &Entered, spare: usize, here: &str) -> Markup {
    let asked = entered.items(LIST);
    let list = Control::new(LIST, "The list");
    html! {
        section #questions {
            div.about {
                h2 { "Questions" }
                p.hint { "What invitees are asked besides their name and their e-mail address." }
            }
            div {
                (entered.notes(list))
                @for at in 0..asked + spare { (row(entered, at, (asked, spare > 1), here)) }
                p.actions { button.quiet.small name="_do" value="more" formnovalidate formaction={ (here) "#questions" } { "More questions" } }
            }
        }
    }
}

fn row(entered: &Entered, at: usize, (asked, wants_more): (usize, bool), here: &str) -> Markup {
    let item = format!("{LIST}/{at}");
    let named = |member: &str| format!("{item}/{member}");
    let [label, kind, options, placeholder, required, id] =
        ["label", "type", "options/*", "placeholder", "required", "id"].map(named);
    let is_open = entered.is_wrong_in(&item) || at >= asked && wants_more;
    let kinds: Vec<(&str, &str)> = kinds(entered.value(&kind).is_empty());
    let act = |verb: &str, text: &str| {
        let action = format!("{verb} {item}");
        html! { button.link name="_do" value=(action) formnovalidate formaction={ (here) "#questions" } { (text) span.unseen { " question " (at + 1) } } }
    };
    html! {
        details.row open[is_open] {
            summary {
                @if at >= asked { "New question" } @else {
                    bdi { (entered.value(&label)) } " "
                    span.quiet { (entered.value(&kind).parse().map_or("", question)) }
                }
            }
            (entered.line(Control::new(&label, "Question").untold(), "text"))
            div.fields {
                (entered.choice(Control::new(&kind, "Kind of answer").required(), &kinds))
                (entered.line(Control::new(&placeholder, "Hint in the empty field"), "text"))
            }
            div.only-select { (entered.lines(Control::new(&options, "Choices").untold().hint("One a line."), 4)) }
            div.field { (entered.tick(Control::new(&required, "An answer is required"))) }
            (entered.line(Control::new(&id, "Short name").hint("By which answers are found in exports and through the API. It is made from the question if you leave it empty; answers that were given keep the old one."), "text"))
            @if at < asked {
                p.actions {
                    @if at > 0 { (act("up", "Move up")) }
                    (act("remove", "Remove"))
                }
            }
        }
    }
}

/// The kinds. Of an empty row the usual one is as good as nothing, so that the row is none.
fn kinds(is_empty: bool) -> Vec<(&'static str, &'static str)> {
    let word = |kind: QuestionKind| if is_empty && kind == QuestionKind::Text { "" } else { kind.as_str() };
    QuestionKind::ALL.iter().map(|kind| (word(*kind), question(*kind))).collect()
}
