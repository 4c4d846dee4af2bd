//! Controls for more than a line of text: numbers with their units, boxes to tick, and lists.

use maud::{Markup, html};

use super::form::{Control, Entered};

/// Which numbers can be entered, and of what they are.
#[derive(Clone, Copy, Debug)]
pub(super) struct Measure {
    from: u32,
    to: u32,
    step: &'static str,
    unit: &'static str,
    unset: &'static str,
}

impl Measure {
    /// Whole numbers.
    pub(super) const fn whole(from: u32, to: u32, unit: &'static str) -> Self {
        Self { from, to, step: "1", unit, unset: "" }
    }

    /// Steps of a quarter.
    pub(super) const fn quarters(to: u32, unit: &'static str) -> Self {
        Self { from: 0, to, step: "0.25", unit, unset: "" }
    }

    /// What stands in the empty field.
    pub(super) const fn unset(self, unset: &'static str) -> Self {
        Self { unset, ..self }
    }
}

impl Entered {
    /// A number with its unit.
    pub(super) fn number(&self, control: Control<'_>, measure: Measure) -> Markup {
        let Measure { from, to, step, unit, unset } = measure;
        self.field(
            if unset.is_empty() { control } else { control.untold() },
            &html! {
                div.measured {
                    input #(control.id()) type="number" name=(control.name) value=[self.values.get(control.name)]
                        min=(from) max=(to) step=(step) placeholder=[(!unset.is_empty()).then_some(unset)]
                        required[control.required] aria-invalid=[self.is_wrong(control)]
                        aria-describedby=[self.described(control)];
                    span.quiet { (unit) }
                }
            },
        )
    }

    /// A box to tick in an item, which says nothing if it is not: such an item is as good as empty.
    pub(super) fn tick(&self, control: Control<'_>) -> Markup {
        html! {
            label.check {
                input #(control.id()) type="checkbox" name=(control.name) value="true"
                    checked[self.value(control.name) == "true"] aria-invalid=[self.is_wrong(control)]
                    aria-describedby=[self.described(control)];
                span { (control.label) }
            }
            (self.notes(control))
        }
    }

    /// Boxes, of which any can be ticked. The name is that of a list, which is empty if none is.
    pub(super) fn any_of(&self, control: Control<'_>, options: &[(&str, &str)]) -> Markup {
        html! {
            input type="hidden" name=(control.name) value="";
            (self.some_of(control, options))
        }
    }

    /// The same of a list that is not there if no box is ticked.
    pub(super) fn some_of(&self, control: Control<'_>, options: &[(&str, &str)]) -> Markup {
        let chosen: Vec<&str> = self.value(control.name).lines().collect();
        html! {
            fieldset.field #(control.id()) aria-describedby=[self.described(control)] {
                legend { (control.label) }
                (self.notes(control))
                div.inline {
                    @for (option, label) in options {
                        label.check {
                            input type="checkbox" name=(control.name) value=(option) checked[chosen.contains(option)];
                            span { (label) }
                        }
                    }
                }
            }
        }
    }

    /// How many items of a list have anything in them.
    pub(super) fn items(&self, list: &str) -> usize {
        // No list has more items than there are fields, whatever their numbers are.
        let most = self.values.len() + self.faults.len();
        let place = |name: &String| {
            let (place, _) = name.strip_prefix(list)?.strip_prefix('/')?.split_once('/')?;
            place.parse::<usize>().ok().filter(|place| *place < most)
        };
        self.values.keys().chain(self.faults.keys()).filter_map(place).max().map_or(0, |last| last + 1)
    }

    /// Whether anything is wrong in a part of the form.
    pub(super) fn is_wrong_in(&self, part: &str) -> bool {
        self.faults.keys().any(|name| name.strip_prefix(part).is_some_and(|rest| rest.starts_with('/')))
    }
}

/// An address that others are sent: a field, so that it can be chosen and copied as a whole.
pub(super) fn address(label: &str, address: &str) -> Markup {
    html! { input.address type="url" readonly value=(address) aria-label=(label); }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_are_counted_and_ticked() {
        let mut entered = Entered::default();
        assert_eq!(entered.items("q"), 0);
        for (name, value) in [
            ("q/0/a", "x"),
            ("q/3/a", "x"),
            ("q/4294967296/a", "x"),
            ("qq/2/a", "x"),
            ("q/x/a", "x"),
            ("at/*", "1h\n2h"),
        ] {
            entered.values.insert(name.to_owned(), value.to_owned());
        }
        assert_eq!(entered.items("q"), 4);
        entered.faults.insert("q/4/b".to_owned(), "is required".to_owned());
        assert_eq!((entered.items("q"), entered.is_wrong_in("q/4"), entered.is_wrong_in("q/1")), (5, true, false));
        let boxes = entered.any_of(Control::new("at/*", "When"), &[("1h", "1 h"), ("24h", "1 day")]).into_string();
        assert!(boxes.contains("value=\"1h\" checked") && !boxes.contains("value=\"24h\" checked"), "{boxes}");
    }
}
