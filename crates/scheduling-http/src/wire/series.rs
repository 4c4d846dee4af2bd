//! Series: meetings that repeat, as they are booked and as they are answered.

use jiff::Timestamp;
use scheduling_core::{
    Booking, EmailAddress, EventTypeId, Frequency, MAX_GUESTS, Recurrence, SeriesId, Username, Zone,
};
use scheduling_engine::{Book, BookForInvitee, BookSeries, BookedSeries, ManageToken};

use super::{
    bookings::{BookingAnswer, BookingForInvitee, InviteeInput},
    campaign::CampaignInput,
    lifecycle::RuleOverrideInput,
};
use crate::json::{AtMost, Int, answer, body};

body! {
    /// What an invitee books as a meeting that repeats.
    SeriesInput {
        /// What is booked. Its `maxOccurrences` says how often it can repeat.
        event_type_id: EventTypeId = "0195a3c2-7d5e-7c6b-8f43-52a9a1b2c3d6";
        /// When the first meeting starts: one of the offered slots. The others start at the same local time of the host (of a
        /// team: of the event type's zone).
        start_time: Timestamp = "2026-03-16T13:00:00Z";
        /// The IANA zone in which the invitee sees the meetings.
        timezone: Zone = "Europe/Berlin";
        /// The user who is to be met: refused unless they offer the event type. Required for an `individual` one.
        host_username: Option<Username> = "ada";
        /// Who books.
        invitee: InviteeInput = ();
        /// The addresses of those whom the invitee brings along.
        guests: Option<AtMost<EmailAddress, MAX_GUESTS>> = ["charles@example.org"];
        /// How it repeats.
        recurrence: RecurrenceInput = ();
        /// What led the invitee here.
        campaign: Option<CampaignInput> = ();
    }
}

body! {
    /// What the host's side books for an invitee as a meeting that repeats.
    HostSeriesInput {
        /// What is booked. Its `maxOccurrences` says how often it can repeat.
        event_type_id: EventTypeId = "0195a3c2-7d5e-7c6b-8f43-52a9a1b2c3d6";
        /// When the first meeting starts. The others start at the same local time of the host (of a team: of the event type's
        /// zone).
        start_time: Timestamp = "2026-03-16T13:00:00Z";
        /// The IANA zone in which the invitee sees the meetings.
        timezone: Zone = "Europe/Berlin";
        /// The user who takes the meetings: refused unless they offer the event type. Required for an `individual` one.
        host_username: Option<Username> = "ada";
        /// Who is invited.
        invitee: InviteeInput = ();
        /// The addresses of those whom the invitee brings along.
        guests: Option<AtMost<EmailAddress, MAX_GUESTS>> = ["charles@example.org"];
        /// How it repeats.
        recurrence: RecurrenceInput = ();
        /// The rules that are set aside for every one of the meetings; none if absent.
        overrides: Option<RuleOverrideInput> = ();
    }
}

body! {
    /// How a meeting repeats, in the terms of RFC 5545. Months without the day of the first meeting, and dates on which
    /// clocks skip its local time, are left out and not counted.
    RecurrenceInput {
        /// In days, in weeks on its weekday, or in months on its day of the month.
        frequency: Frequency = "weekly";
        /// How many of these lie between two meetings; 1 if absent.
        interval: Option<Int<1, 99>> = 1;
        /// How many meetings there are, with the first one.
        count: Int<2, 52> = 3;
    }
}

impl RecurrenceInput {
    fn into_core(self) -> Recurrence {
        let interval = self.interval.map_or(1, |interval| interval.0);
        Recurrence { frequency: self.frequency, interval, count: self.count.0 }
    }
}

impl SeriesInput {
    pub(crate) fn into_command(self) -> BookSeries<Book> {
        let first = Book {
            event_type: self.event_type_id,
            start: self.start_time,
            host: self.host_username,
            invitee: self.invitee.into_request(self.timezone, self.guests, self.campaign),
            hold: None,
        };
        BookSeries { first, recurrence: self.recurrence.into_core() }
    }
}

impl HostSeriesInput {
    pub(crate) fn into_command(self) -> BookSeries<BookForInvitee> {
        let first = BookForInvitee {
            event_type: self.event_type_id,
            start: self.start_time,
            host: self.host_username,
            invitee: self.invitee.into_request(self.timezone, self.guests, None),
            overridden: self.overrides.map(RuleOverrideInput::into_core),
        };
        BookSeries { first, recurrence: self.recurrence.into_core() }
    }
}

answer! {
    /// How a meeting repeats, in the terms of RFC 5545.
    RecurrenceAnswer {
        /// In days, in weeks on its weekday, or in months on its day of the month.
        frequency: Frequency = "weekly";
        /// How many of these lie between two meetings.
        interval: u32 = 1;
        /// How many meetings there were when it was booked.
        count: u32 = 3;
        /// The IANA zone whose local time the meetings keep: the host's, or that of the team's event type.
        timezone: String = "Europe/London";
    }
}

answer! {
    /// A series as its invitee sees it.
    SeriesForInvitee {
        /// Its id, which its bookings have as `seriesId`.
        id: SeriesId = "0195a3c2-7d5e-7c6b-8f43-52a9a1b2c3b0";
        /// How it repeats.
        recurrence: RecurrenceAnswer = ();
        /// A booking for each meeting, in their order, each with a `manageToken` of its own.
        bookings: Vec<BookingForInvitee> = [(); 0];
    }
}

answer! {
    /// A series as the host's side sees it.
    SeriesAnswer {
        /// Its id, which its bookings have as `seriesId`.
        id: SeriesId = "0195a3c2-7d5e-7c6b-8f43-52a9a1b2c3b0";
        /// How it repeats.
        recurrence: RecurrenceAnswer = ();
        /// A booking for each meeting, in their order.
        bookings: Vec<BookingAnswer> = [(); 0];
    }
}

impl RecurrenceAnswer {
    fn of(Recurrence { frequency, interval, count }: Recurrence, zone: &Zone) -> Self {
        Self { frequency, interval, count, timezone: zone.name().to_owned() }
    }
}

impl SeriesForInvitee {
    /// With the token of each booking.
    pub(crate) fn of(series: BookedSeries, token: impl Fn(&Booking) -> ManageToken) -> Self {
        let recurrence = RecurrenceAnswer::of(series.recurrence, &series.zone);
        let with_token = |booking| {
            let token = token(&booking);
            BookingForInvitee::of(booking, Some(&token))
        };
        Self { id: series.id, recurrence, bookings: series.bookings.into_iter().map(with_token).collect() }
    }
}

impl From<BookedSeries> for SeriesAnswer {
    fn from(series: BookedSeries) -> Self {
        let recurrence = RecurrenceAnswer::of(series.recurrence, &series.zone);
        Self { id: series.id, recurrence, bookings: series.bookings.into_iter().map(BookingAnswer::from).collect() }
    }
}
