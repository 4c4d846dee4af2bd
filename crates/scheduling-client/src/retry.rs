//! What is sent again, when, and how often. Only what cannot be done twice is: reads, and writes under an idempotency key,
//! which every write gets.

use std::time::Duration;

use jiff::{Timestamp, fmt::rfc2822};
use reqwest::{Method, StatusCode};

/// How often, and after how long.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Retries {
    /// How often a request is sent again at most.
    pub most: u32,
    /// The longest random wait before the first retry; it doubles with each one.
    pub first_wait: Duration,
    /// The longest wait that a server's `Retry-After` may ask for; with a longer one its answer stands.
    pub longest_wait: Duration,
}

impl Default for Retries {
    fn default() -> Self {
        Self { most: 3, first_wait: Duration::from_millis(200), longest_wait: Duration::from_secs(30) }
    }
}

impl Retries {
    /// How long to wait before this retry, counted from 0, after the server asked for `asked`. None: there is no retry.
    /// `chance` is from 0 to `u32::MAX`.
    pub(crate) fn wait_before(&self, retry: u32, asked: Duration, chance: u32) -> Option<Duration> {
        if retry >= self.most || asked > self.longest_wait {
            return None;
        }
        let longest = self.first_wait.saturating_mul(2_u32.saturating_pow(retry));
        // Never before the time that the server names, and not everybody at once.
        Some(asked + longest.mul_f64(f64::from(chance) / f64::from(u32::MAX)))
    }
}

/// Whether a request changes something.
pub(crate) fn is_write(method: &Method) -> bool {
    ![Method::GET, Method::HEAD, Method::OPTIONS].contains(method)
}

/// Whether the server did nothing, and may do it later.
pub(crate) fn is_later(status: StatusCode) -> bool {
    matches!(status, StatusCode::TOO_MANY_REQUESTS | StatusCode::SERVICE_UNAVAILABLE)
}

/// A `Retry-After`: seconds, or a date (RFC 9110, section 10.2.3). What is neither asks for nothing.
pub(crate) fn asked(retry_after: &str, now: Timestamp) -> Duration {
    if let Ok(seconds) = retry_after.parse() {
        return Duration::from_secs(seconds);
    }
    let date = rfc2822::parse(retry_after).map(|date| date.timestamp().duration_since(now));
    date.ok().and_then(|wait| wait.try_into().ok()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    const NONE: Duration = Duration::ZERO;

    #[test]
    fn waits_double_and_end() {
        let wait = |retry| Retries::default().wait_before(retry, NONE, u32::MAX);
        let expected = [200, 400, 800].map(|milliseconds| Some(Duration::from_millis(milliseconds)));
        assert_eq!([wait(0), wait(1), wait(2)], expected);
        assert_eq!(wait(3), None);
        assert_eq!(Retries::default().wait_before(0, NONE, 0), Some(NONE));
    }

    #[test]
    fn the_server_says_when_to_come_back_unless_that_is_too_late() {
        let wait = |seconds| Retries::default().wait_before(0, Duration::from_secs(seconds), 0);
        assert_eq!((wait(30), wait(31)), (Some(Duration::from_secs(30)), None));
        let now = "2026-03-02T12:00:00Z".parse().unwrap();
        assert_eq!(asked("7", now), Duration::from_secs(7));
        assert_eq!(asked("Mon, 02 Mar 2026 12:00:20 GMT", now), Duration::from_secs(20));
        assert_eq!((asked("Mon, 02 Mar 2026 11:00:00 GMT", now), asked("soon", now)), (NONE, NONE));
    }
}
