//! Payloads of several forms, that contain themselves, with enums of integers, numbers of any size and members that nobody
//! declared: what is decoded means what the spec says, and is encoded as it came.

use std::collections::BTreeMap;

use errbook::{Number, Open};
use errbook_tests::answer::{json, json_headers, status};
use errbook_tests::{
    payload_enums, payload_members, payload_names, payload_numbers, payload_recursion, payload_unions,
};
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::{Value, json};

/// Decodes a value, and checks that it encodes to the same JSON.
fn whole<T: Serialize + DeserializeOwned>(value: &Value) -> T {
    let read: T = serde_json::from_value(value.clone()).unwrap_or_else(|error| unreachable!("{value}: {error}"));
    assert_eq!(serde_json::to_value(&read).ok().as_ref(), Some(value));
    read
}

#[test]
fn a_discriminator_tells_the_form() {
    use payload_unions::{Account, Card, Source};
    let source = |value| whole::<Open<Source>>(&value);
    let card = |kind: &str| Open::Known(Source::Card(Card { kind: kind.into(), last4: None }));
    assert_eq!(source(json!({"kind": "card"})), card("card"));
    assert_eq!(source(json!({"kind": "debit_card"})), card("debit_card"));
    let account = Account { kind: "account".into(), iban: Some("DE".into()) };
    assert_eq!(source(json!({"kind": "account", "iban": "DE"})), Open::Known(Source::Account(account)));
    for other in [json!({"kind": "cash", "last4": "1"}), json!({}), json!("card"), json!(null)] {
        assert_eq!(source(other.clone()).as_known(), None, "{other}");
    }
}

#[test]
fn a_constant_tells_the_form() {
    use payload_unions::{
        InvalidDetails as Rule, InvalidDetailsTooLong, InvalidDetailsTooLongRule, InvalidDetailsTooShort,
    };
    let read: Vec<Open<Rule>> = whole(&json!([
        {"rule": "too_short", "least": 3},
        {"rule": "too_many", "most": 9},
        {"rule": "too_many", "least": 3},
    ]));
    let short = Rule::TooShort(InvalidDetailsTooShort { rule: "too_short".into(), least: 3 });
    let long = Rule::TooLong(InvalidDetailsTooLong { rule: InvalidDetailsTooLongRule::TooMany.into(), most: 9 });
    assert_eq!((read[0].as_known(), read[1].as_known(), read[2].as_known()), (Some(&short), Some(&long), None));
}

#[test]
fn members_and_kinds_tell_the_form() {
    use payload_unions::{
        MixedDetails, MixedDetailsContact as Contact, MixedDetailsLimit as Limit, MixedDetailsValue as Sent,
        MixedDetailsWindow,
    };
    let details = |value| whole::<MixedDetails>(&value);
    for (value, sent) in [
        (json!("x"), Sent::Text("x".into())),
        (json!(1.5), Sent::Number(1.5.into())),
        (json!(true), Sent::Flag(true)),
        (json!(["a"]), Sent::List(vec!["a".into()])),
    ] {
        assert_eq!(details(json!({"value": value})).value, Some(Some(Open::Known(sent))));
    }
    assert_eq!(details(json!({"value": null})).value, Some(None));
    assert_eq!(details(json!({})).value, None);

    let contact = |value: Value| details(json!({"contact": value})).contact.and_then(|it| it.into_known().ok());
    assert!(matches!(contact(json!({"email": "a@b", "name": "A"})), Some(Contact::Email(it)) if it.name.is_some()));
    assert!(matches!(contact(json!({"phone": "1"})), Some(Contact::Phone(it)) if it.phone == "1"));
    assert_eq!(contact(json!({"phone": "1", "email": "a@b"})), None, "it is of both forms, and none may be lost");

    let window = MixedDetailsWindow { from: Some("a".into()), to: Some("b".into()) };
    assert_eq!(details(json!({"window": {"from": "a", "to": "b"}})).window, Some(window));
    assert_eq!(details(json!({"limit": null})).limit, Some(None));
    assert_eq!(details(json!({"limit": 7})).limit, Some(Some(7.into())));
    let Some(Some(Open::Known(Limit::Text(limit)))) = details(json!({"limit": "none"})).limit else { unreachable!() };
    assert_eq!(limit.as_str(), "none");
    details(json!({"lists": [1, "a", null], "anything": {"a": [1]}, "mode": "fast"}));
}

#[test]
fn a_value_of_no_form_does_not_hide_the_answer() {
    use payload_unions::{ApiError, ErrorCode, ErrorKind, ResponseError, Source};
    let body = json!({"code": "DECLINED", "message": "No", "details": {"kind": "cash", "currency": "EUR"}});
    let error = ResponseError::decode(status(400), &json_headers(&[]), body.to_string());
    assert_eq!((error.code(), error.mismatch()), (Some(ErrorCode::Declined), None));
    let Some(ErrorKind::Declined(Open::Unknown(source))) = error.kind() else { unreachable!("{error:?}") };
    assert_eq!(json(source.as_str().as_bytes()), body["details"]);
    let kind = error.kind().expect("it is one").clone();
    assert_eq!(json(&ApiError::new(kind, "No").to_json()), body);

    let card = payload_unions::Card { kind: "card".into(), last4: None };
    let sent = json(&ApiError::declined(Source::Card(card).into(), "No").to_json());
    assert_eq!(sent["details"], json!({"kind": "card"}));
}

#[test]
fn types_that_contain_themselves() {
    use payload_recursion::{Filter, Node, Not};
    let tree = json!({
        "id": "a",
        "parent": {"id": "b", "parent": {"id": "c"}},
        "owner": {"root": {"id": "d", "owner": null}},
        "children": [{"id": "e", "owner": {"root": null}}],
        "by_name": {"x": {"id": "f"}},
        "lists": [[[]], []]
    });
    let node: Node = whole(&tree);
    assert_eq!(node.parent.and_then(|it| it.parent).map(|it| it.id), Some("c".to_owned()));
    let filter: Open<Filter> = whole(&json!(["a", {"not": ["b"]}]));
    let not = Not { not: Box::new(Open::Known(Filter::List(vec!["b".into()]))) };
    assert_eq!(filter, Open::Known(Filter::List(vec!["a".into(), Open::Known(Filter::Not(Box::new(not)))])));
}

/// What can be sent is nested as deep as the parser allows; neither the way in nor the way out overflows.
#[test]
fn deep_data() {
    use payload_recursion::{ApiError, ErrorCode, ErrorKind, ResponseError};
    let nested = |depth: usize| format!("{}\"x\"{}", "{\"not\":".repeat(depth), "}".repeat(depth));
    for (depth, is_read) in [(100, true), (10_000, false)] {
        let body = format!(r#"{{"code":"BAD_FILTER","message":"No","details":{{"filter":{}}}}}"#, nested(depth));
        let error = ResponseError::decode(status(422), &json_headers(&[]), body.clone());
        assert_eq!(error.code() == Some(ErrorCode::BadFilter) && error.mismatch().is_none(), is_read, "{depth}");
        let Some(kind @ ErrorKind::BadFilter(_)) = error.kind().filter(|_| is_read) else { continue };
        assert_eq!(String::from_utf8(ApiError::new(kind.clone(), "No").to_json()).ok(), Some(body));
    }
}

/// Unions within unions, none of whose forms is right: however they are nested, each level is tried a few times at most.
#[test]
fn what_fits_nowhere_costs_no_more_than_its_length() {
    use payload_recursion::Filter;
    let mut value = json!({"not": 1});
    for _ in 0..100 {
        value = json!([{"not": value}, {"not": 1}]);
    }
    assert!(whole::<Open<Filter>>(&value).as_known().is_some());
}

/// Each level looks like the first form and is the second; so it is far within, whatever was tried further out.
#[test]
fn the_form_of_each_level_is_found() {
    use payload_recursion::Rule;
    let mut value = json!("no rule");
    for depth in 0..100 {
        value = json!({"of": value, "because": depth, "count": depth});
    }
    let mut rule: Open<Rule> = whole(&value);
    for depth in (0..100).rev() {
        let Open::Known(Rule::Most(most)) = rule else { unreachable!("{depth}: {rule:?}") };
        assert_eq!((most.count, most.additional.get("because")), (depth, Some(&depth.into())));
        rule = *most.of;
    }
    assert_eq!(rule.as_known(), None);
}

/// As many unions as a body may hold, as far within each other as they may be: reading each of them for each form of those
/// around it would take minutes.
#[test]
fn unions_within_unions_cost_no_more_than_their_length() {
    use payload_recursion::{ErrorKind, ResponseError};
    for (members, is_known) in
        [(r#""because":1"#, false), (r#""because":"so""#, true), (r#""because":1,"count":1"#, true)]
    {
        let rule = format!("{}1{}", r#"{"of":"#.repeat(100), format!(",{members}}}").repeat(100));
        let rules = vec![rule.as_str(); 150];
        let body = format!(r#"{{"code":"BAD_RULES","message":"No","details":[{}]}}"#, rules.join(","));
        let error = ResponseError::decode(status(400), &json_headers(&[]), body);
        let Some(ErrorKind::BadRules(read)) = error.kind() else { unreachable!("{error:?}") };
        assert_eq!(read.len(), rules.len());
        assert!(read.iter().all(|rule| rule.as_known().is_some() == is_known), "{members}");
    }
}

#[test]
fn enums_of_integers() {
    use payload_enums::{ErrorDetails, ErrorDetailsLevel as Level, ErrorDetailsLevels, ErrorDetailsState as State};
    let details: ErrorDetails = whole(&json!({
        "level": -1, "state": 20, "levels": [1, null, 3], "mixed": "one", "sign": "<", "only": "one"
    }));
    assert_eq!(details.level, Level::Minus1);
    assert_eq!(details.state.and_then(|it| it.known()), Some(State::Closed));
    let levels = details.levels.expect("they are there");
    assert_eq!(levels[0], Some(ErrorDetailsLevels::Value1.into()));
    assert_eq!((levels[1].as_ref(), levels[2].as_ref().and_then(Open::known)), (None, None));
    for other in [json!("-1"), json!(-1.0), json!(7), json!({"a": 1})] {
        assert_eq!(whole::<Open<Level>>(&other).known(), None, "{other}");
    }
    assert_eq!((Level::ALL.len(), Level::Minus1.as_i64(), Level::Minus1.as_str()), (3, -1, "-1"));
    assert_eq!(("20".parse().ok(), State::Closed.to_string().as_str()), (Some(State::Closed), "20"));
    assert_eq!(serde_json::from_value::<Level>(json!(0)).ok(), Some(Level::Value0));
    assert!(serde_json::from_value::<Level>(json!("0")).is_err());
}

#[test]
fn members_that_nobody_declared() {
    use payload_members::{ApiError, Extra, OpenDetails, TypedDetails};
    let open: OpenDetails = whole(&json!({
        "a": "x", "additional": true, "someName": "b", "some_name": "c", "…": "d", "undeclared": [1], "new": {"e": null}
    }));
    assert_eq!((open.some_name.as_deref(), open.some_name_2.as_deref()), (Some("b"), Some("c")));
    assert_eq!(open.additional_members, BTreeMap::from([("new".to_owned(), json!({"e": null}))]));
    let missing = serde_json::from_value::<OpenDetails>(json!({"a": "x"})).expect_err("one is missing");
    assert_eq!(missing.to_string(), "undeclared: expected a value, found nothing");

    let typed: TypedDetails = whole(&json!({"b": 1, "by_pattern": {"x-a": "b", "n-a": 1}}));
    assert_eq!(typed.additional, BTreeMap::from([("b".to_owned(), 1)]));
    let misfit = serde_json::from_value::<TypedDetails>(json!({"b": "1"})).expect_err("it is no integer");
    assert_eq!(misfit.to_string(), "b: expected an integer, found a string");

    // What has the key of a declared member is not sent twice.
    let twice = TypedDetails { additional: BTreeMap::from([("a".to_owned(), 1)]), ..typed };
    assert_eq!(serde_json::to_string(&twice).ok().map(|text| text.matches(r#""a""#).count()), Some(0));

    // Beside the code, the others are the envelope's.
    let sent = ApiError::beside(Extra { hint: Some("h".into()) }, "No");
    assert_eq!(json(&sent.to_json()), json!({"code": "BESIDE", "message": "No", "hint": "h"}));
}

/// What is said by position, or of keys that some pattern names, does not shut out the rest.
#[test]
fn positions_and_patterns() {
    let typed: payload_members::TypedDetails = whole(&json!({
        "by_position": ["a", 1, true, false], "pair": ["a", "b"], "some_positions": ["a", null, {"b": 1}],
        "by_some_pattern": {"x-a": "b", "c": [1]}, "whole": 7,
    }));
    assert!(typed.by_position.iter().flatten().all(|item| item.as_known().is_some()));
    assert_eq!(typed.whole, Some(7));
}

#[test]
fn numbers_leave_as_they_came() {
    use payload_numbers::ErrorDetails;
    for value in [
        json!({"used": u64::MAX, "most": u64::MAX, "wide": u64::MAX, "share": u64::MAX}),
        json!({"used": 0, "wide": -10, "plain": 10, "share": 1}),
        json!({"share": 1.0}),
        json!({"share": 1e2}),
        json!({"share": -0.5, "until": null, "scale": 100}),
    ] {
        whole::<ErrorDetails>(&value);
    }
    let details: ErrorDetails = whole(&json!({"share": 2}));
    assert_eq!(details.share, Some(Number::from(2.0)));
    assert_eq!((details.plain, details.unit), (None, None), "a default is not filled in");
    assert!(serde_json::from_value::<ErrorDetails>(json!({"used": -1})).is_err());
    let whole_float: ErrorDetails = serde_json::from_value(json!({"used": 7.0})).expect("it is whole");
    assert_eq!(whole_float.used, Some(7));
}

#[test]
fn details_that_are_null_are_none() {
    use payload_numbers::{ApiError, ErrorKind, ResponseError};
    let body = json!({"code": "LIMIT", "message": "No", "details": null});
    let error = ResponseError::decode(status(429), &json_headers(&[]), body.to_string());
    assert_eq!((error.kind(), error.mismatch()), (Some(&ErrorKind::Limit(None)), None));
    assert_eq!(json(&ApiError::limit(None, "No").to_json()), body);
}

#[test]
fn types_with_the_names_of_others() {
    use payload_names::{Address, ErrorCode, ErrorCodePayload, OneDetails, OneDetailsOther, TwoDetails};
    let one: OneDetails = whole(&json!({
        "home": {"town": "a"}, "work": {"town": "b"}, "other": {"town": 1},
        "error": {"a": "x"}, "option": {"some": "s"}, "ok": "self"
    }));
    assert_eq!(
        (one.home, one.work),
        (Some(Address { town: Some("a".into()) }), Some(Address { town: Some("b".into()) }))
    );
    assert_eq!(one.other, Some(OneDetailsOther { town: Some(1) }));
    assert_eq!(one.error, Some(ErrorCodePayload { a: Some("x".into()) }));
    whole::<TwoDetails>(&json!({"string": {"text": "t"}, "box": {"inner": {"inner": {}}}, "result": 2}));
    assert_eq!(ErrorCode::ALL.len(), 2);
}
