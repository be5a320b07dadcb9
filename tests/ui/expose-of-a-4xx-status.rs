use errbook::ApiError;
use thiserror::Error;

#[derive(Debug, Error, ApiError)]
#[errbook(api = errbook_tests::trackagoat)]
enum Failure {
    #[error("it failed")]
    #[errbook(status = 404, expose)]
    Missing,
}

fn main() {}
