//! Lists in requests, with their longest length in their type.

use std::collections::HashSet;

use serde_json::Value;
use utoipa::openapi::{RefOr, Schema, schema::ArrayBuilder};

use super::{Documented, Faults, FromJson};
use crate::problem::Code;

/// A list of at most `MAX` entries.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct AtMost<T, const MAX: usize>(pub(crate) Vec<T>);

impl<T, const MAX: usize> Default for AtMost<T, MAX> {
    fn default() -> Self {
        Self(Vec::new())
    }
}

impl<T: FromJson, const MAX: usize> FromJson for AtMost<T, MAX> {
    fn from_json(json: Value, faults: &mut Faults) -> Option<Self> {
        entries(json, MAX, faults, |entry, faults| T::from_json(entry, faults)).map(Self)
    }
}

/// A list of at most `MAX` entries, none of which is there twice.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Distinct<T, const MAX: usize>(pub(crate) Vec<T>);

/// What can be an entry of [`Distinct`].
pub(crate) trait Keyed: FromJson {
    /// The member by which entries differ; `None` is the whole of them, a text.
    const KEY: Option<&'static str> = None;
}

impl<T, const MAX: usize> Default for Distinct<T, MAX> {
    fn default() -> Self {
        Self(Vec::new())
    }
}

impl<T: Keyed, const MAX: usize> FromJson for Distinct<T, MAX> {
    /// Keys are compared as they were sent, so that a repetition is found also where an entry has other faults.
    fn from_json(json: Value, faults: &mut Faults) -> Option<Self> {
        let mut seen = HashSet::new();
        let decode = |entry: Value, faults: &mut Faults| {
            let key = T::KEY.map_or(Some(&entry), |member| entry.get(member)).and_then(Value::as_str);
            if key.is_some_and(|key| !seen.insert(key.to_owned())) {
                let twice = "must not be there twice";
                match T::KEY {
                    Some(member) => faults.at(member, Code::Repeated, twice),
                    None => drop(faults.add::<()>(Code::Repeated, twice)),
                }
            }
            T::from_json(entry, faults)
        };
        entries(json, MAX, faults, decode).map(Self)
    }
}

fn entries<T>(
    json: Value,
    max: usize,
    faults: &mut Faults,
    mut decode: impl FnMut(Value, &mut Faults) -> Option<T>,
) -> Option<Vec<T>> {
    let Value::Array(entries) = json else { return faults.mistyped(Code::WrongType, "must be a list") };
    if entries.len() > max {
        return faults.add(Code::TooManyEntries, format_args!("must have at most {max} entries"));
    }
    // All entries are decoded before the first bad one decides, so that every fault is found.
    let decode = |(at, entry)| faults.inside(&usize::to_string(&at), |faults| decode(entry, faults));
    let decoded: Vec<Option<T>> = entries.into_iter().enumerate().map(decode).collect();
    decoded.into_iter().collect()
}

impl<T: Documented, const MAX: usize> Documented for AtMost<T, MAX> {
    fn schema() -> RefOr<Schema> {
        RefOr::T(Schema::Array(ArrayBuilder::new().items(T::schema()).max_items(Some(MAX)).build()))
    }

    fn components(into: &mut Vec<(String, RefOr<Schema>)>) {
        T::components(into);
    }
}

impl<T: Keyed + Documented, const MAX: usize> Documented for Distinct<T, MAX> {
    fn schema() -> RefOr<Schema> {
        let list = ArrayBuilder::new().items(T::schema()).max_items(Some(MAX)).unique_items(T::KEY.is_none());
        RefOr::T(Schema::Array(list.build()))
    }

    fn components(into: &mut Vec<(String, RefOr<Schema>)>) {
        T::components(into);
    }
}

#[cfg(test)]
mod tests {
    use scheduling_core::ShortText;

    use serde_json::json;

    use super::{super::tests::decode, *};

    #[test]
    fn every_bad_entry_is_named() {
        type List = AtMost<bool, 3>;
        assert_eq!(decode::<List>(json!([true, false])), Ok(AtMost(vec![true, false])));
        let wrong = |at: &str| (at.to_owned(), Code::WrongType);
        assert_eq!(decode::<List>(json!([1, true, 2])), Err(vec![wrong("/0"), wrong("/2")]));
        assert_eq!(decode::<List>(json!([true, true, true, true])), Err(vec![(String::new(), Code::TooManyEntries)]));
        assert_eq!(decode::<List>(json!({})), Err(vec![wrong("")]));
    }

    #[test]
    fn what_is_there_twice_is_named_whatever_else_is_wrong() {
        type List = Distinct<ShortText, 4>;
        let refusal = decode::<List>(json!(["a", "", "a", 5])).unwrap_err();
        let expected = [("/1", Code::Empty), ("/2", Code::Repeated), ("/3", Code::WrongType)];
        assert_eq!(refusal, expected.map(|(at, code)| (at.to_owned(), code)));
        assert!(decode::<List>(json!(["a", "b"])).is_ok());
    }
}
