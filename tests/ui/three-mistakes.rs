use errbook::ApiError;
use thiserror::Error;

#[derive(Debug, Error, ApiError)]
#[errbook(api = errbook_tests::trackagoat, operation = "getCreator")]
enum Failure {
    #[error("it failed")]
    #[errbook(code = limit_reached, payload = meta)]
    Limit { meta: errbook_tests::trackagoat::LimitReachedMeta },
    #[error("it failed")]
    #[errbook(code = nope)]
    Nope,
    #[error("it failed")]
    #[errbook(status = 500)]
    Broken,
}

fn main() {}
