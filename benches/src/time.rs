//! Time that passes, and time that processors work for processes which this one starts.

use std::error::Error;
use std::fmt;
use std::fs;
use std::time::{Duration, Instant};

/// What something took.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Spent {
    /// By the clock.
    passed: Duration,
    /// By processors; nothing where the system does not tell.
    worked: Option<Duration>,
}

/// What the same thing took each time.
#[derive(Debug, Default)]
pub(crate) struct Times(Vec<Spent>);

/// Measures something that is done several times, which all take equally long.
pub(crate) fn of(count: u32, mut once: impl FnMut() -> Result<(), Box<dyn Error>>) -> Result<Spent, Box<dyn Error>> {
    let (before, start) = (worked(), Instant::now());
    for _ in 0..count {
        once()?;
    }
    let passed = start.elapsed() / count;
    let worked = worked().zip(before).map(|(after, before)| after.saturating_sub(before) / count);
    Ok(Spent { passed, worked })
}

/// The time that processors have worked so far for processes that this one has waited for.
fn worked() -> Option<Duration> {
    /// Linux tells times in this unit.
    const TICK: Duration = Duration::from_millis(10);
    let stat = fs::read_to_string("/proc/self/stat").ok()?;
    // The name of the program, in parentheses, may contain anything; the fourteenth and fifteenth field behind it are
    // user and system time of children.
    let (_, fields) = stat.rsplit_once(')')?;
    let mut fields = fields.split_whitespace().skip(13).map(str::parse::<u32>);
    let (user, system) = (fields.next()?.ok()?, fields.next()?.ok()?);
    Some(TICK * (user + system))
}

/// Measures several things in turns, once beforehand, and prints the times of each, and its ratio to the last.
pub(crate) fn measure<const N: usize>(
    names: [&str; N],
    rounds: usize,
    mut once: impl FnMut(usize) -> Result<Spent, Box<dyn Error>>,
) -> Result<[Times; N], Box<dyn Error>> {
    let mut times = std::array::from_fn(|_| Times::default());
    for side in 0..N {
        once(side)?;
    }
    for _ in 0..rounds {
        for (side, times) in times.iter_mut().enumerate() {
            times.add(once(side)?);
        }
    }
    for (name, own) in names.iter().zip(&times) {
        println!("  {name:<28} {own}");
    }
    let [others @ .., peer] = times.as_slice() else { return Ok(times) };
    for (name, own) in names.iter().zip(others) {
        println!("  {:<28} {}", format!("ratio of {name}"), own.ratio(peer));
    }
    Ok(times)
}

impl Times {
    pub(crate) fn add(&mut self, spent: Spent) {
        self.0.push(spent);
    }

    /// The least time that processors worked.
    pub(crate) fn least_worked(&self) -> Duration {
        self.worked().least
    }

    fn worked(&self) -> Statistics {
        Statistics::of(self.0.iter().filter_map(|spent| spent.worked))
    }

    fn passed(&self) -> Statistics {
        Statistics::of(self.0.iter().map(|spent| spent.passed))
    }

    /// How many times as long as another.
    pub(crate) fn ratio(&self, peer: &Self) -> String {
        let (worked, passed) = (self.worked().ratio(&peer.worked()), self.passed().ratio(&peer.passed()));
        format!("worked {worked}, passed {passed}")
    }
}

impl fmt::Display for Times {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "worked {}, passed {}", self.worked(), self.passed())
    }
}

struct Statistics {
    least: Duration,
    median: Duration,
}

impl Statistics {
    fn of(times: impl Iterator<Item = Duration>) -> Self {
        let mut times: Vec<Duration> = times.collect();
        times.sort_unstable();
        let at = |position: usize| times.get(position).copied().unwrap_or_default();
        Self { least: at(0), median: at(times.len() / 2) }
    }

    fn ratio(&self, peer: &Self) -> String {
        let ratio = |one: Duration, other: Duration| one.as_secs_f64() / other.as_secs_f64();
        format!("{:.2} (median {:.2})", ratio(self.least, peer.least), ratio(self.median, peer.median))
    }
}

impl fmt::Display for Statistics {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let milliseconds = |time: Duration| time.as_secs_f64() * 1000.0;
        let (least, median) = (milliseconds(self.least), milliseconds(self.median));
        write!(formatter, "{least:>7.0} ms (median {median:>7.0})")
    }
}
