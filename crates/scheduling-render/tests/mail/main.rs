//! Mails as those see them who get them: every one of them is read, its HTML by a parser that knows nothing of the writer.
#![expect(clippy::unwrap_used, clippy::expect_used, reason = "a test that cannot go on must fail")]

mod announced;
mod calendar;
mod every;
mod golden;
mod hostile;
mod page;
mod templates;

use scheduling_core::{Audience, Locale, Notification, NotificationKind};
use scheduling_render::mail::sample;

/// A sample of every mail there is.
fn samples() -> impl Iterator<Item = Notification> {
    let kinds = NotificationKind::ALL.iter().flat_map(|kind| Audience::ALL.iter().map(|audience| (*kind, *audience)));
    kinds
        .filter(|(kind, audience)| kind.goes_to(*audience))
        .flat_map(|(kind, audience)| Locale::ALL.iter().map(move |locale| sample(kind, audience, *locale).unwrap()))
}

fn english(kind: NotificationKind, audience: Audience) -> Notification {
    sample(kind, audience, Locale::En).unwrap()
}

/// Which mail it is, for messages of tests.
fn name(notification: &Notification) -> String {
    format!("{} {} {}", notification.locale, notification.kind, notification.audience)
}
