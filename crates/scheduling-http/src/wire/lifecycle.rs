//! What changes a booking after it was made, and what the host's side makes.

use jiff::Timestamp;
use scheduling_core::{
    BookingId, EmailAddress, EventTypeId, HoldId, HostId, LongText, MAX_GUESTS, SeriesExtent, Username, Zone,
    slots::{OverridableRule, RuleOverride},
};
use scheduling_engine::{
    BookForInvitee, CancelBooking, HoldToMove, ManageToken, NewTime, RescheduleByHost, RescheduleByInvitee,
};

use super::bookings::{InviteeInput, PresentedToken, hold_and_token};
use crate::{
    json::{AtMost, Faults, answer, body},
    problem::Code,
};

body! {
    /// Where an invitee moves a meeting.
    #[rule(hold_and_token: hold_id, hold_token)]
    RescheduleInput {
        /// When it starts then: one of the offered slots.
        start_time: Timestamp = "2026-03-17T13:00:00Z";
        /// The IANA zone in which the invitee sees the meeting; as before if absent.
        timezone: Option<Zone> = "Europe/Berlin";
        /// What the other side is told.
        reason: Option<LongText> = "I have to see a doctor.";
        /// The hold that keeps the new slot.
        hold_id: Option<HoldId> = "0195a3c2-7d5e-7c6b-8f43-52a9a1b2c3d8";
        /// The hold's token.
        hold_token: Option<PresentedToken> = "k1.5Zq0w2c6S7m1r8v9x0y1z2a3b4c5d6e7f8g9h0i1j2k";
    }
}

body! {
    /// A slot to be kept to which an invitee is going to move a meeting.
    HoldToMoveInput {
        /// When it would start then.
        start_time: Timestamp = "2026-03-16T13:00:00Z";
    }
}

impl HoldToMoveInput {
    /// A command of this client.
    pub(crate) fn into_command(self, booking: BookingId, token: ManageToken, client: Option<String>) -> HoldToMove {
        HoldToMove { booking, token, start: self.start_time, client }
    }
}

body! {
    /// Where the host's side moves a meeting.
    HostRescheduleInput {
        /// When it starts then.
        start_time: Timestamp = "2026-03-17T13:00:00Z";
        /// The IANA zone in which the invitee sees the meeting; as before if absent.
        timezone: Option<Zone> = "Europe/Berlin";
        /// What the other side is told.
        reason: Option<LongText> = "The room is taken.";
        /// The rules that are set aside for it; none if absent.
        overrides: Option<RuleOverrideInput> = ();
    }
}

body! {
    /// Rules to be set aside for one booking. Other bookings, holds and busy time always count.
    #[rule(has_rules: rules)]
    RuleOverrideInput {
        /// Which ones, by the codes with which they refuse a start.
        rules: AtMost<OverridableRule, 6> = ["too_soon", "outside_hours"];
        /// Why; kept with the booking and in the changelog.
        reason: LongText = "A favour to a customer.";
    }
}

fn has_rules(faults: &mut Faults, (rules,): (&AtMost<OverridableRule, 6>,)) {
    if rules.0.is_empty() {
        faults.at("rules", Code::Required, "must name at least one rule");
    }
}

impl RuleOverrideInput {
    pub(super) fn into_core(self) -> RuleOverride {
        let mut rules = self.rules.0;
        rules.sort_unstable_by_key(|rule| rule.as_str());
        rules.dedup();
        RuleOverride { rules, reason: self.reason }
    }
}

impl RescheduleInput {
    pub(crate) fn into_command(self, booking: BookingId, token: ManageToken) -> RescheduleByInvitee {
        let to = NewTime { start: self.start_time, zone: self.timezone, reason: self.reason };
        let hold = self.hold_id.zip(self.hold_token.map(|token| token.0));
        RescheduleByInvitee { booking, token, to, hold }
    }
}

impl HostRescheduleInput {
    pub(crate) fn into_command(self, booking: BookingId) -> RescheduleByHost {
        let to = NewTime { start: self.start_time, zone: self.timezone, reason: self.reason };
        RescheduleByHost { booking, to, overridden: self.overrides.map(RuleOverrideInput::into_core) }
    }
}

body! {
    /// Why the host's side cancels a booking, and how much of its series.
    HostCancelInput {
        /// What the other side is told.
        reason: Option<LongText> = "I have fallen ill.";
        /// Of a booking of a series, `following` cancels with it all that are to take place at its time or later, as far as
        /// the credential reaches them: all of these or none. `this`, and nothing else is cancelled, if absent.
        series: Option<SeriesExtent> = "following";
    }
}

impl HostCancelInput {
    pub(crate) fn into_command(this: Option<Self>, booking: BookingId) -> CancelBooking {
        let (reason, extent) = this.map_or((None, None), |this| (this.reason, this.series));
        CancelBooking { booking, reason, extent: extent.unwrap_or(SeriesExtent::This) }
    }
}

body! {
    /// Why a booking is declined.
    DeclineInput {
        /// What the invitee is told.
        reason: Option<LongText> = "That week is full.";
    }
}

body! {
    /// Who takes a meeting over.
    ReassignInput {
        /// The user.
        host_user_id: HostId = "0195a3c2-7d5e-7c6b-8f43-52a9a1b2c3dc";
    }
}

body! {
    /// What the host's side books for an invitee.
    HostBookingInput {
        /// What is booked.
        event_type_id: EventTypeId = "0195a3c2-7d5e-7c6b-8f43-52a9a1b2c3d6";
        /// When it starts.
        start_time: Timestamp = "2026-03-16T13:00:00Z";
        /// The IANA zone in which the invitee sees the meeting.
        timezone: Zone = "Europe/Berlin";
        /// The user who takes the meeting: refused unless they offer the event type. Required for an `individual` one.
        host_username: Option<Username> = "ada";
        /// Who is invited.
        invitee: InviteeInput = ();
        /// The addresses of those whom the invitee brings along.
        guests: Option<AtMost<EmailAddress, MAX_GUESTS>> = ["charles@example.org"];
        /// The rules that are set aside for it; none if absent.
        overrides: Option<RuleOverrideInput> = ();
    }
}

impl HostBookingInput {
    pub(crate) fn into_command(self) -> BookForInvitee {
        BookForInvitee {
            event_type: self.event_type_id,
            start: self.start_time,
            host: self.host_username,
            invitee: self.invitee.into_request(self.timezone, self.guests, None),
            overridden: self.overrides.map(RuleOverrideInput::into_core),
        }
    }
}

answer! {
    /// The way to a booking for its invitee.
    BookingLink {
        /// The booking.
        booking_id: BookingId = "0195a3c2-7d5e-7c6b-8f43-52a9a1b2c3d9";
        /// The token by which the invitee manages it. Those that there were before open nothing any more.
        manage_token: String = "k1.5Zq0w2c6S7m1r8v9x0y1z2a3b4c5d6e7f8g9h0i1j2k";
    }
}

impl BookingLink {
    pub(crate) fn of(booking_id: BookingId, token: &ManageToken) -> Self {
        Self { booking_id, manage_token: token.reveal().to_owned() }
    }
}

answer! {
    /// Rules that were set aside for a booking.
    RuleOverrideAnswer {
        /// Which ones.
        rules: Vec<OverridableRule> = ["too_soon", "outside_hours"];
        /// Why.
        reason: LongText = "A favour to a customer.";
    }
}

impl From<RuleOverride> for RuleOverrideAnswer {
    fn from(RuleOverride { rules, reason }: RuleOverride) -> Self {
        Self { rules, reason }
    }
}
