//! Generating the errors of a large published spec, from the file on the disk to the text of the module, beside parsing all of
//! the spec into typed structs, and beside passing over it; and how time and memory grow with specs and codes.
//!
//! Times are those of one process, the best of several rounds taken in turns; the peak of memory is that of a process
//! that does nothing else, less the file and what a process takes that does nothing at all.

mod growth;
mod task;

use std::error::Error;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};
use std::{env, fs};

use task::Task;

/// Each task is done so many times.
const ROUNDS: usize = 7;

/// The large specs, where they are at hand: JSON, then YAML, of the same content.
pub fn large_specs() -> Option<[PathBuf; 2]> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../shared/corpus/big");
    let specs = ["github.json", "github.yaml"].map(|name| folder.join(name));
    specs.iter().all(|spec| spec.is_file()).then_some(specs)
}

/// Measures and prints; or, as a process of its own, does the one task that the arguments name.
///
/// # Errors
///
/// If a spec cannot be read, or the process cannot be started again.
pub fn run() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = env::args().skip(1).collect();
    if let [word, name, path] = arguments.as_slice()
        && word == "peak"
    {
        return task::report(name, Path::new(path));
    }
    println!("{}", if cfg!(debug_assertions) { "unoptimised, as build scripts run" } else { "optimised" });
    if let Some([json, yaml]) = large_specs() {
        measure("YAML", &yaml, &[Task::Generate, Task::Read, Task::YamlToTyped])?;
        measure("JSON", &json, &[Task::Generate, Task::Read, Task::JsonToNothing, Task::JsonToTyped])?;
    } else {
        println!("the large specs are not at hand: only growth is measured");
    }
    growth::measure()
}

/// Prints the best time of each task, the memory, and how many times as long the others take as the first.
fn measure(form: &str, path: &Path, tasks: &[Task]) -> Result<(), Box<dyn Error>> {
    let mut best = vec![Duration::MAX; tasks.len()];
    for _ in 0..ROUNDS {
        for (task, best) in tasks.iter().zip(&mut best) {
            let start = Instant::now();
            task.run(path)?;
            *best = start.elapsed().min(*best);
        }
    }
    println!("{form}, {} bytes", fs::metadata(path)?.len());
    let ours = best[0].as_secs_f64();
    for (task, best) in tasks.iter().zip(best) {
        let (name, milliseconds) = (task.name(), best.as_secs_f64() * 1e3);
        let (peak, ratio) = (task::peak_apart(*task, path)?.memory, best.as_secs_f64() / ours);
        println!("  {name:<26} {milliseconds:>9.1} ms  {ratio:>6.2}  {peak:>6.1} MiB beside the file");
    }
    Ok(())
}
