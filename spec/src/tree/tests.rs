//! What is built lazily is what the plain parsers build, and no more than was asked for.

mod random;

use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use super::*;

fn open(text: &str, format: Format) -> Tree {
    Tree::open(Arc::new(text.to_owned()), format, &Limits::default()).expect("the text is well-formed")
}

fn pointer(text: &str) -> Pointer {
    Pointer::parse(text).expect("the pointer is well-formed")
}

/// The same text, read by the plain parser as a whole.
fn whole(text: &str) -> Node {
    yaml::whole(text, &Limits::default(), &Cell::new(0)).expect("the text is well-formed")
}

/// Compares every value down to a depth.
fn assert_same(tree: &Tree, at: &Pointer, node: &Node, depth: usize) {
    assert_eq!(tree.node(at).expect("the part is well-formed").as_ref(), Some(node), "{at}");
    let Some(map) = node.as_map().filter(|_| depth > 0) else {
        return;
    };
    // Before it is split, for which its keys are asked.
    if let Some((key, _)) = map.iter().next() {
        let text = map.get(key).and_then(Node::as_str).map(str::to_owned);
        assert_eq!(tree.text_of(at, key).expect("the part is well-formed"), text, "{at}");
    }
    // Of a key that is written twice, the last value counts.
    let keys: indexmap::IndexMap<&str, &Node> = map.iter().map(|(key, node)| (key.as_str(), node)).collect();
    assert!(tree.keys(at, &|_| true).expect("the part is well-formed").all.iter().eq(keys.keys()), "{at}");
    for (key, node) in keys {
        assert_same(tree, &at.child(key), node, depth - 1);
    }
}

fn corpus() -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../shared/corpus");
    let Ok(entries) = std::fs::read_dir(&folder) else {
        eprintln!("{} is not here; only our own specs are compared", folder.display());
        return Vec::new();
    };
    entries
        .filter_map(|entry| Some(entry.ok()?.path()))
        .filter(|path| path.extension().is_some_and(|it| it == "yaml"))
        .collect()
}

#[test]
fn block_yaml_is_split_as_the_parser_splits_it() {
    let own = Path::new(env!("CARGO_MANIFEST_DIR")).join("apis");
    let own = ["affiliate", "trackagoat", "refcampaign", "publishing"].map(|name| own.join(format!("{name}.yaml")));
    for path in own.into_iter().chain(corpus()) {
        let text = std::fs::read_to_string(&path).expect("the spec can be read");
        let tree = open(&text, Format::Yaml);
        assert!(matches!(tree.layout, Layout::Block(_)), "{} is block style", path.display());
        assert_same(&tree, &Pointer::root(), &whole(&text), 4);
    }
}

#[test]
fn every_form_of_block_yaml() {
    let text = "---
# a comment
openapi: 3.0.3 # the version
info:
  title: 'It''s: a #title'
  \"quoted \\u00fc\": |
    a: b
     - c

    d
  folded: >-
    one
    two: three
  indented: |2-
      a space more than the first line says
    one
empty:
plain: goes on
  in the next line
  # but a comment ends it
required:
- a
- b: 1
  c: [x, \"y]\",
    'z']
- - nested
  - {flow: {deep: [1, 2]}}
'404': {$ref: '#/a'}
alone:
  a plain scalar of its own
url: http://example.com:8080/a#b
time: 12:30:00
multi: \"quoted
  over lines\"
list:
  -   wide: 1
      more: 2
  - |
    text: in a list
last: ~
";
    let mut tree = open(text, Format::Yaml);
    assert!(matches!(tree.layout, Layout::Block(_)));
    assert_same(&tree, &Pointer::root(), &whole(text), 3);
    tree.forget_below(&pointer("/info"));
    assert_same(&tree, &Pointer::root(), &whole(text), 3);
    tree.forget();
    assert_same(&tree, &Pointer::root(), &whole(text), 3);
    assert_eq!(
        tree.node(&pointer("/info/quoted ü")).expect("well-formed"),
        Some(Node::String("a: b\n - c\n\nd\n".to_owned()))
    );
    let crlf = text.replace('\n', "\r\n");
    assert_same(&open(&crlf, Format::Yaml), &Pointer::root(), &whole(&crlf), 3);
}

#[test]
fn what_is_not_surely_block_style_goes_to_the_parser() {
    for text in [
        "{a: 1, b: 2}\n",
        "- a\n- b\n",
        "? a\n: b\n",
        "--- a: b\n",
        "%YAML 1.2\n---\na: b\n",
        "a: x\n--- \nb: y\n",
        "a: x\n...\n",
        "a: 1\rb: 2\n",
        "a: x\u{2028}b: 2\n",
        "a: x\u{85}b: 2\n",
        ": x\n",
        "<<: {a: 1}\nb: 2\n",
        "a: {b: &x 1, c: *x}\n",
        "a: [1,\n2]\nb: 3\n",
        "a: {x: 'y\n  z',\nb: \"c\"}\nd: 1\n",
        "a: \"x\ny: z\"\nb: 1\n",
        "a:\n  - b: 'x\n  y: z'\n",
        "a: # see: \"x\n  b: 1\nc: \"\n",
        "a - \"b: 1\nc: \"x\nd: y\"\n",
    ] {
        let shared = Arc::new(text.to_owned());
        assert!(Tree::in_blocks(&shared, &Limits::default()).is_none(), "{text:?}");
        if let Ok(node) = yaml::whole(text, &Limits::default(), &Cell::new(0)) {
            assert_same(&open(text, Format::Yaml), &Pointer::root(), &node, 3);
        }
    }
}

#[test]
fn what_is_not_understood_by_itself_is_what_the_parser_reads() {
    for text in [
        "a: &x 1\nb: *x\n",
        "base: &b {x: 1}\nover:\n  <<: *b\n  y: 2\n",
        "base: &b\n  x: 1\nother: &b\n  x: 2\nover:\n  z: *b\n  y:\n    <<: *b\n",
        "a: !tag x\nb: !!str 1\n",
        "a:\n  ? b\n  : c\n",
        "a: |\n  \"text\n  - [x\nb: 'c'\n",
        "a: text\n  \"more\nb: 1\n",
        "a:\n  {\n  b: 1\n  }\nc: 2\n",
        "a:\n  - |\n    x: {\n\n     y\n  - 'z'\nb: 1\n",
        "a: # [\n  b: 1\n",
        "it's: \"x\"\nb: [it's]\n",
    ] {
        let tree = open(text, Format::Yaml);
        assert!(matches!(tree.layout, Layout::Block(_)), "{text:?}");
        assert_same(&tree, &Pointer::root(), &whole(text), 3);
    }
    for text in ["a:\n    b: 1\n  c: 2\n", "a: b: c\n", "a: [1, 2\nb: 3\n", "a: 'x\n", "a: |0\n text\n", "a: *x\n"] {
        let tree = Tree::open(Arc::new(text.to_owned()), Format::Yaml, &Limits::default());
        let theirs = yaml::whole(text, &Limits::default(), &Cell::new(0)).expect_err(text);
        assert_eq!(tree.and_then(|tree| tree.node(&pointer("/a"))), Err(theirs), "{text:?}");
    }
}

#[test]
fn keys_and_scalars_of_yaml_1_2() {
    let tree = open(
        "404: NO\nyes: on\n~: 0x1F\n1.50: 012\nbig: 123456789012345678901234567890\nmerged:\n  <<: {a: 1, b: 2}\n  b: 3\n",
        Format::Yaml,
    );
    let node = |at: &str| tree.node(&pointer(at)).expect("well-formed");
    assert_eq!(node("/404"), Some(Node::String("NO".to_owned())));
    assert_eq!(node("/yes"), Some(Node::String("on".to_owned())));
    assert_eq!(node("/~0"), Some(Node::Integer(31)));
    assert_eq!(node("/1.50"), Some(Node::String("012".to_owned())));
    assert!(matches!(node("/big"), Some(Node::Float(_))));
    assert_eq!(node("/merged/a"), Some(Node::Integer(1)));
    assert_eq!(node("/merged/b"), Some(Node::Integer(3)));
}

#[test]
fn json_is_split_by_slices() {
    let text = "\u{20}{\"a\": {\"b\\u00e9\": [1, {\"c\": 18446744073709551616}], \"b\": 1, \"b\": 2}}";
    let mut tree = open(text, Format::Json);
    for _ in 0..2 {
        assert_eq!(tree.keys(&pointer("/a"), &|_| true).expect("well-formed").all, ["bé", "b"]);
        assert!(matches!(tree.node(&pointer("/a/bé/1/c")).expect("well-formed"), Some(Node::Float(_))));
        assert_eq!(tree.node(&pointer("/a/b")).expect("well-formed"), Some(Node::Integer(2)));
        assert_eq!(tree.node(&pointer("/x")).expect("well-formed"), None);
        tree.forget_below(&pointer("/a"));
        tree.forget();
    }
}

#[test]
fn syntax_errors_tell_the_line_of_the_file() {
    let error = |text: &str, format| {
        Tree::open(Arc::new(text.to_owned()), format, &Limits::default()).err().map(|error| (error.line, error.kind))
    };
    assert_eq!(error("{\n\"a\": 1,\n}", Format::Json), Some((3, SyntaxErrorKind::Broken)));
    assert_eq!(error("a: 1\nb: [\nc: 2\n", Format::Yaml), Some((4, SyntaxErrorKind::Broken)));
    assert_eq!(error("a:\n  b: 1\n\tc: 2\n", Format::Yaml), Some((3, SyntaxErrorKind::Tab)));
    assert_eq!(error("[a,\n@b]", Format::Yaml), Some((2, SyntaxErrorKind::Reserved)));
    assert_eq!(error("[a,\n`b`]", Format::Yaml), Some((2, SyntaxErrorKind::Reserved)));
    assert_eq!(error(&"[".repeat(100_000), Format::Yaml), Some((1, SyntaxErrorKind::TooDeep)));
    assert_eq!(error(&"- ".repeat(100_000), Format::Yaml), Some((1, SyntaxErrorKind::TooDeep)));
    let mut bomb = "a: &a [x, x, x, x, x, x, x, x, x]\n".to_owned();
    for (name, before) in "bcdefghijkl".chars().zip("abcdefghijk".chars()) {
        let _ = writeln!(bomb, "{name}: &{name} [{}]", vec![format!("*{before}"); 9].join(", "));
    }
    assert_eq!(error(&bomb, Format::Yaml).map(|(_, kind)| kind), Some(SyntaxErrorKind::Aliases));
}

#[test]
fn only_what_is_asked_for_is_built() {
    let mut yaml = "wanted:\n  here: {a: [1, 2, 3]}\nother:\n".to_owned();
    let mut json = "{\"wanted\": {\"here\": {\"a\": [1, 2, 3]}}, \"other\": {".to_owned();
    for index in 0..1_000 {
        let _ = writeln!(yaml, "  key{index}:\n    - some: thing\n      else: {index}");
        let comma = if index > 0 { "," } else { "" };
        let _ = write!(json, "{comma}\"key{index}\": [{{\"some\": \"thing\", \"else\": {index}}}]");
    }
    json.push_str("}}");
    for (text, format) in [(yaml, Format::Yaml), (json, Format::Json)] {
        let tree = open(&text, format);
        assert!(tree.node(&pointer("/wanted/here")).expect("well-formed").is_some());
        assert_eq!(tree.built(), 5, "{format:?}: the mapping, the list and its three numbers");
    }
}

#[test]
fn what_the_aliases_make_of_a_file_is_bounded() {
    let kind = |text: &str| {
        Tree::open(Arc::new(text.to_owned()), Format::Yaml, &Limits::default()).err().map(|error| error.kind)
    };
    let flat = format!("a: &a [{}]\nb: [{}]\n", "x,".repeat(20_000), "*a,".repeat(20_000));
    assert_eq!(kind(&flat), Some(SyntaxErrorKind::Aliases));
    let long = format!("a: &a '{}'\nb: [{}]\n", "x".repeat(100_000), "*a,".repeat(10_000));
    assert_eq!(kind(&long), Some(SyntaxErrorKind::Aliases));
    let keys = (0..20_000).map(|index| format!("k{index}: 1")).collect::<Vec<_>>().join(",");
    assert_eq!(kind(&format!("a: &a {{{keys}}}\nb:\n  <<: *a\n")), None);
}

#[test]
fn what_makes_the_parser_slow_is_refused_before() {
    let refused = |text: &str| Tree::open(Arc::new(text.to_owned()), Format::Yaml, &Limits::default()).is_err();
    let directives = (0..1_000).map(|index| format!("%TAG !a{index}! b\n")).collect::<Vec<_>>().concat();
    assert!(refused(&format!("{directives}--- a\n")));
    assert!(refused(&format!("a: {}{}\n", "[".repeat(100_000), "]".repeat(100_000))));
    // Brackets in prose nest nothing, however many there are.
    assert!(!refused(&format!("a: &a |\n{}", "  half open: [0, 1)\n".repeat(2_000))));
}

#[test]
fn white_space_that_is_no_space_is_left_to_the_parser() {
    for text in ["a:\n  b: x\n      \t\n", "a:\n  b: x\n      \t\n  c: y\n"] {
        let tree = open(text, Format::Yaml);
        assert_eq!(tree.node(&pointer("/a/b")).expect("well-formed"), Some(Node::String("x".to_owned())), "{text:?}");
    }
    let text = "paths:\n  /a:\n\u{feff}    get:\n      x: 1\n";
    let (marked, whole) = (open(text, Format::Yaml), open(&format!("%YAML 1.2\n---\n{text}"), Format::Yaml));
    for key in ["/paths", "/paths/~1a/get/x"] {
        assert_eq!(marked.node(&pointer(key)).expect("well-formed"), whole.node(&pointer(key)).expect("well-formed"));
    }
}

#[test]
fn a_character_that_no_yaml_has_is_told_by_its_line() {
    let tree = open("a: 1\nb: [x\u{1}y]\n", Format::Yaml);
    let error = tree.node(&pointer("/b")).expect_err("it is no YAML");
    assert_eq!((error.line, error.column), (2, 6), "{}", error.message);
    assert!(!error.message.contains("position"), "{}", error.message);
}
