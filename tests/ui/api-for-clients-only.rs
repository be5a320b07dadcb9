use errbook::ApiError;
use thiserror::Error;

#[derive(Debug, Error, ApiError)]
#[errbook(api = errbook_tests::client_only, operation = "x")]
enum Failure {
    #[error("it failed")]
    #[errbook(code = NOPE)]
    Missing,
}

fn main() {}
