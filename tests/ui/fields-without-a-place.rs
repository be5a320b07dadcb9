use errbook::ApiError;
use thiserror::Error;

#[derive(Debug, Error, ApiError)]
#[errbook(api = errbook_tests::publishing)]
enum Failure {
    #[error("it failed")]
    #[errbook(code = VALIDATION_ERROR, fields = errors)]
    Invalid { errors: Vec<errbook::FieldError> },
}

fn main() {}
