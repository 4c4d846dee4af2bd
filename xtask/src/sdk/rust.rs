//! The Rust crate `scheduling-client`: its types and operations, written from the document as those of the other clients.
//! Why not a crate of types that the server uses too: docs/adr/0020-clients-from-the-document.md.

use std::{
    collections::{BTreeMap, BTreeSet},
    fmt::Write as _,
    fs,
};

use anyhow::{Context as _, bail};
use serde_json::{Map, Value};
use tokio::process::Command;

use super::{Generated, Work, operations};

const FILE: &str = "crates/scheduling-client/src/generated.rs";
const HEAD: &str =
    "//! The types and operations of the API. Made by `cargo xtask sdk` from docs/openapi.json; it has no logic.\n\n";

pub(super) async fn generate(work: &Work<'_>, codes: &[String]) -> anyhow::Result<Generated> {
    let file = work.folder.join("generated.rs");
    fs::write(&file, source(&work.document()?, codes)?)?;
    let mut rustfmt = Command::new("rustfmt");
    rustfmt.args(["--edition", "2024", "--config-path"]).arg(&work.workspace.root).arg(&file);
    work.run(&mut rustfmt).await.context("rustfmt")?;
    let mut generated = Generated::default();
    generated.add(FILE, fs::read_to_string(&file)?);
    Ok(generated)
}

fn source(document: &Value, codes: &[String]) -> anyhow::Result<String> {
    let mut types = Types::default();
    let mut body = String::new();
    let schemas = object(document, "/components/schemas")?;
    for (name, schema) in schemas {
        body += &types.structure(name, schema)?;
        if let Some(items) = schema.pointer("/properties/items/items").filter(|_| is_page(schema)) {
            let item = types.of(name, "items", items)?;
            write!(body, "crate::page! {{ {name} of {item} }}\n\n")?;
        }
    }
    let operations = operations::of(document, &mut types)?;
    let words = codes.iter().map(|code| format!("{} = \"{code}\",\n", pascal(code)));
    let codes = format!("crate::codes! {{\n{}}}\n", words.collect::<Vec<_>>().concat());
    let uses = "use std::collections::BTreeMap;\n\nuse jiff::{Timestamp, civil::Date};\nuse reqwest::Method;\n\
                use serde::{Deserialize, Serialize};\nuse uuid::Uuid;\n\nuse crate::{Client, Error, Pages};\n\n";
    Ok([HEAD, uses, &codes, "\n", &body, &types.enumerations(), &operations].concat())
}

/// Whether a schema is a page of a list.
pub(super) fn is_page(schema: &Value) -> bool {
    ["/properties/items/items", "/properties/nextCursor"].iter().all(|member| schema.pointer(member).is_some())
}

/// The types that were met, and the names of those that the document does not name.
#[derive(Default)]
pub(super) struct Types {
    /// Names of enumerations by their words: the same words are the same type.
    words: BTreeMap<Vec<String>, String>,
}

impl Types {
    /// A struct for an object. Members that need not be there are left out where they are `None`.
    pub(super) fn structure(&mut self, name: &str, schema: &Value) -> anyhow::Result<String> {
        let properties = object(schema, "/properties").with_context(|| format!("{name} is no object"))?;
        let required: BTreeSet<&str> =
            schema["required"].as_array().into_iter().flatten().filter_map(Value::as_str).collect();
        let mut text = format!("{}#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]\n", documentation(schema));
        writeln!(text, "#[serde(rename_all = \"camelCase\")]\npub struct {name} {{")?;
        for (property, schema) in properties {
            let kind = self.of(name, property, schema)?;
            // What must be there may be null, and then says so.
            let may_lack = !required.contains(property.as_str());
            let kind = if may_lack && !kind.starts_with("Option<") { format!("Option<{kind}>") } else { kind };
            text += &documentation(schema);
            if may_lack {
                text += "#[serde(skip_serializing_if = \"Option::is_none\")]\n";
            }
            writeln!(text, "pub {}: {kind},", identifier(&snake(property)))?;
        }
        text += "}\n\n";
        Ok(text)
    }

    /// The type of a value: of a member of `owner`, called `member`.
    pub(super) fn of(&mut self, owner: &str, member: &str, schema: &Value) -> anyhow::Result<String> {
        if let Some(reference) = schema["$ref"].as_str() {
            return Ok(reference.rsplit('/').next().unwrap_or(reference).to_owned());
        }
        if let Some(choices) = schema["oneOf"].as_array() {
            let one = choices.iter().find(|choice| choice["type"] != "null").context("a choice of nothing")?;
            return Ok(format!("Option<{}>", self.of(owner, member, one)?));
        }
        let kinds: Vec<&str> = match &schema["type"] {
            Value::String(kind) => vec![kind],
            Value::Array(kinds) => kinds.iter().filter_map(Value::as_str).collect(),
            _ => Vec::new(),
        };
        let nullable = kinds.contains(&"null");
        let kinds: Vec<&str> = kinds.into_iter().filter(|kind| *kind != "null").collect();
        let kind = match kinds.as_slice() {
            ["string"] if schema["enum"].is_array() => self.enumeration(owner, member, schema),
            ["string"] => match schema["format"].as_str() {
                Some("uuid") => "Uuid".to_owned(),
                Some("date-time") => "Timestamp".to_owned(),
                Some("date") => "Date".to_owned(),
                _ => "String".to_owned(),
            },
            ["integer"] => "i64".to_owned(),
            ["number"] => "f64".to_owned(),
            ["boolean"] => "bool".to_owned(),
            ["array"] => format!("Vec<{}>", self.of(owner, member, &schema["items"])?),
            ["object"] if schema["additionalProperties"].is_object() => {
                format!("BTreeMap<String, {}>", self.of(owner, member, &schema["additionalProperties"])?)
            }
            [] | ["string", "boolean"] => "serde_json::Value".to_owned(),
            other => bail!("{owner}.{member} is of a type that no Rust type stands for: {other:?}"),
        };
        Ok(if nullable { format!("Option<{kind}>") } else { kind })
    }

    fn enumeration(&mut self, owner: &str, member: &str, schema: &Value) -> String {
        let words = schema["enum"].as_array().into_iter().flatten().filter_map(Value::as_str);
        let thing = ["Answer", "Input", "ForInvitee", "Summary"].iter().find_map(|end| owner.strip_suffix(end));
        let name = format!("{}{}", thing.unwrap_or(owner), pascal(&snake(member)));
        self.words.entry(words.map(str::to_owned).collect()).or_insert(name).clone()
    }

    /// The enumerations that the types name.
    fn enumerations(&self) -> String {
        let enumeration = |(words, name): (&Vec<String>, &String)| {
            let variant = |word: &String| format!("{} = \"{word}\",\n", pascal(word));
            let variants = words.iter().map(variant).collect::<Vec<_>>().concat();
            format!("crate::words! {{ {name} {{\n{variants}}} }}\n\n")
        };
        self.words.iter().map(enumeration).collect::<Vec<_>>().concat()
    }
}

pub(super) fn object<'a>(value: &'a Value, pointer: &str) -> anyhow::Result<&'a Map<String, Value>> {
    value.pointer(pointer).and_then(Value::as_object).with_context(|| format!("no object at {pointer}"))
}

/// The description as a comment.
fn documentation(schema: &Value) -> String {
    let text = schema["description"].as_str().unwrap_or("What its name says.");
    text.lines().map(|line| format!("/// {line}\n").replace("/// \n", "///\n")).collect::<Vec<_>>().concat()
}

/// `eventTypeId` is `event_type_id` in Rust.
pub(super) fn snake(name: &str) -> String {
    let mut snake = String::new();
    for letter in name.chars() {
        if letter.is_ascii_uppercase() {
            snake.push('_');
        }
        snake.push(letter.to_ascii_lowercase());
    }
    snake
}

/// `no_show` is `NoShow` in Rust, `bookings:write` is `BookingsWrite`, and `48h` is `In48h`.
pub(super) fn pascal(name: &str) -> String {
    let part = |part: &str| {
        let mut letters = part.chars();
        letters.next().map(|first| first.to_ascii_uppercase().to_string() + letters.as_str()).unwrap_or_default()
    };
    let name = name.split(['_', ':', '.', '-']).map(part).collect::<Vec<_>>().concat();
    if name.starts_with(|first: char| first.is_ascii_digit()) { format!("In{name}") } else { name }
}

pub(super) fn identifier(name: &str) -> String {
    if ["type", "in", "where", "for", "match", "use"].contains(&name) { format!("r#{name}") } else { name.to_owned() }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn names_are_those_of_rust() {
        assert_eq!(snake("bufferBeforeMins"), "buffer_before_mins");
        assert_eq!(["no_show", "bookings:write", "48h"].map(pascal), ["NoShow", "BookingsWrite", "In48h"]);
        assert_eq!(identifier("in"), "r#in");
    }

    #[test]
    fn types_are_those_of_rust() {
        let mut types = Types::default();
        let mut of = |schema| types.of("BookingAnswer", "status", &schema).unwrap();
        assert_eq!(of(json!({"type": "string", "format": "date-time"})), "Timestamp");
        assert_eq!(of(json!({"type": ["integer", "null"]})), "Option<i64>");
        assert_eq!(of(json!({"type": "array", "items": {"$ref": "#/components/schemas/Window"}})), "Vec<Window>");
        assert_eq!(of(json!({"oneOf": [{"type": "null"}, {"$ref": "#/components/schemas/Window"}]})), "Option<Window>");
        assert_eq!(of(json!({"type": "string", "enum": ["a", "b"]})), "BookingStatus");
        assert_eq!(of(json!({"type": ["string", "null"], "enum": ["a", "b", null]})), "Option<BookingStatus>");
        assert!(types.of("A", "b", &json!({"type": "mystery"})).unwrap_err().to_string().contains("A.b"));
    }

    #[test]
    fn a_member_that_may_be_absent_is_an_option() {
        let schema = json!({"description": "A.", "required": ["one", "none"], "properties": {
            "none": {"type": ["integer", "null"], "description": "None."},
            "one": {"type": "string", "description": "One."}, "twoParts": {"type": "boolean", "description": "Two."}}});
        let text = Types::default().structure("A", &schema).unwrap();
        assert!(text.contains("/// None.\npub none: Option<i64>,\n"), "null is said: {text}");
        assert!(text.contains("/// One.\npub one: String,\n"), "{text}");
        assert!(text.contains("skip_serializing_if = \"Option::is_none\")]\npub two_parts: Option<bool>,\n"), "{text}");
    }
}
