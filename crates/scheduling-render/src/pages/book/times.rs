//! When something can be booked: a month with its free dates, and the free times of one of them.

use std::sync::LazyLock;

use jiff::{ToSpan as _, civil::Date};
use maud::{Markup, PreEscaped, html};
use scheduling_core::{Zone, slots::Slot};

use super::{Clock, Offer, Submit, hidden};
use crate::pages::{
    Frame, Obstacle, notice,
    words::{Words, labelled, long_date, month_name, zone_name},
};

/// The zones that can be chosen: those that are named after a place, and UTC. What is sent is the name as it is shown.
static ZONES: LazyLock<String> = LazyLock::new(|| {
    let is_place = |name: &&String| name.as_str() == "UTC" || name.contains('/') && !name.starts_with("Etc/");
    let option = |name: &String| html! { option { (name.replace('_', " ")) } }.into_string();
    Zone::names().iter().filter(is_place).map(option).collect()
});

/// The free times of an event type.
#[derive(Clone, Copy, Debug)]
pub struct TimesPage<'a> {
    /// What is booked.
    pub offer: Offer<'a>,
    /// In which zone the times are.
    pub zone: &'a Zone,
    /// How they are shown.
    pub clock: Clock,
    /// The month.
    pub month: Month<'a>,
    /// The chosen date, and its times.
    pub chosen: Option<(Date, &'a [Slot])>,
    /// What keeps a time.
    pub hold: Submit<'a>,
    /// How this page is asked for again.
    pub way: Way<'a>,
    /// What is said then besides the zone and the clock.
    pub besides: &'a [(String, String)],
    /// Why nothing was kept before.
    pub obstacle: Option<Obstacle>,
}

/// How other dates are asked for.
#[derive(Clone, Copy, Debug)]
pub enum Way<'a> {
    /// By links. The page is here.
    Links(&'a str),
    /// By forms that are sent there with all of this, which somebody has typed: it goes into no address.
    Forms {
        /// Where they are sent.
        action: &'a str,
        /// What goes with them unseen.
        hidden: &'a [(String, String)],
    },
}

/// The form that the buttons of dates and months send.
const FORM: &str = "dates";

impl Way<'_> {
    /// The form by which dates are asked for, if they are.
    fn form(self) -> Markup {
        html! {
            @if let Self::Forms { action, hidden: typed } = self {
                form id=(FORM) method="post" action=(action) { (hidden(typed)) }
            }
        }
    }

    const fn is_form(self) -> bool {
        matches!(self, Self::Forms { .. })
    }
}

/// A month, and which of its dates can be chosen.
#[derive(Clone, Copy, Debug)]
pub struct Month<'a> {
    /// Its first date.
    pub first: Date,
    /// Today, in the invitee's zone.
    pub today: Date,
    /// The dates with free times, ascending: how many, and where they are shown.
    pub free: &'a [(Date, usize, String)],
    /// The month before, if it can have free times, and where that is.
    pub earlier: Option<(Date, &'a str)>,
    /// The month after.
    pub later: Option<(Date, &'a str)>,
    /// If this month has none: the next free date, and where that is.
    pub next: Option<(Date, &'a str)>,
}

impl TimesPage<'_> {
    /// The document.
    #[must_use]
    pub fn render(&self, frame: &Frame<'_>) -> String {
        let words = frame.words();
        let body = html! {
            (self.offer.summary(words, None))
            section.choose {
                (notice::said(words, self.obstacle))
                h2 { (words.choose_time) }
                (self.way.form())
                (self.month.grid(words, self.way, self.chosen.map(|(date, _)| date)))
                (self.clocks(words))
            }
            section.free #times tabindex="-1" {
                @if let Some((date, slots)) = self.chosen { (self.times(words, date, slots)) } @else { (self.month.nothing(words, self.way)) }
            }
        };
        frame.laid_out(self.offer.name, "wide", &body)
    }

    fn times(&self, words: &Words, date: Date, slots: &[Slot]) -> Markup {
        html! {
            h2 { time datetime=(date) { (long_date(date)) } }
            @if slots.is_empty() { p { (words.nothing_free) } } @else {
                form method="post" action=(self.hold.action) {
                    (self.hold.fields())
                    ul.starts {
                        @for (start, label) in labelled(slots, self.zone, self.clock) {
                            li { button.start type="submit" name="start" value=(start) { (label) } }
                        }
                    }
                    p #nothing-free hidden { (words.nothing_free) }
                    p #told .heard role="status" data-gone=(words.no_longer_free) {}
                }
            }
        }
    }

    /// In which zone and how the times are, and how to have them otherwise.
    fn clocks(&self, words: &Words) -> Markup {
        let shown = self.chosen.and_then(|(_, slots)| slots.first().map(|slot| slot.start()));
        let noon = self.month.first.at(12, 0, 0, 0).to_zoned(self.zone.as_jiff().clone()).map(|noon| noon.timestamp());
        let at = shown.or(noon.ok()).unwrap_or_default();
        let (method, here) = match self.way {
            Way::Links(here) => ("get", here),
            Way::Forms { action, .. } => ("post", action),
        };
        html! {
            p.zone { (words.times_in) " " strong { (zone_name(at, self.zone)) } }
            details.clocks {
                summary { (words.change_zone) }
                form method=(method) action=(here) {
                    (hidden(self.besides))
                    p {
                        label for="timezone" { (words.zone) }
                        select #timezone name="timezone" {
                            option value=(self.zone.name()) selected { (self.zone.name().replace('_', " ")) }
                            (PreEscaped(ZONES.as_str()))
                        }
                    }
                    fieldset.inline {
                        legend { (words.clock) }
                        @for (clock, label) in [(Clock::Hours24, words.hours_24), (Clock::Hours12, words.hours_12)] {
                            label { input type="radio" name="clock" value=(clock.as_str()) checked[clock == self.clock]; " " (label) }
                        }
                    }
                    p.actions { button.quiet type="submit" { (words.apply) } }
                }
            }
        }
    }
}

impl Month<'_> {
    fn grid(&self, words: &Words, way: Way<'_>, chosen: Option<Date>) -> Markup {
        let name = month_name(self.first);
        html! {
            div.month {
                nav.months aria-label=(words.months) {
                    (arrow(way, self.earlier, (words.month_before, "prev", "‹")))
                    h3 #month aria-live="polite" { (name) }
                    (arrow(way, self.later, (words.month_after, "next", "›")))
                }
                table aria-labelledby="month" {
                    thead { tr { @for (short, long) in words.weekdays { th scope="col" abbr=(long) { (short) } } } }
                    tbody { @for week in self.weeks() { tr { @for date in week {
                        @match date {
                            Some(date) => td { (self.day((words, way), date, chosen)) },
                            None => td {},
                        }
                    } } } }
                }
            }
        }
    }

    fn day(&self, (words, way): (&Words, Way<'_>), date: Date, chosen: Option<Date>) -> Markup {
        let free = self.free.binary_search_by_key(&date, |(free, _, _)| *free).ok().and_then(|at| self.free.get(at));
        let today = (date == self.today).then_some("today");
        html! {
            @if let Some((_, count, href)) = free {
                @let current = (chosen == Some(date)).then_some("date");
                @let label = format!("{}, {}", long_date(date), (words.free_times)(*count));
                @if way.is_form() {
                    button.date.today[today.is_some()] form=(FORM) name="date" value=(date) data-date=(date) aria-current=[current] aria-label=(label) {
                        (date.day())
                    }
                } @else {
                    a.date.today[today.is_some()] href={ (href) "#times" } data-date=(date) aria-current=[current] aria-label=(label) { (date.day()) }
                }
            } @else {
                span class=[today] { (date.day()) }
            }
        }
    }

    /// The dates by week, from Monday; none where another month's would be.
    fn weeks(&self) -> Vec<[Option<Date>; 7]> {
        let before = usize::from(self.first.weekday().to_monday_zero_offset().unsigned_abs());
        let dates = (0..self.first.days_in_month()).map(|day| Some(self.first.saturating_add(i64::from(day).days())));
        let all: Vec<Option<Date>> = std::iter::repeat_n(None, before).chain(dates).collect();
        let week = |dates: &[Option<Date>]| std::array::from_fn(|at| dates.get(at).copied().flatten());
        all.chunks(7).map(week).collect()
    }

    /// Where nothing is free in the whole month.
    fn nothing(&self, words: &Words, way: Way<'_>) -> Markup {
        html! {
            @if self.free.is_empty() {
                h2 { (words.nothing_in_month) }
                @if let Some((date, href)) = self.next {
                    p.actions {
                        @if way.is_form() {
                            button.quiet form=(FORM) name="date" value=(date) { (words.next_free) " " (long_date(date)) }
                        } @else {
                            a.button href={ (href) "#times" } { (words.next_free) " " (long_date(date)) }
                        }
                    }
                } @else {
                    p { (words.nothing_at_all) }
                }
            } @else {
                p.quiet { (words.choose_date) }
            }
        }
    }
}

fn arrow(way: Way<'_>, month: Option<(Date, &str)>, (label, rel, sign): (&str, &str, &str)) -> Markup {
    html! {
        @match month {
            Some((first, _)) if way.is_form() => {
                button.arrow form=(FORM) name="month" value=(first.strftime("%Y-%m")) aria-label=(label) { (sign) }
            }
            Some((_, href)) => { a.arrow href=(href) rel=(rel) aria-label=(label) { (sign) } }
            None => { span.arrow aria-hidden="true" { (sign) } }
        }
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn a_month_has_all_its_dates_by_week() {
        for (first, weeks, before) in [(date(2026, 2, 1), 5, 6), (date(2027, 2, 1), 4, 0), (date(2026, 8, 1), 6, 5)] {
            let month = Month { first, today: first, free: &[], earlier: None, later: None, next: None };
            let all = month.weeks();
            assert_eq!(all.len(), weeks, "{first}");
            let dates: Vec<Date> = all.iter().flatten().flatten().copied().collect();
            assert_eq!(dates.len(), first.days_in_month().unsigned_abs() as usize);
            assert_eq!((dates[0], all[0].iter().position(Option::is_some)), (first, Some(before)));
        }
    }
}
