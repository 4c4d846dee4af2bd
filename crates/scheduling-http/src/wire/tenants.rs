//! Tenants, for the platform.

use jiff::Timestamp;
use scheduling_core::{Name, Quotas, Slug, Tenant, TenantId, TenantStatus};
use scheduling_engine::Erasure;
use uuid::Uuid;

use super::{leaves::OrNull, pages::page_of, settings::Settings};
use crate::json::{Int, answer, body};

body! {
    /// A tenant to be made.
    TenantInput {
        /// The name in addresses; unique in the installation.
        slug: Slug = "acme";
        /// What people call it.
        name: Name = "Acme Ltd";
    }
}

body! {
    /// What is switched on for a tenant.
    FeaturesInput {
        /// Scheduling itself. Without it the public routes are not there, and the admin's answer `scheduling_off`.
        scheduling: bool = true;
    }
}

/// Of things of a tenant.
type Quota = Int<0, 1_000_000>;

body! {
    /// How much a tenant can have; null is no limit. What is there already stays.
    QuotasInput {
        /// Active users.
        users: OrNull<Quota> = 10;
        /// Event types that are not archived.
        event_types: OrNull<Quota> = 50;
    }
}

answer! {
    /// How much a tenant can have; null is no limit.
    QuotasAnswer {
        /// Active users.
        users: Option<u32> = 10;
        /// Event types that are not archived.
        event_types: Option<u32> = 50;
    }
}

impl QuotasInput {
    pub(crate) fn into_core(self) -> Quotas {
        let quota = |quota: OrNull<Quota>| quota.0.map(|quota| quota.0);
        Quotas { hosts: quota(self.users), event_types: quota(self.event_types) }
    }
}

body! {
    /// Which tenant is meant.
    EraseInput {
        /// Its name in addresses, so that nobody erases another one by a slip.
        slug: Slug = "acme";
    }
}

answer! {
    /// That a tenant was erased. All that is left of it.
    ErasureAnswer {
        /// The receipt's id.
        id: Uuid = "0195a3c2-7d5e-7c6b-8f43-52a9a1b2c3e0";
        /// The tenant that is gone.
        tenant_id: TenantId = "0195a3c2-7d5e-7c6b-8f43-52a9a1b2c3d0";
        /// When.
        erased_at: Timestamp = "2026-03-02T12:00:00Z";
        /// By whom.
        erased_by: String = "platform";
        /// How much it was.
        tables: Vec<ErasedTable> = [(); 0];
    }
}

answer! {
    /// How much of a table was erased.
    ErasedTable {
        /// The table.
        table: String = "scheduling_bookings";
        /// How many rows.
        rows: u64 = 12;
    }
}

answer! {
    /// A tenant.
    TenantAnswer {
        /// Its id.
        id: TenantId = "0195a3c2-7d5e-7c6b-8f43-52a9a1b2c3d0";
        /// The name in addresses.
        slug: Slug = "acme";
        /// What people call it.
        name: Name = "Acme Ltd";
        /// Whether it is served.
        status: TenantStatus = "active";
        /// What is switched on.
        features: Features = ();
        /// How much it can have.
        quotas: QuotasAnswer = ();
        /// What its admins have set.
        settings: Settings = ();
        /// When it was made.
        created_at: Timestamp = "2026-03-01T09:00:00Z";
    }
}

answer! {
    /// What is switched on for a tenant.
    Features {
        /// Scheduling itself.
        scheduling: bool = true;
    }
}

page_of! {
    /// Some of the tenants.
    TenantPage of TenantAnswer
}

impl From<Erasure> for ErasureAnswer {
    fn from(erasure: Erasure) -> Self {
        let tables = erasure.rows.into_iter().map(|(table, rows)| ErasedTable { table, rows }).collect();
        Self { id: erasure.id, tenant_id: erasure.tenant, erased_at: erasure.at, erased_by: erasure.by, tables }
    }
}

impl From<Tenant> for TenantAnswer {
    fn from(tenant: Tenant) -> Self {
        Self {
            id: tenant.id,
            slug: tenant.slug,
            name: tenant.name,
            status: tenant.status,
            features: Features { scheduling: tenant.scheduling_enabled },
            quotas: QuotasAnswer { users: tenant.quotas.hosts, event_types: tenant.quotas.event_types },
            settings: tenant.settings.into(),
            created_at: tenant.created_at,
        }
    }
}
