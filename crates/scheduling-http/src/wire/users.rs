//! Users: the hosts of a tenant.

use jiff::Timestamp;
use scheduling_core::{
    DefaultSettings, EmailAddress, Host, HostId, HostProfile, KeptHolidays, Limits, Locale, Minutes, Name,
    SettingOverrides, ShortText, Username, Zone,
};
use scheduling_engine::{FutureBookings, WrittenHost};

use super::{
    Buffer, Length, Limit, WindowDays, days,
    holidays::{HolidaysAnswer, HolidaysInput},
    minutes,
    pages::page_of,
    written,
};
use crate::{
    json::{Faults, Hours, WebAddress, answer, body, query},
    problem::Code,
};

/// The zone of a user who is made without one.
const DEFAULT_ZONE: &str = "America/New_York";
const DEFAULT_DURATION: Minutes = Minutes(30);

body! {
    /// A user to be made, or what takes the place of one. Optional fields that are absent or null get their default.
    UserInput {
        /// The id of the person in the embedding platform; unique in the tenant.
        user_id: ShortText = "usr_42";
        /// The name in addresses; unique in the tenant.
        username: Username = "ada";
        /// The name that invitees see.
        display_name: Name = "Ada Lovelace";
        /// Where the user gets mail.
        email: EmailAddress = "ada@example.org";
        /// The IANA zone of schedules, blocked dates and limits; `America/New_York` if absent.
        timezone: Option<Zone> = "Europe/London";
        /// A picture.
        avatar_url: Option<WebAddress> = "https://example.org/ada.png";
        /// Whether the user can be booked; true if absent.
        is_active: Option<bool> = true;
        /// How many hours before its start a slot can still be booked; null follows the tenant's default.
        minimum_notice_hours: Option<Hours> = 24;
        /// How many days ahead can be booked; null follows the tenant's default.
        booking_window_days: Option<WindowDays> = 60;
        /// Minutes kept free before each meeting; null follows the tenant's default.
        buffer_before_mins: Option<Buffer> = 0;
        /// Minutes kept free after each meeting; null follows the tenant's default.
        buffer_after_mins: Option<Buffer> = 15;
        /// How many meetings may start on one date; null is no limit.
        daily_limit: Option<Limit> = 6;
        /// How many meetings may start in one week, from Monday; null is no limit.
        weekly_limit: Option<Limit> = 20;
        /// How many meetings may start in one month; null is no limit.
        monthly_limit: Option<Limit> = 60;
        /// What a new event type of the user lasts, in minutes; 30 if absent.
        default_duration: Option<Length> = 30;
        /// The public holidays on which the user cannot be booked; null follows the tenant's default.
        holidays: Option<HolidaysInput> = ();
        /// The language in which the user gets mails; null follows the tenant's branding.
        locale: Option<Locale> = "de";
    }
}

impl UserInput {
    pub(crate) fn into_profile(self) -> HostProfile {
        HostProfile {
            user_id: self.user_id,
            username: self.username,
            display_name: self.display_name,
            email: self.email,
            zone: self.timezone.unwrap_or_else(default_zone),
            avatar_url: self.avatar_url.map(|url| url.0),
            is_active: self.is_active.unwrap_or(true),
            settings: SettingOverrides {
                minimum_notice: self.minimum_notice_hours.map(|hours| hours.0),
                booking_window_days: self.booking_window_days.map(days),
                buffer_before: self.buffer_before_mins.map(minutes),
                buffer_after: self.buffer_after_mins.map(minutes),
                limits: Limits {
                    daily: self.daily_limit.map(|limit| limit.0),
                    weekly: self.weekly_limit.map(|limit| limit.0),
                    monthly: self.monthly_limit.map(|limit| limit.0),
                },
            },
            default_duration: self.default_duration.map_or(DEFAULT_DURATION, minutes),
            holidays: self.holidays.map(HolidaysInput::into_core),
            locale: self.locale,
        }
    }
}

fn default_zone() -> Zone {
    // The bundled database has it: a test of this module asks.
    DEFAULT_ZONE.parse().unwrap_or(Zone::UTC)
}

query! {
    /// What becomes of the bookings of a user who is deactivated: `keep` or `reassignTo`.
    #[rule(is_one: keep, reassign_to)]
    ReplaceUserQuery {
        /// Lets the bookings of a user who is deactivated take place.
        keep: Option<bool> = true;
        /// Who takes the bookings to come of a user who is not active any more, also of one who was not before.
        reassign_to: Option<HostId> = ();
    }
}

fn is_one(faults: &mut Faults, (keep, reassign_to): (&Option<bool>, &Option<HostId>)) {
    if *keep == Some(true) && reassign_to.is_some() {
        faults.at("reassignTo", Code::Inconsistent, "is given alone, or else keep");
    }
}

impl ReplaceUserQuery {
    pub(crate) fn future_bookings(&self) -> FutureBookings {
        match (self.reassign_to, self.keep) {
            (Some(to), _) => FutureBookings::Reassign { to },
            (None, Some(true)) => FutureBookings::Keep,
            (None, _) => FutureBookings::Refuse,
        }
    }
}

answer! {
    /// A user.
    UserAnswer {
        /// The user's id.
        id: HostId = "0195a3c2-7d5e-7c6b-8f43-52a9a1b2c3d4";
        /// The id of the person in the embedding platform.
        user_id: ShortText = "usr_42";
        /// The name in addresses.
        username: Username = "ada";
        /// The name that invitees see.
        display_name: Name = "Ada Lovelace";
        /// Where the user gets mail.
        email: EmailAddress = "ada@example.org";
        /// The IANA zone of schedules, blocked dates and limits.
        timezone: String = "Europe/London";
        /// A picture.
        avatar_url: Option<ShortText> = "https://example.org/ada.png";
        /// Whether the user can be booked.
        is_active: bool = true;
        /// How many hours before its start a slot can still be booked; null follows the tenant's default.
        minimum_notice_hours: Option<Hours> = 24;
        /// How many days ahead can be booked; null follows the tenant's default.
        booking_window_days: Option<u32> = 60;
        /// Minutes kept free before each meeting; null follows the tenant's default.
        buffer_before_mins: Option<Buffer> = 0;
        /// Minutes kept free after each meeting; null follows the tenant's default.
        buffer_after_mins: Option<Buffer> = 15;
        /// How many meetings may start on one date; null is no limit.
        daily_limit: Option<u32> = 6;
        /// How many meetings may start in one week, from Monday; null is no limit.
        weekly_limit: Option<u32> = 20;
        /// How many meetings may start in one month; null is no limit.
        monthly_limit: Option<u32> = 60;
        /// What a new event type of the user lasts, in minutes.
        default_duration: u32 = 30;
        /// The public holidays on which the user cannot be booked; null follows the tenant's default.
        holidays: Option<HolidaysAnswer> = ();
        /// The language in which the user gets mails; null follows the tenant's branding.
        locale: Option<Locale> = "de";
        /// The rules that hold for the user, the tenant's defaults included.
        effective: EffectiveSettings = {};
        /// When the user was made.
        created_at: Timestamp = "2026-03-01T09:00:00Z";
        /// When the user was last changed.
        updated_at: Timestamp = "2026-03-01T09:00:00Z";
    }
}

answer! {
    /// The rules that hold for a user: the user's own, else the tenant's.
    EffectiveSettings {
        /// How many hours before its start a slot can still be booked.
        minimum_notice_hours: Hours = 24;
        /// How many days ahead can be booked.
        booking_window_days: u32 = 60;
        /// Minutes kept free before each meeting.
        buffer_before_mins: Buffer = 0;
        /// Minutes kept free after each meeting.
        buffer_after_mins: Buffer = 15;
        /// The public holidays on which the user cannot be booked.
        holidays: HolidaysAnswer = ();
    }
}

page_of! {
    /// Some of the users.
    UserPage of UserAnswer
}

impl UserAnswer {
    /// Writes what was done to a host, with the defaults that held then: a repeated answer is the first one.
    pub(crate) fn written(written: WrittenHost, today: &DefaultSettings) -> Self {
        Self::of(written.host, written.defaults.as_ref().unwrap_or(today))
    }

    /// Writes a host of a tenant with these defaults.
    pub(crate) fn of(host: Host, defaults: &DefaultSettings) -> Self {
        let Host { id, profile, created_at, updated_at } = host;
        let own = profile.settings;
        Self {
            id,
            user_id: profile.user_id,
            username: profile.username,
            display_name: profile.display_name,
            email: profile.email,
            timezone: profile.zone.name().to_owned(),
            avatar_url: profile.avatar_url,
            is_active: profile.is_active,
            minimum_notice_hours: own.minimum_notice.map(Hours),
            booking_window_days: own.booking_window_days.map(u32::from),
            buffer_before_mins: own.buffer_before.map(written),
            buffer_after_mins: own.buffer_after.map(written),
            daily_limit: own.limits.daily,
            weekly_limit: own.limits.weekly,
            monthly_limit: own.limits.monthly,
            default_duration: profile.default_duration.0,
            effective: EffectiveSettings::of(&own, profile.holidays.as_ref(), defaults),
            holidays: profile.holidays.map(HolidaysAnswer::from),
            locale: profile.locale,
            created_at,
            updated_at,
        }
    }
}

impl EffectiveSettings {
    fn of(own: &SettingOverrides, holidays: Option<&KeptHolidays>, defaults: &DefaultSettings) -> Self {
        Self {
            minimum_notice_hours: Hours(own.minimum_notice.unwrap_or(defaults.minimum_notice)),
            booking_window_days: own.booking_window_days.unwrap_or(defaults.booking_window_days).into(),
            buffer_before_mins: written(own.buffer_before.unwrap_or(defaults.buffer_before)),
            buffer_after_mins: written(own.buffer_after.unwrap_or(defaults.buffer_after)),
            holidays: holidays.unwrap_or(&defaults.holidays).clone().into(),
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::json::tests::decode;

    fn smallest() -> serde_json::Value {
        json!({"userId": "u", "username": "ada", "displayName": "Ada", "email": "ada@example.org"})
    }

    #[test]
    fn what_is_left_out_gets_the_documented_default() {
        let profile = decode::<UserInput>(smallest()).unwrap().into_profile();
        assert_eq!(profile.zone.name(), "America/New_York");
        assert!(profile.is_active);
        assert_eq!(profile.default_duration, Minutes(30));
        assert_eq!(profile.settings, SettingOverrides::default());
    }

    #[test]
    fn null_clears_a_field() {
        let mut body = smallest();
        body["dailyLimit"] = json!(null);
        body["minimumNoticeHours"] = json!(null);
        let profile = decode::<UserInput>(body).unwrap().into_profile();
        assert_eq!(profile.settings, SettingOverrides::default());
    }

    #[test]
    fn hours_on_the_wire_are_minutes_inside() {
        let mut body = smallest();
        body["minimumNoticeHours"] = json!(1.5);
        let profile = decode::<UserInput>(body).unwrap().into_profile();
        assert_eq!(profile.settings.minimum_notice, Some(Minutes(90)));
        let created_at: Timestamp = "2026-03-01T09:00:00Z".parse().unwrap();
        let id = HostId::from_uuid(uuid::Uuid::from_u128(1));
        let host = Host { id, profile, created_at, updated_at: created_at };
        let user = serde_json::to_value(UserAnswer::of(host, &DefaultSettings::default())).unwrap();
        assert_eq!(user["minimumNoticeHours"], json!(1.5));
        assert_eq!(user["bookingWindowDays"], json!(null));
        let effective = json!({
            "minimumNoticeHours": 1.5, "bookingWindowDays": 60, "bufferBeforeMins": 0, "bufferAfterMins": 15,
            "holidays": {"sets": [], "worked": []}
        });
        assert_eq!(user["effective"], effective);
        assert_eq!(user["createdAt"], json!("2026-03-01T09:00:00Z"));
    }
}
