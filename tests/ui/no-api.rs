use errbook::ApiError;
use thiserror::Error;

#[derive(Debug, Error, ApiError)]
enum Failure {
    #[error("it failed")]
    #[errbook(code = NOT_FOUND)]
    Missing,
}

fn main() {}
