//! The rows that the crates' own benchmarks print: one JSON object a line, with the ratio to the floor of the same run, or to the
//! time that it may take.

use anyhow::bail;
use serde_json::Value;

use super::table::{Row, Table, Target};
use crate::{
    run::{self, Interrupt},
    workspace::Workspace,
};

/// The crate and its benchmark.
const BENCHMARKS: [(&str, &str); 3] =
    [("scheduling-core", "slots"), ("scheduling-http", "slots_json"), ("scheduling-render", "times_page")];

pub(super) async fn measure(workspace: &Workspace, interrupt: &Interrupt, table: &mut Table) -> anyhow::Result<()> {
    for (package, bench) in BENCHMARKS {
        let mut cargo = workspace.cargo();
        cargo.args(["bench", "--package", package, "--bench", bench]);
        let printed = run::output(&mut cargo, interrupt).await?;
        let mut rows = rows(&printed).peekable();
        if rows.peek().is_none() {
            bail!("the benchmark {bench} of {package} printed no rows");
        }
        rows.for_each(|row| table.add(row));
    }
    Ok(())
}

fn rows(printed: &str) -> impl Iterator<Item = Row> {
    printed.lines().filter_map(|line| serde_json::from_str(line).ok()).filter_map(|line: Value| row(&line))
}

fn row(line: &Value) -> Option<Row> {
    let number = |member: &str| line.get(member).and_then(Value::as_f64);
    let name = line.get("row")?.as_str()?;
    let nanoseconds = number("ns")?;
    let label = match (number("busy"), line.get("host").or(line.get("zone")).and_then(Value::as_str)) {
        (Some(busy), _) => format!("{name}, {busy} busy intervals"),
        (None, Some(what)) => format!("{name}, {what}"),
        (None, None) => name.to_owned(),
    };
    let row = Row::value(label, nanoseconds / 1000.0, "µs");
    if let Some(most) = number("most_ns") {
        let row = row.against(format!("at most {:.0} µs", most / 1000.0), most / 1000.0);
        return Some(row.target(Target::AtMost(1.0)));
    }
    let floor = number("floor_ns").or_else(|| Some(nanoseconds / number("ratio")?));
    let Some(floor) = floor else { return Some(row) };
    let row = row.against(format!("floor {:.2} µs", floor / 1000.0), floor / 1000.0);
    // The floor of JSON is the same JSON written by hand; that of `generate` is a Vec filled with the answer.
    let target = if name.contains("json") {
        1.3
    } else if name.contains("team") {
        10.0
    } else {
        6.0
    };
    Some(row.target(Target::AtMost(target)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_are_read_and_other_lines_are_not() {
        let printed = "running\n{\"row\":\"generate\",\"busy\":50,\"slots\":700,\"floor_ns\":500,\"ns\":2500,\"ratio\":5.00}\n\
                       {\"row\":\"json\",\"busy\":0,\"floor_ns\":1000,\"ns\":1400,\"ratio\":1.40}\n{\"other\":1}\n\
                       {\"row\":\"times page\",\"slots\":682,\"most_ns\":2000000,\"ns\":500000,\"ratio\":0.250}\n";
        let rows: Vec<String> = rows(printed).map(|row| row.to_string()).collect();
        assert_eq!(rows.len(), 3);
        assert!(rows[0].contains("50 busy") && rows[0].contains("5.00 ×") && rows[0].contains("ok"), "{rows:?}");
        assert!(rows[1].contains("1.40 ×") && rows[1].contains("MISSED"), "{rows:?}");
        assert!(
            rows[2].contains("0.25 ×") && rows[2].contains("ok") && rows[2].contains("at most 2000 µs"),
            "{rows:?}"
        );
    }
}
