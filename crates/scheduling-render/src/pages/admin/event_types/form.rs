//! All that can be set of an event type.

use maud::{Markup, html};
use scheduling_core::{Color, LocationKind, ReminderTiming};

use super::{color, hosts::hosts, location, questions::questions, reminder};
use crate::pages::{
    Frame,
    admin::{
        Section, Shell,
        form::{Control, Entered},
        inputs::{Measure, address},
    },
};

/// Who takes the meetings.
#[derive(Clone, Copy, Debug)]
pub enum TakenBy<'a> {
    /// A person.
    Host {
        /// What they are called.
        name: &'a str,
        /// Their schedules, by id and name.
        schedules: &'a [(String, String)],
    },
    /// Some of a team.
    Team {
        /// What it is called.
        name: &'a str,
        /// Where it is.
        here: &'a str,
        /// Its members, by id and name.
        members: &'a [(String, String)],
        /// Whether they take meetings in turn, unless something else is said.
        is_round_robin: bool,
    },
}

/// A form with all that can be set of an event type.
#[derive(Clone, Copy, Debug)]
pub struct EventTypePage<'a> {
    /// What stands in it, and what is wrong with that.
    pub entered: &'a Entered,
    /// Who takes the meetings.
    pub by: TakenBy<'a>,
    /// Where the form goes.
    pub here: &'a str,
    /// What it is called; none of a new one.
    pub name: Option<&'a str>,
    /// Where it is booked, here and for others; none if it cannot be.
    pub page: Option<(&'a str, &'a str)>,
    /// Whether it is archived.
    pub is_archived: bool,
    /// Where those of this person or team begin.
    pub prefix: &'a str,
    /// How many empty questions are offered.
    pub spare: usize,
}

impl EventTypePage<'_> {
    /// The whole document.
    #[must_use]
    pub fn render(&self, shell: &Shell<'_>, frame: &Frame<'_>) -> String {
        let title = self.name.unwrap_or("New event type");
        let heading = html! {
            p { a href=(Section::EventTypes.path()) { "Event types" } }
            div.heading {
                h1 dir="auto" { (title) }
                @if let Some((page, _)) = self.page { p.actions { a.button href=(page) { "Preview" } } }
            }
        };
        let fields = html! {
            // The first button is the one that the Enter key presses.
            button.unseen tabindex="-1" aria-hidden="true" { "Save" }
            (self.basics())
            (self.length())
            @if let TakenBy::Team { members, is_round_robin, .. } = self.by {
                (hosts(self.entered, members, is_round_robin))
            }
            (self.place())
            (self.rules())
            (questions(self.entered, self.spare, self.here))
            (self.reminders())
            (self.changes())
            div.save {
                button { @if self.name.is_some() { "Save" } @else { "Make event type" } }
                a.button href=(Section::EventTypes.path()) { "Cancel" }
            }
        };
        let body = html! {
            (self.entered.summary())
            (self.owner())
            div.settings { (shell.form(self.here, &fields)) }
            @if self.name.is_some() { (self.ending(shell)) }
        };
        shell.with_heading(frame, title, &heading, &body)
    }

    fn owner(&self) -> Markup {
        html! {
            @if self.is_archived { p.note { "This event type is archived: it cannot be booked. Restore it below to use it again." } }
            p.quiet {
                @match self.by {
                    TakenBy::Host { name, .. } => { "With " bdi { (name) } }
                    TakenBy::Team { name, here, .. } => { "With the team " a href=(here) { bdi { (name) } } }
                }
            }
            @if let Some((_, url)) = self.page { (address("Address of the booking page", url)) }
        }
    }

    fn basics(&self) -> Markup {
        let entered = self.entered;
        let slug =
            format!("The end of its address, after {}. It is made from the name if you leave it empty.", self.prefix);
        let kept = "What was sent to others before leads nowhere if you change it.";
        let slug = if self.name.is_some() { format!("{slug} {kept}") } else { slug };
        part(
            "Basics",
            "What invitees see first.",
            &html! {
                (entered.line(Control::new("name", "Name").required(), "text"))
                (entered.line(Control::new("slug", "Name in addresses").hint(&slug), "text"))
                (entered.lines(Control::new("description", "Description"), 4))
                (self.colors())
                (entered.check(Control::new("isActive", "It can be booked").hint("Switch it off to take no more bookings: those that there are stay.")))
            },
        )
    }

    fn colors(&self) -> Markup {
        let control = Control::new("color", "Colour");
        html! {
            fieldset.field #(control.id()) {
                legend { "Colour" }
                div.inline {
                    @for one in Color::ALL {
                        label.check.color.(one.as_str()) {
                            input type="radio" name="color" value=(one.as_str()) checked[self.entered.value("color") == one.as_str()];
                            span { (color(*one)) }
                        }
                    }
                }
                (self.entered.notes(control))
            }
        }
    }

    fn length(&self) -> Markup {
        let entered = self.entered;
        let minutes = Measure::whole(1, 1440, "minutes");
        part(
            "Length and seats",
            "How long a meeting is, how many can come, and how often it can be repeated. One meeting is no series.",
            &html! {
                div.fields {
                    (entered.number(Control::new("duration", "Duration").required(), minutes))
                    (entered.number(Control::new("stepMinutes", "Between starts"), minutes.unset("15")))
                    (entered.number(Control::new("seats", "Seats"), Measure::whole(1, 1000, "people").unset("1")))
                    (entered.number(
                        Control::new("maxOccurrences", "Series of up to"),
                        Measure::whole(1, 52, "meetings").unset("1"),
                    ))
                }
            },
        )
    }

    fn place(&self) -> Markup {
        let entered = self.entered;
        let kinds: Vec<_> = LocationKind::ALL.iter().map(|kind| (kind.as_str(), location(*kind))).collect();
        part(
            "Place",
            "Where the meeting takes place.",
            &html! {
                (entered.choice(Control::new("location/type", "Kind of place").required(), &kinds))
                (entered.line(
                    Control::new("location/value", "Link, number or address").hint("Only those who have booked are told it."),
                    "text",
                ))
                (entered.line(
                    Control::new("location/displayName", "What it is called").hint("Everybody sees it, such as “We call you”."),
                    "text",
                ))
            },
        )
    }

    fn rules(&self) -> Markup {
        let entered = self.entered;
        let rule = |field: &str, label: &str, measure: Measure| {
            entered.number(Control::new(&format!("settingOverrides/{field}"), label), measure.unset("As usual"))
        };
        let minutes = Measure::whole(0, 1440, "minutes");
        let limit = Measure::whole(0, 44_640, "meetings");
        let about = match self.by {
            TakenBy::Host { .. } => "When it can be booked. What is empty is as in the person’s own settings.",
            TakenBy::Team { .. } => "When it can be booked. What is empty is as in the settings of each host.",
        };
        part(
            "Availability",
            about,
            &html! {
                @if let TakenBy::Host { schedules, .. } = self.by {
                    @let usual = std::iter::once(("", "The usual working hours"));
                    @let named = schedules.iter().map(|(id, name)| (id.as_str(), name.as_str()));
                    (entered.choice(Control::new("scheduleId", "Schedule").required(), &usual.chain(named).collect::<Vec<_>>()))
                }
                div.fields {
                    (rule("minimumNoticeHours", "Shortest notice", Measure::quarters(8784, "hours")))
                    (rule("bookingWindowDays", "Can be booked ahead", Measure::whole(0, 730, "days")))
                    (rule("bufferBeforeMins", "Kept free before", minutes))
                    (rule("bufferAfterMins", "Kept free after", minutes))
                    (rule("dailyLimit", "Most on a day", limit))
                    (rule("weeklyLimit", "Most in a week", limit))
                    (rule("monthlyLimit", "Most in a month", limit))
                }
            },
        )
    }

    fn reminders(&self) -> Markup {
        let entered = self.entered;
        let timings: Vec<_> = ReminderTiming::ALL.iter().map(|timing| (timing.as_str(), reminder(*timing))).collect();
        part(
            "Reminders",
            "Mails before the meeting.",
            &html! {
                (entered.check(Control::new("reminderSettings/enabled", "Send reminders")))
                (entered.any_of(Control::new("reminderSettings/invitee/*", "To the invitee, so long before"), &timings))
                (entered.any_of(Control::new("reminderSettings/host/*", "To the host, so long before"), &timings))
            },
        )
    }

    fn changes(&self) -> Markup {
        let entered = self.entered;
        let cutoff = Measure::whole(0, 527_040, "minutes before").unset("0");
        part(
            "Bookings",
            "What makes a booking count, and what invitees can do afterwards.",
            &html! {
                (entered.check(Control::new("requiresApproval", "Each booking needs approval").hint("The time is kept until the host decides.")))
                (entered.check(
                    Control::new("confirmsAddress", "Invitees confirm their e-mail address")
                        .hint("A booking counts once its invitee has followed a link in a mail, within an hour."),
                ))
                div.fields {
                    (entered.number(Control::new("cancelCutoffMinutes", "Can be cancelled until"), cutoff))
                    (entered.number(Control::new("rescheduleCutoffMinutes", "Can be moved until"), cutoff))
                }
            },
        )
    }

    fn ending(&self, shell: &Shell<'_>) -> Markup {
        let to = |action: &str| format!("{}/{action}", self.here);
        html! {
            div.endings {
                (shell.form(&to("copy"), &html! { button.quiet { "Copy" } }))
                @if self.is_archived {
                    (shell.form(&to("restore"), &html! { button.quiet { "Restore" } }))
                } @else {
                    (shell.form(&to("archive"), &html! { button.quiet { "Archive" } }))
                }
            }
        }
    }
}

/// Some of the fields, beside what they are about.
fn part(title: &str, about: &str, fields: &Markup) -> Markup {
    html! {
        section {
            div.about { h2 { (title) } p.hint { (about) } }
            div { (fields) }
        }
    }
}
