//! Where an invitee moves a meeting: the free times, by date.

use jiff::civil::Date;
use maud::{Markup, html};
use scheduling_core::{Booking, Zone, slots::Slot};

use super::{
    Clock, Form, Frame, Obstacle,
    layout::{form, reason},
    meeting, notice,
    words::{Words, labelled, long_date},
};

/// Another time is chosen for a booking.
#[derive(Clone, Debug)]
pub struct MovePage<'a> {
    /// The booking.
    pub booking: &'a Booking,
    /// The free times, in the invitee's zone.
    pub days: Vec<TimesOfDay<'a>>,
    /// Where those before are.
    pub earlier: Option<&'a str>,
    /// Where those after are.
    pub later: Option<&'a str>,
    /// What moves it.
    pub form: Form<'a>,
    /// Where it stays as it is.
    pub manage: &'a str,
    /// Why it was not moved before.
    pub obstacle: Option<Obstacle>,
    /// The reason that was given then.
    pub reason: Option<&'a str>,
}

/// The free times of a date.
#[derive(Clone, Copy, Debug)]
pub struct TimesOfDay<'a> {
    /// The date.
    pub date: Date,
    /// The times.
    pub slots: &'a [Slot],
}

impl MovePage<'_> {
    /// The document.
    #[must_use]
    pub fn render(&self, frame: &Frame<'_>) -> String {
        let words = frame.words();
        let zone = &self.booking.invitee.zone;
        let fields = html! {
            @for day in &self.days { (times(day, zone)) }
            (reason(words, self.reason))
            p.actions {
                button type="submit" { (words.move_to_this) }
                a.button href=(self.manage) { (words.keep_meeting) }
            }
        };
        let body = html! {
            h1 { (words.move_meeting) }
            (notice::said(words, self.obstacle))
            dl { (meeting::when(words, self.booking, zone)) }
            p { (words.move_explained) }
            (self.pages(words))
            @if self.days.is_empty() {
                p { (words.nothing_free) }
                p.actions { a.button href=(self.manage) { (words.keep_meeting) } }
            } @else {
                (form(&self.form, &fields))
                (self.pages(words))
            }
        };
        frame.document(words.move_meeting, &body)
    }

    fn pages(&self, words: &Words) -> Markup {
        html! {
            @if self.earlier.is_some() || self.later.is_some() {
                nav.pages {
                    @if let Some(earlier) = self.earlier { a rel="prev" href=(earlier) { "← " (words.earlier) } }
                    @if let Some(later) = self.later { a rel="next" href=(later) { (words.later) " →" } }
                }
            }
        }
    }
}

fn times(day: &TimesOfDay<'_>, zone: &Zone) -> Markup {
    html! {
        fieldset {
            legend { (long_date(day.date)) }
            div.times {
                @for (start, label) in labelled(day.slots, zone, Clock::Hours24) {
                    label { input type="radio" name="start" value=(start) required; span { (label) } }
                }
            }
        }
    }
}
