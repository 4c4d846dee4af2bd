//! An event type: a kind of meeting that can be booked, with its questions and its rules.

use jiff::Timestamp;

use crate::{
    ids::{EventTypeId, HostId, ScheduleId, TeamId},
    settings::{EventTypeRules, Minutes, SettingOverrides},
    values::{LongText, Name, ShortText, Slug},
};

/// The most questions of one event type.
pub const MAX_QUESTIONS: usize = 50;
/// The most options of one question.
pub const MAX_OPTIONS: usize = 100;

/// An event type as it is stored.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct EventType {
    /// Its id.
    pub id: EventTypeId,
    /// Whose it is.
    #[cfg_attr(feature = "serde", serde(flatten))]
    pub owner: Owner,
    /// What may be changed.
    pub details: EventTypeDetails,
    /// When it was archived: it is history then, and its slug is free again.
    pub archived_at: Option<Timestamp>,
    /// When it was made.
    pub created_at: Timestamp,
    /// When it was last changed.
    pub updated_at: Timestamp,
}

/// Whose event type it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize), serde(rename_all = "snake_case"))]
pub enum Owner {
    /// A host's, who is booked.
    Host(HostId),
    /// A team's, whose hosts are booked as its [`TeamScheduling`](crate::TeamScheduling) says.
    Team(TeamId),
}

impl Owner {
    /// The host who owns it; none if a team does.
    #[must_use]
    pub const fn host(self) -> Option<HostId> {
        match self {
            Self::Host(host) => Some(host),
            Self::Team(_) => None,
        }
    }

    /// The team that owns it; none if a host does.
    #[must_use]
    pub const fn team(self) -> Option<TeamId> {
        match self {
            Self::Host(_) => None,
            Self::Team(team) => Some(team),
        }
    }
}

/// What its owner or an admin sets.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct EventTypeDetails {
    /// What invitees see.
    pub name: Name,
    /// The name in URLs; unique among the owner's types that are not archived.
    pub slug: Slug,
    /// What it is about.
    pub description: Option<LongText>,
    /// How long a meeting lasts.
    pub duration: Minutes,
    /// The distance of two possible starts; `None` is 15 minutes.
    pub step: Option<Minutes>,
    /// How many can book the same meeting, each with a booking of their own. A meeting keeps the number that it was made
    /// with.
    #[cfg_attr(feature = "serde", serde(default = "one"))]
    pub seats: u32,
    /// The colour in calendars.
    pub color: Color,
    /// Where the meeting takes place.
    pub location: Location,
    /// What the invitee is asked.
    pub questions: Vec<Question>,
    /// Who is reminded, and when.
    pub reminders: Reminders,
    /// The type's own rules.
    pub overrides: SettingOverrides,
    /// A named schedule of the host; `None` is the host's default one.
    pub schedule: Option<ScheduleId>,
    /// How long before the start an invitee can still cancel.
    pub cancel_cutoff: Minutes,
    /// How long before the start an invitee can still move the meeting.
    pub reschedule_cutoff: Minutes,
    /// How many occurrences a series of this type can have: from 1, which is no series, to
    /// [`MAX_OCCURRENCES`](crate::MAX_OCCURRENCES).
    #[cfg_attr(feature = "serde", serde(default = "no_series"))]
    pub max_occurrences: u32,
    /// Whether the host must approve a booking before it takes place.
    #[cfg_attr(feature = "serde", serde(default))]
    pub requires_approval: bool,
    /// Whether a booking counts only once its invitee has shown that the address is theirs.
    #[cfg_attr(feature = "serde", serde(default))]
    pub confirms_address: bool,
    /// Whether it can be booked.
    pub is_active: bool,
}

impl EventTypeDetails {
    /// An active type that follows its host in everything, without questions, cut-offs and series.
    #[must_use]
    pub fn new(name: Name, slug: Slug, duration: Minutes) -> Self {
        Self {
            name,
            slug,
            description: None,
            duration,
            step: None,
            seats: 1,
            color: Color::Blue,
            location: Location::default(),
            questions: Vec::new(),
            reminders: Reminders::default(),
            overrides: SettingOverrides::default(),
            schedule: None,
            cancel_cutoff: Minutes(0),
            reschedule_cutoff: Minutes(0),
            max_occurrences: 1,
            requires_approval: false,
            confirms_address: false,
            is_active: true,
        }
    }
}

/// What was stored before there were series.
#[cfg(feature = "serde")]
const fn no_series() -> u32 {
    1
}

impl EventType {
    /// What the type contributes to the effective rules.
    #[must_use]
    pub fn rules(&self) -> EventTypeRules {
        let EventTypeDetails { duration, step, seats, overrides, .. } = self.details;
        EventTypeRules { id: self.id, duration, step, seats, overrides }
    }
}

/// The seats of event types from before there could be more.
#[cfg(feature = "serde")]
const fn one() -> u32 {
    1
}

macro_rules! closed_words {
    ($(#[$doc:meta])* $name:ident { $($(#[$variant_doc:meta])* $variant:ident = $word:literal,)+ }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        #[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
        pub enum $name {
            $($(#[$variant_doc])* #[cfg_attr(feature = "serde", serde(rename = $word))] $variant,)+
        }

        impl $name {
            /// All of them.
            pub const ALL: &'static [Self] = &[$(Self::$variant),+];

            /// The word for it in storage and on the wire.
            #[must_use]
            pub const fn as_str(self) -> &'static str {
                match self { $(Self::$variant => $word),+ }
            }
        }

        impl std::str::FromStr for $name {
            type Err = crate::UnknownWord;

            fn from_str(word: &str) -> Result<Self, Self::Err> {
                match word { $($word => Ok(Self::$variant),)+ _ => Err(crate::UnknownWord) }
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(self.as_str())
            }
        }
    };
}
pub(crate) use closed_words;

closed_words! {
    /// The colour of an event type in calendars.
    Color {
        /// Green.
        Green = "green",
        /// Mint.
        Mint = "mint",
        /// Blue, the default.
        Blue = "blue",
        /// Purple.
        Purple = "purple",
        /// Orange.
        Orange = "orange",
        /// Red.
        Red = "red",
        /// Gray.
        Gray = "gray",
    }
}

closed_words! {
    /// What kind of place a meeting has.
    LocationKind {
        /// Google Meet, the default.
        GoogleMeet = "google_meet",
        /// Zoom.
        Zoom = "zoom",
        /// A telephone call.
        Phone = "phone",
        /// A place to go to.
        InPerson = "in_person",
        /// Anything else.
        Custom = "custom",
    }
}

/// Where a meeting takes place.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct Location {
    /// What kind of place.
    pub kind: LocationKind,
    /// The address, number or link.
    pub value: Option<ShortText>,
    /// What people call it.
    pub display_name: Option<Name>,
}

closed_words! {
    /// How a question is answered.
    QuestionKind {
        /// One line.
        Text = "text",
        /// Several lines.
        Textarea = "textarea",
        /// One of the options.
        Select = "select",
        /// A telephone number.
        Phone = "phone",
        /// Yes or no; a required one must be answered with yes.
        Checkbox = "checkbox",
    }
}

/// A question to the invitee.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct Question {
    /// By which answers refer to it; unique in the event type.
    pub id: Slug,
    /// What is asked.
    pub label: ShortText,
    /// How it is answered.
    pub kind: QuestionKind,
    /// Whether an answer must be given.
    pub required: bool,
    /// What can be chosen; of a select only, where there is at least one.
    pub options: Vec<ShortText>,
    /// A hint in the empty field.
    pub placeholder: Option<ShortText>,
}

closed_words! {
    /// How long before a meeting a reminder is sent.
    ReminderTiming {
        /// Two days.
        Hours48 = "48h",
        /// One day.
        Hours24 = "24h",
        /// Two hours.
        Hours2 = "2h",
        /// One hour.
        Hours1 = "1h",
        /// Half an hour.
        Minutes30 = "30m",
        /// A quarter of an hour.
        Minutes15 = "15m",
    }
}

/// Who is reminded of a meeting, and when.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct Reminders {
    /// Whether any are sent.
    pub enabled: bool,
    /// When the host is reminded.
    pub host: Vec<ReminderTiming>,
    /// When the invitee is reminded.
    pub invitee: Vec<ReminderTiming>,
}

impl Default for Reminders {
    fn default() -> Self {
        Self { enabled: true, host: vec![ReminderTiming::Hours24], invitee: vec![ReminderTiming::Hours24] }
    }
}

impl Default for Location {
    fn default() -> Self {
        Self { kind: LocationKind::GoogleMeet, value: None, display_name: None }
    }
}
