//! What derives cost their users: the check of a crate that uses them, beside the same crate with thiserror alone, and
//! the first build of the feature `derive`, beside that of thiserror.
//!
//! The two are built in turns. Printed is the time that processors worked for cargo and all that it started, and the time
//! that passed, the least and the median of each.

mod project;
mod source;
mod time;

use std::error::Error;
use std::path::Path;

use project::Project;
use time::Times;

/// Each crate is checked so many times for a measurement, since the system tells times in hundredths of a second.
const CHECKS: u32 = 4;

/// So many measurements of checks.
const ROUNDS: usize = 7;

/// First builds take long.
const FIRST_BUILDS: usize = 3;

/// Measures in a folder, and prints.
///
/// # Errors
///
/// If a file cannot be written, or a build fails.
pub fn run(folder: &Path) -> Result<(), Box<dyn Error>> {
    for codes in [200, 2_000] {
        let project = Project::create(&folder.join(format!("derives-{codes}")), codes)?;
        let (enums, variants) = (source::ENUMS, source::VARIANTS);
        println!(
            "checking {enums} enums of {variants} variants, in an API of {codes} codes and {} operations",
            source::ENUMS
        );
        measure(["errbook + thiserror", "thiserror"], ROUNDS, |side| {
            let package = ["derived", "plain"][side];
            time::of(CHECKS, || {
                project.touch(package)?;
                project.check(package)
            })
        })?;
    }
    println!("building for the first time");
    let folder = folder.join("derives-first");
    let features = [["derive"].as_slice(), &["thiserror"]];
    measure(["errbook with `derive`", "errbook without, thiserror"], FIRST_BUILDS, |side| {
        let project = Project::with_dependencies(&folder.join(["errbook", "thiserror"][side]), features[side])?;
        time::of(1, || project.build())
    })
}

/// Prints the times of both, and their ratio.
fn measure(
    names: [&str; 2],
    rounds: usize,
    mut once: impl FnMut(usize) -> Result<time::Spent, Box<dyn Error>>,
) -> Result<(), Box<dyn Error>> {
    let mut times = [Times::default(), Times::default()];
    for side in [0, 1] {
        once(side)?;
    }
    for _ in 0..rounds {
        for (side, times) in times.iter_mut().enumerate() {
            times.add(once(side)?);
        }
    }
    for (name, times) in names.iter().zip(&times) {
        println!("  {name:<28} {times}");
    }
    let [ours, peer] = &times;
    println!("  {:<28} {}", "ratio", ours.ratio(peer));
    Ok(())
}
