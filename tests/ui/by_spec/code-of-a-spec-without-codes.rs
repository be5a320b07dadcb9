use errbook::ApiError;
use thiserror::Error;

#[derive(Debug, Error, ApiError)]
#[errbook(spec = "specs/no-codes.yaml")]
enum OrderError {
    #[error("missing")]
    #[errbook(code = NOT_FOUND)]
    Missing,
}

fn main() {}
