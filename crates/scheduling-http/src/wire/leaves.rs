//! Leaves of objects that only the wire types use.

use std::collections::BTreeMap;

use scheduling_core::{AnswerValue, DeclineCause, LimitPeriod, Party, RawAnswer};
use scheduling_store::Cursor;
use serde_json::Value;
use utoipa::openapi::{
    RefOr, Schema, Type,
    schema::{AdditionalProperties, ObjectBuilder, SchemaType},
};

use crate::{
    json::{Documented, Faults, FromJson, plain},
    problem::Code,
};

/// The longest list of answers that is looked at; the event type decides which of them are asked.
const MOST_ANSWERS: usize = 100;

/// The invitee's answers, by the id of the question.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Responses(pub(crate) BTreeMap<String, RawAnswer>);

impl FromJson for Responses {
    fn from_json(json: Value, faults: &mut Faults) -> Option<Self> {
        let Value::Object(members) = json else { return faults.mistyped(Code::WrongType, "must be an object") };
        if members.len() > MOST_ANSWERS {
            return faults.add(Code::TooManyEntries, format_args!("must have at most {MOST_ANSWERS} entries"));
        }
        let decode = |(question, answer): (String, Value)| {
            faults
                .inside(&question, |faults| match answer {
                    Value::Bool(checked) => Some(RawAnswer::Checked(checked)),
                    Value::String(text) => Some(RawAnswer::Text(text)),
                    _ => faults.add(Code::WrongType, "must be a text, true or false"),
                })
                .map(|answer| (question, answer))
        };
        let decoded: Vec<Option<(String, RawAnswer)>> = members.into_iter().map(decode).collect();
        decoded.into_iter().collect::<Option<BTreeMap<_, _>>>().map(Self)
    }
}

impl Documented for Responses {
    fn schema() -> RefOr<Schema> {
        let answer = AnswerValue::schema();
        let name = ObjectBuilder::new()
            .schema_type(SchemaType::new(Type::String))
            .pattern(Some("^[a-z0-9-]+$"))
            .max_length(Some(64));
        ObjectBuilder::new()
            .additional_properties(Some(AdditionalProperties::RefOr(answer)))
            .property_names(Some(Schema::Object(name.build())))
            .max_properties(Some(MOST_ANSWERS))
            .into()
    }
}

impl Documented for AnswerValue {
    fn schema() -> RefOr<Schema> {
        let kinds = SchemaType::from_iter([Type::String, Type::Boolean]);
        ObjectBuilder::new().schema_type(kinds).max_length(Some(5000)).into()
    }
}

impl FromJson for Cursor {
    fn from_json(json: Value, faults: &mut Faults) -> Option<Self> {
        let cursor = json.as_str().and_then(|text| text.parse().ok());
        cursor.or_else(|| faults.mistyped(Code::WrongType, "must be the `nextCursor` of a page"))
    }
}

impl Documented for Cursor {
    fn schema() -> RefOr<Schema> {
        plain(Type::String).pattern(Some("^[0-9a-fA-F]{48}$")).max_length(Some(48)).into()
    }
}

/// A text to look for, of at most 200 characters.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct SearchText(pub(crate) String);

impl FromJson for SearchText {
    fn from_json(json: Value, faults: &mut Faults) -> Option<Self> {
        scheduling_core::Name::from_json(json, faults).map(|text| Self(text.to_string()))
    }
}

impl Documented for SearchText {
    fn schema() -> RefOr<Schema> {
        scheduling_core::Name::schema()
    }
}

/// A number that must be given, though it may be null.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize)]
#[serde(transparent)]
pub(crate) struct OrNull<T>(pub(crate) Option<T>);

impl<T: FromJson> FromJson for OrNull<T> {
    fn from_json(json: Value, faults: &mut Faults) -> Option<Self> {
        Option::from_json(json, faults).map(Self)
    }
}

impl<T: Documented> Documented for OrNull<T> {
    fn schema() -> RefOr<Schema> {
        Option::<T>::schema()
    }
}

macro_rules! words {
    ($($ty:ty: $($word:literal)+;)+) => {$(
        impl Documented for $ty {
            fn schema() -> RefOr<Schema> {
                plain(Type::String).enum_values(Some([$($word),+])).into()
            }
        }
    )+};
}

words! {
    DeclineCause: "host" "expired";
    Party: "host" "invitee";
    Period: "day" "week" "month";
    LimitCounts: "user" "event_type";
}

/// The period of a limit.
#[derive(Clone, Copy, Debug, serde::Serialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Period {
    Day,
    Week,
    Month,
}

impl From<LimitPeriod> for Period {
    fn from(period: LimitPeriod) -> Self {
        match period {
            LimitPeriod::Day => Self::Day,
            LimitPeriod::Week => Self::Week,
            LimitPeriod::Month => Self::Month,
        }
    }
}

/// Whose bookings a limit counts.
#[derive(Clone, Copy, Debug, serde::Serialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum LimitCounts {
    User,
    EventType,
}

impl From<scheduling_core::LimitScope> for LimitCounts {
    fn from(scope: scheduling_core::LimitScope) -> Self {
        match scope {
            scheduling_core::LimitScope::Host => Self::User,
            scheduling_core::LimitScope::EventType => Self::EventType,
        }
    }
}
