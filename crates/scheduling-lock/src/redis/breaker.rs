//! Leaves a failing Redis alone: after three failures in a row nobody asks for a second, then one
//! caller tries.

use std::{sync::Mutex, time::Duration};

use tokio::time::Instant;

use crate::locked;

const FAILURES: u32 = 3;
const REST: Duration = Duration::from_secs(1);

#[derive(Debug)]
pub(crate) struct Breaker {
    state: Mutex<State>,
}

#[derive(Debug)]
enum State {
    Closed {
        failures: u32,
    },
    Open {
        until: Instant,
    },
    /// One caller tries; the others still go without.
    Probing,
}

/// Permission for one call. Dropped without an outcome, as when the caller goes away, it says
/// nothing about Redis.
#[derive(Debug)]
#[must_use]
pub(crate) struct Attempt<'a> {
    breaker: &'a Breaker,
    probe: bool,
    outcome: Outcome,
}

#[derive(Clone, Copy, Debug)]
enum Outcome {
    Unknown,
    Success,
    Failure,
}

impl Default for Breaker {
    fn default() -> Self {
        Self { state: Mutex::new(State::Closed { failures: 0 }) }
    }
}

impl Breaker {
    pub(crate) fn attempt(&self) -> Option<Attempt<'_>> {
        let mut state = locked(&self.state);
        let probe = match *state {
            State::Closed { .. } => false,
            State::Open { until } if until <= Instant::now() => true,
            State::Open { .. } | State::Probing => return None,
        };
        if probe {
            *state = State::Probing;
        }
        Some(Attempt { breaker: self, probe, outcome: Outcome::Unknown })
    }

    fn settle(&self, probe: bool, outcome: Outcome) {
        let mut state = locked(&self.state);
        *state = match (&*state, outcome) {
            (State::Probing, Outcome::Success) if probe => {
                tracing::info!("Redis answers again");
                State::Closed { failures: 0 }
            }
            (State::Probing, Outcome::Failure) if probe => State::Open { until: Instant::now() + REST },
            (State::Probing, Outcome::Unknown) if probe => State::Open { until: Instant::now() },
            (State::Closed { .. }, Outcome::Success) => State::Closed { failures: 0 },
            (State::Closed { failures }, Outcome::Failure) if failures + 1 >= FAILURES => {
                tracing::warn!("Redis failed {FAILURES} times in a row and is asked once a second until it answers");
                State::Open { until: Instant::now() + REST }
            }
            (State::Closed { failures }, Outcome::Failure) => State::Closed { failures: failures + 1 },
            // Calls that began before the breaker opened come too late to matter.
            (State::Open { .. } | State::Probing, _) | (_, Outcome::Unknown) => return,
        };
    }
}

impl Attempt<'_> {
    pub(crate) fn succeeded(mut self) {
        self.outcome = Outcome::Success;
    }

    pub(crate) fn failed(mut self) {
        self.outcome = Outcome::Failure;
    }
}

impl Drop for Attempt<'_> {
    fn drop(&mut self) {
        self.breaker.settle(self.probe, self.outcome);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn opened() -> Breaker {
        let breaker = Breaker::default();
        for _ in 0..FAILURES {
            breaker.attempt().unwrap().failed();
        }
        breaker
    }

    #[tokio::test(start_paused = true)]
    async fn rests_for_a_second_after_three_failures_in_a_row() {
        let breaker = Breaker::default();
        for _ in 0..2 {
            breaker.attempt().unwrap().failed();
        }
        breaker.attempt().unwrap().succeeded();
        for _ in 0..FAILURES {
            breaker.attempt().expect("a success between them starts the count again").failed();
        }
        assert!(breaker.attempt().is_none());
        tokio::time::advance(Duration::from_millis(999)).await;
        assert!(breaker.attempt().is_none());
        tokio::time::advance(Duration::from_millis(1)).await;
        assert!(breaker.attempt().is_some());
    }

    #[tokio::test(start_paused = true)]
    async fn one_caller_probes_and_its_success_closes() {
        let breaker = opened();
        tokio::time::advance(REST).await;
        let probe = breaker.attempt().unwrap();
        assert!(breaker.attempt().is_none());
        probe.succeeded();
        let both = (breaker.attempt(), breaker.attempt());
        assert!(both.0.is_some() && both.1.is_some());
    }

    #[tokio::test(start_paused = true)]
    async fn a_failed_probe_rests_again() {
        let breaker = opened();
        tokio::time::advance(REST).await;
        breaker.attempt().unwrap().failed();
        assert!(breaker.attempt().is_none());
        tokio::time::advance(REST).await;
        assert!(breaker.attempt().is_some());
    }

    #[tokio::test(start_paused = true)]
    async fn an_abandoned_probe_leaves_the_next_caller_to_try() {
        let breaker = opened();
        tokio::time::advance(REST).await;
        drop(breaker.attempt().unwrap());
        assert!(breaker.attempt().is_some());
    }

    #[tokio::test(start_paused = true)]
    async fn calls_from_before_the_opening_change_nothing() {
        let breaker = Breaker::default();
        let (late_success, late_failure) = (breaker.attempt().unwrap(), breaker.attempt().unwrap());
        for _ in 0..FAILURES {
            breaker.attempt().unwrap().failed();
        }
        late_success.succeeded();
        assert!(breaker.attempt().is_none());
        tokio::time::advance(REST / 2).await;
        late_failure.failed();
        tokio::time::advance(REST / 2).await;
        assert!(breaker.attempt().is_some(), "a late failure prolonged the rest");
    }
}
