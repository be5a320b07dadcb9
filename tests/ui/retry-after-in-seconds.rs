use errbook::ApiError;
use thiserror::Error;

#[derive(Debug, Error, ApiError)]
#[errbook(api = errbook_tests::publishing)]
enum Failure {
    #[error("it failed")]
    #[errbook(code = RATE_LIMIT_EXCEEDED, retry_after = wait)]
    Slow { wait: u64 },
}

fn main() {}
