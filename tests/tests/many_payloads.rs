//! A hundred payloads of every kind, and values that a validator which is not ours finds valid: each decodes to something
//! known, and encodes back to the same JSON.

use errbook_tests::answer::{json, json_headers, status};
use errbook_tests::many_payloads::{ApiError, ErrorCode, ResponseError, SPEC};
use jsonschema::Validator;
use proptest::prelude::*;
use proptest::strategy::ValueTree;
use proptest::test_runner::{Config, RngAlgorithm, TestRng, TestRunner};
use serde_json::{Map, Value, json};

/// Of each payload.
const VALUES: usize = 30;
/// Lists and objects in values are nested less deep than this.
const DEEPEST: usize = 6;

/// The spec of all payloads.
struct Payloads(Value);

impl Payloads {
    fn read() -> Self {
        Self(serde_json::from_str(SPEC).expect("the build script wrote JSON"))
    }

    fn details(&self, code: ErrorCode) -> &Value {
        let bodies =
            &self.0["paths"]["/a"]["get"]["responses"]["400"]["content"]["application/json"]["schema"]["oneOf"];
        let bodies = bodies.as_array().expect("there are several");
        let body = bodies.iter().find(|body| body["properties"]["code"]["const"] == code.as_str());
        &body.expect("every code has a body")["properties"]["details"]
    }

    fn validator(&self, schema: &Value) -> Validator {
        let mut schema = schema.clone();
        schema["components"] = self.0["components"].clone();
        jsonschema::validator_for(&schema).expect("it is a schema")
    }

    /// Values that a schema might admit.
    fn values(&self, schema: &Value, depth: usize) -> BoxedStrategy<Value> {
        if let Some(name) = schema["$ref"].as_str() {
            let target = self.0.pointer(name.trim_start_matches('#')).expect("it leads to a component");
            // What contains itself must end somewhere, in something that is valid too.
            let last = match name.rsplit('/').next() {
                Some("Tree") => json!({"id": 1}),
                Some("Term") => json!("x"),
                Some("All") => json!({"all": "x"}),
                _ => Value::Null,
            };
            return if depth == 0 { Just(last).boxed() } else { self.values(target, depth - 1) };
        }
        if let Some(values) = schema["enum"].as_array() {
            return prop::sample::select(values.clone()).boxed();
        }
        if !schema["const"].is_null() {
            return Just(schema["const"].clone()).boxed();
        }
        for keyword in ["oneOf", "anyOf", "allOf"] {
            if let Some(branches) = schema[keyword].as_array() {
                return self.composed(keyword, branches, depth);
            }
        }
        let names: Vec<&str> = match &schema["type"] {
            Value::Array(names) => names.iter().filter_map(Value::as_str).collect(),
            name => name.as_str().into_iter().collect(),
        };
        let typed = names.into_iter().map(|name| self.typed(schema, name, depth));
        typed.reduce(|one, other| prop_oneof![one, other].boxed()).unwrap_or_else(|| Just(Value::Null).boxed())
    }

    /// One of the branches; with `anyOf`, also several, with `allOf`, all.
    fn composed(&self, keyword: &str, branches: &[Value], depth: usize) -> BoxedStrategy<Value> {
        let branches: Vec<BoxedStrategy<Value>> = branches.iter().map(|branch| self.values(branch, depth)).collect();
        let single = prop::strategy::Union::new(branches.clone()).boxed();
        let all = branches.prop_map(|values| values.into_iter().reduce(merged).unwrap_or_default()).boxed();
        match keyword {
            "oneOf" => single,
            "anyOf" => prop_oneof![single, all].boxed(),
            _ => all,
        }
    }

    fn typed(&self, schema: &Value, name: &str, depth: usize) -> BoxedStrategy<Value> {
        let least = if schema["minimum"] == 0 { 0 } else { i64::MIN };
        match name {
            "string" => prop::sample::select(vec!["", "red", "text", "é💥\u{0}", "1"]).prop_map(Value::from).boxed(),
            "integer" if least == 0 => any::<u64>().prop_map(Value::from).boxed(),
            "integer" => any::<i64>().prop_map(Value::from).boxed(),
            "number" => {
                prop::sample::select(vec![json!(1), json!(1.0), json!(1e2), json!(-0.5), json!(u64::MAX), json!(1e300)])
                    .boxed()
            }
            "boolean" => any::<bool>().prop_map(Value::from).boxed(),
            "array" if depth == 0 => Just(json!([])).boxed(),
            "array" => {
                prop::collection::vec(self.values(&schema["items"], depth - 1), 0..3).prop_map(Value::from).boxed()
            }
            "object" => self.object(schema, depth),
            _ => Just(Value::Null).boxed(),
        }
    }

    fn object(&self, schema: &Value, depth: usize) -> BoxedStrategy<Value> {
        let members: Vec<BoxedStrategy<Option<(String, Value)>>> = schema["properties"]
            .as_object()
            .into_iter()
            .flatten()
            .map(|(name, member)| {
                let required = schema["required"].as_array().is_some_and(|names| names.contains(&json!(name)));
                let name = name.clone();
                let value = self.values(member, depth.saturating_sub(1)).prop_map(move |value| (name.clone(), value));
                match (required, depth) {
                    (true, _) => value.prop_map(Some).boxed(),
                    (false, 0) => Just(None).boxed(),
                    (false, _) => prop::option::of(value).boxed(),
                }
            })
            .collect();
        let others = match (&schema["additionalProperties"], &schema["patternProperties"]["^x"]) {
            (further @ Value::Object(_), _) | (_, further @ Value::Object(_)) if depth > 0 => {
                prop::collection::vec(("x[a-z]{0,2}", self.values(further, depth - 1)), 0..3).boxed()
            }
            (Value::Bool(true), _) => {
                let any = prop::sample::select(vec![json!(null), json!(1.5), json!(["a", {}]), json!({"b": "c"})]);
                prop::collection::vec(("[x-z]{1,3}", any), 0..3).boxed()
            }
            _ => Just(Vec::new()).boxed(),
        };
        let both = (members, others);
        both.prop_map(|(members, others)| members.into_iter().flatten().chain(others).collect::<Map<_, _>>().into())
            .boxed()
    }
}

/// The members of both.
fn merged(mut one: Value, other: Value) -> Value {
    if let (Value::Object(members), Value::Object(more)) = (&mut one, other) {
        members.extend(more);
    }
    one
}

#[test]
fn what_is_valid_is_known_and_leaves_as_it_came() {
    let payloads = Payloads::read();
    let rng = TestRng::from_seed(RngAlgorithm::ChaCha, &[7; 32]);
    let mut runner = TestRunner::new_with_rng(Config::default(), rng);
    assert_eq!(ErrorCode::ALL.len(), 100);
    for code in ErrorCode::ALL.iter().copied() {
        let schema = payloads.details(code);
        let validator = payloads.validator(schema);
        let values = payloads.values(schema, DEEPEST);
        let mut valid = 0;
        for _ in 0..VALUES * 10 {
            let details = values.new_tree(&mut runner).expect("a value can be made").current();
            if valid == VALUES || !validator.is_valid(&details) {
                continue;
            }
            valid += 1;
            let body = json!({"code": code.as_str(), "message": "No", "details": details});
            let error = ResponseError::decode(status(400), &json_headers(&[]), body.to_string());
            let kind = error.kind().unwrap_or_else(|| unreachable!("{:?} of {body}\n{schema}", error.mismatch()));
            let known = format!("{kind:?}");
            assert!(!known.contains("Unknown("), "{body}\n{schema}\n{known}");
            let sent = json(&ApiError::new(kind.clone(), "No").to_json());
            assert_eq!(sent, body, "{schema}\n{known}");
        }
        assert!(valid >= VALUES / 3, "of {code}, only {valid} values are valid: {schema}");
    }
}

#[test]
fn every_construct_is_among_them() {
    for keyword in [
        r#""type":"integer","enum":"#,
        r#""type":"string","enum":"#,
        r#""enum":["auto",1,true]"#,
        r#""format":"uint64""#,
        r#""type":["string","integer","null"]"#,
        r##"{"$ref":"#/components/schemas/Tree"}"##,
        r##"{"$ref":"#/components/schemas/Term"}"##,
        r##"{"$ref":"#/components/schemas/Anything"}"##,
        r#""discriminator":"#,
        r#""oneOf":"#,
        r#""anyOf":"#,
        r#""allOf":"#,
        r#"{"type":"null"}"#,
        r#""additionalProperties":true"#,
        r#""additionalProperties":{"#,
        r#""patternProperties":"#,
    ] {
        let paths = SPEC.split(r#""components":"#).next().unwrap_or_default();
        assert!(paths.contains(keyword), "{keyword}");
    }
}
