//! What a booking is about: the part that all pages about one have.

use jiff::Timestamp;
use maud::{Markup, html};
use scheduling_core::{
    AnswerValue, Booking, BookingState, DeclineCause, Host, Location, LocationKind, LongText, Name, ShortText, Zone,
};

use super::words::{Words, date, time, zone_name};

/// What is booked, as its invitee sees it, with the other hosts of a collective meeting.
pub(super) fn for_invitee(words: &Words, booking: &Booking, co_hosts: &[Host]) -> Markup {
    html! {
        dl {
            (entry(words.what, booking.snapshot.event_type_name.as_str()))
            (entry(words.with, booking.snapshot.host_name.as_str()))
            @for host in co_hosts { dd.text dir="auto" { (host.profile.display_name.as_str()) } }
            (when(words, booking, &booking.invitee.zone))
            (place(words, &booking.snapshot.location))
            (state(words, booking))
        }
    }
}

/// What is asked for, as a host sees it: with all that the invitee has said.
pub(super) fn for_host(words: &Words, booking: &Booking, zone: &Zone) -> Markup {
    let invitee = &booking.invitee;
    html! {
        dl {
            (entry(words.what, booking.snapshot.event_type_name.as_str()))
            (entry(words.invitee, invitee.name.as_str()))
            (entry(words.address, invitee.email.as_str()))
            @if let Some(phone) = &invitee.phone { (entry(words.phone, phone.as_str())) }
            @if !invitee.guests.is_empty() {
                dt { (words.guests) }
                @for guest in &invitee.guests { dd { bdi { (guest.as_str()) } } }
            }
            (when(words, booking, zone))
            (place(words, &booking.snapshot.location))
            @if let Some(notes) = &invitee.notes { (entry(words.notes, notes.as_str())) }
            @for answer in &invitee.answers {
                (entry(answer.label.as_str(), match &answer.value {
                    AnswerValue::Checked(true) => words.yes,
                    AnswerValue::Checked(false) => words.no,
                    AnswerValue::Text(text) => text.as_str(),
                }))
            }
        }
    }
}

/// The same once it is decided: nothing of the invitee is told any more.
pub(super) fn in_short(words: &Words, booking: &Booking, zone: &Zone) -> Markup {
    html! {
        dl {
            (entry(words.what, booking.snapshot.event_type_name.as_str()))
            (when(words, booking, zone))
        }
    }
}

/// When it is, with the zone.
pub(super) fn when(words: &Words, booking: &Booking, zone: &Zone) -> Markup {
    let (start, end) = (booking.meeting.start, booking.meeting.end);
    let gone = !booking.state.status().is_live();
    let times = html! {
        time datetime=(start) { (date(start, zone)) ", " (time(start, zone)) }
        " – "
        time datetime=(end) {
            @if zone.date_of(start) != zone.date_of(end) { (date(end, zone)) ", " }
            (time(end, zone))
        }
    };
    html! {
        dt { (words.when) }
        dd {
            @if gone { s { (times) } } @else { (times) }
            " " span.zone { "(" (zone_name(start, zone)) ")" }
        }
    }
}

fn entry(name: &str, value: &str) -> Markup {
    html! { dt dir="auto" { (name) } dd.text dir="auto" { (value) } }
}

fn state(words: &Words, booking: &Booking) -> Markup {
    let status = booking.state.status();
    html! {
        dt { (words.state) }
        dd { span.state.(status.as_str()) { (said(words, booking)) } }
        @if let Some(until) = awaits_address(booking) {
            @let zone = &booking.invitee.zone;
            dt { (words.address_until) }
            dd { time datetime=(until) { (date(until, zone)) ", " (time(until, zone)) } }
        }
        @if let Some(reason) = given_reason(booking) { (entry(words.reason, reason.as_str())) }
    }
}

/// Where it is in its life. Of one whose address is not confirmed, that is what it waits for, or has waited for.
fn said(words: &Words, booking: &Booking) -> &'static str {
    match &booking.state {
        BookingState::Pending { .. } if booking.awaits_address => words.address_status,
        BookingState::Declined(decline) if booking.awaits_address && decline.cause == DeclineCause::Expired => {
            words.address_lapsed
        }
        state => (words.status)(state.status()),
    }
}

/// Until when its address can be confirmed, if that is what it waits for.
pub(super) fn awaits_address(booking: &Booking) -> Option<Timestamp> {
    match booking.state {
        BookingState::Pending { expires_at } if booking.awaits_address => Some(expires_at),
        _ => None,
    }
}

/// Why it does not take place, if anybody said.
fn given_reason(booking: &Booking) -> Option<&LongText> {
    match &booking.state {
        BookingState::Cancelled(cancellation) => cancellation.reason.as_ref(),
        BookingState::Declined(decline) => decline.reason.as_ref(),
        BookingState::Rescheduled(moved) => moved.reason.as_ref(),
        BookingState::Pending { .. } | BookingState::Confirmed | BookingState::Completed | BookingState::NoShow => None,
    }
}

/// Where it is: the name of the place, and the address, number or link.
pub(super) fn place(words: &Words, location: &Location) -> Markup {
    let service = match location.kind {
        LocationKind::GoogleMeet => Some("Google Meet"),
        LocationKind::Zoom => Some("Zoom"),
        LocationKind::Phone | LocationKind::InPerson | LocationKind::Custom => None,
    };
    let value = location.value.as_ref().map(ShortText::as_str);
    let name = location.display_name.as_ref().map(Name::as_str);
    let name = name.or(service.filter(|_| value.is_none()));
    // What is no web address is no link, whatever a browser would make of it.
    let is_link = |value: &str| ["https://", "http://"].iter().any(|scheme| value.starts_with(scheme));
    html! {
        @if name.is_some() || value.is_some() {
            dt { (words.place) }
            dd.text dir="auto" {
                @if let Some(name) = name { (name) @if value.is_some() { ", " } }
                @if let Some(value) = value {
                    @if is_link(value) { a href=(value) rel="noreferrer noopener nofollow" { (value) } } @else { (value) }
                }
            }
        }
    }
}
