//! Numbers in requests, with their bounds in their type.

use serde_json::{Number, Value};
use utoipa::openapi::{RefOr, Schema, Type};

use super::{Documented, Faults, FromJson, plain};
use crate::problem::Code;

/// A whole number from `MIN` to `MAX`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize)]
#[serde(transparent)]
pub(crate) struct Int<const MIN: u32, const MAX: u32>(pub(crate) u32);

impl<const MIN: u32, const MAX: u32> FromJson for Int<MIN, MAX> {
    fn from_json(json: Value, faults: &mut Faults) -> Option<Self> {
        let Some(value) = number(json, faults).and_then(|number| whole(&number)) else {
            return faults.mistyped(Code::WrongType, "must be a whole number");
        };
        match u32::try_from(value) {
            Ok(value) if (MIN..=MAX).contains(&value) => Some(Self(value)),
            _ => faults.add(Code::OutOfRange, format_args!("must be from {MIN} to {MAX}")),
        }
    }
}

impl<const MIN: u32, const MAX: u32> Documented for Int<MIN, MAX> {
    fn schema() -> RefOr<Schema> {
        plain(Type::Integer).minimum(Some(MIN)).maximum(Some(MAX)).into()
    }
}

/// A whole number from none to 2^53 − 1, which every reader of JSON keeps to the last digit (RFC 8259, section 6).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Count(pub(crate) u64);

impl Count {
    const MOST: i64 = (1 << 53) - 1;
}

impl FromJson for Count {
    fn from_json(json: Value, faults: &mut Faults) -> Option<Self> {
        let Some(value) = number(json, faults).and_then(|number| whole(&number)) else {
            return faults.mistyped(Code::WrongType, "must be a whole number");
        };
        match u64::try_from(value) {
            Ok(count) if value <= Self::MOST => Some(Self(count)),
            _ => faults.add(Code::OutOfRange, format_args!("must be from 0 to {}", Self::MOST)),
        }
    }
}

impl Documented for Count {
    fn schema() -> RefOr<Schema> {
        plain(Type::Integer).minimum(Some(0)).maximum(Some(Self::MOST)).into()
    }
}

/// Hours in steps of a quarter, from none to 366 days; whole minutes inside.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Hours(pub(crate) scheduling_core::Minutes);

impl FromJson for Hours {
    fn from_json(json: Value, faults: &mut Faults) -> Option<Self> {
        let Some(hours) = number(json, faults).and_then(|number| number.as_f64()) else {
            return faults.mistyped(Code::WrongType, "must be a number");
        };
        let quarters = hours * 4.0;
        if !(0.0..=8784.0).contains(&hours) || quarters.fract() != 0.0 {
            return faults.add(Code::OutOfRange, "must be from 0 to 8784 hours, in steps of 0.25");
        }
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "from 0 to 35 136, a whole number")]
        let quarters = quarters as u32;
        Some(Self(scheduling_core::Minutes(quarters * 15)))
    }
}

impl Documented for Hours {
    fn schema() -> RefOr<Schema> {
        plain(Type::Number).minimum(Some(0)).maximum(Some(8784)).multiple_of(Some(0.25)).into()
    }
}

impl serde::Serialize for Hours {
    /// Whole hours are whole numbers: `24`, not `24.0`.
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let minutes = self.0.0;
        if minutes.is_multiple_of(60) {
            serializer.serialize_u32(minutes / 60)
        } else {
            serializer.serialize_f64(f64::from(minutes) / 60.0)
        }
    }
}

fn number(json: Value, faults: &Faults) -> Option<Number> {
    match json {
        Value::Number(number) => Some(number),
        Value::String(text) if faults.is_text_only() => text.parse().ok(),
        _ => None,
    }
}

/// JSON has one kind of number: `30.0` is a whole one.
fn whole(number: &Number) -> Option<i64> {
    let float = number.as_f64().filter(|float| float.fract() == 0.0 && float.abs() < 9e15);
    #[expect(clippy::cast_possible_truncation, reason = "whole and below 2^53")]
    let from_float = float.map(|float| float as i64);
    number.as_i64().or(from_float).or(number.is_u64().then_some(i64::MAX)).or(float_out_of_range(number))
}

fn float_out_of_range(number: &Number) -> Option<i64> {
    number.as_f64().filter(|float| float.fract() == 0.0).map(|float| if float < 0.0 { i64::MIN } else { i64::MAX })
}

#[cfg(test)]
mod tests {
    use scheduling_core::Minutes;
    use serde_json::json;

    use super::{super::tests::decode, *};

    fn code(json: Value) -> Result<u32, Code> {
        decode::<Int<1, 1440>>(json).map(|int| int.0).map_err(|faults| faults[0].1)
    }

    #[test]
    fn whole_numbers_have_bounds() {
        assert_eq!(code(json!(1)), Ok(1));
        assert_eq!(code(json!(30.0)), Ok(30));
        for out in [json!(0), json!(-30), json!(1441), json!(u64::MAX), json!(i64::MIN), json!(1e300), json!(-1e300)] {
            assert_eq!(code(out.clone()), Err(Code::OutOfRange), "{out}");
        }
        for wrong in [json!("30"), json!(30.5), json!(null), json!([30]), json!(true)] {
            assert_eq!(code(wrong.clone()), Err(Code::WrongType), "{wrong}");
        }
    }

    #[test]
    fn a_count_has_the_digits_that_every_reader_keeps() {
        let count = |json| decode::<Count>(json).map(|count| count.0).map_err(|faults| faults[0].1);
        assert_eq!((count(json!(0)), count(json!(9_007_199_254_740_991_u64))), (Ok(0), Ok(9_007_199_254_740_991)));
        for out in [json!(-1), json!(9_007_199_254_740_992_u64), json!(u64::MAX), json!(1e300)] {
            assert_eq!(count(out.clone()), Err(Code::OutOfRange), "{out}");
        }
        assert_eq!(count(json!(1.5)), Err(Code::WrongType));
    }

    #[test]
    fn hours_become_minutes() {
        let hours = |json| decode::<Hours>(json).map(|hours| hours.0).map_err(|faults| faults[0].1);
        assert_eq!(hours(json!(24)), Ok(Minutes(1440)));
        assert_eq!(hours(json!(0.25)), Ok(Minutes(15)));
        assert_eq!(hours(json!(8784)), Ok(scheduling_core::MAX_NOTICE));
        for out in [json!(-1), json!(8784.25), json!(0.1), json!(1e308)] {
            assert_eq!(hours(out.clone()), Err(Code::OutOfRange), "{out}");
        }
        assert_eq!(hours(json!("24")), Err(Code::WrongType));
    }
}
