//! What fails inside stays inside: planted secrets are in no byte that leaves.

use affiliate_service::{Service as Shared, guarded};
use axum::Router;
use axum::routing::get;
use serde_json::json;

use crate::service::{Answer, Service};

const URL: &str = "postgres://app:hunter2@db.internal/ledger";
const PATH: &str = "/srv/affiliate/private.key";

/// That an answer is the published 500, and that nothing secret is anywhere in it.
fn check(service: &Service, answer: &Answer) {
    let shown = String::from_utf8_lossy(&answer.bytes);
    let published = "An unexpected error on the server; contact support if it stays.";
    assert_eq!(answer.status, 500, "{shown}");
    assert_eq!(answer.json(), json!({"detail": published, "status": 500}));
    let database = service.database().display().to_string();
    for secret in [URL, PATH, "hunter2", "db.internal", "private.key", "campaigns", "database", database.as_str()] {
        assert!(!shown.contains(secret), "{secret} in {shown}");
    }
}

/// That the database says the secrets when it is asked: else nothing would be tested.
fn says_secrets(service: &Service, statement: &str) {
    let error = service.sql(statement).expect_err("the database was broken").to_string();
    assert!(error.contains(URL) && error.contains(PATH), "{error}");
}

#[test]
fn of_a_database_that_refuses_to_write() {
    let service = Service::start();
    for (event, table) in
        [("INSERT", "campaigns"), ("INSERT", "affiliates"), ("INSERT", "links"), ("DELETE", "campaigns")]
    {
        let refuse = format!("BEGIN SELECT RAISE(ABORT, '{URL} refused the key {PATH}'); END");
        let trigger = format!("CREATE TRIGGER {event}_{table} BEFORE {event} ON {table} {refuse}");
        service.sql(&trigger).expect("the trigger is new");
    }
    says_secrets(&service, "DELETE FROM campaigns");
    says_secrets(&service, "INSERT INTO affiliates (account_id, name, email) VALUES (1, 'Eve', 'eve@example.com')");
    let link = r#"{"affiliate_id": 5, "target": "https://shop.example/"}"#;
    for (request, body) in [
        ("POST /campaigns", r#"{"name": "Autumn", "commission_amount": 1}"#),
        ("POST /affiliates", r#"{"name": "Eve", "email": "eve@example.com"}"#),
        ("POST /campaigns/17/links", link),
        ("DELETE /campaigns/17", ""),
    ] {
        check(&service, &service.ask(request, Some("pro"), body));
    }
}

#[test]
fn of_a_database_that_cannot_be_read() {
    let service = Service::start();
    let view = format!("CREATE VIEW campaigns AS SELECT * FROM \"{URL} {PATH}\"");
    service.sql(&format!("ALTER TABLE campaigns RENAME TO gone; {view}")).expect("the view is new");
    says_secrets(&service, "SELECT * FROM campaigns");
    for request in ["GET /campaigns", "GET /campaigns/17"] {
        check(&service, &service.ask(request, Some("pro"), ""));
    }
}

#[test]
fn of_a_row_that_is_damaged() {
    let service = Service::start();
    for request in ["GET /campaigns", "GET /campaigns/37"] {
        check(&service, &service.ask(request, Some("damaged"), ""));
    }
}

#[test]
fn of_a_handler_that_panics() {
    let panics = async || -> String { panic!("{URL} in {PATH}") };
    let service = Service::serving(|store| guarded(Router::new().route("/panic", get(panics)), Shared::new(store)));
    for left in ["299", "298"] {
        let answer = service.ask("GET /panic", Some("pro"), "");
        check(&service, &answer);
        assert_eq!(answer.header("x-ratelimit-remaining"), Some(left));
    }
}
