//! RefCampaign, in memory: sign up affiliates, report conversions.
//!
//! Every handler returns `operation::…` as its error: the errors that the spec documents for that operation, and no
//! others. Remove a code from the spec, and what sends it stops compiling.

mod affiliates;
mod conversions;
mod gate;
mod input;
mod store;

use std::sync::Arc;

use axum::Router;
use axum::routing::{get, post};

/// The errors of the API, made from `spec/apis/refcampaign.yaml`.
pub mod refcampaign {
    errbook::include_errors!("refcampaign");
}

/// What all handlers share.
type Shared = axum::extract::State<Arc<store::Store>>;

/// The service, with an empty store.
pub fn router() -> Router {
    Router::new()
        .route("/affiliates", get(affiliates::list).post(affiliates::create))
        .route("/affiliates/{id}", get(affiliates::read).patch(affiliates::update))
        .route("/affiliates/{id}/conversions", get(conversions::list))
        .route("/conversions/track", post(conversions::track))
        .with_state(Arc::default())
}
