use errbook::ApiError;
use thiserror::Error;

#[derive(Debug, Error, ApiError)]
#[errbook(spec = "specs/shop.yaml")]
enum OrderError {
    #[error("missing")]
    #[errbook(status = 404)]
    Missing,
}

fn main() {}
