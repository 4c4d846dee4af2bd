//! What all paths have in common: what their parameters look like.

use scheduling_core::{Audience, HolidaySetCode, HostId, NotificationKind, Slug, Username};
use serde_json::json;
use utoipa::openapi::{
    OpenApi as Document, RefOr,
    path::{Parameter, ParameterBuilder, ParameterIn},
};

use super::operations;
use crate::json::Documented;

/// The things that `{id}` names, by the segment before it, and the ids that examples use for them.
const IDS: [(&str, &str); 13] = [
    ("tenants", "0195a3c2-7d5e-7c6b-8f43-52a9a1b2c3d0"),
    ("users", "0195a3c2-7d5e-7c6b-8f43-52a9a1b2c3d4"),
    ("event-types", "0195a3c2-7d5e-7c6b-8f43-52a9a1b2c3d6"),
    ("schedules", "0195a3c2-7d5e-7c6b-8f43-52a9a1b2c3d5"),
    ("blocked-dates", "0195a3c2-7d5e-7c6b-8f43-52a9a1b2c3d7"),
    ("holds", "0195a3c2-7d5e-7c6b-8f43-52a9a1b2c3d8"),
    ("bookings", "0195a3c2-7d5e-7c6b-8f43-52a9a1b2c3d9"),
    ("api-keys", "0195a3c2-7d5e-7c6b-8f43-52a9a1b2c3e1"),
    ("accounts", "0195a3c2-7d5e-7c6b-8f43-52a9a1b2c3f1"),
    ("invitations", "0195a3c2-7d5e-7c6b-8f43-52a9a1b2c3f2"),
    ("teams", "0195a3c2-7d5e-7c6b-8f43-52a9a1b2c3a0"),
    ("webhooks", "0195a3c2-7d5e-7c6b-8f43-52a9a1b2c3e8"),
    ("deliveries", "0195a3c2-7d5e-7c6b-8f43-52a9a1b2c3e9"),
];

/// Completes the parameters of all paths with their limits and an example.
pub(super) fn add(document: &mut Document) {
    for (path, item) in &mut document.paths.paths {
        for (_, operation) in operations(item) {
            for parameter in operation.parameters.iter_mut().flatten() {
                if let RefOr::T(parameter) = parameter
                    && parameter.parameter_in == ParameterIn::Path
                {
                    complete(path, parameter);
                }
            }
        }
    }
}

fn complete(path: &str, parameter: &mut Parameter) {
    let (schema, example) = match parameter.name.as_str() {
        "tenantSlug" => (Slug::schema(), "acme"),
        "username" => (Username::schema(), "ada"),
        "teamSlug" => (Slug::schema(), "sales"),
        "eventSlug" if path.contains("{teamSlug}") => (Slug::schema(), "demo"),
        "eventSlug" => (Slug::schema(), "intro"),
        "userId" => (HostId::schema(), "0195a3c2-7d5e-7c6b-8f43-52a9a1b2c3d4"),
        "eventTypeId" => (HostId::schema(), "0195a3c2-7d5e-7c6b-8f43-52a9a1b2c3a1"),
        "kind" => (NotificationKind::schema(), "confirmation"),
        "audience" => (Audience::schema(), "invitee"),
        "code" => (HolidaySetCode::schema(), "DE-BY"),
        _ => {
            let known = IDS.iter().find(|(thing, _)| path.contains(&format!("/{thing}/{{id}}")));
            let Some((_, id)) = known else { return };
            (HostId::schema(), *id)
        }
    };
    let described = ParameterBuilder::from(parameter.clone()).schema(Some(schema));
    *parameter = described.example(Some(json!(example))).build();
}
