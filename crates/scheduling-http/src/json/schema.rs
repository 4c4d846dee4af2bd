//! Schemas for the OpenAPI document, of the very types that requests are decoded into and answers are written from.

use std::borrow::Cow;

use serde_json::Value;
use utoipa::openapi::{
    Ref, RefOr, Required, Schema, Type,
    path::{Parameter, ParameterBuilder, ParameterIn},
    schema::{AdditionalProperties, ArrayBuilder, ObjectBuilder, OneOfBuilder, SchemaType},
};

/// A type that the OpenAPI document describes.
pub(crate) trait Documented {
    /// What its values are.
    fn schema() -> RefOr<Schema>;

    /// The schemas of objects inside, by name.
    fn components(_: &mut Vec<(String, RefOr<Schema>)>) {}
}

/// The members of an object as its documentation lists them.
pub(crate) trait Fields {
    /// What the object is.
    const ABOUT: &'static str;
    /// Where it is used.
    const USE: Use;

    /// Its members.
    fn properties() -> Vec<Property>;
}

/// Where an object is used.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Use {
    /// In requests: other members than the documented ones are refused.
    Request,
    /// In answers: later versions may add members.
    Answer,
}

/// A member of an object.
pub(crate) struct Property {
    pub(crate) field: &'static str,
    pub(crate) about: &'static str,
    pub(crate) schema: RefOr<Schema>,
    pub(crate) is_required: bool,
    pub(crate) example: Value,
}

/// Describes an object that [`body!`](super::body) or [`answer!`](super::answer) declares.
macro_rules! described {
    ($name:ident, $use:expr, $about:expr; $($field:ident: $ty:ty = $example:expr, $required:expr, $doc:expr;)+) => {
        impl crate::json::Fields for $name {
            const ABOUT: &'static str = $about.trim_ascii();
            const USE: crate::json::Use = $use;

            fn properties() -> Vec<crate::json::Property> {
                vec![$(crate::json::Property {
                    field: stringify!($field),
                    about: $doc.trim_ascii(),
                    schema: <$ty as crate::json::Documented>::schema(),
                    is_required: $required,
                    example: serde_json::json!($example),
                }),+]
            }
        }

        impl crate::json::Documented for $name {
            fn schema() -> utoipa::openapi::RefOr<utoipa::openapi::Schema> {
                utoipa::openapi::Ref::from_schema_name(stringify!($name)).into()
            }

            fn components(into: &mut Vec<(String, utoipa::openapi::RefOr<utoipa::openapi::Schema>)>) {
                into.push((stringify!($name).to_owned(), crate::json::schema_of::<Self>()));
                $(<$ty as crate::json::Documented>::components(into);)+
            }
        }

        impl utoipa::PartialSchema for $name {
            fn schema() -> utoipa::openapi::RefOr<utoipa::openapi::Schema> {
                crate::json::schema_of::<Self>()
            }
        }

        impl utoipa::ToSchema for $name {
            fn schemas(into: &mut Vec<(String, utoipa::openapi::RefOr<utoipa::openapi::Schema>)>) {
                $(<$ty as crate::json::Documented>::components(into);)+
            }
        }
    };
}
pub(crate) use described;

/// The schema of an object.
pub(crate) fn schema_of<T: Fields>() -> RefOr<Schema> {
    let mut object = ObjectBuilder::new().description(Some(T::ABOUT));
    if T::USE == Use::Request {
        object = object.additional_properties(Some(AdditionalProperties::<Schema>::FreeForm(false)));
    }
    for property in T::properties() {
        let name = json_name(property.field);
        object = object.property(name.as_ref(), documented(property.schema, property.about, property.example));
        if property.is_required {
            object = object.required(name.as_ref());
        }
    }
    object.into()
}

impl<T: Documented> Documented for Option<T> {
    fn schema() -> RefOr<Schema> {
        nullable(T::schema())
    }

    fn components(into: &mut Vec<(String, RefOr<Schema>)>) {
        T::components(into);
    }
}

impl<T: Documented> Documented for Vec<T> {
    fn schema() -> RefOr<Schema> {
        RefOr::T(Schema::Array(ArrayBuilder::new().items(T::schema()).build()))
    }

    fn components(into: &mut Vec<(String, RefOr<Schema>)>) {
        T::components(into);
    }
}

impl Documented for bool {
    fn schema() -> RefOr<Schema> {
        plain(Type::Boolean).into()
    }
}

impl Documented for String {
    fn schema() -> RefOr<Schema> {
        plain(Type::String).into()
    }
}

impl Documented for u32 {
    fn schema() -> RefOr<Schema> {
        plain(Type::Integer).minimum(Some(0)).into()
    }
}

impl Documented for u64 {
    fn schema() -> RefOr<Schema> {
        plain(Type::Integer).minimum(Some(0)).into()
    }
}

impl Documented for f64 {
    fn schema() -> RefOr<Schema> {
        plain(Type::Number).into()
    }
}

/// The parameters of a query.
pub(crate) fn parameters<T: Fields>() -> Vec<Parameter> {
    let parameter = |property: Property| {
        let required = if property.is_required { Required::True } else { Required::False };
        ParameterBuilder::new()
            .name(json_name(property.field))
            .parameter_in(ParameterIn::Query)
            .required(required)
            .description(Some(property.about))
            .schema(Some(not_nullable(property.schema)))
            .example(Some(property.example).filter(|example| !example.is_null()))
            .build()
    };
    T::properties().into_iter().map(parameter).collect()
}

/// The schema of a simple type.
pub(crate) fn plain(kind: Type) -> ObjectBuilder {
    ObjectBuilder::new().schema_type(SchemaType::new(kind))
}

/// The same schema, or null.
pub(crate) fn nullable(schema: RefOr<Schema>) -> RefOr<Schema> {
    match schema {
        RefOr::T(Schema::Object(mut object)) => {
            object.schema_type = with_null(object.schema_type);
            if let Some(words) = &mut object.enum_values {
                words.push(Value::Null);
            }
            Schema::Object(object).into()
        }
        RefOr::T(Schema::Array(mut array)) => {
            array.schema_type = with_null(array.schema_type);
            Schema::Array(array).into()
        }
        other => OneOfBuilder::new().item(plain(Type::Null)).item(other).into(),
    }
}

fn with_null(kind: SchemaType) -> SchemaType {
    match kind {
        SchemaType::Type(kind) => SchemaType::Array(vec![kind, Type::Null]),
        other => other,
    }
}

fn not_nullable(mut schema: RefOr<Schema>) -> RefOr<Schema> {
    if let RefOr::T(Schema::Object(object)) = &mut schema {
        if let SchemaType::Array(kinds) = &object.schema_type {
            object.schema_type = kinds.first().cloned().map_or(SchemaType::AnyValue, SchemaType::Type);
        }
        if let Some(words) = &mut object.enum_values {
            words.retain(|word| !word.is_null());
        }
    }
    schema
}

fn documented(schema: RefOr<Schema>, about: &str, example: Value) -> RefOr<Schema> {
    match schema {
        RefOr::Ref(Ref { ref_location, .. }) => {
            let mut reference = Ref::new(ref_location);
            about.clone_into(&mut reference.description);
            RefOr::Ref(reference)
        }
        RefOr::T(mut schema) => {
            // What has an example in its parts needs none of its own.
            let examples =
                if example.is_null() || example == Value::Array(Vec::new()) { vec![] } else { vec![example] };
            match &mut schema {
                Schema::Object(object) => {
                    object.description = Some(about.to_owned());
                    object.examples = examples;
                }
                Schema::Array(array) => {
                    array.description = Some(about.to_owned());
                    array.examples = examples;
                }
                Schema::OneOf(one_of) => one_of.description = Some(about.to_owned()),
                Schema::AllOf(_) | Schema::AnyOf(_) | _ => {}
            }
            RefOr::T(schema)
        }
    }
}

/// `event_type_id` is `eventTypeId` in JSON.
pub(super) fn json_name(field: &'static str) -> Cow<'static, str> {
    let field = field.strip_prefix("r#").unwrap_or(field);
    if !field.contains('_') {
        return Cow::Borrowed(field);
    }
    let mut name = String::with_capacity(field.len());
    for (at, part) in field.split('_').enumerate() {
        let mut rest = part.chars();
        match rest.next() {
            Some(first) if at > 0 => name.extend(first.to_uppercase().chain(rest)),
            _ => name.push_str(part),
        }
    }
    Cow::Owned(name)
}
