//! Time off.

use jiff::civil::Date;
use maud::{Markup, html};

use super::{
    super::{Entered, Shell, form::Control},
    TimePart, WhoseTime, enter_saves,
    impact::Tried,
};
use crate::pages::Frame;

/// Time that a host has taken off.
#[derive(Clone, Debug)]
pub struct TimeOff {
    /// Its id.
    pub id: String,
    /// The first date.
    pub first: Date,
    /// The last date, itself off.
    pub last: Date,
    /// The hours of each date; none is all day.
    pub hours: Option<String>,
    /// Why.
    pub reason: Option<String>,
}

/// The time that a host has taken off and that is not over.
#[derive(Clone, Copy, Debug)]
pub struct BlockedPage<'a> {
    /// Whose.
    pub whose: WhoseTime<'a>,
    /// The host's zone.
    pub zone: &'a str,
    /// What is off.
    pub off: &'a [TimeOff],
    /// What is entered.
    pub entered: &'a Entered,
    /// What it would do.
    pub tried: Tried<'a>,
}

impl BlockedPage<'_> {
    /// The whole document.
    #[must_use]
    pub fn render(&self, shell: &Shell<'_>, frame: &Frame<'_>) -> String {
        let body = html! {
            (self.entered.summary())
            (self.tried.told())
            div.columns {
                section {
                    h2 { "Time off that is to come" }
                    @if self.off.is_empty() { p.quiet { "None." } } @else {
                        ul.offs { @for off in self.off { li { (self.row(shell, off)) } } }
                    }
                }
                section { h2 { "Take time off" } (self.adding(shell)) }
            }
        };
        self.whose.page((TimePart::Blocked, shell), frame, &body)
    }

    fn row(&self, shell: &Shell<'_>, off: &TimeOff) -> Markup {
        let dates = dates(off);
        let action = self.whose.at(&format!("/admin/availability/blocked-dates/{}/remove", off.id));
        let label = format!("Remove the time off of {dates}");
        html! {
            div {
                p { strong { (dates) } }
                p.quiet { (off.hours.as_deref().unwrap_or("All day")) }
                @if let Some(reason) = &off.reason { p.text dir="auto" { (reason) } }
            }
            (shell.form(&action, &html! { button.quiet aria-label=(label) { "Remove" } }))
        }
    }

    fn adding(&self, shell: &Shell<'_>) -> Markup {
        let line = |name, label, kind| self.entered.line(Control::new(name, label), kind);
        let fields = html! {
            (enter_saves())
            div.pair {
                (self.entered.line(Control::new("startDate", "First date").required(), "date"))
                (line("endDate", "Until", "date"))
            }
            div.pair {
                (line("startTime", "From", "time"))
                (line("endTime", "To", "time"))
            }
            p.hint {
                "Without times, whole dates are off; with them, these hours of each date. Times are in "
                (self.zone.replace('_', " ")) "."
            }
            (self.entered.lines(Control::new("reason", "Reason").hint("Invitees do not see it."), 2))
            div.foot.still {
                button name="_do" value="save" { "Add time off" }
                (self.tried.button())
            }
        };
        shell.form(&self.whose.at(TimePart::Blocked.path()), &fields)
    }
}

fn dates(off: &TimeOff) -> String {
    let text = |date: Date| date.strftime("%a, %-d %b %Y").to_string();
    if off.first == off.last { text(off.first) } else { format!("{} – {}", text(off.first), text(off.last)) }
}
