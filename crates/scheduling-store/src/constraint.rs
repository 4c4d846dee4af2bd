//! The constraints of the schema that stand for a rule of the product, by name, and the conflict that each means.
//!
//! Errors are never told apart by message text. On Citus a shard's constraint carries the shard's number as a suffix.

/// Two tenants with one slug.
pub(crate) const TENANT_SLUG: &str = "tenants_slug_key";
/// Two hosts of a tenant with one username.
pub(crate) const USERNAME: &str = "scheduling_users_username_key";
/// Two hosts of a tenant for one user of the embedding platform.
pub(crate) const USER_ID: &str = "scheduling_users_user_id_key";
/// Two event types of a host, not archived, with one slug.
pub(crate) const EVENT_TYPE_SLUG: &str = "scheduling_event_types_slug_key";
/// Two event types of a team, not archived, with one slug.
pub(crate) const TEAM_EVENT_TYPE_SLUG: &str = "scheduling_event_types_team_slug_key";
/// Two teams of a tenant, not archived, with one slug.
pub(crate) const TEAM_SLUG: &str = "scheduling_teams_slug_key";
/// A host who is in the team already.
pub(crate) const TEAM_MEMBER: &str = "scheduling_team_members_pkey";
/// A member who is no host of the tenant.
pub(crate) const TEAM_MEMBER_HOST: &str = "scheduling_team_members_host_fkey";
/// A host of a team's event type who is no member, or a member to be removed who is such a host.
pub(crate) const EVENT_TYPE_MEMBER: &str = "scheduling_event_type_hosts_member_fkey";
/// An event type names a schedule that its host does not have.
pub(crate) const EVENT_TYPE_SCHEDULE: &str = "scheduling_event_types_schedule_fkey";
/// Two schedules of a host with one name.
pub(crate) const SCHEDULE_NAME: &str = "scheduling_availability_name_key";
/// Two default schedules of a host.
pub(crate) const SCHEDULE_DEFAULT: &str = "scheduling_availability_one_default";
/// A schedule of a host that the tenant does not have.
pub(crate) const SCHEDULE_HOST: &str = "scheduling_availability_host_fkey";
/// An event type of a host that the tenant does not have.
pub(crate) const EVENT_TYPE_HOST: &str = "scheduling_event_types_host_fkey";
/// A block of a host that the tenant does not have.
pub(crate) const BLOCK_HOST: &str = "scheduling_blocked_dates_host_fkey";
/// A reservation of a host that the tenant does not have.
pub(crate) const RESERVATION_HOST: &str = "scheduling_host_reservations_host_fkey";
/// A booking of a host that the tenant does not have.
pub(crate) const BOOKING_HOST: &str = "scheduling_bookings_host_fkey";
/// An API key that is bound to a host that the tenant does not have.
pub(crate) const API_KEY_HOST: &str = "scheduling_api_keys_host_fkey";
/// Two accounts of a tenant with one address.
pub(crate) const ACCOUNT_EMAIL: &str = "scheduling_accounts_email_key";
/// An account of a host that the tenant does not have.
pub(crate) const ACCOUNT_HOST: &str = "scheduling_accounts_host_fkey";
/// An invitation as a host that the tenant does not have.
pub(crate) const INVITATION_HOST: &str = "scheduling_account_links_host_fkey";
/// An occupancy of an event type that the tenant does not have.
pub(crate) const OCCUPANCY_EVENT_TYPE: &str = "scheduling_occupancies_event_type_fkey";

/// A write that would break a rule of the product.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum Conflict {
    /// Another tenant has this slug.
    #[error("another tenant has this slug")]
    TenantSlugTaken,
    /// Another host of the tenant has this username.
    #[error("another host has this username")]
    UsernameTaken,
    /// The user of the embedding platform is a host already.
    #[error("this user is a host already")]
    UserIdTaken,
    /// Another team of the tenant has this slug and is not archived.
    #[error("another team has this slug")]
    TeamSlugTaken,
    /// The host is a member of the team already.
    #[error("the host is a member of the team already")]
    AlreadyMember,
    /// The host is no member of the team, or the member takes meetings of it.
    #[error("the hosts of a team's event type are its members")]
    NotMember,
    /// Another event type of the owner has this slug and is not archived.
    #[error("another event type of the owner has this slug")]
    SlugTaken,
    /// The host has no such schedule.
    #[error("the host has no such schedule")]
    UnknownSchedule,
    /// Event types name the schedule.
    #[error("event types use the schedule")]
    ScheduleInUse,
    /// Another schedule of the host has this name.
    #[error("another schedule of the host has this name")]
    ScheduleNameTaken,
    /// The host has a default schedule already.
    #[error("the host has a default schedule already")]
    DefaultScheduleExists,
    /// The tenant has no such host.
    #[error("the tenant has no such host")]
    UnknownHost,
    /// Another account of the tenant has this address.
    #[error("another account has this address")]
    AccountEmailTaken,
    /// The tenant has no such event type.
    #[error("the tenant has no such event type")]
    UnknownEventType,
}

/// Every constraint that the store knows by name.
pub(crate) const CONSTRAINTS: &[(&str, Conflict)] = &[
    (TENANT_SLUG, Conflict::TenantSlugTaken),
    (USERNAME, Conflict::UsernameTaken),
    (USER_ID, Conflict::UserIdTaken),
    (EVENT_TYPE_SLUG, Conflict::SlugTaken),
    (TEAM_EVENT_TYPE_SLUG, Conflict::SlugTaken),
    (TEAM_SLUG, Conflict::TeamSlugTaken),
    (TEAM_MEMBER, Conflict::AlreadyMember),
    (TEAM_MEMBER_HOST, Conflict::UnknownHost),
    (EVENT_TYPE_MEMBER, Conflict::NotMember),
    (EVENT_TYPE_SCHEDULE, Conflict::UnknownSchedule),
    (SCHEDULE_NAME, Conflict::ScheduleNameTaken),
    (SCHEDULE_DEFAULT, Conflict::DefaultScheduleExists),
    (SCHEDULE_HOST, Conflict::UnknownHost),
    (EVENT_TYPE_HOST, Conflict::UnknownHost),
    (BLOCK_HOST, Conflict::UnknownHost),
    (RESERVATION_HOST, Conflict::UnknownHost),
    (BOOKING_HOST, Conflict::UnknownHost),
    (API_KEY_HOST, Conflict::UnknownHost),
    (ACCOUNT_EMAIL, Conflict::AccountEmailTaken),
    (ACCOUNT_HOST, Conflict::UnknownHost),
    (INVITATION_HOST, Conflict::UnknownHost),
    (OCCUPANCY_EVENT_TYPE, Conflict::UnknownEventType),
];

/// The conflict that the violation of a constraint means, if it stands for a rule of the product.
pub(crate) fn conflict(constraint: &str) -> Option<Conflict> {
    CONSTRAINTS.iter().find(|(name, _)| is_named(constraint, name)).map(|(_, conflict)| *conflict)
}

/// Equal, or followed by `_` and digits, as Citus writes a shard's constraint.
fn is_named(constraint: &str, name: &str) -> bool {
    match constraint.strip_prefix(name) {
        Some("") => true,
        Some(suffix) => suffix
            .strip_prefix('_')
            .is_some_and(|shard| !shard.is_empty() && shard.bytes().all(|byte| byte.is_ascii_digit())),
        None => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_shard_suffix_does_not_hide_a_constraint() {
        assert_eq!(conflict(USERNAME), Some(Conflict::UsernameTaken));
        assert_eq!(conflict("scheduling_users_username_key_102008"), Some(Conflict::UsernameTaken));
        assert_eq!(conflict("scheduling_users_username_key_"), None);
        assert_eq!(conflict("scheduling_users_username_key_2b"), None);
        assert_eq!(conflict("scheduling_users_username_key2"), None);
        assert_eq!(conflict("other"), None);
    }
}
