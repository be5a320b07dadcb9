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

#[errbook::operation(errbook_tests::refcampaign)]
async fn handler() -> Result<(), AuthFailure> {
    Ok(())
}

fn main() {}
