//! Finding a code by its text, in random order, hits and misses, beside what people use for that.

use std::hint::black_box;
use std::str::FromStr as _;

use rustc_hash::FxHashMap;

use crate::paired::nanoseconds;

/// Measures and prints, for each number of codes.
pub(super) fn lookup() {
    println!("finding one of N codes by its text, ns: hits, then misses");
    println!(
        "{:>6}  {:>12} {:>12} {:>12} {:>12} {:>12}  best peer / errbook",
        "N", "errbook", "match", "phf", "FxHashMap", "strum"
    );
    of_11();
    of_50();
    of_250();
    of_2000();
}

/// Keeps the compiler from passing over what finds it.
fn found<T>(found: T) {
    black_box(found);
}

/// An order without a pattern, the same in each run.
fn shuffled(count: usize) -> Vec<usize> {
    let mut order: Vec<usize> = (0..count).collect();
    let mut state = 0x9e37_79b9_7f4a_7c15_u64;
    for last in (1..count).rev() {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        order.swap(last, usize::try_from(state % (last as u64 + 1)).unwrap_or(0));
    }
    order
}

/// Texts of the same lengths and beginnings that are no codes.
fn misses(texts: &[String]) -> Vec<String> {
    let miss = |text: &String| {
        let mut bytes: Vec<char> = text.chars().collect();
        let at = bytes.len() / 2;
        bytes[at] = if bytes[at] == 'Q' { 'Z' } else { 'Q' };
        bytes.into_iter().collect()
    };
    texts.iter().map(miss).collect()
}

fn print(count: usize, [hits, misses]: [[f64; 5]; 2]) {
    for times in [hits, misses] {
        let [ours, peers @ ..] = times;
        let best = peers.iter().copied().fold(f64::INFINITY, f64::min);
        let cells: Vec<String> = times.iter().map(|time| format!("{time:>12.1}")).collect();
        println!("{count:>6}  {}  {:.2}", cells.join(" "), best / ours);
    }
}

macro_rules! lookup {
    ($name:ident, $count:literal, $errors:literal, $peers:literal) => {
        fn $name() {
            mod errors {
                errbook::include_errors!($errors);
            }
            #[allow(clippy::too_many_lines, clippy::unreadable_literal)] // Made by others, or for them.
            mod peers {
                include!(concat!(env!("OUT_DIR"), $peers));
            }
            // More texts than codes where there are few, so that no branch predictor learns their order.
            let all: Vec<&str> = errors::ErrorCode::ALL.iter().map(|code| code.as_str()).collect();
            let hits: Vec<String> = shuffled(all.len() * 4_000_usize.div_ceil(all.len()))
                .iter()
                .map(|at| all[at % all.len()].to_owned())
                .collect();
            let misses = misses(&hits);
            let map: FxHashMap<&str, u16> = all
                .iter()
                .enumerate()
                .map(|(position, code)| (*code, u16::try_from(position).unwrap_or(u16::MAX)))
                .collect();
            let measure = |texts: &[String]| {
                let each = |find: &mut dyn FnMut(&str)| texts.iter().for_each(|text| find(black_box(text)));
                let times = nanoseconds([
                    &mut || each(&mut |text| found(<errors::ErrorCode as errbook::ErrorCode>::from_wire(text))),
                    &mut || each(&mut |text| found(peers::matched(text))),
                    &mut || each(&mut |text| found(peers::PHF.get(text))),
                    &mut || each(&mut |text| found(map.get(text))),
                    &mut || each(&mut |text| found(peers::Strum::from_str(text))),
                ]);
                #[expect(clippy::cast_precision_loss, reason = "a few thousand")]
                times.map(|time| time / texts.len() as f64)
            };
            print($count, [measure(&hits), measure(&misses)]);
            let codes: Vec<errors::ErrorCode> =
                shuffled(4_000).iter().map(|at| errors::ErrorCode::ALL[at % $count]).collect();
            let [back] = nanoseconds([&mut || codes.iter().for_each(|code| found(black_box(*code).as_str()))]);
            println!("{:>6}  {:>12.1} the other way, from a code to its text", $count, back / 4_000.0);
        }
    };
}

lookup!(of_11, 11, "codes_11", "/peers_11.rs");
lookup!(of_50, 50, "codes_50", "/peers_50.rs");
lookup!(of_250, 250, "codes_250", "/peers_250.rs");
lookup!(of_2000, 2_000, "codes_2000", "/peers_2000.rs");
