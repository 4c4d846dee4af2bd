//! Values of header fields. Everything that a stranger wrote goes through here: it becomes letters, digits, spaces and a few
//! harmless marks, or else encoded words (RFC 2047). So it cannot end a line, a name, an address or a list, and it cannot
//! be read as an encoded word that somebody else wrote.

use base64::{Engine as _, engine::general_purpose::STANDARD};
use lettre::message::header::{HeaderName, HeaderValue};

use super::address::Address;

/// How many bytes a text may have to be written as it is: the line of the longest field name that has one stays within the
/// 78 characters of RFC 5322, section 2.1.1.
const PLAIN: usize = 60;

/// How many bytes an encoded word carries: with the field's name the line stays within the 76 characters of RFC 2047,
/// section 2.
const WORD: usize = 39;

/// A field whose value is as it is written: made by this module, or of ASCII letters that the product chose.
pub(super) fn field(name: &'static str, value: String) -> HeaderValue {
    HeaderValue::dangerous_new_pre_encoded(HeaderName::new_from_ascii_str(name), value.clone(), value)
}

/// A text on one line, as in `Subject`.
pub(super) fn text(text: &str) -> String {
    let text = one_line(text);
    let is_plain = text.bytes().all(|b| (b' '..=b'~').contains(&b)) && !text.contains("=?");
    if is_plain && text.len() <= PLAIN { text } else { encoded(&text) }
}

/// A name and an address, as in `To`; without a name the address alone.
pub(super) fn mailbox(name: Option<&str>, address: &Address) -> String {
    let name = one_line(name.unwrap_or_default());
    if name.is_empty() {
        return address.to_string();
    }
    // All that is more is quoted by the rules, which readers apply in different ways; encoded words need no quotes.
    let is_plain = name.bytes().all(|b| b.is_ascii_alphanumeric() || b" '-_".contains(&b));
    let name = if is_plain && name.len() <= PLAIN { name } else { encoded(&name) };
    format!("{name}\r\n <{address}>")
}

/// Without control characters and without those that turn the direction of what follows (UAX #9), and with one space where
/// white space is: what is at an end or doubled does not survive folding.
fn one_line(text: &str) -> String {
    let turns = |c: &char| matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    let clean: String = text.chars().filter(|c| !turns(c)).map(|c| if c.is_control() { ' ' } else { c }).collect();
    clean.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn encoded(text: &str) -> String {
    let mut words = Vec::new();
    let mut rest = text;
    while !rest.is_empty() {
        // A word has whole characters (RFC 2047, section 5).
        let (word, after) = rest.split_at(rest.floor_char_boundary(WORD));
        words.push(format!("=?UTF-8?B?{}?=", STANDARD.encode(word)));
        rest = after;
    }
    words.join("\r\n ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_harmless_is_written_as_it_is() {
        assert_eq!(text("Confirmed: intro, (30 min) \"now\""), "Confirmed: intro, (30 min) \"now\"");
        let address = Address::of_reader(&"ada@example.org".parse().unwrap()).unwrap();
        assert_eq!(mailbox(Some("Ada O'Hara-King"), &address), "Ada O'Hara-King\r\n <ada@example.org>");
        assert_eq!(mailbox(None, &address), "ada@example.org");
        assert_eq!(mailbox(Some(" \u{85} "), &address), "ada@example.org");
    }

    #[test]
    fn everything_else_is_encoded_in_short_words() {
        for value in ["=?UTF-8?B?DQpCY2M6IGE=?=", "ü", "\u{2028}é\u{202e}x", &"😀".repeat(100), &"a".repeat(61)] {
            let written = text(value);
            assert!(written.split("\r\n ").all(|word| word.len() <= 64 && word.starts_with("=?UTF-8?B?")), "{written}");
            assert!(written.bytes().all(|b| (b' '..=b'~').contains(&b) || b"\r\n".contains(&b)), "{written}");
        }
        assert_eq!(text("a\r\nBcc: eve@example.org"), "a Bcc: eve@example.org");
        assert_eq!(text("a\u{202e}b"), "ab", "nothing turns the direction of what follows");
        let address = Address::of_reader(&"ada@example.org".parse().unwrap()).unwrap();
        for name in ["\"", "Ada, Eve", "<eve@example.org>", "(", "a@b", "Ada:", "Ada;"] {
            assert!(mailbox(Some(name), &address).starts_with("=?UTF-8?B?"), "{name}");
        }
    }
}
