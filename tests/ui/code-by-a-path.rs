use errbook::ApiError;
use thiserror::Error;

#[derive(Debug, Error, ApiError)]
#[errbook(api = errbook_tests::refcampaign, operation = errbook_tests::refcampaign::operation::CreateAffiliate)]
enum Failure {
    #[error("it failed")]
    #[errbook(code = errbook_tests::refcampaign::ErrorCode::AlreadyExists)]
    Duplicate,
}

fn main() {}
