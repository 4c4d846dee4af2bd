//! The table of a run: values, references, ratios and their targets.

use std::{fmt, fs, path::Path};

use anyhow::Context as _;
use serde::Serialize;

/// What a ratio, or a value without a reference, should be.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) enum Target {
    AtMost(f64),
    AtLeast(f64),
}

impl Target {
    fn is_reached(self, value: f64) -> bool {
        match self {
            Self::AtMost(limit) => value <= limit,
            Self::AtLeast(limit) => value >= limit,
        }
    }
}

impl fmt::Display for Target {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::AtMost(limit) => write!(f, "≤ {limit}"),
            Self::AtLeast(limit) => write!(f, "≥ {limit}"),
        }
    }
}

/// One measurement.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Row {
    name: String,
    value: f64,
    unit: &'static str,
    /// What the value is compared with.
    reference: Option<String>,
    ratio: Option<f64>,
    target: Option<Target>,
    reached: Option<bool>,
}

impl Row {
    /// A value that stands for itself.
    pub(super) fn value(name: impl Into<String>, value: f64, unit: &'static str) -> Self {
        Self { name: name.into(), value, unit, reference: None, ratio: None, target: None, reached: None }
    }

    /// Compares it with another value of the same unit.
    #[must_use]
    pub(super) fn against(mut self, reference: impl Into<String>, value: f64) -> Self {
        self.reference = Some(reference.into());
        self.ratio = Some(self.value / value);
        self
    }

    /// Says what is aimed at.
    #[must_use]
    pub(super) fn target(mut self, target: Target) -> Self {
        self.reached = Some(target.is_reached(self.ratio.unwrap_or(self.value)));
        self.target = Some(target);
        self
    }
}

impl fmt::Display for Row {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { name, value, unit, reference, ratio, target, reached } = self;
        let ratio = ratio.map_or_else(String::new, |ratio| format!("{ratio:.2} ×"));
        let target = target.map_or_else(String::new, |target| target.to_string());
        let verdict = reached.map_or("", |reached| if reached { "ok" } else { "MISSED" });
        let reference = reference.as_deref().unwrap_or_default();
        write!(f, "{name:54} {value:12.2} {unit:10} {ratio:>10} {target:>8} {verdict:7} {reference}")
    }
}

/// All rows of a run.
#[derive(Debug, Default, Serialize)]
pub(super) struct Table {
    rows: Vec<Row>,
}

impl Table {
    /// Adds a row and shows it at once, as the run takes a while.
    pub(super) fn add(&mut self, row: Row) {
        println!("{row}");
        self.rows.push(row);
    }

    pub(super) fn show(&self) {
        println!("\n{:54} {:>12} {:10} {:>10} {:>8}", "", "value", "", "ratio", "target");
        for row in &self.rows {
            println!("{row}");
        }
    }

    pub(super) fn write(&self, path: &Path) -> anyhow::Result<()> {
        let text = serde_json::to_string_pretty(self)?;
        fs::write(path, text).with_context(|| format!("cannot write {}", path.display()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_ratio_is_held_against_its_target_and_a_lone_value_too() {
        let row = |value| Row::value("GET", value, "requests/s").against("pgbench", 100.0);
        assert_eq!(row(60.0).target(Target::AtLeast(0.6)).reached, Some(true));
        assert_eq!(row(59.0).target(Target::AtLeast(0.6)).reached, Some(false));
        assert_eq!(Row::value("memory", 41.0, "MiB").target(Target::AtMost(40.0)).reached, Some(false));
        assert_eq!(row(60.0).reached, None);
        assert!(row(50.0).target(Target::AtLeast(0.6)).to_string().contains("0.50 ×"));
    }
}
