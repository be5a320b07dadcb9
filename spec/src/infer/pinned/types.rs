//! Types that are the same as published ones: they stand in the same places.

use std::collections::VecDeque;

use super::settle;
use crate::catalog::{Body, Catalog, Content, Envelope, NamedType, Payload, Role, Shape, Type, Variant, Wire};
use crate::keyed::Keyed;

/// Envelopes are nested less deep.
const DEEPEST: usize = 32;

/// Names types, their members and their values as they were.
pub(super) fn keep(catalog: &mut Catalog, published: &Catalog) {
    let same = Same::find(catalog, published);
    let of = |index: usize| same.get(index).copied().flatten().and_then(|index| published.types.get(index));
    for (index, named) in catalog.types.iter_mut().enumerate() {
        if let Some(known) = of(index) {
            members(&mut named.shape, &known.shape);
        }
    }
    let pins: Vec<Option<String>> = (0..catalog.types.len()).map(|it| of(it).map(|it| it.ident.clone())).collect();
    settle(catalog.types.iter_mut().map(|named| &mut named.ident).collect(), &pins, &[]);
}

fn members(shape: &mut Shape, published: &Shape) {
    match (shape, published) {
        (Shape::Object(object), Shape::Object(known)) => {
            let pin = |wire: &str| known.fields.iter().find(|it| it.wire == wire).map(|it| it.ident.clone());
            let mut pins: Vec<Option<String>> = object.fields.iter().map(|field| pin(&field.wire)).collect();
            let mut idents: Vec<&mut String> = object.fields.iter_mut().map(|field| &mut field.ident).collect();
            if let Some(additional) = &mut object.additional {
                idents.push(&mut additional.ident);
                pins.push(known.additional.as_ref().map(|it| it.ident.clone()));
            }
            settle(idents, &pins, &[]);
        }
        (Shape::Enum(values), Shape::Enum(known)) => {
            let pin = |value: &crate::catalog::EnumValue| known.iter().find(|it| it.wire == value.wire);
            let pins: Vec<Option<String>> = values.iter().map(|it| pin(it).map(|it| it.ident.clone())).collect();
            settle(values.iter_mut().map(|value| &mut value.ident).collect(), &pins, &[]);
        }
        (Shape::Union(forms), Shape::Union(known)) => {
            let pins: Vec<Option<String>> = forms.iter().map(|it| form(it, known).map(|it| it.ident.clone())).collect();
            settle(forms.iter_mut().map(|form| &mut form.ident).collect(), &pins, &[]);
        }
        _ => {}
    }
}

/// The published form that is told by the same values, else one that holds the same plain type.
fn form<'p>(form: &Variant, published: &'p [Variant]) -> Option<&'p Variant> {
    let by_tags = published.iter().find(|it| !it.tags.is_empty() && it.tags == form.tags);
    let is_plain =
        |it: &&Variant| it.tags.is_empty() && form.tags.is_empty() && it.ty.named().is_none() && it.ty == form.ty;
    let by_name = || {
        let is_same = |it: &&Variant| it.tags.is_empty() && form.tags.is_empty() && it.ident == form.ident;
        published.iter().filter(|it| it.ty.named().is_some()).find(is_same).filter(|_| form.ty.named().is_some())
    };
    by_tags.or_else(|| published.iter().find(is_plain)).or_else(by_name)
}

/// Which published type each type is.
struct Same<'c> {
    catalog: &'c Catalog,
    published: &'c Catalog,
    found: Vec<Option<usize>>,
    taken: Vec<bool>,
    queue: VecDeque<(usize, usize)>,
}

impl<'c> Same<'c> {
    fn find(catalog: &'c Catalog, published: &'c Catalog) -> Vec<Option<usize>> {
        let mut same = Self {
            catalog,
            published,
            found: vec![None; catalog.types.len()],
            taken: vec![false; published.types.len()],
            queue: VecDeque::new(),
        };
        same.roots();
        // Each type is queued once.
        while let Some((index, known)) = same.queue.pop_front() {
            if let (Some(named), Some(known)) = (catalog.types.get(index), published.types.get(known)) {
                same.within(named, known);
            }
        }
        same.found
    }

    /// What codes carry, what stands in bodies, and bodies as a whole.
    fn roots(&mut self) {
        let mut carried: Keyed<Wire, Option<&Payload>> = Keyed::default();
        for code in &self.published.codes {
            *carried.entry(code.wire.clone(), || None).1 = code.payload.as_ref();
        }
        for code in &self.catalog.codes {
            if let (Some(payload), Some(Some(known))) = (&code.payload, carried.get(&code.wire)) {
                self.pair(&payload.ty, &known.ty);
            }
        }
        let place = |envelope: &Envelope, path: &str| format!("{}\n{path}", envelope.media_type);
        let mut known: Keyed<String, &Type> = Keyed::default();
        for envelope in &self.published.envelopes {
            for (path, ty) in others(&envelope.body) {
                known.entry(place(envelope, &path), || ty);
            }
        }
        for envelope in &self.catalog.envelopes {
            for (path, ty) in others(&envelope.body) {
                if let Some(known) = known.get(&place(envelope, &path)) {
                    self.pair(ty, known);
                }
            }
        }
        self.bodies();
    }

    /// The bodies that the same operations answer with.
    fn bodies(&mut self) {
        for operation in &self.catalog.operations {
            let Some(known) = super::same_operation(operation, &self.published.operations) else { continue };
            for response in &operation.responses {
                let known = known.responses.iter().filter(|it| it.key == response.key).flat_map(|it| &it.content);
                let known: Vec<&Content> = known.collect();
                for content in &response.content {
                    if let Some(known) = known.iter().find(|it| it.media_type == content.media_type) {
                        self.pair(&content.ty, &known.ty);
                    }
                }
            }
        }
    }

    /// Two types that stand in the same place, if they are of one kind and neither is known to be another.
    fn pair(&mut self, ty: &Type, known: &Type) {
        let (Some(index), Some(known)) = (ty.named(), known.named()) else { return };
        let shapes = (self.catalog.types.get(index), self.published.types.get(known));
        let (Some(shape), Some(known_shape)) = (shapes.0.map(|it| &it.shape), shapes.1.map(|it| &it.shape)) else {
            return;
        };
        let is_alike = std::mem::discriminant(shape) == std::mem::discriminant(known_shape);
        if let (Some(found @ None), Some(taken @ false)) = (self.found.get_mut(index), self.taken.get_mut(known))
            && is_alike
        {
            *found = Some(known);
            *taken = true;
            self.queue.push_back((index, known));
        }
    }

    fn within(&mut self, named: &NamedType, known: &NamedType) {
        match (&named.shape, &known.shape) {
            (Shape::Object(object), Shape::Object(known)) => {
                for field in &object.fields {
                    if let Some(known) = known.fields.iter().find(|it| it.wire == field.wire) {
                        self.pair(&field.ty, &known.ty);
                    }
                }
                if let (Some(additional), Some(known)) = (&object.additional, &known.additional) {
                    self.pair(&additional.ty, &known.ty);
                }
            }
            (Shape::Union(forms), Shape::Union(known)) => {
                for it in forms {
                    if let Some(known) = form(it, known) {
                        self.pair(&it.ty, &known.ty);
                    }
                }
            }
            _ => {}
        }
    }
}

/// The members of a body of which errbook knows nothing but their types, by their paths.
fn others(body: &Body) -> Vec<(String, &Type)> {
    let mut others = Vec::new();
    collect(body, "", DEEPEST, &mut others);
    others
}

fn collect<'b>(body: &'b Body, prefix: &str, levels: usize, others: &mut Vec<(String, &'b Type)>) {
    let Some(levels) = levels.checked_sub(1) else { return };
    for member in &body.members {
        let path = format!("{prefix}.{}", member.wire);
        match &member.role {
            Role::Other(ty) => others.push((path, ty)),
            Role::Object(inner) | Role::List(inner) => collect(inner, &path, levels, others),
            Role::Constant(_) | Role::Slot(_) => {}
        }
    }
}
