//! Every example of an error that a published spec shows decodes, and what its payload holds is what the example holds.

#![allow(dead_code, unused_macros)] // Without the specs there is nothing to call them with.

use std::path::Path;

use errbook::__private::v1::{Kind, Payload};
use errbook_spec::{Catalog, Options, StatusKey};
use http::{HeaderMap, HeaderValue, StatusCode, header};
use serde_json::Value;

/// An answer that an example shows.
struct Shown {
    status: StatusCode,
    headers: HeaderMap,
    body: Value,
}

/// What errbook knows of a spec.
fn catalog(spec: &str, code_at: &str) -> Catalog {
    let mut options = Options::default();
    options.code_paths.extend(Some(code_at.to_owned()).filter(|path| !path.is_empty()));
    let reading = errbook_spec::read(&Path::new(env!("CARGO_MANIFEST_DIR")).join(spec), &options);
    reading.unwrap_or_else(|report| unreachable!("{report}")).catalog().clone()
}

/// Every example of a catalog that is a whole body.
fn shown(catalog: &Catalog) -> Vec<Shown> {
    let responses = catalog.operations.iter().flat_map(|operation| &operation.responses);
    let examples = responses.flat_map(|response| response.examples.iter().map(|example| (response.key, example)));
    let shown = examples.filter(|(_, example)| example.value.is_object()).map(|(key, example)| Shown {
        status: status(key),
        headers: HeaderMap::from_iter([(
            header::CONTENT_TYPE,
            HeaderValue::from_str(&example.media_type).expect("it is a media type"),
        )]),
        body: example.value.clone(),
    });
    shown.collect()
}

/// A status for which the key of a response stands.
fn status(key: StatusKey) -> StatusCode {
    let number = match key {
        StatusKey::Exact(status) => status,
        StatusKey::Range(class) => u16::from(class) * 100,
        StatusKey::Default => 500,
    };
    StatusCode::from_u16(number).expect("the keys are statuses")
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

/// Decodes and compares, for each of the modules.
macro_rules! decodes {
    ($(($api:ident, $spec:expr, $code_at:expr),)*) => {
        $(
            #[test]
            fn $api() {
                use errbook_tests_corpus::$api::ResponseError;
                let mut payloads = 0;
                for shown in shown(&catalog($spec, $code_at)) {
                    let body = shown.body.to_string();
                    let error = ResponseError::decode(shown.status, &shown.headers, body.clone());
                    let mismatch = error.mismatch().map(ToString::to_string).unwrap_or_default();
                    assert!(!mismatch.contains("payload"), "{mismatch}: {body}");
                    let payload = error.kind().map_or(Payload::None, Kind::payload);
                    payloads += usize::from(!matches!(payload, Payload::None));
                    assert_eq!(invented(payload, &shown.body), Vec::<Value>::new(), "{body}");
                }
                // Of the sixteen, Slack alone gives its codes payloads: each code has a body of its own there.
                assert_eq!(payloads > 0, stringify!($api) == "slack");
            }
        )*
    };
}

errbook_tests_corpus::every_spec!(decodes);
