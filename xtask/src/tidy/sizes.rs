//! How long files and functions are. Long ones are told; very long ones are errors.

use super::{Finding, tokens::Source};

struct Limit {
    what: &'static str,
    smell: usize,
    error: usize,
}

const FILE: Limit = Limit { what: "file", smell: 400, error: 800 };
const FUNCTION: Limit = Limit { what: "function", smell: 60, error: 120 };

pub(super) fn check(source: &Source<'_>) -> Vec<Finding> {
    // What a generator writes is as long as what it is made from.
    if source.file.ends_with("generated.rs") {
        return Vec::new();
    }
    let mut findings: Vec<Finding> = FILE.judge(source, 1, source.text.lines().count()).into_iter().collect();
    for (index, token) in source.find(&["fn"]) {
        // A function's type has no name, and a signature without a body has no length.
        let body = source.seek(index + 1, &["{", ";"]).filter(|body| source.is_at(*body, &["{"]));
        if let Some(end) = body.and_then(|body| source.group(body).last()) {
            findings.extend(FUNCTION.judge(source, token.line, end.line + 1 - token.line));
        }
    }
    findings
}

impl Limit {
    fn judge(&self, source: &Source<'_>, line: usize, lines: usize) -> Option<Finding> {
        let Self { what, smell, error } = self;
        if lines > *error {
            let message = format!("a {what} of {lines} lines; {error} is the most: split it by what its parts are for");
            return Some(Finding::error(source.file, line, message));
        }
        let message = || format!("a {what} of {lines} lines; around {smell} reads well");
        (lines > *smell).then(|| Finding::smell(source.file, line, message()))
    }
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::*;
    use crate::tidy::Weight;

    fn weights(text: &str) -> Vec<(usize, Weight)> {
        let source = Source::parse(Path::new("crates/x/src/lib.rs"), text).unwrap();
        check(&source).into_iter().map(|finding| (finding.line, finding.weight)).collect()
    }

    fn function(lines: usize) -> String {
        format!("//! A file.\n\nfn f() {{\n{}}}\n", "    g();\n".repeat(lines - 2))
    }

    #[test]
    fn functions_are_measured_from_their_name_to_their_brace() {
        assert!(weights(&function(60)).is_empty());
        assert_eq!(weights(&function(61)), [(3, Weight::Smell)]);
        assert_eq!(weights(&function(121)), [(3, Weight::Error)]);
    }

    #[test]
    fn generated_files_are_not_measured() {
        let text = "//! x\n".repeat(2000);
        let source = Source::parse(Path::new("crates/x/src/generated.rs"), &text).unwrap();
        assert!(check(&source).is_empty());
    }

    #[test]
    fn files_are_measured() {
        assert!(weights(&"//! x\n".repeat(400)).is_empty());
        assert_eq!(weights(&"//! x\n".repeat(401)), [(1, Weight::Smell)]);
        assert_eq!(weights(&"//! x\n".repeat(801)), [(1, Weight::Error)]);
    }
}
