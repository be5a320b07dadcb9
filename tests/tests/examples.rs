//! The documented errors as answers: what the spec shows is what a client's tests get, and it keeps the contract.

use errbook_tests::examples::{self, ErrorCode, ResponseError};
use errbook_tests::shown;

/// Status, media type and body of each.
fn texts(examples: errbook::testing::Examples) -> Vec<(u16, String, String)> {
    let text = |response: http::Response<bytes::Bytes>| {
        let media_type = response.headers().get("content-type").map(|it| it.to_str().unwrap_or_default().to_owned());
        let body = String::from_utf8_lossy(response.body()).into_owned();
        (response.status().as_u16(), media_type.unwrap_or_default(), body)
    };
    examples.map(text).collect()
}

#[test]
fn each_answer_comes_once_in_the_order_of_the_spec() {
    let answer = |status: u16, media_type: &str, body: &str| (status, media_type.to_owned(), body.to_owned());
    let all = [
        answer(404, "application/json", r#"{"code":"ORDER_NOT_FOUND","message":"There is no order 1"}"#),
        answer(404, "application/json", r#"{"code":"CUSTOMER_NOT_FOUND","message":"There is no customer 1"}"#),
        answer(409, "", ""),
        // 400 is declared by itself.
        answer(401, "application/problem+json", r#"{"title":"What is \"that\"?"}"#),
        answer(500, "application/json", r#"{"code":"FULL","message":"It is full"}"#),
    ];
    assert_eq!(texts(examples::examples()), all);
    assert_eq!(examples::examples().len(), all.len());
}

#[test]
fn a_code_has_its_own() {
    assert_eq!(texts(ErrorCode::CustomerNotFound.examples()).len(), 1);
    for code in ErrorCode::ALL {
        let errors: Vec<_> = code.examples().map(ResponseError::from_response).collect();
        assert_eq!(errors.len(), 1);
        assert!(errors.iter().all(|error| error.code() == Some(*code)));
    }
}

#[test]
fn the_published_examples_keep_their_contracts() {
    macro_rules! check {
        ($($api:ident)*) => {$(
            let all: Vec<_> = shown::$api::examples().map(shown::$api::ResponseError::from_response).collect();
            for error in &all {
                assert_eq!(error.mismatch(), None, "{} {error}", stringify!($api));
                assert!(error.kind().is_some(), "{} {error}", stringify!($api));
            }
            for code in shown::$api::ErrorCode::ALL {
                assert!(code.examples().len() > 0, "{} {code}", stringify!($api));
            }
            let shown: Vec<_> = all.iter().map(|error| error.status().as_u16()).collect();
            assert!(shown.len() >= 5, "{} {shown:?}", stringify!($api));
        )*};
    }
    check!(affiliate plain publishing refcampaign trackagoat);
}
