//! The JSON documents inside of columns. Their field names are part of the schema: they are fixed here, apart from the
//! types' own names, so that renaming a field of a type can change neither a table nor the API.

use std::{collections::BTreeMap, fmt::Display, str::FromStr};

use jiff::Timestamp;
use scheduling_core::{
    Answer, AnswerValue, Branding, Campaign, CampaignText, Candidate, DayWindows, DefaultSettings, HolidaySetCode,
    HostId, KeptHolidays, Limits, LocalTime, Locale, Location, LocationKind, LongText, Minutes, Name, Question,
    QuestionKind, Quotas, RateLimits, ReminderTiming, Reminders, SettingOverrides, ShortText, Slug, TeamSettings,
    WeeklySchedule, Weight, Window,
};
use serde::{
    Deserialize, Deserializer, Serialize, Serializer,
    de::{Error as _, IgnoredAny},
};

/// A JSON object that the store keeps and does not look into.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct JsonObject(String);

/// Not a JSON object.
#[derive(Debug, thiserror::Error)]
#[error("not a JSON object")]
pub struct NotAnObject(#[source] serde_json::Error);

impl JsonObject {
    /// The object's text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl Default for JsonObject {
    /// `{}`.
    fn default() -> Self {
        Self("{}".to_owned())
    }
}

impl FromStr for JsonObject {
    type Err = NotAnObject;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let checked: Result<BTreeMap<String, IgnoredAny>, _> = serde_json::from_str(text);
        checked.map(|_| Self(text.to_owned())).map_err(NotAnObject)
    }
}

/// Serializes as the text that a type displays and parses.
mod text {
    use super::{Deserialize, Deserializer, Display, FromStr, Serializer};

    pub(super) fn serialize<T: Display, S: Serializer>(value: &T, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(value)
    }

    pub(super) fn deserialize<'de, T: FromStr<Err: Display>, D: Deserializer<'de>>(from: D) -> Result<T, D::Error> {
        String::deserialize(from)?.parse().map_err(serde::de::Error::custom)
    }
}

/// A value that is stored as its text, inside of an option or a list.
#[derive(Serialize, Deserialize)]
#[serde(transparent, bound(serialize = "T: Display", deserialize = "T: FromStr<Err: Display>"))]
struct Text<T>(#[serde(with = "text")] T);

mod option_text {
    use super::{Deserialize, Deserializer, Display, FromStr, Serialize, Serializer, Text};

    #[expect(clippy::ref_option, reason = "serde calls it like this")]
    pub(super) fn serialize<T: Display, S: Serializer>(value: &Option<T>, serializer: S) -> Result<S::Ok, S::Error> {
        value.as_ref().map(|value| Text(value.to_string())).serialize(serializer)
    }

    pub(super) fn deserialize<'de, T, D>(from: D) -> Result<Option<T>, D::Error>
    where
        T: FromStr<Err: Display>,
        D: Deserializer<'de>,
    {
        Ok(Option::<Text<T>>::deserialize(from)?.map(|text| text.0))
    }
}

mod list_text {
    use super::{Deserialize, Deserializer, Display, FromStr, Serializer, Text};

    pub(super) fn serialize<T: Display, S: Serializer>(values: &[T], serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(values.iter().map(|value| Text(value.to_string())))
    }

    pub(super) fn deserialize<'de, T, D>(from: D) -> Result<Vec<T>, D::Error>
    where
        T: FromStr<Err: Display>,
        D: Deserializer<'de>,
    {
        Ok(Vec::<Text<T>>::deserialize(from)?.into_iter().map(|text| text.0).collect())
    }
}

/// A type of core with the document that it is stored as.
macro_rules! documents {
    ($($document:ident($type:ty) as $remote:literal;)+) => {$(
        #[derive(Debug, Serialize, Deserialize)]
        #[serde(transparent)]
        pub(crate) struct $document(#[serde(with = $remote)] pub(crate) $type);
    )+};
}

documents! {
    LocationDocument(Location) as "LocationDef";
    QuestionDocument(Question) as "QuestionDef";
    RemindersDocument(Reminders) as "RemindersDef";
    AnswerDocument(Answer) as "AnswerDef";
    CampaignDocument(Campaign) as "CampaignDef";
    BrandingDocument(Branding) as "BrandingDef";
    TeamSettingsDocument(TeamSettings) as "TeamSettingsDef";
    CandidateDocument(Candidate) as "CandidateDef";
    HolidaysDocument(KeptHolidays) as "HolidaysDef";
}

#[derive(Serialize, Deserialize)]
#[serde(remote = "Location")]
struct LocationDef {
    #[serde(rename = "type", with = "text")]
    kind: LocationKind,
    #[serde(rename = "value", with = "option_text", default, skip_serializing_if = "Option::is_none")]
    value: Option<ShortText>,
    #[serde(rename = "displayName", with = "option_text", default, skip_serializing_if = "Option::is_none")]
    display_name: Option<Name>,
}

#[derive(Serialize, Deserialize)]
#[serde(remote = "Question")]
struct QuestionDef {
    #[serde(rename = "id", with = "text")]
    id: Slug,
    #[serde(rename = "label", with = "text")]
    label: ShortText,
    #[serde(rename = "type", with = "text")]
    kind: QuestionKind,
    #[serde(rename = "required")]
    required: bool,
    #[serde(rename = "options", with = "list_text", default, skip_serializing_if = "Vec::is_empty")]
    options: Vec<ShortText>,
    #[serde(rename = "placeholder", with = "option_text", default, skip_serializing_if = "Option::is_none")]
    placeholder: Option<ShortText>,
}

#[derive(Serialize, Deserialize)]
#[serde(remote = "Reminders")]
struct RemindersDef {
    #[serde(rename = "enabled")]
    enabled: bool,
    #[serde(rename = "host", with = "list_text")]
    host: Vec<ReminderTiming>,
    #[serde(rename = "invitee", with = "list_text")]
    invitee: Vec<ReminderTiming>,
}

#[derive(Serialize, Deserialize)]
#[serde(remote = "Answer")]
struct AnswerDef {
    #[serde(rename = "question", with = "text")]
    question: Slug,
    #[serde(rename = "label", with = "text")]
    label: ShortText,
    #[serde(rename = "value", with = "AnswerValueDef")]
    value: AnswerValue,
}

#[derive(Serialize, Deserialize)]
#[serde(remote = "AnswerValue", untagged)]
enum AnswerValueDef {
    Checked(bool),
    Text(#[serde(with = "text")] LongText),
}

#[derive(Serialize, Deserialize)]
#[serde(remote = "Campaign")]
struct CampaignDef {
    #[serde(rename = "source", with = "option_text", default, skip_serializing_if = "Option::is_none")]
    source: Option<CampaignText>,
    #[serde(rename = "medium", with = "option_text", default, skip_serializing_if = "Option::is_none")]
    medium: Option<CampaignText>,
    #[serde(rename = "campaign", with = "option_text", default, skip_serializing_if = "Option::is_none")]
    campaign: Option<CampaignText>,
    #[serde(rename = "term", with = "option_text", default, skip_serializing_if = "Option::is_none")]
    term: Option<CampaignText>,
    #[serde(rename = "content", with = "option_text", default, skip_serializing_if = "Option::is_none")]
    content: Option<CampaignText>,
}

#[derive(Serialize, Deserialize)]
#[serde(remote = "Branding")]
struct BrandingDef {
    #[serde(rename = "displayName", with = "option_text", default, skip_serializing_if = "Option::is_none")]
    display_name: Option<Name>,
    #[serde(rename = "logoUrl", with = "option_text", default, skip_serializing_if = "Option::is_none")]
    logo_url: Option<ShortText>,
    #[serde(rename = "accentColor", with = "option_text", default, skip_serializing_if = "Option::is_none")]
    accent_color: Option<ShortText>,
    #[serde(rename = "locale", with = "option_text", default, skip_serializing_if = "Option::is_none")]
    locale: Option<Locale>,
}

#[derive(Serialize, Deserialize)]
#[serde(remote = "KeptHolidays")]
struct HolidaysDef {
    #[serde(rename = "sets", with = "list_text", default)]
    sets: Vec<HolidaySetCode>,
    #[serde(rename = "worked", with = "list_text", default, skip_serializing_if = "Vec::is_empty")]
    worked: Vec<Name>,
}

#[derive(Serialize, Deserialize)]
#[serde(remote = "TeamSettings")]
struct TeamSettingsDef {
    #[serde(rename = "roundRobin")]
    round_robin: bool,
    #[serde(rename = "showMemberProfiles")]
    show_member_profiles: bool,
}

#[derive(Serialize, Deserialize)]
#[serde(remote = "Candidate")]
struct CandidateDef {
    #[serde(rename = "host", with = "text")]
    host: HostId,
    #[serde(rename = "priority")]
    priority: u8,
    #[serde(rename = "weight")]
    weight: Weight,
    #[serde(rename = "bookings")]
    bookings: u32,
    #[serde(rename = "lastBookedAt", with = "option_text", default, skip_serializing_if = "Option::is_none")]
    last_booked_at: Option<Timestamp>,
}

/// What an event type sets for itself; what is absent follows the host.
#[derive(Debug, Default, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub(crate) struct OverridesDocument {
    #[serde(skip_serializing_if = "Option::is_none")]
    minimum_notice_minutes: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    booking_window_days: Option<u16>,
    #[serde(skip_serializing_if = "Option::is_none")]
    buffer_before_minutes: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    buffer_after_minutes: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    daily_limit: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    weekly_limit: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    monthly_limit: Option<u32>,
}

impl From<&SettingOverrides> for OverridesDocument {
    fn from(overrides: &SettingOverrides) -> Self {
        Self {
            minimum_notice_minutes: overrides.minimum_notice.map(|minutes| minutes.0),
            booking_window_days: overrides.booking_window_days,
            buffer_before_minutes: overrides.buffer_before.map(|minutes| minutes.0),
            buffer_after_minutes: overrides.buffer_after.map(|minutes| minutes.0),
            daily_limit: overrides.limits.daily,
            weekly_limit: overrides.limits.weekly,
            monthly_limit: overrides.limits.monthly,
        }
    }
}

impl From<OverridesDocument> for SettingOverrides {
    fn from(document: OverridesDocument) -> Self {
        Self {
            minimum_notice: document.minimum_notice_minutes.map(Minutes),
            booking_window_days: document.booking_window_days,
            buffer_before: document.buffer_before_minutes.map(Minutes),
            buffer_after: document.buffer_after_minutes.map(Minutes),
            limits: Limits {
                daily: document.daily_limit,
                weekly: document.weekly_limit,
                monthly: document.monthly_limit,
            },
        }
    }
}

/// A tenant's defaults; what is absent is the product's.
#[derive(Debug, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub(crate) struct DefaultsDocument {
    minimum_notice_minutes: u32,
    booking_window_days: u16,
    buffer_before_minutes: u32,
    buffer_after_minutes: u32,
    #[serde(skip_serializing_if = "Option::is_none")]
    holidays: Option<HolidaysDocument>,
}

impl Default for DefaultsDocument {
    fn default() -> Self {
        Self::from(&DefaultSettings::default())
    }
}

impl From<&DefaultSettings> for DefaultsDocument {
    fn from(settings: &DefaultSettings) -> Self {
        Self {
            minimum_notice_minutes: settings.minimum_notice.0,
            booking_window_days: settings.booking_window_days,
            buffer_before_minutes: settings.buffer_before.0,
            buffer_after_minutes: settings.buffer_after.0,
            holidays: (settings.holidays != KeptHolidays::default())
                .then(|| HolidaysDocument(settings.holidays.clone())),
        }
    }
}

impl From<DefaultsDocument> for DefaultSettings {
    fn from(document: DefaultsDocument) -> Self {
        Self {
            minimum_notice: Minutes(document.minimum_notice_minutes),
            booking_window_days: document.booking_window_days,
            buffer_before: Minutes(document.buffer_before_minutes),
            buffer_after: Minutes(document.buffer_after_minutes),
            holidays: document.holidays.map_or_else(KeptHolidays::default, |kept| kept.0),
        }
    }
}

/// A tenant's limits: what is absent is the product's, `null` is no limit.
#[derive(Debug, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub(crate) struct RateLimitsDocument {
    bookings: Option<u32>,
    holds: Option<u32>,
    reads: Option<u32>,
    changes: Option<u32>,
}

impl Default for RateLimitsDocument {
    fn default() -> Self {
        Self::from(RateLimits::default())
    }
}

impl From<RateLimits> for RateLimitsDocument {
    fn from(RateLimits { bookings, holds, reads, changes }: RateLimits) -> Self {
        Self { bookings, holds, reads, changes }
    }
}

impl From<RateLimitsDocument> for RateLimits {
    fn from(RateLimitsDocument { bookings, holds, reads, changes }: RateLimitsDocument) -> Self {
        Self { bookings, holds, reads, changes }
    }
}

/// What a tenant has switched on; the product's default is on.
#[derive(Debug, Serialize, Deserialize)]
#[serde(default)]
pub(crate) struct FeaturesDocument {
    pub(crate) scheduling: bool,
}

impl Default for FeaturesDocument {
    fn default() -> Self {
        Self { scheduling: true }
    }
}

/// How much the platform lets a tenant have; absent is no limit.
#[derive(Debug, Default, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub(crate) struct QuotasDocument {
    #[serde(skip_serializing_if = "Option::is_none")]
    hosts: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    event_types: Option<u32>,
}

impl From<Quotas> for QuotasDocument {
    fn from(Quotas { hosts, event_types }: Quotas) -> Self {
        Self { hosts, event_types }
    }
}

impl From<QuotasDocument> for Quotas {
    fn from(QuotasDocument { hosts, event_types }: QuotasDocument) -> Self {
        Self { hosts, event_types }
    }
}

/// How long a tenant keeps what it knows of invitees; absent is for ever.
#[derive(Debug, Default, Serialize, Deserialize)]
#[serde(default)]
pub(crate) struct RetentionDocument {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) days: Option<u32>,
}

/// The windows of one date: `[["09:00", "12:00"], ["13:00", "24:00"]]`.
#[derive(Debug)]
pub(crate) struct WindowsDocument(pub(crate) DayWindows);

impl Serialize for WindowsDocument {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(self.0.as_slice().iter().map(|window| (Text(window.start()), Text(window.end()))))
    }
}

impl<'de> Deserialize<'de> for WindowsDocument {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let pairs = Vec::<(Text<LocalTime>, Text<LocalTime>)>::deserialize(deserializer)?;
        let windows = pairs.into_iter().map(|(start, end)| Window::new(start.0, end.0)).collect::<Result<Vec<_>, _>>();
        let windows = windows.map_err(D::Error::custom)?;
        DayWindows::new(windows).map(Self).map_err(D::Error::custom)
    }
}

/// The windows of each weekday, Monday first.
#[derive(Debug, Serialize, Deserialize)]
#[serde(transparent)]
pub(crate) struct WeeklyDocument([WindowsDocument; 7]);

impl From<&WeeklySchedule> for WeeklyDocument {
    fn from(schedule: &WeeklySchedule) -> Self {
        Self(schedule.days().clone().map(WindowsDocument))
    }
}

impl From<WeeklyDocument> for WeeklySchedule {
    fn from(document: WeeklyDocument) -> Self {
        Self::from_monday(document.0.map(|WindowsDocument(windows)| windows))
    }
}

#[cfg(test)]
mod tests {
    use serde::de::DeserializeOwned;
    use serde_json::{Value, json};

    use super::*;

    fn read<T: DeserializeOwned>(json: Value) -> Result<T, serde_json::Error> {
        serde_json::from_value(json)
    }

    fn kept<T: DeserializeOwned + Serialize>(document: &Value) {
        assert_eq!(serde_json::to_value(read::<T>(document.clone()).unwrap()).unwrap(), *document);
    }

    #[test]
    fn documents_keep_their_field_names() {
        let location = json!({"type": "in_person", "value": "Room 1", "displayName": "Office"});
        let question = json!({
            "id": "size", "label": "How large?", "type": "select", "required": true, "options": ["S", "L"],
            "placeholder": "Choose"
        });
        let reminders = json!({"enabled": true, "host": ["24h"], "invitee": ["48h", "15m"]});
        let answers = json!([
            {"question": "size", "label": "How large?", "value": "L"},
            {"question": "terms", "label": "Agreed?", "value": true}
        ]);
        let branding = json!({"displayName": "Acme", "logoUrl": "https://a.example/l.png", "accentColor": "#112233"});
        let overrides = json!({
            "minimumNoticeMinutes": 90, "bookingWindowDays": 10, "bufferBeforeMinutes": 5, "bufferAfterMinutes": 0,
            "dailyLimit": 3, "weeklyLimit": 9, "monthlyLimit": 20
        });
        let weekly = json!([[["09:00", "12:00"], ["13:00", "24:00"]], [], [], [], [], [], []]);
        kept::<LocationDocument>(&location);
        kept::<QuestionDocument>(&question);
        kept::<RemindersDocument>(&reminders);
        kept::<Vec<AnswerDocument>>(&answers);
        kept::<CampaignDocument>(
            &json!({"source": "mail", "medium": "letter", "campaign": "spring", "term": "a", "content": "b"}),
        );
        kept::<CampaignDocument>(&json!({"medium": "letter"}));
        kept::<BrandingDocument>(&branding);
        kept::<OverridesDocument>(&overrides);
        kept::<WeeklyDocument>(&weekly);
        kept::<QuotasDocument>(&json!({"hosts": 10, "eventTypes": 50}));
        kept::<TeamSettingsDocument>(&json!({"roundRobin": true, "showMemberProfiles": false}));
        kept::<Vec<CandidateDocument>>(&json!([{
            "host": "00000000-0000-0000-0000-000000000001", "priority": 2, "weight": 3, "bookings": 4,
            "lastBookedAt": "2026-03-01T00:00:00Z"
        }]));
        kept::<RetentionDocument>(&json!({"days": 30}));
        kept::<HolidaysDocument>(&json!({"sets": ["DE-BY"], "worked": ["Epiphany"]}));
        kept::<DefaultsDocument>(&json!({
            "minimumNoticeMinutes": 60, "bookingWindowDays": 7, "bufferBeforeMinutes": 0, "bufferAfterMinutes": 5,
            "holidays": {"sets": ["FR"]}
        }));
        kept::<FeaturesDocument>(&json!({"scheduling": false}));
        kept::<RateLimitsDocument>(&json!({"bookings": 1, "holds": null, "reads": 3, "changes": 4}));
    }

    #[test]
    fn what_is_absent_is_the_default_and_null_is_no_limit() {
        let defaults: DefaultsDocument = read(json!({"bookingWindowDays": 7})).unwrap();
        let expected = DefaultSettings { booking_window_days: 7, ..DefaultSettings::default() };
        assert_eq!(DefaultSettings::from(defaults), expected);
        let limits: RateLimitsDocument = read(json!({"reads": null})).unwrap();
        assert_eq!(RateLimits::from(limits), RateLimits { reads: None, ..RateLimits::default() });
        let overrides: OverridesDocument = read(json!({})).unwrap();
        assert_eq!(SettingOverrides::from(overrides), SettingOverrides::default());
    }

    #[test]
    fn what_the_types_do_not_allow_is_refused() {
        assert!(read::<WindowsDocument>(json!([["10:00", "09:00"]])).is_err());
        assert!(read::<WindowsDocument>(json!([["10:00", "24:01"]])).is_err());
        assert!(read::<WeeklyDocument>(json!([[], [], [], [], [], []])).is_err());
        assert!(read::<LocationDocument>(json!({"type": "moon"})).is_err());
        assert!(read::<HolidaysDocument>(json!({"sets": ["Bavaria"]})).is_err());
        assert!(
            read::<QuestionDocument>(json!({"id": "A b", "label": "x", "type": "text", "required": true})).is_err()
        );
    }
}
