use errbook::ApiError;
use thiserror::Error;

#[derive(Debug, Error, ApiError)]
#[errbook(api = errbook_tests::refcampaign)]
enum Failure {
    #[error("it failed")]
    #[errbook(code = VALIDATION_FAILED, payload = issues)]
    Invalid { issues: Vec<errbook_tests::refcampaign::ZodIssue> },
}

fn main() {}
