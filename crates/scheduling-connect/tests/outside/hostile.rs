//! Texts of strangers in every field of a mail: none adds a header, a recipient or a part, and what it says arrives.

use scheduling_core::{Audience, LongText, Mailbox, Name, Notification, NotificationKind, ShortText};
use serde_json::{Value, json};

use crate::{mails::written, people::notification, python::read_mails};

/// Pieces that have broken writers or readers of mails.
const HOSTILE: [&str; 44] = [
    "\r\nBcc: evil@example.org",
    "\nBcc: evil@example.org\n\n",
    "\rX-Evil: 1",
    "\r\n\r\n<script>",
    "\u{85}X-Evil: 1",
    "\u{2028}X-Evil: 1\u{2029}",
    "\u{b}X-Evil: 1\u{c}",
    "\0",
    "\u{7f}\u{1b}[31m",
    "=?utf-8?q?=0D=0ABcc:_evil@example.org?=",
    "=?UTF-8?B?DQpCY2M6IGV2aWxAZXhhbXBsZS5vcmc=?=",
    "=?utf-8?q?a?= =?utf-8?q?b?=",
    "\" <evil@example.org>, \"",
    "evil@example.org, ",
    "<evil@example.org>",
    "evil@example.org",
    "\\\" <evil@example.org>",
    "a\\",
    "\"",
    "(evil@example.org)",
    "(",
    ")",
    ", ; : @ [ ] \\ ( ) < >",
    "undisclosed: evil@example.org;",
    "a;b:c",
    "--=_01950000000070008000000000000001_mixed",
    "--=_01950000000070008000000000000001_alternative--",
    "\n--=_01950000000070008000000000000001_mixed\nContent-Type: text/html\n\n<script>",
    "\n--=_01950000000070008000000000000001_alternative--\n",
    "\n.\nMAIL FROM:<evil@example.org>",
    "\r\n.\r\nQUIT",
    ".",
    "..",
    "From evil",
    "\nFrom evil@example.org Mon Mar  2 12:00:00 2026\n",
    "ü",
    "日本語のとても長い名前",
    "😀👩‍👩‍👧\u{202e}gnp.exe",
    "e\u{301}\u{301}\u{301}\u{301}\u{301}",
    "\u{feff}\u{200b}\u{200f}",
    "a  b   c",
    "tab\tbed",
    "=0D=0A=20",
    "%0d%0aBcc: evil@example.org",
];

/// The piece as a value of this type, if it can be one: the types refuse control characters already, and what comes through
/// must do no harm by itself.
fn as_name(text: &str) -> Option<Name> {
    text.parse().ok()
}

/// Each piece in one field after the other, and a long text of them in all fields.
fn cases() -> Vec<(String, Notification)> {
    let mut cases = Vec::new();
    let mut pieces: Vec<String> = HOSTILE.iter().map(|piece| (*piece).to_owned()).collect();
    pieces.push("a".repeat(200));
    pieces.push("ü".repeat(200));
    pieces.push("😀".repeat(200));
    pieces.push("x ".repeat(90));
    pieces.push("\"<".repeat(90));
    for piece in &pieces {
        let mut case = |field: &str, change: &dyn Fn(&mut Notification) -> Option<()>| {
            let mut about = notification();
            if change(&mut about).is_some() {
                cases.push((format!("{field}: {piece:?}"), about));
            }
        };
        case("the reader's name", &|about| {
            about.to.name = Some(as_name(piece)?);
            Some(())
        });
        case("the tenant's name", &|about| {
            about.letterhead.name = as_name(piece)?;
            Some(())
        });
        case("the brand's name", &|about| {
            about.letterhead.branding.display_name = Some(as_name(piece)?);
            Some(())
        });
        case("the host's name", &|about| {
            about.booking.snapshot.host_name = as_name(piece)?;
            Some(())
        });
        case("the invitee's name", &|about| {
            about.booking.invitee.name = as_name(piece)?;
            about.audience = Audience::Host;
            Some(())
        });
        case("the title", &|about| {
            about.booking.snapshot.event_type_name = as_name(piece)?;
            Some(())
        });
        case("the notes", &|about| {
            about.booking.invitee.notes = Some(piece.parse::<LongText>().ok()?);
            about.audience = Audience::Host;
            Some(())
        });
        case("an imported UID", &|about| {
            about.booking.ical_uid = piece.parse::<ShortText>().ok()?;
            Some(())
        });
    }
    let notes = LongText::try_from(pieces.join("\n").replace(|c: char| c.is_control() && c != '\n' && c != '\t', ""));
    let mut about = notification();
    about.booking.invitee.notes = Some(notes.unwrap());
    about.audience = Audience::Host;
    cases.push(("all pieces in the notes".to_owned(), about));
    cases
}

/// The fields of every mail, in their order.
const FIELDS: [&str; 12] = [
    "content-type",
    "from",
    "to",
    "subject",
    "date",
    "message-id",
    "in-reply-to",
    "references",
    "auto-submitted",
    "content-language",
    "mime-version",
    "reply-to",
];

#[tokio::test]
async fn no_text_adds_a_header_a_recipient_or_a_part() {
    let cases = cases();
    assert!(cases.len() > 250, "{}", cases.len());
    let mut mails = Vec::new();
    for (_, about) in &cases {
        mails.push(written(about.clone()).await.unwrap());
    }
    for ((case, about), mail) in cases.iter().zip(read_mails(&mails)) {
        assert_eq!(mail["defects"], json!([]), "{case}");
        assert_eq!(mail["names"], json!(FIELDS), "{case}");
        let brand = about.letterhead.branding.display_name.as_ref().unwrap_or(&about.letterhead.name);
        assert_eq!(unspaced(&mail["from"]), one(brand, "book@scheduling.test"), "{case}");
        assert_eq!(unspaced(&mail["to"]), one(about.to.name.as_ref().unwrap(), "grace@invitees.example"), "{case}");
        let other = match about.audience {
            Audience::Host => one(&about.booking.invitee.name, "grace@invitees.example"),
            _ => one(&about.booking.snapshot.host_name, "ada@hosts.example"),
        };
        assert_eq!(unspaced(&mail["reply_to"]), other, "{case}");
        let subject = bare(mail["fields"]["subject"].as_str().unwrap());
        // A long title is cut.
        let title: String = bare(about.booking.snapshot.event_type_name.as_str()).chars().take(25).collect();
        assert!(subject.contains(&title), "{case}: {subject}");
        assert_body(case, about, &mail);
        assert!(mail["longest_line"].as_u64().unwrap() <= 78, "{case}");
        assert_eq!((&mail["is_ascii"], &mail["bare_line_ends"]), (&json!(true), &json!(0)), "{case}");
        assert_eq!((&mail["preamble"], &mail["epilogue"]), (&Value::Null, &json!("")), "{case}");
    }
}

fn assert_body(case: &str, about: &Notification, mail: &Value) {
    let body = &mail["body"];
    let types = |part: &Value| {
        let parts = part["parts"].as_array().unwrap();
        parts.iter().map(|part| part["type"].as_str().unwrap().to_owned()).collect::<Vec<_>>()
    };
    assert_eq!(types(body), ["multipart/alternative", "application/ics"], "{case}");
    assert_eq!(types(&body["parts"][0]), ["text/plain", "text/html", "text/calendar"], "{case}");
    for part in body["parts"][0]["parts"].as_array().unwrap().iter().chain([&body["parts"][1]]) {
        assert_eq!(part["defects"], json!([]), "{case}");
    }
    let text = bare(body["parts"][0]["parts"][0]["text"].as_str().unwrap());
    let notes = bare(about.booking.invitee.notes.as_ref().unwrap().as_str());
    // They are written for the host.
    assert_eq!(text.contains(&notes), about.audience == Audience::Host, "{case}: {text:?}");
}

fn one(name: &Name, address: &str) -> Value {
    unspaced(&json!([[name.as_str(), address]]))
}

/// People without the spaces of their names: between two encoded words of a name, which have none (RFC 2047, section 6.2), the
/// parser of Python 3.11 puts one. And without what turns the direction, which no name in a header has.
fn unspaced(people: &Value) -> Value {
    let people = people.as_array().unwrap().iter().map(|person| {
        let turns = |c: &char| matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
        let name: String = person[0].as_str().unwrap().chars().filter(|c| !c.is_whitespace() && !turns(c)).collect();
        json!([name, person[1]])
    });
    people.collect()
}

/// What a text says, without what a layout may add or take away: white space, and marks of direction.
fn bare(text: &str) -> String {
    let is_mark = |c| matches!(c, '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}');
    text.chars().filter(|c| !c.is_whitespace() && !is_mark(*c)).collect()
}

#[tokio::test]
async fn a_long_address_and_a_long_link_are_not_cut() {
    let address = format!("{}@{}.example", "a".repeat(64), "b".repeat(60));
    let mut about = notification();
    about.kind = NotificationKind::Reminder;
    about.to = Mailbox { name: Some("ü".repeat(200).parse().unwrap()), email: address.parse().unwrap() };
    let link = format!("https://book.example.org/{}?\r\nBcc: evil@example.org\"<>", "x".repeat(300));
    about.links.unsubscribe = Some(link);
    let mail = read_mails(&[written(about).await.unwrap()]).remove(0);
    assert_eq!(mail["to"][0][1], address);
    let unsubscribe = mail["fields"]["list-unsubscribe"].as_str().unwrap();
    assert!(unsubscribe.ends_with("x?Bcc:%20evil@example.org%22%3C%3E>"), "{unsubscribe}");
    assert_eq!(mail["fields"].get("bcc"), None);
    assert!(mail["longest_line"].as_u64().unwrap() <= 998);
}
