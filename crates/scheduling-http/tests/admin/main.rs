//! The pages of a tenant's own people, as a browser without scripts uses them.
#![expect(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test that cannot go on must fail")]

mod availability;
mod bookings;
mod desk;
mod event_types;
mod everywhere;
mod figures;
mod hostile;
#[expect(dead_code, reason = "the pages behind links need more of it")]
#[path = "../pages/html.rs"]
mod html;
mod settings;
mod signing_in;
#[expect(dead_code, reason = "the pages behind links need more of it")]
#[path = "../pages/site.rs"]
mod site;
mod teams;
mod time_off;
