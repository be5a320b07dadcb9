//! Where codes stand, and what admits them: one small spec for each way in which published specs say it.

#![allow(clippy::needless_pass_by_value)] // Schemas are written where they are used.

use errbook_spec::{Catalog, Options, Report, Rule, read_text};
use serde_json::{Value, json};

/// A spec of one operation with these responses, a schema each.
fn spec(responses: &[(&str, Value)], schemas: Value) -> Value {
    let responses: serde_json::Map<String, Value> = responses
        .iter()
        .map(|(key, schema)| {
            let content = json!({"application/json": {"schema": schema}});
            ((*key).to_owned(), json!({"description": "", "content": content}))
        })
        .collect();
    json!({
        "openapi": "3.1.0",
        "info": {"title": "Shop", "version": "1"},
        "paths": {"/orders": {"get": {"operationId": "list", "responses": responses}}},
        "components": {"schemas": schemas},
    })
}

fn object(properties: Value) -> Value {
    json!({"type": "object", "properties": properties})
}

/// An object with a code.
fn coded(codes: &[&str]) -> Value {
    object(json!({"code": {"type": "string", "enum": codes}, "message": {"type": "string"}}))
}

fn told(spec: &Value, paths: &[&str]) -> Result<Catalog, Report> {
    let mut options = Options::default();
    options.code_paths.extend(paths.iter().map(|path| (*path).to_owned()));
    read_text("openapi.json", &spec.to_string(), &options).map(|reading| reading.catalog().clone())
}

#[track_caller]
fn read(spec: &Value) -> Catalog {
    told(spec, &[]).unwrap_or_else(|report| unreachable!("{report}"))
}

/// The codes with their statuses, and the place that was found.
fn found(catalog: &Catalog) -> (Vec<String>, Vec<String>) {
    let codes = catalog.codes.iter().filter(|code| !code.open);
    let codes = codes.map(|code| match code.status {
        Some(status) => format!("{} {status}", code.wire),
        None => format!("{} {:?}", code.wire, code.statuses),
    });
    (catalog.code_paths.clone(), codes.collect())
}

#[track_caller]
fn finds(spec: &Value, at: &[&str], codes: &[&str]) {
    let owned = |texts: &[&str]| texts.iter().map(|text| (*text).to_owned()).collect::<Vec<_>>();
    assert_eq!(found(&read(spec)), (owned(at), owned(codes)), "{spec:#}");
}

#[test]
fn at_the_root_nested_and_in_lists() {
    let error = coded(&["A", "B"]);
    finds(&spec(&[("404", error.clone())], json!({})), &["code"], &["A 404", "B 404"]);
    let nested = object(json!({"error": error}));
    finds(&spec(&[("404", nested.clone())], json!({})), &["error.code"], &["A 404", "B 404"]);
    let listed = object(json!({"errors": {"type": "array", "items": error}}));
    finds(&spec(&[("404", listed)], json!({})), &["errors[].code"], &["A 404", "B 404"]);
    let root = json!({"type": "array", "items": error});
    finds(&spec(&[("404", root)], json!({})), &["[].code"], &["A 404", "B 404"]);
    let deep = object(json!({"fault": nested}));
    finds(&spec(&[("404", deep)], json!({})), &["fault.error.code"], &["A 404", "B 404"]);
}

#[test]
fn several_places_each_with_its_envelopes() {
    let spec = spec(
        &[
            ("404", coded(&["A", "B"])),
            ("409", object(json!({"errors": {"type": "array", "items": coded(&["C", "D"])}}))),
        ],
        json!({}),
    );
    let report = told(&spec, &[]).expect_err("two candidates are as likely");
    assert_eq!(report.findings().iter().map(|it| it.rule).collect::<Vec<_>>(), [Rule::AmbiguousCodeLocation]);
    for line in ["--code-at 'code'", "--code-at 'errors[].code'", ".code_at(\"errors[].code\")"] {
        assert!(report.to_string().contains(line), "no {line} in {report}");
    }
    let catalog = told(&spec, &["code", "errors[].code"]).expect("both were told");
    assert_eq!(found(&catalog).1, ["A 404", "B 404", "C 409", "D 409"]);
    assert_eq!(catalog.envelopes.len(), 2);
}

#[test]
fn a_place_that_is_plain_text_elsewhere() {
    let plain = object(json!({"code": {"type": "string"}}));
    let spec = spec(&[("404", coded(&["A", "B"])), ("500", plain)], json!({}));
    finds(&spec, &["code"], &["A 404", "B 404"]);
}

#[test]
fn the_union_of_all_that_admits_a_code() {
    let code = |code: Value| object(json!({ "code": code }));
    let spec = spec(
        &[
            ("400", code(json!({"type": "string", "enum": ["A", "B"]}))),
            ("401", code(json!({"const": "C"}))),
            ("402", code(json!({"type": "string", "enum": ["D"]}))),
            ("403", code(json!({"oneOf": [{"const": "E", "title": "Five"}, {"type": "string", "enum": ["F"]}]}))),
            ("404", code(json!({"anyOf": [{"enum": ["G"]}, {"type": "null"}]}))),
            (
                "409",
                json!({"allOf": [{"$ref": "#/components/schemas/Base"}, {"properties": {"code": {"enum": ["H", "A"]}}}]}),
            ),
            (
                "410",
                json!({"oneOf": [{"allOf": [{"$ref": "#/components/schemas/Base"}, {"properties": {"code": {"const": "I"}}}]}]}),
            ),
        ],
        json!({"Base": {"type": "object", "required": ["code"], "properties": {"code": {"type": "string"}}}}),
    );
    let codes = ["A [400, 409]", "B 400", "C 401", "D 402", "E 403", "F 403", "G 404", "H 409", "I 410"];
    finds(&spec, &["code"], &codes);
}

#[test]
fn a_branch_without_a_type_narrows_what_stands_beside_it() {
    let spec = spec(
        &[(
            "409",
            json!({
                "type": "object",
                "properties": {"code": {"type": "string"}, "message": {"type": "string"}},
                "oneOf": [{"properties": {"code": {"enum": ["A"]}}}, {"properties": {"code": {"enum": ["B"]}}}],
            }),
        )],
        json!({}),
    );
    finds(&spec, &["code"], &["A 409", "B 409"]);
}

#[test]
fn a_discriminator_says_what_its_branches_do_not() {
    let plain = object(json!({"code": {"type": "string"}}));
    let schema = json!({
        "oneOf": [{"$ref": "#/components/schemas/Missing"}, {"$ref": "#/components/schemas/Taken"}],
        "discriminator": {
            "propertyName": "code",
            "mapping": {"NOT_THERE": "#/components/schemas/Missing", "IN_USE": "Taken", "LOCKED": "Taken"},
        },
    });
    let plain = spec(&[("409", schema.clone())], json!({"Missing": plain, "Taken": plain}));
    finds(&plain, &["code"], &["NOT_THERE 409", "IN_USE 409", "LOCKED 409"]);
    // Where a branch lists values itself, the mapping chooses among them.
    let listing =
        spec(&[("409", schema)], json!({"Missing": coded(&["NOT_THERE", "GONE"]), "Taken": coded(&["LOCKED"])}));
    finds(&listing, &["code"], &["NOT_THERE 409", "LOCKED 409"]);
}

#[test]
fn null_is_no_code() {
    for code in [
        json!({"type": ["string", "null"], "enum": ["A", "B", null]}),
        json!({"type": "string", "nullable": true, "enum": ["A", "B", null]}),
        json!({"anyOf": [{"type": "string", "enum": ["A", "B"]}, {"type": "null"}]}),
    ] {
        finds(&spec(&[("404", object(json!({ "code": code })))], json!({})), &["code"], &["A 404", "B 404"]);
    }
}

#[test]
fn integers_and_texts_of_digits() {
    let integers = object(json!({"code": {"type": "integer", "enum": [1001, -7]}}));
    finds(&spec(&[("400", integers)], json!({})), &["code"], &["1001 400", "-7 400"]);
    let texts = object(json!({"code": {"type": "string", "enum": ["1001", "007"]}}));
    let catalog = read(&spec(&[("400", texts)], json!({})));
    let wires: Vec<String> = catalog.codes.iter().map(|code| format!("{:?}", code.wire)).collect();
    assert_eq!(wires, [r#"Text("1001")"#, r#"Text("007")"#]);
}

#[test]
fn statuses_prose_and_data_are_no_codes() {
    let body = object(json!({
        "status": {"type": "integer", "enum": [404, 409]},
        "message": {"type": "string", "enum": ["Missing", "Taken"]},
        "order": {"$ref": "#/components/schemas/Order"},
        "reason": {"type": "string", "enum": ["A", "B"]},
    }));
    let order = object(json!({"state": {"type": "string", "enum": ["open", "sent"]}}));
    let mut spec = spec(&[("409", body)], json!({ "Order": order }));
    let success =
        json!({"description": "", "content": {"application/json": {"schema": {"$ref": "#/components/schemas/Order"}}}});
    spec["paths"]["/orders"]["get"]["responses"]["200"] = success;
    finds(&spec, &["reason"], &["A 409", "B 409"]);
}

#[test]
fn a_single_value_is_a_code_where_something_says_so() {
    let body = |name: &str| object(json!({name: {"type": "string", "const": "A"}, "message": {"type": "string"}}));
    finds(&spec(&[("404", body("code"))], json!({})), &["code"], &["A 404"]);
    finds(&spec(&[("404", body("reason"))], json!({})), &[], &[]);
    let mut declared = spec(&[("404", body("reason"))], json!({}));
    declared["x-error-codes"] = json!({"A": {"status": 404}});
    finds(&declared, &["reason"], &["A 404"]);
    // It is not enough to be named like a code, among many bodies that have none.
    let none = object(json!({"message": {"type": "string"}}));
    let rare = [("400", body("code")), ("404", none.clone()), ("409", none.clone()), ("410", none)];
    finds(&spec(&rare, json!({})), &[], &[]);
}

#[test]
fn operations_of_one_id_are_told_apart() {
    let mut two = spec(&[("404", coded(&["A", "B"]))], json!({}));
    let get = two["paths"]["/orders"]["get"].clone();
    two["paths"]["/orders"]["post"] = get;
    let ids: Vec<String> = read(&two).operations.into_iter().map(|it| it.id).collect();
    assert_eq!(ids, ["list", "POST /orders"]);
}

#[test]
fn an_error_within_an_error_is_no_other_place() {
    let error = object(json!({
        "code": {"type": "string", "enum": ["A", "B"]},
        "cause": {"$ref": "#/components/schemas/Error"},
        "details": {"type": "array", "items": {"$ref": "#/components/schemas/Error"}},
    }));
    let reference = json!({"$ref": "#/components/schemas/Error"});
    let schemas = json!({ "Error": error });
    finds(&spec(&[("404", reference.clone())], schemas.clone()), &["code"], &["A 404", "B 404"]);
    let wrapped = spec(&[("404", object(json!({ "error": reference })))], schemas);
    finds(&wrapped, &["error.code"], &["A 404", "B 404"]);
    let inner = told(&wrapped, &["error.cause.code"]).expect("it can be told all the same");
    assert_eq!(found(&inner).0, ["error.cause.code"]);
}

#[test]
fn the_place_can_be_told_in_every_way_people_write_it() {
    let schemas = json!({
        "Error": object(json!({"error": object(json!({"code": {"type": "string", "enum": ["A", "B"]}}))})),
        "Code": {"type": "string", "enum": ["X", "Y"]},
    });
    let spec = spec(&[("404", json!({"$ref": "#/components/schemas/Error"}))], schemas);
    for path in [
        "error.code",
        "#/components/schemas/Error/properties/error/properties/code",
        "/components/schemas/Error/properties/error/properties/code/enum",
        "components.schemas.Error.properties.error.properties.code.enum",
        "components.schemas.Error.properties.error.code",
        "components.schemas.Error.error.code.enum",
    ] {
        let catalog = told(&spec, &[path]).unwrap_or_else(|report| unreachable!("{path}: {report}"));
        assert_eq!(found(&catalog), (vec!["error.code".to_owned()], vec!["A 404".to_owned(), "B 404".to_owned()]));
    }
    // What no body reaches can say the codes too; their statuses are then to be told.
    let apart = told(&spec, &["#/components/schemas/Code"]).expect("it is there");
    assert_eq!(found(&apart).1, ["X []", "Y []"]);
    let report = told(&spec, &["error.cod"]).expect_err("there is no such place");
    assert!(report.to_string().contains("did you mean `error.code`?"), "{report}");
}

#[test]
fn every_media_type_that_is_json_and_no_other() {
    let mut spec = spec(&[("404", coded(&["A", "B"]))], json!({}));
    let content = &mut spec["paths"]["/orders"]["get"]["responses"]["404"]["content"];
    let problem = object(json!({"code": {"type": "string", "enum": ["C"]}, "title": {"type": "string"}}));
    content["application/vnd.shop.error+json; charset=utf-8"] = json!({ "schema": problem });
    content["text/plain"] = json!({"schema": coded(&["NO"])});
    let catalog = read(&spec);
    assert_eq!(found(&catalog).1, ["A 404", "B 404", "C 404"]);
    let types: Vec<&str> = catalog.envelopes.iter().map(|envelope| envelope.media_type.as_str()).collect();
    assert_eq!(types, ["application/json", "application/vnd.shop.error+json; charset=utf-8"]);
}

#[test]
fn a_reference_with_siblings_means_both() {
    let spec = spec(
        &[("404", json!({"$ref": "#/components/schemas/Base", "properties": {"code": {"enum": ["A", "B"]}}}))],
        json!({"Base": {"type": "object", "required": ["code"], "properties": {"code": {"type": "string"}}}}),
    );
    finds(&spec, &["code"], &["A 404", "B 404"]);
}

#[test]
fn a_mark_at_the_beginning_and_returns_at_the_ends_of_lines() {
    let yaml = "openapi: 3.0.3\npaths:\n  /orders:\n    get:\n      responses:\n        '404':\n          description: |\n            Two\n            lines\n          content:\n            application/json:\n              schema:\n                type: object\n                properties:\n                  code: {type: string, enum: [A, B]}\n";
    let plain = read_text("openapi.yaml", yaml, &Options::default()).expect("it can be read");
    for text in
        [format!("\u{feff}{yaml}"), yaml.replace('\n', "\r\n"), format!("\u{feff}{}", yaml.replace('\n', "\r\n"))]
    {
        let reading = read_text("openapi.yaml", &text, &Options::default()).expect("it can be read");
        assert_eq!(found(reading.catalog()), found(plain.catalog()));
        assert_eq!(reading.catalog().statuses, plain.catalog().statuses);
    }
    let json = format!("\u{feff}{}", spec(&[("404", coded(&["A", "B"]))], json!({})));
    assert_eq!(read_text("openapi.json", &json, &Options::default()).expect("it can be read").catalog().codes.len(), 2);
}

#[test]
fn what_an_error_says_in_words_is_no_payload() {
    let with = |code: &str, more: &[&str]| {
        let mut body = object(json!({"code": {"type": "string", "enum": [code]}}));
        for name in more {
            body["properties"][name] = json!({"type": "string"});
        }
        body
    };
    let bodies = [("404", with("MISSING", &["detail"])), ("409", with("LOCKED", &["message", "holder"]))];
    let catalog = read(&spec(&bodies, json!({})));
    let payloads = catalog.codes.iter().filter_map(|code| code.payload.as_ref()?.ty.named());
    let payloads: Vec<&errbook_spec::Shape> = payloads.map(|position| &catalog.types[position].shape).collect();
    let [errbook_spec::Shape::Object(locked)] = payloads.as_slice() else { unreachable!("{payloads:?}") };
    assert_eq!(locked.fields.iter().map(|field| field.wire.as_str()).collect::<Vec<_>>(), ["holder"]);
}
