//! The headers of answers that follow from the kind of an operation.

use utoipa::openapi::{
    Header, OpenApi as Document, Ref, RefOr, Type,
    header::HeaderBuilder,
    schema::{ObjectBuilder, SchemaType},
};

use super::operations;
use crate::{problem::Code, routes};

const ALL: [(&str, Type, &str); 4] = [
    (
        "RateLimit",
        Type::String,
        "How the limit stands: its name, requests left (`r`), seconds until it is whole again (`t`)",
    ),
    ("RateLimit-Policy", Type::String, "The limit: its name, requests (`q`) in so many seconds (`w`)"),
    ("Retry-After", Type::Integer, "In how many seconds to come back"),
    ("Idempotency-Replayed", Type::String, "`true` if the answer is that of an earlier request with the same key"),
];

/// Adds them to all operations, and describes each once.
pub(super) fn add(document: &mut Document) {
    for (path, item) in &mut document.paths.paths {
        for (method, operation) in operations(item) {
            let is_write = method != utoipa::openapi::HttpMethod::Get;
            for response in operation.responses.responses.values_mut() {
                let RefOr::T(response) = response else { continue };
                if path.starts_with(routes::PUBLIC) {
                    response.headers.extend(["RateLimit", "RateLimit-Policy"].map(named));
                }
                if is_write {
                    response.headers.extend([named("Idempotency-Replayed")]);
                }
            }
        }
    }
    let components = document.components.get_or_insert_default();
    components.headers.extend(ALL.map(|(name, kind, about)| {
        let schema = ObjectBuilder::new().schema_type(SchemaType::new(kind));
        (name.to_owned(), HeaderBuilder::new().schema(Some(schema)).description(Some(about)).build().into())
    }));
}

/// Those of an answer with these problems.
pub(super) fn of_problems(codes: &[Code]) -> impl Iterator<Item = (String, RefOr<Header>)> {
    let has = |of: &[Code]| codes.iter().any(|code| of.contains(code));
    let later = has(&[Code::RateLimited, Code::Busy, Code::Unavailable]).then_some(&["Retry-After"][..]);
    let limited = has(&[Code::RateLimited]).then_some(&["RateLimit", "RateLimit-Policy"][..]);
    later.into_iter().chain(limited).flatten().copied().map(named)
}

fn named(name: &str) -> (String, RefOr<Header>) {
    (name.to_owned(), RefOr::Ref(Ref::new(format!("#/components/headers/{name}"))))
}
