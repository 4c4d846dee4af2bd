//! What a person is in a tenant.

use crate::{Scope, event_type::closed_words};

closed_words! {
    /// What a person is in a tenant. Each role includes the next one.
    Role {
        /// Runs the tenant: everything, and who else is an owner.
        Owner = "owner",
        /// Everything but the owners.
        Admin = "admin",
        /// Their own event types, schedules, blocked dates and bookings.
        Member = "member",
    }
}

impl Role {
    /// What who has this role may do. A member may do it with what is their own.
    #[must_use]
    pub const fn scopes(self) -> &'static [Scope] {
        match self {
            Self::Owner | Self::Admin => &[Scope::Admin],
            Self::Member => &[Scope::Read, Scope::BookingsWrite, Scope::ConfigWrite],
        }
    }

    /// Whether who has this role may give `other`, take it away, and change who has it.
    #[must_use]
    pub const fn governs(self, other: Self) -> bool {
        matches!((self, other), (Self::Owner, _) | (Self::Admin, Self::Admin | Self::Member))
    }
}

#[cfg(test)]
mod tests {
    use super::Role::{Admin, Member, Owner};

    #[test]
    fn only_an_owner_governs_owners_and_a_member_governs_nobody() {
        let governed = |role: super::Role| super::Role::ALL.iter().copied().filter(move |other| role.governs(*other));
        assert_eq!(governed(Owner).collect::<Vec<_>>(), [Owner, Admin, Member]);
        assert_eq!(governed(Admin).collect::<Vec<_>>(), [Admin, Member]);
        assert_eq!(governed(Member).count(), 0);
    }
}
