//! Lists in pages, by opaque cursors: what comes after an instant and an id, so that no row is skipped or shown twice
//! when others come and go between two pages.

use std::{fmt, str::FromStr};

use jiff::Timestamp;
use tokio_postgres::Row;
use uuid::Uuid;

use crate::error::{RowError, StoreError};

/// The most items of a page.
pub const MAX_PAGE: u32 = 100;

/// Which page is asked for.
#[derive(Clone, Copy, Debug)]
pub struct PageRequest {
    /// What comes after this; `None` is the first page.
    pub after: Option<Cursor>,
    /// How many items, from 1 to [`MAX_PAGE`]; values outside of it are moved to the nearer end.
    pub limit: u32,
}

impl Default for PageRequest {
    /// The first page, as long as it may be.
    fn default() -> Self {
        Self { after: None, limit: MAX_PAGE }
    }
}

/// Some of a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Page<T> {
    /// The items, in order.
    pub items: Vec<T>,
    /// Where the next page begins; `None` after the last item.
    pub next: Option<Cursor>,
}

/// A place in a list. Its text is opaque to callers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Cursor {
    at: Timestamp,
    id: Uuid,
}

/// Not a cursor that a page has given.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not a cursor of this API")]
pub struct InvalidCursor;

impl fmt::Display for Cursor {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:016x}{:032x}", self.at.as_microsecond(), self.id.as_u128())
    }
}

impl FromStr for Cursor {
    type Err = InvalidCursor;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let plain = text.len() == 48 && text.bytes().all(|byte| byte.is_ascii_hexdigit());
        let (at, id) = text.split_at_checked(16).filter(|_| plain).ok_or(InvalidCursor)?;
        let microsecond = u64::from_str_radix(at, 16).map_err(|_| InvalidCursor)?.cast_signed();
        let at = Timestamp::from_microsecond(microsecond).map_err(|_| InvalidCursor)?;
        // PostgreSQL's instants begin later than jiff's.
        if at < Timestamp::constant(-200_000_000_000, 0) {
            return Err(InvalidCursor);
        }
        Ok(Self { at, id: Uuid::from_u128(u128::from_str_radix(id, 16).map_err(|_| InvalidCursor)?) })
    }
}

impl PageRequest {
    fn items(self) -> usize {
        // From 1 to 100, so that neither conversion loses anything.
        self.limit.clamp(1, MAX_PAGE) as usize
    }

    /// One more than asked for, which tells whether there is a next page.
    pub(crate) fn fetch(self) -> i64 {
        i64::from(self.limit.clamp(1, MAX_PAGE)) + 1
    }

    pub(crate) fn after_at(self) -> Option<Timestamp> {
        self.after.map(|cursor| cursor.at)
    }

    pub(crate) fn after_id(self) -> Option<Uuid> {
        self.after.map(|cursor| cursor.id)
    }

    /// The page that the fetched rows make.
    pub(crate) fn of<T>(
        self,
        rows: &[Row],
        decode: impl FnMut(&Row) -> Result<T, RowError>,
        place: impl FnOnce(&T) -> (Timestamp, Uuid),
    ) -> Result<Page<T>, StoreError> {
        let shown = rows.get(..self.items()).unwrap_or(rows);
        let items: Vec<T> = shown.iter().map(decode).collect::<Result<_, _>>()?;
        let last = items.last().filter(|_| rows.len() > shown.len());
        let next = last.map(place).map(|(at, id)| Cursor { at, id });
        Ok(Page { items, next })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cursor_reads_what_it_writes_and_nothing_else() {
        for second in [-62_135_596_800, -1, 0, 1_773_666_000] {
            let cursor = Cursor { at: Timestamp::from_second(second).unwrap(), id: Uuid::from_u128(u128::MAX - 1) };
            assert_eq!(cursor.to_string().parse(), Ok(cursor));
        }
        for text in ["", "0", &"0".repeat(47), &"g".repeat(48), &"+".repeat(48), &"f".repeat(49), &"é".repeat(24)] {
            assert_eq!(text.parse::<Cursor>(), Err(InvalidCursor), "{text}");
        }
        assert_eq!("7fffffffffffffff00000000000000000000000000000000".parse::<Cursor>(), Err(InvalidCursor));
    }
}
