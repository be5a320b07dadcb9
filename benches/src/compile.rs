//! What generated code costs its users: the check, and the optimised build, of a crate of generated modules, beside enums of
//! the same codes that derive serde's and strum's traits.
//!
//! So that a code is seen at all, each crate has so many modules of one size that they have 2,000 codes together. What
//! modules cost that have a single code is taken off: printed is the price of each further code.

mod source;

use std::error::Error;
use std::path::Path;

use crate::project::{ERRBOOK, Package, Project, generated};
use crate::time::{self, Times, measure};

/// So many codes has each crate.
const CODES: usize = 2_000;

/// So many measurements of each.
const ROUNDS: usize = 5;

const PEERS: [&str; 3] = [
    ERRBOOK,
    "serde = { version = \"1\", features = [\"derive\"] }",
    "strum = { version = \"0.28\", features = [\"derive\"] }",
];

/// Measures in a folder, and prints.
///
/// # Errors
///
/// If a file cannot be written, or a build fails.
pub fn run(folder: &Path) -> Result<(), Box<dyn Error>> {
    for size in [10, 200, CODES] {
        let project = packages(&folder.join(format!("compile-{size}")), size)?;
        let modules = CODES / size;
        println!("{modules} modules of {size} codes");
        for (what, command, rounds) in [("check", "check", ROUNDS), ("release", "build", 2)] {
            println!(" {what}");
            let arguments: &[&str] = if what == "release" { &[command, "--release"] } else { &[command] };
            let times = measure(NAMES, rounds, |side| {
                time::of(1, || {
                    project.touch(NAMES[side])?;
                    project.cargo(&[arguments, &["--package", NAMES[side]]].concat())
                })
            })?;
            print(&times, u32::try_from(CODES - modules)?);
        }
    }
    Ok(())
}

/// The packages: codes that no operation has, that all belong to one operation, and that are spread over fifty; one code
/// only; the same by serde and strum.
const NAMES: [&str; 6] = ["codes", "together", "spread", "one", "strum-one", "strum"];

fn packages(folder: &Path, size: usize) -> Result<Project, Box<dyn Error>> {
    let modules = CODES / size;
    let module = |name: &str, codes: usize, operations: usize| {
        let spec = source::spec(codes, operations);
        let text = generated(&folder.join(format!("{name}.json")), &spec)?;
        Ok::<_, Box<dyn Error>>(repeated(modules, &text))
    };
    let texts = [
        module("codes", size, 0)?,
        module("together", size, 1)?,
        module("spread", size, 50)?,
        module("one", 1, 0)?,
        repeated(modules, &source::derived(1)),
        repeated(modules, &source::derived(size)),
    ];
    let packages: Vec<Package<'_>> =
        NAMES.iter().zip(&texts).map(|(name, library)| Package { name, dependencies: &PEERS, library }).collect();
    Project::create(folder, &packages)
}

fn repeated(modules: usize, text: &str) -> String {
    let modules: Vec<String> = (0..modules).map(|number| format!("pub mod api{number} {{\n{text}\n}}\n")).collect();
    format!("#![allow(missing_docs)]\n{}", modules.concat())
}

/// What each further code takes.
fn print([codes, together, spread, one, peer_one, peer]: &[Times; 6], further: u32) {
    let price = |times: &Times, without: &Times| {
        (times.least_worked().as_secs_f64() - without.least_worked().as_secs_f64()) * 1000.0 / f64::from(further)
    };
    let peer = price(peer, peer_one);
    for (name, times) in [("no operation", codes), ("one operation", together), ("fifty operations", spread)] {
        let ours = price(times, one);
        println!("  a code, {name:<20} {ours:>7.3} ms, serde + strum {peer:.3} ms: {:.2} of it", ours / peer);
    }
}
