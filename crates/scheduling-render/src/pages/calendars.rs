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
    use scheduling_core::BookingState;

    use super::*;

    #[test]
    fn a_link_says_what_is_booked_and_nothing_else() {
        let mut booking = scheduling_core::Booking { ..crate::pages::sample(BookingState::Confirmed) };
        booking.snapshot.event_type_name = "A & B?=#".parse().unwrap();
        let [(_, google), (_, outlook)] = links(&booking);
        let of = |link: &str| -> Vec<(String, String)> {
            form_urlencoded::parse(link.split_once('?').unwrap().1.as_bytes()).into_owned().collect()
        };
        let title = format!("A & B?=# – {}", booking.snapshot.host_name);
        assert!(of(&google).contains(&("text".to_owned(), title.clone())), "{google}");
        assert!(of(&google).contains(&("dates".to_owned(), "20260316T130000Z/20260316T133000Z".to_owned())), "{google}");
        assert!(of(&outlook).contains(&("subject".to_owned(), title)), "{outlook}");
        assert!(of(&outlook).contains(&("startdt".to_owned(), "2026-03-16T13:00:00Z".to_owned())), "{outlook}");
    }
}
