use errbook::ApiError;
use thiserror::Error;

#[derive(Debug, Error, ApiError)]
#[errbook(spec = "specs/shop.yaml", operation = "getOrder", exhaustive)]
enum OrderError {
    #[error("missing")]
    #[errbook(code = ORDER_NOT_FOUND)]
    Missing,
}

fn main() {}
