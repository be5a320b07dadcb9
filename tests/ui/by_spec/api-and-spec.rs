use errbook::ApiError;
use thiserror::Error;

#[derive(Debug, Error, ApiError)]
#[errbook(api = errbook_tests::refcampaign, spec = "specs/shop.yaml")]
enum OrderError {
    #[error("missing")]
    #[errbook(code = NOT_FOUND)]
    Missing,
}

fn main() {}
