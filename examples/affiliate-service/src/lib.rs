//! Campaigns, affiliates and their links in a database: a service that derives the errors it sends.
//!
//! Each operation has an error type of its own, in the words of the service. What its variants are sent as is checked
//! against the spec by the compiler.

mod access;
mod affiliates;
mod campaigns;
mod guard;
mod input;
mod links;
mod rate_limit;
mod store;

use std::sync::Arc;

use axum::Router;
use axum::http::{Method, Uri};
use axum::routing::{get, post};

pub use store::Store;

/// The errors of the API, made from `spec/apis/affiliate.yaml`.
pub mod affiliate {
    errbook::include_errors!("affiliate");
}

/// What all handlers share.
#[derive(Debug)]
pub struct Service {
    store: Store,
    limiter: rate_limit::Limiter,
}

type Shared = axum::extract::State<Arc<Service>>;

impl Service {
    /// A service on a database.
    #[must_use]
    pub fn new(store: Store) -> Arc<Self> {
        Arc::new(Self { store, limiter: rate_limit::Limiter::default() })
    }
}

/// The operations of the API.
pub fn router(store: Store) -> Router {
    let routes = Router::new()
        .route("/campaigns", get(campaigns::list).post(campaigns::create))
        .route("/campaigns/{campaign_id}", get(campaigns::read).delete(campaigns::delete))
        .route("/campaigns/{campaign_id}/links", post(links::create))
        .route("/affiliates", post(affiliates::invite));
    guarded(routes, Service::new(store))
}

/// Routes behind what every request passes: who calls, how often, and the end of what panics.
pub fn guarded(routes: Router<Arc<Service>>, service: Arc<Service>) -> Router {
    routes
        .fallback(no_such_operation)
        .method_not_allowed_fallback(no_such_operation)
        .layer(axum::middleware::from_fn_with_state(Arc::clone(&service), guard::guard))
        .with_state(service)
}

async fn no_such_operation(method: Method, uri: Uri) -> affiliate::ApiError {
    affiliate::ApiError::resource_not_found(format!("There is no {method} {}.", uri.path()))
}
