//! Whose rows a transaction may see. This is the only module that writes a transaction's settings into SQL.
//!
//! Nothing here checks a credential: a scope is the proof that somebody did.

use std::time::Duration;

use scheduling_core::TenantId;
use uuid::Uuid;

/// The right to act inside one tenant.
///
/// Make one only after authentication, or after looking a tenant up for its public pages: every function of the store
/// that touches a tenant's rows takes one, and the database shows it no other tenant's rows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct TenantScope(TenantId);

impl TenantScope {
    /// The scope of this tenant.
    #[must_use]
    pub const fn of(tenant: TenantId) -> Self {
        Self(tenant)
    }

    /// The tenant.
    #[must_use]
    pub const fn tenant(&self) -> TenantId {
        self.0
    }
}

/// The right to create and list tenants. Make one only for the holder of the platform key, or for a command that an
/// operator runs on the server itself.
#[derive(Clone, Copy, Debug)]
pub struct PlatformScope(());

impl PlatformScope {
    /// The scope of who has shown the platform key.
    #[must_use]
    pub const fn authenticated() -> Self {
        Self(())
    }
}

#[derive(Clone, Copy)]
pub(crate) enum Mode {
    Read,
    Write,
}

/// What a transaction sees besides the tables without row-level security.
#[derive(Clone, Copy)]
pub(crate) enum View {
    Tenant(TenantId),
    Platform,
    /// One tenant, as the platform: what makes and unmakes one.
    TenantAsPlatform(TenantId),
    /// Nothing, until a parameterised `set_config` names a slug or a credential.
    Lookup,
}

impl View {
    /// Whose rows it is about; what a statement gets as `$1`.
    pub(crate) const fn tenant(self) -> Option<Uuid> {
        match self {
            Self::Tenant(tenant) | Self::TenantAsPlatform(tenant) => Some(tenant.as_uuid()),
            Self::Platform | Self::Lookup => None,
        }
    }
}

/// The text that opens a transaction: SET takes no parameters, hence the typed arguments.
///
/// The isolation does not depend on the role's default. A write is READ COMMITTED: a statement after a lock must see what
/// the one before it in the queue has committed. A read is REPEATABLE READ: its statements see one state, so that no
/// list is made of new hours and old overrides.
pub(crate) fn begin(view: View, mode: Mode, limit: Duration) -> String {
    let millis = limit.as_millis().clamp(1, i32::MAX as u128);
    let access = match mode {
        Mode::Read => "REPEATABLE READ READ ONLY",
        Mode::Write => "READ COMMITTED READ WRITE",
    };
    let setting = match view {
        View::Tenant(tenant) => format!("SET LOCAL app.tenant_id = '{}';", tenant.as_uuid()),
        View::TenantAsPlatform(tenant) => {
            format!("SET LOCAL app.tenant_id = '{}'; SET LOCAL app.platform = 'on';", tenant.as_uuid())
        }
        View::Platform => "SET LOCAL app.platform = 'on';".to_owned(),
        View::Lookup => String::new(),
    };
    let waits = match mode {
        Mode::Read => String::new(),
        Mode::Write => format!(
            " SET LOCAL lock_timeout = {millis}; SET LOCAL idle_in_transaction_session_timeout = {};",
            millis.saturating_add(1000).min(i32::MAX as u128)
        ),
    };
    format!("BEGIN ISOLATION LEVEL {access}; {setting}{waits} SET LOCAL statement_timeout = {millis}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_tenant_is_set_first_and_only_locally() {
        let tenant = TenantId::from_uuid(uuid::Uuid::from_u128(7));
        let sql = begin(View::Tenant(tenant), Mode::Write, Duration::from_millis(1800));
        assert_eq!(
            sql,
            "BEGIN ISOLATION LEVEL READ COMMITTED READ WRITE; \
             SET LOCAL app.tenant_id = '00000000-0000-0000-0000-000000000007'; \
             SET LOCAL lock_timeout = 1800; SET LOCAL idle_in_transaction_session_timeout = 2800; \
             SET LOCAL statement_timeout = 1800"
        );
    }

    #[test]
    fn a_limit_of_nothing_is_not_no_limit() {
        let sql = begin(View::Lookup, Mode::Read, Duration::ZERO);
        assert!(sql.ends_with("SET LOCAL statement_timeout = 1"), "{sql}");
    }

    #[test]
    fn a_read_sees_one_state() {
        let sql = begin(View::Lookup, Mode::Read, Duration::from_secs(1));
        assert!(sql.starts_with("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY; "), "{sql}");
    }
}
