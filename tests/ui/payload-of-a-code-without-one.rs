use errbook::ApiError;
use thiserror::Error;

#[derive(Debug, Error, ApiError)]
#[errbook(api = errbook_tests::trackagoat)]
enum Failure {
    #[error("it failed")]
    #[errbook(code = invalid_query, payload = why)]
    Query { why: String },
}

fn main() {}
