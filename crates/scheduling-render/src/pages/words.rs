//! Everything that the pages say, in one place, so that the messages of other languages can take its. It must not know how
//! a page is built.

use jiff::{Timestamp, civil::Date};
use scheduling_core::{BookingStatus, Locale, Zone};

use super::Obstacle;

/// The texts of one language.
pub(super) struct Words {
    pub(super) what: &'static str,
    pub(super) with: &'static str,
    pub(super) when: &'static str,
    pub(super) place: &'static str,
    pub(super) invitee: &'static str,
    pub(super) address: &'static str,
    pub(super) phone: &'static str,
    pub(super) guests: &'static str,
    pub(super) notes: &'static str,
    pub(super) state: &'static str,
    pub(super) reason: &'static str,
    pub(super) reason_if_any: &'static str,
    pub(super) yes: &'static str,
    pub(super) no: &'static str,
    pub(super) your_meeting: &'static str,
    pub(super) add_to_calendar: &'static str,
    pub(super) cancel_meeting: &'static str,
    pub(super) cancel_question: &'static str,
    pub(super) cancel_explained: &'static str,
    pub(super) keep_meeting: &'static str,
    pub(super) move_meeting: &'static str,
    pub(super) move_explained: &'static str,
    pub(super) move_to_this: &'static str,
    pub(super) earlier: &'static str,
    pub(super) later: &'static str,
    pub(super) nothing_free: &'static str,
    pub(super) approve_title: &'static str,
    pub(super) approve_question: &'static str,
    pub(super) approve: &'static str,
    pub(super) decline_title: &'static str,
    pub(super) decline_question: &'static str,
    pub(super) decline: &'static str,
    pub(super) decline_instead: &'static str,
    pub(super) approve_instead: &'static str,
    pub(super) decided_before: &'static str,
    pub(super) reminders_title: &'static str,
    pub(super) reminders_question: &'static str,
    pub(super) reminders_off: &'static str,
    pub(super) no_more_reminders: &'static str,
    pub(super) address_title: &'static str,
    pub(super) address_question: &'static str,
    pub(super) address_explained: &'static str,
    pub(super) address_of_series: &'static str,
    pub(super) address_confirmed: &'static str,
    pub(super) address_awaited: &'static str,
    pub(super) address_status: &'static str,
    pub(super) address_until: &'static str,
    pub(super) address_lapsed: &'static str,
    pub(super) confirm_address: &'static str,
    pub(super) back_to_meeting: &'static str,
    pub(super) moved: &'static str,
    /// Where a booking is in its life.
    pub(super) status: fn(BookingStatus) -> &'static str,
    /// What has become of a booking that waited for approval.
    pub(super) decided: fn(BookingStatus) -> &'static str,
    /// What stands in the way of what somebody wants: a heading, and a sentence.
    pub(super) obstacle: fn(Obstacle) -> (&'static str, &'static str),
}

const EN: Words = Words {
    what: "What",
    with: "With",
    when: "When",
    place: "Where",
    invitee: "Who",
    address: "E-mail",
    phone: "Phone",
    guests: "Guests",
    notes: "Notes",
    state: "Status",
    reason: "Reason",
    reason_if_any: "Reason (if you like)",
    yes: "Yes",
    no: "No",
    your_meeting: "Your meeting",
    add_to_calendar: "Add to calendar",
    cancel_meeting: "Cancel the meeting",
    cancel_question: "Cancel this meeting?",
    cancel_explained: "The time is given up, and everybody who takes part is told.",
    keep_meeting: "Keep it",
    move_meeting: "Choose another time",
    move_explained: "Until you have chosen, the meeting stays where it is.",
    move_to_this: "Move the meeting",
    earlier: "Earlier",
    later: "Later",
    nothing_free: "There are no free times here.",
    approve_title: "Approve a booking",
    approve_question: "Approve this booking?",
    approve: "Approve",
    decline_title: "Decline a booking",
    decline_question: "Decline this booking?",
    decline: "Decline",
    decline_instead: "Decline instead",
    approve_instead: "Approve instead",
    decided_before: "This was settled before.",
    reminders_title: "Reminders",
    reminders_question: "Get no more reminders of this meeting?",
    reminders_off: "You get no more reminders of this meeting. It takes place as before.",
    no_more_reminders: "No more reminders",
    address_title: "E-mail address",
    address_question: "Confirm your e-mail address?",
    address_explained: "The meeting counts only once you have confirmed that this booking is yours.",
    address_of_series: "This confirms all meetings that were booked together with it.",
    address_confirmed: "Your e-mail address is confirmed.",
    address_awaited: "This meeting does not count yet. Please confirm your e-mail address with the link in the message \
        that we have sent you; otherwise the time is given up.",
    address_status: "Waits for your e-mail address to be confirmed",
    address_until: "Confirm by",
    address_lapsed: "The e-mail address was not confirmed in time",
    confirm_address: "Confirm",
    back_to_meeting: "Back to the meeting",
    moved: "This meeting was moved to another time. The message about that has the link to it.",
    status: status_in_english,
    decided: decided_in_english,
    obstacle: obstacle_in_english,
};

impl Words {
    /// Those of a language.
    pub(super) const fn of(locale: Locale) -> &'static Self {
        match locale {
            Locale::En | Locale::De | Locale::Fr | Locale::Es | Locale::PtBr => &EN,
        }
    }

    /// The language in which the texts are, as HTML names it.
    pub(super) const fn language(_: Locale) -> &'static str {
        Locale::En.as_str()
    }
}

const fn status_in_english(status: BookingStatus) -> &'static str {
    match status {
        BookingStatus::Pending => "Waits for approval",
        BookingStatus::Confirmed => "Confirmed",
        BookingStatus::Declined => "Declined",
        BookingStatus::Cancelled => "Cancelled",
        BookingStatus::Rescheduled => "Moved",
        BookingStatus::Completed => "Took place",
        BookingStatus::NoShow => "Missed",
    }
}

const fn decided_in_english(status: BookingStatus) -> &'static str {
    match status {
        BookingStatus::Pending => "The booking waits for approval.",
        BookingStatus::Confirmed => "The booking is approved. The meeting takes place.",
        BookingStatus::Declined => "The booking was declined. The meeting does not take place.",
        BookingStatus::Cancelled => "The meeting was cancelled.",
        BookingStatus::Rescheduled => "The meeting was moved to another time.",
        BookingStatus::Completed => "The meeting took place.",
        BookingStatus::NoShow => "The invitee did not come.",
    }
}

const fn obstacle_in_english(obstacle: Obstacle) -> (&'static str, &'static str) {
    match obstacle {
        Obstacle::NotFound => (
            "There is nothing here",
            "The link may be incomplete, or it works no more. Please use the one in the newest message about the meeting.",
        ),
        Obstacle::Over => ("The meeting is over", "Nothing can be changed about it any more."),
        Obstacle::AlreadyCancelled => ("The meeting is cancelled already", "There is nothing left to be done."),
        Obstacle::Moved => (
            "The meeting was moved",
            "It has another time. The message about that has the link to it; this one changes nothing any more.",
        ),
        Obstacle::Declined => ("The booking was declined", "The meeting does not take place."),
        Obstacle::Expired => ("The booking was not confirmed in time", "The meeting does not take place."),
        Obstacle::AlreadyConfirmed => ("The booking is confirmed", "The meeting takes place."),
        Obstacle::CutoffPassed => (
            "It is too late for that",
            "The meeting is too close to be changed here. Please get in touch with whom you are meeting.",
        ),
        Obstacle::NotOffered => {
            ("No other time can be chosen", "Meetings of this kind are not offered any more. This one stays as it is.")
        }
        Obstacle::SlotGone => {
            ("That time has just been taken", "Your meeting is unchanged. Please choose another time.")
        }
        Obstacle::SameTime => ("The meeting is at that time already", "Please choose another one."),
        Obstacle::NothingChosen => ("No time was chosen", "Please choose one of these."),
        Obstacle::Unreadable => {
            ("That could not be read", "A reason has at most 5000 characters, and none that cannot be printed.")
        }
        Obstacle::SentBefore => {
            ("This was sent before", "It was done then. Please look at the meeting before you change something else.")
        }
        Obstacle::TooMany => ("That was too often", "Please wait a minute, and try again."),
        Obstacle::Busy => ("There is much going on", "Nothing was changed. Please try again in a moment."),
        Obstacle::NotPossible => ("That is not possible", "Nothing was changed."),
        Obstacle::Failed => ("Something went wrong", "It is our fault. Please try again later."),
    }
}

/// A date, with its weekday.
pub(super) fn date(at: Timestamp, zone: &Zone) -> String {
    long_date(zone.date_of(at))
}

/// The same of one that no instant belongs to.
pub(super) fn long_date(date: Date) -> String {
    date.strftime("%A, %-d %B %Y").to_string()
}

/// What clocks show.
pub(super) fn time(at: Timestamp, zone: &Zone) -> String {
    at.to_zoned(zone.as_jiff().clone()).strftime("%H:%M").to_string()
}

/// How far a zone's clocks are from UTC at an instant, such as `UTC+5:30`.
pub(super) fn offset(at: Timestamp, zone: &Zone) -> String {
    let seconds = zone.as_jiff().to_offset(at).seconds();
    let (sign, minutes) = (if seconds < 0 { '−' } else { '+' }, seconds.abs() / 60);
    match (minutes / 60, minutes % 60) {
        (0, 0) => "UTC".to_owned(),
        (hours, 0) => format!("UTC{sign}{hours}"),
        (hours, minutes) => format!("UTC{sign}{hours}:{minutes:02}"),
    }
}

/// A zone, and where its clocks are at an instant.
pub(super) fn zone_name(at: Timestamp, zone: &Zone) -> String {
    match (zone.name(), offset(at, zone)) {
        (name, offset) if name == offset => offset,
        (name, offset) => format!("{}, {offset}", name.replace('_', " ")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_zone_is_named_with_its_offset_at_that_time() {
        let at = |text: &str| text.parse::<Timestamp>().unwrap();
        let named = |zone: &str, instant| zone_name(at(instant), &zone.parse().unwrap());
        assert_eq!(named("America/New_York", "2026-03-02T12:00:00Z"), "America/New York, UTC−5");
        assert_eq!(named("America/New_York", "2026-03-16T12:00:00Z"), "America/New York, UTC−4");
        assert_eq!(named("Asia/Kolkata", "2026-03-16T12:00:00Z"), "Asia/Kolkata, UTC+5:30");
        assert_eq!(named("Europe/London", "2026-03-16T12:00:00Z"), "Europe/London, UTC");
        assert_eq!(named("UTC", "2026-03-16T12:00:00Z"), "UTC");
    }
}
