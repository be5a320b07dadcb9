use errbook::ApiError;
use thiserror::Error;

#[derive(Debug, Error, ApiError)]
#[errbook(api = errbook_tests::refcampaign)]
enum Failure<E: std::error::Error + Send + Sync + 'static> {
    #[error("inner")]
    #[errbook(forward)]
    Inner(E),
}

fn main() {}
