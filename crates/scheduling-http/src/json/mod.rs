//! Request data, decoded so that everything that is wrong with it is found at once.
//!
//! serde stops at the first error, so a derived `Deserialize` can never name all wrong fields. Here a request is first
//! parsed into JSON ([`parse`]), then decoded by [`FromJson`]: whatever is wrong is added to [`Faults`], with its JSON
//! pointer, and decoding goes on. Each type also describes itself ([`Documented`]), so that the OpenAPI document
//! and the decoder cannot drift apart. `body!` declares an object once for both, `answer!` an object of answers.
//!
//! Leaves decode straight into the types of `scheduling-core`: a text is parsed once, here.

mod choice;
mod list;
mod number;
mod object;
mod parse;
mod schema;
mod text;
mod time;

use std::fmt::Display;

pub(crate) use self::{
    choice::Words,
    list::{AtMost, Distinct, Keyed},
    number::{Count, Hours, Int},
    object::{Object, answer, body, query},
    parse::parse,
    schema::{Documented, Fields, Property, Use, described, nullable, parameters, plain, schema_of},
    text::{AccentColor, TemplateText, WebAddress, WebOrigin, code_of},
    time::Day,
};
use crate::problem::{Code, Problem};
use scheduling_core::HostId;
use serde_json::Value;

/// How many faults one answer names; the rest of a hopeless body is not looked at.
const MOST_FAULTS: usize = 100;
/// How many characters of a pointer an answer repeats: a long name sent once must not come back a hundred times.
const LONGEST_POINTER: usize = 256;

/// A type that requests can hold.
pub(crate) trait FromJson: Documented + Sized {
    /// What it is where nothing is given. `None`: something must be given.
    fn absent() -> Option<Self> {
        None
    }

    /// Decodes it. `None`: it cannot be had, and `faults` has grown.
    fn from_json(json: Value, faults: &mut Faults) -> Option<Self>;
}

/// In which part of a request something is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Place {
    Body,
    Query,
    Path,
    Header,
    /// The fields of a page's form.
    Form,
}

impl Place {
    pub(crate) const fn as_str(self) -> &'static str {
        match self {
            Self::Body => "body",
            Self::Query => "query",
            Self::Path => "path",
            Self::Header => "header",
            Self::Form => "form",
        }
    }
}

/// One thing that is wrong.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Fault {
    pub(crate) place: Place,
    /// RFC 6901.
    pub(crate) pointer: String,
    pub(crate) code: Code,
    pub(crate) detail: String,
}

impl Fault {
    /// What people call the wrong thing.
    pub(crate) fn subject(&self) -> &str {
        let name = self.pointer.trim_start_matches('/');
        if name.is_empty() { "the request" } else { name }
    }
}

/// All that is wrong so far, and where the decoder is.
#[derive(Debug)]
pub(crate) struct Faults {
    place: Place,
    pointer: String,
    found: Vec<Fault>,
    user: Option<HostId>,
}

impl Faults {
    pub(crate) fn of(place: Place) -> Self {
        Self { place, pointer: String::new(), found: Vec::new(), user: None }
    }

    /// The same in a request of a caller who is bound to this user.
    pub(crate) fn asked_by(self, user: Option<HostId>) -> Self {
        Self { user, ..self }
    }

    /// The user to whom the caller is bound.
    pub(crate) fn user(&self) -> Option<HostId> {
        self.user
    }

    /// Adds what is wrong at the present place. Gives `None`, for the decoder to return.
    pub(crate) fn add<T>(&mut self, code: Code, detail: impl Display) -> Option<T> {
        if self.found.len() < MOST_FAULTS {
            let (place, pointer) = (self.place, self.pointer.chars().take(LONGEST_POINTER).collect());
            self.found.push(Fault { place, pointer, code, detail: detail.to_string() });
        }
        None
    }

    /// Adds that the value is not even of its type. In a path or a query that is a malformed parameter.
    pub(crate) fn mistyped<T>(&mut self, code: Code, detail: impl Display) -> Option<T> {
        let code = if matches!(self.place, Place::Query | Place::Path) { Code::MalformedParameter } else { code };
        self.add(code, detail)
    }

    /// Adds what is wrong with a member of the present place.
    pub(crate) fn at(&mut self, member: &str, code: Code, detail: impl Display) {
        self.inside(member, |faults| faults.add::<()>(code, detail));
    }

    /// Decodes something one step further inside.
    pub(crate) fn inside<T>(&mut self, step: &str, decode: impl FnOnce(&mut Self) -> T) -> T {
        let outer = self.pointer.len();
        self.pointer.push('/');
        self.pointer.push_str(&step.replace('~', "~0").replace('/', "~1"));
        let decoded = decode(self);
        self.pointer.truncate(outer);
        decoded
    }

    /// Whether every value is a text here, numbers too.
    pub(crate) fn is_text_only(&self) -> bool {
        matches!(self.place, Place::Query | Place::Path | Place::Form)
    }

    /// What was decoded, if nothing was wrong.
    pub(crate) fn finish<T>(self, decoded: Option<T>) -> Result<T, Problem> {
        match decoded {
            Some(decoded) if self.found.is_empty() => Ok(decoded),
            _ => Err(Problem::invalid(self.found)),
        }
    }
}

impl<T: FromJson> FromJson for Option<T> {
    fn absent() -> Option<Self> {
        Some(None)
    }

    fn from_json(json: Value, faults: &mut Faults) -> Option<Self> {
        if json.is_null() { Some(None) } else { T::from_json(json, faults).map(Some) }
    }
}

impl FromJson for bool {
    fn from_json(json: Value, faults: &mut Faults) -> Option<Self> {
        match json {
            Value::Bool(value) => Some(value),
            Value::String(text) if faults.is_text_only() && text == "true" => Some(true),
            Value::String(text) if faults.is_text_only() && text == "false" => Some(false),
            _ => faults.mistyped(Code::WrongType, "must be true or false"),
        }
    }
}

#[cfg(test)]
pub(crate) mod tests {
    use serde_json::json;

    use super::*;

    pub(crate) fn decode<T: FromJson>(json: Value) -> Result<T, Vec<(String, Code)>> {
        let mut faults = Faults::of(Place::Body);
        let decoded = T::from_json(json, &mut faults);
        let found: Vec<_> = faults.found.into_iter().map(|fault| (fault.pointer, fault.code)).collect();
        assert_eq!(decoded.is_none(), !found.is_empty() && decoded.is_none(), "a refusal says why");
        if found.is_empty() { Ok(decoded.expect("a value or a fault")) } else { Err(found) }
    }

    #[test]
    fn pointers_are_escaped() {
        let mut faults = Faults::of(Place::Body);
        faults.inside("a/b~c", |faults| faults.add::<()>(Code::Required, "x"));
        assert_eq!(faults.found[0].pointer, "/a~1b~0c");
    }

    #[test]
    fn one_kind_of_fault_names_the_problem_and_a_malformed_parameter_wins() {
        let fault = |code| Fault { place: Place::Query, pointer: "/x".to_owned(), code, detail: String::new() };
        let code = |codes: &[Code]| Problem::invalid(codes.iter().copied().map(fault).collect()).code();
        assert_eq!(code(&[Code::UnknownTimeZone, Code::UnknownTimeZone]), Code::UnknownTimeZone);
        assert_eq!(code(&[Code::UnknownTimeZone, Code::Required]), Code::Invalid);
        assert_eq!(code(&[Code::UnknownTimeZone, Code::MalformedParameter]), Code::MalformedParameter);
    }

    #[test]
    fn a_hopeless_body_is_not_answered_with_a_huge_one() {
        let mut faults = Faults::of(Place::Body);
        for _ in 0..1000 {
            faults.add::<()>(Code::UnknownField, "x");
        }
        assert_eq!(faults.found.len(), MOST_FAULTS);
    }

    #[test]
    fn null_is_the_same_as_nothing_where_nothing_is_allowed() {
        assert_eq!(decode::<Option<bool>>(json!(null)), Ok(None));
        assert_eq!(decode::<bool>(json!(null)), Err(vec![(String::new(), Code::WrongType)]));
    }
}
