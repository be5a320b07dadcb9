//! Every example of an error that a spec shows decodes, and what its payload holds is what the example holds. As a whole it
//! encodes back to the same JSON.

#![allow(dead_code, unused_macros)] // Without the specs there is nothing to call them with.

use std::collections::HashMap;
use std::fmt::Debug;
use std::path::Path;

use errbook::__private::v1::{Kind, Payload};
use errbook::{Finding, Mismatch};
use errbook_spec::{Place, StatusKey};
use errbook_tests::published::Published;
use http::{HeaderMap, HeaderValue, StatusCode, header};
use jsonschema::Validator;
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;

/// The examples that are not what their own schemas say: operation, status and number.
const INVALID: [(&str, &[&str]); 1] = [(
    "slack",
    &[
        "admin_conversations_archive default 1",
        "admin_conversations_convertToPrivate default 1",
        "admin_conversations_create default 1",
        "admin_conversations_delete default 1",
        "admin_conversations_disconnectShared default 1",
        "admin_conversations_getConversationPrefs default 1",
        "admin_conversations_getTeams default 1",
        "admin_conversations_invite default 1",
        "admin_conversations_rename default 1",
        "admin_conversations_setConversationPrefs default 1",
        "admin_conversations_unarchive default 1",
        "apps_permissions_request default 1",
        "files_comments_delete default 1",
        "pins_remove default 1",
    ],
)];

/// The APIs of whose codes some carry something. Slack is the only published one: each code has a body of its own there.
const WITH_PAYLOADS: [&str; 3] = ["refcampaign", "slack", "trackagoat"];

/// An answer that an example shows.
struct Shown {
    name: String,
    status: StatusCode,
    headers: HeaderMap,
    body: Value,
    /// Whether it is what its own schema says.
    is_valid: bool,
    /// The position of its envelope.
    envelope: Option<usize>,
    /// What its whole body is, as the catalog writes it.
    whole: String,
}

/// Reads a body as a type and writes it again; also how the type shows itself.
type Again = fn(&[u8]) -> serde_json::Result<(Value, String)>;

fn again<T: DeserializeOwned + Serialize + Debug>(body: &[u8]) -> serde_json::Result<(Value, String)> {
    let body: T = serde_json::from_slice(body)?;
    Ok((serde_json::to_value(&body)?, format!("{body:?}")))
}

/// Every example of an error response.
fn shown(published: &Published) -> Vec<Shown> {
    let catalog = published.catalog();
    let mut shown = Vec::new();
    let mut validators: HashMap<(&Place, &str), Validator> = HashMap::new();
    for operation in &catalog.operations {
        for response in &operation.responses {
            for (number, example) in response.examples.iter().enumerate() {
                let media_type = HeaderValue::from_str(&example.media_type).expect("it is a media type");
                let key = (&response.place, example.media_type.as_str());
                let validator = validators.entry(key).or_insert_with(|| published.body(key.0, key.1));
                let mut envelopes = response.envelopes.iter().copied();
                let whole = response.content.iter().find(|content| content.media_type == example.media_type);
                shown.push(Shown {
                    name: format!("{} {} {}", operation.id, response.key, number + 1),
                    status: status(response.key, &example.value),
                    headers: HeaderMap::from_iter([(header::CONTENT_TYPE, media_type)]),
                    body: example.value.clone(),
                    is_valid: validator.is_valid(&example.value),
                    whole: whole.map(|content| format!("{:?}", content.ty)).unwrap_or_default(),
                    envelope: envelopes.find(|it| catalog.envelopes[*it].media_type == example.media_type),
                });
            }
        }
    }
    shown
}

/// A status for which the key of a response stands, the one that the body says if it says any.
fn status(key: StatusKey, body: &Value) -> StatusCode {
    let number = match key {
        StatusKey::Exact(status) => status,
        StatusKey::Range(class) => said(body).unwrap_or(u16::from(class) * 100),
        StatusKey::Default => said(body).unwrap_or(500),
    };
    StatusCode::from_u16(number).expect("the keys are statuses")
}

/// The status that a body repeats.
fn said(body: &Value) -> Option<u16> {
    body.as_object()?.iter().find_map(|(key, value)| match value {
        Value::Number(number) if key.starts_with("status") => number.as_u64()?.try_into().ok(),
        _ => said(value),
    })
}

/// Whether it is about which code stands in an example: no schema lists it, or under another status.
fn is_of_code(finding: &Finding) -> bool {
    matches!(finding, Finding::UnknownCode { .. } | Finding::UnexpectedCode { .. })
}

/// What a payload says that its body does not.
fn invented(payload: Payload<'_>, body: &Value) -> Vec<Value> {
    let mut said = Vec::new();
    match payload {
        Payload::None => {}
        Payload::Details(details) => said.push(details.to_value()),
        Payload::Beside(object) => object.each(&mut |_, value| said.push(value.to_value())),
    }
    said.retain(|value| !holds(body, value));
    said
}

/// Whether a value stands anywhere in another.
fn holds(body: &Value, value: &Value) -> bool {
    body == value
        || match body {
            Value::Array(list) => list.iter().any(|item| holds(item, value)),
            Value::Object(map) => map.values().any(|member| holds(member, value)),
            _ => false,
        }
}

/// What stands in a body.
fn at<'b>(body: &'b Value, path: &str) -> Option<&'b Value> {
    path.split('.').try_fold(body, |value, key| value.get(key))
}

/// Decodes and compares, for each of the modules.
macro_rules! decodes {
    ($((
        $api:ident, $spec:expr, $code_at:expr,
        [$(($envelope:literal, $path:literal, $ty:ty)),*],
        [$(($whole:literal, $whole_ty:ty)),*]
    ),)*) => {
        $(
            #[test]
            fn $api() {
                use errbook_tests_corpus::$api::ResponseError;
                type Member = fn(&ResponseError) -> Option<Value>;
                let bodies: &[(&str, Again)] = &[$(($whole, again::<$whole_ty>)),*];
                let members: &[(usize, &str, Member)] = &[$(($envelope, $path, |error| {
                    error.member::<$ty>($path).and_then(|member| serde_json::to_value(member).ok())
                })),*];
                let published = Published::read(&Path::new(env!("CARGO_MANIFEST_DIR")).join($spec), $code_at);
                let mut invalid = Vec::new();
                let mut payloads = 0;
                for shown in shown(&published) {
                    let error = ResponseError::decode(shown.status, &shown.headers, shown.body.to_string());
                    let payload = error.kind().map_or(Payload::None, Kind::payload);
                    payloads += usize::from(!matches!(payload, Payload::None));
                    assert_eq!(invented(payload, &shown.body), Vec::<Value>::new(), "{}: {}", shown.name, shown.body);
                    let (_, again) = bodies.iter().find(|(ty, _)| *ty == shown.whole).expect("every body has a type");
                    let whole = again(error.body());
                    if !shown.is_valid {
                        invalid.push(shown.name);
                        continue;
                    }
                    let (whole, debug) = whole.unwrap_or_else(|problem| unreachable!("{}: {problem}", shown.name));
                    assert_eq!(whole, shown.body, "{}", shown.name);
                    assert!(!debug.contains("Unknown("), "{}: {debug}", shown.name);
                    let mismatch = error.mismatch().into_iter().flat_map(Mismatch::iter);
                    let shapes: Vec<&Finding> = mismatch.filter(|finding| !is_of_code(finding)).collect();
                    assert_eq!(shapes, Vec::<&Finding>::new(), "{}: {}", shown.name, shown.body);
                    for (_, path, again) in members.iter().filter(|it| Some(it.0) == shown.envelope) {
                        assert_eq!(again(&error).as_ref(), at(&shown.body, path), "{} at {path}", shown.name);
                    }
                }
                let expected = INVALID.iter().find(|(api, _)| *api == stringify!($api));
                assert_eq!(invalid, expected.map_or(&[][..], |(_, names)| *names));
                assert_eq!(payloads > 0, WITH_PAYLOADS.contains(&stringify!($api)));
            }
        )*
    };
}

errbook_tests_corpus::every_spec!(decodes);
