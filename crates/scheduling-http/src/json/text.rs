//! Texts and ids in requests.

use std::fmt::Display;

use scheduling_core::{
    AccountId, ApiKeyId, BlockId, BookingId, CampaignText, ChangeId, DeliveryId, EmailAddress, EndpointId, EventId,
    EventTypeId, HoldId, HolidaySetCode, HostId, InvalidText, InvalidWebhookUrl, LinkId, LongText, Name, PhoneNumber,
    ScheduleId, SeriesId, ShortText, Slug, TeamId, TenantId, Username, WebhookUrl,
};
use serde_json::Value;
use utoipa::openapi::{KnownFormat, RefOr, Schema, SchemaFormat, Type, schema::ObjectBuilder};
use uuid::Uuid;
use validator::ValidateUrl as _;

use super::{Documented, Faults, FromJson, Keyed, plain};
use crate::problem::Code;

/// Has a character that is not white space.
const VISIBLE: &str = r"\S";

macro_rules! core_texts {
    ($($ty:ty: $max:literal, $pattern:expr;)+) => {$(
        impl FromJson for $ty {
            fn from_json(json: Value, faults: &mut Faults) -> Option<Self> {
                let Value::String(text) = json else { return faults.mistyped(Code::WrongType, "must be a text") };
                text.parse().map_err(|why| faults.add::<()>(code_of(why), why)).ok()
            }
        }

        impl Documented for $ty {
            fn schema() -> RefOr<Schema> {
                text_schema($max).pattern(Some($pattern)).into()
            }
        }
    )+};
}

core_texts! {
    Slug: 64, "^[a-z0-9-]+$";
    Username: 64, "^[a-z0-9_-]+$";
    Name: 200, VISIBLE;
    CampaignText: 255, VISIBLE;
    ShortText: 500, VISIBLE;
    LongText: 5000, VISIBLE;
    PhoneNumber: 500, r"^\s*\+?[-(). 0-9]*[0-9][-(). 0-9]*\s*$";
}

impl FromJson for EmailAddress {
    fn from_json(json: Value, faults: &mut Faults) -> Option<Self> {
        let Value::String(text) = json else { return faults.mistyped(Code::WrongType, "must be a text") };
        text.parse().map_err(|why| faults.add::<()>(code_of(why), why)).ok()
    }
}

impl Documented for EmailAddress {
    fn schema() -> RefOr<Schema> {
        text_schema(254).format(Some(SchemaFormat::Custom("email".to_owned()))).into()
    }
}

fn text_schema(max: usize) -> ObjectBuilder {
    plain(Type::String).min_length(Some(1)).max_length(Some(max))
}

pub(crate) fn code_of(why: InvalidText) -> Code {
    match why {
        InvalidText::Empty => Code::Empty,
        InvalidText::TooLong { .. } => Code::TooLong,
        InvalidText::ControlCharacter => Code::ControlCharacter,
        InvalidText::NotAnAddress => Code::InvalidEmail,
        InvalidText::NotAPhoneNumber => Code::InvalidPhone,
        InvalidText::Character { .. } => Code::InvalidCharacter,
    }
}

macro_rules! ids {
    ($($ty:ty)+) => {$(
        impl FromJson for $ty {
            fn from_json(json: Value, faults: &mut Faults) -> Option<Self> {
                let Value::String(text) = json else { return faults.mistyped(Code::WrongType, "must be a text") };
                // Other spellings of a UUID (braces, URN, without hyphens) are not part of the API.
                let id = if text.len() == 36 { text.parse().ok() } else { None };
                id.or_else(|| faults.mistyped(Code::InvalidId, "must be a UUID"))
            }
        }

        impl Documented for $ty {
            fn schema() -> RefOr<Schema> {
                plain(Type::String).format(Some(SchemaFormat::KnownFormat(KnownFormat::Uuid))).into()
            }
        }
    )+};
}

ids! {
    AccountId ApiKeyId BlockId BookingId ChangeId DeliveryId EndpointId EventId EventTypeId HoldId HostId LinkId ScheduleId SeriesId TeamId TenantId
    Uuid
}

impl FromJson for WebhookUrl {
    fn from_json(json: Value, faults: &mut Faults) -> Option<Self> {
        let Value::String(text) = json else { return faults.mistyped(Code::WrongType, "must be a text") };
        let code = |why| match why {
            InvalidWebhookUrl::Text(why) => code_of(why),
            _ => Code::InvalidUrl,
        };
        text.parse().map_err(|why| faults.add::<()>(code(why), why)).ok()
    }
}

impl Documented for WebhookUrl {
    fn schema() -> RefOr<Schema> {
        let uri = SchemaFormat::Custom("uri".to_owned());
        text_schema(500).format(Some(uri)).pattern(Some("^[Hh][Tt][Tt][Pp][Ss]?://")).into()
    }
}

macro_rules! checked_texts {
    ($($(#[doc = $doc:literal])+ $name:ident: $code:expr, $detail:literal, $fits:expr, $schema:expr;)+) => {$(
        $(#[doc = $doc])+
        #[derive(Clone, Debug, PartialEq, Eq)]
        pub(crate) struct $name(pub(crate) ShortText);

        impl FromJson for $name {
            fn from_json(json: Value, faults: &mut Faults) -> Option<Self> {
                let text = ShortText::from_json(json, faults)?;
                let fits: fn(&str) -> bool = $fits;
                if fits(text.as_str()) { Some(Self(text)) } else { faults.add($code, $detail) }
            }
        }

        impl Documented for $name {
            fn schema() -> RefOr<Schema> {
                let schema: fn(ObjectBuilder) -> ObjectBuilder = $schema;
                schema(text_schema(500)).into()
            }
        }

        impl Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                self.0.fmt(f)
            }
        }
    )+};
}

checked_texts! {
    /// An absolute address of the web, `https` or `http`.
    WebAddress: Code::InvalidUrl, "must be a web address that starts with https:// or http://",
        |text| is_web(text) && text.validate_url() && !text.contains(UNSAFE),
        |schema| schema.format(Some(SchemaFormat::Custom("uri".to_owned()))).pattern(Some("^https?://"));
    /// A web origin: scheme, host and perhaps a port (RFC 6454), as browsers send it.
    WebOrigin: Code::InvalidUrl, "must be an origin as browsers write it, such as https://www.example.org: no path, no default port",
        |text| text.validate_url() && is_origin(text),
        |schema| schema.pattern(Some("^https?://[a-z0-9.-]+(:[1-9][0-9]{0,4})?$"));
    /// A colour of the form `#rrggbb`.
    AccentColor: Code::InvalidColor, "must be a colour of the form #rrggbb",
        |text| text.len() == 7 && text.starts_with('#') && text.bytes().skip(1).all(|byte| byte.is_ascii_hexdigit()),
        |schema| schema.max_length(Some(7)).pattern(Some("^#[0-9a-fA-F]{6}$"));
}

fn is_web(text: &str) -> bool {
    text.starts_with("https://") || text.starts_with("http://")
}

/// What could end an attribute or a header that an address is written into.
const UNSAFE: &[char] = &['"', '\'', '<', '>', '\\', '`', ' '];

/// Scheme, host and port (RFC 6454, section 6.2). Browsers leave the scheme's own port out, so an origin that has it would
/// never be met.
fn is_origin(text: &str) -> bool {
    let Some((scheme, rest)) = text.split_once("://") else { return false };
    let usual = match scheme {
        "https" => 443,
        "http" => 80,
        _ => return false,
    };
    let (host, port) = rest.split_once(':').map_or((rest, None), |(host, port)| (host, Some(port)));
    let label = |label: &str| {
        let edges = !label.is_empty() && !label.starts_with('-') && !label.ends_with('-');
        edges && label.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-')
    };
    let written = |port: &str| port.parse::<u16>().is_ok_and(|number| number != usual && number.to_string() == port);
    host.split('.').all(label) && port.is_none_or(|port| port != "0" && written(port))
}

impl FromJson for HolidaySetCode {
    /// Whether there is such a set is for the engine to say; what cannot be one is none either.
    fn from_json(json: Value, faults: &mut Faults) -> Option<Self> {
        let Value::String(text) = json else { return faults.mistyped(Code::WrongType, "must be a text") };
        text.parse().or_else(|why| faults.add(Code::UnknownReference, why).ok_or(())).ok()
    }
}

impl Documented for HolidaySetCode {
    fn schema() -> RefOr<Schema> {
        plain(Type::String).pattern(Some("^[A-Z]{2}(-[A-Z0-9]{1,3})?$")).max_length(Some(6)).into()
    }
}

/// A template of at most so many characters. Whether it can be read is for the template language to say.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct TemplateText<const MAX: usize>(pub(crate) String);

impl<const MAX: usize> FromJson for TemplateText<MAX> {
    fn from_json(json: Value, faults: &mut Faults) -> Option<Self> {
        let Value::String(text) = json else { return faults.mistyped(Code::WrongType, "must be a text") };
        let control = |character: char| character.is_control() && !matches!(character, '\n' | '\r' | '\t');
        if text.trim().is_empty() {
            faults.add(Code::Empty, "must not be empty")
        } else if text.chars().nth(MAX).is_some() {
            faults.add(Code::TooLong, format_args!("must have at most {MAX} characters"))
        } else if text.contains(control) {
            faults.add(Code::ControlCharacter, "must not contain control characters but line feeds and tabs")
        } else {
            Some(Self(text))
        }
    }
}

impl<const MAX: usize> Documented for TemplateText<MAX> {
    fn schema() -> RefOr<Schema> {
        text_schema(MAX).pattern(Some(VISIBLE)).into()
    }
}

/// None is there twice where they are options, and likewise below.
impl Keyed for ShortText {}
impl Keyed for WebOrigin {}
impl Keyed for HolidaySetCode {}
impl Keyed for Name {}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::{super::tests::decode, *};

    fn refusal<T: FromJson + std::fmt::Debug>(json: Value) -> Code {
        decode::<T>(json).map_err(|faults| faults[0].1).unwrap_err()
    }

    #[test]
    fn each_way_of_being_a_wrong_text_has_its_code() {
        assert_eq!(refusal::<Slug>(json!("")), Code::Empty);
        assert_eq!(refusal::<Slug>(json!("Intro")), Code::InvalidCharacter);
        assert_eq!(refusal::<Slug>(json!("a".repeat(65))), Code::TooLong);
        assert_eq!(refusal::<Name>(json!("a\0")), Code::ControlCharacter);
        assert_eq!(refusal::<Name>(json!(5)), Code::WrongType);
        assert_eq!(refusal::<EmailAddress>(json!("ada")), Code::InvalidEmail);
        assert_eq!(refusal::<PhoneNumber>(json!("call me")), Code::InvalidPhone);
    }

    #[test]
    fn a_template_has_lines_and_a_bound() {
        let template = |text: &str| decode::<TemplateText<9>>(json!(text)).map(|text| text.0);
        assert_eq!(template("ü\r\n\t{{a}}"), Ok("ü\r\n\t{{a}}".to_owned()));
        for (text, code) in [
            (" \n", Code::Empty),
            ("äöüäöüäöüä", Code::TooLong),
            ("a\0", Code::ControlCharacter),
            ("a\u{85}", Code::ControlCharacter),
        ] {
            assert_eq!(refusal::<TemplateText<9>>(json!(text)), code, "{text:?}");
        }
        assert_eq!(refusal::<TemplateText<9>>(json!(["a"])), Code::WrongType);
    }

    #[test]
    fn an_id_is_a_uuid_in_the_usual_spelling() {
        assert!(decode::<HostId>(json!("0195a3c2-7d5e-7c6b-8f43-52a9a1b2c3d4")).is_ok());
        for bad in ["", "current", "0195a3c27d5e7c6b8f4352a9a1b2c3d4", "{0195a3c2-7d5e-7c6b-8f43-52a9a1b2c3d4}"] {
            assert_eq!(refusal::<HostId>(json!(bad)), Code::InvalidId, "{bad}");
        }
    }

    #[test]
    fn addresses_and_origins_are_of_the_web() {
        assert!(decode::<WebAddress>(json!("https://example.org/a.png?x=1")).is_ok());
        for bad in ["javascript:alert(1)", "ftp://example.org", "example.org", "https://", "//x", "https://a.b/\"x"] {
            assert_eq!(refusal::<WebAddress>(json!(bad)), Code::InvalidUrl, "{bad}");
        }
        for good in ["https://www.example.org", "http://localhost:3000", "http://a.b:443"] {
            assert!(decode::<WebOrigin>(json!(good)).is_ok(), "{good}");
        }
        for bad in ["https://example.org/", "https://example.org/a", "*", "null", "https://Example.org"] {
            assert_eq!(refusal::<WebOrigin>(json!(bad)), Code::InvalidUrl, "{bad}");
        }
        for never in
            ["https://a.b:443", "https://a.b:0443", "http://a.b:80", "http://a.b:0", "http://a.b:", "http://-a"]
        {
            assert_eq!(refusal::<WebOrigin>(json!(never)), Code::InvalidUrl, "{never}");
        }
        assert_eq!(refusal::<AccentColor>(json!("red")), Code::InvalidColor);
    }
}
