use errbook::ApiError;
use thiserror::Error;

#[derive(Debug, Error, ApiError)]
#[errbook(api = errbook_tests::refcampaign, operation = "getAffiliate", code = ALREADY_EXISTS)]
#[error("{email} is taken")]
struct Duplicate {
    email: String,
}

fn main() {}
