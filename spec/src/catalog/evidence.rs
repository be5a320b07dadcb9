//! Evidence: where the spec says what the catalog knows of a code.

use super::{Channel, Place};

/// Where each fact of a code stands. What has no place here is known from nothing but the code itself.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
#[non_exhaustive]
pub struct Evidence {
    /// Every status that some channel tells, the surest channel first; also those that a surer one overruled.
    pub statuses: Vec<StatusEvidence>,
    /// Where the description stands.
    pub description: Option<Place>,
    /// Where the common cause stands.
    pub cause: Option<Place>,
    /// Where it is said to be deprecated, or not to be.
    pub deprecated: Option<Place>,
    /// Where the payload's schema stands, or the envelope's member that types it.
    pub payload: Option<Place>,
    /// Where the code's own retry rule stands.
    pub retry: Option<Place>,
    /// Where the alert level stands.
    pub alert: Option<Place>,
}

/// That a channel tells a status.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct StatusEvidence {
    /// The status.
    pub status: u16,
    /// How it is told.
    pub channel: Channel,
    /// Where it is told first.
    pub place: Place,
}
