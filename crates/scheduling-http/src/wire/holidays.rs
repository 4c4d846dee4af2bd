//! Public holidays: those that a user or a tenant keeps, and the sets that there are.

use jiff::civil::Date;
use scheduling_core::{HolidaySet, HolidaySetCode, KeptHolidays, Name};

use crate::{
    json::{Day, Distinct, Faults, answer, body, query},
    problem::Code,
};

body! {
    /// The public holidays on which nobody can be booked. A date with hours of its own is no day off.
    HolidaysInput {
        /// The sets, by their codes.
        sets: Distinct<HolidaySetCode, 10> = ["DE-BY"];
        /// The holidays of these sets that are working days all the same, by their names; of every year.
        worked: Option<Distinct<Name, 100>> = ["Epiphany"];
    }
}

impl HolidaysInput {
    pub(crate) fn into_core(self) -> KeptHolidays {
        KeptHolidays { sets: self.sets.0, worked: self.worked.unwrap_or_default().0 }
    }
}

answer! {
    /// The public holidays on which nobody can be booked.
    HolidaysAnswer {
        /// The sets, by their codes.
        sets: Vec<HolidaySetCode> = ["DE-BY"];
        /// The holidays of these sets that are working days all the same.
        worked: Vec<Name> = ["Epiphany"];
    }
}

impl From<KeptHolidays> for HolidaysAnswer {
    fn from(KeptHolidays { sets, worked }: KeptHolidays) -> Self {
        Self { sets, worked }
    }
}

answer! {
    /// All sets of holidays.
    HolidaySetList {
        /// The countries, by their codes.
        items: Vec<CountryAnswer> = [(); 0];
    }
}

answer! {
    /// The holidays of a country, and of its parts.
    CountryAnswer {
        /// The country's code (ISO 3166-1 alpha-2), which names its set.
        code: HolidaySetCode = "DE";
        /// What it is called.
        name: String = "Germany";
        /// The first date of which all holidays are known.
        covered_from: Date = "2024-01-01";
        /// The last date of which all holidays are known: after it, some or all are missing.
        covered_until: Date = "2037-12-31";
        /// Its parts that have sets of their own.
        subdivisions: Vec<SubdivisionAnswer> = [(); 0];
    }
}

answer! {
    /// A part of a country.
    SubdivisionAnswer {
        /// Its code (ISO 3166-2), which names its set. The set has the country's holidays as well.
        code: HolidaySetCode = "DE-BY";
        /// What it is called.
        name: String = "Bayern";
    }
}

query! {
    /// Which dates.
    #[rule(dates_in_order: from, to)]
    HolidaySetQuery {
        /// The first date; absent, the first that is covered.
        from: Option<Day> = "2026-01-01";
        /// The last date, itself included; absent, the last that is covered.
        to: Option<Day> = "2026-01-31";
    }
}

fn dates_in_order(faults: &mut Faults, (from, to): (&Option<Day>, &Option<Day>)) {
    if from.as_ref().zip(to.as_ref()).is_some_and(|(from, to)| to < from) {
        faults.at("to", Code::EndBeforeStart, "must not be before from");
    }
}

answer! {
    /// A set of holidays.
    HolidaySetAnswer {
        /// Its code.
        code: HolidaySetCode = "DE-BY";
        /// What the country, or the part of it, is called.
        name: String = "Bayern";
        /// The first date of which all holidays are known.
        covered_from: Date = "2024-01-01";
        /// The last date of which all holidays are known: after it, some or all are missing.
        covered_until: Date = "2037-12-31";
        /// The holidays on the asked dates, ascending.
        holidays: Vec<HolidayAnswer> = [(); 0];
    }
}

answer! {
    /// A public holiday.
    HolidayAnswer {
        /// The date.
        date: Date = "2026-01-06";
        /// What it is called, in English.
        name: String = "Epiphany";
        /// Whether the date was calculated before its announcement and may still move.
        estimated: bool = false;
    }
}

impl HolidaySetList {
    /// Sets in the order of their codes: a country comes right before its parts.
    pub(crate) fn of(sets: impl Iterator<Item = &'static HolidaySet>) -> Self {
        let mut items: Vec<CountryAnswer> = Vec::new();
        for set in sets {
            let (code, name) = (set.code().clone(), set.name().to_owned());
            match items.last_mut().filter(|country| country.code.as_str() == code.country()) {
                Some(country) => country.subdivisions.push(SubdivisionAnswer { code, name }),
                None => items.push(CountryAnswer {
                    code,
                    name,
                    covered_from: set.first(),
                    covered_until: set.last(),
                    subdivisions: Vec::new(),
                }),
            }
        }
        Self { items }
    }
}

impl HolidaySetAnswer {
    pub(crate) fn of(set: &HolidaySet, query: &HolidaySetQuery) -> Self {
        let (from, to) = (query.from.as_ref().map(|day| day.0), query.to.as_ref().map(|day| day.0));
        let found = set.between(from.unwrap_or(set.first()), to.unwrap_or(set.last()));
        let holidays = found.into_iter().map(|holiday| HolidayAnswer {
            date: holiday.date,
            name: holiday.name.to_owned(),
            estimated: holiday.is_estimated,
        });
        Self {
            code: set.code().clone(),
            name: set.name().to_owned(),
            covered_from: set.first(),
            covered_until: set.last(),
            holidays: holidays.collect(),
        }
    }
}
