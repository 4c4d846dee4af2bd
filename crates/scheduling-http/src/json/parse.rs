//! JSON text into a JSON value, with keys that are given twice found on the way.

use std::fmt;

use serde::de::{DeserializeSeed, Deserializer, MapAccess, SeqAccess, Visitor};
use serde_json::{Map, Value};

use super::Faults;
use crate::problem::{Code, Problem};

/// Parses a body.
///
/// # Errors
/// It is not JSON, or nested deeper than 128 levels.
pub(crate) fn parse(bytes: &[u8], faults: &mut Faults) -> Result<Value, Problem> {
    let malformed = |error: serde_json::Error| Problem::new(Code::MalformedJson).with_detail(unreadable(&error));
    let mut deserializer = serde_json::Deserializer::from_slice(bytes);
    let value = Strict(faults).deserialize(&mut deserializer).map_err(malformed)?;
    deserializer.end().map_err(malformed)?;
    Ok(value)
}

fn unreadable(error: &serde_json::Error) -> String {
    format!("What was sent cannot be read from line {}, column {} on.", error.line(), error.column())
}

struct Strict<'a>(&'a mut Faults);

impl<'de> DeserializeSeed<'de> for Strict<'_> {
    type Value = Value;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Value, D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Strict<'_> {
    type Value = Value;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("JSON")
    }

    fn visit_unit<E>(self) -> Result<Value, E> {
        Ok(Value::Null)
    }

    fn visit_bool<E>(self, value: bool) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_u64<E>(self, value: u64) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_i64<E>(self, value: i64) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_f64<E>(self, value: f64) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_str<E>(self, value: &str) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_string<E>(self, value: String) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Value, A::Error> {
        let mut list = Vec::new();
        loop {
            let step = list.len().to_string();
            match self.0.inside(&step, |faults| items.next_element_seed(Strict(faults)))? {
                Some(item) => list.push(item),
                None => return Ok(Value::Array(list)),
            }
        }
    }

    fn visit_map<A: MapAccess<'de>>(self, mut members: A) -> Result<Value, A::Error> {
        let mut object = Map::new();
        while let Some(key) = members.next_key::<String>()? {
            let value = self.0.inside(&key, |faults| {
                if object.contains_key(&key) {
                    faults.add::<()>(Code::DuplicateKey, "the key is given twice");
                }
                members.next_value_seed(Strict(faults))
            })?;
            object.insert(key, value);
        }
        Ok(Value::Object(object))
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::{super::Place, *};

    fn strict(text: &str) -> Result<Value, Code> {
        let mut faults = Faults::of(Place::Body);
        let value = parse(text.as_bytes(), &mut faults).map_err(|problem| problem.code())?;
        faults.finish(Some(value)).map_err(|problem| problem.code())
    }

    #[test]
    fn json_is_read_as_it_is() {
        let value = strict(r#" {"a":[1,-2,3.5,null,true,"\u00e9"],"b":{}} "#);
        assert_eq!(value, Ok(json!({"a": [1, -2, 3.5, null, true, "é"], "b": {}})));
    }

    #[test]
    fn a_key_given_twice_is_found_at_any_depth() {
        for text in [r#"{"a":1,"a":1}"#, r#"{"x":[{"a":1,"b":2,"a":3}]}"#, r#"{"a":1,"\u0061":2}"#] {
            assert_eq!(strict(text), Err(Code::DuplicateKey), "{text}");
        }
        assert!(strict(r#"{"a":{"b":1},"b":{"a":1}}"#).is_ok());
    }

    #[test]
    fn what_is_not_json_is_refused() {
        let deep = "[".repeat(500);
        for text in ["", "{", "{} {}", "nul", "{'a':1}", "\u{feff}{}", "[1,]", "1e999", deep.as_str()] {
            assert_eq!(strict(text), Err(Code::MalformedJson), "{text}");
        }
        let mut faults = Faults::of(Place::Body);
        assert!(parse(b"\"\xff\"", &mut faults).is_err(), "not UTF-8");
    }
}
