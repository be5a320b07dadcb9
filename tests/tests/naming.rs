//! Names: every code gets a good one or is refused with the line to write, and what is sent stays as it is.

use errbook_spec::{Catalog, Options, Report, Rule, Wire, read_text};
use serde_json::{Value, json};

/// A spec whose one error lists these codes.
fn spec(codes: &[&str]) -> String {
    let code = json!({"type": "string", "enum": codes});
    let schema = json!({"type": "object", "properties": {"code": code}});
    let responses = json!({"400": {"description": "", "content": {"application/json": {"schema": schema}}}});
    json!({"openapi": "3.0.3", "paths": {"/a": {"get": {"responses": responses}}}}).to_string()
}

fn read(codes: &[&str], renames: &[(&str, &str)]) -> Result<Catalog, Report> {
    let mut options = Options::default();
    options.code_paths.push("code".to_owned());
    options.renames.extend(renames.iter().map(|(code, ident)| ((*code).to_owned(), (*ident).to_owned())));
    read_text("openapi.json", &spec(codes), &options).map(|reading| reading.catalog().clone())
}

/// The variant that a code becomes.
#[track_caller]
fn ident(code: &str) -> String {
    let catalog = read(&[code], &[]).unwrap_or_else(|report| unreachable!("{code}: {report}"));
    assert_eq!(catalog.codes[0].wire, Wire::Text(code.to_owned()), "it is sent as it is");
    catalog.codes[0].ident.clone()
}

#[track_caller]
fn refused(codes: &[&str], renames: &[(&str, &str)]) -> (Rule, String) {
    let report = read(codes, renames).expect_err("there is no name for it");
    (report.findings()[0].rule, report.to_string())
}

#[test]
fn names_that_mean_something_to_rust_or_to_the_generated_code() {
    for (code, expected) in [
        ("Unknown", "Unknown"),
        ("unknown", "Unknown"),
        ("Self", "SelfCode"),
        ("self", "SelfCode"),
        ("+1", "Plus1"),
        ("-1", "Minus1"),
        ("1", "Code1"),
        ("new", "New"),
        ("status", "Status"),
        ("type", "Type"),
        ("Option", "Option"),
        ("a/b", "AB"),
        ("urn:problem:out-of-stock", "UrnProblemOutOfStock"),
        ("https://errors.example/not-found", "HttpsErrorsExampleNotFound"),
        ("خطأ", "خطأ"),
        ("שגיאה_2", "שגיאה2"),
        ("não_encontrado", "NãoEncontrado"),
        (" padded ", "Padded"),
        ("line\nbreak", "LineBreak"),
        ("with\u{202e}turned", "WithTurned"),
    ] {
        assert_eq!(ident(code), expected, "{code:?}");
    }
}

#[test]
fn a_name_that_cannot_be_made_is_asked_for() {
    let long = "x".repeat(300);
    for code in ["💥", "", "---", "。", long.as_str()] {
        let (rule, said) = refused(&[code, "OTHER"], &[]);
        assert_eq!(rule, Rule::InvalidIdentifier, "{said}");
        assert!(said.contains(".rename(") && said.contains("--rename"), "{said}");
        assert!(!said.contains('\u{1b}') && said.len() < 3_000, "{said}");
        let catalog = read(&[code, "OTHER"], &[(code, "Named")]).unwrap_or_else(|report| unreachable!("{report}"));
        assert_eq!((catalog.codes[0].ident.as_str(), &catalog.codes[0].wire), ("Named", &Wire::Text(code.to_owned())));
    }
}

#[test]
fn two_good_names_for_two_codes_that_say_the_same() {
    let catalog = read(&["TooManyRequests", "429 Too Many Requests"], &[]).unwrap_or_else(|it| unreachable!("{it}"));
    let idents: Vec<&str> = catalog.codes.iter().map(|code| code.ident.as_str()).collect();
    assert_eq!(idents, ["TooManyRequests", "Code429TooManyRequests"]);
    let renamed = read(&["TooManyRequests", "429 Too Many Requests"], &[("429 Too Many Requests", "Legacy429")]);
    assert_eq!(renamed.unwrap_or_else(|it| unreachable!("{it}")).codes[1].ident, "Legacy429");
}

#[test]
fn codes_that_meet_are_refused_with_the_line_that_tells_them_apart() {
    for pair in [["Self", "self"], ["NOT_FOUND", "not-found"], ["a.b", "a b"], ["+1", "plus_1"], ["x", "X"]] {
        let (rule, said) = refused(&pair, &[]);
        assert_eq!(rule, Rule::IdentifierCollision, "{said}");
        for code in pair {
            assert!(said.contains(&format!("`{code}`")), "{code} is not named: {said}");
        }
        assert!(said.contains(&format!(".rename(\"{}\", \"…\")", pair[1])), "{said}");
        let renamed = read(&pair, &[(pair[1], "Other")]).unwrap_or_else(|report| unreachable!("{report}"));
        let wires: Vec<String> = renamed.codes.iter().map(|code| code.wire.to_string()).collect();
        assert_eq!(wires, pair, "neither is lost, neither is altered");
    }
}

#[test]
fn a_new_name_must_be_one_and_for_a_code_that_is_there() {
    for ident in ["", "1", "a b", "Self", "self", "fn", "_", "X;", "💥"] {
        assert_eq!(refused(&["A"], &[("A", ident)]).0, Rule::InvalidIdentifier, "{ident:?}");
    }
    let (rule, said) = refused(&["NOT_FOUND"], &[("NOT_FUOND", "Missing")]);
    assert!(rule == Rule::UnknownCode && said.contains("did you mean `NOT_FOUND`?"), "{said}");
    let (rule, said) = refused(&["A", "B"], &[("A", "B")]);
    assert!(rule == Rule::IdentifierCollision && said.contains("`B`"), "{said}");
}

#[test]
fn no_code_reaches_the_generated_text_but_as_a_literal() {
    let folder = tempfile::tempdir().expect("a folder can be made");
    let path = folder.path().join("openapi.json");
    let codes = ["*/ fn main() {}", "\"; panic!()", "\\", "{}", "r#\"", "'a", "// x", "\u{0}nul", "خطأ"];
    std::fs::write(&path, spec(&codes)).expect("it can be written");
    let mut config = errbook_build::configure().code_at("code").client_only();
    config = config.rename("\\", "Backslash").rename("{}", "Braces");
    let text = config.generate(&path).unwrap_or_else(|error| unreachable!("{error}")).text();
    for code in codes {
        assert!(text.contains(&format!("{code:?}")) || text.contains(code), "{code:?} is not in the text");
    }
    let catalog = read(&codes, &[("\\", "Backslash"), ("{}", "Braces")]).unwrap_or_else(|it| unreachable!("{it}"));
    let wires: Vec<Value> = catalog.codes.iter().map(|code| code.wire.to_string().into()).collect();
    assert_eq!(wires, codes.map(Value::from));
}
