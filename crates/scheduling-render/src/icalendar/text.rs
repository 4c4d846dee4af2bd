//! Takes out of texts what must not reach a calendar message. Escaping is not its matter.

use std::borrow::Cow;

/// What a content line cannot hold, line breaks included (`CONTROL` in RFC 5545, section 3.1). Tabulators are white space.
fn is_control(character: char) -> bool {
    character.is_ascii_control() && character != '\t'
}

/// A text that may have several lines, which end in line feeds.
pub(super) fn lines(text: &str) -> Cow<'_, str> {
    if !text.contains(is_control) {
        return Cow::Borrowed(text);
    }
    let breaks = text.replace("\r\n", "\n").replace('\r', "\n");
    Cow::Owned(breaks.chars().filter(|character| *character == '\n' || !is_control(*character)).collect())
}

/// A text on one line.
pub(super) fn line(text: &str) -> Cow<'_, str> {
    match lines(text) {
        Cow::Owned(text) => Cow::Owned(text.replace('\n', " ")),
        unchanged @ Cow::Borrowed(_) => unchanged,
    }
}

/// A link. What no URI has is percent-encoded; characters beyond ASCII, as an IRI has them, stay.
pub(super) fn uri(text: &str) -> String {
    let mut uri = String::with_capacity(text.len());
    for character in text.chars() {
        if character.is_ascii_control() || matches!(character, ' ' | '"' | '<' | '>' | '\\') {
            uri.extend(format!("%{:02X}", u32::from(character)).chars());
        } else {
            uri.push(character);
        }
    }
    uri
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn control_characters_go_and_tabulators_stay() {
        assert_eq!(lines("be\u{7}ll\0,\ttab\u{7f}"), "bell,\ttab");
        assert_eq!(lines("a\r\nb\rc\nd\r\r\ne"), "a\nb\nc\nd\n\ne");
        assert_eq!(line("a\r\nb\rc\u{b}d"), "a b cd");
        // Beyond ASCII everything is text (`NON-US-ASCII`), U+0085 and U+2028 too: no reader of the format breaks lines there.
        assert_eq!(line("a\u{85}b\u{2028}c\u{feff}"), "a\u{85}b\u{2028}c\u{feff}");
    }

    #[test]
    fn a_link_keeps_what_a_uri_may_have() {
        assert_eq!(uri("https://meet.example/a;b,c?x=1&y=ü%20"), "https://meet.example/a;b,c?x=1&y=ü%20");
        assert_eq!(uri("a\r\nX-EVIL:1 \"<\\>\0"), "a%0D%0AX-EVIL:1%20%22%3C%5C%3E%00");
    }
}
