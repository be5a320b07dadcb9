//! Types that hold each other in large circles, or deeper than the compiler follows them.

use errbook::{Lazy, Open};
use errbook_tests::answer::{json_headers, status};
use errbook_tests::deep_types::{
    Deep5, Deep6, ErrorCode, ErrorKind, GetA404Body, ResponseError, Round0, Round0Next, Round1, Tree,
};
use serde_json::{Value, json};

fn is_shared<T: Send + Sync + Unpin + std::panic::RefUnwindSafe + std::panic::UnwindSafe>(_: &T) {}

fn decode(body: &Value) -> ResponseError {
    ResponseError::decode(status(404), &json_headers(&[]), body.to_string())
}

/// That this compiles, with the recursion limit as it is, is half of what is to be shown.
#[test]
fn they_go_from_thread_to_thread_and_come_back_as_they_came() {
    let body = json!({
        "code": "A",
        "round": {"id": 0, "next": ["x", {"id": 1, "next": [{"id": 2, "more": true}]}]},
        "deep": {"next": {"a": [{"next": {"b": [{"next": {}}]}}]}},
        "tree": {"left": {"right": [{}, {"left": {}}]}},
    });
    let read: GetA404Body = decode(&body).body_as().expect("it is what the spec says");
    is_shared(&read);
    assert_eq!(read.code, ErrorCode::A);
    assert_eq!(decode(&body).kind(), Some(&ErrorKind::A));
    assert_eq!(serde_json::to_value(&read).ok(), Some(body));
}

#[test]
fn a_large_circle_is_followed_step_by_step() {
    let body = json!({"code": "A", "round": {"id": 0, "next": ["x", {"id": 1, "next": [{"id": "no number"}]}]}});
    let read: GetA404Body = decode(&body).body_as().expect("the rest is not looked at yet");
    let round: Round0 = read.round.expect("it is there");
    let next = round.next.expect("it is there");
    assert_eq!(next[0], Open::from("x"));
    let Some(Round0Next::Round1(lazy)) = next[1].as_known() else { unreachable!("{next:?}") };
    let round: Round1 = lazy.get().expect("it is what the spec says");
    assert_eq!(round.id, 1);
    let problem = serde_json::from_value::<errbook_tests::deep_types::Round2>(json!({"id": "no number"}));
    assert!(problem.is_err());
    assert_eq!(round.next.map(|next| next.len()), Some(1));
}

/// Where nothing is too deep or too large, nothing is put off.
#[test]
fn small_circles_are_whole() {
    let tree = Tree { left: None, right: None, additional: [].into() };
    let tree = Tree { left: Some(Box::new(tree.clone())), right: Some(vec![tree]), additional: [].into() };
    assert_eq!(serde_json::to_value(tree).ok(), Some(json!({"left": {}, "right": [{}]})));
}

/// A chain of types is cut where the compiler would have followed it far enough.
#[test]
fn a_deep_chain_is_cut_now_and_then() {
    let whole: Deep6 = serde_json::from_value(json!({"next": {}})).expect("it is what the spec says");
    let outer: Deep5 =
        serde_json::from_value(json!({"next": {"a": [{"next": {}}]}})).expect("it is what the spec says");
    let inner: Vec<Lazy<Deep6>> = outer.next.expect("it is there").remove("a").expect("it is there");
    assert_eq!(inner[0].get().ok(), Some(whole));
}
