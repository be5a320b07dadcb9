//! Every code that a published spec declares is told from an answer, under every status that it is documented under.

#![allow(dead_code, unused_macros)] // Without the specs there is nothing to call them with.

use std::path::Path;

use errbook_spec::{Body, Catalog, Code, Options, Role, Slot, StatusKey, Wire};
use http::{HeaderMap, HeaderValue, StatusCode, header};
use serde_json::{Value, json};

/// An answer that holds a code and nothing else, and the code.
struct Answer {
    status: StatusCode,
    headers: HeaderMap,
    body: Vec<u8>,
    code: String,
}

/// What errbook knows of a spec.
fn catalog(spec: &str, code_at: &str) -> Catalog {
    let mut options = Options::default();
    options.code_paths.extend(Some(code_at.to_owned()).filter(|path| !path.is_empty()));
    let reading = errbook_spec::read(&Path::new(env!("CARGO_MANIFEST_DIR")).join(spec), &options);
    reading.unwrap_or_else(|report| unreachable!("{report}")).catalog().clone()
}

/// An answer for every status under which a code is documented.
fn answers(catalog: &Catalog, index: usize, code: &Code) -> Vec<Answer> {
    let Some(envelope) = code.envelope.and_then(|envelope| catalog.envelopes.get(envelope)) else {
        return Vec::new();
    };
    let keys = catalog.statuses.iter().filter(|status| status.codes.contains(&index)).map(|status| status.key);
    let wire = match &code.wire {
        Wire::Text(text) => Value::from(text.as_str()),
        Wire::Integer(integer) => Value::from(*integer),
    };
    let body = holding(&envelope.body, &wire).unwrap_or_else(|| unreachable!("{} has no place", code.wire));
    let answer = |key| Answer {
        status: status(key),
        headers: HeaderMap::from_iter([(
            header::CONTENT_TYPE,
            HeaderValue::from_str(&envelope.media_type).expect("it is a media type"),
        )]),
        body: body.to_string().into_bytes(),
        code: code.wire.to_string(),
    };
    let mut answers: Vec<Answer> = keys.map(answer).collect();
    if answers.is_empty() {
        answers.push(answer(StatusKey::Default));
    }
    answers
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

/// The least body that holds the code where it belongs.
fn holding(body: &Body, code: &Value) -> Option<Value> {
    body.members.iter().find_map(|member| {
        let value = match &member.role {
            Role::Slot(Slot::Code) => code.clone(),
            Role::Object(below) => holding(below, code)?,
            Role::List(below) => json!([holding(below, code)?]),
            _ => return None,
        };
        Some(json!({ member.wire.as_str(): value }))
    })
}

/// Decodes and compares, for each of the modules.
macro_rules! decodes {
    ($(($api:ident, $spec:expr, $code_at:expr, $members:tt, $bodies:tt),)*) => {
        $(
            #[test]
            fn $api() {
                use errbook_tests_corpus::$api::{ErrorCode, ResponseError};
                let catalog = catalog($spec, $code_at);
                let declared: Vec<(usize, &Code)> =
                    catalog.codes.iter().enumerate().filter(|(_, code)| !code.open).collect();
                assert_eq!(ErrorCode::ALL.len(), declared.len());
                for (index, code) in declared {
                    let text = code.wire.to_string();
                    let parsed = text.parse::<ErrorCode>().map(ErrorCode::as_str);
                    assert_eq!(parsed.ok(), Some(text.as_str()));
                    for answer in answers(&catalog, index, code) {
                        let error = ResponseError::decode(answer.status, &answer.headers, answer.body);
                        let found = error.code().map(ErrorCode::as_str);
                        assert_eq!(found, Some(answer.code.as_str()), "{error:?}");
                        assert_eq!(error.status(), answer.status);
                    }
                }
            }
        )*
    };
}

errbook_tests_corpus::every_spec!(decodes);
