//! What anybody may see of a tenant: its hosts' profiles and their event types.

use std::{
    collections::HashMap,
    sync::{Arc, Mutex, PoisonError},
    time::Duration,
};

use scheduling_core::{EventType, Host, Slug, Team, Tenant, Username};
use scheduling_store::{PlatformScope, event_types, hosts, teams, tenants};
use tokio::time::Instant;

use crate::{
    Engine,
    failure::{Failure, Nothing, What},
    offer::is_open,
    principal::PublicTenant,
    writing::BUDGET,
};

/// How long a tenant that was found is remembered. Facts that decide are read anew each time.
const REMEMBERED: Duration = Duration::from_secs(1);
/// How many tenants are remembered at most.
const CAPACITY: usize = 10_000;

/// A host as the public sees it.
#[derive(Clone, Debug)]
pub struct PublicProfile {
    /// The host.
    pub host: Host,
    /// The types that can be booked.
    pub event_types: Vec<EventType>,
}

/// Who can be booked at a tenant.
#[derive(Clone, Debug)]
pub struct PublicDirectory {
    /// Hosts with event types of their own, by name.
    pub hosts: Vec<Host>,
    /// Teams with event types, by name.
    pub teams: Vec<Team>,
}

/// The most hosts, and the most teams, that a directory has.
const LISTED: u32 = 500;

/// A tenant, and when it was found.
type Found = (Arc<Tenant>, Instant);

/// The tenants that were looked up lately, by slug.
#[derive(Clone, Debug, Default)]
pub(crate) struct TenantCache(Arc<Mutex<HashMap<Slug, Found>>>);

impl TenantCache {
    fn find(&self, slug: &Slug) -> Option<Arc<Tenant>> {
        let tenants = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let (tenant, found_at) = tenants.get(slug)?;
        (found_at.elapsed() < REMEMBERED).then(|| Arc::clone(tenant))
    }

    fn remember(&self, tenant: &Arc<Tenant>) {
        let mut tenants = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if tenants.len() >= CAPACITY {
            tenants.retain(|_, (_, found_at)| found_at.elapsed() < REMEMBERED);
        }
        if tenants.len() < CAPACITY {
            tenants.insert(tenant.slug.clone(), (Arc::clone(tenant), Instant::now()));
        }
    }
}

impl Engine {
    /// Finds a tenant by the name in its URLs.
    ///
    /// # Errors
    /// There is none, or its public pages are closed; the store failed.
    pub async fn public_tenant(&self, slug: &Slug) -> Result<PublicTenant, Failure<Nothing>> {
        if let Some(tenant) = self.tenants.find(slug) {
            return Ok(PublicTenant(tenant));
        }
        // Writes come through here, too, and have less time than other reads.
        let tenant = self.parts.store.within(BUDGET).find_tenant_by_slug(slug).await?;
        let tenant = tenant.filter(Tenant::is_public).ok_or(Failure::NotFound(What::Tenant))?;
        let tenant = Arc::new(tenant);
        self.tenants.remember(&tenant);
        Ok(PublicTenant(tenant))
    }

    /// Finds any tenant by its slug, open or closed, for the platform.
    ///
    /// # Errors
    /// There is none; the store failed.
    pub async fn find_tenant(&self, _platform: &PlatformScope, slug: &Slug) -> Result<Tenant, Failure<Nothing>> {
        self.parts.store.find_tenant_by_slug(slug).await?.ok_or(Failure::NotFound(What::Tenant))
    }

    /// Who can be booked: active hosts and teams that offer something.
    ///
    /// # Errors
    /// The tenant's pages are closed; the store failed.
    pub async fn public_directory(&self, tenant: &PublicTenant) -> Result<PublicDirectory, Failure<Nothing>> {
        let found = tenants::find().and(hosts::list_offering(LISTED)).and(teams::list_offering(LISTED));
        let ((now, hosts), teams) = self.parts.store.read(&tenant.scope(), found).await?;
        still_open(now)?;
        Ok(PublicDirectory { hosts, teams })
    }

    /// A host's profile with the event types that can be booked.
    ///
    /// # Errors
    /// There is no such active host; the store failed.
    pub async fn public_profile(
        &self,
        tenant: &PublicTenant,
        username: &Username,
    ) -> Result<PublicProfile, Failure<Nothing>> {
        let found = tenants::find().and(event_types::list_offered(username));
        let (now, found) = self.parts.store.read(&tenant.scope(), found).await?;
        still_open(now)?;
        let (host, event_types) = found.ok_or(Failure::NotFound(What::Host))?;
        Ok(PublicProfile { host, event_types })
    }

    /// An event type that can be booked, with its host.
    ///
    /// # Errors
    /// There is none; the store failed.
    pub async fn public_event_type(
        &self,
        tenant: &PublicTenant,
        username: &Username,
        slug: &Slug,
    ) -> Result<(Host, EventType), Failure<Nothing>> {
        let found = tenants::find().and(event_types::find_offered(username, slug));
        let (now, found) = self.parts.store.read(&tenant.scope(), found).await?;
        let now = still_open(now)?;
        let open = |(host, event_type): &(Host, EventType)| is_open(&now, host, event_type);
        found.filter(open).ok_or(Failure::NotFound(What::EventType))
    }
}

/// A tenant whose pages are open now, and not only when it was last looked up: it is closed from the next request on,
/// whichever server closed it.
pub(crate) fn still_open<E>(tenant: Option<Tenant>) -> Result<Tenant, Failure<E>> {
    tenant.filter(Tenant::is_public).ok_or(Failure::NotFound(What::Tenant))
}
