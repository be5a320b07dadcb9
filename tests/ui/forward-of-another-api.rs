use errbook::ApiError;
use thiserror::Error;

#[derive(Debug, Error, ApiError)]
#[errbook(api = errbook_tests::trackagoat)]
enum Other {
    #[error("it failed")]
    #[errbook(code = invalid_body)]
    Body,
}

#[derive(Debug, Error, ApiError)]
#[errbook(api = errbook_tests::refcampaign)]
enum Failure {
    #[error("it failed")]
    #[errbook(forward)]
    Other(Other),
}

fn main() {}
