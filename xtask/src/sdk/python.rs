//! The Python package: openapi-python-client writes its operations and models; mypy checks it, unittest tests it as it is
//! installed. Its tools are in a virtual environment in the target folder.

use std::{
    env,
    ffi::OsString,
    fs,
    path::{Path, PathBuf},
};

use anyhow::{Context as _, bail};
use tokio::process::Command;

use super::{DOCUMENT, Generated, Work, codes, install_once, remove_folder};
use crate::run::Exit;

const PACKAGE: &str = "sdk/python";
const SOURCES: &str = "sdk/python/src/scheduling_client";

pub(super) struct Python {
    environment: PathBuf,
}

impl Python {
    /// Installs what the lock file names.
    pub(super) async fn prepare(work: &Work<'_>) -> anyhow::Result<Self> {
        let environment = work.folder.join("python");
        let lock = work.workspace.root.join(PACKAGE).join("requirements.lock");
        let pins = fs::read(&lock).with_context(|| format!("{PACKAGE} has no requirements.lock"))?;
        let python = Self { environment };
        install_once(&python.environment, &pins, async {
            println!("installing the tools of {PACKAGE} from PyPI into {}", python.environment.display());
            let mut create = Command::new("python3");
            let created = work.run(create.args(["-m", "venv", "--clear"]).arg(&python.environment)).await;
            if created.as_ref().is_err_and(|error| error.downcast_ref::<Exit>().is_some()) {
                bail!(
                    "python3 cannot make a virtual environment; Debian and Ubuntu keep that in the package python3-venv"
                );
            }
            created?;
            let mut pip = python.pip();
            work.run(pip.args(["--require-hashes", "--only-binary", ":all:", "--requirement"]).arg(&lock)).await
        })
        .await?;
        Ok(python)
    }

    pub(super) async fn generate(&self, work: &Work<'_>, codes: &[String]) -> anyhow::Result<Generated> {
        let output = work.folder.join("generated");
        remove_folder(&output)?;
        let mut generator = self.tool("openapi-python-client")?;
        generator.args(["generate", "--meta", "none", "--fail-on-warning", "--path"]);
        generator.arg(work.workspace.root.join(DOCUMENT)).arg("--output-path").arg(&output);
        generator.arg("--config").arg(work.workspace.root.join(PACKAGE).join("generator.yml"));
        work.run(&mut generator).await.context("openapi-python-client")?;
        let mut generated = Generated::default();
        generated.add_folder(&output, &format!("{SOURCES}/generated"))?;
        generated.add(format!("{SOURCES}/codes.py"), codes::python(codes));
        Ok(generated)
    }

    pub(super) async fn test(&self, work: &Work<'_>, ready_file: &Path) -> anyhow::Result<()> {
        let package = work.workspace.root.join(PACKAGE);
        let mut install = self.pip();
        install.args(["--no-deps", "--no-build-isolation", "--force-reinstall"]).arg(&package);
        work.run(&mut install).await.context("installing the package")?;
        let mut types = self.tool("mypy")?;
        types.arg("--cache-dir").arg(work.folder.join("mypy")).args(["src", "tests"]).current_dir(&package);
        work.run(&mut types).await.context("mypy")?;
        let mut tests = self.tool("python")?;
        tests.args(["-W", "error", "-m", "unittest", "discover", "--start-directory"]).arg(package.join("tests"));
        tests.env("SCHEDULING_READY_FILE", ready_file).current_dir(work.folder);
        work.run(&mut tests).await.context("the tests of the Python package")
    }

    fn pip(&self) -> Command {
        let mut pip = Command::new(self.environment.join("bin/python"));
        pip.args(["-m", "pip", "install", "--quiet", "--no-cache-dir", "--disable-pip-version-check"]);
        pip
    }

    /// A program of the environment, which finds the others of it. No caches are left in the sources.
    fn tool(&self, name: &str) -> anyhow::Result<Command> {
        let programs = self.environment.join("bin");
        let path: OsString = env::var_os("PATH").unwrap_or_default();
        let path = env::join_paths([programs.clone()].into_iter().chain(env::split_paths(&path)))?;
        let mut command = Command::new(programs.join(name));
        command.env("PATH", path).env("PYTHONDONTWRITEBYTECODE", "1").env("RUFF_NO_CACHE", "true");
        Ok(command)
    }
}
