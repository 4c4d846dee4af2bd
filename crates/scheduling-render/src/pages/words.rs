//! Everything that the pages say, in one place, so that the messages of other languages can take its. It must not know how
//! a page is built.

use std::collections::BTreeMap;

use jiff::{SignedDuration, Timestamp, civil::Date};
use scheduling_core::{BookingStatus, Locale, Minutes, Zone, slots::Slot};

use super::{Clock, FieldProblem, Obstacle};

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
    pub(super) duration: &'static str,
    pub(super) needs_approval: &'static str,
    pub(super) needs_address: &'static str,
    pub(super) nothing_offered: &'static str,
    pub(super) choose_what: &'static str,
    pub(super) choose_host: &'static str,
    pub(super) teams: &'static str,
    pub(super) people: &'static str,
    pub(super) choose_time: &'static str,
    pub(super) choose_date: &'static str,
    pub(super) times_in: &'static str,
    pub(super) change_zone: &'static str,
    pub(super) zone: &'static str,
    pub(super) clock: &'static str,
    pub(super) hours_24: &'static str,
    pub(super) hours_12: &'static str,
    pub(super) apply: &'static str,
    pub(super) months: &'static str,
    pub(super) month_before: &'static str,
    pub(super) month_after: &'static str,
    pub(super) nothing_in_month: &'static str,
    pub(super) nothing_at_all: &'static str,
    pub(super) next_free: &'static str,
    /// What was free when the page was asked for, at `{}`.
    pub(super) no_longer_free: &'static str,
    pub(super) other_times: &'static str,
    pub(super) your_details: &'static str,
    pub(super) free_instead: &'static str,
    pub(super) book_it: &'static str,
    pub(super) ask_for_it: &'static str,
    pub(super) your_name: &'static str,
    pub(super) your_email: &'static str,
    pub(super) your_phone: &'static str,
    pub(super) your_notes: &'static str,
    pub(super) guests_by_line: &'static str,
    pub(super) optional: &'static str,
    pub(super) mail_follows: &'static str,
    pub(super) add_to: &'static str,
    /// What is said to whoever has just booked.
    pub(super) booked: fn(BookingStatus) -> &'static str,
    /// The days of a week from Monday: short, and in full.
    pub(super) weekdays: [(&'static str, &'static str); 7],
    /// How long something lasts.
    pub(super) lasts: fn(Minutes) -> String,
    /// How many times are free.
    pub(super) free_times: fn(usize) -> String,
    /// For how long a time is kept.
    pub(super) kept_for: fn(SignedDuration) -> String,
    /// The same with a clock that runs, at `{}`; and what is said in its course.
    pub(super) kept_clock: &'static str,
    pub(super) kept_a_minute: &'static str,
    pub(super) kept_no_more: &'static str,
    /// What is wrong with what was typed.
    pub(super) wrong_field: fn(FieldProblem) -> &'static str,
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
    duration: "Length",
    needs_approval: "The booking is approved by hand. You will get an e-mail either way.",
    needs_address: "You will get an e-mail with a link. The booking counts once you have opened it and confirmed.",
    nothing_offered: "Nothing can be booked here at the moment.",
    choose_what: "What would you like to book?",
    choose_host: "Whom would you like to meet?",
    teams: "Teams",
    people: "People",
    choose_time: "Choose a time",
    choose_date: "Choose one of the highlighted dates.",
    times_in: "Times are in",
    change_zone: "Change time zone",
    zone: "Time zone",
    clock: "Clock",
    hours_24: "24 hours",
    hours_12: "12 hours (am/pm)",
    apply: "Apply",
    months: "Months",
    month_before: "Previous month",
    month_after: "Next month",
    nothing_in_month: "Nothing is free this month",
    nothing_at_all: "There is no free time at all at the moment. Please look again later.",
    next_free: "Next free date:",
    no_longer_free: "No longer free: {}",
    other_times: "Choose another time",
    your_details: "Your details",
    free_instead: "These times are free",
    book_it: "Book the meeting",
    ask_for_it: "Ask for the meeting",
    your_name: "Your name",
    your_email: "Your e-mail",
    your_phone: "Your phone number",
    your_notes: "Anything that would help to prepare",
    guests_by_line: "Guests: one e-mail address a line",
    optional: "optional",
    mail_follows: "An e-mail with all of this is on its way to",
    add_to: "Add to",
    booked: booked_in_english,
    weekdays: [
        ("Mo", "Monday"),
        ("Tu", "Tuesday"),
        ("We", "Wednesday"),
        ("Th", "Thursday"),
        ("Fr", "Friday"),
        ("Sa", "Saturday"),
        ("Su", "Sunday"),
    ],
    lasts: lasts_in_english,
    free_times: free_times_in_english,
    kept_for: kept_in_english,
    kept_clock: "This time is kept for you for {}.",
    kept_a_minute: "This time is kept for you for one more minute.",
    kept_no_more: "This time is kept no more: somebody else may take it. You can still try to book it.",
    wrong_field: wrong_field_in_english,
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
        Obstacle::TimeGone => {
            ("That time cannot be had any more", "Somebody may just have been faster. Nothing was booked.")
        }
        Obstacle::WrongFields => {
            ("Something is missing", "Nothing was booked yet. Please look at what is marked below.")
        }
        Obstacle::SameTime => ("The meeting is at that time already", "Please choose another one."),
        Obstacle::NothingChosen => ("No time was chosen", "Please choose one of these."),
        Obstacle::Unreadable => {
            ("That could not be read", "A reason has at most 5000 characters, and none that cannot be printed.")
        }
        Obstacle::TooLong => (
            "That is too long",
            "Nothing was changed. Please go back in your browser, shorten what you have written, and send it again.",
        ),
        Obstacle::SentBefore => {
            ("This was sent before", "It was done then. Please look at the meeting before you change something else.")
        }
        Obstacle::TooMany => ("That was too often", "Please wait a minute, and try again."),
        Obstacle::Busy => ("There is much going on", "Nothing was changed. Please try again in a moment."),
        Obstacle::NotPossible => ("That is not possible", "Nothing was changed."),
        Obstacle::Failed => ("Something went wrong", "It is our fault. Please try again later."),
    }
}

const fn booked_in_english(status: BookingStatus) -> &'static str {
    match status {
        BookingStatus::Pending => "Your request was sent",
        _ => "Your meeting is booked",
    }
}

fn lasts_in_english(Minutes(minutes): Minutes) -> String {
    let many = |count, one: &str| if count == 1 { format!("1 {one}") } else { format!("{count} {one}s") };
    match (minutes / 60, minutes % 60) {
        (0, minutes) => many(minutes, "minute"),
        (hours, 0) => many(hours, "hour"),
        (hours, minutes) => format!("{} {}", many(hours, "hour"), many(minutes, "minute")),
    }
}

fn free_times_in_english(count: usize) -> String {
    if count == 1 { "1 time".to_owned() } else { format!("{count} times") }
}

fn kept_in_english(left: SignedDuration) -> String {
    match left.as_mins() {
        ..1 => "This time is kept for you for less than a minute.".to_owned(),
        1 => "This time is kept for you for a minute.".to_owned(),
        minutes => format!("This time is kept for you for {minutes} minutes."),
    }
}

const fn wrong_field_in_english(problem: FieldProblem) -> &'static str {
    match problem {
        FieldProblem::Missing => "Please fill this in.",
        FieldProblem::Email => "This is not an e-mail address. One looks like name@example.org.",
        FieldProblem::Guests => "Please write at most ten e-mail addresses, one a line.",
        FieldProblem::Phone => "This is not a telephone number. One looks like +49 30 1234567.",
        FieldProblem::Text => "This is too long, or has characters that cannot be printed.",
        FieldProblem::Option => "Please choose one of these.",
    }
}

/// A month with its year.
pub(super) fn month_name(first: Date) -> String {
    first.strftime("%B %Y").to_string()
}

/// A date, with its weekday.
pub(super) fn date(at: Timestamp, zone: &Zone) -> String {
    long_date(zone.date_of(at))
}

/// A date in a narrow place.
pub(super) fn short_date(at: Timestamp, zone: &Zone) -> String {
    zone.date_of(at).strftime("%a, %-d %b %Y").to_string()
}

/// The same of one that no instant belongs to.
pub(super) fn long_date(date: Date) -> String {
    date.strftime("%A, %-d %B %Y").to_string()
}

/// What clocks show.
pub(super) fn time(at: Timestamp, zone: &Zone) -> String {
    time_on(at, zone, Clock::Hours24)
}

/// What a clock of this kind shows.
pub(super) fn time_on(at: Timestamp, zone: &Zone, clock: Clock) -> String {
    let format = match clock {
        Clock::Hours24 => "%H:%M",
        Clock::Hours12 => "%-I:%M %P",
    };
    at.to_zoned(zone.as_jiff().clone()).strftime(format).to_string()
}

/// What a clock shows at each start; with the offset where it shows the same twice, as when clocks go back.
pub(super) fn labelled(slots: &[Slot], zone: &Zone, clock: Clock) -> Vec<(Timestamp, String)> {
    told_apart(slots, zone, |start| time_on(start, zone, clock))
}

/// The same with the date.
pub(super) fn labelled_with_date(slots: &[Slot], zone: &Zone, clock: Clock) -> Vec<(Timestamp, String)> {
    told_apart(slots, zone, |start| format!("{}, {}", date(start, zone), time_on(start, zone, clock)))
}

fn told_apart(slots: &[Slot], zone: &Zone, label: impl Fn(Timestamp) -> String) -> Vec<(Timestamp, String)> {
    let mut shown: BTreeMap<String, u32> = BTreeMap::new();
    let labels: Vec<_> = slots.iter().map(|slot| (slot.start(), label(slot.start()))).collect();
    for (_, label) in &labels {
        *shown.entry(label.clone()).or_default() += 1;
    }
    let is_twice = |label: &str| shown.get(label).is_some_and(|times| *times > 1);
    let told = |(start, label): (Timestamp, String)| {
        if is_twice(&label) { (start, format!("{label} ({})", offset(start, zone))) } else { (start, label) }
    };
    labels.into_iter().map(told).collect()
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
