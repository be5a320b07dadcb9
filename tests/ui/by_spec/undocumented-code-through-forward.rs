use errbook::ApiError;
use thiserror::Error;

#[derive(Debug, Error, ApiError)]
#[errbook(spec = "specs/shop.yaml")]
enum Inner {
    #[error("locked")]
    #[errbook(code = ORDER_LOCKED)]
    Locked,
}

#[derive(Debug, Error, ApiError)]
#[errbook(spec = "specs/shop.yaml", operation = "getOrder")]
enum OrderError {
    #[error(transparent)]
    #[errbook(forward)]
    Inner(Box<Inner>),
}

fn main() {}
