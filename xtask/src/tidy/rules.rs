//! What a crate's sources must not contain, beyond what its manifest already rules out.

use std::path::Path;

use super::{
    Finding,
    manifests::short,
    tokens::{Source, Token},
};

/// Paths that code outside tests must not use, and what to do instead.
struct Ban {
    krate: &'static str,
    paths: &'static [&'static str],
    instead: &'static str,
}

const BANS: [Ban; 10] = [
    Ban {
        krate: "core",
        paths: &["std::env", "std::fs", "std::net", "std::process", "std::thread", "std::io"],
        instead: "core is pure: take what is read as a parameter",
    },
    Ban {
        krate: "core",
        paths: &["Timestamp::now", "Zoned::now", "SystemTime", "Instant", "Uuid::now_v7", "Uuid::new_v4"],
        instead: "core has no clock and no chance: take it as a parameter",
    },
    Ban {
        krate: "store",
        paths: &["slots::generate", "slots::verify", "slots::explain"],
        instead: "decisions are made in core and put in order in engine: the store only remembers",
    },
    Ban {
        krate: "engine",
        paths: &["tokio_postgres", "deadpool_postgres", "actix_web", "StatusCode"],
        instead: "statements live in store, translation in http",
    },
    Ban { krate: "http", paths: &["tokio_postgres", "deadpool_postgres"], instead: "statements live in store" },
    Ban {
        krate: "http",
        paths: &["slots::generate", "slots::verify", "slots::explain"],
        instead: "call the use case of scheduling-engine",
    },
    Ban { krate: "http", paths: &["Timestamp::now", "Zoned::now", "SystemTime::now"], instead: "ask engine's clock" },
    Ban {
        krate: "render",
        paths: &["std::env", "std::fs", "std::net", "std::process", "std::thread", "std::io"],
        instead: "render is pure: take what is read as a parameter",
    },
    Ban {
        krate: "render",
        paths: &["Timestamp::now", "Zoned::now", "SystemTime", "Instant", "Uuid::now_v7", "Uuid::new_v4"],
        instead: "render has no clock and no chance: take it as a parameter",
    },
    Ban {
        krate: "lock",
        paths: &["tokio_postgres", "deadpool_postgres"],
        instead: "what is remembered is in store; lock is for moments",
    },
];

/// Crates on whose paths lie the network, files or a database: no failure may be lost there.
const IO: [&str; 9] = ["store", "lock", "engine", "render", "connect", "http", "client", "devdb", "xtask"];

/// Crates that contain no SQL.
const NO_SQL: [&str; 6] = ["core", "lock", "engine", "render", "connect", "http"];

/// Pairs of words that only SQL has in this order.
const SQL: [(&str, &str); 6] = [
    ("SELECT ", " FROM "),
    ("INSERT ", "INTO "),
    ("UPDATE ", " SET "),
    ("DELETE ", "FROM "),
    ("CREATE ", "TABLE "),
    ("SET ", "LOCAL "),
];

pub(super) fn check(source: &Source<'_>) -> Vec<Finding> {
    let krate = crate_of(source.file);
    let mut findings = everywhere(source);
    findings.extend(banned_paths(source, krate));
    findings.extend(sql(source, krate));
    if IO.contains(&krate) {
        findings.extend(lost_failures(source));
    }
    if krate == "core" {
        for word in ["async", "await"] {
            let found =
                source.find(&[word]).filter(|(_, token)| !token.test).map(|(_, token)| token.line).collect::<Vec<_>>();
            findings.extend(found.into_iter().map(|line| Finding::error(source.file, line, "core is synchronous")));
        }
    }
    findings
}

/// The crate that a file belongs to, without the prefix that all share.
fn crate_of(file: &Path) -> &str {
    let mut parts = file.iter().filter_map(|part| part.to_str());
    match parts.next() {
        Some("crates") => parts.next().map_or("", short),
        Some(other) => other,
        None => "",
    }
}

fn everywhere(source: &Source<'_>) -> Vec<Finding> {
    let mut findings = Vec::new();
    if !source.text.starts_with("//!") {
        let message = "the file must begin with `//!`: what it is for, and what it must not do";
        findings.push(Finding::error(source.file, 1, message));
    }
    for (index, token) in source.find(&["#"]) {
        let open = if source.is_at(index + 1, &["!"]) { index + 2 } else { index + 1 };
        if !source.is_at(open, &["["]) {
            continue;
        }
        let attribute = source.group(open);
        let names = |name: &str| attribute.iter().any(|token| token.text == name);
        if attribute.windows(2).any(|pair| matches!(pair, [a, b] if a.text == "allow" && b.text == "(")) {
            let message = "an `allow` outlives its cause: write `#[expect(lint, reason = \"…\")]`";
            findings.push(Finding::error(source.file, token.line, message));
        }
        if names("ignore") && !names("cfg_attr") {
            findings.push(Finding::error(
                source.file,
                token.line,
                "an ignored test proves nothing: make it run, or remove it",
            ));
        }
    }
    findings
}

fn banned_paths(source: &Source<'_>, krate: &str) -> Vec<Finding> {
    let mut findings = Vec::new();
    for used in source.paths().iter().filter(|used| !used.test) {
        let found = format!("::{}::", used.path);
        for ban in BANS.iter().filter(|ban| ban.krate == krate) {
            for path in ban.paths.iter().filter(|path| found.contains(&format!("::{path}::"))) {
                let message = format!("{path} in scheduling-{krate}: {}", ban.instead);
                findings.push(Finding::error(source.file, used.line, message));
            }
        }
    }
    findings
}

/// SQL text is a constant in the store. It is nowhere else, and it is never put together.
fn sql(source: &Source<'_>, krate: &str) -> Vec<Finding> {
    let refused = |token: &&Token| !token.test && token.text.contains('"') && is_sql(&token.text);
    if NO_SQL.contains(&krate) {
        let message = "SQL outside the store: statements live in scheduling-store";
        return source
            .tokens
            .iter()
            .filter(refused)
            .map(|token| Finding::error(source.file, token.line, message))
            .collect();
    }
    if krate != "store" {
        return Vec::new();
    }
    let formats = source.find(&["format", "!"]).flat_map(|(index, _)| source.group(index + 2).iter().filter(refused));
    let message = "SQL is a constant with parameters, never put together by format!";
    // `SET LOCAL` takes no parameter; the one place that writes it does so from a typed id.
    formats
        .filter(|token| !token.text.contains("SET LOCAL"))
        .map(|token| Finding::error(source.file, token.line, message))
        .collect()
}

fn is_sql(text: &str) -> bool {
    SQL.iter()
        .any(|(first, second)| text.split_once(first).is_some_and(|(_, rest)| format!(" {rest}").contains(second)))
}

/// Results that nobody looks at.
fn lost_failures(source: &Source<'_>) -> Vec<Finding> {
    let mut findings = Vec::new();
    let mut found = |token: &Token, message: &str| {
        if !token.test {
            findings.push(Finding::error(source.file, token.line, message));
        }
    };
    for pattern in [["let", "_", "="], ["let", "_", ":"]] {
        for (_, token) in source.find(&pattern) {
            found(
                token,
                "`let _` loses a failure: handle it, or say in a comment why it does not matter and use `drop`",
            );
        }
    }
    for (index, token) in source.find(&[".", "ok", "(", ")", ";"]) {
        if !begins_with_any(source, index, &["let", "return", "="]) {
            found(
                token,
                "`.ok();` loses a failure: handle it, or say in a comment why it does not matter and use `drop`",
            );
        }
    }
    for (index, token) in source.find(&[".", "unwrap_or_default", "(", ")"]) {
        if begins_with_any(source, index, &["await", "fs"]) {
            found(token, "a failed read becomes an empty value: unavailable is an error, never a default");
        }
    }
    findings
}

/// Whether one of these words stands in the statement before this place.
fn begins_with_any(source: &Source<'_>, index: usize, words: &[&str]) -> bool {
    let before = source.tokens.get(..index).unwrap_or_default().iter().rev();
    let mut statement = before.take_while(|token| !matches!(token.text.as_str(), ";" | "{" | "}"));
    statement.any(|token| words.contains(&token.text.as_str()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines(file: &str, text: &str) -> Vec<usize> {
        let text = format!("//! A file.\n{text}");
        let source = Source::parse(Path::new(file), &text).unwrap();
        check(&source).into_iter().map(|finding| finding.line).collect()
    }

    const CORE: &str = "crates/scheduling-core/src/zone.rs";
    const STORE: &str = "crates/scheduling-store/src/read.rs";
    const ENGINE: &str = "crates/scheduling-engine/src/book.rs";
    const HTTP: &str = "crates/scheduling-http/src/lib.rs";

    #[test]
    fn core_reads_nothing_and_waits_for_nothing() {
        assert_eq!(lines(CORE, "use std::{fmt, fs};\n"), [2]);
        assert_eq!(lines(CORE, "fn f() { let now = jiff::Timestamp::now(); }\n"), [2]);
        assert_eq!(lines(CORE, "\nasync fn f() {}\n"), [3]);
        assert!(lines(CORE, "use std::{fmt, collections::BTreeMap};\n").is_empty());
        assert!(lines("crates/scheduling-core/tests/vectors.rs", "use std::{env, fs};\n").is_empty());
    }

    #[test]
    fn sql_lives_in_the_store_as_constants() {
        let constant = "const FIND: &str = \"SELECT id FROM tenants\";\n";
        assert_eq!(lines(ENGINE, constant), [2]);
        assert_eq!(lines(HTTP, "fn f() { run(\"DELETE FROM tenants\") }\n"), [2]);
        assert!(lines(STORE, constant).is_empty());
        assert_eq!(lines(STORE, "fn f() { format!(\"SELECT id FROM {table}\") }\n"), [2]);
        assert!(lines(STORE, "fn f() { format!(\"SET LOCAL app.tenant_id = '{id}'\") }\n").is_empty());
        assert!(lines(HTTP, "const TITLE: &str = \"Update your settings, select one from the list\";\n").is_empty());
    }

    #[test]
    fn engine_and_http_keep_to_their_side() {
        assert_eq!(lines(ENGINE, "use tokio_postgres::Row;\n"), [2]);
        assert_eq!(lines(ENGINE, "fn f() -> http::StatusCode { todo() }\n"), [2]);
        assert_eq!(lines(HTTP, "fn f() { slots::generate(&a); }\n"), [2]);
        assert!(lines(ENGINE, "fn f() { slots::generate(&a); }\n").is_empty());
        assert_eq!(lines(STORE, "fn f() { slots::verify(&a); }\n"), [2]);
    }

    #[test]
    fn lints_are_expected_not_allowed_and_tests_are_not_ignored() {
        assert_eq!(lines(HTTP, "#[allow(dead_code)]\nfn f() {}\n"), [2]);
        assert_eq!(lines(HTTP, "#![cfg_attr(x, allow(dead_code))]\n"), [2]);
        assert!(lines(HTTP, "#[expect(dead_code, reason = \"allow (this)\")]\nfn f() {}\n").is_empty());
        assert_eq!(lines(HTTP, "#[cfg(test)]\nmod tests {\n#[test]\n#[ignore]\nfn f() {} }\n"), [5]);
    }

    #[test]
    fn failures_are_not_lost() {
        assert_eq!(lines(STORE, "fn f() { let _ = g(); }\n"), [2]);
        assert_eq!(lines(STORE, "fn f() { g().ok(); }\n"), [2]);
        assert_eq!(lines(STORE, "fn f() { let rows = q().await.unwrap_or_default(); }\n"), [2]);
        assert!(lines(STORE, "fn f() { let n = rest.get(..).unwrap_or_default(); let x = g().ok(); x }\n").is_empty());
        assert!(lines(STORE, "#[cfg(test)]\nmod tests { fn f() { let _ = g(); } }\n").is_empty());
    }

    #[test]
    fn a_file_says_what_it_is_for() {
        let source = Source::parse(Path::new(HTTP), "fn f() {}\n").unwrap();
        assert_eq!(check(&source).len(), 1);
    }
}
