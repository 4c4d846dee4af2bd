//! What somebody has entered in a form, what is wrong with it, and the controls that show both.

use std::{collections::BTreeMap, sync::LazyLock};

use maud::{Markup, PreEscaped, html};
use scheduling_core::Zone;

/// The values of a form's fields and what is wrong with them, by the names of the fields: where a value stands in the body
/// of the API's request, such as `questions/0/label`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Entered {
    /// The values. What is not there is empty.
    pub values: BTreeMap<String, String>,
    /// What is wrong, as the end of a sentence that begins with the name: `must be from 1 to 10`.
    pub faults: BTreeMap<String, String>,
    /// What is wrong with the whole of it.
    pub problem: Option<String>,
}

/// A field.
#[derive(Clone, Copy, Debug)]
pub(super) struct Control<'a> {
    pub(super) name: &'a str,
    pub(super) label: &'a str,
    pub(super) hint: Option<&'a str>,
    pub(super) required: bool,
    /// Whether the label says that it can be left empty.
    pub(super) tells: bool,
}

impl<'a> Control<'a> {
    pub(super) const fn new(name: &'a str, label: &'a str) -> Self {
        Self { name, label, hint: None, required: false, tells: true }
    }

    pub(super) const fn hint(self, hint: &'a str) -> Self {
        Self { hint: Some(hint), ..self }
    }

    pub(super) const fn required(self) -> Self {
        Self { required: true, ..self }
    }

    /// It can be left empty, which goes without saying: the field shows what that stands for.
    pub(super) const fn untold(self) -> Self {
        Self { tells: false, ..self }
    }

    pub(super) fn id(&self) -> String {
        id_of(self.name)
    }
}

/// Where a field of this name is in the page.
pub(super) fn id_of(name: &str) -> String {
    format!("f-{}", name.trim_end_matches("/*").replace('/', "-"))
}

impl Entered {
    /// What stands in a field.
    #[must_use]
    pub fn value(&self, name: &str) -> &str {
        self.values.get(name).map_or("", String::as_str)
    }

    /// What is wrong with it all, with links to the fields.
    pub(super) fn summary(&self) -> Markup {
        self.summary_in(in_words)
    }

    /// The same with other words for the names of the fields.
    pub(super) fn summary_in(&self, words: impl Fn(&str) -> String) -> Markup {
        html! {
            @if self.problem.is_some() || !self.faults.is_empty() {
                div.problem role="alert" {
                    p { (self.problem.as_deref().unwrap_or("Nothing was changed yet.")) }
                    @if !self.faults.is_empty() {
                        ul {
                            @for (name, fault) in &self.faults {
                                li { a href={ "#" (id_of(name)) } { (words(name)) } " " (fault) }
                            }
                        }
                    }
                }
            }
        }
    }

    /// A line of text, or of what `kind` names as HTML does.
    pub(super) fn line(&self, control: Control<'_>, kind: &str) -> Markup {
        self.field(
            control,
            &html! {
                input #(control.id()) type=(kind) name=(control.name) value=[self.kept(control, kind)]
                    // Which numbers are possible is not said twice.
                    step=[(kind == "number").then_some("any")]
                    required[control.required] aria-invalid=[self.is_wrong(control)]
                    aria-describedby=[self.described(control)] dir=[(kind == "text").then_some("auto")];
            },
        )
    }

    /// One of several values, each with what it is called.
    pub(super) fn choice(&self, control: Control<'_>, options: &[(&str, &str)]) -> Markup {
        let value = self.value(control.name);
        self.field(
            control,
            &html! {
                select #(control.id()) name=(control.name) aria-invalid=[self.is_wrong(control)]
                    aria-describedby=[self.described(control)] {
                    // What is chosen stays so, also where it is offered no more.
                    @if !value.is_empty() && options.iter().all(|(option, _)| *option != value) {
                        option value=(value) selected { (value) }
                    }
                    @for (option, label) in options {
                        option value=(option) selected[*option == value] { (label) }
                    }
                }
            },
        )
    }

    /// Several lines of text.
    pub(super) fn lines(&self, control: Control<'_>, rows: u32) -> Markup {
        self.field(
            control,
            &html! {
                textarea #(control.id()) name=(control.name) rows=(rows) required[control.required] dir="auto"
                    aria-invalid=[self.is_wrong(control)] aria-describedby=[self.described(control)] {
                    // HTML leaves a line break out that follows the tag: one that was written stays.
                    (PreEscaped("\n")) (self.value(control.name))
                }
            },
        )
    }

    /// Yes or no. What is sent of a box that is not ticked is that it is not.
    pub(super) fn check(&self, control: Control<'_>) -> Markup {
        html! {
            div.field {
                input type="hidden" name=(control.name) value="false";
                label.check for=(control.id()) {
                    input #(control.id()) type="checkbox" name=(control.name) value="true"
                        checked[self.value(control.name) == "true"] aria-describedby=[self.described(control)];
                    span { (control.label) }
                }
                (self.notes(control))
            }
        }
    }

    /// What a password manager fills in is not sent back.
    fn kept(&self, control: Control<'_>, kind: &str) -> Option<&str> {
        self.values.get(control.name).map(String::as_str).filter(|_| kind != "password")
    }

    pub(super) fn field(&self, control: Control<'_>, input: &Markup) -> Markup {
        html! {
            div.field {
                label for=(control.id()) {
                    (control.label) @if control.tells && !control.required { " " span.quiet { "(optional)" } }
                }
                @if let Some(hint) = control.hint { p.hint id={ (control.id()) "-hint" } { (hint) } }
                (input)
                @if let Some(fault) = self.faults.get(control.name) { (wrong(control, fault)) }
            }
        }
    }

    pub(super) fn notes(&self, control: Control<'_>) -> Markup {
        html! {
            @if let Some(hint) = control.hint { p.hint id={ (control.id()) "-hint" } { (hint) } }
            @if let Some(fault) = self.faults.get(control.name) { (wrong(control, fault)) }
        }
    }

    pub(super) fn is_wrong(&self, control: Control<'_>) -> Option<&'static str> {
        self.faults.contains_key(control.name).then_some("true")
    }

    pub(super) fn described(&self, control: Control<'_>) -> Option<String> {
        let hint = control.hint.map(|_| format!("{}-hint", control.id()));
        let wrong = self.is_wrong(control).map(|_| format!("{}-wrong", control.id()));
        let ids: Vec<String> = hint.into_iter().chain(wrong).collect();
        (!ids.is_empty()).then(|| ids.join(" "))
    }
}

fn wrong(control: Control<'_>, fault: &str) -> Markup {
    html! { p.wrong id={ (control.id()) "-wrong" } { (control.label) " " (fault) "." } }
}

/// A field that is null if nothing is entered.
pub(super) fn or_null(name: &str) -> Markup {
    html! { input type="hidden" name="_null" value=(name); }
}

/// All time zones, each under its name.
pub(super) fn zones() -> Vec<(&'static str, &'static str)> {
    static NAMES: LazyLock<Vec<String>> = LazyLock::new(Zone::names);
    NAMES.iter().map(|name| (name.as_str(), name.as_str())).collect()
}

/// The name of a field as words: `cancelCutoffMinutes` is `cancel cutoff minutes`, `questions/0/label` is `questions 1 label`.
pub(super) fn in_words(name: &str) -> String {
    let step = |step: &str| {
        if let Ok(place) = step.parse::<usize>() {
            return (place + 1).to_string();
        }
        let mut words = String::new();
        for letter in step.chars() {
            if letter.is_ascii_uppercase() {
                words.push(' ');
            }
            words.push(letter.to_ascii_lowercase());
        }
        words
    };
    name.trim_start_matches('_').trim_end_matches("/*").split('/').map(step).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_fault_stands_at_its_field_and_leads_there() {
        let mut entered = Entered::default();
        entered.values.insert("location/value".to_owned(), "<b>".to_owned());
        entered.faults.insert("location/value".to_owned(), "must be a link".to_owned());
        let field = entered.line(Control::new("location/value", "Where").hint("A link."), "text").into_string();
        assert!(field.contains("value=\"&lt;b&gt;\"") && field.contains("aria-invalid=\"true\""), "{field}");
        assert!(field.contains("aria-describedby=\"f-location-value-hint f-location-value-wrong\""), "{field}");
        assert!(field.contains("Where must be a link."), "{field}");
        assert!(entered.summary().into_string().contains("<a href=\"#f-location-value\">location value</a>"));
        assert!(Entered::default().summary().into_string().is_empty());
    }

    #[test]
    fn names_are_words() {
        assert_eq!(in_words("cancelCutoffMinutes"), "cancel cutoff minutes");
        assert_eq!(in_words("questions/0/options/*"), "questions 1 options");
    }
}
