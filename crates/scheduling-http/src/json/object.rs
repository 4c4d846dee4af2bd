//! Objects of requests and answers: their members, and their schema, from one declaration.

use serde_json::{Map, Value};

use super::{Faults, FromJson, schema::json_name};
use crate::problem::Code;

/// An object whose members are taken out one by one.
pub(crate) struct Object(Map<String, Value>);

impl Object {
    pub(crate) fn open(json: Value, faults: &mut Faults) -> Option<Self> {
        match json {
            Value::Object(members) => Some(Self(members)),
            _ => faults.mistyped(Code::WrongType, "must be an object"),
        }
    }

    /// Decodes the member that stands for a field.
    pub(crate) fn member<T: FromJson>(&mut self, field: &'static str, faults: &mut Faults) -> Option<T> {
        let name = json_name(field);
        match (self.0.remove(name.as_ref()), T::absent()) {
            (Some(json), _) => faults.inside(&name, |faults| T::from_json(json, faults)),
            (None, Some(absent)) => Some(absent),
            (None, None) => faults.inside(&name, |faults| faults.add(Code::Required, "is required")),
        }
    }

    /// Refuses what is left.
    pub(crate) fn close(self, faults: &mut Faults) {
        for name in self.0.into_iter().map(|(name, _)| name) {
            faults.at(&name, Code::UnknownField, "there is no such field");
        }
    }
}

/// Declares an object of requests, once: a struct, its decoder and its schema.
///
/// Each field has its documentation and an example. A rule over several fields is a function that `#[rule(…)]` names with
/// the fields that it needs: it runs when those are well, whatever is wrong with others, and adds what it finds.
macro_rules! body {
    (
        $(#[doc = $about:literal])+
        $(#[rule($rule:ident: $($needed:ident),+)])*
        $name:ident { $($(#[doc = $doc:literal])+ $field:ident: $ty:ty = $example:expr;)+ }
    ) => {
        $(#[doc = $about])+
        #[derive(Debug)]
        pub(crate) struct $name { $($(#[doc = $doc])+ pub(crate) $field: $ty,)+ }

        impl crate::json::FromJson for $name {
            fn from_json(json: serde_json::Value, faults: &mut crate::json::Faults) -> Option<Self> {
                let mut object = crate::json::Object::open(json, faults)?;
                $(let $field: Option<$ty> = object.member(stringify!($field), faults);)+
                object.close(faults);
                $(if let ($(Some($needed),)+) = ($($needed.as_ref(),)+) {
                    $rule(faults, ($($needed,)+));
                })*
                Some(Self { $($field: $field?),+ })
            }
        }

        crate::json::described! {
            $name, crate::json::Use::Request, concat!($($about, "\n"),+);
            $($field: $ty = $example, <$ty as crate::json::FromJson>::absent().is_none(), concat!($($doc, "\n"),+);)+
        }
    };
}
pub(crate) use body;

/// Declares an object of answers, once: a struct, how it is written, and its schema.
macro_rules! answer {
    (
        $(#[doc = $about:literal])+
        $name:ident { $($(#[doc = $doc:literal])+ $field:ident: $ty:ty = $example:expr;)+ }
    ) => {
        $(#[doc = $about])+
        #[derive(Debug, serde::Serialize)]
        #[serde(rename_all = "camelCase")]
        pub(crate) struct $name { $($(#[doc = $doc])+ pub(crate) $field: $ty,)+ }

        crate::json::described! {
            $name, crate::json::Use::Answer, concat!($($about, "\n"),+);
            $($field: $ty = $example, true, concat!($($doc, "\n"),+);)+
        }
    };
}
pub(crate) use answer;

/// Declares the parameters of a query, like [`body!`].
macro_rules! query {
    ($(#[doc = $about:literal])+ $(#[rule($($rule:tt)+)])* $name:ident { $($fields:tt)+ }) => {
        crate::json::body! { $(#[doc = $about])+ $(#[rule($($rule)+)])* $name { $($fields)+ } }

        impl utoipa::IntoParams for $name {
            fn into_params(
                _: impl Fn() -> Option<utoipa::openapi::path::ParameterIn>,
            ) -> Vec<utoipa::openapi::path::Parameter> {
                crate::json::parameters::<Self>()
            }
        }
    };
}
pub(crate) use query;

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::{super::tests::decode, *};
    use crate::json::{AtMost, Documented as _, Int, schema_of};

    body! {
        /// A pair.
        #[rule(ordered: low_one, high_one)]
        Pair {
            /// The lower one.
            low_one: Int<0, 9> = 1;
            /// The higher one.
            high_one: Int<0, 9> = 2;
            /// Anything.
            r#type: Option<bool> = true;
        }
    }

    body! {
        /// Pairs.
        Pairs {
            /// All of them.
            pairs: AtMost<Pair, 5> = [(); 0];
        }
    }

    fn ordered(faults: &mut Faults, (low, high): (&Int<0, 9>, &Int<0, 9>)) {
        if low.0 >= high.0 {
            faults.at("highOne", Code::EndBeforeStart, "must be the higher one");
        }
    }

    fn at(pointer: &str, code: Code) -> (String, Code) {
        (pointer.to_owned(), code)
    }

    #[test]
    fn everything_wrong_is_named_at_once_with_json_names() {
        let body = json!({"pairs": [
            {"lowOne": 3, "highOne": 2, "type": 5},
            {"lowOne": "3", "x": 1},
            {"lowOne": 1, "highOne": 2, "type": "yes"},
        ]});
        let ordered = json!({"pairs": [{"lowOne": 1, "highOne": 2, "type": true}]});
        let pair = decode::<Pairs>(ordered).unwrap().pairs.0.remove(0);
        assert_eq!((pair.low_one, pair.high_one, pair.r#type), (Int(1), Int(2), Some(true)));
        assert_eq!(
            decode::<Pairs>(body).unwrap_err(),
            [
                at("/pairs/0/type", Code::WrongType),
                at("/pairs/0/highOne", Code::EndBeforeStart),
                at("/pairs/1/lowOne", Code::WrongType),
                at("/pairs/1/highOne", Code::Required),
                at("/pairs/1/x", Code::UnknownField),
                at("/pairs/2/type", Code::WrongType),
            ]
        );
    }

    #[test]
    fn the_schema_says_what_the_decoder_does() {
        let schema = serde_json::to_value(schema_of::<Pair>()).unwrap();
        assert_eq!(schema["required"], json!(["lowOne", "highOne"]));
        assert_eq!(schema["additionalProperties"], json!(false));
        assert_eq!(schema["properties"]["highOne"]["maximum"], json!(9));
        assert_eq!(schema["properties"]["highOne"]["examples"], json!([2]));
        assert_eq!(schema["properties"]["type"]["type"], json!(["boolean", "null"]));
        assert_eq!(schema["description"], json!("A pair."));
        let mut components = Vec::new();
        Pairs::components(&mut components);
        let names: Vec<&str> = components.iter().map(|(name, _)| name.as_str()).collect();
        assert_eq!(names, ["Pairs", "Pair"]);
    }
}
