#![deny(deprecated)]

use errbook::ApiError;
use thiserror::Error;

#[derive(Debug, Error, ApiError)]
#[errbook(api = errbook_tests::deprecated_code)]
enum Failure {
    #[error("it failed")]
    #[errbook(code = OLD_NAME)]
    Old,
}

fn main() {}
