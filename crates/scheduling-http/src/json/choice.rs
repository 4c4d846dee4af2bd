//! Closed sets of words, in requests and in answers.

use std::{fmt::Display, str::FromStr};

use scheduling_core::{
    BookingStatus, ChosenBy, Color, Frequency, Locale, LocationKind, QuestionKind, ReminderTiming, Role,
    SchedulingKind, Scope, SeriesExtent, TenantStatus,
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
    Action Basis BookingStatus ChosenBy Color Entity Frequency Locale LocationKind OverridableRule QuestionKind ReminderTiming Role
    SchedulingKind Scope SeriesExtent TenantStatus
}

impl Keyed for ReminderTiming {}

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
}
