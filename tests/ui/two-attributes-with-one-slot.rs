use errbook::ApiError;
use thiserror::Error;

#[derive(Debug, Error, ApiError)]
#[errbook(api = errbook_tests::publishing)]
enum Failure {
    #[error("it failed")]
    #[errbook(code = CONFLICT, request_id = a)]
    #[errbook(request_id = b)]
    Conflict { a: String, b: String },
}

fn main() {}
