use errbook::ApiError;
use thiserror::Error;

#[derive(Debug, Error, ApiError)]
#[errbook(api = errbook_tests::trackagoat, operation = "getCreator")]
enum Failure {
    #[error("it failed")]
    #[errbook(status = 409)]
    Conflict,
}

fn main() {}
