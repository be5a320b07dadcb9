//! The command among what surrounds it: whoever types, terminals, pipes, disks, builds, cargo.

mod colour;
mod completions;
#[cfg(unix)]
mod depfile;
mod init;
mod many;
mod project;
mod usage;
#[cfg(unix)]
mod writing;
