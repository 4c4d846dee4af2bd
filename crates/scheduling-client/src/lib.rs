//! A client of the scheduling API.
//!
//! Types and operations are generated from the API document; the layer around them turns problems into typed errors, gives
//! every write an idempotency key, sends again what was lost or refused for a moment, and reads lists page by page. It
//! knows nothing of the server's insides.
//!
//! ```no_run
//! use scheduling_client::{BookingInput, Client, Code, InviteeInput, ListNextSlotsQuery};
//!
//! # async fn example() -> Result<(), Box<dyn std::error::Error>> {
//! let guest = Client::new("http://127.0.0.1:8080")?;
//! let query = ListNextSlotsQuery { timezone: "Europe/Berlin".to_owned(), limit: None };
//! let slots = guest.list_next_slots("demo", "ada", "intro", &query).await?;
//! let first = slots.days.iter().flat_map(|day| &day.slots).next().ok_or("nothing is free")?;
//! let (name, email) = ("Grace Hopper".to_owned(), "grace@example.org".to_owned());
//! let wish = BookingInput {
//!     event_type_id: slots.event_type.id,
//!     start_time: first.start_time,
//!     timezone: "Europe/Berlin".to_owned(),
//!     host_username: None,
//!     invitee: InviteeInput { name, email, phone: None, notes: None, responses: None, locale: None },
//!     guests: None,
//!     hold_id: None,
//!     hold_token: None,
//!     campaign: None,
//! };
//! match guest.create_booking("demo", &wish).await {
//!     Ok(booking) => println!("{} {:?}", booking.id, booking.manage_token),
//!     Err(error) if error.code() == Some(Code::SlotTaken) => println!("taken; next: {:?}", error.next_slots()),
//!     Err(error) => return Err(error.into()),
//! }
//! # Ok(())
//! # }
//! ```

mod client;
mod error;
mod generated;
mod macros;
mod pages;
mod retry;

pub(crate) use self::macros::{codes, page, words};
pub use self::{
    client::Client,
    error::Error,
    generated::*,
    pages::{Page, Pages},
    retry::Retries,
};
