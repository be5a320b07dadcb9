use errbook::ApiError;
use thiserror::Error;

#[derive(Debug, Error, ApiError)]
#[errbook(spec = "specs/shop.yaml", operation = "getOrder")]
enum OrderError {
    #[error("locked")]
    #[errbook(code = ORDER_LOCKED)]
    Locked,
}

fn main() {}
