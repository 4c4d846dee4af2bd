//! Servers, starters and machines that end without order.

use std::{
    cell::Cell,
    env, fs,
    fs::Permissions,
    io::{BufRead as _, BufReader},
    os::unix::{fs::PermissionsExt as _, process::CommandExt as _},
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
    thread,
};

use nix::unistd::{User, geteuid};
use scheduling_devdb::{Binaries, Cluster, Options, Outcome, Purpose, Step};

use crate::support::{kill_9, lives, open_folder, recorded, silent, sql, start};

#[test]
fn a_killed_server_is_replaced_and_its_data_are_there() {
    let root = open_folder();
    let first = start(root.path(), Purpose::Development);
    sql(&first, "CREATE TABLE kept AS SELECT 42 AS answer");
    let killed = first.pid();
    kill_9(killed);
    let (second, steps) = recorded(|progress| {
        Cluster::start(&Options::new(root.path().to_owned(), Purpose::Development, progress)).unwrap()
    });
    assert!(!second.was_running());
    assert_ne!(second.pid(), killed);
    assert_eq!(sql(&second, "SELECT answer FROM kept"), "42");
    assert!(steps.iter().any(|step| step.contains(&format!("process {killed}) did not stop in order"))), "{steps:?}");
    // The first handle still counts as a user, and its stop ends what runs now.
    assert_eq!(second.stop(&silent).unwrap(), Outcome::InUse);
    first.remove(&silent).unwrap();
}

/// A backend that computes does not notice that its postmaster died: until it ends, no new server may touch the data.
#[test]
fn a_killed_server_is_replaced_only_after_its_children() {
    let root = open_folder();
    let first = start(root.path(), Purpose::Tests);
    let busy = first.connection_string("postgres", "postgres");
    let client = thread::spawn(move || {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
        runtime.block_on(async {
            let (client, connection) = tokio_postgres::connect(&busy, tokio_postgres::NoTls).await.unwrap();
            let connection = tokio::spawn(connection);
            let ended = client.simple_query("SELECT count(*) FROM generate_series(1, 8000000)").await;
            drop(client);
            drop(connection.await.unwrap());
            ended.is_ok()
        })
    });
    let working = "SELECT count(*) FROM pg_stat_activity WHERE query LIKE '%8000000)' AND pid <> pg_backend_pid()";
    while sql(&first, working) == "0" {
        thread::yield_now();
    }
    kill_9(first.pid());
    let second = start(root.path(), Purpose::Tests);
    assert_eq!(sql(&second, "SELECT 1"), "1");
    client.join().unwrap();
}

#[test]
fn a_pid_file_whose_number_is_another_process_now_is_no_obstacle() {
    let root = open_folder();
    let cluster = start(root.path(), Purpose::Tests);
    let pid_file = Path::new(&sql(&cluster, "SHOW data_directory")).join("postmaster.pid");
    let left = fs::read_to_string(&pid_file).unwrap();
    let pid = cluster.pid();
    cluster.stop(&silent).unwrap();

    // Of the server's account, as PostgreSQL itself sees through the numbers of others.
    let mut sleep = Command::new("sleep");
    if geteuid().is_root() {
        let nobody = User::from_name("nobody").unwrap().unwrap();
        sleep.uid(nobody.uid.as_raw()).gid(nobody.gid.as_raw());
    }
    let mut other = sleep.arg("600").current_dir("/").spawn().unwrap();
    fs::write(&pid_file, left.replacen(&pid.to_string(), &other.id().to_string(), 1)).unwrap();
    if let Some(nobody) = geteuid().is_root().then(|| User::from_name("nobody").unwrap().unwrap()) {
        std::os::unix::fs::chown(&pid_file, Some(nobody.uid.as_raw()), Some(nobody.gid.as_raw())).unwrap();
    }

    let cluster = start(root.path(), Purpose::Tests);
    assert!(!cluster.was_running());
    assert!(other.try_wait().unwrap().is_none(), "the innocent process was ended");
    drop(cluster);
    assert!(other.try_wait().unwrap().is_none(), "the innocent process was ended");
    other.kill().unwrap();
    other.wait().unwrap();
}

#[test]
fn an_empty_pid_file_is_no_obstacle() {
    let root = open_folder();
    let cluster = start(root.path(), Purpose::Tests);
    let pid_file = Path::new(&sql(&cluster, "SHOW data_directory")).join("postmaster.pid");
    cluster.stop(&silent).unwrap();
    fs::write(&pid_file, "").unwrap();
    assert_eq!(sql(&start(root.path(), Purpose::Tests), "SELECT 1"), "1");
}

#[test]
fn a_cluster_outlives_its_killed_starter_and_is_taken_over() {
    let root = open_folder();
    let mut starter = example(root.path(), None);
    let mut said = String::new();
    BufReader::new(starter.stdout.take().unwrap()).read_line(&mut said).unwrap();
    starter.kill().unwrap();
    starter.wait().unwrap();

    let cluster = start(root.path(), Purpose::Development);
    assert!(cluster.was_running());
    assert_eq!(said.trim(), cluster.connection_string("postgres", "postgres"));
    assert_eq!(sql(&cluster, "SELECT 1"), "1");
    let pid = cluster.pid();
    assert_eq!(cluster.remove(&silent).unwrap(), Outcome::Stopped);
    assert!(!lives(pid));
}

/// The starter is killed while `initdb` is half way. The next one waits until that `initdb`, which nobody ends, has ended, and
/// begins anew.
#[test]
fn an_interrupted_initdb_is_waited_for_and_done_again() {
    let root = open_folder();
    let slow = SlowInitdb::new();
    let mut starter = example(root.path(), Some(slow.folder.path()));
    slow.wait_until_half_way();
    starter.kill().unwrap();
    starter.wait().unwrap();
    assert!(root.path().join("data.unfinished/half").exists());

    let released = Cell::new(false);
    let progress = |step: &Step<'_>| {
        if matches!(step, Step::Waiting { .. }) {
            slow.release();
            released.set(true);
        }
    };
    let mut options = Options::new(root.path().to_owned(), Purpose::Tests, &progress);
    options.binaries = Binaries::Search;
    let cluster = Cluster::start(&options).unwrap();
    assert!(released.get(), "the second starter did not wait for the first one's initdb");
    assert_eq!(sql(&cluster, "SELECT 1"), "1");
    assert!(!root.path().join("data/half").exists());
    cluster.remove(&silent).unwrap();
}

/// Programs that are the installed ones, but for an `initdb` that stops half way until it is released.
struct SlowInitdb {
    folder: tempfile::TempDir,
}

impl SlowInitdb {
    fn new() -> Self {
        let probe = open_folder();
        let cluster = start(probe.path(), Purpose::Tests);
        let real = cluster.binaries_dir().display();
        let folder = open_folder();
        let here = folder.path().display();
        let script = format!(
            "#!/bin/sh\n[ \"$1\" = --show ] && exec {real}/initdb \"$@\"\n\
             touch \"$2/half\" {here}/half-way\nread _ < {here}/release\n"
        );
        for (name, text) in [("initdb", script), ("postgres", format!("#!/bin/sh\nexec {real}/postgres \"$@\"\n"))] {
            fs::write(folder.path().join(name), text).unwrap();
            fs::set_permissions(folder.path().join(name), Permissions::from_mode(0o755)).unwrap();
        }
        let fifo = Command::new("mkfifo").args(["-m", "666"]).arg(folder.path().join("release")).status().unwrap();
        assert!(fifo.success());
        Self { folder }
    }

    fn wait_until_half_way(&self) {
        while !self.folder.path().join("half-way").exists() {
            thread::yield_now();
        }
    }

    /// Blocks until the script reads.
    fn release(&self) {
        fs::write(self.folder.path().join("release"), "\n").unwrap();
    }
}

/// The crate's example in a process of its own, which can be killed.
fn example(root: &Path, programs: Option<&Path>) -> Child {
    let folder: PathBuf = env::current_exe().unwrap().parent().unwrap().parent().unwrap().join("examples");
    Command::new(folder.join("cluster"))
        .arg(root)
        .args(programs)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .expect("the crate's examples are built together with its tests")
}
