//! Adds to each operation what follows from its kind: its credential, the `Idempotency-Key`, and every problem that it
//! can answer. Routes name the codes of their own in the extension `x-problems`, which stays in the document. Answers
//! with the same codes are one component, named by them.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;
use utoipa::openapi::{
    HttpMethod, OpenApi as Document, Ref, RefOr, Required, Type,
    content::ContentBuilder,
    example::{Example, ExampleBuilder},
    extensions::{Extensions, ExtensionsBuilder},
    path::{Operation, ParameterBuilder, ParameterIn},
    response::{Response, ResponseBuilder},
    schema::{ObjectBuilder, Schema, SchemaType},
    security::SecurityRequirement,
};

use super::{headers, operations};
use crate::{
    problem::{Code, PROBLEM_JSON, Problem},
    routes,
};

const OWN_CODES: &str = "x-problems";
/// Every word that `code` can be, for those who generate clients. An `enum` would bind clients to the words of their day.
const ALL_CODES: &str = "x-codes";

/// Completes all operations.
pub(super) fn add(document: &mut Document) {
    let mut answers: BTreeSet<Vec<Code>> = BTreeSet::new();
    for (path, item) in &mut document.paths.paths {
        for (method, operation) in operations(item) {
            answers.extend(complete(path, &method, operation));
        }
    }
    let components = document.components.get_or_insert_default();
    let used: BTreeSet<Code> = answers.iter().flatten().copied().collect();
    let example = |code: Code| (code.as_str().to_owned(), RefOr::T(example_of(code)));
    components.examples.extend(used.into_iter().map(example));
    components.responses.extend(answers.iter().map(|codes| (name_of(codes), response(codes).into())));
    if let Some(RefOr::T(Schema::Object(problem))) = components.schemas.get_mut("Problem") {
        let words: Vec<&str> = Code::ALL.iter().map(|code| code.as_str()).collect();
        problem.extensions = Some(ExtensionsBuilder::new().add(ALL_CODES, words).build());
    }
}

/// Completes an operation, and gives the problems that it answers, those of each status together.
fn complete(path: &str, method: &HttpMethod, operation: &mut Operation) -> Vec<Vec<Code>> {
    let writes = *method != HttpMethod::Get;
    // A question whose body is too long for a query writes nothing.
    let only_asks = matches!(operation.operation_id.as_deref(), Some("simulateChange" | "previewMailTemplate"));
    let is_keyed = writes && !only_asks && !path.starts_with(routes::ACCOUNT);
    let accepted = credentials(path, operation);
    if !accepted.is_empty() {
        operation.security = Some(accepted.iter().map(|name| SecurityRequirement::new(*name, [""; 0])).collect());
    }
    if is_keyed {
        operation.parameters.get_or_insert_default().push(RefOr::T(idempotency_key()));
    }
    let codes = codes_of(path, writes, operation);
    let answers = by_status(&codes);
    for (status, codes) in &answers {
        let answer = || Ref::from_response_name(name_of(codes)).into();
        operation.responses.responses.entry(status.clone()).or_insert_with(answer);
    }
    let words: Vec<&str> = codes.iter().map(|code| code.as_str()).collect();
    operation.extensions = Some(ExtensionsBuilder::new().add(OWN_CODES, words).build());
    answers.into_values().collect()
}

fn name_of(codes: &[Code]) -> String {
    codes.iter().map(|code| code.as_str()).collect::<Vec<_>>().join(".")
}

/// Each of these by itself opens the operation.
fn credentials(path: &str, operation: &Operation) -> &'static [&'static str] {
    let id = operation.operation_id.as_deref().unwrap_or_default();
    match path {
        path if path.starts_with(routes::ADMIN) => &["apiKey", "userToken", "session"],
        _ if matches!(id, "getSession" | "signOut" | "signOutOthers") => &["session"],
        path if path.starts_with(routes::PLATFORM) => &["platformKey"],
        _ if id.ends_with("ByToken") || id == "deleteHold" => &["inviteeToken"],
        _ => &[],
    }
}

fn idempotency_key() -> utoipa::openapi::path::Parameter {
    let text = ObjectBuilder::new().schema_type(SchemaType::new(Type::String));
    ParameterBuilder::new()
        .name("Idempotency-Key")
        .parameter_in(ParameterIn::Header)
        .required(Required::False)
        .description(Some(
            "The same request under the same key is done once, and gets the first answer again for 24 h.",
        ))
        .schema(Some(text.min_length(Some(16)).max_length(Some(255)).pattern(Some("^[!-~]+$"))))
        .example(Some("5f0c9d0e-7a57-4d55-9a0e-2f1d8f6a3c11".into()))
        .build()
}

fn codes_of(path: &str, writes: bool, operation: &Operation) -> BTreeSet<Code> {
    let mut codes: BTreeSet<Code> = own_codes(operation.extensions.as_ref()).collect();
    // A query that is none, and parameters that nobody reads.
    codes.insert(Code::MalformedParameter);
    codes.insert(if has_parameters(operation, &ParameterIn::Query) { Code::Invalid } else { Code::UnknownField });
    if !path.starts_with("/api/") {
        return codes;
    }
    // Whoever guesses too often, tenants or credentials, is refused for a while.
    codes.extend([Code::RateLimited, Code::Internal, Code::Unavailable]);
    if !credentials(path, operation).is_empty() {
        codes.insert(Code::Unauthenticated);
    }
    if path.starts_with(routes::ADMIN) {
        codes.insert(Code::Forbidden);
        if writes {
            codes.insert(Code::CsrfFailed);
        }
    }
    // Whoever has shown who they are learns why they are not served.
    if path.starts_with(routes::ADMIN) || path.starts_with(routes::ACCOUNT) {
        codes.extend([Code::TenantSuspended, Code::SchedulingOff]);
    }
    if path.starts_with(routes::PUBLIC) {
        codes.insert(Code::NotFound);
    }
    if path.contains("{id}") {
        codes.insert(Code::NotFound);
    }
    if operation.request_body.is_some() {
        codes.extend([Code::MalformedJson, Code::PayloadTooLarge, Code::UnsupportedMediaType, Code::Invalid]);
    }
    if writes {
        codes.extend([
            Code::MalformedJson,
            Code::RequestTimeout,
            Code::PayloadTooLarge,
            Code::UnsupportedMediaType,
            Code::Invalid,
            Code::Busy,
        ]);
    }
    if writes && !path.starts_with(routes::ACCOUNT) {
        codes.extend([Code::InvalidIdempotencyKey, Code::IdempotencyKeyReused]);
    }
    codes
}

/// Whether an operation has parameters in this place.
pub(super) fn has_parameters(operation: &Operation, place: &ParameterIn) -> bool {
    operation.parameters.iter().flatten().any(|parameter| match parameter {
        RefOr::T(parameter) => parameter.parameter_in == *place,
        RefOr::Ref(_) => false,
    })
}

fn own_codes(extensions: Option<&Extensions>) -> impl Iterator<Item = Code> {
    let named = extensions.and_then(|extensions| extensions.get(OWN_CODES)).and_then(Value::as_array);
    named.into_iter().flatten().filter_map(|word| Code::ALL.iter().find(|code| word == code.as_str()).copied())
}

fn by_status(codes: &BTreeSet<Code>) -> BTreeMap<String, Vec<Code>> {
    let mut statuses: BTreeMap<String, Vec<Code>> = BTreeMap::new();
    for code in codes {
        statuses.entry(code.status().as_str().to_owned()).or_default().push(*code);
    }
    statuses
}

fn response(codes: &[Code]) -> Response {
    let titles: Vec<String> = codes.iter().map(|code| format!("`{}`: {}", code.as_str(), code.title())).collect();
    let examples = codes.iter().map(|code| {
        let name = code.as_str();
        (name.to_owned(), RefOr::Ref(Ref::new(format!("#/components/examples/{name}"))))
    });
    let mut content = ContentBuilder::new().schema(Some(Ref::from_schema_name("Problem"))).build();
    content.examples = examples.collect();
    let mut response = ResponseBuilder::new().description(titles.join("; ")).content(PROBLEM_JSON, content).build();
    response.headers.extend(headers::of_problems(codes));
    response
}

fn example_of(code: Code) -> Example {
    let body = serde_json::to_value(Problem::example(code)).ok();
    ExampleBuilder::new().summary(code.title()).value(body).build()
}
