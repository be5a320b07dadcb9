//! Reading the errors of a large published spec, beside parsing all of it into typed structs.
//!
//! Times are those of one process, the best of several rounds taken in turns; the peak of memory is that of a process
//! that does nothing else.

pub mod compile;
pub mod derives;
pub mod graph;
mod project;
mod time;

use std::error::Error;
use std::hint::black_box;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::{Duration, Instant};
use std::{env, fs};

use openapiv3::OpenAPI;

/// Each task is done so many times.
const ROUNDS: usize = 5;

/// A way to read a spec.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Task {
    Errbook,
    JsonToTyped,
    YamlToTyped,
}

impl Task {
    const ALL: [Self; 3] = [Self::Errbook, Self::JsonToTyped, Self::YamlToTyped];

    fn name(self) -> &'static str {
        match self {
            Self::Errbook => "errbook",
            Self::JsonToTyped => "serde_json to openapiv3",
            Self::YamlToTyped => "serde_yaml to openapiv3",
        }
    }

    /// Reads the file at a path, from the disk to the result.
    fn run(self, path: &Path) -> Result<(), Box<dyn Error>> {
        match self {
            Self::Errbook => {
                black_box(errbook_spec::read(path, &errbook_spec::Options::default())?);
            }
            Self::JsonToTyped => {
                black_box(serde_json::from_str::<OpenAPI>(&fs::read_to_string(path)?)?);
            }
            Self::YamlToTyped => {
                black_box(serde_yaml::from_str::<OpenAPI>(&fs::read_to_string(path)?)?);
            }
        }
        Ok(())
    }
}

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
        let task = Task::ALL.into_iter().find(|task| task.name() == name).ok_or("there is no such task")?;
        task.run(Path::new(path))?;
        println!("{}", peak_memory().unwrap_or_default());
        return Ok(());
    }
    let Some([json, yaml]) = large_specs() else {
        println!("the large specs are not at hand: nothing is measured");
        return Ok(());
    };
    println!("reading a spec of {} and {} bytes, {}", size(&json)?, size(&yaml)?, build());
    measure("JSON", &json, [Task::Errbook, Task::JsonToTyped])?;
    measure("YAML", &yaml, [Task::Errbook, Task::YamlToTyped])
}

fn build() -> &'static str {
    if cfg!(debug_assertions) { "unoptimised, as build scripts run" } else { "optimised" }
}

fn size(path: &Path) -> Result<u64, Box<dyn Error>> {
    Ok(fs::metadata(path)?.len())
}

/// Prints the best time of both tasks, their ratio, and the memory of each.
fn measure(form: &str, path: &Path, tasks: [Task; 2]) -> Result<(), Box<dyn Error>> {
    let mut best = [Duration::MAX; 2];
    for _ in 0..ROUNDS {
        for (task, best) in tasks.iter().zip(&mut best) {
            let start = Instant::now();
            task.run(path)?;
            *best = start.elapsed().min(*best);
        }
    }
    for (task, best) in tasks.iter().zip(best) {
        let peak = peak_apart(*task, path)?;
        println!("{form}  {:<24} {:>9.1} ms  {peak:>9}", task.name(), best.as_secs_f64() * 1000.0);
    }
    let [ours, peer] = best;
    println!("{form}  {:.1} times as fast", peer.as_secs_f64() / ours.as_secs_f64());
    Ok(())
}

/// The peak of memory of a process that does one task.
fn peak_apart(task: Task, path: &Path) -> Result<String, Box<dyn Error>> {
    let output = Command::new(env::current_exe()?).args(["peak", task.name()]).arg(path).output()?;
    if !output.status.success() {
        return Err(String::from_utf8_lossy(&output.stderr).into_owned().into());
    }
    let peak = String::from_utf8(output.stdout)?;
    Ok(if peak.trim().is_empty() { "unknown".to_owned() } else { peak.trim().to_owned() })
}

/// The most memory that this process ever had, where the system tells it.
fn peak_memory() -> Option<String> {
    let status = fs::read_to_string("/proc/self/status").ok()?;
    let kilobytes: u64 =
        status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?.trim().strip_suffix("kB")?.trim().parse().ok()?;
    Some(format!("{} MB", kilobytes / 1024))
}
