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
#[errbook(api = errbook_tests::refcampaign, operation = "createAffiliate")]
enum Failure {
    #[error(transparent)]
    #[errbook(forward)]
    Auth(#[from] AuthFailure),
}

fn main() {}
