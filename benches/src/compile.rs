//! What generated code costs its users: the check, and the optimised build, of a crate of generated modules, beside enums of
//! the same codes that derive serde's and strum's traits.
//!
//! Printed is what a code costs as a share of all that its module costs, and what each further code costs: for that, modules
//! of a single code are taken off. What an empty crate takes is taken off everywhere.

mod source;

use std::error::Error;
use std::path::Path;

use crate::project::{ERRBOOK, Package, Project, generated};
use crate::time::{self, Times, measure};

/// Modules of so many codes, and so many of them in a crate, so that a crate takes about a second.
const SIZES: [(u32, u32); 3] = [(10, 20), (200, 4), (2_000, 1)];

/// So many measurements of each.
const CHECKS: usize = 4;

/// Optimised builds take longer.
const BUILDS: usize = 2;

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
    for (size, modules) in SIZES {
        // In the same folder, so that what they depend on is built once.
        let project = packages(&folder.join("compile"), size, modules)?;
        println!("{modules} modules of {size} codes");
        for (what, arguments, rounds) in
            [("check", ["check"].as_slice(), CHECKS), ("optimised build", &["build", "--release"], BUILDS)]
        {
            println!(" {what}");
            let times = measure(NAMES, rounds, |side| {
                time::of(1, || {
                    project.touch(NAMES[side])?;
                    project.cargo(&[arguments, &["--package", NAMES[side]]].concat())
                })
            })?;
            print(&times, size, modules);
        }
    }
    Ok(())
}

/// The packages: codes that no operation has, that all belong to one operation, and that are spread over fifty; one code
/// only; nothing; the same by serde and strum.
const NAMES: [&str; 7] = ["codes", "together", "spread", "one", "nothing", "derived-one", "derived"];

fn packages(folder: &Path, size: u32, modules: u32) -> Result<Project, Box<dyn Error>> {
    let module = |name: &str, codes: u32, operations: u32| {
        let spec = source::spec(codes, operations);
        let text = generated(&folder.join(format!("{name}.json")), &spec)?;
        Ok::<_, Box<dyn Error>>(repeated(modules, &text))
    };
    let texts = [
        module("codes", size, 0)?,
        module("together", size, 1)?,
        module("spread", size, 50)?,
        module("one", 1, 0)?,
        repeated(modules, ""),
        repeated(modules, &source::derived(1)),
        repeated(modules, &source::derived(size)),
    ];
    let packages: Vec<Package<'_>> =
        NAMES.iter().zip(&texts).map(|(name, library)| Package { name, dependencies: &PEERS, library }).collect();
    Project::create(folder, &packages)
}

fn repeated(modules: u32, text: &str) -> String {
    let modules: Vec<String> = (0..modules).map(|number| format!("pub mod api{number} {{\n{text}\n}}\n")).collect();
    format!("#![allow(missing_docs)]\n{}", modules.concat())
}

/// What a code takes, in milliseconds: all of its module, and each further code.
struct Price {
    share: f64,
    further: f64,
}

impl Price {
    fn of(times: &Times, one: &Times, nothing: &Times, size: u32, modules: u32) -> Self {
        let difference = |without: &Times| {
            let [with, without] = [times, without].map(|times| times.least_worked().as_secs_f64());
            (with - without) * 1000.0 / f64::from(modules)
        };
        Self { share: difference(nothing) / f64::from(size), further: difference(one) / f64::from(size - 1) }
    }
}

fn print([codes, together, spread, one, nothing, peer_one, peer]: &[Times; 7], size: u32, modules: u32) {
    let peer = Price::of(peer, peer_one, nothing, size, modules);
    for (name, times) in [("no operation", codes), ("one operation", together), ("fifty operations", spread)] {
        let ours = Price::of(times, one, nothing, size, modules);
        for (what, ours, peer) in
            [("share of the module", ours.share, peer.share), ("a further code", ours.further, peer.further)]
        {
            println!("  {name:<17} {what:<20} {ours:>7.3} ms, serde + strum {peer:>7.3} ms: {:.2} of it", ours / peer);
        }
    }
    println!(
        "  a module with one operation: {:.0} ms",
        Price::of(together, one, nothing, size, modules).share * f64::from(size)
    );
}
