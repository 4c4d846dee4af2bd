//! A host's pages about a booking that waits for approval.

use maud::html;
use scheduling_core::{Booking, Zone};

use super::{
    Form, Frame, Obstacle,
    layout::{form, reason},
    meeting, notice,
};

/// What a host is asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Decision {
    /// Whether the meeting is to take place.
    Approve,
    /// Whether it is not to.
    Decline,
}

/// What a host is asked about a booking.
#[derive(Clone, Copy, Debug)]
pub struct DecidePage<'a> {
    /// The booking.
    pub booking: &'a Booking,
    /// The zone in which the host sees it.
    pub zone: &'a Zone,
    /// What is asked.
    pub decision: Decision,
    /// What says yes to that.
    pub form: Form<'a>,
    /// Where the other thing is asked.
    pub instead: &'a str,
    /// Why it was not done before.
    pub obstacle: Option<Obstacle>,
    /// The reason that was given then.
    pub reason: Option<&'a str>,
}

/// What has become of it.
#[derive(Clone, Copy, Debug)]
pub struct DecidedPage<'a> {
    /// The booking.
    pub booking: &'a Booking,
    /// The zone in which the host sees it.
    pub zone: &'a Zone,
    /// When that was.
    pub just_now: JustNow,
}

/// Whether what a page tells of was done by what led to it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum JustNow {
    /// It was.
    Yes,
    /// It was done before.
    No,
}

impl DecidePage<'_> {
    /// The document.
    #[must_use]
    pub fn render(&self, frame: &Frame<'_>) -> String {
        let words = frame.words();
        let (title, question, yes, instead) = match self.decision {
            Decision::Approve => (words.approve_title, words.approve_question, words.approve, words.decline_instead),
            Decision::Decline => (words.decline_title, words.decline_question, words.decline, words.approve_instead),
        };
        let fields = html! {
            @if self.decision == Decision::Decline { (reason(words, self.reason)) }
            p.actions {
                button.danger[self.decision == Decision::Decline] type="submit" { (yes) }
                a.button href=(self.instead) { (instead) }
            }
        };
        let body = html! {
            h1 { (question) }
            (notice::said(words, self.obstacle))
            (meeting::for_host(words, self.booking, self.zone))
            (form(&self.form, &fields))
        };
        frame.document(title, &body)
    }
}

impl DecidedPage<'_> {
    /// The document.
    #[must_use]
    pub fn render(&self, frame: &Frame<'_>) -> String {
        let words = frame.words();
        let status = self.booking.state.status();
        let body = html! {
            h1 { ((words.status)(status)) }
            p.note role="status" {
                ((words.decided)(status))
                @if self.just_now == JustNow::No { " " (words.decided_before) }
            }
            (meeting::in_short(words, self.booking, self.zone))
        };
        frame.document((words.status)(status), &body)
    }
}
