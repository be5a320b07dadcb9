//! Without a server: what is told of each error that the spec shows.

use errbook::CallError;
use trackagoat_client::advice;
use trackagoat_client::trackagoat::{ErrorCode, ResponseError, examples};

/// What is told of an error answer.
fn told(error: ResponseError) -> String {
    advice(&CallError::Answered(error))
}

#[test]
fn each_code_is_told_with_what_it_carries() {
    for (code, text) in [
        (ErrorCode::LimitReached, "The plan allows 5 of `max_creators_per_org`, and there are 5."),
        (ErrorCode::InsufficientScope, "This takes a key with the scope `write`; this one has: read."),
        (ErrorCode::RateLimitExceeded, "The window `v1Api` is full for 7 s."),
        (ErrorCode::InvalidQuery, "400 invalid_query: limit must be at most 100"),
    ] {
        let shown = code.examples().next().expect("the spec shows it");
        assert_eq!(told(ResponseError::from_response(shown)), text);
    }
}

#[test]
fn there_is_something_to_tell_of_every_error() {
    let all: Vec<String> = examples().map(|shown| told(ResponseError::from_response(shown))).collect();
    assert!(all.len() > ErrorCode::ALL.len(), "some errors have no code");
    assert!(all.iter().all(|text| !text.is_empty() && !text.contains('{')), "{all:#?}");
    assert!(all.contains(&"This organisation is banned. Support can help.".to_owned()), "{all:#?}");
}
