//! The OpenAPI document is complete, and the browser shows it without anything from elsewhere.

use actix_web::http::Method;
use serde_json::{Map, Value, json};

use crate::support::Api;

fn document() -> Value {
    serde_json::from_str(&scheduling_http::openapi_json()).unwrap()
}

fn each_operation(document: &Value, mut check: impl FnMut(&str, &str, &Map<String, Value>)) {
    for (path, item) in document["paths"].as_object().unwrap() {
        for (method, operation) in item.as_object().unwrap() {
            check(path, method, operation.as_object().unwrap());
        }
    }
}

#[test]
fn the_document_is_openapi_3_1_and_the_same_every_time() {
    assert_eq!(document()["openapi"], json!("3.1.0"));
    assert_eq!(scheduling_http::openapi_json(), scheduling_http::openapi_json());
}

#[test]
fn every_operation_is_described() {
    let document = document();
    let mut ids = Vec::new();
    let tags: Vec<&Value> = document["tags"].as_array().unwrap().iter().map(|tag| &tag["name"]).collect();
    each_operation(&document, |path, method, operation| {
        let at = format!("{method} {path}");
        assert!(operation["summary"].as_str().is_some_and(|summary| summary.ends_with('.')), "{at}");
        assert!(tags.contains(&&operation["tags"][0]), "{at}");
        ids.push(operation["operationId"].clone());
        for (status, response) in operation["responses"].as_object().unwrap() {
            let shared = response["$ref"].as_str().and_then(|reference| document.pointer(reference.strip_prefix('#')?));
            let response = shared.unwrap_or(response);
            assert!(response["description"].as_str().is_some_and(|text| !text.is_empty()), "{at} {status}");
            for (kind, content) in response["content"].as_object().into_iter().flatten() {
                let shown = content.get("example").or(content.get("examples"));
                assert!(kind == "text/plain" || shown.is_some(), "{at} {status} has no example");
            }
        }
        for parameter in operation.get("parameters").and_then(Value::as_array).into_iter().flatten() {
            assert!(parameter["description"].as_str().is_some_and(|text| !text.is_empty()), "{at} {parameter}");
            assert!(!parameter["schema"].is_null(), "{at} {parameter}");
        }
        if let Some(body) = operation.get("requestBody") {
            assert!(body["content"]["application/json"]["example"].is_object(), "{at}: {body}");
        }
        if path.starts_with("/api/") {
            assert!(operation["responses"].get("500").is_some() && operation["responses"].get("503").is_some(), "{at}");
            let keyed = operation.get("parameters").is_some_and(|all| all.to_string().contains("Idempotency-Key"));
            assert_eq!(keyed, method != "get", "{at}");
        }
    });
    let count = ids.len();
    ids.sort_by_key(Value::to_string);
    ids.dedup();
    assert_eq!(ids.len(), count, "an operationId is there twice");
}

#[test]
fn every_reference_leads_somewhere() {
    fn references<'a>(value: &'a Value, found: &mut Vec<&'a str>) {
        match value {
            Value::Object(members) => {
                found.extend(members.get("$ref").and_then(Value::as_str));
                members.values().for_each(|member| references(member, found));
            }
            Value::Array(items) => items.iter().for_each(|item| references(item, found)),
            _ => {}
        }
    }
    let document = document();
    let mut found = Vec::new();
    references(&document, &mut found);
    assert!(found.len() > 100);
    for reference in found {
        let pointer = reference.strip_prefix('#').unwrap();
        assert!(document.pointer(pointer).is_some(), "{reference} leads nowhere");
    }
}

#[test]
fn every_code_of_an_operation_is_one_of_the_table() {
    let document = document();
    let known: Vec<&str> = scheduling_http::Code::ALL.iter().map(|code| code.as_str()).collect();
    each_operation(&document, |path, method, operation| {
        for code in operation["x-problems"].as_array().unwrap() {
            let code = code.as_str().unwrap();
            assert!(known.contains(&code), "{method} {path}: {code}");
            let example = document.pointer(&format!("/components/examples/{code}/value")).expect(code);
            let status = example["status"].to_string();
            assert!(operation["responses"].get(&status).is_some(), "{method} {path}: {code}");
        }
    });
}

#[test]
fn bodies_of_requests_are_closed_and_their_texts_bounded() {
    let document = document();
    let schemas = document["components"]["schemas"].as_object().unwrap();
    let inputs: Vec<_> = schemas.iter().filter(|(name, _)| name.ends_with("Input")).collect();
    assert!(inputs.len() > 15);
    for (name, schema) in inputs {
        assert_eq!(schema["additionalProperties"], json!(false), "{name}");
        for (field, property) in schema["properties"].as_object().unwrap() {
            assert!(property["description"].is_string() || property["$ref"].is_string(), "{name}.{field}");
            let text = property["type"] == json!("string") || property["type"] == json!(["string", "null"]);
            let bounded = ["maxLength", "format", "enum", "pattern"].iter().any(|limit| property.get(limit).is_some());
            assert!(!text || bounded, "{name}.{field} has no bound");
        }
    }
}

/// Posts what the document shows, so that it shows nothing wrong.
#[actix_web::test]
async fn the_examples_of_the_document_work() {
    let api = Api::new().await;
    let document = document();
    let mut tried = 0;
    let mut calls = Vec::new();
    each_operation(&document, |path, method, operation| {
        let body =
            &operation.get("requestBody").map_or(&Value::Null, |body| &body["content"]["application/json"]["example"]);
        if body.is_object() {
            calls.push((path.to_owned(), method.to_uppercase(), (*body).clone()));
        }
    });
    for (path, method, body) in calls {
        let nothing = "00000000-0000-0000-0000-00000000ffff";
        let ids = ["{id}", "{userId}", "{eventTypeId}"];
        let path = ids.iter().fold(path.replace("{tenantSlug}", "acme"), |path, id| path.replace(id, nothing));
        let key = if path.starts_with("/api/platform") {
            scheduling_testkit::world::PLATFORM_KEY
        } else {
            &api.world.api_key
        };
        let reply = api.ask(method.parse::<Method>().unwrap(), &path).bearer(key).json(&body).send().await;
        // The things that examples name are not there; the bodies themselves are well.
        let status = reply.status.as_u16();
        let fine = matches!(status, 200 | 201 | 401 | 404 | 409);
        assert!(fine, "{method} {path}: {} for {body}", reply.text);
        tried += 1;
    }
    assert!(tried > 12, "{tried}");
}

#[actix_web::test]
async fn the_document_and_its_browser_are_served_from_the_program_alone() {
    let api = Api::new().await;
    let served = api.ask(Method::GET, "/api/openapi.json").send().await;
    assert_eq!(served.is(200), &document());
    api.ask(Method::GET, "/api/docs").send().await.is(308);
    let page = api.ask(Method::GET, "/api/docs/").send().await;
    assert_eq!(page.status, 200);
    assert!(page.header("content-security-policy").contains("script-src 'self'"));
    assert!(!page.text.contains("http://") && !page.text.contains("https://"), "{}", page.text);
    for part in ["swagger-ui.css", "swagger-ui-bundle.js", "swagger-ui-standalone-preset.js", "swagger-initializer.js"]
    {
        assert_eq!(api.ask(Method::GET, format!("/api/docs/{part}")).send().await.status, 200, "{part}");
    }
    let initializer = api.ask(Method::GET, "/api/docs/swagger-initializer.js").send().await;
    assert!(initializer.text.contains("/api/openapi.json"), "{}", initializer.text);
}

#[test]
fn the_problems_are_documented() {
    let page = scheduling_http::errors_markdown();
    assert!(page.starts_with("# Problems\n"));
    assert_eq!(page.matches("\n### ").count(), scheduling_http::Code::ALL.len());
}
