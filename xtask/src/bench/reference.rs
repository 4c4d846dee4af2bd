//! The process with the static handlers, which is an example of this package so that nothing else builds it.

use std::{net::SocketAddr, path::Path, process::Stdio};

use anyhow::Context as _;
use tokio::{
    io::{AsyncBufReadExt as _, BufReader},
    process::{Child, Command},
};

use crate::workspace::Workspace;

/// It ends when it is dropped.
pub(super) struct Reference {
    pub(super) address: SocketAddr,
    _process: Child,
}

impl Reference {
    /// Starts it; it answers `/static` with the content of a file.
    pub(super) async fn start(workspace: &Workspace, body: &Path) -> anyhow::Result<Self> {
        let mut command = Command::new(workspace.in_target("release/examples/reference"));
        command.arg(body).stdin(Stdio::null()).stdout(Stdio::piped()).kill_on_drop(true);
        let mut process = command.spawn().context("cannot run the static handlers")?;
        let output = process.stdout.take().context("its output is piped")?;
        let mut line = String::new();
        BufReader::new(output).read_line(&mut line).await?;
        let address = line.trim().parse().with_context(|| format!("the static handlers printed {line:?}"))?;
        Ok(Self { address, _process: process })
    }
}
