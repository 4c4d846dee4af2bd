//! Texts that have passed their rules: slugs, usernames, e-mail addresses, telephone numbers, names and notes.
//!
//! Each is parsed once, at the edge. Lengths are counted in characters. Control characters are refused everywhere, so
//! that no value can break a header, a calendar line or a log line.

use std::{fmt, str::FromStr};

/// Why a text was refused. The message is fit for the person who wrote it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum InvalidText {
    /// Nothing but white space.
    #[error("must not be empty")]
    Empty,
    /// Too many characters.
    #[error("must have at most {max} characters")]
    TooLong {
        /// How many there may be.
        max: usize,
    },
    /// A control character, such as NUL or, in a line, a line break.
    #[error("must not contain control characters")]
    ControlCharacter,
    /// A character outside of the allowed ones.
    #[error("may contain only {allowed}")]
    Character {
        /// The characters that are allowed.
        allowed: &'static str,
    },
    /// Not an e-mail address.
    #[error("must be an e-mail address")]
    NotAnAddress,
    /// Not a telephone number.
    #[error("must be a telephone number: 3 to 20 digits, with an optional leading +")]
    NotAPhoneNumber,
}

macro_rules! text_type {
    ($(#[$doc:meta])* $name:ident, $parse:expr) => {
        $(#[$doc])*
        #[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize), serde(try_from = "String", into = "String"))]
        pub struct $name(String);

        impl $name {
            /// The text.
            #[must_use]
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl FromStr for $name {
            type Err = InvalidText;

            fn from_str(text: &str) -> Result<Self, Self::Err> {
                let parse: fn(&str) -> Result<String, InvalidText> = $parse;
                parse(text).map(Self)
            }
        }

        impl TryFrom<String> for $name {
            type Error = InvalidText;

            fn try_from(text: String) -> Result<Self, Self::Error> {
                text.parse()
            }
        }

        impl From<$name> for String {
            fn from(value: $name) -> Self {
                value.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }
    };
}

text_type! {
    /// A name in a URL: `^[a-z0-9-]+$`, at most 64 characters. Tenants and event types have one.
    Slug, |text| name_in_url(text, |c| c == '-', "the letters a-z, digits and hyphens")
}
impl Slug {
    /// The first name for a copy that is free: `intro-copy`, then `intro-copy-2` and so on. A name that would get too long is
    /// cut.
    #[must_use]
    pub fn of_copy(&self, is_taken: impl Fn(&Self) -> bool) -> Self {
        const LONGEST: usize = 64;
        let endings = (2_u64..).map(|number| format!("-copy-{number}"));
        let name = |ending: String| {
            let (kept, _) = self.0.split_at(self.0.len().min(LONGEST - ending.len()));
            Self(format!("{kept}{ending}"))
        };
        let mut names = std::iter::once("-copy".to_owned()).chain(endings).map(name);
        // Not all of the endless names are taken.
        names.find(|name| !is_taken(name)).unwrap_or_else(|| self.clone())
    }
}

text_type! {
    /// A host's name in a URL: `^[a-z0-9_-]+$`, at most 64 characters.
    Username, |text| name_in_url(text, |c| c == '-' || c == '_', "the letters a-z, digits, hyphens and underscores")
}
text_type! {
    /// A name of a person or thing: one line of at most 200 characters, trimmed.
    Name, |text| line(text, 200)
}
text_type! {
    /// A short text on one line of at most 500 characters, trimmed: a place, a link, a label, an option.
    ShortText, |text| line(text, 500)
}
text_type! {
    /// What a link says of where it was followed: one line of at most 255 characters, trimmed.
    CampaignText, |text| line(text, 255)
}
text_type! {
    /// A longer text of at most 5000 characters, which may have lines: a description, notes, a reason.
    LongText, |text| lines(text, 5000)
}
text_type! {
    /// An e-mail address of at most 254 characters (RFC 5321, section 4.5.3.1), as it was written.
    EmailAddress, email
}
text_type! {
    /// A telephone number as people write it: 3 to 20 digits, among them spaces and `-().`, with an optional leading `+`;
    /// at most 500 characters, trimmed.
    PhoneNumber, phone
}

impl EmailAddress {
    /// The form by which two spellings of one mailbox are compared: all in lower case.
    #[must_use]
    pub fn normalised(&self) -> String {
        self.0.to_lowercase()
    }

    /// The same mailbox, written in that form.
    #[must_use]
    pub fn to_normalised(&self) -> Self {
        // Parsing has made sure that this form is not too long either.
        Self(self.normalised())
    }
}

fn name_in_url(text: &str, also: fn(char) -> bool, allowed: &'static str) -> Result<String, InvalidText> {
    // Not trimmed: two spellings of one URL would be two URLs.
    let text = if text.trim() == text { line(text, 64)? } else { return Err(InvalidText::Character { allowed }) };
    let fits = text.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || also(c));
    if fits { Ok(text) } else { Err(InvalidText::Character { allowed }) }
}

fn line(text: &str, max: usize) -> Result<String, InvalidText> {
    if text.chars().any(char::is_control) {
        return Err(InvalidText::ControlCharacter);
    }
    bounded(text.trim(), max)
}

fn lines(text: &str, max: usize) -> Result<String, InvalidText> {
    let text = text.replace("\r\n", "\n");
    if text.chars().any(|c| c.is_control() && c != '\n' && c != '\t') {
        return Err(InvalidText::ControlCharacter);
    }
    bounded(text.trim(), max)
}

fn bounded(text: &str, max: usize) -> Result<String, InvalidText> {
    match text.chars().take(max + 1).count() {
        0 => Err(InvalidText::Empty),
        count if count > max => Err(InvalidText::TooLong { max }),
        _ => Ok(text.to_owned()),
    }
}

fn email(text: &str) -> Result<String, InvalidText> {
    let text = line(text, 254)?;
    let options = email_address::Options::default().without_display_text().without_domain_literal();
    match email_address::EmailAddress::parse_with_options(&text, options) {
        // Quoted local parts are legal and used by nobody but attackers. Some letters grow in lower case.
        Ok(address) if !address.local_part().starts_with('"') => bounded(&text.to_lowercase(), 254).map(|_| text),
        _ => Err(InvalidText::NotAnAddress),
    }
}

fn phone(text: &str) -> Result<String, InvalidText> {
    let text = line(text, 500)?;
    let body = text.strip_prefix('+').unwrap_or(&text);
    let fits = body.chars().all(|c| c.is_ascii_digit() || " -().".contains(c));
    let digits = body.chars().filter(char::is_ascii_digit).count();
    if fits && (3..=20).contains(&digits) { Ok(text) } else { Err(InvalidText::NotAPhoneNumber) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slug_is_lower_case_letters_digits_and_hyphens() {
        assert!("intro-30".parse::<Slug>().is_ok());
        for bad in ["", "Intro", "a b", "a_b", "é", "a\n", "a\0", " a", "a "] {
            assert!(bad.parse::<Slug>().is_err(), "{bad:?}");
        }
        assert!("ada_l-1".parse::<Username>().is_ok());
        assert!("a".repeat(64).parse::<Slug>().is_ok());
        assert_eq!("a".repeat(65).parse::<Slug>(), Err(InvalidText::TooLong { max: 64 }));
    }

    #[test]
    fn a_copy_gets_the_first_name_that_is_free_and_not_too_long() {
        let slug = |text: &str| text.parse::<Slug>().unwrap();
        let taken = ["intro-copy", "intro-copy-2"];
        assert_eq!(slug("intro").of_copy(|_| false), slug("intro-copy"));
        assert_eq!(slug("intro").of_copy(|name| taken.contains(&name.as_str())), slug("intro-copy-3"));
        let long = slug(&"a".repeat(64));
        assert_eq!(long.of_copy(|_| false).as_str(), format!("{}-copy", "a".repeat(59)));
        let cut = long.of_copy(|name| name.as_str().ends_with("-copy"));
        assert_eq!(cut.as_str(), format!("{}-copy-2", "a".repeat(57)));
        assert_eq!(cut.as_str().parse::<Slug>().as_ref(), Ok(&cut));
    }

    #[test]
    fn lengths_count_characters_not_bytes() {
        assert!("ü".repeat(200).parse::<Name>().is_ok());
        assert_eq!("ü".repeat(201).parse::<Name>(), Err(InvalidText::TooLong { max: 200 }));
    }

    #[test]
    fn control_characters_are_refused_but_for_line_breaks_in_long_texts() {
        assert_eq!("a\r\nBcc: x".parse::<Name>(), Err(InvalidText::ControlCharacter));
        assert_eq!("a\u{7f}".parse::<ShortText>(), Err(InvalidText::ControlCharacter));
        assert_eq!("a\r\nb".parse::<LongText>().map(String::from), Ok("a\nb".to_owned()));
        assert_eq!("a\0b".parse::<LongText>(), Err(InvalidText::ControlCharacter));
    }

    #[test]
    fn a_telephone_number_has_three_to_twenty_digits() {
        for good in ["+1 (555) 010-0100", "112", "030.1234", "12345678901234567890"] {
            assert_eq!(good.parse::<PhoneNumber>().as_ref().map(PhoneNumber::as_str), Ok(good));
        }
        for bad in ["call me", "12", "123456789012345678901", "1+234", "++123", "+", "+١٢٣"] {
            assert_eq!(bad.parse::<PhoneNumber>(), Err(InvalidText::NotAPhoneNumber), "{bad}");
        }
        assert_eq!("".parse::<PhoneNumber>(), Err(InvalidText::Empty));
        assert_eq!("1\n23".parse::<PhoneNumber>(), Err(InvalidText::ControlCharacter));
    }

    #[test]
    fn an_address_has_a_local_part_and_a_domain() {
        for good in ["ada@example.org", "a.b+c@sub.example.co", "ü@example.org"] {
            assert!(good.parse::<EmailAddress>().is_ok(), "{good}");
        }
        for bad in [
            "",
            "ada",
            "@example.org",
            "ada@",
            "a b@example.org",
            "Ada <ada@example.org>",
            "\"a b\"@x.org",
            "a@[1.2.3.4]",
        ] {
            assert!(bad.parse::<EmailAddress>().is_err(), "{bad}");
        }
        let grows = format!("{}@{}", "İ".repeat(32), vec!["a".repeat(60); 4].join(".").get(..221).unwrap());
        assert_eq!(grows.parse::<EmailAddress>(), Err(InvalidText::TooLong { max: 254 }));
        assert_eq!("Ada@Example.org".parse::<EmailAddress>().map(|a| a.normalised()), Ok("ada@example.org".to_owned()));
    }
}
