//! Lists in requests, with their longest length in their type.

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
        let Value::Array(entries) = json else { return faults.mistyped(Code::WrongType, "must be a list") };
        if entries.len() > MAX {
            return faults.add(Code::TooManyEntries, format_args!("must have at most {MAX} entries"));
        }
        // All entries are decoded before the first bad one decides, so that every fault is found.
        let decode = |(at, entry)| faults.inside(&usize::to_string(&at), |faults| T::from_json(entry, faults));
        let decoded: Vec<Option<T>> = entries.into_iter().enumerate().map(decode).collect();
        decoded.into_iter().collect::<Option<Vec<T>>>().map(Self)
    }
}

impl<T: Documented, const MAX: usize> Documented for AtMost<T, MAX> {
    fn schema() -> RefOr<Schema> {
        RefOr::T(Schema::Array(ArrayBuilder::new().items(T::schema()).max_items(Some(MAX)).build()))
    }

    fn components(into: &mut Vec<(String, RefOr<Schema>)>) {
        T::components(into);
    }
}

#[cfg(test)]
mod tests {
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
}
