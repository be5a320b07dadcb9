//! What the service remembers: affiliates, conversions, and how often each key called.

use std::collections::HashMap;
use std::sync::{Mutex, MutexGuard, PoisonError};

use serde::Serialize;

/// Everything, behind one lock.
#[derive(Debug, Default)]
pub(crate) struct Store(Mutex<Tables>);

/// The tables.
#[derive(Debug, Default)]
pub(crate) struct Tables {
    pub(crate) affiliates: Vec<Affiliate>,
    pub(crate) conversions: Vec<Conversion>,
    /// Calls by API key.
    pub(crate) calls: HashMap<String, u32>,
}

/// Somebody who refers customers.
#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Affiliate {
    pub(crate) id: String,
    pub(crate) campaign_id: String,
    pub(crate) email: String,
    pub(crate) name: Option<String>,
    pub(crate) status: String,
    pub(crate) created_at: String,
}

/// Something that a referred customer bought.
#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Conversion {
    pub(crate) id: String,
    #[serde(skip)]
    pub(crate) affiliate_id: Option<String>,
    pub(crate) session_id: String,
    pub(crate) amount: f64,
    pub(crate) currency: String,
    pub(crate) commission: f64,
}

impl Store {
    /// The tables; a handler that panicked left them as they were.
    pub(crate) fn tables(&self) -> MutexGuard<'_, Tables> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Tables {
    pub(crate) fn affiliate(&self, id: &str) -> Option<&Affiliate> {
        self.affiliates.iter().find(|affiliate| affiliate.id == id)
    }
}
