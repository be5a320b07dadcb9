//! What goes to the log of a call that fails: an event for each try, of few words.

use errbook::Retries;
use errbook::reqwest::RequestBuilderExt as _;
use errbook_tests::log::Lines;
use errbook_tests::refcampaign::ResponseError;
use tracing::instrument::WithSubscriber as _;

use crate::clients::{Adapter, Call, Middleware, Reqwest, Tower, client};
use crate::server::{Answer, Server};

const SECRET: &str = "hunter2";

/// What this crate logs of a call that gets this answer to each try.
async fn logged<A: Adapter>(status: u16, code: &str, call: &Call) -> Vec<String> {
    let body = format!(r#"{{"success":false,"error":{{"code":"{code}","message":"{SECRET}"}}}}"#);
    let server = Server::saying(Answer::new(status, &[], &body)).await;
    let lines = Lines::default();
    let outcome = A::call::<ResponseError>(&server, call).with_subscriber(lines.clone()).await;
    assert!(outcome.is_err());
    let mut lines = lines.all();
    lines.retain(|line| line.split(' ').nth(1) == Some("errbook"));
    lines
}

async fn each_try_is_told<A: Adapter>() {
    let lines = logged::<A>(500, "SERVER_ERROR", &Call::get("/")).await;
    assert_eq!(lines.len(), 5, "{lines:?}");
    let delays = ["delay=1.0 ", "delay=2.0 ", "delay=4.0 ", "delay=8.0 "];
    for (index, line) in lines.iter().enumerate() {
        let attempt = format!("attempt={} ", index + 1);
        for part in ["error.type=\"SERVER_ERROR\" ", "status=500 ", "operation=\"call\" ", &attempt] {
            assert!(line.contains(part), "{part}: {line}");
        }
        let (level, delay) = delays.get(index).map_or(("WARN ", None), |delay| ("DEBUG ", Some(*delay)));
        assert!(line.starts_with(level), "{line}");
        assert_eq!(line.contains("delay="), delay.is_some(), "{line}");
        assert!(delay.is_none_or(|delay| line.contains(delay)), "{line}");
        assert!(!line.contains(SECRET), "{line}");
    }
    let lines = logged::<A>(404, "NOT_FOUND", &Call::post()).await;
    let [line] = lines.as_slice() else { unreachable!("{lines:?}") };
    assert!(line.starts_with("WARN ") && line.contains("NOT_FOUND"), "{line}");
}

async fn an_answer_without_a_code_is_told_by_its_status<A: Adapter>() {
    let server = Server::saying(Answer::new(404, &[], SECRET)).await;
    let lines = Lines::default();
    let call = Call::get("/");
    assert!(A::call::<ResponseError>(&server, &call).with_subscriber(lines.clone()).await.is_err());
    let told = lines.all().into_iter().filter(|line| line.contains("error.type=\"404\" "));
    assert_eq!(told.count(), 1);
    assert!(!lines.all().concat().contains(SECRET));
}

async fn no_answer_is_told_too<A: Adapter>() {
    let server = Server::saying(Answer::new(200, &[], "")).await;
    server.stop();
    let lines = Lines::default();
    let call = Call::get("/");
    assert!(A::call::<ResponseError>(&server, &call).with_subscriber(lines.clone()).await.is_err());
    let told = lines.all().into_iter().filter(|line| line.contains("error.type=\"no_answer\" "));
    let told: Vec<String> = told.collect();
    let [line] = told.as_slice() else { unreachable!("{told:?}") };
    assert!(line.starts_with("WARN ") && !line.contains("status=") && !line.contains("delay="), "{line}");
}

async fn a_code_that_may_be_anything_is_cut_short<A: Adapter>() {
    let lines = logged::<A>(404, &"A".repeat(10_000), &Call::get("/")).await;
    assert!(lines.len() == 1 && lines[0].len() < 500, "{lines:?}");
}

#[tokio::test]
async fn calls_without_a_name_are_told_without_one() {
    let server = Server::saying(Answer::new(404, &[], "")).await;
    let lines = Lines::default();
    let request = client().get(server.url("/"));
    let call = async { request.send_with_retry::<ResponseError>(&Retries::new()).await };
    assert!(call.with_subscriber(lines.clone()).await.is_err());
    let told = lines.all().concat();
    assert!(told.contains("error.type=\"404\" ") && !told.contains("operation="), "{told}");
}

macro_rules! over_each_client {
    ($($module:ident $adapter:ident),*) => {$(
        mod $module {
            #[tokio::test]
            async fn tells_each_try() {
                super::each_try_is_told::<super::$adapter>().await;
                super::an_answer_without_a_code_is_told_by_its_status::<super::$adapter>().await;
                super::no_answer_is_told_too::<super::$adapter>().await;
                super::a_code_that_may_be_anything_is_cut_short::<super::$adapter>().await;
            }
        }
    )*};
}
over_each_client!(by_middleware Middleware, by_reqwest Reqwest, by_tower Tower);
