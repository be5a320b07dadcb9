use errbook::ApiError;
use thiserror::Error;

#[derive(Debug, Error, ApiError)]
#[errbook(api = errbook_tests::publishing, operation = "getContent", exhaustive)]
enum Failure {
    #[error("it failed")]
    #[errbook(code = NOT_FOUND)]
    Missing,
    #[error("it failed")]
    #[errbook(code = FORBIDDEN)]
    Forbidden,
}

fn main() {}
