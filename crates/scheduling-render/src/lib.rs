//! What people and their programs read, made of typed contexts: mails in [`mail`], calendar messages in [`icalendar`].
//!
//! Pure: no clock, no network, no database; what a text says is a function of its arguments. Whom it is for and when it is
//! sent is decided elsewhere.

pub mod icalendar;
pub mod mail;
pub mod pages;
