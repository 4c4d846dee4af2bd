//! `cargo xtask openapi`: the documents that the program generates and the repository keeps.

use anyhow::{Context as _, bail};
use clap::Args;

use crate::{
    run::{self, Interrupt},
    workspace::Workspace,
};

/// The program's subcommand, and the file that keeps what it prints.
const DOCUMENTS: [(&str, &str); 2] = [("openapi", "docs/openapi.json"), ("errors", "docs/errors.md")];

/// Whether to write or to compare.
#[derive(Args)]
pub(crate) struct Options {
    /// Compare instead of writing, and fail if a document is not what the program prints
    #[arg(long)]
    pub(crate) check: bool,
}

/// Writes or compares each document.
pub(crate) async fn run(workspace: &Workspace, interrupt: &Interrupt, options: &Options) -> anyhow::Result<()> {
    let mut stale = Vec::new();
    for (subcommand, file) in DOCUMENTS {
        let mut program = workspace.cargo();
        program.args(["run", "--quiet", "--package", "scheduling-http", "--", subcommand]);
        let mut generated = run::output(&mut program, interrupt).await?;
        if !generated.ends_with('\n') {
            generated.push('\n');
        }
        let path = workspace.root.join(file);
        let kept = match std::fs::read_to_string(&path) {
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => None,
            read => Some(read.with_context(|| format!("cannot read {file}"))?),
        };
        if kept.as_deref() == Some(&generated) {
            println!("{file} is what the program prints");
        } else if options.check {
            stale.push(format!("{file}:{}", first_difference(kept.as_deref().unwrap_or(""), &generated)));
        } else {
            std::fs::write(&path, generated).with_context(|| format!("cannot write {file}"))?;
            println!("{file} is written");
        }
    }
    if !stale.is_empty() {
        bail!("{} is not what the program prints: run `cargo xtask openapi` and commit it", stale.join(", "));
    }
    Ok(())
}

/// The first line, counted from 1, in which two texts differ.
pub(crate) fn first_difference(kept: &str, generated: &str) -> usize {
    kept.lines().zip(generated.lines()).take_while(|(kept, generated)| kept == generated).count() + 1
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_difference_is_a_line_number() {
        assert_eq!(first_difference("a\nb\nc\n", "a\nB\nc\n"), 2);
        assert_eq!(first_difference("a\n", "a\nb\n"), 2);
        assert_eq!(first_difference("", "a\n"), 1);
    }
}
