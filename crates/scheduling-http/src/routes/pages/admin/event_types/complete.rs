//! What a form of an event type or a team leaves to us: names in addresses, and what people need not say.

use scheduling_core::MAX_QUESTIONS;
use serde_json::{Map, Value};

/// How long a name in addresses may be.
const LONGEST: usize = 64;

/// Completes the form of an event type.
pub(super) fn complete(json: &mut Value) {
    let Some(members) = json.as_object_mut() else { return };
    name_in_addresses(members);
    if let Some(questions) = members.get_mut("customQuestions").and_then(Value::as_array_mut) {
        complete_questions(questions);
    }
    // Each member of a team has a row: those that are not ticked take no meetings.
    if let Some(hosts) = members.get_mut("hosts").and_then(Value::as_array_mut) {
        hosts.retain(|host| host.get("userId").is_some());
    }
}

/// A name in addresses, made from the name if there is none.
pub(in super::super) fn name_in_addresses(members: &mut Map<String, Value>) {
    let made = members.get("name").and_then(Value::as_str).map(slug_of).filter(|slug| !slug.is_empty());
    if let (None, Some(slug)) = (members.get("slug"), made) {
        members.insert("slug".to_owned(), slug.into());
    }
}

fn complete_questions(questions: &mut [Value]) {
    // So many are refused, whatever they are called.
    if questions.len() > MAX_QUESTIONS {
        return;
    }
    let id = |question: &Value| question.get("id").and_then(Value::as_str).map(str::to_owned);
    let mut taken: Vec<String> = questions.iter().filter_map(id).collect();
    for question in questions.iter_mut().filter_map(Value::as_object_mut) {
        question.entry("type").or_insert_with(|| "text".into());
        if !question.contains_key("id") {
            let id = free(question.get("label").and_then(Value::as_str).unwrap_or_default(), &taken);
            taken.push(id.clone());
            question.insert("id".to_owned(), id.into());
        }
    }
}

/// The first name of a question that no other has.
fn free(label: &str, taken: &[String]) -> String {
    let slug = slug_of(label);
    let slug = if slug.is_empty() { "question" } else { &slug };
    let numbered = (2_u64..).map(|number| {
        let ending = format!("-{number}");
        slug.chars().take(LONGEST - ending.len()).collect::<String>() + &ending
    });
    let mut names = std::iter::once(slug.to_owned()).chain(numbered);
    names.find(|name| !taken.contains(name)).unwrap_or_default()
}

/// The letters and digits of a text that addresses can have.
fn slug_of(text: &str) -> String {
    let is_kept = |letter: char| letter.is_ascii_alphanumeric();
    let words = text.split(|letter| !is_kept(letter)).filter(|word| !word.is_empty());
    let mut slug = words.collect::<Vec<_>>().join("-").to_ascii_lowercase();
    slug.truncate(LONGEST);
    slug.trim_end_matches('-').to_owned()
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn completed(mut json: Value) -> Value {
        complete(&mut json);
        json
    }

    #[test]
    fn names_in_addresses_are_made_from_names() {
        assert_eq!(completed(json!({"name": "Intro call (30')"}))["slug"], "intro-call-30");
        assert_eq!(completed(json!({"name": "Intro", "slug": "Other"}))["slug"], "Other", "what was typed stays");
        assert_eq!(completed(json!({"name": "会议"})).get("slug"), None);
        assert_eq!(slug_of(&"ab ".repeat(40)).len(), 64);
        assert_eq!(slug_of(&format!("{} b", "a".repeat(63))).len(), 63);
    }

    #[test]
    fn questions_get_what_they_need() {
        let questions =
            json!([{"label": "Your size?"}, {"label": "?", "id": "x"}, {"label": "Your  size"}, {"label": "?"}]);
        let completed = completed(json!({"customQuestions": questions}));
        let ids: Vec<_> =
            completed["customQuestions"].as_array().unwrap().iter().map(|one| one["id"].clone()).collect();
        assert_eq!(ids, ["your-size", "x", "your-size-2", "question"]);
        assert_eq!(completed["customQuestions"][0]["type"], "text");
        let long = "a".repeat(64);
        assert_eq!(free(&long, std::slice::from_ref(&long)).len(), 64);
    }

    #[test]
    fn who_is_not_ticked_takes_no_meetings() {
        let hosts = json!([{"weight": "2"}, {"userId": "1", "weight": "3"}]);
        assert_eq!(completed(json!({"hosts": hosts}))["hosts"], json!([{"userId": "1", "weight": "3"}]));
    }
}
