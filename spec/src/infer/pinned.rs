//! Names that were published stay, whatever was added since: what is new gives way, or is refused where it cannot.

mod types;

use indexmap::IndexSet;

use crate::catalog::{Catalog, Code, Operation, StatusKey};
use crate::diagnostic::{Diagnostic, Diagnostics, Rule};
use crate::naming::{self, Kind};

/// Gives to all but codes, which have their names already, the names that they were published by.
pub(super) fn keep(diagnostics: &mut Diagnostics, catalog: &mut Catalog, published: &Catalog) {
    operations(&mut catalog.operations, &published.operations);
    statuses(diagnostics, catalog, published);
    types::keep(catalog, published);
}

fn operations(operations: &mut [Operation], published: &[Operation]) {
    let pins: Vec<Option<String>> =
        operations.iter().map(|it| same_operation(it, published).map(|it| it.ident.clone())).collect();
    let others: Vec<Option<String>> = operations
        .iter()
        .map(|it| naming::upper_camel(&format!("{} {}", it.method, it.path), Kind::Operation))
        .collect();
    settle(operations.iter_mut().map(|it| &mut it.ident).collect(), &pins, &others);
}

/// The same operation: of the same id, and where several have it, of the same method and path.
fn same_operation<'p>(operation: &Operation, published: &'p [Operation]) -> Option<&'p Operation> {
    let of_id: Vec<&Operation> = published.iter().filter(|it| it.id == operation.id).collect();
    let is_same = |it: &&&Operation| it.method == operation.method && it.path == operation.path;
    match of_id.as_slice() {
        [only] => Some(*only),
        several => several.iter().find(is_same).copied(),
    }
}

/// A codeless kind keeps its name as long as it is one. A new code that would take it is refused; one that was published and
/// was given that name since has it.
fn statuses(diagnostics: &mut Diagnostics, catalog: &mut Catalog, published: &Catalog) {
    for status in catalog.statuses.iter_mut().filter(|status| status.uncoded) {
        let known = published.statuses.iter().find(|it| it.uncoded && it.key == status.key);
        let Some(ident) = known.map(|known| &known.ident) else { continue };
        match catalog.codes.iter().find(|code| !code.open && code.ident == *ident) {
            None => status.ident.clone_from(ident),
            Some(code) if published.codes.iter().any(|known| known.wire == code.wire) => {}
            Some(code) => diagnostics.push(taken(code, status.key)),
        }
    }
}

fn taken(code: &Code, status: StatusKey) -> Diagnostic {
    let (wire, ident) = (&code.wire, &code.ident);
    let found =
        format!("the code `{wire}` would be the variant `{ident}`, which was published for {status} without a code");
    let help = format!(
        "give the code another name: `.rename(\"{}\", \"{ident}Code\")` in build.rs, `rename` in errbook.toml, or `--rename '{wire}={ident}Code'`",
        wire.to_string().escape_default()
    );
    Diagnostic::error(Rule::IdentifierCollision, found).at(code.place.clone()).help(help)
}

/// Gives each the name that it is pinned to; of the others, those that would meet one of these get their other name, else a
/// number behind their own.
fn settle(idents: Vec<&mut String>, pins: &[Option<String>], others: &[Option<String>]) {
    let mut taken: IndexSet<String> = IndexSet::new();
    let pinned: Vec<bool> = pins.iter().map(|pin| pin.as_ref().is_some_and(|pin| taken.insert(pin.clone()))).collect();
    for (index, ident) in idents.into_iter().enumerate() {
        if let Some(pin) = pins.get(index).and_then(Option::as_ref).filter(|_| pinned.get(index) == Some(&true)) {
            ident.clone_from(pin);
            continue;
        }
        let plain = ident.trim_start_matches("r#").to_owned();
        let other = others.get(index).cloned().flatten();
        let numbered = (2_usize..).map(|number| numbered(&plain, number));
        let mut names = std::iter::once(ident.clone()).chain(other).chain(numbered);
        // Of infinitely many names, finitely many are taken.
        *ident = names.find(|name| !taken.contains(name)).unwrap_or_default();
        taken.insert(ident.clone());
    }
}

/// `Limit2`, but `limit_2`.
fn numbered(name: &str, number: usize) -> String {
    let separator = if name.starts_with(char::is_uppercase) { "" } else { "_" };
    format!("{name}{separator}{number}")
}
