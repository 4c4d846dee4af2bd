//! Closed sets of words, in requests and in answers.

use std::{fmt::Display, str::FromStr};

use scheduling_core::{
    Audience, BookingStatus, Channel, ChosenBy, Color, DeliveryState, EventKind, Frequency, Locale, LocationKind,
    NotificationKind, QuestionKind, ReminderTiming, Role, SchedulingKind, Scope, SeriesExtent, TemplateField,
    TenantStatus,
    analytics::Basis,
    change::{Action, Entity},
    slots::OverridableRule,
};
use serde_json::Value;
use utoipa::openapi::{RefOr, Schema, Type, schema::ObjectBuilder};

use super::{Documented, Faults, FromJson, Keyed, plain};
use crate::problem::Code;

/// A type with a closed set of words.
pub(crate) trait Choice: FromStr + Display + Copy + 'static {
    /// All of them.
    fn all() -> &'static [Self];
}

/// Decodes one of the words.
fn choose<T: Choice>(json: Value, faults: &mut Faults) -> Option<T> {
    let Value::String(text) = json else { return faults.mistyped(Code::WrongType, "must be a text") };
    text.parse().ok().or_else(|| {
        let words: Vec<String> = T::all().iter().map(T::to_string).collect();
        faults.add(Code::NotAllowed, format_args!("must be one of {}", words.join(", ")))
    })
}

fn words<T: Choice>() -> ObjectBuilder {
    plain(Type::String).enum_values(Some(T::all().iter().map(T::to_string)))
}

macro_rules! choices {
    ($($ty:ident)+) => {$(
        impl Choice for $ty {
            fn all() -> &'static [Self] {
                Self::ALL
            }
        }

        impl FromJson for $ty {
            fn from_json(json: Value, faults: &mut Faults) -> Option<Self> {
                choose(json, faults)
            }
        }

        impl Documented for $ty {
            fn schema() -> RefOr<Schema> {
                words::<Self>().into()
            }
        }
    )+};
}

choices! {
    Action Audience Basis BookingStatus Channel ChosenBy Color DeliveryState Entity EventKind Frequency Locale LocationKind
    NotificationKind OverridableRule QuestionKind ReminderTiming Role
    SchedulingKind Scope SeriesExtent TemplateField TenantStatus
}

impl Keyed for ReminderTiming {}
impl Keyed for EventKind {}

/// Words of a set with commas between them, none of them twice: as a query has several of them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Words<T>(pub(crate) Vec<T>);

impl<T: Choice + PartialEq> FromJson for Words<T> {
    fn from_json(json: Value, faults: &mut Faults) -> Option<Self> {
        let Value::String(text) = json else { return faults.mistyped(Code::WrongType, "must be a text") };
        let mut chosen = Vec::new();
        for word in text.split(',') {
            let word = choose(Value::from(word), faults)?;
            if chosen.contains(&word) {
                return faults.add(Code::Repeated, format_args!("must not have {word} twice"));
            }
            chosen.push(word);
        }
        Some(Self(chosen))
    }
}

impl<T: Choice> Documented for Words<T> {
    fn schema() -> RefOr<Schema> {
        let words = T::all().iter().map(|word| word.to_string().replace('.', r"\."));
        let word = words.collect::<Vec<_>>().join("|");
        plain(Type::String).pattern(Some(format!("^({word})(,({word}))*$"))).into()
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::{super::tests::decode, *};

    #[test]
    fn a_word_outside_of_the_set_is_refused() {
        assert_eq!(decode(json!("no_show")), Ok(BookingStatus::NoShow));
        for bad in ["x' OR '1'='1", "Confirmed", ""] {
            let refusal = decode::<BookingStatus>(json!(bad));
            assert_eq!(refusal, Err(vec![(String::new(), Code::NotAllowed)]), "{bad}");
        }
    }

    #[test]
    fn words_stand_between_commas() {
        let words = |text: &str| decode::<Words<BookingStatus>>(json!(text)).map(|words| words.0);
        assert_eq!(words("no_show"), Ok(vec![BookingStatus::NoShow]));
        assert_eq!(words("pending,no_show"), Ok(vec![BookingStatus::Pending, BookingStatus::NoShow]));
        for (bad, code) in [
            ("", Code::NotAllowed),
            ("pending,", Code::NotAllowed),
            ("pending, no_show", Code::NotAllowed),
            ("pending,pending", Code::Repeated),
        ] {
            assert_eq!(words(bad), Err(vec![(String::new(), code)]), "{bad}");
        }
    }
}
