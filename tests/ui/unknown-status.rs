use errbook::ApiError;
use thiserror::Error;

#[derive(Debug, Error, ApiError)]
#[errbook(api = errbook_tests::trackagoat)]
enum Failure {
    #[error("it failed")]
    #[errbook(status = 418)]
    Teapot,
}

fn main() {}
