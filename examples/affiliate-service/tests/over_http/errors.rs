//! Every error that the spec documents, produced by a request; every answer as the spec publishes it.

use std::collections::BTreeSet;

use errbook_spec::{Catalog, Operation, Response, StatusKey};
use errbook_tests::published::{Published, apis};
use jsonschema::Validator;
use serde_json::{Value, json};

use crate::service::{Answer, Service};

/// An operation as it succeeds, and a token that lacks the scope for it.
struct Call {
    operation: &'static str,
    request: &'static str,
    body: &'static str,
    lacks_scope: &'static str,
    succeeds: u16,
}

const CALLS: [Call; 6] = [
    Call { operation: "listCampaigns", request: "GET /campaigns", body: "", lacks_scope: "writer", succeeds: 200 },
    Call {
        operation: "createCampaign",
        request: "POST /campaigns",
        body: r#"{"name": "Autumn", "commission_amount": 250}"#,
        lacks_scope: "reader",
        succeeds: 201,
    },
    Call { operation: "getCampaign", request: "GET /campaigns/17", body: "", lacks_scope: "writer", succeeds: 200 },
    Call {
        operation: "createLink",
        request: "POST /campaigns/17/links",
        body: r#"{"affiliate_id": 5, "target": "https://shop.example/spring", "slug": "ada"}"#,
        lacks_scope: "reader",
        succeeds: 201,
    },
    Call {
        operation: "inviteAffiliate",
        request: "POST /affiliates",
        body: r#"{"name": "Dora", "email": "dora@example.com"}"#,
        lacks_scope: "reader",
        succeeds: 201,
    },
    Call {
        operation: "deleteCampaign",
        request: "DELETE /campaigns/17",
        body: "",
        lacks_scope: "reader",
        succeeds: 204,
    },
];

/// What an operation can get wrong of its own: operation, request, token, body; status and code.
type Case = (&'static str, &'static str, &'static str, &'static str, u16, Option<&'static str>);

const LINK: &str = r#"{"affiliate_id": 7, "target": "https://shop.example/"}"#;

/// In this order, after all operations have succeeded once.
const CASES: [Case; 29] = [
    ("listCampaigns", "GET /campaigns?active=maybe", "pro", "", 400, None),
    ("listCampaigns", "GET /campaigns?page=0", "pro", "", 400, None),
    ("createCampaign", "POST /campaigns", "pro", "{", 400, None),
    ("createCampaign", "POST /campaigns", "pro", r#"{"name": 5}"#, 400, None),
    ("createCampaign", "POST /campaigns", "pro", r#"{"commission_amount": -1}"#, 422, Some("VALIDATION_ERROR")),
    ("createCampaign", "POST /campaigns", "pro", CALLS[1].body, 409, Some("DUPLICATE_RESOURCE")),
    ("createCampaign", "POST /campaigns", "free", CALLS[1].body, 402, Some("PAYMENT_REQUIRED")),
    ("createCampaign", "POST /campaigns", "free", r#"{"name": "Second", "commission_amount": 1}"#, 201, None),
    (
        "createCampaign",
        "POST /campaigns",
        "free",
        r#"{"name": "Third", "commission_amount": 1}"#,
        429,
        Some("QUOTA_EXCEEDED"),
    ),
    ("getCampaign", "GET /campaigns/99", "pro", "", 404, Some("RESOURCE_NOT_FOUND")),
    ("getCampaign", "GET /campaigns/spring", "pro", "", 404, Some("RESOURCE_NOT_FOUND")),
    // Somebody else's.
    ("getCampaign", "GET /campaigns/27", "pro", "", 404, Some("RESOURCE_NOT_FOUND")),
    ("deleteCampaign", "DELETE /campaigns/17", "pro", "", 404, Some("RESOURCE_NOT_FOUND")),
    ("createLink", "POST /campaigns/18/links", "pro", "[", 400, None),
    ("createLink", "POST /campaigns/18/links", "pro", r#"{"target": "x", "slug": "Ä"}"#, 422, Some("VALIDATION_ERROR")),
    ("createLink", "POST /campaigns/17/links", "pro", CALLS[3].body, 404, Some("RESOURCE_NOT_FOUND")),
    ("createLink", "POST /campaigns/18/links", "pro", LINK, 404, Some("RESOURCE_NOT_FOUND")),
    ("createLink", "POST /campaigns/18/links", "pro", CALLS[3].body, 409, Some("CAMPAIGN_NOT_ACTIVE")),
    (
        "createLink",
        "POST /campaigns/19/links",
        "pro",
        r#"{"affiliate_id": 6, "target": "https://shop.example/"}"#,
        403,
        Some("AFFILIATE_NOT_APPROVED"),
    ),
    ("createLink", "POST /campaigns/19/links", "pro", CALLS[3].body, 201, None),
    ("createLink", "POST /campaigns/19/links", "pro", CALLS[3].body, 409, Some("DUPLICATE_RESOURCE")),
    ("createLink", "POST /campaigns/27/links", "free", CALLS[3].body, 402, Some("PAYMENT_REQUIRED")),
    ("createLink", "POST /campaigns/27/links", "free", LINK, 201, None),
    ("createLink", "POST /campaigns/27/links", "free", LINK, 201, None),
    ("createLink", "POST /campaigns/27/links", "free", LINK, 429, Some("QUOTA_EXCEEDED")),
    ("inviteAffiliate", "POST /affiliates", "pro", "", 400, None),
    ("inviteAffiliate", "POST /affiliates", "pro", r#"{"name": "Eve", "email": "eve"}"#, 422, Some("VALIDATION_ERROR")),
    ("inviteAffiliate", "POST /affiliates", "pro", CALLS[4].body, 409, Some("DUPLICATE_RESOURCE")),
    ("inviteAffiliate", "POST /affiliates", "free", CALLS[4].body, 402, Some("PAYMENT_REQUIRED")),
];

/// What has been seen: operation, status, code.
type Seen = BTreeSet<(String, u16, Option<String>)>;

/// That an answer is what the spec publishes for the operation and status.
fn check(published: &Published, operation: &str, answer: &Answer) {
    let shown = String::from_utf8_lossy(&answer.bytes);
    for header in ["x-ratelimit-limit", "x-ratelimit-remaining", "x-ratelimit-reset"] {
        let value = answer.header(header).and_then(|value| value.parse::<u64>().ok());
        assert!(value.is_some(), "{operation}: no {header} in {shown}");
    }
    if answer.status == 204 {
        return assert!(answer.body.is_empty(), "{shown}");
    }
    assert_eq!(answer.header("content-type"), Some("application/json"), "{operation}: {shown}");
    let operations = &published.catalog().operations;
    let operation = operations.iter().find(|it| it.id == operation).expect("the spec has the operation");
    let validator = match operation.responses.iter().find(|it| it.key == StatusKey::Exact(answer.status)) {
        Some(response) => {
            is_documented(published.catalog(), response, answer);
            published.body(&response.place, "application/json")
        }
        None => success(operation, answer.status),
    };
    let body = answer.json();
    let errors: Vec<String> = validator.iter_errors(&body).map(|error| error.to_string()).collect();
    assert!(errors.is_empty(), "{}: {body} {errors:?}", operation.id);
}

/// That a response documents the code of an answer, and that the answer has the headers of the response.
fn is_documented(catalog: &Catalog, response: &Response, answer: &Answer) {
    match answer.code() {
        Some(code) => {
            let mut codes = response.codes.iter().map(|index| catalog.codes[*index].wire.to_string());
            assert!(codes.any(|documented| documented == code), "{code} is not documented for {}", answer.status);
        }
        None => assert!(response.uncoded, "{} is not documented without a code", answer.status),
    }
    let declared = catalog.statuses.iter().find(|it| it.key == response.key).expect("the status is declared");
    for header in declared.headers.iter().filter(|header| header.required) {
        assert!(answer.header(&header.name.to_lowercase()).is_some(), "no {}", header.name);
    }
}

/// A validator of what an operation answers when it succeeds. The catalog has errors alone, so this is from the spec itself.
fn success(operation: &Operation, status: u16) -> Validator {
    let text = std::fs::read_to_string(apis().join("affiliate.yaml")).expect("the spec is there");
    let spec: Value = serde_yaml::from_str(&text).expect("the spec is YAML");
    let response = &spec["paths"][&operation.path][&operation.method]["responses"][status.to_string()];
    let schema = &response["content"]["application/json"]["schema"];
    assert!(schema.is_object(), "{} does not document {status}", operation.id);
    let schema = json!({"allOf": [schema], "components": spec["components"]});
    jsonschema::validator_for(&schema).expect("the spec has a schema there")
}

/// Asks, checks the answer, and notes it.
struct Asking<'a> {
    service: &'a Service,
    published: &'a Published,
    seen: Seen,
}

impl Asking<'_> {
    fn ask(&mut self, operation: &str, request: &str, token: Option<&str>, body: &str) -> (u16, Option<String>) {
        let answer = self.service.ask(request, token, body);
        check(self.published, operation, &answer);
        let code = if answer.status < 400 { None } else { answer.code() };
        self.seen.insert((operation.to_owned(), answer.status, code.clone()));
        (answer.status, code)
    }

    fn expect(&mut self, call: &Call, token: Option<&str>, status: u16, code: Option<&str>) {
        let got = self.ask(call.operation, call.request, token, call.body);
        assert_eq!(got, (status, code.map(str::to_owned)), "{} as {token:?}", call.request);
    }
}

#[test]
fn every_documented_error_by_a_request() {
    let (service, published) = (Service::start(), Published::api("affiliate"));
    let mut asking = Asking { service: &service, published: &published, seen: Seen::new() };
    for call in &CALLS {
        asking.expect(call, None, 401, Some("TOKEN_INVALID"));
        asking.expect(call, Some("unknown"), 401, Some("TOKEN_INVALID"));
        asking.expect(call, Some("revoked"), 401, Some("TOKEN_INVALID"));
        asking.expect(call, Some("expired"), 401, Some("TOKEN_EXPIRED"));
        asking.expect(call, Some(call.lacks_scope), 403, Some("INSUFFICIENT_SCOPE"));
        asking.expect(call, Some("pro"), call.succeeds, None);
    }
    service.sql("INSERT INTO campaigns VALUES (19, 1, 'Active', 1, TRUE)").expect("the campaign is new");
    for (operation, request, token, body, status, code) in CASES {
        let got = asking.ask(operation, request, Some(token), body);
        assert_eq!(got, (status, code.map(str::to_owned)), "{request} {body}");
    }
    for _ in 0..30 {
        service.ask("GET /campaigns", Some("busy"), "");
    }
    for call in &CALLS {
        asking.expect(call, Some("busy"), 429, Some("RATE_LIMIT_EXCEEDED"));
    }
    // What was paid for is one call.
    asking.expect(&CALLS[0], Some("prepaid"), 200, None);
    for call in &CALLS {
        asking.expect(call, Some("prepaid"), 429, Some("QUOTA_EXCEEDED"));
    }
    service.sql("ALTER TABLE accounts RENAME TO gone").expect("there is such a table");
    for call in &CALLS {
        asking.expect(call, Some("pro"), 500, None);
    }
    assert_eq!(never_seen(&published, &asking.seen), Vec::<String>::new());
}

/// The documented errors that are not among those seen.
fn never_seen(published: &Published, seen: &Seen) -> Vec<String> {
    let catalog = published.catalog();
    let mut never = BTreeSet::new();
    for operation in &catalog.operations {
        for response in &operation.responses {
            let StatusKey::Exact(status) = response.key else { continue };
            let codes = response.codes.iter().map(|index| Some(catalog.codes[*index].wire.to_string()));
            for code in codes.chain(response.uncoded.then_some(None)) {
                let name = format!("{} {status} {}", operation.id, code.as_deref().unwrap_or("without a code"));
                if !seen.contains(&(operation.id.clone(), status, code)) {
                    never.insert(name);
                }
            }
        }
    }
    never.into_iter().collect()
}

#[test]
fn wrong_fields_are_named() {
    let service = Service::start();
    let answer = service.ask("POST /campaigns", Some("pro"), r#"{"commission_amount": -1}"#);
    let fields = json!([
        {"field": "commission_amount", "message": "must be a positive number"},
        {"field": "name", "message": "length is lower than 1"},
    ]);
    let expected =
        json!({"detail": "Validation failed.", "error_code": "VALIDATION_ERROR", "status": 422, "fields": fields});
    assert_eq!(answer.json(), expected);
}

#[test]
fn what_is_no_operation_is_not_found_in_the_same_envelope() {
    let (service, published) = (Service::start(), Published::api("affiliate"));
    for request in ["GET /", "PUT /campaigns", "GET /campaigns/17/links"] {
        let answer = service.ask(request, Some("pro"), "");
        assert_eq!((answer.status, answer.code().as_deref()), (404, Some("RESOURCE_NOT_FOUND")), "{request}");
        check(&published, "getCampaign", &answer);
    }
}
