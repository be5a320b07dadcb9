use errbook::ApiError;
use thiserror::Error;

#[derive(Debug, Error, ApiError)]
#[errbook(api = errbook_tests::refcampaign, operation = createAffiliate)]
enum Failure {
    #[error("it failed")]
    #[errbook(code = ALREADY_EXISTS)]
    Duplicate,
}

fn main() {}
