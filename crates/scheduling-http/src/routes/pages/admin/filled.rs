//! A form that was sent, as the body of the API's request that it stands for.
//!
//! The names of its fields are JSON pointers without the first slash (RFC 6901): `location/kind` is a member of a member,
//! `questions/0/label` one of an item. A field that is empty is not there; an item of which all fields are empty is none,
//! so that a form can offer empty rows. Names that begin with `_` are the page's own; `_null` names a field that is null if
//! it is empty.

use std::{collections::BTreeMap, pin::Pin};

use actix_web::{FromRequest, HttpRequest, dev::Payload, web};
use scheduling_core::Zone;
use scheduling_engine::{IdempotencyKey, Writing};
use scheduling_render::pages::admin::Entered;
use serde::Serialize;
use serde_json::{Map, Value};
use sha2::{Digest as _, Sha256};
use uuid::Uuid;

use super::{
    desk::{Desk, desk},
    moment,
};
use crate::{
    json::{Faults, FromJson, Place},
    problem::{Code, Problem},
    routes::{extract::received, pages::form::Fields},
};

/// What was entered in a form.
#[derive(Clone)]
pub(super) struct Form {
    fields: Fields,
    json: Value,
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

    /// The same with the instant of the date and the time that it has, unless it has one that was offered.
    pub(super) fn with_start(&self, zone: &Zone) -> Self {
        let mut form = self.clone();
        let start = moment::instant(self.own("_date"), self.own("_time"), zone);
        if let (Some(members), Some(start)) = (form.json.as_object_mut(), start) {
            members.entry("startTime").or_insert(Value::String(start));
        }
        form
    }

    fn digest(&self) -> String {
        self.fingerprint.iter().map(|byte| format!("{byte:02x}")).collect()
    }

    /// The body itself, for what the page does to it before it is read.
    pub(super) const fn json(&mut self) -> &mut Value {
        &mut self.json
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
        let name = |pointer: &str| pointer.trim_start_matches('/').to_owned();
        let faults: BTreeMap<String, String> =
            problem.faults().iter().map(|fault| (name(&fault.pointer), fault.detail.clone())).collect();
        let (title, detail) = (problem.code().title(), problem.detail());
        let is_said = detail.trim_end_matches('.') == title;
        let whole = || if is_said { detail.to_owned() } else { format!("{title}. {detail}") };
        let problem = faults.is_empty().then(whole);
        Entered { faults, problem, ..self.entered() }
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
    Entered { values, ..Entered::default() }
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
    for (name, value) in fields.all() {
        // Browsers end lines with CR LF.
        let value = value.replace("\r\n", "\n");
        if name.starts_with('_') || value.trim().is_empty() {
            continue;
        }
        // What has members is no text: nothing of ours sends that.
        if let Some(place) = place_of(&mut root, name).filter(|place| !place.is_object()) {
            *place = Value::String(value);
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

/// Where a field of this name stands, which is made if it is not there. None inside of a text.
fn place_of<'a>(root: &'a mut Value, name: &str) -> Option<&'a mut Value> {
    name.split('/').try_fold(root, |at, step| {
        let members = if at.is_null() { Some(emptied(at)) } else { at.as_object_mut() }?;
        Some(members.entry(step).or_insert(Value::Null))
    })
}

/// An object instead of nothing.
fn emptied(at: &mut Value) -> &mut Map<String, Value> {
    *at = Value::Object(Map::new());
    at.as_object_mut().expect("it was just made an object")
}

/// An object whose members are all numbered is a list.
fn with_lists(json: Value) -> Value {
    let Value::Object(members) = json else { return json };
    let numbered: Option<BTreeMap<u32, &Value>> =
        members.iter().map(|(name, value)| Some((name.parse().ok()?, value))).collect();
    match numbered {
        Some(items) if !items.is_empty() => items.into_values().cloned().map(with_lists).collect(),
        _ => members.into_iter().map(|(name, value)| (name, with_lists(value))).collect(),
    }
}

async fn form(
    request: &HttpRequest,
    payload: impl Future<Output = Result<web::Payload, actix_web::Error>>,
) -> Result<Form, Problem> {
    let bytes = received(payload).await?;
    let fields = Fields::of_body(request, &bytes);
    let fingerprint = Sha256::new().chain_update(request.path()).chain_update([0]).chain_update(&bytes).finalize();
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
    }

    #[test]
    fn a_form_is_shown_as_it_was_sent() {
        let shown = entered(&json!({"a": [{"b": 1}, {"b": null}], "c": true, "d": "x"}));
        let values: Vec<_> = shown.values.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
        assert_eq!(values, [("a/0/b", "1"), ("c", "true"), ("d", "x")]);
    }
}
