//! When a receiver wants to be asked again.

use jiff::{SignedDuration, Timestamp, fmt::rfc2822};

/// The longest wait that a receiver can ask for.
const LONGEST: SignedDuration = SignedDuration::from_hours(24);

/// A `Retry-After`: seconds, or a date (RFC 9110, section 10.2.3). What is neither asks for nothing.
pub(super) fn retry_after(value: &str, now: Timestamp) -> Option<SignedDuration> {
    let value = value.trim();
    let wait = if !value.is_empty() && value.bytes().all(|b| b.is_ascii_digit()) {
        // A number that is too large to be read asks for the longest.
        value.parse().map_or(LONGEST, SignedDuration::from_secs)
    } else {
        rfc2822::parse(value).ok()?.timestamp().duration_since(now)
    };
    Some(wait.clamp(SignedDuration::ZERO, LONGEST))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn seconds_or_a_date_up_to_a_day() {
        let now = "2026-03-02T12:00:00Z".parse().unwrap();
        let seconds = |value| retry_after(value, now).map(|wait| wait.as_secs());
        assert_eq!((seconds("7"), seconds(" 0 "), seconds("86401")), (Some(7), Some(0), Some(86400)));
        assert_eq!(seconds("99999999999999999999999"), Some(86400));
        assert_eq!(seconds("Mon, 02 Mar 2026 12:00:20 GMT"), Some(20));
        assert_eq!(seconds("Mon, 02 Mar 2026 11:00:00 GMT"), Some(0));
        assert_eq!(seconds("Fri, 01 Jan 2077 00:00:00 GMT"), Some(86400));
        for nothing in ["", "soon", "-1", "1.5", "+3"] {
            assert_eq!(seconds(nothing), None, "{nothing}");
        }
    }
}
