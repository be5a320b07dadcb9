//! A value of a body, read in place to make a payload of it.

use std::borrow::Cow;

use super::scan::{Quoted, Scanner};
use crate::json::{Members, Node};

/// Reads a value that stands in a body and that a [`Scanner`] has passed over.
pub(super) fn read(json: &[u8]) -> Option<Node<'_>> {
    let mut scanner = Scanner::new(json)?;
    let node = value(&mut scanner)?;
    scanner.is_done().then_some(node)
}

/// Any value; how deep it is was bounded when it was passed over.
fn value<'b>(scanner: &mut Scanner<'b>) -> Option<Node<'b>> {
    Some(match scanner.peek()? {
        b'{' => object(scanner)?,
        b'[' => list(scanner)?,
        b'"' => Node::Text(text(scanner)?),
        b't' => scanner.eat("true").map(|()| Node::Bool(true))?,
        b'f' => scanner.eat("false").map(|()| Node::Bool(false))?,
        b'n' => scanner.eat("null").map(|()| Node::Null)?,
        _ => {
            let start = *scanner;
            scanner.number()?;
            Node::Number(serde_json::from_slice(scanner.bytes(scanner.since(&start))).ok()?)
        }
    })
}

fn list<'b>(scanner: &mut Scanner<'b>) -> Option<Node<'b>> {
    let mut items = Vec::new();
    each(scanner, b']', |scanner| {
        items.push(value(scanner)?);
        Some(())
    })?;
    Some(Node::List(items))
}

fn object<'b>(scanner: &mut Scanner<'b>) -> Option<Node<'b>> {
    let mut members = Vec::new();
    each(scanner, b'}', |scanner| {
        let key = text(scanner)?;
        scanner.space();
        scanner.eat(":")?;
        scanner.space();
        members.push((key, value(scanner)?));
        Some(())
    })?;
    Some(Node::Object(Members(members)))
}

/// Reads what stands between an opening and this closing, one by one.
fn each<'b>(
    scanner: &mut Scanner<'b>,
    closing: u8,
    mut read: impl FnMut(&mut Scanner<'b>) -> Option<()>,
) -> Option<()> {
    scanner.pass();
    scanner.space();
    if scanner.eat_byte(closing) {
        return Some(());
    }
    loop {
        read(scanner)?;
        scanner.space();
        if scanner.eat_byte(closing) {
            return Some(());
        }
        scanner.eat(",")?;
        scanner.space();
    }
}

/// A string, copied only if it has escapes.
fn text<'b>(scanner: &mut Scanner<'b>) -> Option<Cow<'b, str>> {
    let start = *scanner;
    scanner.eat("\"")?;
    let Quoted { span, escaped } = scanner.string()?;
    if escaped {
        return serde_json::from_slice(scanner.bytes(scanner.since(&start))).ok().map(Cow::Owned);
    }
    std::str::from_utf8(scanner.bytes(span)).ok().map(Cow::Borrowed)
}
