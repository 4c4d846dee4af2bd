//! The demo tenant: two hosts, three event types and an API key. Made step by step, each only if it is not there, so
//! that a start that was killed is finished by the next one.

use std::{fs, io::ErrorKind, path::Path};

use scheduling_core::{
    Color, EventTypeDetails, Host, HostId, HostProfile, Location, LocationKind, Minutes, Question, QuestionKind,
    RateLimits, Reminders, SettingOverrides,
};
use scheduling_engine::{
    Engine, EventTypesQuery, Failure as EngineFailure, NewApiKey, NewEventType, NewHost, NewTenant, Principal, Scope,
    TenantRefusal, Writing,
};
use scheduling_store::{PageRequest, PlatformScope};
use serde::{Deserialize, Serialize};

use super::secrets::Secrets;
use crate::cli::{
    Failure,
    serve::{Ready, write_whole},
};

const TENANT: &str = "demo";
const HOST: &str = "ada";
const EVENT: &str = "intro";
/// Generous, but a limit: the demo is for trying, also with many requests.
const A_MINUTE: u32 = 6000;

/// What is kept of the demo beside its database.
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Demo {
    api_key: String,
}

impl Demo {
    pub(super) fn ready(&self, base_url: &str, secrets: &Secrets) -> Ready {
        Ready {
            base_url: base_url.to_owned(),
            tenant: Some(TENANT.to_owned()),
            username: Some(HOST.to_owned()),
            event_slug: Some(EVENT.to_owned()),
            api_key: Some(self.api_key.clone()),
            platform_key: Some(secrets.platform_key.clone()),
        }
    }
}

/// Finds the demo tenant, or makes what is missing of it.
pub(super) async fn find_or_make(engine: &Engine, folder: &Path) -> Result<Demo, Failure> {
    let platform = PlatformScope::authenticated();
    let tenant = NewTenant { slug: TENANT.parse()?, name: "Demo".parse()? };
    match engine.create_tenant(&platform, Writing::once(tenant)).await {
        Ok(_) | Err(EngineFailure::Refused(TenantRefusal::SlugTaken)) => {}
        Err(error) => return Err(error.into()),
    }
    let demo = key(engine, &platform, &folder.join("demo.json")).await?;
    let admin = engine.authenticate(&demo.api_key).await?;
    let hosts = engine.list_hosts(&admin, PageRequest::default()).await?.items;
    for (username, name, zone) in
        [(HOST, "Ada Lovelace", "Europe/London"), ("grace", "Grace Hopper", "America/New_York")]
    {
        let host = match hosts.iter().find(|host| host.profile.username.as_str() == username) {
            Some(host) => host.clone(),
            None => make_host(engine, &admin, [username, name, zone]).await?,
        };
        make_event_types(engine, &admin, host.id).await?;
    }
    let mut settings = admin.tenant().settings.clone();
    let limit = Some(A_MINUTE);
    settings.rate_limits = RateLimits { bookings: limit, holds: limit, reads: limit, changes: limit };
    engine.replace_settings(&admin, Writing::once(settings)).await?;
    Ok(demo)
}

async fn key(engine: &Engine, platform: &PlatformScope, path: &Path) -> Result<Demo, Failure> {
    match fs::read(path) {
        Ok(text) => return Ok(serde_json::from_slice(&text)?),
        Err(error) if error.kind() == ErrorKind::NotFound => {}
        Err(error) => return Err(error.into()),
    }
    let tenant = engine.find_tenant(platform, &TENANT.parse()?).await?.id;
    let key = NewApiKey { name: "Demo".parse()?, scopes: vec![Scope::Admin], host: None, expires_at: None };
    let issued = engine.create_tenant_api_key(platform, tenant, Writing::once(key)).await?.outcome;
    let demo = Demo { api_key: issued.secret.ok_or("a new key has no secret")? };
    write_whole(path, &serde_json::to_vec_pretty(&demo)?)?;
    Ok(demo)
}

async fn make_host(engine: &Engine, admin: &Principal, of: [&str; 3]) -> Result<Host, Failure> {
    let [username, name, zone] = of;
    let profile = HostProfile {
        user_id: username.parse()?,
        username: username.parse()?,
        display_name: name.parse()?,
        email: format!("{username}@example.org").parse()?,
        zone: zone.parse()?,
        avatar_url: None,
        is_active: true,
        settings: SettingOverrides::default(),
        default_duration: Minutes(30),
    };
    Ok(engine.create_host(admin, Writing::once(NewHost { profile, weekly: None })).await?.outcome)
}

async fn make_event_types(engine: &Engine, admin: &Principal, host: HostId) -> Result<(), Failure> {
    let query = EventTypesQuery { host: Some(host), ..EventTypesQuery::default() };
    let there = engine.list_event_types(admin, query).await?.items;
    for (slug, name, minutes, color) in [
        (EVENT, "Introduction", 30, Color::Blue),
        ("deep-dive", "Deep dive", 60, Color::Purple),
        ("quick-call", "Quick call", 15, Color::Mint),
    ] {
        if there.iter().any(|event_type| event_type.details.slug.as_str() == slug) {
            continue;
        }
        let details = EventTypeDetails {
            name: name.parse()?,
            slug: slug.parse()?,
            description: Some(format!("{name}, {minutes} minutes.").parse()?),
            duration: Minutes(minutes),
            step: None,
            color,
            location: Location { kind: LocationKind::GoogleMeet, value: None, display_name: None },
            questions: vec![Question {
                id: "topic".parse()?,
                label: "What would you like to talk about?".parse()?,
                kind: QuestionKind::Textarea,
                required: false,
                options: Vec::new(),
                placeholder: None,
            }],
            reminders: Reminders::default(),
            // A demo that could be booked only tomorrow would be a dull one.
            overrides: SettingOverrides { minimum_notice: Some(Minutes(60)), ..SettingOverrides::default() },
            schedule: None,
            cancel_cutoff: Minutes(0),
            reschedule_cutoff: Minutes(0),
            requires_approval: false,
            is_active: true,
        };
        engine.create_event_type(admin, Writing::once(NewEventType { host, details })).await?;
    }
    Ok(())
}
