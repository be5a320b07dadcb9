use errbook::ApiError;
use thiserror::Error;

#[derive(Debug, Error, ApiError)]
#[errbook(api = errbook_tests::refcampaign, at = "error.code")]
enum OrderError {
    #[error("missing")]
    #[errbook(code = NOT_FOUND)]
    Missing,
}

fn main() {}
