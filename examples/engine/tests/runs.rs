//! The example runs against a database of its own.

use scheduling_testkit::db::TestDb;
use tokio::process::Command;

#[tokio::test]
async fn the_example_books_is_refused_and_cancels() {
    let db = TestDb::create().await;
    let mut example = Command::new(env!("CARGO_BIN_EXE_example-engine"));
    let output = example.env("DATABASE_URL", db.app_url()).output().await.unwrap();
    assert!(output.status.success(), "{output:?}");
    let printed = String::from_utf8(output.stdout).unwrap();
    for line in ["free, the first one at", "booked: Introduction", "wanted again: ", "now: cancelled"] {
        assert!(printed.contains(line), "no {line:?} in\n{printed}");
    }
}
