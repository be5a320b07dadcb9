//! YAML through `serde_yaml`, which is named nowhere else: it is final, and will be replaced one day.

use std::cell::Cell;
use std::ops::Range;

use super::build::Counted;
use super::{Map, Node, SyntaxError, SyntaxErrorKind};
use crate::limits::Limits;

/// Builds a whole file, once its text is known not to make the parser slow.
pub(super) fn whole(text: &str, limits: &Limits, built: &Cell<usize>) -> Result<Node, SyntaxError> {
    check_nesting(text, limits.nesting)?;
    piece(text, 0..text.len(), built)
}

/// Builds a piece of a file that is a value by itself.
pub(super) fn piece(text: &str, range: Range<usize>, built: &Cell<usize>) -> Result<Node, SyntaxError> {
    let slice = text.get(range.clone()).unwrap_or_default();
    if range.len() < text.len() && slice.trim().is_empty() {
        built.set(built.get() + 1);
        return Ok(Node::Null);
    }
    let Counted { mut node, count } =
        serde_yaml::from_str(slice).map_err(|error| syntax_error(text, range.start, &error))?;
    built.set(built.get() + count);
    merge(&mut node);
    Ok(node)
}

fn syntax_error(text: &str, start: usize, error: &serde_yaml::Error) -> SyntaxError {
    let message = error.to_string();
    let kind = if message.contains("recursion limit") {
        SyntaxErrorKind::TooDeep
    } else if message.contains("repetition limit") {
        SyntaxErrorKind::Aliases
    } else {
        SyntaxErrorKind::Broken
    };
    if kind == SyntaxErrorKind::Aliases {
        let line =
            text.lines().position(|line| line.contains([' ', '[', '-']) && line.contains('*')).unwrap_or_default();
        let message = "the aliases of this file repeat its values more often than anybody wrote".to_owned();
        return SyntaxError { message, kind, line: line + 1, column: 1 };
    }
    let lines = text.get(..start).unwrap_or_default().matches('\n').count();
    let (line, column) = error.location().map_or((0, 0), |at| (lines + at.line(), at.column()));
    // The position is told apart; serde_yaml's words end in it.
    let message = format!("invalid YAML: {}", message.split(" at line ").next().unwrap_or_default());
    SyntaxError { message, kind, line, column }
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
                for (key, node) in maps.into_iter().filter_map(Node::into_map).flat_map(Map::into_entries) {
                    if !entries.iter().any(|(known, _)| *known == key) {
                        entries.push((key, node));
                    }
                }
            }
            *map = Map::new(entries);
        }
        _ => {}
    }
}

/// More brackets or dashes than this open at once may as well be prose; the parser copes with as many.
const HARMLESS: usize = 1_000;

/// Refuses text whose nesting the parser would need minutes for. Whether a bracket is text or structure is not looked
/// at, so the bound is generous; the exact one is the parser's own.
fn check_nesting(text: &str, limit: usize) -> Result<(), SyntaxError> {
    let most = limit.max(HARMLESS);
    let mut open = 0_usize;
    let mut indents: Vec<usize> = Vec::new();
    for (number, line) in text.lines().enumerate() {
        let indent = line.len() - line.trim_start_matches(' ').len();
        if !line.trim().is_empty() {
            while indents.last().is_some_and(|last| *last >= indent) {
                indents.pop();
            }
            indents.push(indent);
        }
        // Of the marks `- ` and `? ` each one nests when they follow each other.
        let marks = line.trim_start().split(' ').take_while(|word| matches!(*word, "-" | "?" | ":")).count();
        for byte in line.bytes() {
            match byte {
                b'[' | b'{' => open += 1,
                b']' | b'}' => open = open.saturating_sub(1),
                _ => {}
            }
            if open > most {
                break;
            }
        }
        if open > most || indents.len() > most || marks > most {
            let message = format!("more than {most} levels are open here");
            return Err(SyntaxError { message, kind: SyntaxErrorKind::TooDeep, line: number + 1, column: indent + 1 });
        }
    }
    Ok(())
}
