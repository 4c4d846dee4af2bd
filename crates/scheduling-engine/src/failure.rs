//! How a use case fails, told apart by what the caller can do about it.

use scheduling_core::Scope;
use scheduling_store::StoreError;

/// Why a use case did not do what it was asked to. `E` is what this use case may refuse.
#[derive(Debug, thiserror::Error)]
pub enum Failure<E> {
    /// A rule of this use case stands against it.
    #[error(transparent)]
    Refused(E),
    /// There is no such thing, or it is not the caller's.
    #[error("there is no such {0}")]
    NotFound(What),
    /// The caller is known, but may not do this.
    #[error("this needs the scope {0}")]
    Forbidden(Scope),
    /// The caller is known, but the tenant is suspended.
    #[error("the tenant is suspended")]
    Suspended,
    /// The caller is known, but scheduling is switched off for the tenant.
    #[error("scheduling is switched off for the tenant")]
    SchedulingOff,
    /// The tenant has as much as the platform lets it have.
    #[error("the tenant can have at most {most} {what}")]
    QuotaReached {
        /// How many.
        most: u32,
        /// Of what.
        what: Counted,
    },
    /// The idempotency key was used for another request before.
    #[error("the idempotency key was used for another request")]
    KeyReused,
    /// The host's calendar is contended, and the time for waiting is over. Nothing was done.
    #[error("too many others want the same; try again")]
    Busy,
    /// The database is away, or was lost on the way.
    #[error("the store cannot be reached")]
    Unavailable(#[source] StoreError),
    /// A mistake of the program or of its data.
    #[error("an internal error")]
    Internal(#[source] Box<dyn std::error::Error + Send + Sync>),
}

/// What a tenant can have only so many of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Counted {
    /// Active hosts.
    Hosts,
    /// Event types that are not archived.
    EventTypes,
}

impl std::fmt::Display for Counted {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            Self::Hosts => "active users",
            Self::EventTypes => "event types",
        })
    }
}

/// What can be absent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum What {
    /// A tenant.
    Tenant,
    /// A host.
    Host,
    /// An event type.
    EventType,
    /// A schedule.
    Schedule,
    /// A block.
    Block,
    /// A booking.
    Booking,
    /// A hold.
    Hold,
    /// An API key.
    ApiKey,
    /// An account.
    Account,
    /// An invitation.
    Invitation,
    /// A team.
    Team,
    /// A member of a team.
    Member,
    /// A set of holidays.
    HolidaySet,
    /// A webhook.
    Webhook,
    /// A delivery.
    Delivery,
    /// A mail template.
    MailTemplate,
}

impl std::fmt::Display for What {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            Self::Tenant => "tenant",
            Self::Host => "user",
            Self::EventType => "event type",
            Self::Schedule => "schedule",
            Self::Block => "blocked date",
            Self::Booking => "booking",
            Self::Hold => "hold",
            Self::ApiKey => "API key",
            Self::Account => "account",
            Self::Invitation => "invitation",
            Self::Team => "team",
            Self::Member => "member",
            Self::HolidaySet => "set of holidays",
            Self::Webhook => "webhook",
            Self::Delivery => "delivery",
            Self::MailTemplate => "mail template",
        })
    }
}

/// The refusal of a use case that refuses nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("never")]
pub enum Nothing {}

impl<E> Failure<E> {
    /// An internal error.
    pub(crate) fn internal(source: impl Into<Box<dyn std::error::Error + Send + Sync>>) -> Self {
        Self::Internal(source.into())
    }

    /// The same, with what is made of a refusal.
    pub(crate) fn map_refused<F>(self, then: impl FnOnce(E) -> F) -> Failure<F> {
        match self {
            Self::Refused(refusal) => Failure::Refused(then(refusal)),
            Self::NotFound(what) => Failure::NotFound(what),
            Self::Forbidden(scope) => Failure::Forbidden(scope),
            Self::Suspended => Failure::Suspended,
            Self::SchedulingOff => Failure::SchedulingOff,
            Self::QuotaReached { most, what } => Failure::QuotaReached { most, what },
            Self::KeyReused => Failure::KeyReused,
            Self::Busy => Failure::Busy,
            Self::Unavailable(error) => Failure::Unavailable(error),
            Self::Internal(error) => Failure::Internal(error),
        }
    }
}

impl<E> From<StoreError> for Failure<E> {
    fn from(error: StoreError) -> Self {
        match error {
            StoreError::Busy(_) => Self::Busy,
            StoreError::Retry(_) | StoreError::Unavailable(_) | StoreError::UnknownOutcome(_) => {
                Self::Unavailable(error)
            }
            // A conflict that a use case expects is matched where it can happen.
            other => Self::internal(other),
        }
    }
}
