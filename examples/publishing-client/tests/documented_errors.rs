//! Without a server: what is told of each of the nine codes, and of one that is newer.

use http::{HeaderMap, StatusCode};
use publishing_client::publishing::{ErrorCode, ResponseError};
use publishing_client::{Failure, advice};

#[test]
fn each_code_is_told_in_its_own_way_or_as_its_class_is() {
    let told: Vec<String> = ErrorCode::ALL
        .iter()
        .map(|code| code.examples().next().expect("the spec shows each"))
        .map(|shown| advice(&Failure::Answered(ResponseError::from_response(shown))))
        .collect();
    let expected = [
        "Please correct: topic is required and must be 3-500 characters (request req_abc123)",
        "Please check the key. Invalid or expired API key (request req_def456)",
        "Please buy credits. This operation requires 40 credits but your balance is 12 (request req_ghi789)",
        "This key may not do that. API key lacks 'write' permission required for this endpoint (request req_jkl012)",
        "There is no such text. (request req_stu901)",
        "That does not go together: This content is already published (request req_vwx234)",
        "Please set up first: Connect LinkedIn before publishing to it (request req_yza567)",
        "Too many requests. Please try again in 45 s. (request req_mno345)",
        "The Publishing API is having trouble. (request req_bcd890)",
    ];
    assert_eq!(told, expected);
}

#[test]
fn a_newer_code_is_told_as_its_status_is() {
    let body = r#"{"success": false, "error": {"code": "TOPIC_BARRED", "message": "Not about that"}, "meta": {}}"#;
    let newer = ResponseError::decode(StatusCode::UNPROCESSABLE_ENTITY, &HeaderMap::new(), body);
    assert_eq!(advice(&Failure::Answered(newer)), "Please correct: Not about that");
}
