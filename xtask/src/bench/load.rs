//! A load generator: some connections, each sending its next request as soon as the last one is answered.

use std::{
    collections::BTreeMap,
    net::SocketAddr,
    time::{Duration, Instant},
};

use futures_util::future::try_join_all;
use tokio::{sync::Barrier, task::JoinSet};

use crate::client::Connection;

/// What was measured.
#[derive(Debug, Default)]
pub(super) struct Load {
    /// From the first request to the last answer.
    time: Duration,
    latencies: Vec<Duration>,
    pub(super) statuses: BTreeMap<u16, u64>,
}

impl Load {
    pub(super) fn per_second(&self) -> f64 {
        count(self.latencies.len()) / self.time.as_secs_f64()
    }

    /// The latency that this share of the requests did not exceed, in milliseconds.
    pub(super) fn quantile(&self, share: f64) -> f64 {
        let mut sorted = self.latencies.clone();
        sorted.sort_unstable();
        let rank = share * count(sorted.len().saturating_sub(1));
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a share of a length is an index")]
        let at = sorted.get(rank.round() as usize);
        at.map_or(f64::NAN, |latency| latency.as_secs_f64() * 1000.0)
    }

    pub(super) fn add(&mut self, other: Self) {
        self.time = self.time.max(other.time);
        self.latencies.extend(other.latencies);
        for (status, count) in other.statuses {
            *self.statuses.entry(status).or_default() += count;
        }
    }

    fn note(&mut self, status: u16, latency: Duration) {
        self.latencies.push(latency);
        *self.statuses.entry(status).or_default() += 1;
    }
}

/// Sends what each generator makes, on a connection of its own, for some time.
pub(super) async fn for_some_time<G>(address: SocketAddr, generators: Vec<G>, time: Duration) -> anyhow::Result<Load>
where
    G: FnMut() -> Vec<u8> + Send + 'static,
{
    let connections = try_join_all(generators.iter().map(|_| Connection::open(address))).await?;
    let mut tasks = JoinSet::new();
    let start = Instant::now();
    for (mut connection, mut next) in connections.into_iter().zip(generators) {
        tasks.spawn(async move {
            let mut load = Load::default();
            while start.elapsed() < time {
                let begin = Instant::now();
                let status = connection.exchange_bytes(&next()).await?.status;
                load.note(status, begin.elapsed());
            }
            load.time = start.elapsed();
            anyhow::Ok(load)
        });
    }
    collect(tasks).await
}

/// Sends all requests at the same moment, each on a connection of its own; told apart by their status.
pub(super) async fn all_at_once(address: SocketAddr, requests: Vec<Vec<u8>>) -> anyhow::Result<Load> {
    let connections = try_join_all(requests.iter().map(|_| Connection::open(address))).await?;
    let barrier = std::sync::Arc::new(Barrier::new(requests.len()));
    let mut tasks = JoinSet::new();
    for (mut connection, request) in connections.into_iter().zip(requests) {
        let barrier = std::sync::Arc::clone(&barrier);
        tasks.spawn(async move {
            barrier.wait().await;
            let begin = Instant::now();
            let status = connection.exchange_bytes(&request).await?.status;
            let mut load = Load { time: begin.elapsed(), ..Load::default() };
            load.note(status, begin.elapsed());
            anyhow::Ok(load)
        });
    }
    collect(tasks).await
}

async fn collect(mut tasks: JoinSet<anyhow::Result<Load>>) -> anyhow::Result<Load> {
    let mut load = Load::default();
    while let Some(part) = tasks.join_next().await {
        load.add(part??);
    }
    Ok(load)
}

#[expect(clippy::cast_precision_loss, reason = "a number of requests is far below 2^52")]
fn count(number: usize) -> f64 {
    number as f64
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quantiles_and_rates_are_of_all_connections_together() {
        let mut load = Load::default();
        for half in [1..=50, 51..=100] {
            let mut part = Load { time: Duration::from_secs(2), ..Load::default() };
            half.for_each(|millis| part.note(if millis == 1 { 201 } else { 409 }, Duration::from_millis(millis)));
            load.add(part);
        }
        assert!((load.per_second() - 50.0).abs() < 1e-9);
        assert!((load.quantile(0.99) - 99.0).abs() < 1e-9);
        assert!((load.quantile(0.5) - 51.0).abs() < 1e-9);
        assert_eq!(load.statuses, BTreeMap::from([(201, 1), (409, 99)]));
    }
}
