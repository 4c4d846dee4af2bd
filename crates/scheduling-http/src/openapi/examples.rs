//! Gives every body an example, put together from the examples of its members.

use serde_json::{Map, Value};
use utoipa::openapi::{Components, Content, OpenApi as Document, RefOr, Schema, schema::ArrayItems};

use super::operations;

/// Adds an example to every JSON body that has none.
pub(super) fn add(document: &mut Document) {
    let Some(components) = document.components.clone() else { return };
    for item in document.paths.paths.values_mut() {
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
    if content.example.is_none() && content.examples.is_empty() {
        content.example = content.schema.as_ref().and_then(|schema| example(schema, components));
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
            own.or((!members.is_empty()).then_some(Value::Object(members)))
        }
        RefOr::T(Schema::Array(array)) => {
            let item = || match &array.items {
                ArrayItems::RefOrSchema(item) => example(item, components),
                ArrayItems::False => None,
            };
            array.examples.first().cloned().or_else(|| Some(Value::Array(item().into_iter().collect())))
        }
        RefOr::T(Schema::OneOf(one_of)) => one_of.items.iter().find_map(|item| example(item, components)),
        RefOr::T(_) => None,
    }
}
