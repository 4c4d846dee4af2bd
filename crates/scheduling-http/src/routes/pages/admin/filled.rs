//! A form that was sent, as the body of the API's request that it stands for.
//!
//! The names of its fields are JSON pointers without the first slash (RFC 6901): `location/kind` is a member of a member,
//! `questions/0/label` one of an item. A field that is empty is not there; an item of which all fields are empty is none,
//! so that a form can offer empty rows. A name that ends with `/*` is a list of texts, one a line, and as many fields may have
//! it as there are boxes to tick; where all are empty, the list is. Names that begin with `_` are the page's own: a button
//! named `_do` removes an item (`remove questions/1`) or moves it (`up questions/1`), and asks for anything else but saving;
//! `_null` names a field that is null if it is empty.

use std::{borrow::Cow, collections::BTreeMap, pin::Pin};

use actix_web::{FromRequest, HttpRequest, dev::Payload, web};
use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use scheduling_engine::{IdempotencyKey, Writing};
use scheduling_render::pages::admin::Entered;
use serde::Serialize;
use serde_json::{Map, Value};
use sha2::{Digest as _, Sha256};
use uuid::Uuid;

use super::desk::{Desk, desk};
use crate::{
    json::{Faults, FromJson, Place},
    problem::{Code, Problem},
    routes::{extract::received, pages::form::Fields},
};

/// How many steps a name has at most.
const DEEPEST: usize = 8;
/// How many fields a form has at most.
const MOST_FIELDS: usize = 4000;

/// What was entered in a form.
#[derive(Clone)]
pub(super) struct Form {
    fields: Fields,
    /// The body itself, for what a page does to it before it is read.
    pub(super) json: Value,
    fingerprint: [u8; 32],
}

/// A form of somebody who has signed in, sent from one of our pages.
pub(super) struct Filled {
    pub(super) desk: Desk,
    pub(super) form: Form,
}

impl Form {
    /// What the page itself put into the form under this name.
    pub(super) fn own(&self, name: &str) -> &str {
        self.fields.get(name).unwrap_or_default()
    }

    /// All of what the page itself put into the form.
    pub(super) fn own_fields(&self) -> impl Iterator<Item = (&str, &str)> {
        self.fields.all().filter(|(name, _)| name.starts_with('_'))
    }

    fn digest(&self) -> String {
        URL_SAFE_NO_PAD.encode(self.fingerprint)
    }

    /// What it stands for.
    pub(super) fn read<T: FromJson>(&self) -> Result<T, Problem> {
        let mut faults = Faults::of(Place::Form);
        let read = T::from_json(self.json.clone(), &mut faults);
        faults.finish(read)
    }

    /// The form again, as it was sent.
    pub(super) fn entered(&self) -> Entered {
        entered(&self.json)
    }

    /// The form again, with what is wrong.
    pub(super) fn again(&self, problem: &Problem) -> Entered {
        let mut faults = BTreeMap::new();
        for fault in problem.faults() {
            let (name, detail) = self.told_at(fault.pointer.trim_start_matches('/'), &fault.detail);
            faults.entry(name).or_insert(detail);
        }
        if problem.code() == Code::SlugTaken {
            faults.insert("slug".to_owned(), "is taken already: please choose another one".to_owned());
        }
        let (title, detail) = (problem.code().title(), problem.detail());
        let is_said = detail.trim_end_matches('.') == title;
        let whole = || if is_said { detail.to_owned() } else { format!("{title}. {detail}") };
        let problem = faults.is_empty().then(whole);
        Entered { faults, problem, ..self.entered() }
    }

    /// The field at which something is told: of a list that is the field with its lines.
    fn told_at(&self, name: &str, detail: &str) -> (String, String) {
        let lines = |list: &str| Some(format!("{list}/*")).filter(|field| self.fields.get(field).is_some());
        let item =
            || name.rsplit_once('/').and_then(|(list, place)| Some((lines(list)?, place.parse::<usize>().ok()?)));
        match (lines(name), item()) {
            (Some(field), _) => (field, detail.to_owned()),
            (None, Some((field, place))) => (field, format!("(line {}) {detail}", place + 1)),
            (None, None) => (name.to_owned(), detail.to_owned()),
        }
    }
}

impl Filled {
    /// What is to be done, once however often the form is sent. Whoever goes back and changes something sends another one:
    /// what was entered is part of the key.
    pub(super) fn writing<T>(&self, command: T) -> Writing<T> {
        let who = self.desk.principal.who().to_string();
        let key = self.form.own("_key").parse::<Uuid>().ok().map(|key| format!("{key}:{}", self.form.digest()));
        let key = key.and_then(|key| IdempotencyKey::new(&who, &key, self.form.fingerprint).ok());
        Writing { command, idempotency: key }
    }
}

/// What stands in the fields of a form that changes what the API would show so.
pub(super) fn entered_of(shown: &impl Serialize) -> Result<Entered, Problem> {
    let json = serde_json::to_value(shown).map_err(|error| Problem::new(Code::Internal).caused_by(error))?;
    Ok(entered(&json))
}

/// The same of JSON.
pub(super) fn entered(json: &Value) -> Entered {
    let mut values = BTreeMap::new();
    flatten(json, String::new(), &mut values);
    write_lists(json, "", &mut values);
    Entered { values, ..Entered::default() }
}

/// The lists of texts inside, each as the lines of one field.
fn write_lists(json: &Value, at: &str, found: &mut BTreeMap<String, String>) {
    let mut inside = |step: &str, value| {
        write_lists(value, &if at.is_empty() { step.to_owned() } else { format!("{at}/{step}") }, found);
    };
    match json {
        Value::Object(members) => members.iter().for_each(|(name, value)| inside(name, value)),
        Value::Array(items) => {
            items.iter().enumerate().for_each(|(place, item)| inside(&place.to_string(), item));
            if let Some(lines) = items.iter().map(Value::as_str).collect::<Option<Vec<_>>>() {
                found.insert(format!("{at}/*"), lines.join("\n"));
            }
        }
        _ => {}
    }
}

/// The texts and numbers inside, by their pointers without the first slash.
pub(super) fn flatten(json: &Value, at: String, found: &mut BTreeMap<String, String>) {
    let inside = |step: &str| if at.is_empty() { step.to_owned() } else { format!("{at}/{step}") };
    match json {
        Value::Null => {}
        Value::Object(members) => members.iter().for_each(|(name, value)| flatten(value, inside(name), found)),
        Value::Array(items) => {
            items.iter().enumerate().for_each(|(place, item)| flatten(item, inside(&place.to_string()), found));
        }
        Value::String(text) => drop(found.insert(at, text.clone())),
        plain => drop(found.insert(at, plain.to_string())),
    }
}

/// What fields stand for. Of several with one name the last counts: a box that is ticked comes after the field that says
/// what it is if it is not.
fn json_of(fields: &Fields) -> Value {
    let mut root = Value::Object(Map::new());
    let button = fields.get("_do").unwrap_or_default();
    for (name, value) in fields.all() {
        // Browsers end lines with CR LF.
        let value = value.replace("\r\n", "\n");
        let Some(name) = moved(name, button) else { continue };
        let list = name.strip_suffix("/*");
        if name.starts_with('_') || list.is_none() && value.trim().is_empty() {
            continue;
        }
        // What has members is no text: nothing of ours sends that.
        match place_of(&mut root, list.unwrap_or(&name)).filter(|place| !place.is_object()) {
            Some(Value::Array(lines)) if list.is_some() => lines.extend(lines_of(&value)),
            Some(place) if list.is_some() => *place = lines_of(&value).collect(),
            Some(place) => *place = Value::String(value),
            None => {}
        }
    }
    for (_, name) in fields.all().filter(|(name, _)| *name == "_null") {
        // Where nothing was entered, its place is made, and is null.
        if let Some(place) = place_of(&mut root, name) {
            *place = place.take();
        }
    }
    with_lists(root)
}

/// Where a field of this name stands, which is made if it is not there. None inside of a text, and none so deep that whoever
/// goes through it would run out of stack: no body of ours is.
pub(super) fn place_of<'a>(root: &'a mut Value, name: &str) -> Option<&'a mut Value> {
    if name.split('/').count() > DEEPEST {
        return None;
    }
    name.split('/').try_fold(root, |at, step| {
        if at.is_null() {
            *at = Value::Object(Map::new());
        }
        Some(at.as_object_mut()?.entry(step).or_insert(Value::Null))
    })
}

/// The texts in several lines.
fn lines_of(text: &str) -> impl Iterator<Item = Value> {
    text.lines().map(str::trim).filter(|line| !line.is_empty()).map(Value::from)
}

/// The name that a field has after what a button does to the items; none if its item is removed.
fn moved<'a>(name: &'a str, button: &str) -> Option<Cow<'a, str>> {
    let row = |(verb, row)| {
        let (list, place) = str::rsplit_once(row, '/')?;
        Some((verb, list, place.parse::<u32>().ok()?))
    };
    let Some((verb, list, place)) = button.split_once(' ').and_then(row) else { return Some(name.into()) };
    let inside = |place: u32| name.strip_prefix(list)?.strip_prefix(&format!("/{place}/"));
    match (verb, inside(place), place.checked_sub(1)) {
        ("remove", Some(_), _) => None,
        ("up", Some(field), Some(above)) => Some(format!("{list}/{above}/{field}").into()),
        ("up", None, Some(above)) if inside(above).is_some() => {
            Some(format!("{list}/{place}/{}", inside(above).unwrap_or_default()).into())
        }
        _ => Some(name.into()),
    }
}

/// An object whose members are all numbered is a list, however large the numbers are.
fn with_lists(json: Value) -> Value {
    let Value::Object(members) = json else { return json };
    let is_number = |name: &String| !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_digit());
    if members.is_empty() || !members.keys().all(is_number) {
        return members.into_iter().map(|(name, value)| (name, with_lists(value))).collect();
    }
    let mut items: Vec<(String, Value)> = members.into_iter().collect();
    items.sort_by(|(one, _), (other, _)| (one.len(), one).cmp(&(other.len(), other)));
    items.into_iter().filter(|(_, item)| !is_nothing(item)).map(|(_, item)| with_lists(item)).collect()
}

/// Whether there are only empty lists in it.
fn is_nothing(json: &Value) -> bool {
    match json {
        Value::Array(items) => items.is_empty(),
        Value::Object(members) => members.values().all(is_nothing),
        _ => false,
    }
}

async fn form(
    request: &HttpRequest,
    payload: impl Future<Output = Result<web::Payload, actix_web::Error>>,
) -> Result<Form, Problem> {
    let bytes = received(payload).await?;
    let fields = Fields::of_body(request, &bytes);
    if fields.all().count() > MOST_FIELDS {
        return Err(Problem::new(Code::PayloadTooLarge));
    }
    let fingerprint =
        Sha256::new().chain_update(request.uri().to_string()).chain_update([0]).chain_update(&bytes).finalize();
    Ok(Form { json: json_of(&fields), fields, fingerprint: fingerprint.into() })
}

impl FromRequest for Form {
    type Error = Problem;
    type Future = Pin<Box<dyn Future<Output = Result<Self, Problem>>>>;

    fn from_request(request: &HttpRequest, payload: &mut Payload) -> Self::Future {
        let (request, payload) = (request.clone(), web::Payload::from_request(request, payload));
        Box::pin(async move { form(&request, payload).await })
    }
}

impl FromRequest for Filled {
    type Error = Problem;
    type Future = Pin<Box<dyn Future<Output = Result<Self, Problem>>>>;

    fn from_request(request: &HttpRequest, payload: &mut Payload) -> Self::Future {
        let (request, payload) = (request.clone(), web::Payload::from_request(request, payload));
        Box::pin(async move {
            let desk = desk(&request).await?;
            let form = form(&request, payload).await?;
            if !desk.signed_in.secret.is_csrf_token(form.own("_csrf")) {
                return Err(Problem::new(Code::CsrfFailed));
            }
            Ok(Self { desk, form })
        })
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn of(text: &str) -> Value {
        json_of(&Fields::read(text).unwrap())
    }

    #[test]
    fn names_say_where_values_stand() {
        assert_eq!(
            of(
                "name=Ada&location/kind=zoom&_key=x&questions/2/label=B&questions/0/label=A&questions/1/label=&notes=a%0D%0Ab"
            ),
            json!({"name": "Ada", "location": {"kind": "zoom"}, "questions": [{"label": "A"}, {"label": "B"}], "notes": "a\nb"})
        );
        assert_eq!(of("active=false&active=true"), json!({"active": "true"}), "the box is ticked");
        assert_eq!(of("a=1&a/b=2&c/d=1&c=2"), json!({"a": "1", "c": {"d": "1"}}), "what makes no sense is left out");
        assert_eq!(of("_null=a/b&_null=c&c=1&a/b="), json!({"a": {"b": null}, "c": "1"}));
        assert_eq!(of(""), json!({}));
        let deep = "a/".repeat(30_000);
        assert_eq!(of(&format!("{deep}a=1&{deep}*=1&_null={deep}a&b=2")), json!({"b": "2"}), "nothing is so deep");
    }

    #[test]
    fn a_list_of_texts_is_written_in_lines_or_by_boxes() {
        assert_eq!(
            of("q/0/o/*=S%0D%0A%0D%0A+L+&q/1/o/*=&at/*=&at/*=24h&at/*=1h&none/*="),
            json!({
                "q": [{"o": ["S", "L"]}], "at": ["24h", "1h"], "none": []
            })
        );
        let shown = entered(&json!({"q": [{"o": ["S", "L"]}], "none": []})).values;
        assert_eq!((shown["q/0/o/*"].as_str(), shown["none/*"].as_str()), ("S\nL", ""));
        let fields = Fields::read("o/*=a%0Ab&x=1").unwrap();
        let form = Form { json: json_of(&fields), fields, fingerprint: [0; 32] };
        assert_eq!(form.told_at("o/1", "is long"), ("o/*".to_owned(), "(line 2) is long".to_owned()));
        assert_eq!(form.told_at("o", "is long").0, "o/*");
        assert_eq!(form.told_at("x/1", "is long").0, "x/1");
    }

    #[test]
    fn a_button_removes_and_moves_items() {
        let rows = "q/0/a=0&q/1/a=1&q/2/a=2&q/10/a=10&_do=";
        let after = |button: &str| {
            let items = of(&format!("{rows}{button}"))["q"].clone();
            items.as_array().unwrap().iter().map(|item| item["a"].as_str().unwrap().to_owned()).collect::<Vec<_>>()
        };
        assert_eq!(after("remove+q/1"), ["0", "2", "10"]);
        assert_eq!(after("up+q/1"), ["1", "0", "2", "10"]);
        for nothing in ["", "more", "up+q/0", "up+q/x", "remove+r/1", "remove+q"] {
            assert_eq!(after(nothing), ["0", "1", "2", "10"], "{nothing}");
        }
    }

    #[test]
    fn a_form_is_shown_as_it_was_sent() {
        let shown = entered(&json!({"a": [{"b": 1}, {"b": null}], "c": true, "d": "x"}));
        let values: Vec<_> = shown.values.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
        assert_eq!(values, [("a/0/b", "1"), ("c", "true"), ("d", "x")]);
    }
}
