//! A schedule: the hours of each weekday, and the dates with others.

use jiff::civil::Date;
use maud::{Markup, html};

use super::{
    super::{
        Entered, Shell,
        form::{Control, id_of, zones},
    },
    TimePart, WEEK, WhoseTime, enter_saves,
    hours::{Cell, count, count_hours, drop, empty_rows, row},
    impact::Tried,
};
use crate::pages::Frame;

/// How many empty rows a form offers unless somebody wants more.
pub(super) const EMPTY_ROWS: usize = 2;

/// Which schedule a page is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WhichSchedule<'a> {
    /// The one that holds unless an event type names another.
    Default,
    /// The one with this id.
    Named(&'a str),
    /// One that is to be made.
    New,
}

/// A schedule.
#[derive(Clone, Copy, Debug)]
pub struct SchedulePage<'a> {
    /// Whose.
    pub whose: WhoseTime<'a>,
    /// Which.
    pub which: WhichSchedule<'a>,
    /// The host's other schedules, ids with names.
    pub others: &'a [(String, String)],
    /// The host's zone.
    pub zone: &'a str,
    /// The date on which it is looked at.
    pub today: Date,
    /// What is entered.
    pub entered: &'a Entered,
    /// How many empty rows are wanted.
    pub rows: usize,
    /// What the change would do.
    pub tried: Tried<'a>,
}

impl SchedulePage<'_> {
    /// How many empty rows a form offers unless somebody wants more.
    pub const EMPTY_ROWS: usize = EMPTY_ROWS;

    /// The whole document.
    #[must_use]
    pub fn render(&self, shell: &Shell<'_>, frame: &Frame<'_>) -> String {
        let form = html! {
            (enter_saves())
            input type="hidden" name="_rows" value=(self.rows);
            section {
                @if self.which == WhichSchedule::Default { (self.zone_choice()) } @else { (self.name()) }
                h2 { "Hours of each week" }
                @for (day, label) in WEEK { (self.weekday(day, label)) }
                div.under { (copying()) (more()) }
            }
            (self.dates())
            div.foot {
                button name="_do" value="save" {
                    @if self.which == WhichSchedule::New { "Make the schedule" } @else { "Save" }
                }
                (self.tried.button())
            }
        };
        let body = html! {
            (self.list())
            (self.entered.summary_in(|name| in_words(self.entered, name)))
            (self.tried.told())
            (shell.form(&self.address(), &form))
            @if let WhichSchedule::Named(id) = self.which { (self.removal(shell, id)) }
        };
        self.whose.page((TimePart::Hours, shell), frame, &body)
    }

    fn address(&self) -> String {
        self.whose.at(&match self.which {
            WhichSchedule::Default => TimePart::Hours.path().to_owned(),
            WhichSchedule::Named(id) => format!("/admin/availability/schedules/{id}"),
            WhichSchedule::New => "/admin/availability/schedules/new".to_owned(),
        })
    }

    fn list(&self) -> Markup {
        let here = |is_here: bool| is_here.then_some("page");
        html! {
            nav.pills aria-label="Schedules" {
                ul {
                    li {
                        a href=(self.whose.at(TimePart::Hours.path())) aria-current=[here(self.which == WhichSchedule::Default)] {
                            "Default schedule"
                        }
                    }
                    @for (id, name) in self.others {
                        li {
                            a href=(self.whose.at(&format!("/admin/availability/schedules/{id}"))) dir="auto"
                                aria-current=[here(self.which == WhichSchedule::Named(id))] { (name) }
                        }
                    }
                    li {
                        a.new href=(self.whose.at("/admin/availability/schedules/new"))
                            aria-current=[here(self.which == WhichSchedule::New)] { "+ New schedule" }
                    }
                }
            }
        }
    }

    fn zone_choice(&self) -> Markup {
        let hint = "All schedules, dates and limits of the host are in it.";
        self.entered.choice(Control::new("timezone", "Time zone").hint(hint).required(), &zones())
    }

    fn name(&self) -> Markup {
        html! {
            (self.entered.line(
                Control::new("name", "Name").hint("Event types can follow this schedule instead of the default one.").required(),
                "text",
            ))
            p.quiet { "Times are in " (self.zone.replace('_', " ")) ", the host's time zone." }
        }
    }

    fn weekday(&self, day: &str, label: &str) -> Markup {
        let list = format!("weeklySchedule/{day}");
        let filled = count_hours(self.entered, &list);
        html! {
            div.day #(id_of(&list)) role="group" aria-labelledby={ "day-" (day) } {
                h3 id={ "day-" (day) } { (label) }
                div.windows {
                    @if filled == 0 { p.quiet { "Not available" } }
                    @for at in 0..filled { (row(self.entered, (&list, label), at)) }
                    (wrong_list(self.entered, &list))
                }
                (empty_rows(self.entered, (&list, label), self.rows))
            }
        }
    }

    fn dates(&self) -> Markup {
        let filled = count(self.entered, "overrides", &["date", "windows/0/start", "windows/0/end"]);
        let is_past = |at: &usize| {
            let date = self.entered.value(&format!("overrides/{at}/date")).parse::<Date>();
            let is_wrong = self.entered.faults.keys().any(|name| name.starts_with(&format!("overrides/{at}/")));
            date.is_ok_and(|date| date < self.today) && !is_wrong
        };
        let (past, coming): (Vec<usize>, Vec<usize>) = (0..filled).partition(is_past);
        html! {
            section #(id_of("overrides")) {
                h2 { "Dates with other hours" }
                p.hint {
                    "On these dates the hours of the week do not count. A date without hours is a day off; one with hours is worked even on a public holiday."
                }
                (wrong_list(self.entered, "overrides"))
                @for at in coming { (self.date(at)) }
                @if !past.is_empty() {
                    details.past { summary { "Dates that are over (" (past.len()) ")" } @for at in past { (self.date(at)) } }
                }
                details.add open[filled == 0 || self.rows > EMPTY_ROWS] {
                    summary { "Add dates" }
                    @for at in filled..filled + self.rows { (self.date(at)) }
                    div.under { (more()) }
                }
            }
        }
    }

    fn date(&self, at: usize) -> Markup {
        let (name, list) = (format!("overrides/{at}/date"), format!("overrides/{at}/windows"));
        let value = self.entered.value(&name);
        let of = if value.is_empty() { format!("Date {}", at + 1) } else { value.to_owned() };
        let cell = Cell { name: &name, label: &of, kind: "date" };
        let filled = count_hours(self.entered, &list);
        html! {
            div.day.date role="group" aria-label=(of) {
                div.when {
                    (cell.render(self.entered))
                    @if !value.is_empty() { (drop(&format!("overrides/{at}"), &format!("Remove {of}"))) }
                    (cell.wrong(self.entered, "The date"))
                }
                @if value.is_empty() && filled == 0 {
                    div.windows { (row(self.entered, (&list, &of), 0)) }
                } @else {
                    div.windows {
                        @if filled == 0 { p.quiet { "Day off" } }
                        @for at in 0..filled { (row(self.entered, (&list, &of), at)) }
                        (wrong_list(self.entered, &list))
                    }
                    (empty_rows(self.entered, (&list, &of), self.rows))
                }
            }
        }
    }

    fn removal(&self, shell: &Shell<'_>, id: &str) -> Markup {
        let action = self.whose.at(&format!("/admin/availability/schedules/{id}/remove"));
        html! {
            section {
                h2 { "Remove the schedule" }
                p.hint { "This is possible as long as no event type follows it." }
                (shell.form(&action, &html! { p.actions { button.danger { "Remove" } } }))
            }
        }
    }
}

/// What is wrong with a list as a whole.
fn wrong_list(entered: &Entered, list: &str) -> Markup {
    html! { @if let Some(fault) = entered.faults.get(list) { p.wrong { "This " (fault) "." } } }
}

/// A field of a row as people call it.
fn in_words(entered: &Entered, name: &str) -> String {
    let steps: Vec<&str> = name.split('/').collect();
    let day = |key: &str| WEEK.iter().find(|(day, _)| *day == key).map_or(key, |(_, label)| label).to_owned();
    let end_of = |field: &str| if field == "start" { "beginning" } else { "end" }.to_owned();
    match *steps.as_slice() {
        ["weeklySchedule", key] => day(key),
        ["weeklySchedule", key, _, field] => format!("{}: the {}", day(key), end_of(field)),
        ["overrides", at, "windows", _, field] => {
            let date = entered.value(&format!("overrides/{at}/date"));
            format!("{}: the {}", if date.is_empty() { "A date" } else { date }, end_of(field))
        }
        ["overrides", ..] => "A date with other hours".to_owned(),
        ["timezone"] => "The time zone".to_owned(),
        _ => "The name".to_owned(),
    }
}

/// A button for rows beyond those that are there.
fn more() -> Markup {
    html! { button.link name="_do" value="more" { "More empty rows" } }
}

/// Hours of one weekday for others.
fn copying() -> Markup {
    html! {
        details.copy {
            summary { "Copy the hours of one day to others" }
            div.field {
                label for="copy-from" { "Copy" }
                select #copy-from name="_from" {
                    @for (day, label) in WEEK { option value=(day) { (label) } }
                }
            }
            fieldset {
                legend { "To" }
                div.inline {
                    @for (day, label) in WEEK {
                        label.check { input type="checkbox" name={ "_to-" (day) } value="true"; (label) }
                    }
                }
            }
            button.quiet name="_do" value="copy" { "Copy" }
            p.hint { "Nothing is saved before you save." }
        }
    }
}
