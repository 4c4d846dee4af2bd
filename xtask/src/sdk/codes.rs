//! The words of problem codes, which the document lists beside the schema of a problem, as source files of the packages.

use anyhow::Context as _;
use serde_json::Value;

/// Says in every file where it comes from.
const ORIGIN: &str = "Made by `cargo xtask sdk` from docs/openapi.json.";

/// Every word that `code` can be.
pub(super) fn of(document: &Value) -> anyhow::Result<Vec<String>> {
    let words = document.pointer("/components/schemas/Problem/x-codes").and_then(Value::as_array);
    let words = words.context("the document lists no problem codes: run `cargo xtask openapi`")?;
    let word = |word: &Value| word.as_str().map(str::to_owned).context("a problem code that is no text");
    words.iter().map(word).collect()
}

pub(super) fn typescript(codes: &[String]) -> String {
    let lines = lines(codes, |code| format!("  \"{code}\",\n"));
    format!(
        "// {ORIGIN}\n\n/** Every kind of problem that the server knows. */\nexport const codes = [\n{lines}] as const;\n\n\
         export type Code = (typeof codes)[number];\n"
    )
}

pub(super) fn python(codes: &[String]) -> String {
    let lines = lines(codes, |code| format!("    {} = \"{code}\"\n", code.to_uppercase()));
    format!(
        "\"\"\"{ORIGIN}\"\"\"\n\nfrom enum import StrEnum\n\n\nclass Code(StrEnum):\n    \"\"\"Every kind of problem that the \
         server knows.\"\"\"\n\n{lines}"
    )
}

fn lines(codes: &[String], line: impl Fn(&str) -> String) -> String {
    codes.iter().map(|code| line(code)).collect::<Vec<_>>().concat()
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn codes_are_taken_from_the_document_and_written_in_each_language() {
        let document = json!({"components": {"schemas": {"Problem": {"x-codes": ["slot_taken", "not_found"]}}}});
        let codes = of(&document).unwrap();
        assert!(typescript(&codes).contains("[\n  \"slot_taken\",\n  \"not_found\",\n] as const;"));
        assert!(python(&codes).ends_with("\n    SLOT_TAKEN = \"slot_taken\"\n    NOT_FOUND = \"not_found\"\n"));
        assert!(of(&json!({})).unwrap_err().to_string().contains("cargo xtask openapi"));
    }
}
