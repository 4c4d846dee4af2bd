//! Finds values that stand in HTML where escaping does not keep them texts: in a tag outside of quotation marks, where a
//! space begins a new attribute, and in scripts and style sheets. It reads tags as the HTML standard does (section 13.2.5), as
//! far as this needs it.

/// The line, counted from 1, of the first value that is not safe where it stands.
pub(super) fn unquoted(source: &str) -> Option<usize> {
    let mut place = Place::Text;
    let mut rest = source;
    let mut before = ' ';
    while let Some(character) = rest.chars().next() {
        if rest.starts_with("{{") && matches!(place, Place::Tag | Place::Raw(_)) {
            let line = source.len() - rest.len();
            return Some(source.get(..line)?.matches('\n').count() + 1);
        }
        let read = skipped(rest).unwrap_or_else(|| place.step(rest, before));
        if !character.is_whitespace() {
            before = character;
        }
        rest = rest.get(read.max(character.len_utf8())..)?;
    }
    None
}

/// Where a character stands.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Place {
    Text,
    /// In a tag, not in an attribute's quotation marks.
    Tag,
    /// In an attribute's quotation marks.
    Quoted(char),
    Comment,
    /// In an element whose text is none.
    Raw(&'static str),
}

const RAW: [&str; 2] = ["script", "style"];

impl Place {
    /// Goes on by one step; says how many bytes were read, 0 for one character.
    fn step(&mut self, rest: &str, before: char) -> usize {
        let next = rest.chars().next();
        match *self {
            Self::Text if rest.starts_with("<!--") => {
                *self = Self::Comment;
                return 4;
            }
            Self::Text if next == Some('<') && rest.chars().nth(1).is_some_and(opens) => *self = Self::Tag,
            Self::Comment if rest.starts_with("-->") => *self = Self::Text,
            Self::Tag => match next {
                Some(quote @ ('"' | '\'')) if before == '=' => *self = Self::Quoted(quote),
                Some('>') => *self = Self::Text,
                _ => {}
            },
            Self::Quoted(quote) if next == Some(quote) => *self = Self::Tag,
            Self::Raw(name) if closes(rest, name) => *self = Self::Tag,
            _ => {}
        }
        if next == Some('<') && *self == Self::Tag {
            // The rest of a raw element's own tag has no need of values either.
            let raw =
                RAW.into_iter().find(|name| rest.get(1..=name.len()).is_some_and(|it| it.eq_ignore_ascii_case(name)));
            if let Some(name) = raw {
                *self = Self::Raw(name);
            }
        }
        0
    }
}

const fn opens(character: char) -> bool {
    character.is_ascii_alphabetic() || matches!(character, '/' | '!' | '?' | '{')
}

fn closes(rest: &str, name: &str) -> bool {
    let tag = rest.strip_prefix("</").and_then(|rest| rest.get(..name.len()));
    tag.is_some_and(|tag| tag.eq_ignore_ascii_case(name))
}

/// A statement or comment of the template language, and a value, are not HTML: how many bytes to skip.
fn skipped(rest: &str) -> Option<usize> {
    let end = [("{{", "}}"), ("{%", "%}"), ("{#", "#}")].into_iter().find(|(start, _)| rest.starts_with(start))?.1;
    Some(rest.find(end).map_or(rest.len(), |at| at + end.len()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_stand_in_texts_and_in_quotation_marks() {
        for safe in [
            "<p class=\"a\">{{ x }}</p> a = {{ y }}",
            "<a href=\"{{ links.manage }}\" title='it\"s {{ x }}'>{{ x }}</a>",
            "<a title = \"{{ x }}\">",
            "1 < 2 {{ x }} <!-- {{ x }} <b --> {{ x }}",
            "<style>p{color:red}</style>{{ x }}<script>1</script>{{ y }}",
            "<p {% if reason %}class=\"{{ x }}\"{% endif %}>",
        ] {
            assert_eq!(unquoted(safe), None, "{safe}");
        }
    }

    #[test]
    fn a_value_elsewhere_is_found_with_its_line() {
        for bad in [
            "\n\n<a href={{ links.manage }}>",
            "{{ x }}\n\n<a title=a{{ x }}>",
            "<p\n>\n<p {{ x }}>",
            "\n\n<{{ x }}>",
            "<b title=a\">\n\n<b {{ x }}\">",
            "\n<script>\nlet a = \"{{ x }}\";</script>",
            "<STYLE>\n\n{{ x }}</style>",
            "<p title=\"a\">\n{% if a %}\n</p {{ x }}>{% endif %}",
        ] {
            assert_eq!(unquoted(bad), Some(3), "{bad}");
        }
    }
}
