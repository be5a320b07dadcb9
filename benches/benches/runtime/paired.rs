//! Two ways to do one thing, measured in turns within one process.

use std::hint::black_box;
use std::time::{Duration, Instant};

/// Each way is measured so many times.
const ROUNDS: usize = 40;
/// A measurement takes about so long, which is far longer than reading the clock.
const SPAN: Duration = Duration::from_millis(4);

/// The least time that one call of each way takes, in nanoseconds.
pub(crate) fn nanoseconds<const N: usize>(ways: [&mut dyn FnMut(); N]) -> [f64; N] {
    let mut ways = ways.map(|way| (calls(way), way));
    let mut best = [f64::INFINITY; N];
    for _ in 0..ROUNDS {
        for ((calls, way), best) in ways.iter_mut().zip(&mut best) {
            let time = time(way, *calls).as_secs_f64() * 1e9 / f64::from(*calls);
            *best = best.min(time);
        }
    }
    best
}

/// How many calls take a span.
fn calls(way: &mut dyn FnMut()) -> u32 {
    let mut calls = 1;
    while time(way, calls) < SPAN && calls < 1 << 30 {
        calls *= 2;
    }
    calls
}

fn time(way: &mut dyn FnMut(), calls: u32) -> Duration {
    let start = Instant::now();
    for _ in 0..calls {
        black_box(&mut *way)();
    }
    start.elapsed()
}
