//! Gives every body an example, put together from the examples of its members. What a route itself gives as an example
//! takes the place of the members that it names: a cancelled booking is a booking with another state.

use serde_json::{Map, Value};
use utoipa::openapi::{
    Components, Content, Object, OpenApi as Document, RefOr, Schema, Type,
    schema::{ArrayItems, SchemaType},
};

use super::operations;

/// Completes the example of every JSON body.
pub(super) fn add(document: &mut Document) {
    let Some(components) = document.components.clone() else { return };
    let called = document.webhooks.iter_mut().flat_map(|webhooks| webhooks.paths.values_mut());
    for item in document.paths.paths.values_mut().chain(called) {
        for (_, operation) in operations(item) {
            if let Some(RefOr::T(request)) = &mut operation.request_body {
                request.content.values_mut().for_each(|content| complete(content, &components));
            }
            for response in operation.responses.responses.values_mut() {
                if let RefOr::T(response) = response {
                    response.content.values_mut().for_each(|content| complete(content, &components));
                }
            }
        }
    }
}

fn complete(content: &mut RefOr<Content>, components: &Components) {
    let RefOr::T(content) = content else { return };
    if !content.examples.is_empty() {
        return;
    }
    let composed = content.schema.as_ref().and_then(|schema| example(schema, components));
    content.example = match (composed, content.example.take()) {
        (Some(composed), Some(particular)) => Some(merged(composed, particular)),
        (composed, particular) => particular.or(composed),
    };
}

/// The first value with the members of the second in place of its own.
fn merged(value: Value, particular: Value) -> Value {
    match (value, particular) {
        (Value::Object(mut members), Value::Object(particular)) => {
            for (name, particular) in particular {
                let own = members.remove(&name).unwrap_or_default();
                members.insert(name, merged(own, particular));
            }
            Value::Object(members)
        }
        (_, particular) => particular,
    }
}

fn example(schema: &RefOr<Schema>, components: &Components) -> Option<Value> {
    match schema {
        RefOr::Ref(reference) => {
            let name = reference.ref_location.rsplit('/').next()?;
            example(components.schemas.get(name)?, components)
        }
        RefOr::T(Schema::Object(object)) => {
            let own = object.examples.first().cloned();
            let of_member =
                |(name, member): (&String, &RefOr<Schema>)| Some((name.clone(), example(member, components)?));
            let members: Map<String, Value> = object.properties.iter().filter_map(of_member).collect();
            let composed = if members.is_empty() { nothing(object) } else { Some(Value::Object(members)) };
            own.or(composed)
        }
        RefOr::T(Schema::Array(array)) => {
            let item = || match &array.items {
                ArrayItems::RefOrSchema(item) => example(item, components),
                ArrayItems::False => None,
            };
            array.examples.first().cloned().or_else(|| Some(Value::Array(item().into_iter().collect())))
        }
        RefOr::T(Schema::OneOf(one_of)) => {
            let items = one_of.items.iter().filter_map(|item| example(item, components));
            let of_items = items.reduce(|first, second| if first.is_null() { second } else { first });
            one_of.examples.first().cloned().or(of_items)
        }
        RefOr::T(_) => None,
    }
}

/// Null, for what may be that and has no example.
fn nothing(object: &Object) -> Option<Value> {
    let may_be = match &object.schema_type {
        SchemaType::Array(kinds) => kinds.contains(&Type::Null),
        SchemaType::Type(_) | SchemaType::AnyValue => false,
    };
    may_be.then_some(Value::Null)
}
