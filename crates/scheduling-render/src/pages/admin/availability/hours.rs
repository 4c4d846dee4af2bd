//! The rows in which hours are entered: those of a weekday, and those of a date.

use maud::{Markup, html};

use super::super::{Entered, form::id_of};

/// The weekdays: how the API calls them, and people.
pub const WEEK: [(&str, &str); 7] = [
    ("monday", "Monday"),
    ("tuesday", "Tuesday"),
    ("wednesday", "Wednesday"),
    ("thursday", "Thursday"),
    ("friday", "Friday"),
    ("saturday", "Saturday"),
    ("sunday", "Sunday"),
];

/// A field without a label of its own beside it.
#[derive(Clone, Copy)]
pub(super) struct Cell<'a> {
    /// What is wrong is told about this name.
    pub(super) name: &'a str,
    /// What it is, for those who hear the page.
    pub(super) label: &'a str,
    /// What kind of value it has, as HTML calls it.
    pub(super) kind: &'a str,
}

impl Cell<'_> {
    pub(super) fn render(self, entered: &Entered) -> Markup {
        let (id, is_wrong) = (id_of(self.name), entered.faults.contains_key(self.name));
        // What ends with the date ends at midnight, and fields for times know no 24:00.
        let value = Some(entered.value(self.name)).map(|value| if value == "24:00" { "00:00" } else { value });
        html! {
            input id=(id) type=(self.kind) name=(self.name) value=[value.filter(|value| !value.is_empty())]
                aria-label=(self.label) aria-invalid=[is_wrong.then_some("true")]
                aria-describedby=[is_wrong.then(|| format!("{id}-wrong"))];
        }
    }

    /// What is wrong with it.
    pub(super) fn wrong(self, entered: &Entered, subject: &str) -> Markup {
        html! {
            @if let Some(fault) = entered.faults.get(self.name) {
                p.wrong id={ (id_of(self.name)) "-wrong" } { (subject) " " (fault) "." }
            }
        }
    }
}

/// How many items of a list are entered: each has a field.
pub(super) fn count(entered: &Entered, list: &str, fields: &[&str]) -> usize {
    let has = |at: &usize| {
        let is_in = |field: &&str| entered.values.contains_key(&format!("{list}/{at}/{field}"));
        fields.iter().any(is_in)
    };
    // There are no more items than values.
    (0..entered.values.len()).take_while(has).count()
}

/// How many hours of a day are entered.
pub(super) fn count_hours(entered: &Entered, list: &str) -> usize {
    count(entered, list, &["start", "end"])
}

/// From when to when, with a button that takes the row out if there is something in it.
pub(super) fn row(entered: &Entered, (list, of): (&str, &str), at: usize) -> Markup {
    let [start, end] = ["start", "end"].map(|field| format!("{list}/{at}/{field}"));
    let (from, to) = (format!("{of}, hours {}, from", at + 1), format!("{of}, hours {}, to", at + 1));
    let from = Cell { name: &start, label: &from, kind: "time" };
    let to = Cell { name: &end, label: &to, kind: "time" };
    let is_filled = entered.values.contains_key(&start) || entered.values.contains_key(&end);
    html! {
        div.window {
            (from.render(entered)) span.quiet aria-hidden="true" { "–" } (to.render(entered))
            @if is_filled {
                (drop(&format!("{list}/{at}"), &format!("Remove hours {} of {of}", at + 1)))
            }
            (from.wrong(entered, "The beginning"))
            (to.wrong(entered, "The end"))
        }
    }
}

/// A button that takes something out of the form.
pub(super) fn drop(what: &str, label: &str) -> Markup {
    html! { button.drop name="_do" value={ "remove " (what) } aria-label=(label) title=(label) { "×" } }
}

/// Rows that have nothing in them yet, out of the way until somebody wants them.
pub(super) fn empty_rows(entered: &Entered, (list, of): (&str, &str), rows: usize) -> Markup {
    let first = count_hours(entered, list);
    html! {
        details.add open[rows > super::schedule::EMPTY_ROWS] {
            summary { "Add hours" span.unseen { " on " (of) } }
            div.windows { @for at in first..first + rows { (row(entered, (list, of), at)) } }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn midnight_at_the_end_of_a_date_is_shown_as_fields_for_times_know_it() {
        let mut entered = Entered::default();
        entered.values.insert("monday/0/start".to_owned(), "22:00".to_owned());
        entered.values.insert("monday/0/end".to_owned(), "24:00".to_owned());
        assert_eq!(count_hours(&entered, "monday"), 1);
        let row = row(&entered, ("monday", "Monday"), 0).into_string();
        assert!(row.contains("value=\"22:00\"") && row.contains("value=\"00:00\"") && !row.contains("24:00"), "{row}");
    }
}
