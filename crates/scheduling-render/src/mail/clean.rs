//! Takes out of texts by strangers what must not reach a mail. Escaping is not its matter.

/// Characters that turn the direction of what follows (UAX #9): with them a name could make a line read otherwise than it is.
/// Letters that are written from right to left need none.
const fn turns_direction(character: char) -> bool {
    matches!(character, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// A text on one line: line breaks and control characters become spaces, of several spaces one is left.
pub(super) fn line(text: &str) -> String {
    let breaks =
        |character: char| character.is_control() || character == ' ' || matches!(character, '\u{2028}' | '\u{2029}');
    let text: String = text.chars().filter(|character| !turns_direction(*character)).collect();
    let words: Vec<&str> = text.split(breaks).filter(|word| !word.is_empty()).collect();
    words.join(" ")
}

/// The lines of a text, each as [`line`] has it, without the empty ones at its ends.
pub(super) fn lines(text: &str) -> Vec<String> {
    let text = text.replace("\r\n", "\n").replace(['\r', '\u{85}', '\u{2028}', '\u{2029}'], "\n");
    text.trim_matches('\n').split('\n').map(line).collect()
}

/// At most so many characters of a line; one that is cut ends in an ellipsis.
pub(super) fn shortened(line: &str, max: usize) -> String {
    if line.chars().nth(max).is_none() {
        return line.to_owned();
    }
    let kept: String = line.chars().take(max.saturating_sub(1)).collect();
    format!("{}…", kept.trim_end())
}

/// A link that a mail may have: of the web, and with nothing in it that ends it early. Anything else is no link.
pub(super) fn link(text: &str) -> Option<String> {
    let text = text.trim();
    let is_of_the_web = ["https://", "http://"].iter().any(|scheme| {
        text.get(..scheme.len()).is_some_and(|start| start.eq_ignore_ascii_case(scheme)) && text.len() > scheme.len()
    });
    let ends_early = |character: char| {
        character.is_control()
            || character.is_whitespace()
            || turns_direction(character)
            || "\"<>\\".contains(character)
    };
    (is_of_the_web && !text.contains(ends_early)).then(|| text.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_stays_one_and_turns_nothing_round() {
        assert_eq!(line(" a\r\nBcc: b\u{85}c\u{2028}\u{2029}d\t\te\0 "), "a Bcc: b c d e");
        assert_eq!(line("a\u{202e}b\u{2066}c\u{2069} \u{202c} שלום"), "abc שלום");
        assert_eq!(lines("\na\r\n\r\nb\u{2028}c\r\n"), ["a", "", "b", "c"]);
    }

    #[test]
    fn what_is_cut_says_so() {
        assert_eq!(shortened("äöü", 3), "äöü");
        assert_eq!(shortened("äö üß", 4), "äö…");
    }

    #[test]
    fn a_link_leads_to_the_web() {
        assert_eq!(link(" https://meet.example/a?b=c&d=ü ").as_deref(), Some("https://meet.example/a?b=c&d=ü"));
        assert_eq!(link("HTTP://x").as_deref(), Some("HTTP://x"));
        for bad in
            ["javascript:alert(1)", "https://", "ftp://x", "https://a b", "https://a\"b", "https://a\nb", "", "é"]
        {
            assert_eq!(link(bad), None, "{bad}");
        }
    }
}
