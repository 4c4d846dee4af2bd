//! Links by which a meeting is put into somebody's calendar on the web.

use form_urlencoded::Serializer;
use jiff::Timestamp;
use scheduling_core::{Booking, Name, ShortText};

/// The calendars that have such links, and the one of each for this meeting.
pub(super) fn links(booking: &Booking) -> [(&'static str, String); 2] {
    let snapshot = &booking.snapshot;
    let title = format!("{} – {}", snapshot.event_type_name, snapshot.host_name);
    let (value, name) = (&snapshot.location.value, &snapshot.location.display_name);
    let place = value.as_ref().map(ShortText::as_str).or(name.as_ref().map(Name::as_str)).unwrap_or_default();
    let (start, end) = (booking.meeting.start, booking.meeting.end);
    let basic = |at: Timestamp| at.strftime("%Y%m%dT%H%M%SZ").to_string();
    let dates = format!("{}/{}", basic(start), basic(end));
    let google = [("action", "TEMPLATE"), ("text", &title), ("dates", &dates), ("location", place)];
    let (start, end) = (start.strftime("%FT%TZ").to_string(), end.strftime("%FT%TZ").to_string());
    let outlook = [
        ("path", "/calendar/action/compose"),
        ("rru", "addevent"),
        ("subject", &title),
        ("startdt", &start),
        ("enddt", &end),
        ("location", place),
    ];
    [
        ("Google", link("https://calendar.google.com/calendar/render", &google)),
        ("Outlook", link("https://outlook.live.com/calendar/0/deeplink/compose", &outlook)),
    ]
}

fn link(page: &str, query: &[(&str, &str)]) -> String {
    format!("{page}?{}", Serializer::new(String::new()).extend_pairs(query).finish())
}

#[cfg(test)]
mod tests {
    use scheduling_core::{Audience, Locale, NotificationKind};

    use super::*;

    #[test]
    fn a_link_says_what_is_booked_and_nothing_else() {
        let sample = crate::mail::sample(NotificationKind::Confirmation, Audience::Invitee, Locale::En).unwrap();
        let mut booking = sample.booking;
        booking.snapshot.event_type_name = "A & B?=#".parse().unwrap();
        let [(_, google), (_, outlook)] = links(&booking);
        let said = |link: &str, name: &str| {
            let query = link.split_once('?').unwrap().1;
            form_urlencoded::parse(query.as_bytes()).find(|(known, _)| known == name).unwrap().1.into_owned()
        };
        let title = "A & B?=# – Ada Lovelace";
        assert_eq!((said(&google, "text").as_str(), said(&outlook, "subject").as_str()), (title, title));
        assert_eq!(said(&outlook, "startdt"), booking.meeting.start.to_string());
        let compact = booking.meeting.start.to_string().replace(['-', ':'], "");
        assert!(said(&google, "dates").starts_with(&format!("{compact}/")), "{google}");
        assert!(!google.contains("example.com%2Fgrace") && !google.contains(booking.invitee.email.as_str()));
    }
}
