use errbook::ApiError;
use thiserror::Error;

struct Max;

#[derive(Debug, Error, ApiError)]
#[errbook(spec = "specs/payload.yaml")]
enum OrderError {
    #[error("enough")]
    #[errbook(code = LIMIT, payload = Max)]
    Enough,
}

fn main() {}
