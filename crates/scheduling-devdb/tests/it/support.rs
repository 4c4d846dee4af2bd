//! What the tests share: folders, recorded steps, SQL, processes.

use std::{
    cell::RefCell,
    fs::{self, Permissions},
    os::unix::fs::PermissionsExt as _,
    path::Path,
};

use nix::{
    sys::signal::{Signal, kill},
    unistd::Pid,
};
use scheduling_devdb::{Cluster, Options, Purpose, Step};
use tempfile::TempDir;
use tokio_postgres::NoTls;

/// A folder that everybody may enter and write to, as the server may run as another user than the tests.
pub(crate) fn open_folder() -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    fs::set_permissions(folder.path(), Permissions::from_mode(0o777)).unwrap();
    folder
}

pub(crate) fn silent(_: &Step<'_>) {}

pub(crate) fn start(root: &Path, purpose: Purpose) -> Cluster {
    Cluster::start(&Options::new(root.to_owned(), purpose, &silent)).unwrap()
}

/// What a start said, and how it ended.
pub(crate) fn recorded<T>(run: impl FnOnce(&dyn Fn(&Step<'_>)) -> T) -> (T, Vec<String>) {
    let steps = RefCell::new(Vec::new());
    let result = run(&|step| steps.borrow_mut().push(step.to_string()));
    (result, steps.into_inner())
}

/// The first column of the last row that the statements return, as text.
pub(crate) fn sql(cluster: &Cluster, statements: &str) -> String {
    let connect = cluster.connection_string("postgres", "postgres");
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    runtime.block_on(async {
        let (client, connection) = tokio_postgres::connect(&connect, NoTls).await.unwrap();
        let connection = tokio::spawn(connection);
        let messages = client.simple_query(statements).await.unwrap();
        drop(client);
        connection.await.unwrap().unwrap();
        let rows = messages.iter().filter_map(|message| match message {
            tokio_postgres::SimpleQueryMessage::Row(row) => row.get(0),
            _ => None,
        });
        rows.last().unwrap_or_default().to_owned()
    })
}

pub(crate) fn kill_9(pid: i32) {
    kill(Pid::from_raw(pid), Signal::SIGKILL).unwrap();
}

/// Whether a process is there, and does not just wait to be collected by a parent that is none of ours.
pub(crate) fn lives(pid: i32) -> bool {
    let zombie = fs::read(format!("/proc/{pid}/cmdline")).is_ok_and(|arguments| arguments.is_empty());
    kill(Pid::from_raw(pid), None).is_ok() && !zombie
}
