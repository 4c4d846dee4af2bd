//! A database with a tenant, a host, an event type and an admin's key: what nearly every test begins with.

use std::sync::Arc;

use jiff::Timestamp;
use scheduling_core::{
    Campaign, EventType, EventTypeDetails, Host, HostProfile, Minutes, SchedulingKind, SettingOverrides, Team,
    TeamDetails, TeamEventType, TeamSettings, TeamTypeHost, Weight, Zone,
};
use scheduling_engine::{
    Book, CreateHold, Engine, EngineParts, InviteeRequest, NewApiKey, NewEventType, NewHost, NewMember,
    NewTeamEventType, NewTenant, Principal, PublicTenant, Scope, SystemIds, TeamTypeSettings, TokenKeys, Writing,
};
use scheduling_lock::{LocalLock, SlotLock};
use scheduling_store::{PlatformScope, Store, StoreOptions};

use crate::{FixedClock, SequentialIds, db::TestDb, issuer};

/// Monday, 2 March 2026, 12:00 UTC: 07:00 in New York, before the clocks change there on 8 March.
pub const NOW: &str = "2026-03-02T12:00:00Z";

/// A tenant `acme` with the host `ada` in New York, who works from Monday to Friday, 09:00 to 17:00, and offers `intro`:
/// 30 minutes, without notice and buffers, bookable 60 days ahead.
#[derive(Debug)]
pub struct World {
    /// The use cases, at [`NOW`].
    pub engine: Engine,
    /// The clock of the engine.
    pub clock: Arc<FixedClock>,
    /// The holder of a key with the scope `admin`.
    pub admin: Principal,
    /// The admin's key.
    pub api_key: String,
    /// The host.
    pub host: Host,
    /// The event type.
    pub event_type: EventType,
    /// The database, which is gone when the world is dropped.
    pub db: TestDb,
}

/// The key of the platform in a [`World`].
pub const PLATFORM_KEY: &str = "pk_world";

#[expect(clippy::expect_used, reason = "a world that cannot be made must fail the test")]
impl World {
    /// Makes a world.
    ///
    /// # Panics
    /// Something could not be made.
    pub async fn new() -> Self {
        Self::with_lock(Some(Arc::new(LocalLock::new()))).await
    }

    /// Makes a world with another lock.
    ///
    /// # Panics
    /// Something could not be made.
    pub async fn with_lock(lock: Option<Arc<dyn SlotLock>>) -> Self {
        let db = TestDb::create().await;
        let clock = Arc::new(FixedClock::at(NOW));
        let engine = Engine::new(EngineParts {
            lock,
            ids: Arc::new(SequentialIds::default()),
            ..parts(&db, clock.clone()).await
        });
        let (admin, api_key) = tenant(&engine, "acme").await;
        let host = host(&engine, &admin, "ada").await;
        let event_type = event_type(&engine, &admin, &host, details("intro", 30)).await;
        Self { engine, clock, admin, api_key, host, event_type, db }
    }

    /// The use cases of another server on the same database, which shares nothing else with the first but the clock and
    /// the configuration.
    ///
    /// # Panics
    /// It could not be made.
    pub async fn another_engine(&self) -> Engine {
        Engine::new(parts(&self.db, self.clock.clone()).await)
    }

    /// The tenant as the public sees it.
    ///
    /// # Panics
    /// It is closed.
    pub async fn public(&self) -> PublicTenant {
        self.engine.public_tenant(&"acme".parse().expect("a slug")).await.expect("an open tenant")
    }

    /// Another tenant, with its admin and the admin's key.
    ///
    /// # Panics
    /// It could not be made.
    pub async fn tenant(&self, slug: &str) -> (Principal, String) {
        tenant(&self.engine, slug).await
    }

    /// Another host of a tenant, who is as `ada` but for the name.
    ///
    /// # Panics
    /// It could not be made.
    pub async fn host(&self, admin: &Principal, username: &str) -> Host {
        host(&self.engine, admin, username).await
    }

    /// Another event type of a host.
    ///
    /// # Panics
    /// It could not be made.
    pub async fn event_type(&self, admin: &Principal, host: &Host, details: EventTypeDetails) -> EventType {
        event_type(&self.engine, admin, host, details).await
    }

    /// Runs SQL as the superuser of the database: for states that no use case makes, such as a corrupt row.
    ///
    /// # Panics
    /// It failed.
    pub async fn run_sql(&self, sql: &str) {
        let connected = tokio_postgres::connect(&self.db.superuser_url(), tokio_postgres::NoTls).await;
        let (client, connection) = connected.expect("a superuser");
        let connection = tokio::spawn(connection);
        client.batch_execute(sql).await.expect("SQL that works");
        drop(client);
        connection.await.expect("a connection's task").expect("a connection that ends well");
    }

    /// A team of these hosts, of whom the first administers it.
    ///
    /// # Panics
    /// It could not be made.
    pub async fn team(&self, slug: &str, members: &[&Host]) -> Team {
        let details = TeamDetails {
            name: slug.parse().expect("a name"),
            slug: slug.parse().expect("a slug"),
            description: None,
            settings: TeamSettings::default(),
        };
        let team = self.engine.create_team(&self.admin, Writing::once(details)).await.expect("a team").outcome;
        for (at, member) in members.iter().enumerate() {
            let new = NewMember { team: team.id, host: member.id, is_admin: at == 0 };
            self.engine.add_team_member(&self.admin, Writing::once(new)).await.expect("a member");
        }
        team
    }

    /// An event type of a team as [`details`] makes one, whose meetings these hosts take in New York's months.
    ///
    /// # Panics
    /// It could not be made.
    pub async fn team_type(&self, team: &Team, kind: SchedulingKind, hosts: &[&Host]) -> TeamEventType {
        let share = |host: &&Host| TeamTypeHost { host: host.id, weight: Weight::ONE, priority: 0 };
        let settings = TeamTypeSettings {
            details: details(&kind.as_str().replace('_', "-"), 30),
            kind: Some(kind),
            zone: None,
            hosts: hosts.iter().map(share).collect(),
        };
        let new = NewTeamEventType { team: team.id, settings };
        self.engine.create_team_event_type(&self.admin, Writing::once(new)).await.expect("an event type").outcome
    }

    /// A wish to book the world's event type.
    #[must_use]
    pub fn book(&self, start: &str) -> Book {
        let (event_type, start) = (self.event_type.id, instant(start));
        Book { event_type, start, host: None, invitee: invitee("Grace"), hold: None }
    }

    /// A wish to hold the world's event type.
    #[must_use]
    pub fn hold(&self, start: &str) -> CreateHold {
        CreateHold { event_type: self.event_type.id, start: instant(start), host: None, client: None }
    }
}

/// An instant, written as RFC 3339.
///
/// # Panics
/// It is none.
#[must_use]
#[expect(clippy::expect_used, reason = "a test with a wrong instant must fail")]
pub fn instant(text: &str) -> Timestamp {
    text.parse().expect("an RFC 3339 instant")
}

/// An invitee of that name, in Berlin.
///
/// # Panics
/// The name is none.
#[must_use]
#[expect(clippy::expect_used, reason = "a test with a wrong name must fail")]
pub fn invitee(name: &str) -> InviteeRequest {
    InviteeRequest {
        name: name.parse().expect("a name"),
        email: format!("{}@example.org", name.to_lowercase()).parse().expect("an address"),
        phone: None,
        notes: None,
        zone: "Europe/Berlin".parse().expect("a zone"),
        answers: std::collections::BTreeMap::new(),
        guests: Vec::new(),
        locale: None,
        campaign: Campaign::default(),
    }
}

/// An event type without notice, buffers and questions.
///
/// # Panics
/// The slug is none.
#[must_use]
#[expect(clippy::expect_used, reason = "a test with a wrong slug must fail")]
pub fn details(slug: &str, minutes: u32) -> EventTypeDetails {
    EventTypeDetails {
        overrides: SettingOverrides {
            minimum_notice: Some(Minutes(0)),
            buffer_before: Some(Minutes(0)),
            buffer_after: Some(Minutes(0)),
            ..SettingOverrides::default()
        },
        ..EventTypeDetails::new(slug.parse().expect("a name"), slug.parse().expect("a slug"), Minutes(minutes))
    }
}

#[expect(clippy::expect_used, reason = "a world that cannot be made must fail the test")]
async fn parts(db: &TestDb, clock: Arc<FixedClock>) -> EngineParts {
    EngineParts {
        store: Store::connect(StoreOptions::new(db.app_url())).await.expect("a store"),
        lock: None,
        clock,
        ids: Arc::new(SystemIds),
        tokens: TokenKeys::written("test", [7; 32]).parse().expect("token keys"),
        platform_keys: vec![sha256(PLATFORM_KEY)],
        issuers: issuer::issuers(),
    }
}

#[expect(clippy::expect_used, reason = "a world that cannot be made must fail the test")]
async fn tenant(engine: &Engine, slug: &str) -> (Principal, String) {
    let platform = PlatformScope::authenticated();
    let new = NewTenant { slug: slug.parse().expect("a slug"), name: slug.parse().expect("a name") };
    let tenant = engine.create_tenant(&platform, Writing::once(new)).await.expect("a tenant").outcome;
    let key =
        NewApiKey { name: "test".parse().expect("a name"), scopes: vec![Scope::Admin], host: None, expires_at: None };
    let issued = engine.create_tenant_api_key(&platform, tenant.id, Writing::once(key)).await.expect("a key").outcome;
    let secret = issued.secret.expect("a new key has a secret");
    (engine.authenticate(&secret).await.expect("a principal"), secret)
}

#[expect(clippy::expect_used, reason = "a world that cannot be made must fail the test")]
async fn host(engine: &Engine, admin: &Principal, username: &str) -> Host {
    let zone: Zone = "America/New_York".parse().expect("a zone");
    let profile = HostProfile {
        user_id: username.parse().expect("an id"),
        username: username.parse().expect("a username"),
        display_name: username.parse().expect("a name"),
        email: format!("{username}@example.org").parse().expect("an address"),
        zone,
        avatar_url: None,
        is_active: true,
        settings: SettingOverrides::default(),
        default_duration: Minutes(30),
        holidays: None,
        locale: None,
    };
    engine.create_host(admin, Writing::once(NewHost { profile, weekly: None })).await.expect("a host").outcome.host
}

#[expect(clippy::expect_used, reason = "a world that cannot be made must fail the test")]
async fn event_type(engine: &Engine, admin: &Principal, host: &Host, details: EventTypeDetails) -> EventType {
    let new = NewEventType { host: host.id, details };
    engine.create_event_type(admin, Writing::once(new)).await.expect("an event type").outcome
}

fn sha256(text: &str) -> [u8; 32] {
    use sha2::Digest as _;
    sha2::Sha256::digest(text).into()
}
