//! When a failed call is tried again, end to end: what the five pages tell their callers, and never otherwise.

use errbook::{CallError, FromResponse};
use errbook_tests::{affiliate, plain, publishing, refcampaign, trackagoat};

use crate::clients::{Adapter, Call};
use crate::over_each_adapter;
use crate::server::{Answer, Server};

over_each_adapter!(affiliate_waits, trackagoat_waits, refcampaign_waits, plain_waits, publishing_waits, all_else);

type Headers = &'static [(&'static str, &'static str)];

/// Where the server says the same each time, the waits in seconds are these; its last answer comes out.
async fn check<A: Adapter, E: FromResponse>(status: u16, headers: Headers, body: &str, waits: &[u64]) {
    let server = Server::saying(Answer::new(status, headers, body)).await;
    let call = Call::get("/");
    let outcome = A::call::<E>(&server, &call).await;
    assert_eq!(call.seconds(), waits, "{status} {headers:?} {body}");
    assert_eq!(server.count(), waits.len() + 1, "{status} {headers:?} {body}");
    let Err(CallError::Answered(error)) = outcome else { unreachable!("{status} is an error") };
    assert_eq!((error.status().as_u16(), error.body()), (status, body.as_bytes()));
}

async fn affiliate_waits<A: Adapter>() {
    type Error = affiliate::ResponseError;
    let body = |code: &str, rest: &str| format!(r#"{{"detail":"x","error_code":"{code}"{rest}}}"#);
    check::<A, Error>(429, &[], &body("RATE_LIMIT_EXCEEDED", r#","retry_after":7"#), &[7; 4]).await;
    check::<A, Error>(429, &[], &body("RATE_LIMIT_EXCEEDED", ""), &[1, 2, 4, 8]).await;
    check::<A, Error>(500, &[], r#"{"detail":"x"}"#, &[5]).await;
    check::<A, Error>(429, &[("retry-after", "3")], &body("QUOTA_EXCEEDED", ""), &[]).await;
}

async fn trackagoat_waits<A: Adapter>() {
    type Error = trackagoat::ResponseError;
    let limited = |rest: &str| format!(r#"{{"data":null,"error":"x","meta":{{"code":"rate_limit_exceeded"{rest}}}}}"#);
    let both = limited(r#","retryAfter":7"#);
    check::<A, Error>(429, &[("retry-after", "9")], &both, &[9; 4]).await;
    check::<A, Error>(429, &[], &both, &[7; 4]).await;
    check::<A, Error>(429, &[], r#"{"data":null,"error":"x"}"#, &[60; 4]).await;
}

async fn refcampaign_waits<A: Adapter>() {
    type Error = refcampaign::ResponseError;
    let body = |code: &str| {
        format!(r#"{{"success":false,"error":{{"code":"{code}","message":"x"}},"meta":{{"timestamp":"2026-01-01"}}}}"#)
    };
    for status in [500, 503, 599] {
        check::<A, Error>(status, &[], &body("SERVER_ERROR"), &[1, 2, 4, 8]).await;
        check::<A, Error>(status, &[], "", &[1, 2, 4, 8]).await;
    }
    check::<A, Error>(429, &[("retry-after", "9")], &body("RATE_LIMIT_EXCEEDED"), &[9; 4]).await;
    check::<A, Error>(429, &[], &body("RATE_LIMIT_EXCEEDED"), &[5; 4]).await;
    // A code that is newer than this client, and the other code of the same status.
    check::<A, Error>(429, &[], &body("NEWER_THAN_THIS"), &[5; 4]).await;
    check::<A, Error>(429, &[], &body("LIMIT_EXCEEDED"), &[]).await;
    let asked = Server::start(move |number, _| {
        let headers: Headers = if number == 0 { &[("retry-after", "3")] } else { &[] };
        Answer::new(429, headers, &body("LIMIT_EXCEEDED"))
    });
    let (asked, call) = (asked.await, Call::get("/"));
    assert!(A::call::<Error>(&asked, &call).await.is_err());
    assert_eq!(call.seconds(), [3], "only when the server says so");
}

async fn plain_waits<A: Adapter>() {
    let body = r#"{"error":{"code":"whatever","message":"x"}}"#;
    check::<A, plain::ResponseError>(429, &[], body, &[1, 2, 4, 8]).await;
}

async fn publishing_waits<A: Adapter>() {
    type Error = publishing::ResponseError;
    let body = |code: &str, rest: &str| {
        let meta = format!(r#""meta":{{"request_id":"r","timestamp":"t"{rest}}}"#);
        format!(r#"{{"success":false,"error":{{"code":"{code}","message":"x"}},{meta}}}"#)
    };
    let both = body("RATE_LIMIT_EXCEEDED", r#","retry_after":7"#);
    check::<A, Error>(429, &[("retry-after", "9")], &both, &[9; 3]).await;
    check::<A, Error>(429, &[], &both, &[7; 3]).await;
    check::<A, Error>(429, &[], &body("RATE_LIMIT_EXCEEDED", ""), &[1, 2, 4]).await;
    check::<A, Error>(500, &[], &body("INTERNAL_ERROR", ""), &[1, 2, 4]).await;
}

/// Every status that is no row above, and every code under its own status, whatever the server asks for.
async fn all_else<A: Adapter>() {
    let headers: Headers = &[("retry-after", "1")];
    macro_rules! check {
        ($($api:ident: $body:literal, $retried:expr;)*) => {$(
            let retried: &[u16] = $retried;
            for status in (400..600).filter(|status| !retried.contains(status)) {
                check::<A, $api::ResponseError>(status, headers, "", &[]).await;
            }
            for code in $api::ErrorCode::ALL.iter().filter(|code| !retried.contains(&code.status().as_u16())) {
                let body = $body.replace("CODE", code.as_str());
                check::<A, $api::ResponseError>(code.status().as_u16(), headers, &body, &[]).await;
            }
        )*};
    }
    let server: Vec<u16> = (500..600).chain([429]).collect();
    check! {
        affiliate: r#"{"detail":"x","error_code":"CODE"}"#, &[429, 500];
        trackagoat: r#"{"data":null,"error":"x","meta":{"code":"CODE"}}"#, &[429];
        refcampaign: r#"{"success":false,"error":{"code":"CODE","message":"x"}}"#, &server;
        plain: r#"{"error":{"code":"CODE","message":"x"}}"#, &[429];
        publishing: r#"{"success":false,"error":{"code":"CODE","message":"x"},"meta":{}}"#, &[429, 500];
    }
}
