//! `errbook discover --overlay-template`: what is missing, to be filled in, and what comes of it.

use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::{env, fs};

use serde_json::{Value, json};

/// A spec that tells the status of `GONE` alone.
const SPEC: &str = "openapi: 3.1.0
info: {title: 'Cards: \"EU\"', version: '1'}
paths:
  /cards:
    get:
      operationId: listCards
      responses:
        '402': {$ref: '#/components/responses/Refused'}
        '409': {$ref: '#/components/responses/Refused'}
        '410':
          description: It is gone
          content: {application/json: {schema: {properties: {code: {const: GONE}}, required: [code]}}}
        default: {$ref: '#/components/responses/Error'}
components:
  responses:
    Refused:
      description: It was refused
      content:
        application/json:
          schema:
            required: [code]
            properties:
              code:
                enum: [LOST, '404']
                x-enum-descriptions: {LOST: \"The bank:\\n  declined # the card\"}
    Error:
      description: It failed
      content:
        application/json:
          schema: {required: [code], properties: {code: {enum: [DECLINED, 'yes', 'a b: c #d']}}}
";

struct Folder(tempfile::TempDir);

impl Folder {
    fn with(files: &[(&str, &str)]) -> Self {
        let folder = Self(tempfile::tempdir().expect("the system has a folder for temporary files"));
        for (name, text) in files {
            folder.write(name, text);
        }
        folder
    }

    fn write(&self, name: &str, text: &str) {
        fs::write(self.0.path().join(name), text).expect("a file can be written");
    }

    fn errbook(&self, arguments: &[&str]) -> Output {
        let mut command = Command::new(env!("CARGO_BIN_EXE_errbook"));
        command.args(arguments).current_dir(self.0.path()).output().expect("the command was built")
    }

    /// What goes to stdout of a command that did its work.
    fn printed(&self, arguments: &[&str]) -> String {
        let output = self.errbook(arguments);
        assert_eq!(output.status.code(), Some(0), "{}", text(&output.stderr));
        text(&output.stdout)
    }

    /// What goes to stderr of a command that could not do its work, and so printed nothing.
    fn refused(&self, arguments: &[&str]) -> String {
        let output = self.errbook(arguments);
        assert_eq!((output.status.code(), text(&output.stdout).as_str()), (Some(2), ""), "{arguments:?}");
        text(&output.stderr)
    }

    fn template(&self, arguments: &[&str]) -> String {
        self.printed(&[&["discover", "--overlay-template"], arguments].concat())
    }

    /// Every declared code with its status, and by what that is known.
    fn statuses(&self, arguments: &[&str]) -> Vec<(String, Value, Value)> {
        let list: Value = serde_json::from_str(&self.printed(&[&["list", "--format", "json"], arguments].concat()))
            .expect("the list is JSON");
        let codes = list["codes"].as_array().expect("there are codes").iter();
        codes
            .filter(|it| it["open"] == false)
            .map(|it| (it["code"].as_str().unwrap_or_default().to_owned(), it["status"].clone(), it["channel"].clone()))
            .collect()
    }
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

/// The codes that an overlay asks for, after a look at the rest of it.
fn asked(overlay: &str) -> Vec<String> {
    let overlay: Value = serde_yaml::from_str(overlay).expect("the overlay is YAML");
    assert_eq!(overlay["overlay"], "1.0.0");
    assert!(overlay["info"]["title"].is_string() && overlay["info"]["version"].is_string());
    assert_eq!(overlay["actions"].as_array().map(Vec::len), Some(1));
    assert_eq!(overlay["actions"][0]["target"], "$");
    let unsaid = json!("FILL_IN");
    let codes = &overlay["actions"][0]["update"]["x-error-codes"];
    if let Some(list) = codes.as_array() {
        assert!(list.iter().all(|it| it["status"] == unsaid), "{list:#?}");
        return list.iter().filter_map(|it| it["code"].as_str().map(str::to_owned)).collect();
    }
    let map = codes.as_object().expect("it is a map, or a list");
    assert!(map.values().all(|it| it["status"] == unsaid), "{map:#?}");
    map.keys().cloned().collect()
}

#[test]
fn a_line_for_each_code_whose_status_is_not_known() {
    let folder = Folder::with(&[("cards.yaml", SPEC)]);
    let template = folder.template(&["cards.yaml"]);
    let expected = "overlay: 1.0.0
info: {title: \"Error statuses of Cards: \\\"EU\\\"\", version: 1.0.0}
actions:
  - target: $
    update:
      x-error-codes:
        LOST: {status: FILL_IN} # documented under 402, 409; The bank: declined # the card
        \"404\": {status: FILL_IN} # documented under 402, 409
        DECLINED: {status: FILL_IN} # documented under default
        \"yes\": {status: FILL_IN} # documented under default
        \"a b: c #d\": {status: FILL_IN} # documented under default
";
    assert_eq!(template, expected);
    assert_eq!(asked(&template), ["LOST", "404", "DECLINED", "yes", "a b: c #d"]);
    let refused = folder.refused(&["generate", "cards.yaml"]);
    assert!(refused.ends_with(&template), "the report prints the same: {refused}");
    assert!(refused.contains("`errbook discover cards.yaml --overlay-template`"), "{refused}");
}

#[test]
fn it_is_refused_line_by_line_until_it_is_filled_in() {
    let folder = Folder::with(&[("cards.yaml", SPEC)]);
    let template = folder.template(&["cards.yaml"]);
    folder.write("o.yaml", &template);
    let arguments = ["cards.yaml", "--overlay", "o.yaml"];
    for verb in ["list", "generate", "discover"] {
        let refused = folder.refused(&[&[verb], &arguments[..]].concat());
        for line in 7..=11 {
            assert!(refused.contains(&format!("--> o.yaml:{line}:")), "{verb}, line {line}: {refused}");
        }
        assert_eq!(refused.matches("error[unfilled-status]").count(), 5, "{refused}");
    }
    // One is still missing: it alone is told.
    folder.write("o.yaml", &template.replacen("FILL_IN", "402", 2).replacen("FILL_IN", "404", 2));
    let refused = folder.refused(&[&["generate"], &arguments[..]].concat());
    assert!(refused.contains("--> o.yaml:11:"), "{refused}");
    assert_eq!(refused.matches("error[unfilled-status]").count(), 1, "{refused}");

    folder.write("o.yaml", &template.replacen("FILL_IN", "402", 2).replace("FILL_IN", "404"));
    let by = |code: &str, status: u16, channel: &str| (code.to_owned(), json!(status), json!(channel));
    let filled = ["DECLINED", "yes", "a b: c #d"].map(|code| by(code, 404, "x-error-codes"));
    let mut expected: Vec<_> =
        filled.into_iter().chain(["LOST", "404"].map(|code| by(code, 402, "x-error-codes"))).collect();
    expected.push(by("GONE", 410, "response"));
    expected.sort_by(|left, right| left.0.cmp(&right.0));
    let mut found = folder.statuses(&arguments);
    found.sort_by(|left, right| left.0.cmp(&right.0));
    assert_eq!(found, expected);
    assert!(folder.printed(&[&["generate"], &arguments[..]].concat()).contains("pub struct ApiError"));
}

#[test]
fn only_what_is_left_is_asked_for() {
    let folder = Folder::with(&[("cards.yaml", SPEC)]);
    let template = folder.template(&["cards.yaml"]);
    let half = template.split_inclusive('\n').take(9).collect::<String>().replace("FILL_IN", "402");
    folder.write("half.yaml", &half);
    assert_eq!(asked(&folder.template(&["cards.yaml", "--overlay", "half.yaml"])), ["yes", "a b: c #d"]);

    folder.write("all.yaml", &template.replace("FILL_IN", "402"));
    let output = folder.errbook(&["discover", "--overlay-template", "cards.yaml", "--overlay", "all.yaml"]);
    assert_eq!((output.status.code(), text(&output.stdout).as_str()), (Some(0), ""));
    assert_eq!(text(&output.stderr), "every code has a status: there is nothing to fill in\n");
}

#[test]
fn what_the_spec_says_already_is_kept() {
    let said = format!("{SPEC}x-error-codes: {{DECLINED: {{description: It says no}}, 'yes': {{status: 422}}}}\n");
    let listed =
        format!("{SPEC}x-error-codes: [{{code: DECLINED, title: It says no}}, {{code: 'yes', status: 422}}]\n");
    let folder = Folder::with(&[("map.yaml", &said), ("list.yaml", &listed)]);
    for spec in ["map.yaml", "list.yaml"] {
        let template = folder.template(&[spec]);
        assert_eq!(asked(&template), ["LOST", "404", "DECLINED", "a b: c #d"], "{spec}");
        folder.write("o.yaml", &template.replace("FILL_IN", "409"));
        let found = folder.statuses(&[spec, "--overlay", "o.yaml"]);
        let of = |code: &str| found.iter().find(|it| it.0 == code).map(|it| it.1.clone());
        assert_eq!((of("DECLINED"), of("404"), of("yes")), (Some(409.into()), Some(409.into()), Some(422.into())));
        let listed = folder.printed(&["list", spec, "--overlay", "o.yaml"]);
        assert!(listed.contains("It says no"), "what else was said is still there: {listed}");
    }
}

#[test]
fn where_the_codes_stand_has_to_be_clear() {
    let spec = SPEC.replace("code: {enum: [DECLINED,", "kind: {enum: [A, B]}, code: {enum: [DECLINED,");
    let spec = spec.replace("              code:\n", "              kind: {enum: [A, B]}\n              code:\n");
    let folder = Folder::with(&[("cards.yaml", &spec)]);
    let refused = folder.refused(&["discover", "--overlay-template", "cards.yaml"]);
    for said in ["error[ambiguous-code-location]", "--code-at 'code'", "--code-at 'kind'"] {
        assert!(refused.contains(said), "{said}: {refused}");
    }
    let template = folder.template(&["cards.yaml", "--code-at", "kind"]);
    assert_eq!(asked(&template), ["A", "B"]);
    // What the overlay speaks of is what the codes are.
    folder.write("o.yaml", &template.replace("FILL_IN", "409"));
    assert_eq!(folder.statuses(&["cards.yaml", "--overlay", "o.yaml"]).len(), 2);
}

#[test]
fn without_codes_there_is_nothing_to_fill_in() {
    let bare = "{openapi: 3.1.0, paths: {/a: {get: {responses: {'404': {description: none}}}}}, \
                components: {schemas: {Code: {enum: [A, B]}}}}";
    let folder = Folder::with(&[("bare.yaml", bare)]);
    let output = folder.errbook(&["discover", "--overlay-template", "bare.yaml"]);
    assert_eq!((output.status.code(), text(&output.stdout).as_str()), (Some(0), ""));
    assert!(text(&output.stderr).contains("--code-at"), "{}", text(&output.stderr));
    assert_eq!(asked(&folder.template(&["bare.yaml", "--code-at", "#/components/schemas/Code"])), ["A", "B"]);
    let refused = folder.refused(&["discover", "--overlay-template", "--format", "json", "bare.yaml"]);
    assert!(refused.contains("cannot be used with"), "{refused}");
}

/// Published specs that leave statuses open, and what has to be said of where their codes stand.
#[test]
fn published_specs_are_asked_for_what_they_leave_open() {
    let corpus = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../shared/corpus");
    let open = [
        ("azure-servicefabric.json", "", 84),
        ("slack.json", "", 200),
        ("paypal-orders.json", "details[].issue", 1),
        ("coinbase-cdp.yaml", "errorType", 55),
        ("square.json", "#/components/schemas/ErrorCode", 153),
    ];
    let present = open.into_iter().filter(|(file, _, _)| corpus.join(file).is_file());
    for (file, code_at, count) in present {
        let path: PathBuf = corpus.join(file);
        let spec = path.to_str().expect("its path is text");
        let folder = Folder::with(&[]);
        let told = if code_at.is_empty() { vec![spec] } else { vec![spec, "--code-at", code_at] };
        let template = folder.template(&told);
        assert_eq!(asked(&template).len(), count, "{file}");
        folder.write("o.yaml", &template.replace("FILL_IN", "422"));
        let arguments = [&told[..], &["--overlay", "o.yaml"]].concat();
        assert!(folder.statuses(&arguments).iter().all(|(_, status, _)| status.is_number()), "{file}");
    }
}

#[test]
fn one_body_for_every_error_leaves_the_statuses_to_its_examples() {
    let answer = |code: &str| {
        format!(
            "{{description: '', content: {{application/json: {{schema: {{$ref: '#/components/schemas/Error'}}, example: {{code: {code}}}}}}}}}"
        )
    };
    let spec = format!(
        "openapi: 3.1.0
info: {{title: Tickets, version: '1'}}
paths:
  /tickets:
    post:
      responses:
        '400': {}
        '404': {{description: It has no body}}
        '409': {}
components:
  schemas:
    Error: {{type: object, required: [code], properties: {{code: {{enum: [MALFORMED, SOLD_OUT, INTERNAL]}}}}}}
",
        answer("MALFORMED"),
        answer("SOLD_OUT"),
    );
    let folder = Folder::with(&[("tickets.yaml", &spec)]);
    let known = |code: &str, status: Value, channel: Value| (code.to_owned(), status, channel);
    let example = json!("example");
    let expected = [
        known("MALFORMED", json!(400), example.clone()),
        known("SOLD_OUT", json!(409), example),
        known("INTERNAL", Value::Null, Value::Null),
    ];
    assert_eq!(folder.statuses(&["tickets.yaml"]), expected);
    let template = folder.template(&["tickets.yaml"]);
    assert!(
        template.ends_with("x-error-codes:\n        INTERNAL: {status: FILL_IN} # documented under 400, 409\n"),
        "{template}"
    );
}
