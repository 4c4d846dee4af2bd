//! What the changelog tells apart: the kinds of things that are changed, and what is done to them.

use crate::event_type::closed_words;

closed_words! {
    /// What can be changed.
    Entity {
        /// The tenant's settings.
        Tenant = "tenant",
        /// A host.
        Host = "user",
        /// An event type.
        EventType = "event_type",
        /// A schedule.
        Schedule = "availability",
        /// Blocked dates.
        Block = "blocked_date",
        /// A booking.
        Booking = "booking",
        /// An API key.
        ApiKey = "api_key",
        /// A team, with its members.
        Team = "team",
        /// An account.
        Account = "account",
        /// An invitation to have an account, or a way to set another password.
        AccountLink = "account_link",
        /// What was known of invitees; the id is that of a receipt.
        Invitee = "invitee",
        /// A webhook.
        Webhook = "webhook",
        /// What is owed to somebody: a mail, or a call of a webhook.
        Delivery = "delivery",
        /// A mail template; the id is the tenant's.
        MailTemplate = "mail_template",
    }
}

closed_words! {
    /// What can be done to it.
    Action {
        /// It was made.
        Created = "created",
        /// It was changed.
        Updated = "updated",
        /// It was called off.
        Cancelled = "cancelled",
        /// It was moved.
        Rescheduled = "rescheduled",
        /// It was approved.
        Confirmed = "confirmed",
        /// It was not approved.
        Declined = "declined",
        /// It took place.
        Completed = "completed",
        /// The invitee did not come.
        NoShow = "no_show",
        /// It was given to another host.
        Reassigned = "reassigned",
        /// It was sent again.
        Resent = "resent",
        /// It was archived.
        Archived = "archived",
        /// It was removed.
        Deleted = "deleted",
    }
}
