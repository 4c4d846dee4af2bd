//! The TypeScript package: openapi-typescript writes its types; tsc and node check and test it.

use std::{fs, path::Path};

use anyhow::Context as _;
use tokio::process::Command;

use super::{DOCUMENT, Generated, Work, codes};
use crate::npm::Package;

const PACKAGE: &str = "sdk/typescript";

pub(super) struct TypeScript(Package);

impl TypeScript {
    /// Installs what the lock file names.
    pub(super) async fn prepare(work: &Work<'_>) -> anyhow::Result<Self> {
        let folder = work.folder.join("typescript");
        Ok(Self(Package::install((work.workspace, work.interrupt), PACKAGE, folder).await?))
    }

    pub(super) async fn generate(&self, work: &Work<'_>, codes: &[String]) -> anyhow::Result<Generated> {
        let schema = self.0.folder.join("generated.ts");
        let mut generator = self.0.tool("openapi-typescript/bin/cli.js");
        generator.arg(work.workspace.root.join(DOCUMENT)).arg("--output").arg(&schema);
        work.run(&mut generator).await.context("openapi-typescript")?;
        let mut generated = Generated::default();
        let types = fs::read_to_string(&schema).context("openapi-typescript wrote nothing")?;
        generated.add(format!("{PACKAGE}/src/schema.ts"), types);
        generated.add(format!("{PACKAGE}/src/codes.ts"), codes::typescript(codes));
        Ok(generated)
    }

    pub(super) async fn test(&self, work: &Work<'_>, ready_file: &Path) -> anyhow::Result<()> {
        self.0.copy(work.workspace)?;
        work.run(self.0.tool("typescript/bin/tsc").arg("--project").arg(&self.0.folder)).await.context("tsc")?;
        let mut tests = Command::new("node");
        tests
            .args(["--test", "--test-reporter=spec", "dist/test/"])
            .current_dir(&self.0.folder)
            .env("SCHEDULING_READY_FILE", ready_file);
        work.run(&mut tests).await.context("the tests of the TypeScript package")
    }
}
