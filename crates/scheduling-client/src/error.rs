//! What can go wrong with a call.

use crate::{Code, FieldError, Problem, SlotTimes};

/// Why a call did not return what was asked for.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// The server said no, and why: a problem as in RFC 9457. Its text is fit for an end user.
    #[error("{}", .0.detail)]
    Refused(Box<Problem>),
    /// An answer that this API does not give: a proxy's, for example.
    #[error("the server answered with status {status} and no problem")]
    Unexpected {
        /// The HTTP status.
        status: u16,
        /// What the answer said.
        body: String,
    },
    /// The answer is not what the API promises.
    #[error("the answer is not what the API promises")]
    Answer(#[source] serde_json::Error),
    /// The body cannot be written: it has a word that only a server knows.
    #[error("the request cannot be written")]
    Request(#[source] serde_json::Error),
    /// The server cannot be reached, or was lost before it had answered; so were the retries.
    #[error("the server cannot be reached")]
    Unreachable(#[source] Box<dyn std::error::Error + Send + Sync>),
    /// The base URL is none.
    #[error("{0:?} is not the address of a server")]
    Address(String),
    /// This machine cannot make what a client needs: TLS, or random keys.
    #[error("this machine cannot make a client")]
    Machine(#[source] Box<dyn std::error::Error + Send + Sync>),
}

impl Error {
    /// What the server said, if it said no.
    #[must_use]
    pub fn problem(&self) -> Option<&Problem> {
        if let Self::Refused(problem) = self { Some(problem) } else { None }
    }

    /// The kind of problem; none if it is no problem, or one that only a later server knows.
    #[must_use]
    pub fn code(&self) -> Option<Code> {
        self.problem().and_then(|problem| Code::of(&problem.code))
    }

    /// The HTTP status of the answer, if there was one.
    #[must_use]
    pub fn status(&self) -> Option<u16> {
        match self {
            Self::Refused(problem) => u16::try_from(problem.status).ok(),
            Self::Unexpected { status, .. } => Some(*status),
            _ => None,
        }
    }

    /// Everything that is wrong with the request.
    #[must_use]
    pub fn errors(&self) -> &[FieldError] {
        self.problem().and_then(|problem| problem.errors.as_deref()).unwrap_or_default()
    }

    /// Of a time that cannot be had: the next free ones.
    #[must_use]
    pub fn next_slots(&self) -> &[SlotTimes] {
        self.problem().and_then(|problem| problem.next_slots.as_deref()).unwrap_or_default()
    }
}
