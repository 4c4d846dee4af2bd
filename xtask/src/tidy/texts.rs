//! What holds for every text file: no trailing blanks, no words that do not belong into the repository, no dead links.

use std::path::{Component, Path, PathBuf};

use super::Finding;

/// Parts of machine paths and of names of tools that a text was written with. In two pieces, so that this file passes.
const FOREIGN: [(&str, &str); 7] = [
    ("/wo", "rk/"),
    ("/ro", "ot/"),
    ("shared/", "design"),
    ("shared/", "vectors"),
    ("cla", "ude"),
    ("ai ", "assistant"),
    ("chat", "gpt"),
];

/// Marks of work that was not finished.
const UNFINISHED: [(&str, &str); 2] = [("TO", "DO"), ("FIX", "ME")];

pub(super) fn check(file: &Path, text: &str) -> Vec<Finding> {
    let mut findings = Vec::new();
    // Data that a test reads is kept as it came, and a lock file is written by its tool.
    let data =
        file.iter().any(|part| part == "vectors") || file.extension().is_some_and(|extension| extension == "lock");
    for (index, line) in text.lines().enumerate() {
        let mut found = |message: String| findings.push(Finding::error(file, index + 1, message));
        if !data && line.ends_with([' ', '\t', '\r']) {
            found("blanks at the end of the line: remove them".to_owned());
        }
        let lower = line.to_lowercase();
        for word in FOREIGN.map(|(begin, end)| format!("{begin}{end}")) {
            if lower.contains(&word) {
                found(format!("{word:?} does not belong here: speak of the product alone"));
            }
        }
        for word in UNFINISHED.map(|(begin, end)| format!("{begin}{end}")) {
            if line.split(|c: char| !c.is_alphanumeric()).any(|found| found == word) {
                found(format!("{word}: finish it, or file an issue and say what holds until then"));
            }
        }
    }
    if !data && !text.is_empty() && !text.ends_with('\n') {
        findings.push(Finding::error(file, text.lines().count(), "no end of line at the end of the file"));
    }
    findings
}

/// Relative links of a Markdown file must lead to a file. `exists` is asked with a path from the top of the workspace.
pub(super) fn check_links(file: &Path, text: &str, exists: &dyn Fn(&Path) -> bool) -> Vec<Finding> {
    if file.extension().is_none_or(|extension| extension != "md") {
        return Vec::new();
    }
    let mut findings = Vec::new();
    let mut code = false;
    for (index, line) in text.lines().enumerate() {
        code ^= line.trim_start().starts_with("```");
        for link in line.split("](").skip(1).filter_map(|rest| rest.split([')', ' ']).next()).filter(|_| !code) {
            let target = link.split('#').next().unwrap_or(link);
            if target.is_empty() || target.contains("://") || target.starts_with("mailto:") {
                continue;
            }
            if !exists(&resolve(file, target)) {
                findings.push(Finding::error(file, index + 1, format!("the link {link} leads nowhere")));
            }
        }
    }
    findings
}

/// Where a link leads, from the top of the workspace.
fn resolve(file: &Path, target: &str) -> PathBuf {
    let folder = file.parent().unwrap_or(Path::new(""));
    let joined = target.strip_prefix('/').map_or_else(|| folder.join(target), PathBuf::from);
    let mut resolved = PathBuf::new();
    for component in joined.components() {
        match component {
            Component::ParentDir => {
                resolved.pop();
            }
            Component::CurDir => {}
            other => resolved.push(other),
        }
    }
    resolved
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines(text: &str) -> Vec<usize> {
        check(Path::new("docs/a.md"), text).into_iter().map(|finding| finding.line).collect()
    }

    #[test]
    fn blanks_at_the_end_are_found() {
        assert_eq!(lines("a\nb \nc\t\n"), [2, 3]);
        assert_eq!(lines("a\nb"), [2]);
        assert!(lines("").is_empty());
    }

    #[test]
    fn words_that_do_not_belong_here_are_found() {
        assert_eq!(lines(&["see /wo", "rk/main\n"].concat()), [1]);
        assert_eq!(lines(&["\nby Cla", "ude\n"].concat()), [2]);
        assert!(lines("network/main works\n").is_empty());
    }

    #[test]
    fn unfinished_work_is_found() {
        assert_eq!(lines(&["// TO", "DO: later\n"].concat()), [1]);
        assert!(lines(&["METHO", "DOLOGY and TO", "DOS\n"].concat()).is_empty());
    }

    #[test]
    fn links_that_lead_nowhere_are_found() {
        let exists = |path: &Path| path == Path::new("README.md") || path == Path::new("docs/adr/0001-a.md");
        let check = |text: &str| check_links(Path::new("docs/adr/0002-b.md"), text, &exists).len();
        assert_eq!(check("[a](0001-a.md), [b](../../README.md#use), [c](https://example.org/x), [d](#here)\n"), 0);
        assert_eq!(check("[a](0003-c.md) and [b](/docs/none.md)\n"), 2);
        assert_eq!(check("```\n[a](nowhere.md)\n```\n"), 0);
    }
}
