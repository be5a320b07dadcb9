//! Failed calls in the log: one event for each try.

use std::time::Duration;

use crate::ResponseError;
use crate::display::OneLine;

/// The longest that is told of a code, which may be anything.
const LONGEST_CODE: usize = 100;

/// Logs that a call failed, and whether it is tried again. What the server said beside its code stays out of it.
pub(in crate::integrations) fn try_failed(
    operation: Option<&str>,
    answer: Option<&dyn ResponseError>,
    attempt: u32,
    wait: Option<Duration>,
) {
    let status = answer.map(ResponseError::status);
    // The attribute of OpenTelemetry that is of few values.
    let error_type = match (answer.and_then(|answer| answer.code_str()), &status) {
        (Some(code), _) => code,
        (None, Some(status)) => status.as_str(),
        (None, None) => "no_answer",
    };
    let error_type = OneLine(error_type, LONGEST_CODE).to_string();
    let status = status.map(|status| status.as_u16());
    let delay = wait.map(|wait| wait.as_secs_f64());
    macro_rules! event {
        ($level:ident, $text:literal) => {
            tracing::$level!(target: "errbook", { error.type = error_type, status, operation, attempt, delay }, $text)
        };
    }
    if wait.is_some() {
        event!(debug, "a call failed and is tried again");
    } else {
        event!(warn, "a call failed");
    }
}
