use errbook::ApiError;
use thiserror::Error;

#[derive(Debug, Error, ApiError)]
#[errbook(api = errbook_tests::refcampain)]
enum Failure {
    #[error("it failed")]
    #[errbook(code = NOT_FOUND, details = why)]
    Missing { why: String },
}

fn main() {}
