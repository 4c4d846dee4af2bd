//! Instants, dates, times of day and zones in requests.

use jiff::{Timestamp, civil::Date};
use scheduling_core::{LocalTime, Zone};
use serde_json::Value;
use utoipa::openapi::{KnownFormat, RefOr, Schema, SchemaFormat, Type};

use super::{Documented, Faults, FromJson, plain};
use crate::problem::Code;

const RFC3339: &str = "must be an instant as RFC 3339 writes it, such as 2026-03-16T13:00:00Z";
/// The first instant that RFC 3339 can write in UTC: 0000-01-01T00:00:00Z.
const FIRST: Timestamp = Timestamp::constant(-62_167_219_200, 0);
const DATE: &str = "must be a date of the form YYYY-MM-DD";

impl FromJson for Timestamp {
    /// Any spelling of an instant is the same instant: `…00Z`, `…00.000Z` and `…+00:00`.
    fn from_json(json: Value, faults: &mut Faults) -> Option<Self> {
        let Value::String(text) = json else { return faults.mistyped(Code::WrongType, RFC3339) };
        if !is_rfc3339(text.as_bytes()) {
            return faults.mistyped(Code::InvalidTime, RFC3339);
        }
        match (text.parse(), text.get(..10).map(str::parse::<Date>)) {
            (Ok(instant), _) if instant < FIRST => faults.add(Code::OutOfRange, "must be in the year 0 or later"),
            (Ok(instant), _) => Some(instant),
            (Err(_), Some(Err(_))) => faults.add(Code::ImpossibleDate, "there is no such date"),
            (Err(_), _) if is_an_instant_of_another_year(&text) => {
                faults.add(Code::OutOfRange, "must be before the last day of the year 9999")
            }
            (Err(_), _) => faults.add(Code::InvalidTime, RFC3339),
        }
    }
}

impl Documented for Timestamp {
    fn schema() -> RefOr<Schema> {
        plain(Type::String).format(Some(SchemaFormat::KnownFormat(KnownFormat::DateTime))).into()
    }
}

impl FromJson for Date {
    fn from_json(json: Value, faults: &mut Faults) -> Option<Self> {
        let Value::String(text) = json else { return faults.mistyped(Code::WrongType, DATE) };
        if !has_shape(text.as_bytes(), b"0000-00-00") {
            return faults.mistyped(Code::InvalidTime, DATE);
        }
        text.parse().ok().or_else(|| faults.add(Code::ImpossibleDate, "there is no such date"))
    }
}

/// A date of the years 1970 to 9999, as everything that is stored has.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Day(pub(crate) Date);

impl FromJson for Day {
    fn from_json(json: Value, faults: &mut Faults) -> Option<Self> {
        let date = Date::from_json(json, faults)?;
        if date.year() >= 1970 {
            return Some(Self(date));
        }
        faults.add(Code::OutOfRange, "must be a date of the years 1970 to 9999")
    }
}

impl Documented for Day {
    fn schema() -> RefOr<Schema> {
        Date::schema()
    }
}

impl Documented for Date {
    fn schema() -> RefOr<Schema> {
        plain(Type::String).format(Some(SchemaFormat::KnownFormat(KnownFormat::Date))).into()
    }
}

impl FromJson for LocalTime {
    fn from_json(json: Value, faults: &mut Faults) -> Option<Self> {
        let Value::String(text) = json else {
            return faults.mistyped(Code::WrongType, scheduling_core::InvalidLocalTime);
        };
        text.parse().or_else(|why| faults.mistyped(Code::InvalidTime, why).ok_or(())).ok()
    }
}

impl Documented for LocalTime {
    fn schema() -> RefOr<Schema> {
        plain(Type::String).pattern(Some("^(([01][0-9]|2[0-3]):[0-5][0-9]|24:00)$")).into()
    }
}

impl FromJson for Zone {
    fn from_json(json: Value, faults: &mut Faults) -> Option<Self> {
        let Value::String(name) = json else { return faults.mistyped(Code::WrongType, "must be a text") };
        name.parse().or_else(|why: scheduling_core::InvalidZone| faults.add(Code::UnknownTimeZone, why).ok_or(())).ok()
    }
}

impl Documented for Zone {
    fn schema() -> RefOr<Schema> {
        plain(Type::String).min_length(Some(1)).max_length(Some(64)).into()
    }
}

/// Whether nothing is wrong but the year: the last one ends a little before what can be written.
fn is_an_instant_of_another_year(text: &str) -> bool {
    text.get(4..).is_some_and(|rest| format!("2000{rest}").parse::<Timestamp>().is_ok())
}

/// RFC 3339, section 5.6; jiff reads more than that.
fn is_rfc3339(text: &[u8]) -> bool {
    let Some((date_time, rest)) = text.split_at_checked(19) else { return false };
    if !has_shape(date_time, b"0000-00-00T00:00:00") {
        return false;
    }
    let offset = match rest.split_first() {
        Some((b'.', rest)) => {
            let digits = rest.iter().take_while(|byte| byte.is_ascii_digit()).count();
            if digits == 0 {
                return false;
            }
            rest.split_at(digits).1
        }
        _ => rest,
    };
    matches!(offset, b"Z" | b"z") || has_shape(offset, b"+00:00") || has_shape(offset, b"-00:00")
}

/// Whether a text has digits where the shape has `0`, and the shape's characters elsewhere, in either case.
fn has_shape(text: &[u8], shape: &[u8]) -> bool {
    let fits = |(byte, like): (&u8, &u8)| {
        if *like == b'0' { byte.is_ascii_digit() } else { byte.eq_ignore_ascii_case(like) }
    };
    text.len() == shape.len() && text.iter().zip(shape).all(fits)
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::{super::tests::decode, *};

    fn refusal<T: FromJson + std::fmt::Debug>(text: &str) -> Code {
        decode::<T>(json!(text)).map_err(|faults| faults[0].1).unwrap_err()
    }

    #[test]
    fn all_spellings_of_an_instant_are_one_instant() {
        let expected: Timestamp = "2026-01-14T09:00:00Z".parse().unwrap();
        for text in [
            "2026-01-14T09:00:00Z",
            "2026-01-14T09:00:00.000Z",
            "2026-01-14T09:00:00.000000000Z",
            "2026-01-14T10:00:00+01:00",
            "2026-01-14t09:00:00z",
            "2026-01-14T04:30:00.0-04:30",
        ] {
            assert_eq!(decode(json!(text)), Ok(expected), "{text}");
        }
    }

    #[test]
    fn what_is_not_rfc_3339_is_refused() {
        for text in [
            "",
            "2026-01-14",
            "2026-01-14T09:00Z",
            "2026-01-14T09:00:00",
            "2026-01-14 09:00:00Z",
            "2026-01-14T09:00:00+01",
            "2026-01-14T09:00:00.Z",
            "2026-01-14T09:00:00Z[UTC]",
            "2026-01-14T25:00:00Z",
            "2026-01-14T09:00:00Zé",
            "tomorrow",
        ] {
            assert_eq!(refusal::<Timestamp>(text), Code::InvalidTime, "{text}");
        }
        assert_eq!(refusal::<Timestamp>("2026-02-31T09:00:00Z"), Code::ImpossibleDate);
    }

    #[test]
    fn an_instant_beyond_the_last_one_is_out_of_range() {
        assert_eq!(refusal::<Timestamp>("9999-12-31T23:59:59Z"), Code::OutOfRange);
        assert_eq!(refusal::<Timestamp>("0000-01-01T00:00:00+01:00"), Code::OutOfRange);
        assert_eq!(refusal::<Timestamp>("9999-12-31T24:59:59Z"), Code::InvalidTime);
        assert_eq!(refusal::<Day>("1969-12-31"), Code::OutOfRange);
    }

    #[test]
    fn a_date_that_does_not_exist_has_its_own_code() {
        assert_eq!(decode(json!("2028-02-29")), Ok(jiff::civil::date(2028, 2, 29)));
        for text in ["2026-02-31", "2026-13-01", "2026-00-10", "2026-02-29"] {
            assert_eq!(refusal::<Date>(text), Code::ImpossibleDate, "{text}");
        }
        for text in ["2026-2-3", "03/16/2026", "20260316", "2026-03-16T00:00:00Z", ""] {
            assert_eq!(refusal::<Date>(text), Code::InvalidTime, "{text}");
        }
    }

    #[test]
    fn times_of_day_and_zones_are_checked() {
        assert_eq!(decode(json!("24:00")), Ok(LocalTime::END_OF_DAY));
        for text in ["9am", "24:01", "9:00", "09:60", ""] {
            assert_eq!(refusal::<LocalTime>(text), Code::InvalidTime, "{text}");
        }
        assert_eq!(refusal::<Zone>("Mars/Phobos"), Code::UnknownTimeZone);
        assert_eq!(refusal::<Zone>(""), Code::UnknownTimeZone);
        assert!(decode::<Zone>(json!("Europe/Berlin")).is_ok());
    }
}
