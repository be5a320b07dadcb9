//! What the README shows of clients is code that runs, against a service of the spec that it shows.

use std::error::Error;
use std::path::Path;

use axum::Router;
use axum::routing::get;
use errbook_tests::shop;
use errbook_tests::shop::operation::GetOrder;

type Said = Result<String, Box<dyn Error>>;

async fn asked_for_its_error(client: &reqwest::Client, url: &str) -> Said {
    use errbook::reqwest::ResponseExt as _;
    use shop::{ErrorKind, ResponseError};

    let response = client.get(url).send().await?;
    let said = match response.error_for::<ResponseError>().await {
        Ok(order) => order.text().await?,
        Err(error) => match error.kind() {
            Some(ErrorKind::OrderNotFound) => "There is no such order.".to_owned(),
            Some(_) => format!("The shop refuses: {}", error.message()),
            // A code that is newer than this program: nothing is lost.
            None => format!("{error}, as {:?} says", error.code_str()),
        },
    };
    Ok(said)
}

async fn tried_again(client: &reqwest::Client, url: &str) -> Said {
    use shop::ResponseError;

    use errbook::reqwest::RequestBuilderExt as _;
    use errbook::{CallError, Retries};

    // One for all calls.
    let retries = Retries::new();
    let said = match client.get(url).send_with_retry::<ResponseError>(&retries).await {
        Ok(order) => order.text().await?,
        // What is matched on above.
        Err(CallError::Answered(error)) => error.to_string(),
        Err(CallError::Transport(error)) => format!("The shop is out of reach: {error}"),
    };
    Ok(said)
}

#[test]
fn without_a_server() {
    use shop::ResponseError;

    for shown in shop::examples() {
        let error = ResponseError::from_response(shown);
        assert_eq!(error.mismatch(), None);
    }
    assert_eq!(shop::examples().len(), 1, "the spec of the README shows one");
    assert_eq!(shop::ErrorCode::OrderNotFound.examples().len(), 1);
}

/// A shop at a port of its own, which ends with the test.
async fn shop_at() -> String {
    let newer = (axum::http::StatusCode::NOT_FOUND, r#"{"code": "MOVED_AWAY", "message": "Look elsewhere"}"#);
    let router = Router::new()
        .route("/orders/1", get(async || "the order"))
        .route("/orders/2", get(async || Err::<(), _>(GetOrder::order_not_found("There is no order 2."))))
        .route("/orders/3", get(async || Err::<(), _>(GetOrder::customer_not_found("There is no customer 3."))))
        .route("/orders/4", get(async move || newer));
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.expect("a port is free");
    let address = listener.local_addr().expect("it listens");
    tokio::spawn(async { axum::serve(listener, router).await });
    format!("http://{address}/orders")
}

#[tokio::test]
async fn what_a_client_says() {
    let client = reqwest::Client::builder().no_proxy().build().expect("it needs no more than sockets");
    let orders = shop_at().await;
    for (order, first, second) in [
        (1, "the order", "the order"),
        (2, "There is no such order.", "404 ORDER_NOT_FOUND: There is no order 2."),
        (3, "The shop refuses: There is no customer 3.", "404 CUSTOMER_NOT_FOUND: There is no customer 3."),
        (4, "404 MOVED_AWAY: Look elsewhere, as Some(\"MOVED_AWAY\") says", "404 MOVED_AWAY: Look elsewhere"),
    ] {
        let url = format!("{orders}/{order}");
        assert_eq!(asked_for_its_error(&client, &url).await.expect("the shop is there"), first);
        assert_eq!(tried_again(&client, &url).await.expect("the shop is there"), second);
    }
    let nobody = tried_again(&client, "http://127.0.0.1:0/").await.expect("it is said");
    assert!(nobody.starts_with("The shop is out of reach: "), "{nobody}");
}

/// Lines of code, however deep they stand.
fn lines(code: &str) -> Vec<&str> {
    code.lines().map(str::trim).filter(|line| !line.is_empty()).collect()
}

#[test]
fn it_is_what_the_readme_shows() {
    let readme = std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("../README.md"));
    let readme = readme.expect("it is beside this package");
    let section = readme.split("\n## ").find(|section| section.starts_with("In a client\n"));
    let blocks = section.expect("there is such a section").split("```rust,ignore\n").skip(1);
    let shown: Vec<&str> = blocks.filter_map(|block| block.split("```").next()).collect();
    assert_eq!(shown.len(), 3);
    let here = lines(include_str!("readme.rs"));
    for block in shown {
        let block = lines(block);
        assert!(here.windows(block.len()).any(|window| window == block), "no longer here: {block:#?}");
    }
}
