//! Several users of one cluster.

use std::{sync::Barrier, thread};

use scheduling_devdb::{Outcome, Purpose};

use crate::support::{lives, open_folder, recorded, silent, sql, start};

#[test]
fn of_starters_at_once_one_starts_and_the_last_to_stop_stops() {
    const STARTERS: usize = 4;
    let root = open_folder();
    let begin = Barrier::new(STARTERS);
    let mut clusters: Vec<_> = thread::scope(|scope| {
        let starters: Vec<_> = (0..STARTERS)
            .map(|_| {
                scope.spawn(|| {
                    begin.wait();
                    start(root.path(), Purpose::Tests)
                })
            })
            .collect();
        starters.into_iter().map(|starter| starter.join().unwrap()).collect()
    });
    let pid = clusters[0].pid();
    assert!(clusters.iter().all(|cluster| cluster.pid() == pid));
    assert_eq!(clusters.iter().filter(|cluster| !cluster.was_running()).count(), 1);
    let last = clusters.pop().unwrap();
    for cluster in clusters {
        assert_eq!(cluster.stop(&silent).unwrap(), Outcome::InUse);
        assert!(lives(pid));
    }
    assert_eq!(last.stop(&silent).unwrap(), Outcome::Stopped);
    assert!(!lives(pid));
}

#[test]
fn a_second_start_reuses_what_runs_without_looking_for_programs() {
    let root = open_folder();
    let first = start(root.path(), Purpose::Tests);
    let (second, steps) = recorded(|progress| {
        let mut options = scheduling_devdb::Options::new(root.path().to_owned(), Purpose::Tests, progress);
        options.binaries = scheduling_devdb::Binaries::Folder("/nonexistent".into());
        scheduling_devdb::Cluster::start(&options).unwrap()
    });
    assert!(second.was_running());
    assert_eq!((second.pid(), second.binaries_dir()), (first.pid(), first.binaries_dir()));
    assert_eq!(steps, [format!("PostgreSQL runs already (process {})", first.pid())]);
    assert_eq!(sql(&second, "SELECT 1"), "1");
}

#[test]
fn a_cluster_in_use_is_not_removed() {
    let root = open_folder();
    let first = start(root.path(), Purpose::Tests);
    let second = start(root.path(), Purpose::Tests);
    assert_eq!(first.remove(&silent).unwrap(), Outcome::InUse);
    assert_eq!(sql(&second, "SELECT 1"), "1");
    assert_eq!(second.remove(&silent).unwrap(), Outcome::Stopped);
    assert_eq!(std::fs::read_dir(root.path()).unwrap().count(), 0);
}
