//! Several specs at once.

use std::num::NonZero;
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

use indicatif::{ProgressBar, ProgressStyle};

/// Does the work for each item, as many at a time as there are processors, and gives the results in the order of the
/// items. A terminal on stderr shows how far it is; anything else is shown nothing.
pub(crate) fn each<T: Sync, R: Send>(items: &[T], work: impl Fn(&T) -> R + Sync) -> Vec<R> {
    if let [item] = items {
        return vec![work(item)];
    }
    let workers = thread::available_parallelism().map_or(1, NonZero::get).min(items.len());
    let (next, done) = (AtomicUsize::new(0), Mutex::new(Vec::with_capacity(items.len())));
    let progress = progress(items.len());
    thread::scope(|scope| {
        for _ in 0..workers {
            scope.spawn(|| {
                while let Some((index, item)) = take(items, &next) {
                    let result = work(item);
                    progress.inc(1);
                    done.lock().expect("nobody panics while holding it").push((index, result));
                }
            });
        }
    });
    progress.finish_and_clear();
    let mut done = done.into_inner().expect("nobody panics while holding it");
    done.sort_unstable_by_key(|(index, _)| *index);
    done.into_iter().map(|(_, result)| result).collect()
}

/// The next item that no other worker has.
fn take<'i, T>(items: &'i [T], next: &AtomicUsize) -> Option<(usize, &'i T)> {
    let index = next.fetch_add(1, Ordering::Relaxed);
    items.get(index).map(|item| (index, item))
}

/// It draws on stderr, and hides by itself where that is no terminal.
fn progress(length: usize) -> ProgressBar {
    let style = ProgressStyle::with_template("reading specs {bar:40} {pos}/{len}");
    ProgressBar::new(length.try_into().unwrap_or(u64::MAX)).with_style(style.expect("the template is well-formed"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn results_are_in_the_order_of_the_items() {
        for length in [0, 1, 2, 1_000] {
            let items: Vec<usize> = (0..length).collect();
            // The earlier an item, the longer its work.
            let results = each(&items, |item| {
                let rounds = (length - item) % 7;
                (0..rounds * 100).fold(*item, |sum, _| std::hint::black_box(sum))
            });
            assert_eq!(results, items);
        }
    }
}
