//! A start on an empty folder, what runs then, and what a stop and a removal leave.

use std::{
    fs::{self, Permissions},
    os::unix::fs::{MetadataExt as _, PermissionsExt as _},
    path::Path,
};

use nix::unistd::{Pid, geteuid, getpgid, getpgrp};
use scheduling_devdb::{Binaries, Cluster, Error, Options, Outcome, Purpose};

use crate::support::{lives, open_folder, recorded, silent, sql, start};

#[test]
fn a_first_start_makes_a_cluster_that_has_btree_gist_and_no_port() {
    let root = open_folder();
    let (cluster, steps) = recorded(|progress| {
        Cluster::start(&Options::new(root.path().to_owned(), Purpose::Development, progress)).unwrap()
    });
    assert!(!cluster.was_running());
    let begins: Vec<_> = steps.iter().filter_map(|step| step.split(' ').next()).collect();
    assert_eq!(begins, ["using", "creating", "starting", "PostgreSQL"], "{steps:?}");
    assert_eq!(sql(&cluster, "CREATE EXTENSION btree_gist; SELECT count(*) FROM pg_extension"), "2");
    assert_eq!(sql(&cluster, "SHOW listen_addresses"), "");
    assert_eq!(sql(&cluster, "SHOW fsync"), "on");
    assert_eq!(sql(&cluster, "SHOW max_connections"), "100");
    assert_eq!(sql(&cluster, "SHOW server_encoding"), "UTF8");
    assert!(cluster.binaries_dir().join("initdb").exists());
    assert!(cluster.log().metadata().unwrap().len() > 0);
    assert_eq!(cluster.remove(&silent).unwrap(), Outcome::Stopped);
}

#[test]
fn tests_do_not_wait_for_the_disk_and_settings_win() {
    let root = open_folder();
    let mut options = Options::new(root.path().to_owned(), Purpose::Tests, &silent);
    options.max_connections = 17;
    options.settings =
        vec![("work_mem".to_owned(), "5MB".to_owned()), ("timezone".to_owned(), "Asia/Kolkata".to_owned())];
    let cluster = Cluster::start(&options).unwrap();
    assert_eq!(sql(&cluster, "SHOW fsync"), "off");
    assert_eq!(sql(&cluster, "SHOW max_connections"), "17");
    assert_eq!(sql(&cluster, "SHOW work_mem"), "5MB");
    assert_eq!(sql(&cluster, "SHOW timezone"), "Asia/Kolkata");
}

#[test]
fn nobody_else_can_reach_the_socket_or_the_data() {
    let root = open_folder();
    let cluster = start(root.path(), Purpose::Tests);
    let data = sql(&cluster, "SHOW data_directory");
    for folder in [cluster.socket_dir(), Path::new(&data)] {
        let found = folder.metadata().unwrap();
        assert_eq!(found.mode() & 0o777, 0o700, "{}", folder.display());
        assert_eq!(found.uid() == geteuid().as_raw(), !geteuid().is_root(), "{}", folder.display());
    }
}

/// Ctrl-C reaches every process of the terminal's foreground group.
#[test]
fn the_server_is_not_in_the_starters_process_group() {
    let root = open_folder();
    let cluster = start(root.path(), Purpose::Tests);
    assert_ne!(getpgid(Some(Pid::from_raw(cluster.pid()))).unwrap(), getpgrp());
}

#[test]
fn dropping_a_tests_cluster_stops_it_and_dropping_a_developers_does_not() {
    let root = open_folder();
    let tests = start(root.path(), Purpose::Tests);
    let pid = tests.pid();
    drop(tests);
    assert!(!lives(pid));

    let development = start(root.path(), Purpose::Development);
    let pid = development.pid();
    drop(development);
    assert!(lives(pid));
    let again = start(root.path(), Purpose::Development);
    assert!(again.was_running());
    assert_eq!(again.pid(), pid);
    again.remove(&silent).unwrap();
    assert!(!lives(pid));
}

#[test]
fn data_outlive_a_stop() {
    let root = open_folder();
    let first = start(root.path(), Purpose::Development);
    sql(&first, "CREATE TABLE kept AS SELECT 42 AS answer");
    let (outcome, steps) = recorded(|progress| first.stop(progress).unwrap());
    assert_eq!((outcome, steps.len()), (Outcome::Stopped, 1), "{steps:?}");
    let second = start(root.path(), Purpose::Development);
    assert!(!second.was_running());
    assert_eq!(sql(&second, "SELECT answer FROM kept"), "42");
    second.remove(&silent).unwrap();
}

#[test]
fn a_path_too_long_for_a_socket_gets_one_elsewhere() {
    let parent = open_folder();
    let root = parent.path().join("a".repeat(90)).join("it's, a folder");
    let cluster = start(&root, Purpose::Tests);
    assert!(cluster.socket_dir().starts_with("/tmp"), "{}", cluster.socket_dir().display());
    assert_eq!(sql(&cluster, "SELECT 1"), "1");
    let socket_dir = cluster.socket_dir().to_owned();
    cluster.remove(&silent).unwrap();
    assert!(!socket_dir.exists());
}

/// Such as root's home, when root starts a server that must run as `nobody`.
#[test]
fn a_folder_closed_to_the_servers_account_is_no_obstacle() {
    let root = open_folder();
    fs::set_permissions(root.path(), Permissions::from_mode(0o700)).unwrap();
    let cluster = start(root.path(), Purpose::Tests);
    let data = sql(&cluster, "SHOW data_directory");
    assert_eq!(data.starts_with("/var/lib"), geteuid().is_root(), "{data}");
    cluster.remove(&silent).unwrap();
    assert!(!Path::new(&data).parent().unwrap().join("turn.lock").exists());
    assert_eq!(fs::read_dir(root.path()).unwrap().count(), 0);
}

#[test]
fn data_of_another_version_are_refused_by_name() {
    let root = open_folder();
    let cluster = start(root.path(), Purpose::Tests);
    let programs = cluster.binaries_dir().to_owned();
    let data = sql(&cluster, "SHOW data_directory");
    drop(cluster);
    fs::write(Path::new(&data).join("PG_VERSION"), "14\n").unwrap();
    for binaries in [Binaries::Search, Binaries::Folder(programs)] {
        let mut options = Options::new(root.path().to_owned(), Purpose::Tests, &silent);
        options.binaries = binaries;
        let error = Cluster::start(&options).unwrap_err();
        assert!(
            matches!(&error, Error::VersionMismatch { folder, data: 14, binaries: 15.., .. } if folder == Path::new(&data))
        );
        assert!(error.to_string().contains("PostgreSQL 14") && error.to_string().contains(&data), "{error}");
    }
}

#[test]
fn a_server_that_dies_at_its_start_says_why() {
    let root = open_folder();
    let mut options = Options::new(root.path().to_owned(), Purpose::Tests, &silent);
    options.settings = vec![("work_mem".to_owned(), "plenty".to_owned())];
    let error = Cluster::start(&options).unwrap_err();
    assert!(
        matches!(&error, Error::Died { tail, .. } if tail.contains("work_mem") && tail.contains("plenty")),
        "{error}"
    );
}
