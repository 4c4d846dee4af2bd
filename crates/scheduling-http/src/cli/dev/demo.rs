//! The demo tenant: two hosts, three event types, an API key and an account for the admin pages. It is made once. Afterwards it belongs to those who try
//! things on it, and no start changes it again.
//!
//! The file with its key is written last, and so says that all of it was made. A start that was killed before is finished
//! by the next one, step by step, each only if it is not there.

use std::{fs, io::ErrorKind, path::Path};

use scheduling_core::{
    Color, EventTypeDetails, Host, HostId, HostProfile, Location, LocationKind, Minutes, Question, QuestionKind,
    RateLimits, SettingOverrides, TenantSettings,
};
use scheduling_engine::{
    AcceptInvitation, Engine, EventTypesQuery, Failure as EngineFailure, NewApiKey, NewEventType, NewHost, NewTenant,
    Password, Principal, ReplaceAccount, Scope, SignIn, Writing,
};
use scheduling_store::{PageRequest, PlatformScope, accounts::Account};
use serde::{Deserialize, Serialize};

use crate::cli::{Failure, ready::write_whole};

pub(super) const TENANT: &str = "demo";
pub(super) const HOST: &str = "ada";
pub(super) const EVENT: &str = "intro";
/// Who signs in to the admin pages.
pub(super) const OWNER: &str = "ada@example.org";
/// Generous, but a limit: the demo is for trying, also with many requests.
const A_MINUTE: u32 = 6000;

/// What is kept of the demo beside its database.
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Demo {
    pub(super) api_key: String,
}

/// Finds the demo tenant, or makes what is missing of it.
pub(super) async fn find_or_make(engine: &Engine, folder: &Path, password: &str) -> Result<Demo, Failure> {
    let demo = tenant_and_content(engine, folder).await?;
    make_owner(engine, &engine.authenticate(&demo.api_key).await?, password).await?;
    Ok(demo)
}

async fn tenant_and_content(engine: &Engine, folder: &Path) -> Result<Demo, Failure> {
    let platform = PlatformScope::authenticated();
    let path = folder.join("demo.json");
    let tenant = match engine.find_tenant(&platform, &TENANT.parse()?).await {
        Ok(tenant) => match kept(&path)? {
            Some(demo) => return Ok(demo),
            None => tenant,
        },
        // A file that is there all the same belonged to a database that is gone.
        Err(EngineFailure::NotFound(_)) => {
            let new = NewTenant { slug: TENANT.parse()?, name: "Demo".parse()? };
            engine.create_tenant(&platform, Writing::once(new)).await?.outcome
        }
        Err(error) => return Err(error.into()),
    };
    // A start that is killed from here on leaves a key that nobody knows.
    let key = NewApiKey { name: "Demo".parse()?, scopes: vec![Scope::Admin], host: None, expires_at: None };
    let issued = engine.create_tenant_api_key(&platform, tenant.id, Writing::once(key)).await?.outcome;
    let demo = Demo { api_key: issued.secret.ok_or("a new key has no secret")? };
    make_content(engine, &engine.authenticate(&demo.api_key).await?).await?;
    write_whole(&path, &serde_json::to_vec_pretty(&demo)?)?;
    Ok(demo)
}

fn kept(path: &Path) -> Result<Option<Demo>, Failure> {
    match fs::read(path) {
        Ok(text) => {
            let demo = serde_json::from_slice(&text).map_err(|error| format!("{}: {error}", path.display()))?;
            Ok(Some(demo))
        }
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(None),
        Err(error) => Err(format!("cannot read {}: {error}", path.display()).into()),
    }
}

async fn make_content(engine: &Engine, admin: &Principal) -> Result<(), Failure> {
    if admin.tenant().settings == TenantSettings::default() {
        let limit = Some(A_MINUTE);
        let rate_limits = RateLimits { bookings: limit, holds: limit, reads: limit, changes: limit };
        let settings = TenantSettings { rate_limits, ..TenantSettings::default() };
        engine.replace_settings(admin, Writing::once(settings)).await?;
    }
    let hosts = engine.list_hosts(admin, PageRequest::default()).await?.items;
    for (username, name, zone) in
        [(HOST, "Ada Lovelace", "Europe/London"), ("grace", "Grace Hopper", "America/New_York")]
    {
        // By what nobody renames: the user of the platform.
        let host = match hosts.iter().find(|host| host.profile.user_id.as_str() == username) {
            Some(host) => host.clone(),
            None => make_host(engine, admin, [username, name, zone]).await?,
        };
        make_event_types(engine, admin, host.id).await?;
    }
    Ok(())
}

/// The owner's account, unless somebody has one.
async fn make_owner(engine: &Engine, admin: &Principal, password: &str) -> Result<(), Failure> {
    if !engine.list_accounts(admin, PageRequest::default()).await?.items.is_empty() {
        return Ok(());
    }
    let platform = PlatformScope::authenticated();
    let invited = engine.invite_owner(&platform, admin.tenant().id, Writing::once(OWNER.parse()?)).await?.outcome;
    let token = invited.token.ok_or("a new invitation has no token")?;
    let accept =
        AcceptInvitation { token, display_name: "Ada Lovelace".parse()?, password: Password::chosen(password)? };
    let Account { id: account, display_name, role, is_active, .. } = engine.accept_invitation(accept).await?;
    let hosts = engine.list_hosts(admin, PageRequest::default()).await?.items;
    let host = hosts.iter().find(|host| host.profile.user_id.as_str() == HOST).map(|host| host.id);
    // Only an owner changes an owner, such as who takes meetings.
    let tenant = admin.tenant().slug.clone();
    let sign_in = SignIn { tenant, email: OWNER.parse()?, password: Password::presented(password) };
    let secret = engine.sign_in(sign_in).await?.secret;
    let owner = engine.authenticate_session(&secret).await?;
    let takes_meetings = ReplaceAccount { account, display_name, role, host, is_active };
    engine.replace_account(&owner, Writing::once(takes_meetings)).await?;
    engine.sign_out(&owner).await?;
    Ok(())
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
        holidays: None,
        locale: None,
    };
    Ok(engine.create_host(admin, Writing::once(NewHost { profile, weekly: None })).await?.outcome.host)
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
            description: Some(format!("{name}, {minutes} minutes.").parse()?),
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
            // A demo that could be booked only tomorrow would be a dull one.
            overrides: SettingOverrides { minimum_notice: Some(Minutes(60)), ..SettingOverrides::default() },
            ..EventTypeDetails::new(name.parse()?, slug.parse()?, Minutes(minutes))
        };
        engine.create_event_type(admin, Writing::once(NewEventType { host, details })).await?;
    }
    Ok(())
}
