//! Rust sources as a flat list of tokens with their lines. Comments and documentation are not in it, so that a rule about
//! code never stumbles over a text about code. Nothing is judged here.

use std::{collections::BTreeSet, path::Path, str::FromStr as _};

use anyhow::anyhow;
use proc_macro2::{Delimiter, TokenStream, TokenTree};

/// A parsed file.
pub(super) struct Source<'a> {
    /// Relative to the top of the workspace.
    pub(super) file: &'a Path,
    pub(super) text: &'a str,
    pub(super) tokens: Vec<Token>,
}

/// A token: an identifier, a literal, a punctuation character (`::` is one), or the bracket that opens or closes a group.
#[derive(Debug)]
pub(super) struct Token {
    pub(super) text: String,
    pub(super) line: usize,
    /// It is part of a test.
    pub(super) test: bool,
    /// For a bracket that opens: where the one that closes is.
    close: Option<usize>,
}

/// A path as it is used or imported, groups resolved: `std::{env, fs}` gives `std::env` and `std::fs`.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct PathUse {
    pub(super) path: String,
    pub(super) line: usize,
    pub(super) test: bool,
}

impl<'a> Source<'a> {
    pub(super) fn parse(file: &'a Path, text: &'a str) -> anyhow::Result<Self> {
        let stream = TokenStream::from_str(text).map_err(|error| anyhow!("{} is not Rust: {error}", file.display()))?;
        let mut tokens = Vec::new();
        flatten(stream, &mut tokens);
        let mut source = Self { file, text, tokens };
        source.mark_tests();
        Ok(source)
    }

    /// Whether these tokens stand at a place.
    pub(super) fn is_at(&self, index: usize, pattern: &[&str]) -> bool {
        let found = self.tokens.get(index..).unwrap_or_default();
        found.len() >= pattern.len() && found.iter().zip(pattern).all(|(token, wanted)| token.text == *wanted)
    }

    /// The tokens that stand at these places.
    pub(super) fn find<'s>(&'s self, pattern: &'s [&str]) -> impl Iterator<Item = (usize, &'s Token)> {
        self.tokens.iter().enumerate().filter(|(index, _)| self.is_at(*index, pattern))
    }

    /// The place after the group that opens at `open`, or after the token if it opens none.
    fn after(&self, open: usize) -> usize {
        self.tokens.get(open).and_then(|token| token.close).unwrap_or(open) + 1
    }

    /// The tokens of the group that opens at `open`, brackets included.
    pub(super) fn group(&self, open: usize) -> &[Token] {
        self.tokens.get(open..self.after(open)).unwrap_or_default()
    }

    /// The first place from `from`, groups stepped over, where one of these tokens stands.
    pub(super) fn seek(&self, from: usize, wanted: &[&str]) -> Option<usize> {
        let mut index = from;
        while let Some(token) = self.tokens.get(index) {
            if wanted.contains(&token.text.as_str()) {
                return Some(index);
            }
            // The end of the group that `from` lies in.
            if matches!(token.text.as_str(), ")" | "]" | "}") {
                return None;
            }
            index = self.after(index);
        }
        None
    }

    /// Every path of two or more segments.
    pub(super) fn paths(&self) -> Vec<PathUse> {
        let mut paths = Vec::new();
        let mut index = 0;
        while index < self.tokens.len() {
            index = if self.is_name(index) && self.is_at(index + 1, &["::"]) {
                self.path_at(index, "", &mut paths)
            } else {
                index + 1
            };
        }
        paths
    }

    fn is_name(&self, index: usize) -> bool {
        let first = self.tokens.get(index).and_then(|token| token.text.chars().next());
        first.is_some_and(|first| first.is_alphabetic() || first == '_')
    }

    /// Reads the path that begins at `index`; returns the place after it.
    fn path_at(&self, mut index: usize, prefix: &str, paths: &mut Vec<PathUse>) -> usize {
        let Some(first) = self.tokens.get(index) else { return index + 1 };
        let mut path = prefix.to_owned();
        while let Some(token) = self.tokens.get(index) {
            if self.is_name(index) {
                if !path.is_empty() {
                    path.push_str("::");
                }
                path.push_str(&token.text);
                index += 1;
                if !self.is_at(index, &["::"]) {
                    break;
                }
                index += 1;
                continue;
            }
            if token.text == "{" && !path.is_empty() {
                self.paths_of_group(index, &path, paths);
                return self.after(index);
            }
            // Generic arguments, or a glob.
            break;
        }
        if path.contains("::") {
            paths.push(PathUse { path, line: first.line, test: first.test });
        }
        index
    }

    fn paths_of_group(&self, open: usize, prefix: &str, paths: &mut Vec<PathUse>) {
        let end = self.after(open).saturating_sub(1);
        let mut index = open + 1;
        while index < end {
            if self.is_name(index) {
                self.path_at(index, prefix, paths);
            }
            // Past the rest of this part, such as `as name`.
            index = self.seek(index, &[","]).unwrap_or(end) + 1;
        }
    }

    /// Marks what is compiled for tests only.
    fn mark_tests(&mut self) {
        let folders = ["tests", "benches", "examples"];
        let name = |folder: &str| self.file.iter().any(|part| part == folder) || self.file.ends_with("tests.rs");
        if folders.into_iter().any(name) {
            for token in &mut self.tokens {
                token.test = true;
            }
            return;
        }
        let mut marked = BTreeSet::new();
        for pattern in [&["#", "[", "cfg", "(", "test", ")", "]"][..], &["#", "[", "test", "]"]] {
            for (index, _) in self.find(pattern) {
                let end =
                    self.seek(index + pattern.len(), &["{", ";"]).map_or(self.tokens.len(), |end| self.after(end));
                marked.extend(index..end);
            }
        }
        for index in marked {
            if let Some(token) = self.tokens.get_mut(index) {
                token.test = true;
            }
        }
    }
}

fn flatten(stream: TokenStream, tokens: &mut Vec<Token>) {
    let mut trees = stream.into_iter().peekable();
    while let Some(tree) = trees.next() {
        let line = tree.span().start().line;
        match tree {
            TokenTree::Group(group) if is_documentation(&group) => {
                // Take back the `#`, or `#!`, before it.
                while tokens.last().is_some_and(|token| token.text == "#" || token.text == "!") {
                    tokens.pop();
                }
            }
            TokenTree::Group(group) => {
                let (open, close) = match group.delimiter() {
                    Delimiter::Parenthesis => ("(", ")"),
                    Delimiter::Brace => ("{", "}"),
                    Delimiter::Bracket => ("[", "]"),
                    Delimiter::None => {
                        flatten(group.stream(), tokens);
                        continue;
                    }
                };
                let at = tokens.len();
                tokens.push(Token { text: open.to_owned(), line, test: false, close: None });
                flatten(group.stream(), tokens);
                let end = tokens.len();
                let line = group.span_close().start().line;
                tokens.push(Token { text: close.to_owned(), line, test: false, close: None });
                if let Some(token) = tokens.get_mut(at) {
                    token.close = Some(end);
                }
            }
            TokenTree::Punct(punct) if punct.as_char() == ':' && is_colon(trees.peek()) => {
                trees.next();
                tokens.push(Token { text: "::".to_owned(), line, test: false, close: None });
            }
            tree => tokens.push(Token { text: tree.to_string(), line, test: false, close: None }),
        }
    }
}

fn is_colon(tree: Option<&TokenTree>) -> bool {
    matches!(tree, Some(TokenTree::Punct(punct)) if punct.as_char() == ':')
}

/// `[doc = "…"]`, which is also what a documentation comment becomes.
fn is_documentation(group: &proc_macro2::Group) -> bool {
    let mut stream = group.stream().into_iter();
    group.delimiter() == Delimiter::Bracket
        && matches!(stream.next(), Some(TokenTree::Ident(name)) if name == "doc")
        && matches!(stream.next(), Some(TokenTree::Punct(equals)) if equals.as_char() == '=')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn source(text: &str) -> Source<'_> {
        Source::parse(Path::new("crates/x/src/lib.rs"), text).unwrap()
    }

    fn paths(text: &str) -> Vec<String> {
        source(text).paths().into_iter().map(|used| used.path).collect()
    }

    #[test]
    fn comments_and_documentation_are_no_code() {
        let source = source("//! std::env\n// std::env\n/// std::env\nfn f() {}\n");
        assert!(source.paths().is_empty());
        assert_eq!(source.tokens.first().unwrap().text, "fn");
        assert_eq!(source.tokens.first().unwrap().line, 4);
    }

    #[test]
    fn groups_of_imports_are_resolved() {
        assert_eq!(
            paths("use std::{env, fs::{self, File}, io as other};"),
            ["std::env", "std::fs::self", "std::fs::File", "std::io"]
        );
    }

    #[test]
    fn paths_in_macros_and_generic_arguments_are_found() {
        assert_eq!(paths("fn f() { select! { a = x::<std::env::Args>() => y::z(a) } }"), ["std::env::Args", "y::z"]);
    }

    #[test]
    fn what_is_compiled_for_tests_is_marked() {
        let source = source("fn a() {}\n#[cfg(test)]\nmod tests {\n fn b() {}\n}\nfn c() {}\n");
        let test = |name: &str| source.tokens.iter().find(|token| token.text == name).unwrap().test;
        assert!(!test("a"));
        assert!(test("b"));
        assert!(!test("c"));
    }
}
