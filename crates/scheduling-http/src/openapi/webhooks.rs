//! What the product calls by itself: webhooks of tenants are told of events by one request, whatever happened.

use utoipa::openapi::{
    OpenApi as Document, PathItem, PathsBuilder, Ref, Required, Type,
    content::ContentBuilder,
    path::{HttpMethod, OperationBuilder, Parameter, ParameterBuilder, ParameterIn},
    request_body::RequestBodyBuilder,
    response::ResponseBuilder,
    schema::{ObjectBuilder, SchemaType},
};

const ABOUT: &str = "The body is an event as the feed has it, or a test. Answer within 15 seconds, and do the work afterwards. \
                     The same event may come more than once, and events in another order: `webhook-id` and `place` tell.";

const HEADERS: [(&str, &str, &str); 3] = [
    ("webhook-id", "The `id` of the event: the same each time that it is sent", "0195a3c2-7d5e-7c6b-8f43-52a9a1b2c3ea"),
    ("webhook-timestamp", "When this attempt was made, in seconds since 1970", "1772452800"),
    (
        "webhook-signature",
        "`v1,` and base64 of HMAC-SHA256 over `{webhook-id}.{webhook-timestamp}.{body}`; one for each secret, separated by \
         spaces",
        "v1,K5oZfzN95Z9UVu1EsfQmfVNQhnkZ2pj9o9NDN/H/pI4=",
    ),
];

/// Adds them to the document.
pub(super) fn add(document: &mut Document) {
    let content = ContentBuilder::new().schema(Some(Ref::from_schema_name("EventAnswer"))).build();
    let body = RequestBodyBuilder::new().description(Some("The event")).content("application/json", content);
    let answer = |text: &str| ResponseBuilder::new().description(text).build();
    let operation = OperationBuilder::new()
        .tag("Webhooks")
        .operation_id(Some("receiveEvent"))
        .summary(Some("Something happened."))
        .description(Some(ABOUT))
        .parameters(Some(HEADERS.map(header)))
        .request_body(Some(body.required(Some(Required::True)).build()))
        .response("2XX", answer("It was received"))
        .response("410", answer("Nothing is wanted there any more: the webhook is disabled"))
        .response("default", answer("It is sent again: ten times in all, over 75 hours"));
    let mut operation = operation.build();
    operation.security = Some(Vec::new());
    document.webhooks = Some(PathsBuilder::new().path("event", PathItem::new(HttpMethod::Post, operation)).build());
}

fn header((name, about, example): (&str, &str, &str)) -> Parameter {
    ParameterBuilder::new()
        .name(name)
        .parameter_in(ParameterIn::Header)
        .required(Required::True)
        .description(Some(about))
        .schema(Some(ObjectBuilder::new().schema_type(SchemaType::new(Type::String))))
        .example(Some(example.into()))
        .build()
}
