//! The ways to read a spec, and what each takes in a process of its own.

use std::error::Error;
use std::hint::black_box;
use std::path::Path;
use std::process::Command;
use std::time::Instant;
use std::{env, fs};

use openapiv3::OpenAPI;
use serde::de::IgnoredAny;

/// A way to read a spec.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Task {
    Generate,
    Read,
    JsonToNothing,
    JsonToTyped,
    YamlToTyped,
    Nothing,
}

impl Task {
    const ALL: [Self; 6] =
        [Self::Generate, Self::Read, Self::JsonToNothing, Self::JsonToTyped, Self::YamlToTyped, Self::Nothing];

    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Generate => "errbook, to Rust",
            Self::Read => "errbook, to the catalog",
            Self::JsonToNothing => "serde_json to IgnoredAny",
            Self::JsonToTyped => "serde_json to openapiv3",
            Self::YamlToTyped => "serde_yaml to openapiv3",
            Self::Nothing => "nothing",
        }
    }

    /// Reads the file at a path, from the disk to the result.
    pub(super) fn run(self, path: &Path) -> Result<(), Box<dyn Error>> {
        match self {
            Self::Generate => {
                // Published specs seldom say the status of each code, which services need.
                black_box(errbook_build::configure().client_only().generate(path)?.text());
            }
            Self::Read => {
                black_box(errbook_spec::read(path, &errbook_spec::Options::default())?);
            }
            Self::JsonToNothing => {
                black_box(serde_json::from_str::<IgnoredAny>(&fs::read_to_string(path)?)?);
            }
            Self::JsonToTyped => {
                black_box(serde_json::from_str::<OpenAPI>(&fs::read_to_string(path)?)?);
            }
            Self::YamlToTyped => {
                black_box(serde_yaml::from_str::<OpenAPI>(&fs::read_to_string(path)?)?);
            }
            Self::Nothing => {}
        }
        Ok(())
    }
}

/// Does a task that is named, once, and prints the milliseconds and the peak of memory in kibibytes.
pub(super) fn report(name: &str, path: &Path) -> Result<(), Box<dyn Error>> {
    let task = Task::ALL.into_iter().find(|task| task.name() == name).ok_or("there is no such task")?;
    let start = Instant::now();
    task.run(path)?;
    println!("{} {}", start.elapsed().as_secs_f64() * 1e3, peak_memory().unwrap_or_default());
    Ok(())
}

/// What a process took that did one task.
#[derive(Debug, Clone, Copy)]
pub(super) struct Taken {
    pub(super) milliseconds: f64,
    /// In MiB, less the file and what a process takes that does nothing; 0 where the system does not tell.
    pub(super) memory: f64,
}

/// Does a task in a process of its own.
pub(super) fn peak_apart(task: Task, path: &Path) -> Result<Taken, Box<dyn Error>> {
    let (milliseconds, peak) = apart(task, path)?;
    let (_, nothing) = apart(Task::Nothing, path)?;
    #[expect(clippy::cast_precision_loss, reason = "no file has 2^52 bytes")]
    let file = fs::metadata(path)?.len() as f64 / 1024.0;
    Ok(Taken { milliseconds, memory: (peak - nothing - file).max(0.0) / 1024.0 })
}

fn apart(task: Task, path: &Path) -> Result<(f64, f64), Box<dyn Error>> {
    let output = Command::new(env::current_exe()?).args(["peak", task.name()]).arg(path).output()?;
    if !output.status.success() {
        return Err(String::from_utf8_lossy(&output.stderr).into_owned().into());
    }
    let text = String::from_utf8(output.stdout)?;
    let (milliseconds, peak) = text.trim().split_once(' ').ok_or("the process says nothing")?;
    Ok((milliseconds.parse()?, peak.parse()?))
}

/// The most memory that this process ever had, in KiB, where the system tells it.
fn peak_memory() -> Option<u64> {
    let status = fs::read_to_string("/proc/self/status").ok()?;
    status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?.trim().strip_suffix("kB")?.trim().parse().ok()
}
