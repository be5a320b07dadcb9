//! Waits between tries, counted down where somebody looks on.

use std::time::Duration;

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use tokio::time::{Instant, sleep};

/// A shorter wait is over before anybody wonders.
const LONG: Duration = Duration::from_secs(3);
const STEP: Duration = Duration::from_millis(250);
const TEMPLATE: &str = "Trying again in {pos} s {bar:30}";

/// Waits. A long wait is counted down on stderr, if that is a terminal.
pub async fn wait(wait: Duration) {
    if wait < LONG {
        return sleep(wait).await;
    }
    // This target draws nothing where there is no terminal.
    let bar = ProgressBar::with_draw_target(Some(seconds(wait)), ProgressDrawTarget::stderr());
    if let Ok(style) = ProgressStyle::with_template(TEMPLATE) {
        bar.set_style(style);
    }
    count_down(&bar, wait).await;
    bar.finish_and_clear();
}

/// Waits, and keeps a bar at the seconds that are left.
pub async fn count_down(bar: &ProgressBar, wait: Duration) {
    let start = Instant::now();
    loop {
        let left = wait.saturating_sub(start.elapsed());
        bar.set_position(seconds(left));
        if left.is_zero() {
            return;
        }
        sleep(left.min(STEP)).await;
    }
}

/// As people count: the last second is there until it is over.
fn seconds(left: Duration) -> u64 {
    left.as_millis().div_ceil(1_000).try_into().unwrap_or(u64::MAX)
}

#[cfg(test)]
mod tests {
    use tokio::time::timeout;

    use super::*;

    const MINUTE: Duration = Duration::from_secs(60);

    #[tokio::test(start_paused = true)]
    async fn the_bar_has_what_is_left() {
        let bar = ProgressBar::hidden();
        let part = Duration::from_millis(45_500);
        assert!(timeout(part, count_down(&bar, MINUTE)).await.is_err(), "a minute is longer");
        assert_eq!(bar.position(), 15);
        count_down(&bar, Duration::from_millis(1)).await;
        assert_eq!(bar.position(), 0);
    }

    #[tokio::test(start_paused = true)]
    async fn no_wait_is_shorter_than_it_should_be() {
        for asked in [Duration::ZERO, LONG / 2, LONG, Duration::from_millis(7_100), MINUTE] {
            let start = Instant::now();
            wait(asked).await;
            let over = start.elapsed().checked_sub(asked).expect("it is no shorter");
            assert!(over < STEP, "{asked:?}: {over:?}");
        }
    }
}
