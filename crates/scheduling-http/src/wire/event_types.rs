//! Event types: kinds of meetings that can be booked.

use jiff::Timestamp;
use scheduling_core::{
    Color, EventType, EventTypeDetails, EventTypeId, HostId, Limits, Location, LocationKind, LongText, MAX_OPTIONS,
    MAX_QUESTIONS, Minutes, Name, Question, QuestionKind, ReminderTiming, Reminders, ScheduleId, SchedulingKind,
    SettingOverrides, ShortText, Slug, TeamEventType, TeamId,
};
use scheduling_engine::{CopyAs, CopyEventType};
use scheduling_store::Cursor;

use super::{
    Buffer, Cutoff, Length, Limit, Occurrences, Seats, WindowDays, days, minutes,
    of_user::NamesUser,
    pages::{PageLimit, page_of},
    team_event_types::TypeHostAnswer,
    written,
};
use crate::{
    json::{Distinct, Faults, Hours, Keyed, answer, body, query},
    problem::Code,
};

/// As many reminders as there are timings.
const MOST_REMINDERS: usize = 6;

body! {
    /// An event type to be made, or what takes the place of one. Optional fields that are absent or null get their
    /// default.
    EventTypeInput {
        /// Whose event type it is; absent, the user that the API key is bound to. It cannot be changed later.
        user_id: Option<HostId> = "0195a3c2-7d5e-7c6b-8f43-52a9a1b2c3d4";
        /// What invitees see.
        name: Name = "Intro call";
        /// The name in addresses; unique among the user's event types that are not archived.
        slug: Slug = "intro";
        /// What it is about.
        description: Option<LongText> = "A first conversation.";
        /// How many minutes a meeting lasts.
        duration: Length = 30;
        /// How many minutes lie between two possible starts; 15 if absent.
        step_minutes: Option<Length> = 15;
        /// How many can book the same meeting, each with a booking and a token of their own; 1 if absent. A change leaves
        /// meetings alone that somebody has booked.
        seats: Option<Seats> = 1;
        /// The colour in calendars; blue if absent.
        color: Option<Color> = "blue";
        /// Where the meeting takes place; Google Meet if absent.
        location: Option<LocationInput> = ();
        /// What the invitee is asked.
        custom_questions: Option<Distinct<QuestionInput, MAX_QUESTIONS>> = [(); 0];
        /// Who is reminded, and when; host and invitee 24 hours before if absent.
        reminder_settings: Option<ReminderInput> = ();
        /// The event type's own rules; the user's hold where it sets none.
        setting_overrides: Option<OverridesInput> = ();
        /// A named schedule of the user; absent, the user's default one.
        schedule_id: Option<ScheduleId> = "0195a3c2-7d5e-7c6b-8f43-52a9a1b2c3d5";
        /// Up to how many minutes before the start an invitee can cancel; 0 if absent.
        cancel_cutoff_minutes: Option<Cutoff> = 60;
        /// Up to how many minutes before the start an invitee can move the meeting; 0 if absent.
        reschedule_cutoff_minutes: Option<Cutoff> = 60;
        /// How many meetings a series of it can have: 1 allows no series, and is what it is if absent.
        max_occurrences: Option<Occurrences> = 1;
        /// Whether a booking waits for the host's approval; false if absent.
        requires_approval: Option<bool> = false;
        /// Whether a booking counts only once its invitee has confirmed the address by the link in a mail; false if absent. It keeps its time for an hour until then, and nobody is told of it. Who is booked for by the host's side is not asked.
        confirms_address: Option<bool> = false;
        /// Whether it can be booked; true if absent.
        is_active: Option<bool> = true;
    }
}

body! {
    /// Where a meeting takes place.
    LocationInput {
        /// What kind of place.
        r#type: LocationKind = "phone";
        /// The address, number or link; shown to those who have booked.
        value: Option<ShortText> = "+44 20 7946 0000";
        /// What people call the place; shown to everybody.
        display_name: Option<Name> = "We call you";
    }
}

body! {
    /// A question to the invitee.
    #[rule(options_fit: r#type, options)]
    QuestionInput {
        /// By which answers refer to it; unique in the event type.
        id: Slug = "topic";
        /// What is asked.
        label: ShortText = "What shall we talk about?";
        /// How it is answered.
        r#type: QuestionKind = "select";
        /// Whether it must be answered; false if absent.
        required: Option<bool> = true;
        /// What can be chosen; of a select only, where there must be at least one.
        options: Option<Distinct<ShortText, MAX_OPTIONS>> = ["Compilers", "Ships"];
        /// A hint in the empty field.
        placeholder: Option<ShortText> = "In a sentence or two";
    }
}

body! {
    /// Who is reminded of a meeting, and when.
    ReminderInput {
        /// Whether reminders are sent.
        enabled: bool = true;
        /// How long before the start the host is reminded; 24h if absent.
        host: Option<Distinct<ReminderTiming, MOST_REMINDERS>> = ["24h"];
        /// How long before the start the invitee is reminded; 24h if absent.
        invitee: Option<Distinct<ReminderTiming, MOST_REMINDERS>> = ["24h", "1h"];
    }
}

body! {
    /// Rules of an event type; null follows the user's. Limits count the bookings of the event type only.
    OverridesInput {
        /// How many hours before its start a slot can still be booked.
        minimum_notice_hours: Option<Hours> = 4;
        /// How many days ahead can be booked.
        booking_window_days: Option<WindowDays> = 30;
        /// Minutes kept free before each meeting.
        buffer_before_mins: Option<Buffer> = 5;
        /// Minutes kept free after each meeting.
        buffer_after_mins: Option<Buffer> = 10;
        /// How many meetings may start on one date.
        daily_limit: Option<Limit> = 3;
        /// How many meetings may start in one week, from Monday.
        weekly_limit: Option<Limit> = 10;
        /// How many meetings may start in one month.
        monthly_limit: Option<Limit> = 30;
    }
}

body! {
    /// What is different in a copy of a user's event type.
    EventTypeCopyInput {
        /// Who gets the copy; absent, the user whose event type it is.
        user_id: Option<HostId> = "0195a3c2-7d5e-7c6b-8f43-52a9a1b2c3d4";
        /// What invitees see; the same if absent.
        name: Option<Name> = "Intro call in the evening";
        /// The name in addresses; if absent one that is free, such as `intro-copy`.
        slug: Option<Slug> = "intro-evening";
        /// Whether it can be booked at once; false if absent.
        is_active: Option<bool> = false;
    }
}

body! {
    /// What is different in a copy of a team's event type.
    TeamEventTypeCopyInput {
        /// What invitees see; the same if absent.
        name: Option<Name> = "Demo in the evening";
        /// The name in addresses; if absent one that is free, such as `demo-copy`.
        slug: Option<Slug> = "demo-evening";
        /// Whether it can be booked at once; false if absent.
        is_active: Option<bool> = false;
    }
}

impl EventTypeCopyInput {
    pub(crate) fn into_command(body: Option<Self>, event_type: EventTypeId) -> CopyEventType {
        let Some(Self { user_id, name, slug, is_active }) = body else {
            return CopyEventType { event_type, host: None, copy: CopyAs::default() };
        };
        CopyEventType { event_type, host: user_id, copy: CopyAs { name, slug, is_active: is_active.unwrap_or(false) } }
    }
}

impl TeamEventTypeCopyInput {
    pub(crate) fn into_command(self) -> CopyAs {
        let Self { name, slug, is_active } = self;
        CopyAs { name, slug, is_active: is_active.unwrap_or(false) }
    }
}

impl Keyed for QuestionInput {
    const KEY: Option<&'static str> = Some("id");
}

fn options_fit(faults: &mut Faults, (kind, options): (&QuestionKind, &Option<Distinct<ShortText, MAX_OPTIONS>>)) {
    let is_empty = options.as_ref().is_none_or(|options| options.0.is_empty());
    match (kind, is_empty) {
        (QuestionKind::Select, true) => faults.at("options", Code::Required, "must have at least one entry"),
        (QuestionKind::Select, false) | (_, true) => {}
        (_, false) => faults.at("options", Code::Inconsistent, "is allowed for questions of the kind select only"),
    }
}

impl NamesUser for EventTypeInput {
    fn named(&self) -> Option<HostId> {
        self.user_id
    }
}

impl EventTypeInput {
    pub(crate) fn into_details(self) -> EventTypeDetails {
        let questions = self.custom_questions.unwrap_or_default().0.into_iter().map(QuestionInput::into_core);
        EventTypeDetails {
            name: self.name,
            slug: self.slug,
            description: self.description,
            duration: minutes(self.duration),
            step: self.step_minutes.map(minutes),
            seats: self.seats.map_or(1, |seats| seats.0),
            color: self.color.unwrap_or(Color::Blue),
            location: self.location.map(LocationInput::into_core).unwrap_or_default(),
            questions: questions.collect(),
            reminders: self.reminder_settings.map(ReminderInput::into_core).unwrap_or_default(),
            overrides: self.setting_overrides.map(OverridesInput::into_core).unwrap_or_default(),
            schedule: self.schedule_id,
            cancel_cutoff: self.cancel_cutoff_minutes.map_or(Minutes(0), minutes),
            reschedule_cutoff: self.reschedule_cutoff_minutes.map_or(Minutes(0), minutes),
            max_occurrences: self.max_occurrences.map_or(1, |most| most.0),
            requires_approval: self.requires_approval.unwrap_or(false),
            confirms_address: self.confirms_address.unwrap_or(false),
            is_active: self.is_active.unwrap_or(true),
        }
    }
}

impl LocationInput {
    fn into_core(self) -> Location {
        Location { kind: self.r#type, value: self.value, display_name: self.display_name }
    }
}

impl QuestionInput {
    fn into_core(self) -> Question {
        Question {
            id: self.id,
            label: self.label,
            kind: self.r#type,
            required: self.required.unwrap_or(false),
            options: self.options.unwrap_or_default().0,
            placeholder: self.placeholder,
        }
    }
}

impl ReminderInput {
    fn into_core(self) -> Reminders {
        let usual = Reminders::default();
        Reminders {
            enabled: self.enabled,
            host: self.host.map_or(usual.host, |timings| timings.0),
            invitee: self.invitee.map_or(usual.invitee, |timings| timings.0),
        }
    }
}

impl OverridesInput {
    pub(super) fn into_core(self) -> SettingOverrides {
        SettingOverrides {
            minimum_notice: self.minimum_notice_hours.map(|hours| hours.0),
            booking_window_days: self.booking_window_days.map(days),
            buffer_before: self.buffer_before_mins.map(minutes),
            buffer_after: self.buffer_after_mins.map(minutes),
            limits: Limits {
                daily: self.daily_limit.map(|limit| limit.0),
                weekly: self.weekly_limit.map(|limit| limit.0),
                monthly: self.monthly_limit.map(|limit| limit.0),
            },
        }
    }
}

query! {
    /// Which event types.
    EventTypesQuery {
        /// Those of this user; absent, of all that the API key reaches.
        user_id: Option<HostId> = "0195a3c2-7d5e-7c6b-8f43-52a9a1b2c3d4";
        /// Whether those that are switched off or archived are listed too; false if absent.
        include_inactive: Option<bool> = true;
        /// How many items at most; 50 if absent.
        limit: Option<PageLimit> = 50;
        /// The `nextCursor` of the page before; absent for the first one.
        cursor: Option<Cursor> = ();
    }
}

answer! {
    /// A kind of meeting that can be booked.
    EventTypeAnswer {
        /// Its id.
        id: EventTypeId = "0195a3c2-7d5e-7c6b-8f43-52a9a1b2c3d6";
        /// Whose it is; null of a team's.
        user_id: Option<HostId> = "0195a3c2-7d5e-7c6b-8f43-52a9a1b2c3d4";
        /// The team whose it is; null of a user's.
        team_id: Option<TeamId> = serde_json::Value::Null;
        /// How the team's users take its meetings; null of a user's.
        scheduling_type: Option<SchedulingKind> = serde_json::Value::Null;
        /// The IANA zone whose midnights cut the users' common hours, and whose months the round robin counts by; null of a
        /// user's.
        timezone: Option<String> = serde_json::Value::Null;
        /// Who takes the team's meetings; null of a user's.
        hosts: Option<Vec<TypeHostAnswer>> = serde_json::Value::Null;
        /// What invitees see.
        name: Name = "Intro call";
        /// The name in addresses.
        slug: Slug = "intro";
        /// What it is about.
        description: Option<LongText> = "A first conversation.";
        /// How many minutes a meeting lasts.
        duration: u32 = 30;
        /// How many minutes lie between two possible starts; null is 15.
        step_minutes: Option<Length> = 15;
        /// How many can book the same meeting.
        seats: u32 = 1;
        /// The colour in calendars.
        color: Color = "blue";
        /// Where the meeting takes place.
        location: LocationAnswer = ();
        /// What the invitee is asked.
        custom_questions: Vec<QuestionAnswer> = [(); 0];
        /// Who is reminded, and when.
        reminder_settings: ReminderAnswer = ();
        /// The event type's own rules.
        setting_overrides: OverridesAnswer = ();
        /// A named schedule of the user; null is the default one.
        schedule_id: Option<ScheduleId> = "0195a3c2-7d5e-7c6b-8f43-52a9a1b2c3d5";
        /// Up to how many minutes before the start an invitee can cancel.
        cancel_cutoff_minutes: Cutoff = 60;
        /// Up to how many minutes before the start an invitee can move the meeting.
        reschedule_cutoff_minutes: Cutoff = 60;
        /// How many meetings a series of it can have; 1 allows no series.
        max_occurrences: u32 = 1;
        /// Whether a booking waits for the host's approval.
        requires_approval: bool = false;
        /// Whether a booking counts only once its invitee has confirmed the address.
        confirms_address: bool = false;
        /// Whether it can be booked.
        is_active: bool = true;
        /// When it was archived.
        archived_at: Option<Timestamp> = ();
        /// When it was made.
        created_at: Timestamp = "2026-03-01T09:00:00Z";
        /// When it was last changed.
        updated_at: Timestamp = "2026-03-01T09:00:00Z";
    }
}

answer! {
    /// Where a meeting takes place.
    LocationAnswer {
        /// What kind of place.
        r#type: LocationKind = "phone";
        /// The address, number or link.
        value: Option<ShortText> = "+44 20 7946 0000";
        /// What people call the place.
        display_name: Option<Name> = "We call you";
    }
}

answer! {
    /// A question to the invitee.
    QuestionAnswer {
        /// By which answers refer to it.
        id: Slug = "topic";
        /// What is asked.
        label: ShortText = "What shall we talk about?";
        /// How it is answered.
        r#type: QuestionKind = "select";
        /// Whether it must be answered.
        required: bool = true;
        /// What can be chosen; of a select only.
        options: Vec<ShortText> = ["Compilers", "Ships"];
        /// A hint in the empty field.
        placeholder: Option<ShortText> = "In a sentence or two";
    }
}

answer! {
    /// Who is reminded of a meeting, and when.
    ReminderAnswer {
        /// Whether reminders are sent.
        enabled: bool = true;
        /// How long before the start the host is reminded.
        host: Vec<ReminderTiming> = ["24h"];
        /// How long before the start the invitee is reminded.
        invitee: Vec<ReminderTiming> = ["24h", "1h"];
    }
}

answer! {
    /// Rules of an event type; null follows the user's.
    OverridesAnswer {
        /// How many hours before its start a slot can still be booked.
        minimum_notice_hours: Option<Hours> = 4;
        /// How many days ahead can be booked.
        booking_window_days: Option<u32> = 30;
        /// Minutes kept free before each meeting.
        buffer_before_mins: Option<Buffer> = 5;
        /// Minutes kept free after each meeting.
        buffer_after_mins: Option<Buffer> = 10;
        /// How many meetings of the type may start on one date.
        daily_limit: Option<u32> = 3;
        /// How many meetings of the type may start in one week, from Monday.
        weekly_limit: Option<u32> = 10;
        /// How many meetings of the type may start in one month.
        monthly_limit: Option<u32> = 30;
    }
}

page_of! {
    /// Some of the event types.
    EventTypePage of EventTypeAnswer
}

impl From<EventType> for EventTypeAnswer {
    fn from(event_type: EventType) -> Self {
        let EventType { id, owner, details, archived_at, created_at, updated_at } = event_type;
        Self {
            id,
            user_id: owner.host(),
            team_id: owner.team(),
            scheduling_type: None,
            timezone: None,
            hosts: None,
            name: details.name,
            slug: details.slug,
            description: details.description,
            duration: details.duration.0,
            step_minutes: details.step.map(written),
            seats: details.seats,
            color: details.color,
            location: details.location.into(),
            custom_questions: details.questions.into_iter().map(QuestionAnswer::from).collect(),
            reminder_settings: details.reminders.into(),
            setting_overrides: details.overrides.into(),
            schedule_id: details.schedule,
            cancel_cutoff_minutes: written(details.cancel_cutoff),
            reschedule_cutoff_minutes: written(details.reschedule_cutoff),
            max_occurrences: details.max_occurrences,
            requires_approval: details.requires_approval,
            confirms_address: details.confirms_address,
            is_active: details.is_active,
            archived_at,
            created_at,
            updated_at,
        }
    }
}

impl From<TeamEventType> for EventTypeAnswer {
    fn from(TeamEventType { event_type, scheduling }: TeamEventType) -> Self {
        Self {
            scheduling_type: Some(scheduling.kind),
            timezone: Some(scheduling.zone.name().to_owned()),
            hosts: Some(scheduling.hosts.into_iter().map(TypeHostAnswer::from).collect()),
            ..event_type.into()
        }
    }
}

impl From<Location> for LocationAnswer {
    fn from(Location { kind, value, display_name }: Location) -> Self {
        Self { r#type: kind, value, display_name }
    }
}

impl From<Question> for QuestionAnswer {
    fn from(Question { id, label, kind, required, options, placeholder }: Question) -> Self {
        Self { id, label, r#type: kind, required, options, placeholder }
    }
}

impl From<Reminders> for ReminderAnswer {
    fn from(Reminders { enabled, host, invitee }: Reminders) -> Self {
        Self { enabled, host, invitee }
    }
}

impl From<SettingOverrides> for OverridesAnswer {
    fn from(overrides: SettingOverrides) -> Self {
        Self {
            minimum_notice_hours: overrides.minimum_notice.map(Hours),
            booking_window_days: overrides.booking_window_days.map(u32::from),
            buffer_before_mins: overrides.buffer_before.map(written),
            buffer_after_mins: overrides.buffer_after.map(written),
            daily_limit: overrides.limits.daily,
            weekly_limit: overrides.limits.weekly,
            monthly_limit: overrides.limits.monthly,
        }
    }
}

#[cfg(test)]
mod tests {
    use scheduling_core::Owner;
    use serde_json::json;

    use super::*;
    use crate::json::tests::decode;

    #[test]
    fn what_is_left_out_gets_the_documented_default() {
        let body = json!({"name": "Intro", "slug": "intro", "duration": 30});
        let details = decode::<EventTypeInput>(body).unwrap().into_details();
        assert_eq!((details.color, details.location), (Color::Blue, Location::default()));
        assert_eq!(details.reminders, Reminders::default());
        assert_eq!((details.cancel_cutoff, details.step, details.is_active), (Minutes(0), None, true));
        assert_eq!(details.seats, 1);
        assert_eq!(details.max_occurrences, 1);
    }

    #[test]
    fn a_nonpositive_duration_is_refused() {
        for duration in [0, -30] {
            let body = json!({"name": "Intro", "slug": "intro", "duration": duration});
            let refusal = decode::<EventTypeInput>(body).unwrap_err();
            assert_eq!(refusal, [("/duration".to_owned(), Code::OutOfRange)]);
        }
    }

    #[test]
    fn an_event_type_is_written_as_it_is_read() {
        let body = json!({
            "name": "Intro", "slug": "intro", "duration": 45, "stepMinutes": 5, "seats": 12, "color": "mint",
            "location": {"type": "phone", "value": "+1 555 0100", "displayName": "We call"},
            "customQuestions": [{"id": "size", "label": "Size?", "type": "select", "options": ["S", "L"]}],
            "reminderSettings": {"enabled": true, "host": [], "invitee": ["15m"]},
            "settingOverrides": {"dailyLimit": 2, "minimumNoticeHours": 0.5},
            "cancelCutoffMinutes": 60, "maxOccurrences": 8,
        });
        let details = decode::<EventTypeInput>(body.clone()).unwrap().into_details();
        let at: Timestamp = "2026-03-01T09:00:00Z".parse().unwrap();
        let (id, host) = (uuid::Uuid::from_u128(1), uuid::Uuid::from_u128(2));
        let event_type = EventType {
            id: EventTypeId::from_uuid(id),
            owner: Owner::Host(HostId::from_uuid(host)),
            details,
            archived_at: None,
            created_at: at,
            updated_at: at,
        };
        let written = serde_json::to_value(EventTypeAnswer::from(event_type)).unwrap();
        for field in [
            "name",
            "slug",
            "duration",
            "stepMinutes",
            "seats",
            "maxOccurrences",
            "color",
            "location",
            "reminderSettings",
        ] {
            assert_eq!(written[field], body[field], "{field}");
        }
        assert_eq!(written["customQuestions"][0]["options"], json!(["S", "L"]));
        assert_eq!(written["settingOverrides"]["dailyLimit"], json!(2));
        assert_eq!(written["settingOverrides"]["minimumNoticeHours"], json!(0.5));
    }
}
