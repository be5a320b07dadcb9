//! The same of texts that are made at random, most of them wrong.

use std::fmt::Write as _;
use std::path::Path;

use super::*;

/// Lines that meet in all kinds of ways, most of them wrong.
const FRAGMENTS: [&str; 66] = [
    "a: 1",
    "b:",
    "c: x",
    "- x",
    "- a: 1",
    "-",
    "- b:",
    "text",
    "d: |",
    "e: >-",
    "- |",
    "f: 'q'",
    "g: \"q",
    "q\"",
    "h: [1, 2]",
    "i: {a: b,",
    "c: d}",
    "# c",
    "",
    " ",
    "k: x # c",
    "l: x: y",
    "m: &a x",
    "n: *a",
    "<<: {z: 1}",
    "o: !t x",
    "? p",
    "---",
    "--- a: b",
    "...",
    "404: NO",
    "\"q\\u0041\": s",
    "t: 'it''s",
    "- - x",
    "-  a: b",
    "a : b",
    "a: b:",
    "v: - x",
    "w: @x",
    "y: \tz",
    "\tx: y",
    "z: # c",
    "a: |2",
    "a: |+",
    "a: {}",
    "a: x\r",
    "b: y\rz",
    "key: a#b",
    "key: ?x",
    "key: [a, 'b, c', \"d]\"]",
    "key: [it's, a]",
    "key: {a:b, 'c':d}",
    "key: \"x\"y",
    ": x",
    "null",
    "[a]: b",
    "'m",
    "m': x",
    "%y",
    "a: >1-",
    "a: |-",
    "b: |-",
    "- 12",
    "n: 012",
    "n: True",
    "n: http://a/#b",
];

fn document(state: &mut u64) -> String {
    let mut below = |bound: usize| {
        *state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(*state >> 33).unwrap_or_default() % bound
    };
    let mut text = String::new();
    let mut indent = 0;
    for _ in 0..=below(7) {
        indent = [below(7), indent + 2, indent, indent, indent.saturating_sub(2), 0][below(6)];
        let _ = writeln!(text, "{:indent$}{}", "", FRAGMENTS[below(FRAGMENTS.len())]);
    }
    text
}

/// Whether some part says that it is broken, when each is asked for.
fn complains(tree: &Tree, at: &Pointer) -> bool {
    match tree.keys(at, &|_| true) {
        Err(_) => true,
        Ok(keys) if keys.all.is_empty() => tree.node(at).is_err(),
        // Of a key that is written twice, which is told, the first value is passed over, whatever it is.
        Ok(keys) => !keys.repeated.is_empty() || keys.all.iter().any(|key| complains(tree, &at.child(key))),
    }
}

#[test]
fn what_is_outlined_is_what_the_parser_reads() {
    let mut state = 1;
    let mut outlined = 0;
    for _ in 0..30_000 {
        let text = document(&mut state);
        if Tree::in_blocks(&Arc::new(text.clone()), &Limits::default()).is_none() {
            continue;
        }
        outlined += 1;
        let tree = open(&text, Format::Yaml);
        match yaml::whole(&text, &Limits::default(), &Cell::new(0)) {
            Ok(node) => assert_same(&tree, &Pointer::root(), &node, 2),
            Err(error) => assert!(complains(&tree, &Pointer::root()), "{text}{}", error.message),
        }
    }
    assert!(outlined > 1_000, "{outlined}");
}

#[test]
fn what_is_read_by_its_lines_is_what_the_parser_reads() {
    let mut state = 3;
    let mut read = 0;
    for _ in 0..300_000 {
        let text = document(&mut state);
        let Some(all) = Span::new(0, text.len()) else { continue };
        let Some((node, _)) = block::value(&text, all) else { continue };
        read += usize::from(text.lines().count() > 2);
        assert_eq!(yaml::whole(&text, &Limits::default(), &Cell::new(0)), Ok(node), "{text}");
    }
    assert!(read > 1_000, "{read}");
}

/// A text with a change or two somewhere, as an editor or an accident makes them.
fn changed(text: &str, state: &mut u64) -> String {
    let mut below = |bound: usize| {
        *state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(*state >> 33).unwrap_or_default() % bound.max(1)
    };
    let mut lines: Vec<String> = text.lines().map(str::to_owned).collect();
    for _ in 0..=below(2) {
        let at = below(lines.len());
        let indent = lines[at].len() - lines[at].trim_start().len();
        match below(9) {
            0 => lines.iter_mut().for_each(|line| {
                let spaces = line.len() - line.trim_start_matches(' ').len();
                line.insert_str(0, &" ".repeat(spaces));
            }),
            1 => drop(lines.remove(at)),
            2 => lines.swap(at, (at + 1) % text.lines().count().min(at + 2)),
            3 => lines[at].insert(0, ' '),
            4 => lines[at] = lines[at].replacen("  ", "", 1),
            5 => lines[at] = lines[at].replace('\'', "\""),
            6 => lines[at].push_str([" 'x", " \"x", " # [", " {", " |", ":", " &a"][below(7)]),
            7 => lines.insert(at, format!("{:indent$}{}", "", FRAGMENTS[below(FRAGMENTS.len())])),
            _ => lines.insert(at, format!("{:indent$}\"{}", "", FRAGMENTS[below(FRAGMENTS.len())])),
        }
    }
    lines.join(if below(8) == 0 { "\r\n" } else { "\n" })
}

#[test]
fn a_spec_that_is_changed_somewhere_is_what_the_parser_reads() {
    let own = Path::new(env!("CARGO_MANIFEST_DIR")).join("apis");
    let own = ["affiliate.yaml", "trackagoat.yaml"].map(|name| own.join(name));
    let small = corpus().into_iter().filter(|path| path.metadata().is_ok_and(|about| about.len() < 50_000));
    let (mut state, mut compared) = (7, 0);
    for path in own.into_iter().chain(small) {
        let text = std::fs::read_to_string(&path).expect("the spec can be read");
        for _ in 0..150 {
            let text = changed(&text, &mut state);
            let Some(tree) = Tree::in_blocks(&Arc::new(text.clone()), &Limits::default()) else { continue };
            // What is broken where nobody asks may be passed over.
            let Ok(node) = yaml::whole(&text, &Limits::default(), &Cell::new(0)) else { continue };
            compared += 1;
            assert_same(&tree, &Pointer::root(), &node, 3);
        }
    }
    assert!(compared > 100, "{compared}");
}
