use errbook::ApiError;
use thiserror::Error;

#[derive(Debug, Error, ApiError)]
#[errbook(api = errbook_tests::refcampaign, operation = "createAffiliate")]
enum Failure {
    #[error("it failed")]
    #[errbook(code = NOT_FOUND, undocumented = " ")]
    Missing,
}

fn main() {}
