//! Event types of teams: what is sent. What is answered is an event type like others.

use scheduling_core::{
    Color, HostId, LongText, MAX_PRIORITY, MAX_QUESTIONS, Name, SchedulingKind, Slug, TeamTypeHost, Weight, Zone,
    slots::MAX_TEAM_HOSTS,
};
use scheduling_engine::TeamTypeSettings;
use scheduling_store::Cursor;

use super::{
    Cutoff, Length, Occurrences, Seats,
    event_types::{EventTypeInput, LocationInput, OverridesInput, QuestionInput, ReminderInput},
    pages::PageLimit,
};
use crate::json::{Distinct, Int, Keyed, answer, body, query};

body! {
    /// An event type of a team to be made, or what takes the place of one. Optional fields that are absent or null get
    /// their default.
    TeamEventTypeInput {
        /// How the hosts take the meetings; absent, as the team's settings say.
        scheduling_type: Option<SchedulingKind> = "round_robin";
        /// The IANA zone whose midnights cut the hosts' common hours, and whose months the round robin counts by; absent,
        /// the zone of the user that the API key is bound to, else that of the first host. A change keeps it if absent.
        timezone: Option<Zone> = "Europe/London";
        /// Who takes the meetings: members of the team, at least one.
        hosts: Distinct<TypeHostInput, MAX_TEAM_HOSTS> = [(); 0];
        /// What invitees see.
        name: Name = "Product demo";
        /// The name in addresses; unique among the team's event types that are not archived.
        slug: Slug = "demo";
        /// What it is about.
        description: Option<LongText> = "What it can do for you.";
        /// How many minutes a meeting lasts.
        duration: Length = 30;
        /// How many minutes lie between two possible starts; 15 if absent.
        step_minutes: Option<Length> = 15;
        /// How many can book the same meeting, each with a booking and a token of their own; 1 if absent, and always of a
        /// round robin. A change leaves meetings alone that somebody has booked.
        seats: Option<Seats> = 1;
        /// The colour in calendars; blue if absent.
        color: Option<Color> = "blue";
        /// Where the meeting takes place; Google Meet if absent.
        location: Option<LocationInput> = ();
        /// What the invitee is asked.
        custom_questions: Option<Distinct<QuestionInput, MAX_QUESTIONS>> = [(); 0];
        /// Who is reminded, and when; host and invitee 24 hours before if absent.
        reminder_settings: Option<ReminderInput> = ();
        /// The event type's own rules; each host's hold where it sets none.
        setting_overrides: Option<OverridesInput> = ();
        /// Up to how many minutes before the start an invitee can cancel; 0 if absent.
        cancel_cutoff_minutes: Option<Cutoff> = 60;
        /// Up to how many minutes before the start an invitee can move the meeting; 0 if absent.
        reschedule_cutoff_minutes: Option<Cutoff> = 60;
        /// How many meetings a series of it can have: 1 allows no series, and is what it is if absent. A round robin allows none: a series keeps its hosts.
        max_occurrences: Option<Occurrences> = 1;
        /// Whether a booking waits for approval by a host; false if absent.
        requires_approval: Option<bool> = false;
        /// Whether a booking counts only once its invitee has confirmed the address by the link in a mail; false if absent. It keeps its time for an hour until then, and nobody is told of it. Who is booked for by the hosts' side is not asked.
        confirms_address: Option<bool> = false;
        /// Whether it can be booked; true if absent.
        is_active: Option<bool> = true;
    }
}

body! {
    /// A user who takes meetings of the team.
    TypeHostInput {
        /// Who: a member of the team.
        user_id: HostId = "0195a3c2-7d5e-7c6b-8f43-52a9a1b2c3d4";
        /// What share of the meetings the user takes, compared with the others; 1 if absent.
        weight: Option<Int<1, 100>> = 1;
        /// Whoever is free and has the highest is chosen first; 0 if absent.
        priority: Option<Int<0, 100>> = 0;
    }
}

answer! {
    /// A user who takes meetings of the team.
    TypeHostAnswer {
        /// Who.
        user_id: HostId = "0195a3c2-7d5e-7c6b-8f43-52a9a1b2c3d4";
        /// What share of the meetings the user takes, compared with the others.
        weight: u32 = 1;
        /// Whoever is free and has the highest is chosen first.
        priority: u32 = 0;
    }
}

query! {
    /// Which event types of the team.
    TeamEventTypesQuery {
        /// Whether those that are switched off or archived are listed too; false if absent.
        include_inactive: Option<bool> = true;
        /// How many items at most; 50 if absent.
        limit: Option<PageLimit> = 50;
        /// The `nextCursor` of the page before; absent for the first one.
        cursor: Option<Cursor> = "00064a3c5e1f8a000195a3c27d5e7c6b8f4352a9a1b2c3d4";
    }
}

impl TeamEventTypeInput {
    pub(crate) fn into_settings(self) -> TeamTypeSettings {
        let hosts = self.hosts.0.into_iter().map(TypeHostInput::into_core).collect();
        let event_type = EventTypeInput {
            user_id: None,
            name: self.name,
            slug: self.slug,
            description: self.description,
            duration: self.duration,
            step_minutes: self.step_minutes,
            seats: self.seats,
            color: self.color,
            location: self.location,
            custom_questions: self.custom_questions,
            reminder_settings: self.reminder_settings,
            setting_overrides: self.setting_overrides,
            schedule_id: None,
            cancel_cutoff_minutes: self.cancel_cutoff_minutes,
            reschedule_cutoff_minutes: self.reschedule_cutoff_minutes,
            max_occurrences: self.max_occurrences,
            requires_approval: self.requires_approval,
            confirms_address: self.confirms_address,
            is_active: self.is_active,
        };
        TeamTypeSettings { details: event_type.into_details(), kind: self.scheduling_type, zone: self.timezone, hosts }
    }
}

impl Keyed for TypeHostInput {
    const KEY: Option<&'static str> = Some("userId");
}

impl TypeHostInput {
    fn into_core(self) -> TeamTypeHost {
        // Both are within their bounds: the decoder has seen to it.
        let weight = self.weight.and_then(|weight| u8::try_from(weight.0).ok()?.try_into().ok());
        let priority = self.priority.map_or(0, |priority| u8::try_from(priority.0).unwrap_or(MAX_PRIORITY));
        TeamTypeHost { host: self.user_id, weight: weight.unwrap_or(Weight::ONE), priority }
    }
}

impl From<TeamTypeHost> for TypeHostAnswer {
    fn from(TeamTypeHost { host, weight, priority }: TeamTypeHost) -> Self {
        Self { user_id: host, weight: u8::from(weight).into(), priority: priority.into() }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::{json::tests::decode, problem::Code};

    #[test]
    fn weight_and_priority_have_defaults_and_bounds() {
        let host = |more: serde_json::Value| {
            let mut host = json!({"userId": "0195a3c2-7d5e-7c6b-8f43-52a9a1b2c3d4"});
            host.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
            json!({"name": "Demo", "slug": "demo", "duration": 30, "hosts": [host]})
        };
        let shares = |body| {
            let settings = decode::<TeamEventTypeInput>(body).map(TeamEventTypeInput::into_settings);
            settings.map(|settings| settings.hosts.iter().map(|host| (u8::from(host.weight), host.priority)).collect())
        };
        assert_eq!(shares(host(json!({}))), Ok(vec![(1, 0)]));
        assert_eq!(shares(host(json!({"weight": 100, "priority": 100}))), Ok(vec![(100, 100)]));
        let wrong = shares(host(json!({"weight": 0, "priority": 101}))).unwrap_err();
        let at = |field: &str| (format!("/hosts/0/{field}"), Code::OutOfRange);
        assert_eq!(wrong, [at("weight"), at("priority")]);
    }
}
