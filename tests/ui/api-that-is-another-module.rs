use errbook::ApiError;
use thiserror::Error;

#[derive(Debug, Error, ApiError)]
#[errbook(api = std::io)]
enum Failure {
    #[error("it failed")]
    #[errbook(code = NOT_FOUND)]
    Missing,
}

fn main() {}
