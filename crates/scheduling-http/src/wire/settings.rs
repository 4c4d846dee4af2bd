//! The settings of a tenant.

use scheduling_core::{Branding, DefaultSettings, Locale, Name, RateLimits, ShortText, TenantSettings};

use super::{
    Buffer, WindowDays, days,
    holidays::{HolidaysAnswer, HolidaysInput},
    leaves::OrNull,
    minutes, written,
};
use crate::json::{AccentColor, Distinct, Hours, Int, WebAddress, WebOrigin, answer, body};

const MOST_ORIGINS: usize = 100;

/// Requests a minute.
type Rate = Int<1, 1_000_000>;
/// A hundred years at most.
type RetentionDays = Int<1, 36_525>;

body! {
    /// What takes the place of a tenant's settings. Parts that are absent or null get their default.
    SettingsInput {
        /// What users follow where they set nothing; 24 h, 60 days, 0 and 15 minutes if absent.
        defaults: Option<DefaultsInput> = ();
        /// How pages and mails look.
        branding: Option<BrandingInput> = ();
        /// How many requests a minute one client address may make; 10, 20, 240 and 20 if absent.
        rate_limits: Option<RateLimitsInput> = ();
        /// The web origins that may write through the public API and frame the booking pages.
        allowed_origins: Option<Distinct<WebOrigin, MOST_ORIGINS>> = ["https://www.example.org"];
        /// After how many days the personal data of past invitees is blanked; null is never.
        retention_days: Option<RetentionDays> = 365;
    }
}

body! {
    /// What users follow where they set nothing.
    DefaultsInput {
        /// How many hours before its start a slot can still be booked.
        minimum_notice_hours: Hours = 24;
        /// How many days ahead can be booked.
        booking_window_days: WindowDays = 60;
        /// Minutes kept free before each meeting.
        buffer_before_mins: Buffer = 0;
        /// Minutes kept free after each meeting.
        buffer_after_mins: Buffer = 15;
        /// The public holidays on which users cannot be booked; absent or null, none.
        holidays: Option<HolidaysInput> = ();
    }
}

body! {
    /// How a tenant's pages and mails look.
    BrandingInput {
        /// The name above the pages; null is the tenant's.
        display_name: Option<Name> = "Acme";
        /// A picture.
        logo_url: Option<WebAddress> = "https://example.org/logo.png";
        /// An accent colour.
        accent_color: Option<AccentColor> = "#0a7cff";
        /// The language of those who have not chosen one; English if absent.
        locale: Option<Locale> = "en";
    }
}

body! {
    /// How many requests a minute one client address may make; null is no limit.
    RateLimitsInput {
        /// Booking attempts.
        bookings: OrNull<Rate> = 10;
        /// Holds that are made.
        holds: OrNull<Rate> = 20;
        /// Lists of slots, and other public reads.
        reads: OrNull<Rate> = 240;
        /// Cancellations, holds that are given up, and other changes by invitees.
        changes: OrNull<Rate> = 20;
    }
}

impl SettingsInput {
    pub(crate) fn into_settings(self) -> TenantSettings {
        let branding = self.branding.map(BrandingInput::into_core).unwrap_or_default();
        TenantSettings {
            defaults: self.defaults.map(DefaultsInput::into_core).unwrap_or_default(),
            branding,
            rate_limits: self.rate_limits.map(RateLimitsInput::into_core).unwrap_or_default(),
            allowed_origins: self.allowed_origins.unwrap_or_default().0.into_iter().map(|origin| origin.0).collect(),
            retention_days: self.retention_days.map(|days| days.0),
        }
    }
}

impl DefaultsInput {
    fn into_core(self) -> DefaultSettings {
        DefaultSettings {
            minimum_notice: self.minimum_notice_hours.0,
            booking_window_days: days(self.booking_window_days),
            buffer_before: minutes(self.buffer_before_mins),
            buffer_after: minutes(self.buffer_after_mins),
            holidays: self.holidays.map(HolidaysInput::into_core).unwrap_or_default(),
        }
    }
}

impl BrandingInput {
    fn into_core(self) -> Branding {
        Branding {
            display_name: self.display_name,
            logo_url: self.logo_url.map(|url| url.0),
            accent_color: self.accent_color.map(|color| color.0),
            locale: self.locale,
        }
    }
}

impl RateLimitsInput {
    fn into_core(self) -> RateLimits {
        let rate = |limit: OrNull<Rate>| limit.0.map(|rate| rate.0);
        RateLimits {
            bookings: rate(self.bookings),
            holds: rate(self.holds),
            reads: rate(self.reads),
            changes: rate(self.changes),
        }
    }
}

answer! {
    /// The settings of a tenant.
    Settings {
        /// What users follow where they set nothing.
        defaults: DefaultsAnswer = ();
        /// How pages and mails look.
        branding: BrandingAnswer = ();
        /// How many requests a minute one client address may make.
        rate_limits: RateLimitsAnswer = ();
        /// The web origins that may write through the public API and frame the booking pages.
        allowed_origins: Vec<ShortText> = ["https://www.example.org"];
        /// After how many days the personal data of past invitees is blanked; null is never.
        retention_days: Option<u32> = 365;
    }
}

answer! {
    /// What users follow where they set nothing.
    DefaultsAnswer {
        /// How many hours before its start a slot can still be booked.
        minimum_notice_hours: Hours = 24;
        /// How many days ahead can be booked.
        booking_window_days: u32 = 60;
        /// Minutes kept free before each meeting.
        buffer_before_mins: Buffer = 0;
        /// Minutes kept free after each meeting.
        buffer_after_mins: Buffer = 15;
        /// The public holidays on which users cannot be booked.
        holidays: HolidaysAnswer = ();
    }
}

answer! {
    /// How a tenant's pages and mails look.
    BrandingAnswer {
        /// The name above the pages; null is the tenant's.
        display_name: Option<Name> = "Acme";
        /// A picture.
        logo_url: Option<ShortText> = "https://example.org/logo.png";
        /// An accent colour.
        accent_color: Option<ShortText> = "#0a7cff";
        /// The language of those who have not chosen one; null is English.
        locale: Option<Locale> = "en";
    }
}

answer! {
    /// How many requests a minute one client address may make; null is no limit.
    RateLimitsAnswer {
        /// Booking attempts.
        bookings: Option<u32> = 10;
        /// Holds that are made.
        holds: Option<u32> = 20;
        /// Lists of slots, and other public reads.
        reads: Option<u32> = 240;
        /// Cancellations, holds that are given up, and other changes by invitees.
        changes: Option<u32> = 20;
    }
}

impl From<TenantSettings> for Settings {
    fn from(settings: TenantSettings) -> Self {
        let TenantSettings { defaults, branding, rate_limits, allowed_origins, retention_days } = settings;
        let Branding { display_name, logo_url, accent_color, locale } = branding;
        let RateLimits { bookings, holds, reads, changes } = rate_limits;
        Self {
            defaults: DefaultsAnswer {
                minimum_notice_hours: Hours(defaults.minimum_notice),
                booking_window_days: defaults.booking_window_days.into(),
                buffer_before_mins: written(defaults.buffer_before),
                buffer_after_mins: written(defaults.buffer_after),
                holidays: defaults.holidays.into(),
            },
            branding: BrandingAnswer { display_name, logo_url, accent_color, locale },
            rate_limits: RateLimitsAnswer { bookings, holds, reads, changes },
            allowed_origins,
            retention_days,
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::{json::tests::decode, problem::Code};

    #[test]
    fn settings_replace_each_other_wholly() {
        assert_eq!(decode::<SettingsInput>(json!({})).unwrap().into_settings(), TenantSettings::default());
        let written = serde_json::to_value(Settings::from(TenantSettings::default())).unwrap();
        let read = decode::<SettingsInput>(written).unwrap().into_settings();
        assert_eq!(read, TenantSettings::default());
    }

    #[test]
    fn a_rate_limit_is_lifted_by_null_and_never_by_silence() {
        let lifted = json!({"rateLimits": {"bookings": null, "holds": 1, "reads": 1, "changes": 1}});
        assert_eq!(decode::<SettingsInput>(lifted).unwrap().into_settings().rate_limits.bookings, None);
        let silent = json!({"rateLimits": {"holds": 1, "reads": 1, "changes": 1}});
        let refusal = decode::<SettingsInput>(silent).unwrap_err();
        assert_eq!(refusal, [("/rateLimits/bookings".to_owned(), Code::Required)]);
    }
}
