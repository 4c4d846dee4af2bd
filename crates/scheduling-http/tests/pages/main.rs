//! The pages that mails lead to, as a browser without scripts uses them, and as mail programs and their scanners do.
#![expect(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test that cannot go on must fail")]

mod address;
mod another;
mod book;
mod booking;
mod campaign;
mod decision;
mod embed;
mod everywhere;
mod hostile;
mod html;
mod live;
mod moving;
mod reminders;
mod site;
