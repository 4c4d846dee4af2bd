//! Bookings: as invitees make them, as they see them, and as the host's side sees them.

use jiff::{Timestamp, civil::Date};
use scheduling_core::{
    Answer, AnswerValue, Booking, BookingId, BookingState, BookingStatus, Campaign, DeclineCause, EmailAddress,
    EventTypeId, HoldId, HostId, Locale, LongText, MAX_GUESTS, Name, Party, PhoneNumber, SeriesId, ShortText, Slug,
    TeamId, Username, Zone,
};
use scheduling_engine::{Book, CreateHold, HeldSlot, HoldToken, InviteeRequest, ManageToken};
use scheduling_store::{Cursor, bookings::BookingFilter};

use super::{
    campaign::{CampaignAnswer, CampaignInput},
    event_types::LocationAnswer,
    leaves::{Responses, SearchText},
    lifecycle::RuleOverrideAnswer,
    pages::{PageLimit, page_of},
};
use crate::{
    json::{AtMost, Documented, Faults, answer, body, query},
    problem::Code,
};

body! {
    /// What an invitee books.
    #[rule(hold_and_token: hold_id, hold_token)]
    BookingInput {
        /// What is booked.
        event_type_id: EventTypeId = "0195a3c2-7d5e-7c6b-8f43-52a9a1b2c3d6";
        /// When it starts: one of the offered slots.
        start_time: Timestamp = "2026-03-16T13:00:00Z";
        /// The IANA zone in which the invitee sees the meeting.
        timezone: Zone = "Europe/Berlin";
        /// The user who is to be met: refused unless they offer the event type. Required for an `individual` one.
        host_username: Option<Username> = "ada";
        /// Who books.
        invitee: InviteeInput = ();
        /// The addresses of those whom the invitee brings along.
        guests: Option<AtMost<EmailAddress, MAX_GUESTS>> = ["charles@example.org"];
        /// The hold that keeps the slot.
        hold_id: Option<HoldId> = "0195a3c2-7d5e-7c6b-8f43-52a9a1b2c3d8";
        /// The hold's token.
        hold_token: Option<PresentedToken> = "k1.5Zq0w2c6S7m1r8v9x0y1z2a3b4c5d6e7f8g9h0i1j2k";
        /// What led the invitee here.
        campaign: Option<CampaignInput> = ();
    }
}

body! {
    /// Who books.
    InviteeInput {
        /// The name.
        name: Name = "Grace Hopper";
        /// The address that gets the confirmation.
        email: EmailAddress = "grace@example.org";
        /// A telephone number.
        phone: Option<PhoneNumber> = "+1 555 0100";
        /// What the host should know.
        notes: Option<LongText> = "Looking forward to it.";
        /// The answers to the event type's questions, by the id of the question.
        responses: Option<Responses> = ();
        /// The language in which they get mails; null follows the tenant's branding.
        locale: Option<Locale> = "de";
    }
}

pub(super) fn hold_and_token(faults: &mut Faults, hold: (&Option<HoldId>, &Option<PresentedToken>)) {
    match hold {
        (Some(_), None) => faults.at("holdToken", Code::Required, "is required with holdId"),
        (None, Some(_)) => faults.at("holdId", Code::Required, "is required with holdToken"),
        (Some(_), Some(_)) | (None, None) => {}
    }
}

/// A token as somebody presents it; whatever is longer than a token opens nothing.
#[derive(Clone, Debug)]
pub(crate) struct PresentedToken(pub(super) HoldToken);

impl crate::json::FromJson for PresentedToken {
    fn from_json(json: serde_json::Value, faults: &mut Faults) -> Option<Self> {
        ShortText::from_json(json, faults).map(|text| Self(HoldToken::presented(text.as_str())))
    }
}

impl Documented for PresentedToken {
    fn schema() -> utoipa::openapi::RefOr<utoipa::openapi::Schema> {
        ShortText::schema()
    }
}

impl BookingInput {
    pub(crate) fn into_command(self) -> Book {
        Book {
            event_type: self.event_type_id,
            start: self.start_time,
            host: self.host_username,
            invitee: self.invitee.into_request(self.timezone, self.guests, self.campaign),
            hold: self.hold_id.zip(self.hold_token.map(|token| token.0)),
        }
    }
}

impl InviteeInput {
    pub(super) fn into_request(
        self,
        zone: Zone,
        guests: Option<AtMost<EmailAddress, MAX_GUESTS>>,
        campaign: Option<CampaignInput>,
    ) -> InviteeRequest {
        let Self { name, email, phone, notes, responses, locale } = self;
        let (answers, guests) = (responses.unwrap_or_default().0, guests.unwrap_or_default().0);
        let campaign = campaign.map_or_else(Campaign::default, CampaignInput::into_core);
        InviteeRequest { name, email, phone, notes, zone, answers, guests, locale, campaign }
    }
}

body! {
    /// A slot to be kept.
    HoldInput {
        /// What is going to be booked.
        event_type_id: EventTypeId = "0195a3c2-7d5e-7c6b-8f43-52a9a1b2c3d6";
        /// When it would start.
        start_time: Timestamp = "2026-03-16T13:00:00Z";
        /// The user who is to be met: refused unless they offer the event type. Required for an `individual` one.
        host_username: Option<Username> = "ada";
    }
}

impl HoldInput {
    /// A command of this client.
    pub(crate) fn into_command(self, client: Option<String>) -> CreateHold {
        CreateHold { event_type: self.event_type_id, start: self.start_time, host: self.host_username, client }
    }
}

answer! {
    /// A slot that is kept while the invitee fills in the form.
    Hold {
        /// Its id.
        id: HoldId = "0195a3c2-7d5e-7c6b-8f43-52a9a1b2c3d8";
        /// Books or gives up the slot; shown once.
        token: String = "k1.5Zq0w2c6S7m1r8v9x0y1z2a3b4c5d6e7f8g9h0i1j2k";
        /// When the meeting would start.
        start_time: Timestamp = "2026-03-16T13:00:00Z";
        /// When it would end.
        end_time: Timestamp = "2026-03-16T13:30:00Z";
        /// From when on the slot is not kept any more.
        expires_at: Timestamp = "2026-03-02T12:05:00Z";
    }
}

impl Hold {
    pub(crate) fn of(held: &HeldSlot, token: &HoldToken) -> Self {
        Self {
            id: held.id,
            token: token.reveal().to_owned(),
            start_time: held.meeting.start,
            end_time: held.meeting.end,
            expires_at: held.expires_at,
        }
    }
}

body! {
    /// Why a booking is cancelled.
    CancelInput {
        /// What the other side is told.
        reason: Option<LongText> = "I have fallen ill.";
    }
}

answer! {
    /// A booking as its invitee sees it.
    BookingForInvitee {
        /// Its id.
        id: BookingId = "0195a3c2-7d5e-7c6b-8f43-52a9a1b2c3d9";
        /// Where it is in its life.
        status: BookingStatus = "confirmed";
        /// What was booked.
        event_type_id: EventTypeId = "0195a3c2-7d5e-7c6b-8f43-52a9a1b2c3d6";
        /// Its name when it was booked.
        event_type_name: Name = "Intro call";
        /// The host's name when it was booked.
        host_name: Name = "Ada Lovelace";
        /// When the meeting starts.
        start_time: Timestamp = "2026-03-16T13:00:00Z";
        /// When it ends.
        end_time: Timestamp = "2026-03-16T13:30:00Z";
        /// The IANA zone in which the invitee sees the meeting.
        timezone: String = "Europe/Berlin";
        /// Where the meeting takes place.
        location: LocationAnswer = ();
        /// Who booked.
        invitee: InviteeAnswer = ();
        /// Who called it off.
        cancelled_by: Option<Party> = ();
        /// What they gave as the reason.
        cancel_reason: Option<LongText> = ();
        /// Why it was not approved: the host said no, or nobody decided, or confirmed the address, in time.
        decline_cause: Option<DeclineCause> = ();
        /// What the host gave as the reason.
        decline_reason: Option<LongText> = ();
        /// Until when it waits for the host's approval, or for the invitee to confirm the address.
        expires_at: Option<Timestamp> = ();
        /// Whether it waits for the invitee to confirm the address, by the link in the mail that went there. It does not count before that.
        awaits_address: bool = false;
        /// The booking whose place it took.
        rescheduled_from: Option<BookingId> = ();
        /// The booking that took its place.
        rescheduled_to: Option<BookingId> = ();
        /// Who moved it there.
        rescheduled_by: Option<Party> = ();
        /// What they gave as the reason.
        reschedule_reason: Option<LongText> = ();
        /// The series that it was booked as a part of.
        series_id: Option<SeriesId> = ();
        /// Which meeting of the series it is, counted from 1.
        series_position: Option<u32> = ();
        /// Opens the booking to its invitee; null unless it has just been made.
        manage_token: Option<String> = "k1.5Zq0w2c6S7m1r8v9x0y1z2a3b4c5d6e7f8g9h0i1j2k";
    }
}

answer! {
    /// Who booked.
    InviteeAnswer {
        /// The name.
        name: Name = "Grace Hopper";
        /// The address.
        email: EmailAddress = "grace@example.org";
        /// A telephone number.
        phone: Option<PhoneNumber> = "+1 555 0100";
        /// What they wrote.
        notes: Option<LongText> = "Looking forward to it.";
        /// Their answers, in the order of the questions.
        responses: Vec<ResponseAnswer> = [(); 0];
        /// Whom they bring along.
        guests: Vec<EmailAddress> = ["charles@example.org"];
        /// The language in which they get mails; null follows the tenant's branding.
        locale: Option<Locale> = "de";
    }
}

answer! {
    /// An answer of the invitee.
    ResponseAnswer {
        /// The question's id.
        question_id: Slug = "topic";
        /// The question's text when it was answered.
        label: ShortText = "What shall we talk about?";
        /// What was answered.
        value: AnswerValue = "Compilers";
    }
}

answer! {
    /// A booking as the host's side sees it.
    BookingAnswer {
        /// Its id.
        id: BookingId = "0195a3c2-7d5e-7c6b-8f43-52a9a1b2c3d9";
        /// Where it is in its life.
        status: BookingStatus = "confirmed";
        /// What was booked.
        event_type_id: EventTypeId = "0195a3c2-7d5e-7c6b-8f43-52a9a1b2c3d6";
        /// Its name when it was booked.
        event_type_name: Name = "Intro call";
        /// Who was booked; of a collective meeting, the first of the users.
        host_user_id: HostId = "0195a3c2-7d5e-7c6b-8f43-52a9a1b2c3d4";
        /// The other users of a collective meeting.
        co_host_user_ids: Vec<HostId> = serde_json::json!([]);
        /// The team whose event type was booked; null of a user's own.
        team_id: Option<TeamId> = ();
        /// The host's name when it was booked.
        host_name: Name = "Ada Lovelace";
        /// The host's address when it was booked.
        host_email: EmailAddress = "ada@example.org";
        /// When the meeting starts.
        start_time: Timestamp = "2026-03-16T13:00:00Z";
        /// When it ends.
        end_time: Timestamp = "2026-03-16T13:30:00Z";
        /// The IANA zone in which the invitee sees the meeting.
        timezone: String = "Europe/Berlin";
        /// Where the meeting takes place.
        location: LocationAnswer = ();
        /// Who booked.
        invitee: InviteeAnswer = ();
        /// What led the invitee to the page on which they booked; null if nothing is known of it.
        campaign: Option<CampaignAnswer> = ();
        /// Who called it off.
        cancelled_by: Option<Party> = ();
        /// What they gave as the reason.
        cancel_reason: Option<LongText> = ();
        /// When it was called off.
        cancelled_at: Option<Timestamp> = ();
        /// Why it was not approved: the host said no, or nobody decided, or confirmed the address, in time.
        decline_cause: Option<DeclineCause> = ();
        /// What the host gave as the reason.
        decline_reason: Option<LongText> = ();
        /// When it was declined, or expired.
        declined_at: Option<Timestamp> = ();
        /// Until when it waits for approval, or for the invitee to confirm the address; it is declined then.
        expires_at: Option<Timestamp> = ();
        /// Whether it waits for the invitee to confirm the address. It keeps its time, but does not count, and cannot be approved.
        awaits_address: bool = false;
        /// The booking whose place it took.
        rescheduled_from: Option<BookingId> = ();
        /// The booking that took its place.
        rescheduled_to: Option<BookingId> = ();
        /// Who moved it there.
        rescheduled_by: Option<Party> = ();
        /// What they gave as the reason.
        reschedule_reason: Option<LongText> = ();
        /// The series that it was booked as a part of.
        series_id: Option<SeriesId> = ();
        /// Which meeting of the series it is, counted from 1.
        series_position: Option<u32> = ();
        /// The rules that were set aside when it was made.
        overrides: Option<RuleOverrideAnswer> = ();
        /// The UID of its calendar entries.
        ical_uid: ShortText = "0195a3c2-7d5e-7c6b-8f43-52a9a1b2c3d9";
        /// Rises with every change that calendars must see.
        sequence: u32 = 0;
        /// When it was made.
        created_at: Timestamp = "2026-03-02T12:00:00Z";
        /// When it was last changed.
        updated_at: Timestamp = "2026-03-02T12:00:00Z";
        /// Opens the booking to its invitee, for whoever sends the invitee a link by own means; null unless the booking has
        /// just been made.
        manage_token: Option<String> = ();
    }
}

page_of! {
    /// Some of the bookings.
    BookingPage of BookingAnswer
}

query! {
    /// Which bookings.
    #[rule(dates_in_order: date_from, date_to)]
    BookingsQuery {
        /// Those in this state.
        status: Option<BookingStatus> = "confirmed";
        /// Those of this event type.
        event_type_id: Option<EventTypeId> = "0195a3c2-7d5e-7c6b-8f43-52a9a1b2c3d6";
        /// Those of this user, alone or with others.
        host_user_id: Option<HostId> = "0195a3c2-7d5e-7c6b-8f43-52a9a1b2c3d4";
        /// Those of this team's event types.
        team_id: Option<TeamId> = "0195a3c2-7d5e-7c6b-8f43-52a9a1b2c3a0";
        /// Those of this series.
        series_id: Option<SeriesId> = ();
        /// Those that start on this date (UTC) or later.
        date_from: Option<Date> = "2026-03-01";
        /// Those that start on this date (UTC) or earlier.
        date_to: Option<Date> = "2026-03-31";
        /// Those whose invitee's name or address contains this.
        search: Option<SearchText> = "hopper";
        /// How many items at most; 50 if absent.
        limit: Option<PageLimit> = 50;
        /// The `nextCursor` of the page before; absent for the first one.
        cursor: Option<Cursor> = ();
    }
}

pub(super) fn dates_in_order(faults: &mut Faults, (from, to): (&Option<Date>, &Option<Date>)) {
    if from.zip(*to).is_some_and(|(from, to)| to < from) {
        faults.at("dateTo", Code::EndBeforeStart, "must not be before dateFrom");
    }
}

impl BookingsQuery {
    pub(crate) fn filter(&self) -> BookingFilter {
        let (from, to) = between(self.date_from, self.date_to);
        BookingFilter {
            status: self.status,
            event_type: self.event_type_id,
            host: self.host_user_id,
            team: self.team_id,
            series: self.series_id,
            from,
            to,
            search: self.search.as_ref().map(|search| search.0.clone()),
            latest_first: false,
        }
    }
}

/// The instants of the dates of UTC from the first to the last, both included.
pub(super) fn between(from: Option<Date>, to: Option<Date>) -> (Option<Timestamp>, Option<Timestamp>) {
    let from = from.map(|date| utc_midnight(date).unwrap_or(Timestamp::MAX));
    (from, to.and_then(|date| date.tomorrow().ok()).and_then(utc_midnight))
}

/// None for a date that is too far for an instant.
fn utc_midnight(date: Date) -> Option<Timestamp> {
    Zone::UTC.as_jiff().to_timestamp(date.into()).ok()
}

impl BookingForInvitee {
    pub(crate) fn of(booking: Booking, manage_token: Option<&ManageToken>) -> Self {
        let ending = Ending::of(&booking.state);
        Self {
            id: booking.id,
            status: booking.state.status(),
            event_type_id: booking.event_type,
            event_type_name: booking.snapshot.event_type_name,
            host_name: booking.snapshot.host_name,
            start_time: booking.meeting.start,
            end_time: booking.meeting.end,
            timezone: booking.invitee.zone.name().to_owned(),
            location: booking.snapshot.location.into(),
            invitee: booking.invitee.into(),
            cancelled_by: ending.cancelled_by,
            cancel_reason: ending.cancel_reason,
            decline_cause: ending.decline_cause,
            decline_reason: ending.decline_reason,
            expires_at: ending.expires_at,
            awaits_address: booking.awaits_address && ending.expires_at.is_some(),
            rescheduled_from: booking.rescheduled_from,
            rescheduled_to: ending.rescheduled_to,
            rescheduled_by: ending.rescheduled_by,
            reschedule_reason: ending.reschedule_reason,
            series_id: booking.series.map(|place| place.series),
            series_position: booking.series.map(|place| place.position),
            manage_token: manage_token.map(|token| token.reveal().to_owned()),
        }
    }
}

impl BookingAnswer {
    /// Takes out what people wrote at length: notes, answers and reasons.
    pub(super) fn leave_long_texts_out(&mut self) {
        self.invitee.notes = None;
        self.invitee.responses = Vec::new();
        self.cancel_reason = None;
        self.decline_reason = None;
        self.reschedule_reason = None;
        self.overrides = None;
    }
}

impl From<Booking> for BookingAnswer {
    fn from(booking: Booking) -> Self {
        let ending = Ending::of(&booking.state);
        Self {
            id: booking.id,
            status: booking.state.status(),
            event_type_id: booking.event_type,
            event_type_name: booking.snapshot.event_type_name,
            host_user_id: booking.host,
            co_host_user_ids: booking.co_hosts,
            team_id: booking.team,
            host_name: booking.snapshot.host_name,
            host_email: booking.snapshot.host_email,
            start_time: booking.meeting.start,
            end_time: booking.meeting.end,
            timezone: booking.invitee.zone.name().to_owned(),
            location: booking.snapshot.location.into(),
            campaign: CampaignAnswer::of(&booking.invitee.campaign),
            invitee: booking.invitee.into(),
            cancelled_by: ending.cancelled_by,
            cancel_reason: ending.cancel_reason,
            cancelled_at: ending.cancelled_at,
            decline_cause: ending.decline_cause,
            decline_reason: ending.decline_reason,
            declined_at: ending.declined_at,
            expires_at: ending.expires_at,
            awaits_address: booking.awaits_address && ending.expires_at.is_some(),
            rescheduled_from: booking.rescheduled_from,
            rescheduled_to: ending.rescheduled_to,
            rescheduled_by: ending.rescheduled_by,
            reschedule_reason: ending.reschedule_reason,
            series_id: booking.series.map(|place| place.series),
            series_position: booking.series.map(|place| place.position),
            overrides: booking.overridden.map(RuleOverrideAnswer::from),
            ical_uid: booking.ical_uid,
            sequence: booking.sequence,
            created_at: booking.created_at,
            updated_at: booking.updated_at,
            manage_token: None,
        }
    }
}

impl BookingAnswer {
    /// A booking that has just been made, with the token that opens it to its invitee.
    pub(crate) fn made(booking: Booking, manage_token: &ManageToken) -> Self {
        Self { manage_token: Some(manage_token.reveal().to_owned()), ..Self::from(booking) }
    }
}

impl From<scheduling_core::Invitee> for InviteeAnswer {
    fn from(invitee: scheduling_core::Invitee) -> Self {
        let response = |Answer { question, label, value }| ResponseAnswer { question_id: question, label, value };
        Self {
            name: invitee.name,
            email: invitee.email,
            phone: invitee.phone,
            notes: invitee.notes,
            responses: invitee.answers.into_iter().map(response).collect(),
            guests: invitee.guests,
            locale: invitee.locale,
        }
    }
}

/// What belongs to the state of a booking, flat.
#[derive(Default)]
struct Ending {
    expires_at: Option<Timestamp>,
    decline_cause: Option<DeclineCause>,
    decline_reason: Option<LongText>,
    declined_at: Option<Timestamp>,
    cancelled_by: Option<Party>,
    cancel_reason: Option<LongText>,
    cancelled_at: Option<Timestamp>,
    rescheduled_to: Option<BookingId>,
    rescheduled_by: Option<Party>,
    reschedule_reason: Option<LongText>,
}

impl Ending {
    fn of(state: &BookingState) -> Self {
        let none = Self::default();
        match state {
            BookingState::Pending { expires_at } => Self { expires_at: Some(*expires_at), ..none },
            BookingState::Declined(decline) => Self {
                decline_cause: Some(decline.cause),
                decline_reason: decline.reason.clone(),
                declined_at: Some(decline.at),
                ..none
            },
            BookingState::Cancelled(cancellation) => Self {
                cancelled_by: Some(cancellation.by),
                cancel_reason: cancellation.reason.clone(),
                cancelled_at: Some(cancellation.at),
                ..none
            },
            BookingState::Rescheduled(moved) => Self {
                rescheduled_to: Some(moved.to),
                rescheduled_by: Some(moved.by),
                reschedule_reason: moved.reason.clone(),
                ..none
            },
            BookingState::Confirmed | BookingState::Completed | BookingState::NoShow => none,
        }
    }
}
