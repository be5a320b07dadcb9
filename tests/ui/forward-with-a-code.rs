use errbook::ApiError;
use thiserror::Error;

#[derive(Debug, Error, ApiError)]
#[errbook(api = errbook_tests::refcampaign)]
enum AuthFailure {
    #[error("it failed")]
    #[errbook(code = UNAUTHORIZED)]
    Token,
    #[error("it failed")]
    #[errbook(code = NOT_FOUND)]
    User,
}

#[derive(Debug, Error, ApiError)]
#[errbook(api = errbook_tests::refcampaign)]
enum Failure {
    #[error("it failed")]
    #[errbook(forward, code = NOT_FOUND)]
    Inner(AuthFailure),
}

fn main() {}
