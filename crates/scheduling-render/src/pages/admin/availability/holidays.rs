//! The public holidays on which a host cannot be booked.

use jiff::civil::Date;
use maud::{Markup, html};

use super::{
    super::{Entered, Shell},
    TimePart, WhoseTime, enter_saves,
};
use crate::pages::Frame;

/// A set of holidays that can be chosen.
#[derive(Clone, Debug)]
pub struct SetChoice {
    /// Its code.
    pub code: String,
    /// What the country, or the part of it, is called.
    pub name: String,
    /// The country's name, if it is a part of one.
    pub country: Option<String>,
}

/// A holiday with its dates.
#[derive(Clone, Debug)]
pub struct HolidayOfYears {
    /// What it is called.
    pub name: String,
    /// Its dates in the years that are shown, and whether they may still move.
    pub dates: Vec<(Date, bool)>,
    /// Whether it is a working day all the same.
    pub is_worked: bool,
}

/// The public holidays of a host.
#[derive(Clone, Copy, Debug)]
pub struct HolidaysPage<'a> {
    /// Whose.
    pub whose: WhoseTime<'a>,
    /// The first of the two years that are shown.
    pub year: i16,
    /// What the organisation keeps, in words.
    pub of_tenant: &'a str,
    /// Whether the host keeps what the organisation keeps.
    pub follows: bool,
    /// What is entered.
    pub entered: &'a Entered,
    /// The chosen sets.
    pub chosen: &'a [SetChoice],
    /// All sets, each country before its parts.
    pub sets: &'a [SetChoice],
    /// The holidays of the chosen sets.
    pub holidays: &'a [HolidayOfYears],
}

impl SetChoice {
    fn label(&self) -> String {
        self.country.as_ref().map_or_else(|| self.name.clone(), |country| format!("{country}: {}", self.name))
    }
}

impl HolidaysPage<'_> {
    /// The whole document.
    #[must_use]
    pub fn render(&self, shell: &Shell<'_>, frame: &Frame<'_>) -> String {
        let form = html! {
            (enter_saves())
            section {
                h2 { "Which holidays are kept" }
                fieldset {
                    legend.unseen { "Which holidays are kept" }
                    label.check {
                        input type="radio" name="_whose" value="tenant" checked[self.follows];
                        span { "Those of the organisation: " bdi { (self.of_tenant) } }
                    }
                    label.check { input type="radio" name="_whose" value="own" checked[!self.follows]; span { "Others, for this host" } }
                }
                (self.choosing())
            }
            @if !self.holidays.is_empty() { (self.table()) }
            div.foot {
                button name="_do" value="save" { "Save" }
                button.quiet name="_do" value="look" { "Show the holidays" }
            }
        };
        let body = html! {
            (self.entered.summary())
            (shell.form(&self.whose.at(TimePart::Holidays.path()), &form))
        };
        self.whose.page((TimePart::Holidays, shell), frame, &body)
    }

    fn choosing(&self) -> Markup {
        html! {
            div.chosen-sets {
                @if !self.chosen.is_empty() {
                    fieldset #f-sets {
                        legend { "Chosen" }
                        @for (at, set) in self.chosen.iter().enumerate() {
                            label.check {
                                input type="checkbox" name={ "sets/" (at) } value=(set.code) checked; (set.label())
                            }
                        }
                    }
                }
                div.field {
                    label for="add" { "Add a country or region" }
                    select #add name="_add" {
                        option value="" { "None" }
                        @for set in self.sets { option value=(set.code) { (set.label()) } }
                    }
                }
            }
        }
    }

    fn table(&self) -> Markup {
        html! {
            section #f-worked {
                h2 { "Holidays of " (self.year) " and " (self.year + 1) }
                p.hint { "Tick those that are working days all the same. It holds for every year." }
                table.list {
                    thead {
                        tr {
                            th scope="col" { "Holiday" }
                            th scope="col" { (self.year) }
                            th scope="col" { (self.year + 1) }
                            @if !self.follows { th scope="col" { "Worked" } }
                        }
                    }
                    tbody { @for (at, holiday) in self.holidays.iter().enumerate() { (self.row(at, holiday)) } }
                }
                @if self.holidays.iter().flat_map(|holiday| &holiday.dates).any(|(_, is_estimated)| *is_estimated) {
                    p.hint { "* Calculated before its announcement: the date may still move." }
                }
            }
        }
    }

    fn row(&self, at: usize, holiday: &HolidayOfYears) -> Markup {
        let dates = |year: i16| {
            let of_year = holiday.dates.iter().filter(|(date, _)| date.year() == year);
            let text = |(date, moves): &(Date, bool)| {
                format!("{}{}", date.strftime("%a, %-d %b"), if *moves { "*" } else { "" })
            };
            let texts: Vec<String> = of_year.map(text).collect();
            if texts.is_empty() { "–".to_owned() } else { texts.join("; ") }
        };
        html! {
            tr {
                th scope="row" data-label="Holiday" { (holiday.name) }
                td data-label=(self.year) { (dates(self.year)) }
                td data-label=(self.year + 1) { (dates(self.year + 1)) }
                @if !self.follows {
                    td data-label="Worked" {
                        input type="checkbox" name={ "worked/" (at) } value=(holiday.name) checked[holiday.is_worked]
                            aria-label={ (holiday.name) " is a working day" };
                    }
                }
            }
        }
    }
}
