use errbook::ApiError;
use thiserror::Error;

#[derive(Debug, Error, ApiError)]
#[errbook(spec = "specs/payload.yaml")]
#[error("gone")]
#[errbook(code = LIMIT, payload = Max { max: 5 })]
struct Inner;

#[derive(serde::Serialize)]
struct Max {
    max: u8,
}

#[derive(Debug, Error, ApiError)]
#[errbook(spec = "specs/shop.yaml")]
enum OrderError {
    #[error(transparent)]
    #[errbook(forward)]
    Inner(Inner),
}

fn main() {}
