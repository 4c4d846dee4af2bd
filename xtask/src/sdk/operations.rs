//! The operations of the Rust client: a method each, and a struct for each query.

use std::fmt::Write as _;

use anyhow::Context as _;
use serde_json::{Value, json};

use super::rust::{Types, identifier, is_page, object, pascal, snake};

/// All operations that take and answer JSON, or nothing.
pub(super) fn of(document: &Value, types: &mut Types) -> anyhow::Result<String> {
    let (mut queries, mut methods) = (String::new(), String::new());
    for (path, item) in object(document, "/paths")? {
        for method in ["get", "post", "put", "delete"] {
            let Some(operation) = item.get(method) else { continue };
            let Some(operation) = Operation::read((path, method, operation), types)? else { continue };
            let (query, code) = operation.write(document, types)?;
            queries += &query;
            methods += &code;
        }
    }
    Ok(format!("{queries}impl Client {{\n{methods}}}\n"))
}

struct Operation<'a> {
    path: &'a str,
    method: &'a str,
    /// In Rust.
    name: String,
    about: String,
    body: Option<String>,
    answer: String,
    parameters: Vec<&'a Value>,
}

impl<'a> Operation<'a> {
    /// None for an operation that takes or answers something else.
    fn read(
        (path, method, operation): (&'a str, &'a str, &'a Value),
        types: &mut Types,
    ) -> anyhow::Result<Option<Self>> {
        let id = operation["operationId"].as_str().with_context(|| format!("{method} {path} has no operationId"))?;
        let responses = object(operation, "/responses")?;
        let success = responses.iter().find(|(status, _)| status.starts_with('2'));
        let (_, success) = success.with_context(|| format!("{id} never succeeds"))?;
        let answer = match success["content"].as_object() {
            None => "()".to_owned(),
            Some(content) => match content.get("application/json") {
                Some(json) => types.of(id, "answer", &json["schema"])?,
                None => return Ok(None),
            },
        };
        let body = operation.pointer("/requestBody/content/application~1json/schema");
        if operation.get("requestBody").is_some() && body.is_none() {
            return Ok(None);
        }
        let body = body.map(|schema| types.of(id, "body", schema)).transpose()?;
        // A body that may be absent is sent all the same: an empty object says as much.
        let body = body.map(|body| body.trim_start_matches("Option<").trim_end_matches('>').to_owned());
        let about = ["summary", "description"].iter().filter_map(|name| operation[*name].as_str());
        let about = about.collect::<Vec<_>>().join("\n\n");
        let parameters = operation["parameters"].as_array().into_iter().flatten().collect();
        Ok(Some(Self { path, method, name: snake(id), about, body, answer, parameters }))
    }

    fn placed(&self, place: &str) -> impl Iterator<Item = (&'a str, &'a Value)> {
        let here = self.parameters.iter().filter(move |parameter| parameter["in"] == place);
        here.filter_map(|parameter| parameter["name"].as_str().map(|name| (name, *parameter)))
    }

    /// The struct for the query, and the method; two for what has pages.
    fn write(&self, document: &Value, types: &mut Types) -> anyhow::Result<(String, String)> {
        let mut arguments = String::new();
        let mut segments = self.path.trim_start_matches('/').to_owned();
        for (name, parameter) in self.placed("path") {
            let kind = types.of(&self.name, name, &parameter["schema"])?;
            let argument = identifier(&snake(name));
            let (kind, text) = match kind.as_str() {
                "String" => ("&str", argument.clone()),
                other => (other, format!("&{argument}.to_string()")),
            };
            write!(arguments, ", {argument}: {kind}")?;
            segments = segments.replace(&format!("{{{name}}}"), &format!("{{{text}}}"));
        }
        let query_name = format!("{}Query", pascal(&self.name));
        let query = self.query(&query_name, types)?;
        if query.is_some() {
            write!(arguments, ", query: &{query_name}")?;
        }
        if let Some(body) = &self.body {
            write!(arguments, ", body: &{body}")?;
        }
        let segment = |segment: &str| {
            let argument = segment.strip_prefix('{').and_then(|rest| rest.strip_suffix('}'));
            argument.map_or_else(|| format!("{segment:?}"), str::to_owned)
        };
        let segments = segments.split('/').map(segment).collect::<Vec<_>>().join(", ");
        let about: String = self.about.lines().map(|line| format!("/// {line}\n").replace("/// \n", "///\n")).collect();
        let errors = "///\n/// # Errors\n/// The server refuses, or cannot be reached.\n";
        let request = format!(
            "self.request(Method::{}, &[{segments}]){}",
            self.method.to_uppercase(),
            if query.is_some() { ".query(query)" } else { "" }
        );
        let (name, answer) = (&self.name, &self.answer);
        let body = if self.body.is_some() { ".body(body)" } else { "" };
        let mut code = format!(
            "{about}{errors}pub async fn {name}(&self{arguments}) -> Result<{answer}, Error> {{\n{request}{body}.send().await\n}}\n\n"
        );
        if document.pointer(&format!("/components/schemas/{answer}")).is_some_and(is_page) {
            let all = name.replacen("list_", "all_", 1);
            write!(
                code,
                "/// [`{name}`](Self::{name}), page by page.\n#[must_use]\npub fn {all}(&self{arguments}) -> Pages<{answer}> \
                 {{\nPages::of({request})\n}}\n\n"
            )?;
        }
        Ok((query.unwrap_or_default(), code))
    }

    fn query(&self, name: &str, types: &mut Types) -> anyhow::Result<Option<String>> {
        let parameters: Vec<_> = self.placed("query").collect();
        if parameters.is_empty() {
            return Ok(None);
        }
        let described = |(name, parameter): &(&str, &Value)| {
            let mut schema = parameter["schema"].clone();
            if let Some(members) = schema.as_object_mut() {
                members.insert("description".to_owned(), parameter["description"].clone());
            }
            ((*name).to_owned(), schema)
        };
        let required = parameters.iter().filter(|(_, parameter)| parameter["required"] == true).map(|(name, _)| *name);
        let required: Vec<&str> = required.collect();
        let schema = json!({
            "description": format!("What [`Client::{}`] may be asked for.", self.name),
            "required": required,
            "properties": parameters.iter().map(described).collect::<serde_json::Map<_, _>>(),
        });
        let text = types.structure(name, &schema)?;
        let default = if required.is_empty() { "Default, " } else { "" };
        Ok(Some(text.replacen("#[derive(", &format!("#[derive({default}"), 1)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(operation: &Value) -> String {
        let page = json!({"properties": {"items": {"items": {"type": "string"}}, "nextCursor": {"type": "string"}}});
        let document = json!({
            "paths": {"/api/{tenantSlug}/things/{id}": operation},
            "components": {"schemas": {"ThingPage": page}},
        });
        of(&document, &mut Types::default()).unwrap()
    }

    fn answers(schema: &str) -> Value {
        json!({"200": {"content": {"application/json": {"schema": {"$ref": schema}}}}})
    }

    #[test]
    fn an_operation_is_a_method_with_its_path_and_its_body() {
        let parameters = json!([
            {"name": "tenantSlug", "in": "path", "schema": {"type": "string"}},
            {"name": "id", "in": "path", "schema": {"type": "string", "format": "uuid"}},
        ]);
        let body =
            json!({"content": {"application/json": {"schema": {"oneOf": [{"$ref": "#/x/Why"}, {"type": "null"}]}}}});
        let text = written(&json!({"post": {
            "operationId": "endThing", "summary": "Ends it.", "parameters": parameters, "requestBody": body,
            "responses": answers("#/x/Thing"),
        }}));
        let head = "pub async fn end_thing(&self, tenant_slug: &str, id: Uuid, body: &Why) -> Result<Thing, Error> {";
        assert!(text.contains(head), "{text}");
        let path =
            r#"self.request(Method::POST, &["api", tenant_slug, "things", &id.to_string()]).body(body).send().await"#;
        assert!(text.contains(path), "{text}");
    }

    #[test]
    fn a_list_has_a_query_and_can_be_read_page_by_page() {
        let parameters = json!([{"name": "limit", "in": "query", "schema": {"type": "integer"}}]);
        let text = written(&json!({"get": {
            "operationId": "listThings", "parameters": parameters, "responses": answers("#/components/schemas/ThingPage"),
        }}));
        assert!(text.contains("#[derive(Default, Clone"), "{text}");
        assert!(text.contains("pub limit: Option<i64>,"), "{text}");
        assert!(text.contains("pub fn all_things(&self, query: &ListThingsQuery) -> Pages<ThingPage> {"), "{text}");
    }

    #[test]
    fn what_is_no_json_is_left_out() {
        let text = json!({"200": {"content": {"text/plain": {"schema": {"type": "string"}}}}});
        assert!(!written(&json!({"get": {"operationId": "getText", "responses": text}})).contains("fn "));
        let archive = json!({"content": {"application/zip": {}}});
        let import = json!({"operationId": "importAll", "requestBody": archive, "responses": answers("#/x/Thing")});
        assert!(!written(&json!({"post": import})).contains("fn "));
    }
}
