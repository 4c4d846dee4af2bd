//! What a black-box task needs before it can begin: a migrated database, a tenant with an admin's key, hosts who are
//! always available. All of it is made as an operator would: by subcommands and through the API.

use std::path::PathBuf;

use anyhow::{Context as _, bail};
use jiff::Timestamp;
use serde_json::{Value, json};
use sha2::{Digest as _, Sha256};

use crate::{
    client::{Connection, Request},
    postgres::Postgres,
    scratch::Scratch,
    server::{Program, Server},
};

pub(crate) const OWNER: &str = "scheduling_owner";
pub(crate) const APPLICATION: &str = "scheduling_app";
pub(crate) const TENANT: &str = "acme";
/// Opens the platform API of the servers that a task starts.
pub(crate) const PLATFORM_KEY: &str = "platform-key-of-a-task-0123456789abcdef";
/// 32 bytes in base64url: the secret of invitee tokens.
const TOKEN_KEYS: &str = "k1:AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8";

/// A database with one tenant, and the program to serve it.
pub(crate) struct World {
    /// With the environment that it needs.
    pub(crate) program: Program,
    /// For ready files and logs.
    pub(crate) folder: PathBuf,
    pub(crate) database: String,
    /// An admin's API key.
    pub(crate) key: String,
    /// The superuser's connection: for looking at what is really there.
    pub(crate) sql: tokio_postgres::Client,
}

/// When a host can be booked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Hours {
    /// At any time in the next two years.
    Always,
    /// Monday to Friday, 09:00 to 17:00 in New York, from a day ahead for 60 days.
    Office,
}

/// A host with two event types.
#[derive(Clone, Debug)]
pub(crate) struct Host {
    pub(crate) id: String,
    pub(crate) username: String,
    /// 30 minutes, every 15.
    pub(crate) short: EventType,
    /// 60 minutes, every 15.
    pub(crate) long: EventType,
}

#[derive(Clone, Debug)]
pub(crate) struct EventType {
    pub(crate) id: String,
    pub(crate) slug: String,
}

impl EventType {
    /// The event type that an answer of the admin API shows.
    pub(crate) fn of(answer: &Value) -> anyhow::Result<Self> {
        Ok(Self { id: text(answer, "id")?, slug: text(answer, "slug")? })
    }
}

impl World {
    /// Makes the database, in place of the one that a run before has left: whoever has the task's scratch folder has its
    /// databases too. Roles as the superuser, the schema as the owner, a tenant and a key as the application role.
    pub(crate) async fn create(
        postgres: &Postgres,
        program: &Program,
        (database, scratch): (&str, &Scratch),
    ) -> anyhow::Result<Self> {
        let superuser = connect(&postgres.superuser("postgres")).await?;
        superuser.batch_execute(&format!("DROP DATABASE IF EXISTS {database} WITH (FORCE)")).await?;
        superuser.batch_execute(&format!("CREATE DATABASE {database}")).await?;

        let sql = connect(&postgres.superuser(database)).await?;
        let program = program
            .clone()
            .with("DATABASE_URL", postgres.connection(APPLICATION, database))
            .with("DATABASE_OWNER_URL", postgres.connection(OWNER, database))
            .with("SCHEDULING_TOKEN_KEYS", TOKEN_KEYS)
            .with("SCHEDULING_PLATFORM_KEY_SHA256", format!("{:x}", Sha256::digest(PLATFORM_KEY)))
            .with("SCHEDULING_RATE_LIMITS", "off");
        let roles = program.ask(&["migrate", "--create-roles=print"]).await?;
        sql.batch_execute(&roles).await.context("the SQL that makes the roles")?;
        program.ask(&["migrate"]).await?;
        program.ask(&["tenant", "create", "--slug", TENANT, "--name", "Acme"]).await?;
        let key = admin_key(&program).await?;
        let folder = scratch.folder().to_owned();
        Ok(Self { program, folder, database: database.to_owned(), key, sql })
    }

    /// The same world, served with one more variable.
    pub(crate) fn program_with(&self, name: &str, value: impl Into<String>) -> Program {
        self.program.clone().with(name, value)
    }

    /// A connection to the admin API.
    pub(crate) async fn admin(&self, server: &Server) -> anyhow::Result<Admin<'_>> {
        Ok(Admin { connection: Connection::open(server.address).await?, key: &self.key })
    }

    /// Makes a host.
    pub(crate) async fn host(&self, server: &Server, username: &str, hours: Hours) -> anyhow::Result<Host> {
        let mut admin = self.admin(server).await?;
        let id = text(&admin.send("POST", "users", &user(username, hours)).await?, "id")?;
        if hours == Hours::Always {
            let day = json!([{"start": "00:00", "end": "24:00"}]);
            let days = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];
            let week: serde_json::Map<_, _> = days.iter().map(|name| ((*name).to_owned(), day.clone())).collect();
            let hours = json!({"userId": id, "timezone": "UTC", "weeklySchedule": week});
            admin.send("PUT", "availability", &hours).await?;
        }
        let short = admin.event_type(&id, "short", 30).await?;
        let long = admin.event_type(&id, "long", 60).await?;
        Ok(Host { id, username: username.to_owned(), short, long })
    }
}

/// What the API takes for a host with such hours.
pub(crate) fn user(username: &str, hours: Hours) -> Value {
    let (zone, notice, window) = match hours {
        Hours::Always => ("UTC", 0, 730),
        Hours::Office => ("America/New_York", 24, 60),
    };
    json!({
        "userId": username, "username": username, "displayName": username,
        "email": format!("{username}@example.org"), "timezone": zone,
        "minimumNoticeHours": notice, "bookingWindowDays": window, "bufferBeforeMins": 0, "bufferAfterMins": 15
    })
}

/// A new key for everything in the tenant.
pub(crate) async fn admin_key(program: &Program) -> anyhow::Result<String> {
    admin_key_of(program, TENANT).await
}

/// A new key for everything in a tenant.
pub(crate) async fn admin_key_of(program: &Program, tenant: &str) -> anyhow::Result<String> {
    let printed = program.ask(&["key", "create", "--tenant", tenant, "--name", "task"]).await?;
    let key = printed.split_whitespace().find(|word| word.starts_with("sk_"));
    Ok(key.with_context(|| format!("`key create` printed no key: {printed}"))?.to_owned())
}

/// The admin API, on a connection that serves for other requests too.
pub(crate) struct Admin<'a> {
    pub(crate) connection: Connection,
    pub(crate) key: &'a str,
}

impl Admin<'_> {
    /// Sends a body to a path of the admin API, which must accept it.
    pub(crate) async fn send(&mut self, method: &str, path: &str, body: &Value) -> anyhow::Result<Value> {
        let request = Request::new(method, &admin(path)).bearer(self.key).json(body);
        self.succeed(&request).await.with_context(|| format!("{method} {path} with {body}"))
    }

    /// Sends a request that must succeed.
    pub(crate) async fn succeed(&mut self, request: &Request) -> anyhow::Result<Value> {
        let response = self.connection.exchange(request).await?;
        if !matches!(response.status, 200..=202) {
            bail!("it was answered with {}: {}", response.status, String::from_utf8_lossy(response.body));
        }
        response.json()
    }

    async fn event_type(&mut self, host: &str, slug: &str, minutes: u32) -> anyhow::Result<EventType> {
        let body = json!({"userId": host, "name": slug, "slug": slug, "duration": minutes});
        EventType::of(&self.send("POST", "event-types", &body).await?)
    }
}

/// A request for a booking.
pub(crate) fn booking(event_type: &EventType, start: &str) -> Request {
    Request::post(&public("bookings"), &booking_body(event_type, start))
}

/// A request for a booking by somebody who books nothing else with that number: an address that has confirmed nothing gets
/// five mails an hour.
pub(crate) fn booking_by(event_type: &EventType, start: &str, number: u64) -> Request {
    let mut body = booking_body(event_type, start);
    if let Some(email) = body.pointer_mut("/invitee/email") {
        *email = Value::from(format!("{}-{number}@example.org", event_type.id));
    }
    Request::post(&public("bookings"), &body)
}

/// What a booking takes.
pub(crate) fn booking_body(event_type: &EventType, start: &str) -> Value {
    json!({
        "eventTypeId": event_type.id, "startTime": start, "timezone": "UTC",
        "invitee": {"name": "Grace Hopper", "email": "grace@example.org"}
    })
}

/// Midnight two days ahead, in UTC: no host's notice is longer.
pub(crate) fn soon() -> Timestamp {
    let day = 24 * 60 * 60;
    let second = (now().as_second().div_euclid(day) + 2) * day;
    // The clock of a machine is nowhere near the end of time.
    Timestamp::from_second(second).unwrap_or(Timestamp::MAX)
}

/// The current instant. The server that is looked at from outside reads a clock of its own.
#[expect(clippy::disallowed_methods, reason = "the task's one clock")]
pub(crate) fn now() -> Timestamp {
    Timestamp::now()
}

/// A path of the admin API.
pub(crate) fn admin(path: &str) -> String {
    format!("/api/admin/scheduling/{path}")
}

/// A path of the public API.
pub(crate) fn public(path: &str) -> String {
    format!("/api/public/scheduling/{TENANT}/{path}")
}

/// The text of a member.
pub(crate) fn text(value: &Value, member: &str) -> anyhow::Result<String> {
    let text = value.get(member).and_then(Value::as_str);
    Ok(text.with_context(|| format!("no text {member:?} in {value}"))?.to_owned())
}

/// Opens a connection to PostgreSQL that ends with its client.
pub(crate) async fn connect(configuration: &str) -> anyhow::Result<tokio_postgres::Client> {
    let (client, connection) =
        tokio_postgres::connect(configuration, tokio_postgres::NoTls).await.context("cannot connect to PostgreSQL")?;
    // It ends with its client, or with the server; then the client's next query says so.
    tokio::spawn(async move { drop(connection.await) });
    Ok(client)
}
