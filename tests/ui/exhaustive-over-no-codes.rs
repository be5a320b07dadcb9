use errbook::ApiError;
use thiserror::Error;

#[derive(Debug, Error, ApiError)]
#[errbook(api = errbook_tests::plain, exhaustive)]
enum Failure {
    #[error("it failed")]
    #[errbook(status = 404)]
    Missing,
}

fn main() {}
