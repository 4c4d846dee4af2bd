//! The example runs, and prints what its comments say.

use std::process::Command;

#[test]
fn the_example_lists_verifies_and_refuses() {
    let output = Command::new(env!("CARGO_BIN_EXE_example-core")).output().unwrap();
    assert!(output.status.success(), "{output:?}");
    let printed = String::from_utf8(output.stdout).unwrap();
    let lines: Vec<&str> = printed.lines().collect();
    assert_eq!(lines.first().copied(), Some("2026-03-16T09:00:00Z to 2026-03-16T09:30:00Z"));
    assert!(!printed.contains("2026-03-17T1"), "nothing on Ada's day off\n{printed}");
    assert!(lines.contains(&"verified: 2026-03-16T09:00:00Z"), "{printed}");
    assert!(lines.last().unwrap().starts_with("refused: "), "{printed}");
}
