//! Half-open intervals of time: [`Interval`] for users of the crate, `Span` (whole seconds) for its inner loops.

use jiff::Timestamp;

/// Seconds since the Unix epoch, or a length in seconds.
pub(crate) type Seconds = i64;

/// The instants from `start`, included, to `end`, excluded.
///
/// An interval whose end is not after its start holds no instant; it overlaps nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct Interval {
    /// The first instant inside.
    pub start: Timestamp,
    /// The first instant outside.
    pub end: Timestamp,
}

impl Interval {
    /// Whether some instant lies in both.
    #[must_use]
    pub fn overlaps(self, other: Self) -> bool {
        self.start.max(other.start) < self.end.min(other.end)
    }

    /// Whether there is no instant inside.
    #[must_use]
    pub fn is_empty(self) -> bool {
        self.end <= self.start
    }

    /// The whole seconds that this interval touches. Slots start and end at whole seconds, so that nothing is lost.
    pub(crate) fn touched(self) -> Span {
        Span { start: floor(self.start), end: ceil(self.end) }
    }
}

/// Whole seconds `[start, end)`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Span {
    pub(crate) start: Seconds,
    pub(crate) end: Seconds,
}

impl Span {
    pub(crate) fn intersection(self, other: Self) -> Self {
        Self { start: self.start.max(other.start), end: self.end.min(other.end) }
    }

    pub(crate) const fn is_empty(self) -> bool {
        self.end <= self.start
    }

    pub(crate) const fn contains(self, second: Seconds) -> bool {
        self.start <= second && second < self.end
    }
}

/// The last whole second at or before an instant.
pub(crate) fn floor(instant: Timestamp) -> Seconds {
    // jiff keeps the sign of the nanoseconds equal to that of the seconds.
    instant.as_second() - Seconds::from(instant.subsec_nanosecond() < 0)
}

/// The first whole second at or after an instant.
pub(crate) fn ceil(instant: Timestamp) -> Seconds {
    instant.as_second() + Seconds::from(instant.subsec_nanosecond() > 0)
}

/// Sorts spans and makes one of those that overlap or touch; empty ones vanish.
pub(crate) fn merge(spans: &mut Vec<Span>) {
    spans.retain(|span| !span.is_empty());
    spans.sort_unstable_by_key(|span| span.start);
    spans.dedup_by(|next, kept| {
        let joins = next.start <= kept.end;
        if joins {
            kept.end = kept.end.max(next.end);
        }
        joins
    });
}
