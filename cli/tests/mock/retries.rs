//! Clients of the five APIs: they try again as the pages tell them, row by row, and never otherwise.

use std::fs;
use std::future::ready;
use std::path::PathBuf;
use std::sync::{Arc, Mutex, PoisonError};

use errbook::reqwest::RequestBuilderExt as _;
use errbook::{CallError, ErrorCode, FromResponse, Retries};
use errbook_spec::StatusKey;
use errbook_tests::published::Published;
use errbook_tests::retries::{AFFILIATE, PLAIN, PUBLISHING, Page, REFCAMPAIGN, Row, TRACKAGOAT};
use errbook_tests::{affiliate, plain, publishing, refcampaign, trackagoat};
use serde_json::Value;

use crate::server::{Mock, command, file};

/// A server without rules says how long to wait where its examples do.
const WITHOUT_RULES: &str = "
overlay: 1.0.0
info: {title: No rules, version: '1'}
actions:
  - {target: \"$['x-retry']\", remove: true}
";
/// A server with a code that is newer than its clients.
const NEWER: &str = "
overlay: 1.0.0
info: {title: A newer code, version: '2'}
actions:
  - target: $.components.schemas.ApiErrorResponse.properties.error.properties.code
    update:
      enum: [NEWER_THAN_THIS]
      x-error-codes: {NEWER_THAN_THIS: {status: 429}}
";

fn spec(page: &Page) -> PathBuf {
    file(&format!("spec/apis/{}.yaml", page.name))
}

/// A mock of what an overlay makes of an API.
fn laid_over(page: &Page, overlay: &str) -> Mock {
    let folder = tempfile::tempdir().expect("the system has a folder for temporary files");
    let path = folder.path().join("a.overlay.yaml");
    fs::write(&path, overlay).expect("it is ours");
    Mock::start(command(&spec(page)).arg("--overlay").arg(path))
}

/// What came of a call: the status of a success or the last error; and how long it would have waited, in seconds.
type Called<E> = (Result<u16, E>, Vec<u64>);

/// Calls by reqwest; the waits are noted instead of waited.
fn call<E: FromResponse>(mock: &Mock, path: &str, prefer: &str) -> Called<E> {
    let waits: Arc<Mutex<Vec<u64>>> = Arc::default();
    let noted = Arc::clone(&waits);
    let retries = Retries::new().jitter(|| 1.0).sleep(move |wait| {
        noted.lock().unwrap_or_else(PoisonError::into_inner).push(wait.as_secs());
        ready(())
    });
    let client = reqwest::Client::builder().no_proxy().build().expect("it needs no more than sockets");
    let request = client.get(format!("http://{}{path}", mock.address)).header("prefer", prefer);
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().expect("the system has room");
    let outcome = match runtime.block_on(request.send_with_retry::<E>(&retries)) {
        Ok(response) => Ok(response.status().as_u16()),
        Err(CallError::Answered(error)) => Err(error),
        Err(CallError::Transport(error)) => panic!("{path} {prefer}: {error}"),
    };
    let waits = waits.lock().unwrap_or_else(PoisonError::into_inner).clone();
    (outcome, waits)
}

/// How an error is asked for that says as much of waiting as a row does.
fn preference(row: &Row) -> String {
    let wait = match (row.header, row.body) {
        (None, None) => "; retry-after=none".to_owned(),
        (Some(header), body) if body.is_none_or(|body| body == header) => format!("; retry-after={header}"),
        // As the spec shows it.
        _ => String::new(),
    };
    let code = row.code.map(|code| format!("; code={code}")).unwrap_or_default();
    format!("status={}{code}{wait}", row.status)
}

/// The seconds that an answer says, in its header and in its body.
fn told(error: &impl FromResponse) -> (Option<u32>, Option<u32>) {
    let header = error.headers().get("retry-after").and_then(|value| value.to_str().ok()?.parse().ok());
    let body: Value = serde_json::from_slice(error.body()).expect("it is JSON");
    let places = ["/retry_after", "/meta/retryAfter", "/meta/retry_after"];
    let body = places.iter().find_map(|place| body.pointer(place)?.as_u64()?.try_into().ok());
    (header, body)
}

/// Each row: as long as the error comes, and until it comes no more. `path` is that of a `GET`.
fn every_row<E: FromResponse>(page: &Page, path: &str) {
    let mocks = [Mock::of(&spec(page)), laid_over(page, WITHOUT_RULES)];
    for (number, row) in page.documented.iter().enumerate() {
        let says_in_body_alone = row.header.is_none() && row.body.is_some();
        let mock = &mocks[usize::from(says_in_body_alone)];
        let prefer = preference(row);
        let (outcome, waits) = call::<E>(mock, path, &prefer);
        let error = outcome.err().unwrap_or_else(|| panic!("{} {row:?} is an error", page.name));
        assert_eq!(waits, row.waits, "{} {row:?}", page.name);
        assert_eq!((error.status().as_u16(), told(&error)), (row.status, (row.header, row.body)), "{}", page.name);
        assert!(row.code.is_none_or(|code| error.code_str() == Some(code)), "{} {row:?}: {error}", page.name);
        for times in 1..=row.waits.len() {
            let (outcome, waits) = call::<E>(mock, path, &format!("{prefer}; times={times}; session={number}"));
            assert_eq!((outcome.ok(), &*waits), (Some(200), &row.waits[..times]), "{} {row:?}", page.name);
        }
    }
}

/// Every code with each of its statuses, and every status that is documented, however long the server asks to wait.
fn never_otherwise<E: FromResponse>(page: &Page, codes: &[impl ErrorCode]) {
    let mock = Mock::of(&spec(page));
    let of_codes = codes.iter().flat_map(|code| code.statuses().iter().map(|it| (Some(code.as_str()), it.as_u16())));
    let published = Published::api(page.name);
    let uncoded = published.catalog().statuses.iter().filter(|status| status.uncoded).filter_map(|status| {
        let StatusKey::Exact(number) = status.key else { return None };
        Some((None, number))
    });
    let mut played = 0;
    for (code, status) in of_codes.chain(uncoded) {
        let path = format!("/errors/{}", code.map_or_else(|| status.to_string(), str::to_owned));
        let (outcome, waits) = call::<E>(&mock, &path, &format!("status={status}; retry-after=1"));
        let error = outcome.err().unwrap_or_else(|| panic!("{} {code:?} {status} is an error", page.name));
        assert_eq!((error.status().as_u16(), error.code_str().filter(|_| code.is_some())), (status, code));
        assert_eq!(waits.is_empty(), !(page.is_retried)(code, status), "{} {code:?} {status}", page.name);
        played += 1;
    }
    assert!(played >= 8, "{} documents more errors than {played}", page.name);
}

#[test]
fn every_row_of_the_pages() {
    every_row::<affiliate::ResponseError>(&AFFILIATE, "/campaigns");
    every_row::<trackagoat::ResponseError>(&TRACKAGOAT, "/creators");
    every_row::<refcampaign::ResponseError>(&REFCAMPAIGN, "/affiliates/aff_1");
    every_row::<plain::ResponseError>(&PLAIN, "/shipments");
    every_row::<publishing::ResponseError>(&PUBLISHING, "/account/credits");
}

#[test]
fn all_else_is_never_tried_again() {
    never_otherwise::<affiliate::ResponseError>(&AFFILIATE, affiliate::ErrorCode::ALL);
    never_otherwise::<trackagoat::ResponseError>(&TRACKAGOAT, trackagoat::ErrorCode::ALL);
    never_otherwise::<refcampaign::ResponseError>(&REFCAMPAIGN, refcampaign::ErrorCode::ALL);
    never_otherwise::<plain::ResponseError>(&PLAIN, plain::ErrorCode::ALL);
    never_otherwise::<publishing::ResponseError>(&PUBLISHING, publishing::ErrorCode::ALL);
}

#[test]
fn a_code_that_is_newer_than_the_client_is_tried_again_as_its_status_is() {
    let mock = laid_over(&REFCAMPAIGN, NEWER);
    let rows = REFCAMPAIGN.further.iter().filter(|row| (row.status, row.code) == (429, Some("NEWER_THAN_THIS")));
    let rows: Vec<&Row> = rows.collect();
    assert_eq!(rows.len(), 2, "with a wait that is told, and without");
    for row in rows {
        let (outcome, waits) = call::<refcampaign::ResponseError>(&mock, "/affiliates/aff_1", &preference(row));
        let error = outcome.expect_err("it never ends");
        assert_eq!((error.code(), error.code_str()), (None, row.code));
        assert_eq!((&*waits, told(&error)), (row.waits, (row.header, row.body)));
    }
}
