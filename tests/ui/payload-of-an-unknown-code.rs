use errbook::ApiError;
use thiserror::Error;

#[derive(Debug, Error, ApiError)]
#[errbook(api = errbook_tests::trackagoat)]
enum Failure {
    #[error("it failed")]
    #[errbook(code = limit_reachd, payload = meta)]
    Limit { meta: errbook_tests::trackagoat::LimitReachedMeta },
}

fn main() {}
