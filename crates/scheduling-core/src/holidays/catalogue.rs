//! The published holidays, which come with the program as the time zones do (`data/holidays.tsv`, written by `cargo xtask
//! holidays`). It decides nothing about slots.
//!
//! A line of the file has fields with tabs between them, the first of which says what it is:
//!
//! - `years`: the first and the last year;
//! - `holiday`: a name, and its dates: `MM-DD` stands for that date of each of the years, else every date is there, with a
//!   question mark if it is estimated. Holidays are counted from 0;
//! - `set`: a code, a name, the last year of which all holidays are known, and the numbers of its holidays, or `-`.

use std::{collections::BTreeMap, sync::OnceLock};

use jiff::civil::Date;

use super::{Holiday, HolidaySetCode, KeptHolidays};

const DATA: &str = include_str!("../../data/holidays.tsv");

/// The public holidays of a country, or of a part of one.
///
/// ```
/// use jiff::civil::date;
/// use scheduling_core::HolidaySet;
///
/// let bavaria = HolidaySet::find(&"DE-BY".parse()?).ok_or("no such set")?;
/// let epiphany = bavaria.between(date(2026, 1, 2), date(2026, 1, 31));
/// assert_eq!(epiphany[0].name, "Epiphany");
/// assert!(bavaria.last() >= date(2037, 12, 31));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug)]
pub struct HolidaySet {
    code: HolidaySetCode,
    name: &'static str,
    years: (i16, i16),
    /// Each with its dates, ascending.
    holidays: Vec<&'static [Holiday]>,
}

/// Somebody keeps a set that there is not.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("there is no set of holidays {0}")]
pub struct UnknownHolidaySet(pub HolidaySetCode);

impl HolidaySet {
    /// All sets, by their codes: a country comes right before its parts.
    #[must_use]
    pub fn all() -> impl ExactSizeIterator<Item = &'static Self> {
        catalogue().values()
    }

    /// The set with this code.
    #[must_use]
    pub fn find(code: &HolidaySetCode) -> Option<&'static Self> {
        catalogue().get(code)
    }

    /// Its code.
    #[must_use]
    pub const fn code(&self) -> &HolidaySetCode {
        &self.code
    }

    /// What the country, or the part of it, is called.
    #[must_use]
    pub const fn name(&self) -> &'static str {
        self.name
    }

    /// The first date of which it is known whether it is a holiday.
    #[must_use]
    pub const fn first(&self) -> Date {
        Date::constant(self.years.0, 1, 1)
    }

    /// The last date of which that is known. Holidays after it may be missing.
    #[must_use]
    pub const fn last(&self) -> Date {
        Date::constant(self.years.1, 12, 31)
    }

    /// Whether a holiday of the set has this name, in any year.
    #[must_use]
    pub fn has(&self, name: &str) -> bool {
        self.holidays.iter().filter_map(|dates| dates.first()).any(|holiday| holiday.name == name)
    }

    /// The holidays on the dates `first..=last`, by date and name.
    #[must_use]
    pub fn between(&self, first: Date, last: Date) -> Vec<Holiday> {
        let mut found = Vec::new();
        for dates in &self.holidays {
            let from = dates.partition_point(|holiday| holiday.date < first);
            let later = dates.get(from..).unwrap_or_default();
            found.extend(later.iter().take_while(|holiday| holiday.date <= last));
        }
        found.sort_unstable();
        found
    }
}

impl KeptHolidays {
    /// The holidays that are kept on the dates `first..=last`, by date and name, each once.
    ///
    /// # Errors
    /// There is no such set: that must never look like a set without holidays.
    pub fn between(&self, first: Date, last: Date) -> Result<Vec<Holiday>, UnknownHolidaySet> {
        let mut found = Vec::new();
        for code in &self.sets {
            let set = HolidaySet::find(code).ok_or_else(|| UnknownHolidaySet(code.clone()))?;
            found.extend(set.between(first, last));
        }
        found.retain(|holiday| !self.worked.iter().any(|name| name.as_str() == holiday.name));
        found.sort_unstable();
        found.dedup_by_key(|holiday| (holiday.date, holiday.name));
        Ok(found)
    }
}

type Catalogue = BTreeMap<HolidaySetCode, HolidaySet>;

fn catalogue() -> &'static Catalogue {
    static CATALOGUE: OnceLock<Catalogue> = OnceLock::new();
    #[expect(clippy::expect_used, reason = "the file is a constant of the program")]
    CATALOGUE.get_or_init(|| read(DATA).expect("a test of this module reads the whole file"))
}

/// The number of a line that is not understood.
#[derive(Debug, PartialEq, Eq)]
struct NotUnderstood(usize);

fn read(data: &'static str) -> Result<Catalogue, NotUnderstood> {
    let mut years = (0, -1);
    let mut holidays: Vec<&'static [Holiday]> = Vec::new();
    let mut sets = Catalogue::new();
    for (number, line) in (1..).zip(data.lines()) {
        let mut fields = line.split('\t');
        let fields = [(); 5].map(|()| fields.next());
        let understood = match fields {
            [Some("years"), Some(first), Some(last), None, _] => {
                first.parse().ok().zip(last.parse().ok()).map(|read| {
                    years = read;
                })
            }
            [Some("holiday"), Some(name), Some(dates), None, _] => {
                // Part of the program for as long as it runs, like the text that the names are from.
                dates_of(name, dates, years).map(|dates| holidays.push(dates.leak()))
            }
            [Some("set"), Some(code), Some(name), Some(last), Some(numbers)] => {
                let numbered = |number: &str| holidays.get(number.parse::<usize>().ok()?).copied();
                let numbers = numbers.split(' ').filter(|number| *number != "-");
                let (code, last) = (code.parse::<HolidaySetCode>().ok(), last.parse().ok());
                code.zip(last).zip(numbers.map(numbered).collect()).map(|((code, last), holidays)| {
                    sets.insert(code.clone(), HolidaySet { code, name, years: (years.0, last), holidays });
                })
            }
            [Some(text), ..] => text.starts_with('#').then_some(()),
            [None, ..] => None,
        };
        understood.ok_or(NotUnderstood(number))?;
    }
    Ok(sets)
}

fn dates_of(name: &'static str, dates: &str, years: (i16, i16)) -> Option<Vec<Holiday>> {
    if let [m1, m2, b'-', d1, d2] = *dates.as_bytes() {
        let number = |tens: u8, ones: u8| format!("{}{}", char::from(tens), char::from(ones)).parse::<i8>().ok();
        let (month, day) = number(m1, m2).zip(number(d1, d2))?;
        let date = |year| Some(Holiday { date: Date::new(year, month, day).ok()?, name, is_estimated: false });
        return (years.0..=years.1).map(date).collect();
    }
    let one = |text: &str| {
        let date = text.strip_suffix('?');
        Some(Holiday { date: date.unwrap_or(text).parse().ok()?, name, is_estimated: date.is_some() })
    };
    dates.split(' ').map(one).collect()
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;
    use crate::values::Name;

    fn kept(sets: &[&str], worked: &[&str]) -> KeptHolidays {
        KeptHolidays {
            sets: sets.iter().map(|code| code.parse().unwrap()).collect(),
            worked: worked.iter().map(|name| name.parse().unwrap()).collect(),
        }
    }

    fn names(kept: &KeptHolidays, first: Date, last: Date) -> Vec<&'static str> {
        kept.between(first, last).unwrap().into_iter().map(|holiday| holiday.name).collect()
    }

    #[test]
    fn the_whole_file_is_understood() {
        let sets = read(DATA).unwrap();
        let lines = DATA.lines().filter(|line| line.starts_with("set\t")).count();
        assert_eq!(sets.len(), lines);
        assert!(sets.len() > 800, "{}", sets.len());
        for set in sets.values() {
            assert!(set.first() < set.last(), "{}", set.code);
            let country: HolidaySetCode = set.code.country().parse().unwrap();
            assert!(sets.contains_key(&country), "{} has no country", set.code);
            assert_eq!(set.name.trim(), set.name);
            for dates in &set.holidays {
                assert!(dates.is_sorted_by(|a, b| a.date < b.date && a.name == b.name), "{} {dates:?}", set.code);
                assert_eq!(dates[0].name.parse::<Name>().as_ref().map(Name::as_str), Ok(dates[0].name));
            }
        }
    }

    #[test]
    fn a_country_comes_right_before_its_parts() {
        let codes: Vec<&str> = HolidaySet::all().map(|set| set.code().as_str()).collect();
        let germany = codes.iter().position(|code| *code == "DE").unwrap();
        assert_eq!(codes[germany + 1], "DE-BB");
        assert!(HolidaySet::find(&"ZZ".parse().unwrap()).is_none());
    }

    #[test]
    fn known_holidays_are_on_their_dates() {
        let set = |code: &str| HolidaySet::find(&code.parse().unwrap()).unwrap();
        let on = |code: &str, date: Date| set(code).between(date, date).iter().map(|it| it.name).collect::<Vec<_>>();
        // Easter Monday moves, Christmas does not, and only some parts of Germany keep Epiphany.
        assert_eq!(on("DE", date(2026, 4, 6)), ["Easter Monday"]);
        assert_eq!(on("DE", date(2027, 3, 29)), ["Easter Monday"]);
        assert_eq!(on("DE", date(2037, 12, 25)), ["Christmas Day"]);
        assert_eq!(on("DE", date(2026, 1, 6)), [""; 0]);
        assert_eq!(on("DE-BY", date(2026, 1, 6)), ["Epiphany"]);
        // The fourth Thursday of November, and a Saturday that is observed on the Friday.
        assert_eq!(on("US", date(2026, 11, 26)), ["Thanksgiving Day"]);
        assert_eq!(on("US", date(2026, 7, 3)), ["Independence Day (observed)"]);
        assert!(set("SA").between(date(2026, 1, 1), date(2037, 12, 31)).iter().any(|it| it.name.contains("Eid")));
    }

    #[test]
    fn dates_that_the_moon_decides_are_marked() {
        let iran = HolidaySet::find(&"IR".parse().unwrap()).unwrap();
        let of_2030 = iran.between(date(2030, 1, 1), date(2030, 12, 31));
        let marked = |name| of_2030.iter().find(|holiday| holiday.name == name).map(|holiday| holiday.is_estimated);
        assert_eq!((marked("Ashura"), marked("Nowruz")), (Some(true), Some(false)));
    }

    #[test]
    fn several_sets_are_kept_at_once_without_what_is_worked_on() {
        let (first, last) = (date(2026, 12, 24), date(2026, 12, 31));
        assert_eq!(names(&kept(&["DE", "DE-BY"], &[]), first, last), ["Christmas Day", "Second Day of Christmas"]);
        assert_eq!(names(&kept(&["DE"], &["Christmas Day"]), first, last), ["Second Day of Christmas"]);
        assert_eq!(names(&kept(&["DE", "US"], &["Second Day of Christmas"]), first, last), ["Christmas Day"]);
        assert_eq!(names(&KeptHolidays::default(), first, last), [""; 0]);
        let unknown = UnknownHolidaySet("ZZ".parse().unwrap());
        assert_eq!(kept(&["DE", "ZZ"], &[]).between(first, last), Err(unknown));
    }

    #[test]
    fn a_set_says_how_far_it_reaches() {
        let last = |code: &str| HolidaySet::find(&code.parse().unwrap()).unwrap().last();
        assert_eq!(last("DE"), date(2037, 12, 31));
        // Its Hindu holidays end before the others.
        assert_eq!(last("IN"), date(2035, 12, 31));
    }

    #[test]
    fn a_line_that_is_not_understood_is_named() {
        let wrong = |data| read(data).map(|sets| sets.len());
        assert_eq!(wrong("# a\nyears\t2024\t2025\nholiday\tA\t12-25\nset\tDE\tGermany\t2025\t0\n"), Ok(1));
        assert_eq!(wrong("years\t2024\t2025\nholiday\tA\t02-29\n"), Err(NotUnderstood(2)));
        assert_eq!(wrong("years\t2024\t2025\nholiday\tA\t2024-02-30\n"), Err(NotUnderstood(2)));
        assert_eq!(wrong("years\t2024\t2025\nset\tDE\tGermany\t2025\t0\n"), Err(NotUnderstood(2)));
        assert_eq!(wrong("years\t2024\t2025\nset\tde\tGermany\t2025\t-\n"), Err(NotUnderstood(2)));
        assert_eq!(wrong("\n"), Err(NotUnderstood(1)));
    }
}
