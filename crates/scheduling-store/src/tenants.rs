//! Tenants: made and listed by the platform, found by slug for public pages, read and changed from inside.

use jiff::Timestamp;
use scheduling_core::{Quotas, Slug, Tenant, TenantId, TenantSettings, TenantStatus};
use tokio_postgres::{Row, types::Json};

use crate::{
    document::{
        BrandingDocument, DefaultsDocument, FeaturesDocument, QuotasDocument, RateLimitsDocument, RetentionDocument,
    },
    error::{RowError, StoreError},
    page::{Page, PageRequest},
    read::{Param, Read, params},
    row::{Columns, first},
    scope::{Mode, PlatformScope},
    statement::statements,
    store::Store,
    tx::TenantTx,
};

const TABLE: &str = "tenants";

macro_rules! columns {
    () => {
        "id, slug, name, status, features, defaults, branding, limits, origins, retention, quotas, created_at"
    };
}

statements! {
    GET = concat!("SELECT ", columns!(), " FROM tenants WHERE id = $1");
    FIND_BY_SLUG = concat!("SELECT ", columns!(), " FROM tenants WHERE slug = $1");
    LIST = concat!("SELECT ", columns!(), " FROM tenants
        WHERE $1::timestamptz IS NULL OR (created_at, id) > ($1, $2::uuid)
        ORDER BY created_at, id LIMIT $3");
    INSERT = "INSERT INTO tenants
        (id, slug, name, status, features, defaults, branding, limits, origins, retention, created_at, updated_at)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $11)";
    UPDATE_SETTINGS = "UPDATE tenants
        SET defaults = $2, branding = $3, limits = $4, origins = $5, retention = $6, updated_at = $7
        WHERE id = $1";
    LOCK = concat!("SELECT ", columns!(), " FROM tenants WHERE id = $1 FOR NO KEY UPDATE");
    UPDATE_QUOTAS = "UPDATE tenants SET quotas = $2, updated_at = $3 WHERE id = $1";
    UPDATE_SERVICE = "UPDATE tenants SET status = $2, features = $3, updated_at = $4 WHERE id = $1";
}

impl Store {
    /// Makes a tenant.
    ///
    /// # Errors
    /// [`Conflict::TenantSlugTaken`](crate::Conflict::TenantSlugTaken).
    pub async fn insert_tenant(&self, _platform: &PlatformScope, tenant: &Tenant) -> Result<(), StoreError> {
        let features = FeaturesDocument { scheduling: tenant.scheduling_enabled };
        let mut values = params![
            tenant.id.as_uuid(),
            tenant.slug.to_string(),
            tenant.name.to_string(),
            tenant.status.as_str(),
            Json(features),
        ];
        values.extend(settings_params(&tenant.settings));
        values.extend(params![tenant.created_at]);
        self.as_platform(Mode::Write, Read::new(INSERT, values, |_| Ok(()))).await
    }

    /// All tenants, oldest first.
    ///
    /// # Errors
    /// The database failed.
    pub async fn list_tenants(&self, _platform: &PlatformScope, page: PageRequest) -> Result<Page<Tenant>, StoreError> {
        let values = params![page.after_at(), page.after_id(), page.fetch()];
        let read = Read::new(LIST, values, move |rows| {
            page.of(&rows, tenant, |tenant| (tenant.created_at, tenant.id.as_uuid()))
        });
        self.as_platform(Mode::Read, read).await
    }

    /// The tenant with this name in URLs, suspended or not.
    ///
    /// # Errors
    /// The database failed.
    pub async fn find_tenant_by_slug(&self, slug: &Slug) -> Result<Option<Tenant>, StoreError> {
        let read = Read::new(FIND_BY_SLUG, params![slug.to_string()], |rows| first(&rows, tenant));
        self.look_up("app.lookup_slug", slug.to_string(), read).await
    }
}

/// The tenant itself, if it is there.
pub fn find() -> Read<Option<Tenant>> {
    Read::new(GET, Vec::new(), |rows| first(&rows, tenant))
}

/// The tenant itself.
///
/// # Errors when it runs
/// [`StoreError::NotFound`] if the scope is of a tenant that is not there.
pub fn get() -> Read<Tenant> {
    find().try_map(|found| found.ok_or(StoreError::NotFound { what: "tenant" }))
}

impl TenantTx {
    /// Replaces what the tenant's admins set.
    ///
    /// # Errors
    /// [`StoreError::NotFound`] if the tenant is not there.
    pub async fn update_tenant_settings(&self, settings: &TenantSettings, now: Timestamp) -> Result<(), StoreError> {
        let mut values = settings_params(settings);
        values.extend(params![now]);
        self.execute_on("tenant", UPDATE_SETTINGS, values).await
    }

    /// Replaces how much the platform lets the tenant have.
    ///
    /// # Errors
    /// [`StoreError::NotFound`] if the tenant is not there.
    pub async fn update_tenant_quotas(&self, quotas: Quotas, now: Timestamp) -> Result<(), StoreError> {
        self.execute_on("tenant", UPDATE_QUOTAS, params![Json(QuotasDocument::from(quotas)), now]).await
    }

    /// The tenant; nobody else changes its row until the end of this transaction.
    ///
    /// # Errors
    /// The database failed.
    pub async fn lock_tenant(&self) -> Result<Option<Tenant>, StoreError> {
        first(&self.query(LOCK, Vec::new()).await?, tenant)
    }

    /// Replaces what the platform sets: whether the tenant is served, and with what.
    ///
    /// # Errors
    /// [`StoreError::NotFound`] if the tenant is not there.
    pub async fn update_tenant_service(
        &self,
        status: TenantStatus,
        scheduling_enabled: bool,
        now: Timestamp,
    ) -> Result<(), StoreError> {
        let features = FeaturesDocument { scheduling: scheduling_enabled };
        self.execute_on("tenant", UPDATE_SERVICE, params![status.as_str(), Json(features), now]).await
    }
}

fn settings_params(settings: &TenantSettings) -> Vec<Param> {
    params![
        Json(DefaultsDocument::from(&settings.defaults)),
        Json(BrandingDocument(settings.branding.clone())),
        Json(RateLimitsDocument::from(settings.rate_limits)),
        settings.allowed_origins.iter().map(ToString::to_string).collect::<Vec<_>>(),
        Json(RetentionDocument { days: settings.retention_days }),
    ]
}

pub(crate) fn tenant(row: &Row) -> Result<Tenant, RowError> {
    let columns = Columns::of(TABLE, row);
    let origins = columns.get::<Vec<&str>>("origins")?.into_iter().map(str::parse).collect::<Result<_, _>>();
    Ok(Tenant {
        id: TenantId::from_uuid(columns.get("id")?),
        slug: columns.parse("slug")?,
        name: columns.parse("name")?,
        status: columns.parse("status")?,
        scheduling_enabled: columns.json::<FeaturesDocument>("features")?.scheduling,
        quotas: columns.json::<QuotasDocument>("quotas")?.into(),
        settings: TenantSettings {
            defaults: columns.json::<DefaultsDocument>("defaults")?.into(),
            branding: columns.json::<BrandingDocument>("branding")?.0,
            rate_limits: columns.json::<RateLimitsDocument>("limits")?.into(),
            allowed_origins: origins.map_err(|why| columns.wrong("origins", why))?,
            retention_days: columns.json::<RetentionDocument>("retention")?.days,
        },
        created_at: columns.get("created_at")?,
    })
}
