//! What happens in scheduling, and in which order: one use case a file.
//!
//! The HTTP API, the pages, the command line and embedding programs all call these functions. Decisions are made by
//! `scheduling-core`, statements by `scheduling-store`; this crate reads facts, asks for the decision and writes what
//! follows from it, in one transaction. It knows no HTTP and no SQL.
//!
//! ```no_run
//! use std::sync::Arc;
//! use scheduling_engine::{Engine, EngineParts, Issuers, SystemClock, SystemIds, TokenKeys};
//! use scheduling_lock::LocalLock;
//! use scheduling_store::{Store, StoreOptions};
//!
//! # async fn example() -> Result<(), Box<dyn std::error::Error>> {
//! let engine = Engine::new(EngineParts {
//!     store: Store::connect(StoreOptions::new("postgresql://scheduling_app@localhost/scheduling")).await?,
//!     lock: Some(Arc::new(LocalLock::new())),
//!     clock: Arc::new(SystemClock),
//!     ids: Arc::new(SystemIds),
//!     tokens: "k1:3q2-7wABAgMEBQYHCAkKCwwNDg8QERITFBUWFxgZGhs".parse::<TokenKeys>()?,
//!     platform_keys: Vec::new(),
//!     issuers: Issuers::default(),
//! });
//! let tenant = engine.public_tenant(&"acme".parse()?).await?;
//! # Ok(())
//! # }
//! ```

mod account_links;
mod accounts;
mod analytics;
mod api_keys;
mod archive;
mod authenticate;
mod availability;
mod blocked_dates;
mod book;
mod bookings;
mod calendar_feed;
mod cancel;
mod changelog;
mod clean_up;
mod clock;
mod configure;
mod confirm_address;
mod copy_event_type;
mod decide;
mod deliver;
mod deliveries;
mod erase_tenant;
mod event_types;
mod events;
mod explain;
mod failure;
mod feed;
mod fields;
mod gate;
mod hand_over;
mod health;
mod hold;
mod holidays;
mod hosts;
mod ids;
mod invitees;
mod issuers;
mod list_slots;
mod mail_templates;
mod manage_api_keys;
mod mute;
mod next_slots;
mod offer;
mod on_behalf;
mod outcomes;
mod passwords;
mod place;
mod principal;
mod public;
mod public_teams;
mod quotas;
mod reassign;
mod refusal;
mod reschedule;
mod revoke_link;
mod secret;
mod series;
mod sessions;
mod settings;
mod simulate;
mod take;
mod team_event_types;
mod team_offer;
mod teams;
mod tenant_service;
mod tenants;
mod tokens;
mod webhooks;
mod worker;
mod writing;

use std::sync::Arc;

use scheduling_lock::SlotLock;
use scheduling_store::Store;
use tokio::sync::Notify;

pub use self::{
    account_links::{AcceptInvitation, Invite, IssuedLink, LinkToken, ResetPassword},
    accounts::{AccountRefusal, ReplaceAccount},
    analytics::{
        Analytics, AnalyticsQuery, AnalyticsRefusal, AskedPeriod, EventTypeFigures, MemberFigures, Utilisation,
    },
    api_keys::{ApiKeyRefusal, IssuedKey, NewApiKey},
    archive::{ImportRefusal, ImportTenant, TenantArchive},
    authenticate::Unauthenticated,
    availability::{Availability, NamedHours, NewSchedule, ReplaceSchedule, ScheduleRefusal, SetAvailability},
    blocked_dates::{BlockRefusal, NewBlock},
    book::{Book, BookRefusal, InviteeRequest},
    bookings::{BookingsQuery, ManagedBooking},
    calendar_feed::{CalendarFeed, HostCalendarFeed},
    cancel::{CancelBooking, CancelByInvitee, CancelRefusal},
    changelog::ChangelogQuery,
    clean_up::Cleaned,
    clock::{Clock, SystemClock},
    confirm_address::ConfirmAddress,
    copy_event_type::{CopyAs, CopyEventType},
    decide::{DecideByLink, LinkDecision},
    deliver::{Content, Deliver, Delivered, Opened, Parcel, Pending, Response, Route, Then, Undelivered, WebhookCall},
    deliveries::{DeliveriesQuery, DeliveryRefusal},
    erase_tenant::{EraseRefusal, EraseTenant},
    event_types::{EventTypeRefusal, EventTypesQuery, NewEventType, ReplaceEventType},
    explain::{Explanation, HostExplanation},
    failure::{Counted, Failure, Nothing, What},
    feed::{Feed, LONGEST_WAIT, ReadFeed},
    fields::{Field, InvalidField, InvalidFields, InvalidValue},
    hand_over::NotTakenOver,
    health::{Check, CheckState, Health},
    hold::{CreateHold, HOLD_KEPT, HeldSlot, HoldRefusal, HoldToMove},
    hosts::{FutureBookings, HostRefusal, NewHost, ReplaceHost, WrittenHost},
    ids::{IdSource, NoRandomness, SystemIds},
    invitees::{InviteeData, InviteeReceipt},
    issuers::{InvalidIssuers, Issuers},
    list_slots::{ListSlots, SlotList, SlotsToMove},
    mail_templates::{CheckTemplate, MailLook, MailTemplateRefusal, PutMailTemplate, WrongTemplate},
    manage_api_keys::{LONGEST_OVERLAP, RotateApiKey},
    mute::MuteReminders,
    next_slots::NextSlots,
    on_behalf::BookForInvitee,
    passwords::{Password, WeakPassword},
    principal::{Principal, PublicTenant, Who},
    public::{PublicDirectory, PublicProfile},
    public_teams::{ListTeamSlots, NextTeamSlots, PublicTeam, PublicTeamType, TeamSlotList},
    reassign::{Reassign, ReassignRefusal},
    refusal::{Rule, SlotRefusal},
    reschedule::{NewTime, RescheduleByHost, RescheduleByInvitee, RescheduleRefusal},
    series::{BookSeries, BookedSeries, RefusedOccurrences, SeriesRefusal},
    sessions::{SessionSecret, SignIn, SignedIn, WrongPassword},
    simulate::{Displaced, Simulate, SimulateRefusal, SimulatedBlock, SimulatedChange, Simulation, WhyDisplaced},
    team_event_types::{NewTeamEventType, TeamEventTypeRefusal, TeamTypeSettings, TeamTypesQuery},
    teams::{NewMember, TeamMemberProfile, TeamRefusal, TeamsQuery},
    tenant_service::Features,
    tenants::{NewTenant, TenantRefusal},
    tokens::{CalendarToken, HoldToken, InvalidTokenKeys, MailToken, ManageToken, TokenKeys},
    webhooks::{
        IssuedWebhook, LONGEST_SECRET_OVERLAP, MOST_WEBHOOKS, ReplaceWebhook, RotateWebhookSecret, WebhookRefusal,
    },
    worker::{Announcement, EventBody, Worker, WorkerOptions, WorkerParts},
    writing::{Done, Writing},
};
pub use scheduling_core::{Role, Scope};
// What its signatures name of the store.
pub use scheduling_store::{
    Cursor, Page, PageRequest, PlatformScope, StoreError,
    api_keys::ApiKey,
    blocks::BlockedDates,
    bookings::BookingFilter,
    deliveries::{Attempt, Delivery, DeliveryFilter},
    erasures::Erasure,
    event_types::Inactive,
    events::{FeedQuery, FiledEvent},
    idempotency::{IdempotencyKey, InvalidKey},
    mail_templates::{LONGEST_SUBJECT, StoredTemplate, TemplateSummary},
    schedules::Schedule,
    webhooks::{Webhook, WebhookDetails, WebhookSecret},
};

/// What an engine is made of.
#[derive(Clone, Debug)]
pub struct EngineParts {
    /// Where everything is remembered.
    pub store: Store,
    /// Leases on hosts, which make contention cheap; without them bookings are as right, and slower when contended.
    pub lock: Option<Arc<dyn SlotLock>>,
    /// Where time comes from.
    pub clock: Arc<dyn Clock>,
    /// Where ids and secrets come from.
    pub ids: Arc<dyn IdSource>,
    /// The keys of invitee tokens.
    pub tokens: TokenKeys,
    /// SHA-256 hashes of the keys that open the platform's use cases.
    pub platform_keys: Vec<[u8; 32]>,
    /// The embedding platforms whose tokens are taken.
    pub issuers: Issuers,
}

/// The use cases. A cheap clone: all clones share one store, one queue for each host, and one cache of tenants.
#[derive(Clone, Debug)]
pub struct Engine {
    parts: Arc<EngineParts>,
    gate: gate::Gate,
    tenants: public::TenantCache,
    hashing: passwords::Hashing,
    uses: authenticate::Uses,
    waiting: feed::Waiting,
    /// Tells a worker in this process that there is something to be done.
    wake: Arc<Notify>,
}

impl Engine {
    /// Puts an engine together.
    #[must_use]
    pub fn new(parts: EngineParts) -> Self {
        Self {
            parts: Arc::new(parts),
            gate: gate::Gate::default(),
            tenants: public::TenantCache::default(),
            hashing: passwords::Hashing::default(),
            uses: authenticate::Uses::default(),
            waiting: feed::Waiting::default(),
            wake: Arc::new(Notify::new()),
        }
    }

    /// Where its ids come from.
    #[must_use]
    pub fn ids(&self) -> &dyn IdSource {
        &*self.parts.ids
    }

    /// The current instant, by the engine's clock.
    #[must_use]
    pub fn now(&self) -> jiff::Timestamp {
        self.parts.clock.now()
    }
}
