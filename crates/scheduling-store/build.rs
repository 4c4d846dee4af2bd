//! Tells cargo that the migrations are part of the crate: a new file must make it build again.

fn main() {
    println!("cargo:rerun-if-changed=migrations");
}
