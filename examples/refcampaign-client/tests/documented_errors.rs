//! Without a server: every error that the spec shows ends in something that a person can be told.

use refcampaign_client::refcampaign::{ErrorCode, ResponseError, examples};
use refcampaign_client::{Failure, advice};

#[test]
fn there_is_advice_for_every_documented_error() {
    let advice: Vec<String> =
        examples().map(|shown| advice(&Failure::Api(ResponseError::from_response(shown)))).collect();
    assert!(advice.len() >= ErrorCode::ALL.len());
    assert!(advice.iter().all(|text| !text.is_empty() && !text.contains('{')), "{advice:#?}");
}

#[test]
fn who_is_there_already_is_told_so() {
    let shown = ErrorCode::AlreadyExists.examples().next().expect("the spec shows it");
    assert_eq!(advice(&Failure::Api(ResponseError::from_response(shown))), "You are signed up already.");
}
