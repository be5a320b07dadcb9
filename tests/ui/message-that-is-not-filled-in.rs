use errbook::ApiError;
use thiserror::Error;

#[derive(Debug, Error, ApiError)]
#[errbook(api = errbook_tests::refcampaign)]
enum Failure {
    #[error("there is no affiliate {id}")]
    #[errbook(code = NOT_FOUND, message = "there is no affiliate {id}")]
    Nobody { id: u64 },
    #[error("it failed: {0}")]
    #[errbook(code = INVALID_REQUEST, message = "it failed: {0}")]
    Unnamed(u64),
    #[error("braces: {{id}}")]
    #[errbook(code = ALREADY_EXISTS, message = "{{id}} { id } {} {")]
    Braces,
}

fn main() {}
