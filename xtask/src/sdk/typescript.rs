//! The TypeScript package: openapi-typescript writes its types; tsc and node check and test it. A copy of the package in the
//! target folder is worked on, so that nothing is installed or built in the sources.

use std::{
    fs,
    path::{Path, PathBuf},
};

use anyhow::Context as _;
use tokio::process::Command;

use super::{DOCUMENT, Generated, Work, codes, install_once, remove_folder};

const PACKAGE: &str = "sdk/typescript";

pub(super) struct TypeScript {
    /// The copy.
    folder: PathBuf,
}

impl TypeScript {
    /// Installs what the lock file names.
    pub(super) async fn prepare(work: &Work<'_>) -> anyhow::Result<Self> {
        let package = Self { folder: work.folder.join("typescript") };
        package.copy(work)?;
        let pins =
            fs::read(package.folder.join("package-lock.json")).context("the package has no package-lock.json")?;
        let mut npm = Command::new("npm");
        npm.args(["ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error", "--cache"]);
        npm.arg(work.folder.join("npm")).current_dir(&package.folder);
        install_once(&package.folder, &pins, async {
            println!("installing the tools of {PACKAGE} from the npm registry into {}", package.folder.display());
            work.run(&mut npm).await.context("npm ci")
        })
        .await?;
        Ok(package)
    }

    pub(super) async fn generate(&self, work: &Work<'_>, codes: &[String]) -> anyhow::Result<Generated> {
        let schema = self.folder.join("generated.ts");
        let mut generator = self.tool("openapi-typescript/bin/cli.js");
        generator.arg(work.workspace.root.join(DOCUMENT)).arg("--output").arg(&schema);
        work.run(&mut generator).await.context("openapi-typescript")?;
        let mut generated = Generated::default();
        let types = fs::read_to_string(&schema).context("openapi-typescript wrote nothing")?;
        generated.add(format!("{PACKAGE}/src/schema.ts"), types);
        generated.add(format!("{PACKAGE}/src/codes.ts"), codes::typescript(codes));
        Ok(generated)
    }

    pub(super) async fn test(&self, work: &Work<'_>, ready_file: &Path) -> anyhow::Result<()> {
        self.copy(work)?;
        work.run(self.tool("typescript/bin/tsc").arg("--project").arg(&self.folder)).await.context("tsc")?;
        let mut tests = Command::new("node");
        tests
            .args(["--test", "--test-reporter=spec", "dist/test/"])
            .current_dir(&self.folder)
            .env("SCHEDULING_READY_FILE", ready_file);
        work.run(&mut tests).await.context("the tests of the TypeScript package")
    }

    /// Brings the copy to what the sources are now.
    fn copy(&self, work: &Work<'_>) -> anyhow::Result<()> {
        for folder in ["src", "test", "dist"] {
            remove_folder(&self.folder.join(folder))?;
        }
        for file in work.workspace.files()? {
            let Ok(inside) = file.strip_prefix(PACKAGE) else { continue };
            let copy = self.folder.join(inside);
            fs::create_dir_all(copy.parent().unwrap_or(&self.folder))
                .and_then(|()| fs::copy(work.workspace.root.join(&file), &copy))
                .with_context(|| format!("cannot copy {}", file.display()))?;
        }
        Ok(())
    }

    /// A program of an installed package.
    fn tool(&self, script: &str) -> Command {
        let mut command = Command::new("node");
        command.arg(self.folder.join("node_modules").join(script)).current_dir(&self.folder);
        command
    }
}
