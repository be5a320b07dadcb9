//! Answers made to hurt: each ends in an error that has the status, and no more is read of it than the limit.

use std::fmt::Debug;
use std::time::Duration;

use errbook::{CallError, FromResponse, RetryPolicy};
use errbook_tests::{affiliate, plain, publishing, refcampaign, trackagoat};
use fastrand::Rng;
use http::{HeaderValue, Request};

use crate::clients::{Adapter, Call};
use crate::over_each_adapter;
use crate::server::{Answer, Body, Server};

over_each_adapter!(a_thousand_answers, an_endless_body, a_body_at_the_limit, a_body_that_breaks_off, a_slow_body);

/// How many answers each API's client gets.
const EACH: u64 = 200;
/// What is read of a body here, so that many bodies go beyond it.
const LIMIT: usize = 16 * 1024;
/// 100 MB.
const ENDLESS: usize = 100_000_000;

async fn a_thousand_answers<A: Adapter>() {
    answers::<A, affiliate::ResponseError>(0).await;
    answers::<A, plain::ResponseError>(1).await;
    answers::<A, publishing::ResponseError>(2).await;
    answers::<A, refcampaign::ResponseError>(3).await;
    answers::<A, trackagoat::ResponseError>(4).await;
}

/// The server makes the answer from the path; the test makes it again, to know what came.
async fn answers<A: Adapter, E: FromResponse + Debug>(api: u64) {
    let server = Server::start(|_, request: &Request<()>| {
        let seed = request.uri().path().trim_start_matches('/').parse();
        hostile(seed.expect("the paths are numbers"))
    });
    let server = server.await;
    for seed in (api * EACH)..((api + 1) * EACH) {
        let call = Call {
            body_limit: LIMIT,
            policy: RetryPolicy::new().budget(Duration::ZERO),
            ..Call::get(format!("/{seed}"))
        };
        let outcome = A::call::<E>(&server, &call).await;
        let sent = hostile(seed);
        let Err(CallError::Answered(error)) = outcome else { unreachable!("{seed}: {outcome:?}") };
        assert_eq!(error.status(), sent.status, "{seed}");
        let (Body::Whole(body) | Body::Broken(body)) = &sent.body else { unreachable!("they are short") };
        assert_eq!(error.body(), &body[..body.len().min(LIMIT)], "{seed}");
        let line = error.to_string();
        assert!(line.starts_with(sent.status.as_str()) && line.chars().count() <= 500, "{seed}: {line}");
    }
    assert!(server.count() as u64 >= EACH);
}

async fn an_endless_body<A: Adapter>() {
    let server = Server::saying(Answer::new(400, &[], "").with_body(Body::Spaces(ENDLESS))).await;
    let call = Call { body_limit: LIMIT, ..Call::get("/") };
    let outcome = A::call::<refcampaign::ResponseError>(&server, &call).await;
    let Err(CallError::Answered(error)) = outcome else { unreachable!("{outcome:?}") };
    assert_eq!((error.status().as_u16(), error.body().len()), (400, LIMIT));
    // What the system and the client buffer is beyond the limit, and far from all.
    assert!(server.written() < ENDLESS / 2, "{}", server.written());
}

async fn a_body_at_the_limit<A: Adapter>() {
    let body = r#"{"success":false,"error":{"code":"NOT_FOUND","message":"x"}}"#;
    for (limit, code) in [(body.len() - 1, None), (body.len(), Some(refcampaign::ErrorCode::NotFound))] {
        let server = Server::saying(Answer::new(404, &[], body)).await;
        let call = Call { body_limit: limit, ..Call::get("/") };
        let outcome = A::call::<refcampaign::ResponseError>(&server, &call).await;
        let Err(CallError::Answered(error)) = outcome else { unreachable!("{outcome:?}") };
        assert_eq!((error.code(), error.body().len()), (code, limit));
    }
}

async fn a_body_that_breaks_off<A: Adapter>() {
    let half = br#"{"success":false,"error":{"code":"NOT_FO"#;
    let answer = Answer::new(503, &[("retry-after", "2")], "").with_body(Body::Broken(half.to_vec()));
    let server = Server::saying(answer).await;
    let call = Call::get("/");
    let outcome = A::call::<refcampaign::ResponseError>(&server, &call).await;
    let Err(CallError::Answered(error)) = outcome else { unreachable!("{outcome:?}") };
    assert_eq!((error.status().as_u16(), error.body()), (503, &half[..]));
    assert_eq!(call.seconds(), [1, 2, 4, 8], "the status is enough to go by");
}

async fn a_slow_body<A: Adapter>() {
    let body = br#"{"success":false,"error":{"code":"NOT_FOUND","message":"x"}}"#;
    for limit in [9, body.len()] {
        let server = Server::saying(Answer::new(404, &[], "").with_body(Body::Slow(body.to_vec()))).await;
        let call = Call { body_limit: limit, ..Call::get("/") };
        let outcome = A::call::<refcampaign::ResponseError>(&server, &call).await;
        let Err(CallError::Answered(error)) = outcome else { unreachable!("{outcome:?}") };
        assert_eq!((error.status().as_u16(), error.body()), (404, &body[..limit]));
    }
}

/// An answer of one of the kinds below, the same for the same seed.
fn hostile(seed: u64) -> Answer {
    let mut random = Rng::with_seed(seed);
    let mut answer = Answer::new(random.u16(400..600), &[], "");
    let bytes = if seed.is_multiple_of(10) { gzip() } else { body(seed % 10, &mut random) };
    answer.body = if random.bool() { Body::Whole(bytes) } else { Body::Broken(bytes) };
    let kinds = ["application/json", "application/json; charset=utf-16", "text/html; charset=\"", "é", ""];
    let kind = kinds[random.usize(..kinds.len())];
    answer.headers.insert("content-type", HeaderValue::from_str(kind).unwrap_or(HeaderValue::from_static("?")));
    let waits = ["-1", "99999999999999999999999", "1e9", "Sun, 31 Feb 2026 99:00:00 GMT", "0"];
    answer.headers.insert("retry-after", HeaderValue::from_static(waits[random.usize(..waits.len())]));
    answer
}

/// Nine kinds of bodies.
fn body(kind: u64, random: &mut Rng) -> Vec<u8> {
    let depth = random.usize(1..=10_000);
    let text = match kind {
        1 => return (0..depth).map(|_| random.u8(..)).collect(),
        2 => "[".repeat(depth),
        3 => format!("{}1{}", r#"{"error":"#.repeat(depth), "}".repeat(depth)),
        4 => format!(r#"{{"error":{{"code":{0}}},"retry_after":{0}}}"#, "9".repeat(depth)),
        5 => format!(r#"{{{0}{0}{0}"error":{1}}}"#, r#""error":{"code":"A"},"#, scalar(random)),
        6 => format!(r#"{{"success":{},"error":{},"meta":{}}}"#, scalar(random), scalar(random), scalar(random)),
        7 => format!(r#"{{"error":{{"code":"{}","message":"{}"}}}}"#, "A".repeat(depth), "\\u0000".repeat(depth)),
        8 => return utf16(r#"{"error":{"code":"NOT_FOUND"}}"#),
        _ => format!(r#"{{"error":{{"code":"NOT_FOUND","retry_after":{}}}}}"#, scalar(random)),
    };
    text.into_bytes()
}

/// A value that stands where it should not.
fn scalar(random: &mut Rng) -> &'static str {
    let all = ["null", "true", "-1", "1e999", "\"\\ud800\"", "[]", "{}", "[[{}]]", "1e-400", "18446744073709551616"];
    all[random.usize(..all.len())]
}

fn utf16(text: &str) -> Vec<u8> {
    text.encode_utf16().flat_map(u16::to_le_bytes).collect()
}

/// Nothing, compressed.
fn gzip() -> Vec<u8> {
    let mut bytes = vec![0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 255, 3, 0];
    bytes.extend([0; 8]);
    bytes
}
