//! What every operation asks first: who calls, whether they may, whether they call too often.
//!
//! The keys are made up so that each answer can be seen: `rc_live` may do everything, `rc_locked` belongs to a locked
//! merchant, `rc_busy` may call once, `rc_free` is on a plan that allows no second affiliate or conversion,
//! `rc_broken` and `rc_degraded` have the backend fail.

use std::time::Duration;

use axum::http::HeaderMap;
use axum::http::header::AUTHORIZATION;

use crate::refcampaign::operation;
use crate::store::Store;

/// A call that came through.
pub(crate) struct Caller {
    pub(crate) key: String,
}

/// Why a call does not come through.
pub(crate) enum Denied {
    Unknown,
    Locked,
    TooOften,
    Broken(std::io::Error),
    Degraded(std::io::Error),
}

/// Lets a call through or says why not.
pub(crate) fn enter(store: &Store, headers: &HeaderMap) -> Result<Caller, Denied> {
    let header = headers.get(AUTHORIZATION).and_then(|value| value.to_str().ok());
    let key = header.and_then(|header| header.strip_prefix("Bearer ")).ok_or(Denied::Unknown)?;
    match key {
        "rc_live" | "rc_free" => {}
        "rc_busy" => {
            let mut tables = store.tables();
            let calls = tables.calls.entry(key.to_owned()).or_default();
            *calls += 1;
            if *calls > 1 {
                return Err(Denied::TooOften);
            }
        }
        "rc_locked" => return Err(Denied::Locked),
        "rc_broken" => {
            return Err(Denied::Broken(std::io::Error::other("postgres://app:hunter2@db.internal: refused")));
        }
        "rc_degraded" => return Err(Denied::Degraded(std::io::Error::other("queue at 10.0.0.7 does not answer"))),
        _ => return Err(Denied::Unknown),
    }
    Ok(Caller { key: key.to_owned() })
}

/// Each operation documents these five, each in a type of its own.
macro_rules! denied_in {
    ($($operation:ident),*) => {
        $(
            impl From<Denied> for operation::$operation {
                fn from(denied: Denied) -> Self {
                    match denied {
                        Denied::Unknown => Self::unauthorized("The API key is missing or not known."),
                        Denied::Locked => Self::permission_denied("The merchant of this key is locked."),
                        Denied::TooOften => Self::rate_limit_exceeded("This key called too often.")
                            .with_retry_after(Duration::from_secs(5)),
                        // What failed stays inside: it goes to the logs, and the published description to the caller.
                        Denied::Broken(error) => Self::server_error("the database failed").with_source(error),
                        Denied::Degraded(error) => Self::service_unavailable("the queue failed").with_source(error),
                    }
                }
            }
        )*
    };
}

denied_in!(ListAffiliates, CreateAffiliate, GetAffiliate, UpdateAffiliate, TrackConversion, ListAffiliateConversions);
