//! When a failed call is tried again, end to end: what the five pages tell their callers, and never otherwise.

use errbook::{CallError, FromResponse};
use errbook_tests::retries::{self, Page};
use errbook_tests::{affiliate, plain, publishing, refcampaign, trackagoat};
use http::HeaderValue;
use http::header::RETRY_AFTER;

use crate::clients::{Adapter, Call};
use crate::over_each_adapter;
use crate::server::{Answer, Server};

over_each_adapter!(every_row_of_the_pages, all_else_is_never_tried_again, a_wait_that_is_not_told_again_ends_it);

/// Where the server says the same each time, the waits in seconds are these; its last answer comes out.
async fn check<A: Adapter, E: FromResponse>(answer: &Answer, body: &str, waits: &[u64]) {
    let server = Server::saying(answer.clone()).await;
    let call = Call::get("/");
    let outcome = A::call::<E>(&server, &call).await;
    let Answer { status, headers, .. } = answer;
    assert_eq!(call.seconds(), waits, "{status} {headers:?} {body}");
    assert_eq!(server.count(), waits.len() + 1, "{status} {headers:?} {body}");
    let Err(CallError::Answered(error)) = outcome else { unreachable!("{status} is an error") };
    assert_eq!((error.status(), error.body()), (*status, body.as_bytes()));
}

/// An answer that says, or not, how long to wait.
fn answer(status: u16, retry_after: Option<u32>, body: &str) -> Answer {
    let mut answer = Answer::new(status, &[], body);
    answer.headers.extend(retry_after.map(|seconds| (RETRY_AFTER, HeaderValue::from(seconds))));
    answer
}

async fn every_row<A: Adapter, E: FromResponse>(page: &Page) {
    for row in page.rows() {
        let body = page.body(row.code, row.body);
        check::<A, E>(&answer(row.status, row.header, &body), &body, row.waits).await;
    }
}

async fn every_row_of_the_pages<A: Adapter>() {
    every_row::<A, affiliate::ResponseError>(&retries::AFFILIATE).await;
    every_row::<A, trackagoat::ResponseError>(&retries::TRACKAGOAT).await;
    every_row::<A, refcampaign::ResponseError>(&retries::REFCAMPAIGN).await;
    every_row::<A, plain::ResponseError>(&retries::PLAIN).await;
    every_row::<A, publishing::ResponseError>(&retries::PUBLISHING).await;
}

async fn a_wait_that_is_not_told_again_ends_it<A: Adapter>() {
    let body = retries::REFCAMPAIGN.body(Some("LIMIT_EXCEEDED"), None);
    let asked = Server::start(move |number, _| answer(429, (number == 0).then_some(3), &body)).await;
    let call = Call::get("/");
    assert!(A::call::<refcampaign::ResponseError>(&asked, &call).await.is_err());
    assert_eq!(call.seconds(), [3], "only when the server says so");
}

/// No status, and no code under its own status, however long the server asks to wait.
async fn never<A: Adapter, E: FromResponse>(page: &Page, codes: &[impl errbook::ErrorCode]) {
    let of_codes = codes.iter().flat_map(|code| code.statuses().iter().map(|it| (Some(code.as_str()), it.as_u16())));
    for (code, status) in (400..600).map(|status| (None, status)).chain(of_codes) {
        if !(page.is_retried)(code, status) {
            let body = code.map(|_| page.body(code, None)).unwrap_or_default();
            check::<A, E>(&answer(status, Some(1), &body), &body, &[]).await;
        }
    }
}

async fn all_else_is_never_tried_again<A: Adapter>() {
    never::<A, affiliate::ResponseError>(&retries::AFFILIATE, affiliate::ErrorCode::ALL).await;
    never::<A, trackagoat::ResponseError>(&retries::TRACKAGOAT, trackagoat::ErrorCode::ALL).await;
    never::<A, refcampaign::ResponseError>(&retries::REFCAMPAIGN, refcampaign::ErrorCode::ALL).await;
    never::<A, plain::ResponseError>(&retries::PLAIN, plain::ErrorCode::ALL).await;
    never::<A, publishing::ResponseError>(&retries::PUBLISHING, publishing::ErrorCode::ALL).await;
}
