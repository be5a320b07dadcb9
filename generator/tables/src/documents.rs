//! The errors that one operation documents: its documentation may differ from that of the API as a whole.

use errbook_spec::{Body, Catalog, Code, Operation, Response, Role, Slot, Status, StatusKey};

/// What an operation documents.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Documents {
    /// The declared codes, each by its position in the catalog, ascending.
    pub codes: Vec<Fault<usize>>,
    /// The statuses that come without a code, each by its position in the catalog, ascending.
    pub uncoded: Vec<Fault<usize>>,
}

/// How an operation sends an error.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Fault<P> {
    /// Which error it is.
    pub position: P,
    /// The status; 0 for a range or `default`.
    pub status: u16,
    /// The position of the body.
    pub envelope: Option<usize>,
}
