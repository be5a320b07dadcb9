//! YAML through `serde_yaml`, which is named nowhere else: it is final, and will be replaced one day.

use std::cell::Cell;
use std::ops::Range;

use granit_parser::{ErrorKind, Parser};
use indexmap::IndexSet;
use serde::de::DeserializeSeed;

use super::build::Build;
use super::{Map, Node, Span, SyntaxError, SyntaxErrorKind, block, position};
use crate::limits::Limits;

/// More brackets than this are counted exactly; the parser copes with as many, however they are nested.
const HARMLESS: usize = 1_000;

/// How much more may be built of a text than it is long, in nodes and bytes of strings.
const EXPANSION: usize = 4 << 20;

/// A file begins with no more directives than this (`%YAML`, `%TAG`).
const MOST_DIRECTIVES: usize = 100;

/// Builds a whole file, once its text is known not to make the parser slow.
pub(super) fn whole(text: &str, limits: &Limits, built: &Cell<usize>) -> Result<Node, SyntaxError> {
    check_directives(text)?;
    piece(text, 0..text.len(), limits, built)
}

/// Builds the value of an entry, which is given with its key: an indentation that is told counts from there.
pub(super) fn entry(text: &str, span: Span, limits: &Limits, built: &Cell<usize>) -> Result<Node, SyntaxError> {
    if let Some((node, count)) = block::entry(text, span) {
        built.set(built.get() + count);
        return Ok(node);
    }
    let node = piece(text, span.range(), limits, built)?;
    built.set(built.get().saturating_sub(1));
    Ok(node.into_map().and_then(|map| map.into_entries().pop()).map_or(Node::Null, |(_, node)| node))
}

/// Builds some lines that are a document by themselves.
pub(super) fn lines(text: &str, span: Span, limits: &Limits, built: &Cell<usize>) -> Result<Node, SyntaxError> {
    match block::value(text, span) {
        Some((node, count)) => {
            built.set(built.get() + count);
            Ok(node)
        }
        None => piece(text, span.range(), limits, built),
    }
}

/// The text of a quoted scalar.
pub(super) fn text(quoted: &str) -> Option<String> {
    serde_yaml::from_str(quoted).ok()
}

/// Builds a piece of a file that is a document by itself.
fn piece(text: &str, range: Range<usize>, limits: &Limits, built: &Cell<usize>) -> Result<Node, SyntaxError> {
    let slice = text.get(range).unwrap_or_default();
    check_nesting(slice, limits.nesting)?;
    let left = Cell::new(slice.len().saturating_mul(2).saturating_add(EXPANSION));
    let node = Build::new(built, &left).deserialize(serde_yaml::Deserializer::from_str(slice));
    let mut node = node.map_err(|error| syntax_error(slice, &error, left.get() == 0))?;
    merge(&mut node);
    Ok(node)
}

fn syntax_error(text: &str, error: &serde_yaml::Error, expanded: bool) -> SyntaxError {
    let message = error.to_string();
    let kind = if message.contains("recursion limit") {
        SyntaxErrorKind::TooDeep
    } else if expanded || message.contains("repetition limit") {
        SyntaxErrorKind::Aliases
    } else {
        match error.location().and_then(|at| text.as_bytes().get(at.index())) {
            Some(b'\t') => SyntaxErrorKind::Tab,
            Some(b'@' | b'`' | b'%') => SyntaxErrorKind::Reserved,
            _ => SyntaxErrorKind::Broken,
        }
    };
    let (line, column) = match (error.location(), offset(&message)) {
        (_, Some(offset)) => position(text, offset),
        (Some(at), None) => (at.line(), at.column()),
        (None, None) => position(text, text.find('*').filter(|_| kind == SyntaxErrorKind::Aliases).unwrap_or(0)),
    };
    // The position is told apart; serde_yaml's words go on with it.
    let words = message.split(" at line ").next().unwrap_or_default();
    let words = words.split(" at position ").next().unwrap_or_default();
    let message = match kind {
        SyntaxErrorKind::Broken | SyntaxErrorKind::Tab | SyntaxErrorKind::Reserved => format!("invalid YAML: {words}"),
        SyntaxErrorKind::Aliases => {
            "the aliases of this file repeat its values more often than anybody wrote".to_owned()
        }
        SyntaxErrorKind::TooDeep => "values are nested too deep here".to_owned(),
    };
    SyntaxError { message, kind, line, column }
}

/// Where the parser met a character that no YAML has: of those it tells nothing but the byte.
fn offset(message: &str) -> Option<usize> {
    message.rsplit_once(" at position ")?.1.parse().ok()
}

/// Applies merge keys (`<<`), which `serde_yaml` leaves in the map.
fn merge(node: &mut Node) {
    match node {
        Node::List(list) => list.iter_mut().for_each(merge),
        Node::Map(map) => {
            let mut entries: Vec<(String, Node)> = std::mem::take(map).into_entries();
            for (_, node) in &mut entries {
                merge(node);
            }
            if let Some(at) =
                entries.iter().position(|(key, node)| key == "<<" && matches!(node, Node::Map(_) | Node::List(_)))
            {
                let (_, merged) = entries.remove(at);
                let maps = match merged {
                    Node::List(list) => list,
                    map => vec![map],
                };
                let mut known: IndexSet<String> = entries.iter().map(|(key, _)| key.clone()).collect();
                for (key, node) in maps.into_iter().filter_map(Node::into_map).flat_map(Map::into_entries) {
                    if known.insert(key.clone()) {
                        entries.push((key, node));
                    }
                }
            }
            *map = Map::new(entries);
        }
        _ => {}
    }
}

/// Refuses text whose nesting the parser would need minutes for: it looks at every open bracket at every token, and
/// knows no limit before it has read all. Only a parser can tell a bracket that is structure from one that is prose, so
/// one that stops in time goes first where there are many.
fn check_nesting(text: &str, limit: usize) -> Result<(), SyntaxError> {
    if text.len() <= HARMLESS || brackets(text) <= HARMLESS {
        return Ok(());
    }
    let mut options = granit_parser::options! { flow_nesting_limit: limit, block_nesting_limit: limit };
    options.set_emit_comments(false);
    for event in Parser::new_from_str_with_options(text, options) {
        let Err(error) = event else { continue };
        let at = error.marker().byte_offset().unwrap_or(0);
        if *error.kind() == ErrorKind::RecursionLimitExceeded {
            return Err(SyntaxError::too_deep(text, at, limit));
        }
        // What follows was not looked at, so it may go on only if it is harmless by count.
        if brackets(text.get(at..).unwrap_or_default()) <= HARMLESS {
            return Ok(());
        }
        let (line, column) = position(text, at);
        let message = format!("invalid YAML: {}", error.info());
        return Err(SyntaxError { message, kind: SyntaxErrorKind::Broken, line, column });
    }
    Ok(())
}

/// Refuses more directives than anybody writes: the parser compares each with all before.
fn check_directives(text: &str) -> Result<(), SyntaxError> {
    let Some((number, _)) = text.lines().enumerate().filter(|(_, line)| line.starts_with('%')).nth(MOST_DIRECTIVES)
    else {
        return Ok(());
    };
    let message = format!("this is the last of more than {MOST_DIRECTIVES} YAML directives that is read");
    Err(SyntaxError { message, kind: SyntaxErrorKind::Broken, line: number + 1, column: 1 })
}

fn brackets(text: &str) -> usize {
    text.matches('[').count() + text.matches('{').count()
}
