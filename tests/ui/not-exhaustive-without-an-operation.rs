use errbook::ApiError;
use thiserror::Error;

#[derive(Debug, Error, ApiError)]
#[errbook(api = errbook_tests::publishing, exhaustive)]
enum Failure {
    #[error("it failed")]
    #[errbook(code = NOT_FOUND)]
    Missing,
}

fn main() {}
