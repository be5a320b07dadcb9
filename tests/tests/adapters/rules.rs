//! What the caller settles: which requests are repeated, for how long, and with what jitter.

use std::time::Duration;

use errbook::{CallError, RetryPolicy};
use errbook_tests::refcampaign::{ErrorCode, ResponseError};
use http::Method;

use crate::clients::{Adapter, Call};
use crate::over_each_adapter;
use crate::server::{Answer, Server};

over_each_adapter!(
    success_ends_it,
    success_is_left_alone,
    what_may_not_be_repeated_is_sent_once,
    what_may_be_repeated_is,
    the_budget_ends_it,
    jitter_is_of_ruled_waits_alone,
    codes_of_one_status_are_told_apart,
);

const UNAVAILABLE: u16 = 503;

/// Fails so many times, and then works.
async fn failing(times: usize) -> Server {
    Server::start(move |number, _| Answer::new(if number < times { UNAVAILABLE } else { 204 }, &[], "")).await
}

async fn success_ends_it<A: Adapter>() {
    let (server, call) = (failing(3).await, Call::get("/"));
    assert!(A::call::<ResponseError>(&server, &call).await.is_ok());
    assert_eq!((server.count(), call.seconds()), (4, vec![1, 2, 4]));
}

async fn success_is_left_alone<A: Adapter>() {
    for status in [200, 204, 304] {
        let server = Server::saying(Answer::new(status, &[("retry-after", "1")], "")).await;
        let outcome = A::call::<ResponseError>(&server, &Call::get("/")).await;
        assert_eq!(outcome.ok().map(|status| status.as_u16()), Some(status));
        assert_eq!(server.count(), 1);
    }
}

async fn what_may_not_be_repeated_is_sent_once<A: Adapter>() {
    for method in [Method::POST, Method::PATCH] {
        let (server, call) = (failing(1).await, Call { method, ..Call::get("/") });
        let outcome = A::call::<ResponseError>(&server, &call).await;
        assert!(matches!(outcome, Err(CallError::Answered(error)) if error.status().as_u16() == UNAVAILABLE));
        assert_eq!((server.count(), call.seconds()), (1, vec![]));
    }
}

async fn what_may_be_repeated_is<A: Adapter>() {
    let with_key = Call { headers: &[("idempotency-key", "a1")], ..Call::post() };
    let any = Call { policy: RetryPolicy::new().any_method(), ..Call::post() };
    let put = Call { method: Method::PUT, ..Call::get("/") };
    for call in [with_key, any, put] {
        let server = failing(1).await;
        assert!(A::call::<ResponseError>(&server, &call).await.is_ok());
        assert_eq!((server.count(), call.seconds()), (2, vec![1]));
    }
}

async fn the_budget_ends_it<A: Adapter>() {
    let call = Call { policy: RetryPolicy::new().budget(Duration::from_secs(4)), ..Call::get("/") };
    let server = failing(9).await;
    assert!(A::call::<ResponseError>(&server, &call).await.is_err());
    assert_eq!((server.count(), call.seconds()), (3, vec![1, 2]), "4 more seconds do not fit in");
    // A century, and more than any clock holds.
    for asked in ["3155760000", "18446744073709551616", "Fri, 31 Dec 9999 23:59:59 GMT"] {
        let server = Server::saying(Answer::new(429, &[("retry-after", asked)], "")).await;
        let call = Call::get("/");
        assert!(A::call::<ResponseError>(&server, &call).await.is_err());
        assert_eq!((server.count(), call.seconds()), (1, vec![]), "{asked}");
    }
}

async fn jitter_is_of_ruled_waits_alone<A: Adapter>() {
    let quarter = || Call { jitter: 0.25, ..Call::get("/") };
    let (server, call) = (failing(9).await, quarter());
    assert!(A::call::<ResponseError>(&server, &call).await.is_err());
    assert_eq!(call.waits(), [250, 500, 1_000, 2_000].map(Duration::from_millis));
    let server = Server::saying(Answer::new(429, &[("retry-after", "8")], "")).await;
    let call = quarter();
    assert!(A::call::<ResponseError>(&server, &call).await.is_err());
    assert_eq!(call.seconds(), [8; 4]);
}

async fn codes_of_one_status_are_told_apart<A: Adapter>() {
    for code in [ErrorCode::RateLimitExceeded, ErrorCode::LimitExceeded] {
        let body = format!(r#"{{"success":false,"error":{{"code":"{code}","message":"x"}}}}"#);
        let server = Server::saying(Answer::new(429, &[], &body)).await;
        let outcome = A::call::<ResponseError>(&server, &Call::get("/")).await;
        let error = outcome.err().and_then(|error| error.answered().and_then(ResponseError::code));
        assert_eq!(error, Some(code));
    }
}
