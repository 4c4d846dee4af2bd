//! A letter as plain text. Its lines are as long as they are: whoever sends it folds them.

use super::{
    letter::{Action, Fact, Letter},
    words::Phrase,
};

/// The plain text of a letter, with lines that end in line feeds.
pub(super) fn text(letter: &Letter) -> String {
    let mut text = format!("{}\n\n{}\n\n{}\n\n", letter.heading, letter.greeting, letter.lead);
    for fact in &letter.facts {
        push_fact(&mut text, letter, fact);
    }
    for action in &letter.actions {
        text.push('\n');
        push_action(&mut text, letter, action);
    }
    text.push_str(&end(letter));
    text
}

/// What stands below every mail, a tenant's as well: who writes, and where there are no more of these.
pub(super) fn end(letter: &Letter) -> String {
    // The mark of a signature (RFC 3676, section 4.3).
    let mut end = format!("\n-- \n{}\n", letter.sender);
    if let Some(action) = &letter.unsubscribe {
        push_action(&mut end, letter, action);
    }
    end
}

/// Several lines, as strangers write them, are indented: none of them passes for one of the mail's own.
fn push_fact(text: &mut String, letter: &Letter, fact: &Fact) {
    let label = fact.label(letter.words);
    match fact.lines.as_slice() {
        [line] => {
            text.push_str(&label);
            text.push(' ');
            text.push_str(line);
            text.push('\n');
        }
        lines => {
            text.push_str(&label);
            text.push('\n');
            for line in lines {
                text.push_str(format!("    {line}").trim_end());
                text.push('\n');
            }
        }
    }
}

fn push_action(text: &mut String, letter: &Letter, action: &Action) {
    let label = letter.words.say(Phrase::Labelled, &[("label", &action.label)]);
    for line in [&label, &action.link] {
        text.push_str(line);
        text.push('\n');
    }
}
