use errbook::ApiError;
use thiserror::Error;

#[derive(Debug, Error, ApiError)]
#[errbook(spec = "specs/shop.yaml", operation = "getOrder")]
enum OrderError {
    #[error("teapot")]
    #[errbook(status = 418)]
    Teapot,
}

fn main() {}
