use errbook::ApiError;
use thiserror::Error;

#[derive(Debug, Error, ApiError)]
#[errbook(spek = "specs/shop.yaml")]
enum OrderError {
    #[error("missing")]
    #[errbook(code = ORDER_NOT_FOUND)]
    Missing,
}

fn main() {}
