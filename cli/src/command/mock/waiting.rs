//! What an error says of waiting.

use errbook_spec::{After, Retry, TimeUnit};
use serde_json::Value;

/// Whether a rule lets the server say there how long to wait.
pub(super) fn waits(rule: Option<&Retry>, place: After) -> bool {
    matches!(rule, Some(Retry::Rule(rule)) if rule.after.contains(&place))
}

/// So many seconds in a unit.
pub(super) fn wait(seconds: u32, unit: TimeUnit) -> Value {
    match unit {
        TimeUnit::Seconds => seconds.into(),
        TimeUnit::Milliseconds => (u64::from(seconds) * 1_000).into(),
    }
}
