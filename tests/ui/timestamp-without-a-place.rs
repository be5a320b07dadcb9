use errbook::ApiError;
use thiserror::Error;

#[derive(Debug, Error, ApiError)]
#[errbook(api = errbook_tests::affiliate)]
enum Failure {
    #[error("it failed")]
    #[errbook(code = RESOURCE_NOT_FOUND, timestamp = at)]
    Missing { at: String },
}

fn main() {}
