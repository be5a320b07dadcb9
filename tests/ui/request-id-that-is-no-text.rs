use errbook::ApiError;
use thiserror::Error;

#[derive(Debug, Error, ApiError)]
#[errbook(api = errbook_tests::publishing)]
enum Failure {
    #[error("it failed")]
    #[errbook(code = CONFLICT, request_id = id)]
    Conflict { id: u64 },
}

fn main() {}
