use errbook::ApiError;
use thiserror::Error;

#[derive(Debug, Error, ApiError)]
#[errbook(spec = "specs/shop.yaml")]
enum OrderError {
    #[error("locked")]
    #[errbook(code = ORDER_LOCKED, payload = since)]
    Locked { since: u64 },
}

fn main() {}
