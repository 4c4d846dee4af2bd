//! Mails and webhooks as others get them: a mail server (`aiosmtpd`), the mail parser of Python and the library of Standard
//! Webhooks, none of which knows the writer. `cargo xtask test` brings them, and names the interpreter in
//! `SCHEDULING_TEST_PYTHON`. Reaches the crate through its public interface only.
#![expect(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    reason = "a test that cannot go on must fail"
)]

mod hostile;
mod mails;
mod people;
mod python;
mod receiver;
mod smtp;
mod tls;
mod webhooks;
