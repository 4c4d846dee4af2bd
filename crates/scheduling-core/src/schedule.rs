//! When a host works: local windows, weekly schedules, date overrides, blocked dates.
//!
//! All of it is civil time; nothing here knows a time zone.

use std::collections::BTreeMap;

use jiff::civil::{Date, Weekday};

use crate::ids::BlockId;

/// The most windows that one date may have.
pub const MAX_WINDOWS: usize = 24;
/// The most date overrides of one schedule.
pub const MAX_OVERRIDES: usize = 366;
/// The most blocks of one host.
pub const MAX_BLOCKS: usize = 1000;

/// A wall-clock time in whole minutes, from `00:00` to `24:00` (the end of the date).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize, serde::Deserialize),
    serde(try_from = "String", into = "String")
)]
pub struct LocalTime(u16);

/// Not a time of the form `HH:MM` from `00:00` to `24:00`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("a time is written HH:MM, from 00:00 to 24:00")]
pub struct InvalidLocalTime;

impl LocalTime {
    /// `00:00`.
    pub const MIDNIGHT: Self = Self(0);
    /// `24:00`, the end of the date.
    pub const END_OF_DAY: Self = Self(1440);

    /// The time so many minutes after midnight, up to 1440.
    ///
    /// # Errors
    /// More than 1440 minutes.
    pub const fn from_minutes(minutes: u16) -> Result<Self, InvalidLocalTime> {
        if minutes <= 1440 { Ok(Self(minutes)) } else { Err(InvalidLocalTime) }
    }

    /// Minutes after midnight.
    #[must_use]
    pub const fn minutes(self) -> u16 {
        self.0
    }

    pub(crate) fn seconds(self) -> i64 {
        i64::from(self.0) * 60
    }
}

impl std::str::FromStr for LocalTime {
    type Err = InvalidLocalTime;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let digit = |byte: u8| byte.is_ascii_digit().then(|| u16::from(byte - b'0')).ok_or(InvalidLocalTime);
        let [h1, h2, b':', m1, m2] = *text.as_bytes() else { return Err(InvalidLocalTime) };
        let (hours, minutes) = (digit(h1)? * 10 + digit(h2)?, digit(m1)? * 10 + digit(m2)?);
        if minutes > 59 {
            return Err(InvalidLocalTime);
        }
        Self::from_minutes(hours * 60 + minutes)
    }
}

impl std::fmt::Display for LocalTime {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{:02}:{:02}", self.0 / 60, self.0 % 60)
    }
}

/// Local hours `[start, end)` of one date.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize, serde::Deserialize),
    serde(try_from = "(LocalTime, LocalTime)", into = "(LocalTime, LocalTime)")
)]
pub struct Window {
    start: LocalTime,
    end: LocalTime,
}

/// A window must end after it starts. Hours over midnight are two windows, split at `24:00`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("a window must end after it starts: {start}–{end}; split hours over midnight at 24:00")]
pub struct InvalidWindow {
    /// Where the window was to start.
    pub start: LocalTime,
    /// Where it was to end.
    pub end: LocalTime,
}

impl Window {
    /// The hours from `start` to `end` of the same date.
    ///
    /// # Errors
    /// `end` is not after `start`.
    pub fn new(start: LocalTime, end: LocalTime) -> Result<Self, InvalidWindow> {
        if start < end { Ok(Self { start, end }) } else { Err(InvalidWindow { start, end }) }
    }

    /// The first minute inside.
    #[must_use]
    pub const fn start(self) -> LocalTime {
        self.start
    }

    /// The first minute outside.
    #[must_use]
    pub const fn end(self) -> LocalTime {
        self.end
    }
}

/// The windows of one date, sorted, with those that overlap or touch made one (rule 1).
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize, serde::Deserialize),
    serde(try_from = "Vec<Window>", into = "Vec<Window>")
)]
pub struct DayWindows(Vec<Window>);

impl DayWindows {
    /// A date without windows.
    pub const CLOSED: Self = Self(Vec::new());

    /// The windows of one date, in any order, overlapping or not.
    ///
    /// # Errors
    /// More than [`MAX_WINDOWS`].
    pub fn new(mut windows: Vec<Window>) -> Result<Self, TooMany> {
        TooMany::check("windows of a date", windows.len(), MAX_WINDOWS)?;
        windows.sort_unstable();
        windows.dedup_by(|next, kept| {
            let joins = next.start <= kept.end;
            if joins {
                kept.end = kept.end.max(next.end);
            }
            joins
        });
        Ok(Self(windows))
    }

    /// The merged windows, ascending.
    #[must_use]
    pub fn as_slice(&self) -> &[Window] {
        &self.0
    }
}

/// More of something than the product allows for one host.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{count} {what}, at most {max} are allowed")]
pub struct TooMany {
    /// What there is too much of.
    pub what: &'static str,
    /// How many there are.
    pub count: usize,
    /// How many there may be.
    pub max: usize,
}

impl TooMany {
    pub(crate) fn check(what: &'static str, count: usize, max: usize) -> Result<(), Self> {
        if count <= max { Ok(()) } else { Err(Self { what, count, max }) }
    }
}

/// The windows of each weekday.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct WeeklySchedule([DayWindows; 7]);

impl WeeklySchedule {
    /// The schedule with these days, Monday first.
    #[must_use]
    pub const fn from_monday(days: [DayWindows; 7]) -> Self {
        Self(days)
    }

    /// Monday to Friday, 09:00 to 17:00: what a new host starts with.
    #[must_use]
    pub fn office_hours() -> Self {
        let office = DayWindows(vec![Window { start: LocalTime(9 * 60), end: LocalTime(17 * 60) }]);
        let mut days: [DayWindows; 7] = std::array::from_fn(|_| office.clone());
        let [.., saturday, sunday] = &mut days;
        (*saturday, *sunday) = (DayWindows::CLOSED, DayWindows::CLOSED);
        Self(days)
    }

    /// The days, Monday first.
    #[must_use]
    pub const fn days(&self) -> &[DayWindows; 7] {
        &self.0
    }

    /// The windows of a weekday.
    #[must_use]
    pub fn on(&self, weekday: Weekday) -> &DayWindows {
        let [mon, tue, wed, thu, fri, sat, sun] = &self.0;
        match weekday {
            Weekday::Monday => mon,
            Weekday::Tuesday => tue,
            Weekday::Wednesday => wed,
            Weekday::Thursday => thu,
            Weekday::Friday => fri,
            Weekday::Saturday => sat,
            Weekday::Sunday => sun,
        }
    }
}

/// The dates on which other hours hold than those of the weekday; no windows means closed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize, serde::Deserialize),
    serde(try_from = "BTreeMap<Date, DayWindows>", into = "BTreeMap<Date, DayWindows>")
)]
pub struct DateOverrides(BTreeMap<Date, DayWindows>);

impl DateOverrides {
    /// These dates' own hours.
    ///
    /// # Errors
    /// More than [`MAX_OVERRIDES`].
    pub fn new(dates: BTreeMap<Date, DayWindows>) -> Result<Self, TooMany> {
        TooMany::check("date overrides", dates.len(), MAX_OVERRIDES)?;
        Ok(Self(dates))
    }

    /// The dates with their hours, ascending.
    #[must_use]
    pub fn iter(&self) -> impl ExactSizeIterator<Item = (Date, &DayWindows)> {
        self.0.iter().map(|(date, windows)| (*date, windows))
    }

    /// The override of a date, if it has one.
    #[must_use]
    pub fn on(&self, date: Date) -> Option<&DayWindows> {
        self.0.get(&date)
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

/// Time that a host has taken off: whole dates, or the same hours on each of them.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize, serde::Deserialize),
    serde(try_from = "(BlockId, Date, Date, Option<Window>)", into = "(BlockId, Date, Date, Option<Window>)")
)]
pub struct Block {
    id: BlockId,
    first: Date,
    last: Date,
    hours: Option<Window>,
}

/// A block must not end before it starts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("a block must not end before it starts: {first} to {last}")]
pub struct InvalidBlock {
    /// The first blocked date.
    pub first: Date,
    /// The last blocked date.
    pub last: Date,
}

impl Block {
    /// Blocks the dates `first..=last`: all day, or only the given hours of each.
    ///
    /// # Errors
    /// `last` is before `first`.
    pub fn new(id: BlockId, first: Date, last: Date, hours: Option<Window>) -> Result<Self, InvalidBlock> {
        if first <= last { Ok(Self { id, first, last, hours }) } else { Err(InvalidBlock { first, last }) }
    }

    /// Which block this is.
    #[must_use]
    pub const fn id(&self) -> BlockId {
        self.id
    }

    /// The first blocked date.
    #[must_use]
    pub const fn first(&self) -> Date {
        self.first
    }

    /// The last blocked date.
    #[must_use]
    pub const fn last(&self) -> Date {
        self.last
    }

    /// The hours that are blocked on each date; none means all day.
    #[must_use]
    pub const fn hours(&self) -> Option<Window> {
        self.hours
    }
}

impl TryFrom<String> for LocalTime {
    type Error = InvalidLocalTime;

    fn try_from(value: String) -> Result<Self, Self::Error> {
        value.parse()
    }
}

impl From<LocalTime> for String {
    fn from(value: LocalTime) -> Self {
        value.to_string()
    }
}

impl TryFrom<(LocalTime, LocalTime)> for Window {
    type Error = InvalidWindow;

    fn try_from(value: (LocalTime, LocalTime)) -> Result<Self, Self::Error> {
        Self::new(value.0, value.1)
    }
}

impl From<Window> for (LocalTime, LocalTime) {
    fn from(value: Window) -> Self {
        (value.start, value.end)
    }
}

impl TryFrom<Vec<Window>> for DayWindows {
    type Error = TooMany;

    fn try_from(value: Vec<Window>) -> Result<Self, Self::Error> {
        Self::new(value)
    }
}

impl From<DayWindows> for Vec<Window> {
    fn from(value: DayWindows) -> Self {
        value.0
    }
}

impl TryFrom<BTreeMap<Date, DayWindows>> for DateOverrides {
    type Error = TooMany;

    fn try_from(value: BTreeMap<Date, DayWindows>) -> Result<Self, Self::Error> {
        Self::new(value)
    }
}

impl From<DateOverrides> for BTreeMap<Date, DayWindows> {
    fn from(value: DateOverrides) -> Self {
        value.0
    }
}

impl TryFrom<(BlockId, Date, Date, Option<Window>)> for Block {
    type Error = InvalidBlock;

    fn try_from(value: (BlockId, Date, Date, Option<Window>)) -> Result<Self, Self::Error> {
        Self::new(value.0, value.1, value.2, value.3)
    }
}

impl From<Block> for (BlockId, Date, Date, Option<Window>) {
    fn from(value: Block) -> Self {
        (value.id, value.first, value.last, value.hours)
    }
}
