//! The types of what errors carry, in words.

use std::collections::BTreeSet;

use errbook_spec::{Bound, Catalog, EnumValue, Facets, Field, NamedType, Object, Shape, Type, Variant, Wire};

use super::super::anchors::Anchors;
use super::super::page::{Block, Inline, Kind, Section, Table, code, joined, text};

/// Enums with more values have a section of their own.
const FEW_VALUES: usize = 6;

/// What types are called; it notes which of them are named, and have to be described.
pub(super) struct Types<'c> {
    pub(super) catalog: &'c Catalog,
    pub(super) anchors: Anchors,
    named: BTreeSet<usize>,
}

/// `always` or `sometimes`.
pub(super) fn presence(required: bool) -> &'static str {
    if required { "always" } else { "sometimes" }
}

impl<'c> Types<'c> {
    pub(super) fn new(catalog: &'c Catalog, anchors: Anchors) -> Self {
        Self { catalog, anchors, named: BTreeSet::new() }
    }

    pub(super) fn codes_are_integers(&self) -> bool {
        self.catalog.codes.first().is_some_and(|code| matches!(code.wire, Wire::Integer(_)))
    }

    /// What a value is, in a few words.
    pub(super) fn words(&mut self, ty: &Type) -> Vec<Inline> {
        let mut words = Vec::new();
        let mut ty = ty;
        let mut is_nullable = false;
        // A type is nested no deeper than its schema.
        loop {
            ty = match ty {
                Type::List(inner) => {
                    words.push(text("list of "));
                    inner
                }
                Type::Map(inner) => {
                    words.push(text("object of "));
                    inner
                }
                Type::Nullable(inner) => {
                    is_nullable = true;
                    inner
                }
                Type::Named(index) | Type::Recursive(index) => {
                    words.extend(self.named(*index));
                    break;
                }
                plain => {
                    words.push(text(plain_words(plain)));
                    break;
                }
            };
        }
        if is_nullable {
            words.push(text(" or null"));
        }
        words
    }

    fn named(&mut self, index: usize) -> Vec<Inline> {
        match self.catalog.types.get(index) {
            Some(NamedType { shape: Shape::Enum(values), .. }) if values.len() <= FEW_VALUES => {
                joined(values.iter().map(|value| vec![code(wire(value))]), &text(", "))
            }
            Some(ty) => {
                self.named.insert(index);
                vec![Inline::Link { anchor: self.anchors.ty(index).to_owned(), code: ty.ident.clone() }]
            }
            None => Vec::new(),
        }
    }

    /// The members of a type, if it is an object, each behind what its path begins with; else the type itself.
    pub(super) fn table(&mut self, caption: String, ty: &Type, prefix: &str) -> Option<Block> {
        let catalog = self.catalog;
        let mut table = Table::new(caption, &["Member", "Type", "Present", "What it says"]);
        if let Some((object, path)) = object(catalog, ty) {
            let prefix = format!("{prefix}{path}");
            self.fields(&mut table, object, &if prefix.is_empty() { prefix } else { format!("{prefix}.") });
        } else {
            let (words, path) = (self.words(ty), if prefix.is_empty() { text("the body") } else { code(prefix) });
            table.push([vec![path], words, Vec::new(), Vec::new()]);
        }
        table.block()
    }

    fn fields(&mut self, table: &mut Table, object: &Object, prefix: &str) {
        for field in &object.fields {
            let mut ty = self.words(&field.ty);
            ty.extend(facets(&field.facets));
            let path = code(format!("{prefix}{}", field.wire));
            table.push([vec![path], ty, vec![text(presence(field.required))], said(field)]);
        }
        if let Some(additional) = &object.additional {
            let ty = self.words(&additional.ty);
            table.push([vec![text("any other")], ty, vec![text(presence(false))], Vec::new()]);
        }
    }

    /// A section for every type that was named so far, or is named by one of them.
    pub(super) fn section(&mut self, anchor: String) -> Section {
        let mut section = Section::new(Kind::Part, anchor, vec![text("Types")]);
        let mut done = BTreeSet::new();
        // Each round describes a type of the catalog, and none twice.
        while let Some(index) = self.named.iter().copied().find(|index| !done.contains(index)) {
            done.insert(index);
            let Some(ty) = self.catalog.types.get(index) else { continue };
            let mut one = Section::new(Kind::Other, self.anchors.ty(index), vec![code(ty.ident.as_str())]);
            one.blocks.extend(ty.description.clone().map(Block::Prose));
            one.blocks.extend(self.shape(&ty.ident, &ty.shape));
            section.sections.push(one);
        }
        section
    }

    fn shape(&mut self, name: &str, shape: &Shape) -> Option<Block> {
        match shape {
            Shape::Object(object) => {
                let mut table =
                    Table::new(format!("Members of {name}"), &["Member", "Type", "Present", "What it says"]);
                self.fields(&mut table, object, "");
                table.block()
            }
            Shape::Enum(values) => {
                let mut table = Table::new(format!("Values of {name}"), &["Value", "What it says"]);
                for value in values {
                    table.push([
                        vec![code(wire(value))],
                        value.description.clone().map(Inline::Prose).into_iter().collect(),
                    ]);
                }
                table.block()
            }
            Shape::Union(forms) => {
                let mut table = Table::new(format!("Forms of {name}"), &["Form", "Told by"]);
                for form in forms {
                    table.push([self.words(&form.ty), tags(form)]);
                }
                table.block()
            }
        }
    }
}

/// The object that a type is, also behind `null` or as the items of a list, and how its members' paths go on.
fn object<'c>(catalog: &'c Catalog, ty: &Type) -> Option<(&'c Object, &'static str)> {
    let (ty, path) = match ty {
        Type::List(items) => (&**items, "[]"),
        Type::Nullable(inner) => (&**inner, ""),
        ty => (ty, ""),
    };
    let (Type::Named(index) | Type::Recursive(index)) = ty else { return None };
    match catalog.types.get(*index) {
        Some(NamedType { shape: Shape::Object(object), .. }) => Some((object, path)),
        _ => None,
    }
}

fn plain_words(ty: &Type) -> &'static str {
    match ty {
        Type::Boolean => "boolean",
        Type::Integer | Type::Unsigned => "integer",
        Type::Number => "number",
        Type::String => "string",
        Type::Code => "code",
        _ => "any",
    }
}

fn wire(value: &EnumValue) -> String {
    match &value.wire {
        Wire::Text(text) => text.clone(),
        Wire::Integer(integer) => integer.to_string(),
    }
}

fn said(field: &Field) -> Vec<Inline> {
    field.description.clone().map(Inline::Prose).into_iter().collect()
}

/// What is said of a value beyond its type.
fn facets(facets: &Facets) -> Vec<Inline> {
    let mut words = Vec::new();
    let mut say = |label: &str, value: String| words.extend([text(format!(", {label}")), code(value)]);
    if let Some(constant) = &facets.constant {
        say("always ", constant.to_string());
    }
    if let Some(format) = &facets.format {
        say("", format.clone());
    }
    for (bound, at, beyond) in [(&facets.minimum, "at least ", "above "), (&facets.maximum, "at most ", "below ")] {
        if let Some(Bound { number, excluded, .. }) = bound {
            say(if *excluded { beyond } else { at }, number.to_string());
        }
    }
    if let Some(default) = &facets.default {
        say("else ", default.to_string());
    }
    words
}

fn tags(form: &Variant) -> Vec<Inline> {
    let each = form.tags.iter().map(|(key, values)| {
        let values: Vec<String> = values.iter().map(ToString::to_string).collect();
        vec![code(format!("{key}: {}", values.join(" or ")))]
    });
    joined(each, &text(" and "))
}
