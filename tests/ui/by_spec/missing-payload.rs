use errbook::ApiError;
use thiserror::Error;

#[derive(Debug, Error, ApiError)]
#[errbook(spec = "specs/payload.yaml")]
enum OrderError {
    #[error("enough")]
    #[errbook(code = LIMIT)]
    Enough,
}

fn main() {}
