use errbook::ApiError;
use thiserror::Error;

#[derive(Debug, Error, ApiError)]
#[errbook(spec = "specs/unknown-status.yaml")]
enum OrderError {
    #[error("locked")]
    #[errbook(code = LOCKED)]
    Locked,
}

fn main() {}
