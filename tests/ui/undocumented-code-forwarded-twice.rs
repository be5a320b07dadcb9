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
enum Middle {
    #[error("it failed")]
    #[errbook(forward)]
    Auth(#[from] AuthFailure),
}

#[derive(Debug, Error, ApiError)]
#[errbook(api = errbook_tests::refcampaign, operation = "createAffiliate")]
enum Failure {
    #[error("it failed")]
    #[errbook(forward)]
    Middle(Box<Middle>),
}

fn main() {}
