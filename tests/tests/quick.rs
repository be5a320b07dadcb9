//! The quick ways of reading and writing bodies say what the plain ones say, whatever the body.

#![allow(clippy::panic)] // It is tests that fail by it.

use std::borrow::Cow;
use std::fmt::Debug;
use std::time::{Duration, SystemTime};

use bytes::Bytes;
use errbook::__private::v1::{Answer, Kind, Send};
use errbook::ErrorCode as _;
use errbook_tests as apis;
use http::{HeaderMap, HeaderValue, Response, StatusCode, header};
use serde_json::{Map, Value, json};

const NOW: SystemTime = SystemTime::UNIX_EPOCH;
/// So many answers are made of each that a spec shows, or that a service sends.
const VARIATIONS: [usize; 2] = [300, 30];

/// Everything that an answer says.
fn said<K: Kind>(answer: &Answer<K>) -> impl PartialEq + Debug {
    let texts = [answer.code_str(), answer.request_id(), answer.timestamp()].map(|text| text.map(str::to_owned));
    let delays: Vec<_> = (1..4).map(|tries| answer.next_delay(tries).map(|delay| format!("{delay:?}"))).collect();
    (
        (answer.status(), answer.headers().clone(), answer.body().to_vec()),
        (answer.code(), answer.codes().to_vec(), answer.kind().cloned(), answer.message().to_owned(), texts),
        (answer.details().cloned(), answer.field_errors().to_vec(), answer.mismatch().cloned()),
        (answer.retry_after(), delays, answer.rate_limit()),
    )
}

fn compare<K: Kind>(status: StatusCode, headers: &HeaderMap, body: &Bytes) {
    let quick = Answer::<K>::decode(Some(NOW), status, Cow::Borrowed(headers), body.clone());
    let plain = Answer::<K>::decode_plainly(Some(NOW), status, Cow::Borrowed(headers), body.clone());
    let context = || format!("{status} {headers:?} {}", String::from_utf8_lossy(body));
    assert_eq!(said(&quick), said(&plain), "{}", context());
    assert_eq!(said(&quick.clone()), said(&plain), "{}", context());
    let owned = Answer::<K>::decode(Some(NOW), status, Cow::Owned(headers.clone()), body.clone());
    assert_eq!(said(&owned), said(&plain), "{}", context());
}

/// Compares an answer, and many that are like it.
fn compare_like<K: Kind>(response: &Response<Bytes>, variations: usize, random: &mut fastrand::Rng) {
    let (status, headers, body) = (response.status(), response.headers(), response.body());
    compare::<K>(status, headers, body);
    for _ in 0..variations {
        let body = varied(body, random);
        let status = if random.u8(..8) == 0 { any_status(random) } else { status };
        compare::<K>(status, &with_others(headers, random), &body);
    }
}

fn any_status(random: &mut fastrand::Rng) -> StatusCode {
    StatusCode::from_u16(random.u16(400..=599)).expect("it is within bounds")
}

/// The headers, sometimes with others beside or instead of them.
fn with_others(headers: &HeaderMap, random: &mut fastrand::Rng) -> HeaderMap {
    let mut headers = headers.clone();
    let mut set = |name: &'static str, value| headers.insert(name, HeaderValue::from_static(value));
    match random.u8(..24) {
        0 => drop(set("retry-after", "7")),
        1 => drop(set("retry-after", "Thu, 01 Jan 1970 00:00:09 GMT")),
        2 => drop(set("x-ratelimit-remaining", "0")),
        3 => drop(set("ratelimit", "\"default\";r=0;t=30")),
        4 => drop(set("date", "Thu, 01 Jan 1970 00:00:05 GMT")),
        5 => drop(set("content-type", "text/html")),
        6 => drop(set("content-type", "application/json; charset=utf-8")),
        7 => drop(set("content-type", "Application/JSON")),
        8 => drop(headers.remove(header::CONTENT_TYPE)),
        _ => {}
    }
    headers
}

/// A body that differs in its layout, in a value, or in some bytes.
fn varied(body: &Bytes, random: &mut fastrand::Rng) -> Bytes {
    let parsed = serde_json::from_slice::<Value>(body).ok();
    let bytes = match (random.u8(..5), parsed) {
        (0, Some(value)) => laid_out(&shuffled(value, random), random).into_bytes(),
        (1, Some(mut value)) => {
            change(&mut value, random);
            serde_json::to_vec(&value).expect("it is JSON")
        }
        (2, Some(mut value)) => {
            change(&mut value, random);
            laid_out(&shuffled(value, random), random).into_bytes()
        }
        (3, _) => with_comma(body.to_vec(), random),
        _ => garbled(body.to_vec(), random),
    };
    Bytes::from(bytes)
}

/// The same value with members in any order.
fn shuffled(value: Value, random: &mut fastrand::Rng) -> Value {
    match value {
        Value::Object(members) => {
            let mut members: Vec<_> = members.into_iter().map(|(key, value)| (key, shuffled(value, random))).collect();
            if random.bool() {
                random.shuffle(&mut members);
            }
            Value::Object(Map::from_iter(members))
        }
        Value::Array(items) => items.into_iter().map(|item| shuffled(item, random)).collect(),
        other => other,
    }
}

/// The text of a value, with white space, escapes and members twice here and there.
fn laid_out(value: &Value, random: &mut fastrand::Rng) -> String {
    let space = |random: &mut fastrand::Rng| ["", "", "", " ", "\n\t", "\r\n"][random.usize(..6)];
    let mut parts = Vec::new();
    let (open, close) = match value {
        Value::Object(members) => {
            for (key, value) in members {
                let key = text(key, random);
                let value = laid_out(value, random);
                let twice = if random.u8(..40) == 0 { format!("{key}:null,") } else { String::new() };
                parts.push(format!("{twice}{key}{}:{}{value}", space(random), space(random)));
            }
            ("{", "}")
        }
        Value::Array(items) => {
            parts.extend(items.iter().map(|item| laid_out(item, random)));
            ("[", "]")
        }
        Value::String(string) => return text(string, random),
        other => return other.to_string(),
    };
    let parts: Vec<_> = parts.iter().map(|part| format!("{}{part}{}", space(random), space(random))).collect();
    format!("{}{open}{}{}{close}{}", space(random), parts.join(","), space(random), space(random))
}

/// A string, some of whose characters are escaped though they need not be.
fn text(string: &str, random: &mut fastrand::Rng) -> String {
    let plain = serde_json::to_string(string).expect("it is JSON");
    match random.u8(..12) {
        0 => plain.replacen('e', "\\u0065", 1),
        1 => plain.replacen('/', "\\/", 1),
        _ => plain,
    }
}

/// Another value somewhere.
fn change(value: &mut Value, random: &mut fastrand::Rng) {
    let others = || {
        let long = "long ".repeat(50);
        [
            json!(null),
            json!(true),
            json!(0),
            json!(-1),
            json!(2.5),
            json!(1e300),
            json!(429),
            json!(""),
            json!("x"),
            json!("NOT_FOUND"),
            json!("not_found"),
            json!("é\n\"quoted\""),
            json!("7"),
            json!([]),
            json!({}),
            json!([{}]),
            json!([{"path": ["a", 0], "message": "m", "code": "c"}]),
            json!([{"field": "a", "message": "m"}]),
            json!({"code": "limit_reached", "max": 3}),
            json!(long),
            json!(1_234_567_890_123_456_789_u64),
        ]
    };
    match value {
        Value::Object(members) if !members.is_empty() && random.u8(..6) > 0 => {
            let key = members.keys().nth(random.usize(..members.len())).cloned().unwrap_or_default();
            match random.u8(..8) {
                0 => drop(members.remove(&key)),
                1 => drop(members.insert(format!("{key}_"), others()[random.usize(..21)].clone())),
                _ => change(members.entry(key).or_insert(Value::Null), random),
            }
        }
        Value::Array(items) if !items.is_empty() && random.u8(..6) > 0 => {
            let index = random.usize(..items.len());
            match random.u8(..4) {
                0 => drop(items.remove(index)),
                1 => items.push(items[index].clone()),
                _ => change(&mut items[index], random),
            }
        }
        value => *value = others()[random.usize(..21)].clone(),
    }
}

/// One comma more, where none belongs: behind what opens, behind another, or before what closes.
fn with_comma(mut bytes: Vec<u8>, random: &mut fastrand::Rng) -> Vec<u8> {
    let misplaced = |at: &usize| {
        let before = at.checked_sub(1).and_then(|before| bytes.get(before));
        matches!(before, Some(b'{' | b'[' | b',')) || matches!(bytes.get(*at), Some(b'}' | b']'))
    };
    let places: Vec<_> = (0..=bytes.len()).filter(misplaced).collect();
    if let Some(place) = random.choice(places) {
        bytes.insert(place, b',');
    }
    bytes
}

/// Some bytes less, more, or others.
fn garbled(mut bytes: Vec<u8>, random: &mut fastrand::Rng) -> Vec<u8> {
    const PIECES: [&[u8]; 20] = [
        b"\"",
        b"\\",
        b"{",
        b"}",
        b"[",
        b"]",
        b",",
        b":",
        b" ",
        b"\n",
        b"null",
        b"0",
        b"1e9",
        b"-",
        b"\\u00e9",
        b"\\ud83d",
        b"\xff",
        b"\x01",
        b"\xEF\xBB\xBF",
        b"\xc3\xa9",
    ];
    for _ in 0..random.usize(1..3) {
        let start = random.usize(..=bytes.len());
        let end = (start + random.usize(..4)).min(bytes.len());
        let piece = if random.bool() { PIECES[random.usize(..PIECES.len())] } else { b"" };
        bytes.splice(start..end, piece.iter().copied());
    }
    bytes
}

/// An answer with every kind of an API, as its service sends it.
fn answers<E>(errors: impl IntoIterator<Item = E>) -> Vec<Response<Bytes>>
where
    E: Send + Into<Response<Bytes>>,
{
    let answer = |error: E| {
        let (mut quick, mut plain) = (b"before".to_vec(), b"before".to_vec());
        error.sent().write_json(&mut quick);
        error.sent().write_json_by_members(&mut plain);
        assert_eq!(String::from_utf8_lossy(&quick), String::from_utf8_lossy(&plain));
        assert_eq!(error.sent().to_json(), &plain["before".len()..]);
        error.into()
    };
    errors.into_iter().map(answer).collect()
}

macro_rules! apis {
    ($($name:ident: $api:ident, $shown:expr);* $(;)?) => {
        $(
            #[test]
            fn $name() {
                use apis::$api::{ApiError, ErrorKind};

                let mut random = fastrand::Rng::with_seed(17);
                let shown: Vec<Response<Bytes>> = $shown;
                for kind in <ErrorKind as Kind>::PLAIN.iter().chain(<ErrorKind as Kind>::STATUSES.iter().map(|(_, it)| it)) {
                    let message = ["plain", "", "\"é\"\n", "a message that is longer than thirty-two bytes"];
                    let errors = message.map(|message| ApiError::new(kind.clone(), message).expose());
                    let waiting = ApiError::new(kind.clone(), "wait").with_retry_after(Duration::from_millis(2_500));
                    for answer in answers(errors.into_iter().chain([waiting])) {
                        compare_like::<ErrorKind>(&answer, VARIATIONS[1], &mut random);
                    }
                }
                for answer in shown {
                    compare_like::<ErrorKind>(&answer, VARIATIONS[0], &mut random);
                }
            }
        )*
    };
}

apis! {
    affiliate: affiliate, apis::shown::affiliate::examples().collect();
    plain: plain, apis::shown::plain::examples().collect();
    publishing: publishing, apis::shown::publishing::examples().collect();
    refcampaign: refcampaign, apis::shown::refcampaign::examples().collect();
    trackagoat: trackagoat, apis::shown::trackagoat::examples().collect();
    awkward_names: awkward_names, Vec::new();
    body_members: body_members, Vec::new();
    codes_in_a_list: codes_in_a_list, Vec::new();
    constants_by_code: constants_by_code, Vec::new();
    examples: examples, apis::examples::examples().collect();
    fixed_members: fixed_members, Vec::new();
    integer_codes: integer_codes, Vec::new();
    payload_beside: payload_beside, Vec::new();
    problem: problem, Vec::new();
    problem_types: problem_types, Vec::new();
    ranges_and_default: ranges_and_default, Vec::new();
    several_bodies: several_bodies, Vec::new();
    several_statuses: several_statuses, Vec::new();
    times_as_numbers: times_as_numbers, Vec::new();
}

/// Unions within unions, of each form and of none, as deep as what is read in place, and deeper.
#[test]
fn unions_within_unions() {
    let mut random = fastrand::Rng::with_seed(17);
    for members in [r#""because":1"#, r#""because":"so""#, r#""because":1,"count":1"#, r#""count":"x""#] {
        for depth in [3, 40, 100] {
            let rule = format!("{}1{}", r#"{"of":"#.repeat(depth), format!(",{members}}}").repeat(depth));
            let body = format!(r#"{{"code":"BAD_RULES","message":"No","details":[{rule},{{"of":{rule}}}]}}"#);
            let answer = Response::builder().status(400).header(header::CONTENT_TYPE, "application/json");
            let answer = answer.body(body.into()).expect("all of it is valid");
            compare_like::<apis::payload_recursion::ErrorKind>(&answer, VARIATIONS[1], &mut random);
        }
    }
}

/// Each kind that has no payload stands where its code says.
#[test]
fn kinds_without_a_payload_are_those_of_their_codes() {
    fn check<K: Kind>() {
        for (position, code) in K::Code::ALL.iter().enumerate() {
            let plain = K::plain(position);
            let carrier = K::CARRIERS.iter().any(|(carrier, _)| *carrier == position);
            assert_eq!(plain.is_none(), carrier, "{code:?}");
            if let Some(kind) = plain {
                assert_eq!(format!("{kind:?}"), format!("{code:?}"));
            }
        }
    }
    check::<apis::affiliate::ErrorKind>();
    check::<apis::refcampaign::ErrorKind>();
    check::<apis::trackagoat::ErrorKind>();
    check::<apis::payload_types::ErrorKind>();
    check::<apis::many_payloads::ErrorKind>();
}
