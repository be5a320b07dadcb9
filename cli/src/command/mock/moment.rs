//! What differs from request to request.

use std::time::SystemTime;

use super::prefer::Wait;

/// A request, as far as its answer depends on more than what it asks for.
#[derive(Debug, Clone, Copy)]
pub(super) struct Moment {
    pub(super) now: SystemTime,
    /// The number of the request.
    pub(super) request: u64,
    /// What is told of waiting, where the request says it.
    pub(super) wait: Option<Wait>,
}

/// In UTC, with milliseconds.
pub(super) fn rfc3339(time: SystemTime) -> String {
    humantime::format_rfc3339_millis(time).to_string()
}
