//! What failures say. Their texts are read by a tenant's admins: no secret, and nothing about the network that this runs in.

use scheduling_engine::{Response, Then, Undelivered};

/// It may work later.
pub(crate) fn retry(error: impl Into<String>) -> Undelivered {
    Undelivered { then: Then::Retry(None), error: error.into(), response: None }
}

/// It never works.
pub(crate) fn give_up(error: impl Into<String>) -> Undelivered {
    Undelivered { then: Then::GiveUp, error: error.into(), response: None }
}

/// Somebody handed over what does not go this way.
pub(crate) fn wrong_way() -> Undelivered {
    give_up("it does not go by this way")
}

/// What the other side said, fit to be kept and shown.
pub(crate) fn response(code: u16, text: &str) -> Response {
    Response { code, text: printable(text).chars().take(Response::KEPT).collect() }
}

/// A text of a stranger on one line, without what a terminal or a log would act upon.
pub(crate) fn printable(text: &str) -> String {
    let clean = text.trim().chars().map(|character| match character {
        // Marks that turn the direction of what is around them hide what a text says.
        '\u{2028}' | '\u{2029}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => '\u{fffd}',
        '\r' | '\n' | '\t' => ' ',
        character if character.is_control() => '\u{fffd}',
        character => character,
    });
    clean.collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_stranger_says_is_one_line_of_bounded_length() {
        assert_eq!(printable(" a\r\nb\u{1b}[31m\0\u{202e}c\n"), "a  b\u{fffd}[31m\u{fffd}\u{fffd}c");
        assert_eq!(response(550, &"ü".repeat(5000)).text.chars().count(), Response::KEPT);
    }
}
