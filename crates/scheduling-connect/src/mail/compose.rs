//! A mail as it goes over the wire (RFC 5322, MIME).
//!
//! ```text
//! multipart/mixed
//! ├─ multipart/alternative
//! │  ├─ text/plain
//! │  ├─ text/html
//! │  └─ text/calendar; method=…     Gmail and Outlook act upon it; the last alternative is what they prefer
//! ├─ application/ics; invite.ics    Apple Mail, Thunderbird and people take it from here
//! └─ application/ics; meetings.ics  the other meetings of a series, if there are any: people take them from here
//! ```
//!
//! Without a calendar message the alternatives are all there is. The calendar's method stands in its media type as well (RFC
//! 6047, section 2.4): Outlook shows a message without it as a text. The attachment has no method and another media type, so
//! that programs which read both do not take it for a second invitation.
//!
//! The same delivery at the same time makes the same bytes. All is 7-bit but an address beyond ASCII. No text can begin a
//! part: boundaries have `=_`, which neither quoted-printable nor base64 can contain (RFC 2045, section 6.7).

use jiff::{fmt::rfc2822, tz::TimeZone};
use lettre::message::{
    Body as Encoded, MultiPart, SinglePart,
    header::{ContentDisposition, ContentTransferEncoding, ContentType},
};
use scheduling_core::{Audience, Notification, NotificationKind};
use scheduling_engine::{Parcel, Undelivered};
use scheduling_render::mail::{Attachment, Mail, TemplateError, mail};
use sha2::{Digest as _, Sha256};
use url::Url;

use super::{
    address::{Address, Sender},
    header::{field, mailbox, text},
};
use crate::failure::give_up;

/// A mail, ready to be sent.
pub(super) struct Letter {
    /// Who gets it, and nobody else.
    pub(super) to: Address,
    /// With CRLF.
    pub(super) bytes: Vec<u8>,
    /// What is wrong with the tenant's template, in whose place the product's text stands.
    pub(super) remark: Option<String>,
}

/// Writes the mail.
pub(super) fn compose(parcel: &Parcel, about: &Notification, sender: &Sender) -> Result<Letter, Undelivered> {
    let to = Address::of_reader(&about.to.email)?;
    let said = mail(about).map_err(|error| give_up(error.to_string()))?;
    for refused in &said.refused {
        tracing::warn!(delivery = %parcel.delivery, kind = %about.kind, %refused, "a template failed; the product's text is sent");
    }
    let remark = remark(&said.refused);
    let id = parcel.delivery;
    let thread = thread(about, sender);
    let name = about.letterhead.branding.display_name.as_ref().unwrap_or(&about.letterhead.name);
    let written = rfc2822::to_string(&parcel.at.to_zoned(TimeZone::UTC));
    let date = written.map_err(|_| give_up("the time cannot be written in a mail"))?;

    let mut fields = vec![
        field("From", mailbox(Some(name.as_str()), sender.address())),
        field("To", mailbox(about.to.name.as_ref().map(scheduling_core::Name::as_str), &to)),
        field("Subject", text(&said.subject)),
        field("Date", date),
        field("Message-ID", format!("<{id}@{}>", sender.domain())),
        field("In-Reply-To", thread.clone()),
        field("References", thread),
        // Answering machines do not answer (RFC 3834, section 5).
        field("Auto-Submitted", "auto-generated".to_owned()),
        field("Content-Language", about.locale.as_str().to_owned()),
        field("MIME-Version", "1.0".to_owned()),
    ];
    if let Some(other) = reply_to(about, &to) {
        fields.push(field("Reply-To", other));
    }
    if let (NotificationKind::Reminder, Some(link)) = (about.kind, &about.links.unsubscribe) {
        let link = Url::parse(link).map_err(|_| give_up("the link to unsubscribe is not an address"))?;
        fields.push(field("List-Unsubscribe", format!("<{link}>")));
        // One click is for HTTPS only (RFC 8058, section 3.1).
        if link.scheme() == "https" {
            fields.push(field("List-Unsubscribe-Post", "List-Unsubscribe=One-Click".to_owned()));
        }
    }
    let mut whole = parts(said, &id.as_uuid().simple().to_string())?;
    for field in fields {
        whole.headers_mut().insert_raw(field);
    }
    Ok(Letter { to, bytes: whole.formatted(), remark })
}

fn remark(refused: &[TemplateError]) -> Option<String> {
    let each: Vec<String> = refused.iter().map(ToString::to_string).collect();
    let all = each.join("; ");
    (!each.is_empty()).then(|| format!("the template failed, and the product's text was sent in its place: {all}"))
}

/// The mail that all mails about one meeting seem to answer to, so that they are shown together. It was never sent. The UID
/// of an imported meeting may hold anything, and its hash cannot.
fn thread(about: &Notification, sender: &Sender) -> String {
    let hash = Sha256::digest(about.booking.ical_uid.as_str());
    let short = hash.iter().take(16).fold(0_u128, |short, byte| short << 8 | u128::from(*byte));
    format!("<{short:032x}.thread@{}>", sender.domain())
}

/// The other side of the meeting. Left out where writing it would need a server that takes addresses beyond ASCII, and the
/// reader's own does not need one: a mail without it is better than none.
fn reply_to(about: &Notification, to: &Address) -> Option<String> {
    let booking = &about.booking;
    let (name, email) = match about.audience {
        Audience::Invitee | Audience::Guest => (&booking.snapshot.host_name, &booking.snapshot.host_email),
        Audience::Host => (&booking.invitee.name, &booking.invitee.email),
    };
    let address = Address::of_reader(email).ok()?;
    (address.is_ascii() || !to.is_ascii()).then(|| mailbox(Some(name.as_str()), &address))
}

fn parts(said: Mail, id: &str) -> Result<MultiPart, Undelivered> {
    let alternatives = MultiPart::alternative()
        .boundary(format!("=_{id}_alternative"))
        .singlepart(readable("text/plain; charset=utf-8", said.text)?)
        .singlepart(readable("text/html; charset=utf-8", said.html)?);
    let Some(Attachment { method, ics }) = said.calendar else { return Ok(alternatives) };
    let media = format!("text/calendar; charset=utf-8; method={method}");
    let invitation = part(&media)?.body(in_base64(&ics)?);
    let mixed = MultiPart::mixed().boundary(format!("=_{id}_mixed"));
    let mixed = mixed.multipart(alternatives.singlepart(invitation)).singlepart(attached("invite.ics", &ics)?);
    Ok(match said.meetings {
        Some(meetings) => mixed.singlepart(attached("meetings.ics", &meetings)?),
        None => mixed,
    })
}

fn attached(name: &str, ics: &str) -> Result<SinglePart, Undelivered> {
    let file = part(&format!("application/ics; name=\"{name}\""))?;
    Ok(file.header(ContentDisposition::attachment(name)).body(in_base64(ics)?))
}

/// Quoted-printable whatever the text is: with base64 spam filters count the words they cannot see.
fn readable(media: &str, text: String) -> Result<SinglePart, Undelivered> {
    let text = Encoded::new_with_encoding(text, ContentTransferEncoding::QuotedPrintable);
    Ok(part(media)?.body(text.map_err(|_| unwritable())?))
}

/// As bytes: a calendar message has its line ends already.
fn in_base64(ics: &str) -> Result<Encoded, Undelivered> {
    let bytes = Encoded::new_with_encoding(ics.as_bytes().to_vec(), ContentTransferEncoding::Base64);
    bytes.map_err(|_| unwritable())
}

fn part(media: &str) -> Result<lettre::message::SinglePartBuilder, Undelivered> {
    Ok(SinglePart::builder().content_type(ContentType::parse(media).map_err(|_| unwritable())?))
}

fn unwritable() -> Undelivered {
    give_up("the mail cannot be written")
}
