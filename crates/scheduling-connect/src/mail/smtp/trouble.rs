//! What goes wrong with a mail server, and what follows.
//!
//! A mail is given up only where the server refuses this mail for good. Whatever it has against us (who we are, how we
//! connect, from whom the mail is) is the operator's to mend, and then the mail goes.

use lettre::transport::smtp::Error;
use scheduling_engine::{Then, Undelivered};

use crate::failure::{printable, response, retry};

/// How far it got.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Stage {
    /// Connecting, greeting, encrypting.
    Open,
    /// Proving who we are.
    Auth,
    /// Telling from whom the mail is: a matter of the configuration.
    Sender,
    /// Telling to whom it goes.
    Recipient,
    /// Asking whether it may come.
    Data,
    /// The mail itself. Whether the server has it is not known unless it says so.
    Message,
}

/// What went wrong.
#[derive(Debug)]
pub(super) enum Trouble {
    /// The server said no: code and text.
    No(u16, String),
    /// It took too long.
    Slow,
    /// Nobody is there.
    Unreachable,
    /// It went away.
    Lost,
    /// TLS failed: why.
    Tls(&'static str),
    /// It does not do what is needed, or does not keep to the protocol: what.
    Odd(String),
}

/// Service not available: the server closes the connection (RFC 5321, section 4.2.3).
const CLOSING: u16 = 421;
/// Authentication required, too weak, invalid, to be encrypted (RFC 4954, section 6): whatever it is said to, it is about us.
const ABOUT_US: [u16; 4] = [530, 534, 535, 538];
/// Commands out of order or not known, which says nothing about the mail.
const ABOUT_PROTOCOL: [u16; 5] = [500, 502, 503, 504, 555];
/// Security and policy, the protocol, and the sender's address (RFC 3463): a relay that puts off what it has against us until
/// RCPT, as Postfix does, says so then.
const ABOUT_US_ENHANCED: [&str; 4] = ["5.7.", "5.5.", "5.1.7", "5.1.8"];
/// How much of an answer stands in an error; all that is kept stands in the response.
const TOLD: usize = 300;

impl From<Error> for Trouble {
    fn from(error: Error) -> Self {
        use std::error::Error as _;
        let said = error.source().map(ToString::to_string).unwrap_or_default();
        match error.status() {
            Some(code) => Self::No(code.into(), said),
            None if error.is_client() => Self::Odd(said),
            None => Self::Lost,
        }
    }
}

impl Trouble {
    /// Whether the connection can be used again.
    pub(super) fn leaves_connection(&self) -> bool {
        matches!(self, Self::No(code, _) if *code != CLOSING)
    }

    pub(super) fn undelivered(self, stage: Stage) -> Undelivered {
        match self {
            Self::No(code, text) => {
                let about_mail = matches!(stage, Stage::Recipient | Stage::Data | Stage::Message);
                let about_us = ABOUT_US.contains(&code)
                    || ABOUT_PROTOCOL.contains(&code)
                    || (stage == Stage::Recipient && ABOUT_US_ENHANCED.iter().any(|class| text.starts_with(class)));
                let for_good = (500..600).contains(&code) && about_mail && !about_us;
                let then = if for_good { Then::GiveUp } else { Then::Retry(None) };
                let told: String = printable(&text).chars().take(TOLD).collect();
                let error = format!("the mail server refused {}: {code} {told}", refused(stage));
                Undelivered { then, error: error.trim_end().to_owned(), response: Some(response(code, &text)) }
            }
            Self::Slow if stage == Stage::Message => retry(
                "the mail server did not say in time whether it took the mail: it may arrive twice, with the same Message-ID",
            ),
            Self::Slow => retry("the mail server did not answer in time"),
            Self::Unreachable => retry("the mail server cannot be reached"),
            Self::Lost if stage == Stage::Message => retry(
                "the mail server went away without saying whether it took the mail: it may arrive twice, with the same Message-ID",
            ),
            Self::Lost => retry("the mail server went away"),
            Self::Tls(why) => retry(format!("TLS with the mail server failed: {why}")),
            Self::Odd(what) => retry(format!("the mail server cannot be used: {what}")),
        }
    }
}

const fn refused(stage: Stage) -> &'static str {
    match stage {
        Stage::Open => "the connection",
        Stage::Auth => "the user or the password",
        Stage::Sender => "the sender",
        Stage::Recipient => "the recipient",
        Stage::Data | Stage::Message => "the mail",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mail_is_given_up_only_if_it_is_refused_itself_and_for_good() {
        let then = |stage, code| Trouble::No(code, "no".to_owned()).undelivered(stage).then;
        for stage in [Stage::Recipient, Stage::Data, Stage::Message] {
            assert_eq!((then(stage, 550), then(stage, 554)), (Then::GiveUp, Then::GiveUp));
            for later in [421, 450, 452, 503, 530, 535] {
                assert_eq!(then(stage, later), Then::Retry(None), "{stage:?} {later}");
            }
        }
        let said = |text: &str| Trouble::No(554, text.to_owned()).undelivered(Stage::Recipient).then;
        assert_eq!(said("5.7.1 <a@b>: Relay access denied"), Then::Retry(None), "the relay does not want us");
        assert_eq!(said("5.1.8 <us@c>: Sender address rejected"), Then::Retry(None));
        assert_eq!(said("5.1.1 <a@b>: no such user"), Then::GiveUp);
        for stage in [Stage::Open, Stage::Auth, Stage::Sender] {
            assert_eq!((then(stage, 554), then(stage, 421)), (Then::Retry(None), Then::Retry(None)));
        }
        for trouble in [Trouble::Slow, Trouble::Lost] {
            assert_eq!(trouble.undelivered(Stage::Message).then, Then::Retry(None));
        }
    }

    #[test]
    fn what_the_server_said_is_told_on_one_line() {
        let failed = Trouble::No(550, "5.1.1 no\nsuch\u{1b} user".to_owned()).undelivered(Stage::Recipient);
        assert_eq!(failed.error, "the mail server refused the recipient: 550 5.1.1 no such\u{fffd} user");
        assert_eq!(failed.response.unwrap().code, 550);
    }
}
