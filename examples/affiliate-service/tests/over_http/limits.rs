//! The rate limit: what a caller is told of it, and that it holds.

use crate::service::Service;

fn number(value: Option<&str>) -> u64 {
    value.and_then(|value| value.parse().ok()).expect("the header is there and a number")
}

#[test]
fn each_token_is_counted_by_its_plan() {
    let service = Service::start();
    for left in (0..30).rev() {
        let answer = service.ask("GET /campaigns", Some("free"), "");
        assert_eq!(answer.status, 200);
        assert_eq!(number(answer.header("x-ratelimit-limit")), 30);
        assert_eq!(number(answer.header("x-ratelimit-remaining")), left);
    }
    let refused = service.ask("GET /campaigns", Some("free"), "");
    assert_eq!((refused.status, refused.code().as_deref()), (429, Some("RATE_LIMIT_EXCEEDED")));
    let wait = number(refused.header("retry-after"));
    assert!((1..=60).contains(&wait), "{wait}");
    assert_eq!(refused.json().get("retry_after").and_then(serde_json::Value::as_u64), Some(wait));
    assert_eq!(number(refused.header("x-ratelimit-remaining")), 0);

    let other = service.ask("GET /campaigns", Some("busy"), "");
    assert_eq!((other.status, number(other.header("x-ratelimit-remaining"))), (200, 29));
    let pro = service.ask("GET /campaigns", Some("pro"), "");
    assert_eq!(number(pro.header("x-ratelimit-limit")), 300);
}

#[test]
fn guesses_are_counted_together() {
    let service = Service::start();
    for guess in 0..60 {
        assert_eq!(service.ask("GET /campaigns", Some(&format!("guess-{guess}")), "").status, 401);
    }
    assert_eq!(service.ask("GET /campaigns", Some("one-more"), "").status, 429);
    assert_eq!(service.ask("GET /campaigns", Some("pro"), "").status, 200);
}
