//! What a credential allows.

use crate::event_type::closed_words;

closed_words! {
    /// What an API key allows.
    Scope {
        /// To see everything that the key reaches.
        Read = "read",
        /// To change bookings.
        BookingsWrite = "bookings:write",
        /// To change hosts, event types, availability and settings.
        ConfigWrite = "config:write",
        /// Everything.
        Admin = "admin",
    }
}

impl Scope {
    /// Whether who has this scope may do what `needed` stands for. Who may change may also see.
    #[must_use]
    pub const fn covers(self, needed: Self) -> bool {
        matches!(
            (self, needed),
            (Self::Admin, _)
                | (_, Self::Read)
                | (Self::BookingsWrite, Self::BookingsWrite)
                | (Self::ConfigWrite, Self::ConfigWrite)
        )
    }
}

#[cfg(test)]
mod tests {
    use super::Scope::{self, Admin, BookingsWrite, ConfigWrite, Read};

    #[test]
    fn a_scope_covers_itself_and_reading_and_admin_covers_all() {
        let covered =
            |scope: Scope| Scope::ALL.iter().copied().filter(|needed| scope.covers(*needed)).collect::<Vec<_>>();
        assert_eq!(covered(Read), [Read]);
        assert_eq!(covered(BookingsWrite), [Read, BookingsWrite]);
        assert_eq!(covered(ConfigWrite), [Read, ConfigWrite]);
        assert_eq!(covered(Admin), Scope::ALL);
    }
}
