use errbook::ApiError;
use thiserror::Error;

#[derive(Debug, Error, ApiError)]
#[errbook(api = errbook_tests::refcampaign)]
enum Failure {
    #[error("it failed")]
    #[errbook(kode = NOT_FOUND)]
    Missing,
}

fn handler() -> Result<(), errbook_tests::refcampaign::ApiError> {
    Err(Failure::Missing)?;
    Ok(())
}

fn response() -> impl axum::response::IntoResponse {
    Failure::Missing
}

fn main() {}
