use errbook::ApiError;
use thiserror::Error;

#[derive(Debug, Error, ApiError)]
#[errbook(spec = "specs/shop.yaml")]
enum OrderError {
    #[error("locked")]
    #[errbook(code = ORDER_LOKED)]
    Locked,
}

fn main() {}
