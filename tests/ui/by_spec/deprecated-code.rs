#![deny(deprecated)]

use errbook::ApiError;
use thiserror::Error;

#[derive(Debug, Error, ApiError)]
#[errbook(spec = "specs/payload.yaml")]
enum OrderError {
    #[error("gone")]
    #[errbook(code = LEGACY)]
    Gone,
}

fn main() {}
