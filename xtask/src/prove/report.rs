//! What was proved: a table for people, JSON for programs.

use std::{fmt, fs, path::Path, time::Duration};

use anyhow::Context as _;
use serde::Serialize;

/// How many violations of a row are told in full.
const TOLD: usize = 5;

/// A race or a fault, and what came of it.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Row {
    pub(super) name: String,
    pub(super) rounds: u32,
    pub(super) requests: u64,
    /// How many did what all wanted to do.
    pub(super) winners: u64,
    /// How many were told that they came too late.
    pub(super) refused: u64,
    /// The longest wait of one who was refused.
    #[serde(serialize_with = "milliseconds", rename = "slowestRefusalMs")]
    pub(super) slowest_refusal: Duration,
    pub(super) violations: Vec<String>,
}

impl Row {
    pub(super) fn new(name: impl Into<String>) -> Self {
        let (winners, refused, requests) = (0, 0, 0);
        let slowest_refusal = Duration::ZERO;
        Self { name: name.into(), rounds: 0, requests, winners, refused, slowest_refusal, violations: Vec::new() }
    }
}

impl fmt::Display for Row {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { name, rounds, requests, winners, refused, .. } = self;
        let slowest = self.slowest_refusal.as_millis();
        let verdict =
            if self.violations.is_empty() { "ok".to_owned() } else { format!("{} VIOLATIONS", self.violations.len()) };
        write!(f, "{name:48} {rounds:6} {requests:9} {winners:8} {refused:8} {slowest:8} ms  {verdict}")?;
        self.violations.iter().take(TOLD).try_for_each(|violation| write!(f, "\n    {violation}"))
    }
}

/// All rows of a run.
#[derive(Debug, Serialize)]
pub(super) struct Report {
    seed: u64,
    rows: Vec<Row>,
}

impl Report {
    pub(super) fn new(seed: u64) -> Self {
        Self { seed, rows: Vec::new() }
    }

    pub(super) fn add(&mut self, row: Row) {
        self.rows.push(row);
    }

    pub(super) fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    pub(super) fn violations(&self) -> usize {
        self.rows.iter().map(|row| row.violations.len()).sum()
    }

    pub(super) fn show(&self) {
        println!("\n{:48} {:>6} {:>9} {:>8} {:>8} {:>11}", "", "rounds", "requests", "winners", "refused", "slowest");
        for row in &self.rows {
            println!("{row}");
        }
        println!("seed {}", self.seed);
    }

    pub(super) fn write(&self, path: &Path) -> anyhow::Result<()> {
        let text = serde_json::to_string_pretty(self)?;
        fs::write(path, text).with_context(|| format!("cannot write {}", path.display()))
    }
}

fn milliseconds<S: serde::Serializer>(duration: &Duration, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_u64(u64::try_from(duration.as_millis()).unwrap_or(u64::MAX))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_row_tells_its_first_violations() {
        let mut row = Row::new("same slot");
        assert!(row.to_string().ends_with("ok"));
        row.violations = (0..9).map(|number| format!("violation {number}")).collect();
        let text = row.to_string();
        assert!(text.contains("9 VIOLATIONS") && text.ends_with("violation 4"), "{text}");
        let mut report = Report::new(7);
        report.add(row);
        assert_eq!(report.violations(), 9);
        let json = serde_json::to_value(&report).unwrap();
        assert_eq!(json["rows"][0]["slowestRefusalMs"], 0);
    }
}
