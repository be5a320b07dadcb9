//! The doc comments of errors: what is sent first, then what the spec says of it.

use errbook_spec::{Code, Status, StatusKey};

use crate::doc::{Doc, code_span};
use crate::plan::Case;

/// Of a variant of `ErrorCode`: the code as it is sent, its statuses, description, cause.
pub(super) fn code(code: &Code) -> Doc {
    let statuses: Vec<String> = code.statuses.iter().map(u16::to_string).collect();
    let mut doc = Doc::led(&sent(code, &statuses.join(", ")), code.description.as_deref().unwrap_or_default());
    if let Some(cause) = &code.cause {
        doc = doc.and("Common cause:", cause);
    }
    if code.deprecated { doc.and("Deprecated.", "") } else { doc }
}

/// Of a variant of `ErrorKind`.
pub(super) fn kind(case: Case<'_>) -> Doc {
    match case {
        Case::Code(code) => {
            Doc::led(&format!("[`ErrorCode::{}`]:", code.ident), code.description.as_deref().unwrap_or_default())
        }
        Case::Status(status) => uncoded(status, &status.description),
    }
}

/// Of a variant of an operation's errors, sent with that status.
pub(super) fn fault(case: Case<'_>, status: u16) -> Doc {
    match case {
        Case::Code(code) => Doc::led(&sent(code, &status.to_string()), code.description.as_deref().unwrap_or_default()),
        Case::Status(status) => uncoded(status, &status.description),
    }
}

fn sent(code: &Code, statuses: &str) -> String {
    let wire = code_span(&code.wire.to_string());
    if statuses.is_empty() { format!("{wire}:") } else { format!("{wire} ({statuses}):") }
}

fn uncoded(status: &Status, description: &str) -> Doc {
    let lead = match status.key {
        StatusKey::Exact(status) => format!("Status {status} without a code:"),
        StatusKey::Range(class) => format!("Any other status {class}00 to {class}99 without a code:"),
        StatusKey::Default => "Any other status without a code:".to_owned(),
    };
    Doc::led(&lead, description)
}
