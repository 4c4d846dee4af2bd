//! The invitee's answers, checked against the questions of the event type.

use std::collections::BTreeMap;

use crate::{
    event_type::{Question, QuestionKind},
    values::{InvalidText, LongText, PhoneNumber, ShortText, Slug},
};

/// A question with its answer, kept with the booking as it was asked.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct Answer {
    /// The question's id.
    pub question: Slug,
    /// The question's text when it was answered.
    pub label: ShortText,
    /// What was answered.
    pub value: AnswerValue,
}

/// What can be answered.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize), serde(untagged))]
pub enum AnswerValue {
    /// Yes or no, of a checkbox.
    Checked(bool),
    /// A text, of everything else.
    Text(LongText),
}

/// An answer as it came in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RawAnswer {
    /// Yes or no.
    Checked(bool),
    /// A text; one without a character is no answer.
    Text(String),
}

/// Why an answer was refused.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum InvalidAnswer {
    /// A required question without an answer.
    #[error("an answer is required")]
    Required,
    /// No question has this id.
    #[error("there is no such question")]
    Unknown,
    /// A text where yes or no is expected, or the other way round.
    #[error("must be {expected}")]
    WrongKind {
        /// What is expected.
        expected: &'static str,
    },
    /// Not one of the options.
    #[error("must be one of the options")]
    NotAnOption,
    /// Against the rules for texts.
    #[error(transparent)]
    Text(#[from] InvalidText),
}

/// Checks all answers against the questions and keeps each with the question's text, in the order of the questions.
///
/// # Errors
/// Every wrong answer, with the id of its question.
pub fn check_answers(
    questions: &[Question],
    mut raw: BTreeMap<String, RawAnswer>,
) -> Result<Vec<Answer>, Vec<(String, InvalidAnswer)>> {
    let mut answers = Vec::new();
    let mut wrong = Vec::new();
    for question in questions {
        match check_answer(question, raw.remove(question.id.as_str())) {
            Ok(Some(value)) => {
                let (question, label) = (question.id.clone(), question.label.clone());
                answers.push(Answer { question, label, value });
            }
            Ok(None) => {}
            Err(why) => wrong.push((question.id.to_string(), why)),
        }
    }
    wrong.extend(raw.into_keys().map(|id| (id, InvalidAnswer::Unknown)));
    if wrong.is_empty() { Ok(answers) } else { Err(wrong) }
}

fn check_answer(question: &Question, raw: Option<RawAnswer>) -> Result<Option<AnswerValue>, InvalidAnswer> {
    let raw = raw.filter(|raw| !matches!(raw, RawAnswer::Text(text) if text.trim().is_empty()));
    let Some(raw) = raw else {
        return if question.required { Err(InvalidAnswer::Required) } else { Ok(None) };
    };
    let text = match (question.kind, raw) {
        (QuestionKind::Checkbox, RawAnswer::Checked(false)) if question.required => {
            return Err(InvalidAnswer::Required);
        }
        (QuestionKind::Checkbox, RawAnswer::Checked(checked)) => return Ok(Some(AnswerValue::Checked(checked))),
        (QuestionKind::Checkbox, RawAnswer::Text(_)) => {
            return Err(InvalidAnswer::WrongKind { expected: "true or false" });
        }
        (_, RawAnswer::Checked(_)) => return Err(InvalidAnswer::WrongKind { expected: "a text" }),
        (_, RawAnswer::Text(text)) => text,
    };
    match question.kind {
        QuestionKind::Text => drop(text.parse::<ShortText>()?),
        QuestionKind::Phone => drop(text.parse::<PhoneNumber>()?),
        QuestionKind::Select if question.options.iter().all(|option| option.as_str() != text) => {
            return Err(InvalidAnswer::NotAnOption);
        }
        QuestionKind::Select | QuestionKind::Textarea | QuestionKind::Checkbox => {}
    }
    Ok(Some(AnswerValue::Text(text.parse()?)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn question(id: &str, kind: QuestionKind, options: &[&str]) -> Question {
        Question {
            id: id.parse().unwrap(),
            label: format!("About {id}").parse().unwrap(),
            kind,
            required: true,
            options: options.iter().map(|option| option.parse().unwrap()).collect(),
            placeholder: None,
        }
    }

    fn raw(answers: &[(&str, &str)]) -> BTreeMap<String, RawAnswer> {
        answers.iter().map(|(id, text)| ((*id).to_owned(), RawAnswer::Text((*text).to_owned()))).collect()
    }

    #[test]
    fn every_wrong_answer_is_named() {
        let questions = [
            question("size", QuestionKind::Select, &["small", "large"]),
            question("phone", QuestionKind::Phone, &[]),
            question("terms", QuestionKind::Checkbox, &[]),
            question("topic", QuestionKind::Text, &[]),
        ];
        let wrong =
            check_answers(&questions, raw(&[("size", "huge"), ("phone", "call me"), ("terms", "yes"), ("x", "y")]));
        let wrong: BTreeMap<_, _> = wrong.unwrap_err().into_iter().collect();
        assert_eq!(wrong["size"], InvalidAnswer::NotAnOption);
        assert_eq!(wrong["phone"], InvalidAnswer::Text(InvalidText::NotAPhoneNumber));
        assert_eq!(wrong["terms"], InvalidAnswer::WrongKind { expected: "true or false" });
        assert_eq!(wrong["topic"], InvalidAnswer::Required);
        assert_eq!(wrong["x"], InvalidAnswer::Unknown);
    }

    #[test]
    fn an_answer_has_a_length() {
        let ask = |kind, length: usize| {
            let questions = [question("topic", kind, &[])];
            check_answers(&questions, raw(&[("topic", &"x".repeat(length))])).map(|_| ())
        };
        for (kind, max) in [(QuestionKind::Text, 500), (QuestionKind::Textarea, 5000)] {
            assert_eq!(ask(kind, max), Ok(()), "{kind:?}");
            let too_long = ask(kind, max + 1).unwrap_err();
            assert!(
                matches!(too_long.as_slice(), [(id, InvalidAnswer::Text(InvalidText::TooLong { .. }))] if id == "topic"),
                "{kind:?}: {too_long:?}"
            );
        }
    }

    #[test]
    fn answers_keep_the_text_of_their_question() {
        let questions = [question("topic", QuestionKind::Text, &[])];
        let answers = check_answers(&questions, raw(&[("topic", " Rust ")])).unwrap();
        assert_eq!(answers[0].label.as_str(), "About topic");
        assert_eq!(answers[0].value, AnswerValue::Text("Rust".parse().unwrap()));
    }

    #[test]
    fn a_required_checkbox_must_be_ticked_and_blank_is_no_answer() {
        let questions = [question("terms", QuestionKind::Checkbox, &[])];
        let unticked = BTreeMap::from([("terms".to_owned(), RawAnswer::Checked(false))]);
        assert_eq!(check_answers(&questions, unticked), Err(vec![("terms".to_owned(), InvalidAnswer::Required)]));
        let questions = [question("topic", QuestionKind::Text, &[])];
        assert_eq!(
            check_answers(&questions, raw(&[("topic", "  ")])),
            Err(vec![("topic".to_owned(), InvalidAnswer::Required)])
        );
    }
}
