//! Runs a private PostgreSQL in a folder until the end of standard input:
//! `cargo run -p scheduling-devdb --example cluster -- FOLDER [FOLDER-OF-PROGRAMS]`.

use std::{env, error::Error, io, path::PathBuf};

use scheduling_devdb::{Binaries, Cluster, Options, Purpose, terminal};

fn main() -> Result<(), Box<dyn Error>> {
    let mut arguments = env::args_os().skip(1).map(PathBuf::from);
    let data_root = arguments.next().ok_or("which folder?")?;
    let progress = terminal();
    let mut options = Options::new(data_root, Purpose::Development, &progress);
    options.binaries = arguments.next().map_or(Binaries::Search, Binaries::Folder);

    let cluster = Cluster::start(&options)?;
    println!("{}", cluster.connection_string("postgres", "postgres"));
    io::copy(&mut io::stdin(), &mut io::sink())?;
    cluster.stop(&progress)?;
    Ok(())
}
