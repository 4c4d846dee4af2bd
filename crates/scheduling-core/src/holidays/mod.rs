//! Public holidays: what one is, which sets there can be, and which of them somebody keeps.
//!
//! The published dates are in `catalogue.rs`, behind the feature `holidays`; nothing else here knows any.

#[cfg(feature = "holidays")]
mod catalogue;

use std::{fmt, str::FromStr};

use jiff::civil::Date;

use crate::values::Name;

#[cfg(feature = "holidays")]
pub use self::catalogue::{HolidaySet, UnknownHolidaySet};

/// The most sets that somebody keeps.
pub const MAX_HOLIDAY_SETS: usize = 10;
/// The most holidays that somebody leaves out.
pub const MAX_WORKED_HOLIDAYS: usize = 100;

/// A public holiday on one date.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Holiday {
    /// The date.
    pub date: Date,
    /// What it is called, in English.
    pub name: &'static str,
    /// Whether the date was calculated before its announcement, and may still move: the moon decides.
    pub is_estimated: bool,
}

/// Names a set of holidays: a country (ISO 3166-1 alpha-2), or a part of one (ISO 3166-2).
///
/// ```
/// use scheduling_core::HolidaySetCode;
///
/// let bavaria: HolidaySetCode = "DE-BY".parse()?;
/// assert_eq!((bavaria.country(), bavaria.as_str()), ("DE", "DE-BY"));
/// assert!("Bavaria".parse::<HolidaySetCode>().is_err());
/// # Ok::<(), scheduling_core::InvalidHolidaySetCode>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize, serde::Deserialize),
    serde(try_from = "String", into = "String")
)]
pub struct HolidaySetCode(String);

/// Not a code of a country or of a part of one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("a set of holidays is named by a country such as DE or by a part of one such as DE-BY")]
pub struct InvalidHolidaySetCode;

impl HolidaySetCode {
    /// The code.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The country's part of it.
    #[must_use]
    pub fn country(&self) -> &str {
        self.0.split_once('-').map_or(&self.0, |(country, _)| country)
    }
}

impl FromStr for HolidaySetCode {
    type Err = InvalidHolidaySetCode;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let (country, part) = text.split_once('-').map_or((text, None), |(country, part)| (country, Some(part)));
        let is_country = country.len() == 2 && country.bytes().all(|byte| byte.is_ascii_uppercase());
        let is_part = |part: &str| {
            (1..=3).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_uppercase() || byte.is_ascii_digit())
        };
        if is_country && part.is_none_or(is_part) { Ok(Self(text.to_owned())) } else { Err(InvalidHolidaySetCode) }
    }
}

impl fmt::Display for HolidaySetCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl TryFrom<String> for HolidaySetCode {
    type Error = InvalidHolidaySetCode;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        text.parse()
    }
}

impl From<HolidaySetCode> for String {
    fn from(code: HolidaySetCode) -> Self {
        code.0
    }
}

/// The holidays that a host keeps, or that a tenant's hosts keep unless they say otherwise. None by default.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct KeptHolidays {
    /// The sets, at most [`MAX_HOLIDAY_SETS`]. A part of a country has all holidays of that part, the country's included.
    pub sets: Vec<HolidaySetCode>,
    /// The holidays of these sets that are working days all the same, in every year; at most [`MAX_WORKED_HOLIDAYS`].
    pub worked: Vec<Name>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_is_of_a_country_or_of_a_part_of_one() {
        for good in ["DE", "DE-BY", "AD-02", "GB-ENG", "AR-A"] {
            assert_eq!(good.parse::<HolidaySetCode>().map(String::from).as_deref(), Ok(good));
        }
        for bad in ["", "D", "de", "DEU", "DE-", "-BY", "DE-by", "DE-BAYE", "DE-B-Y", "DE BY", "D1", "ÄÖ"] {
            assert_eq!(bad.parse::<HolidaySetCode>(), Err(InvalidHolidaySetCode), "{bad}");
        }
    }
}
