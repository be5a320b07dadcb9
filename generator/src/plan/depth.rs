//! Where types hold each other deeper than the compiler follows them: there the JSON is kept, and read when it is asked for.
//!
//! To know that a type is `Send`, the compiler looks into all that it holds, 128 levels deep at most, and where types reach each
//! other it may take the longest way through them.

use std::collections::HashSet;

use errbook_spec::{Catalog, NamedType, Shape, Type};

use super::held::held;

/// Types may hold each other this many levels deep, so that as many again may be around them.
const DEEPEST: usize = 64;
/// A circle through which the longest way may be longer is cut at every object.
const LARGEST_CIRCLE: usize = 32;

/// The edges that are cut: what holds and what is held.
pub(super) fn cuts(catalog: &Catalog) -> HashSet<(usize, usize)> {
    let circles = catalog.circles();
    let mut edges: Vec<Vec<Edge>> = catalog.types.iter().map(|named| uses(catalog, named)).collect();
    let is_within = |from: usize, edge: &Edge| circles[from].is_some() && circles[from] == circles[edge.to];
    let mut longest = vec![0; edges.len()];
    for (from, uses) in edges.iter().enumerate() {
        let within = uses.iter().filter(|edge| is_within(from, edge)).map(|edge| edge.levels).max();
        longest[circles[from].unwrap_or(from)] += within.unwrap_or_default();
    }
    let mut cuts = HashSet::new();
    for (from, uses) in edges.iter_mut().enumerate() {
        uses.retain(|edge| {
            let is_large = is_within(from, edge) && longest[circles[from].unwrap_or(from)] > LARGEST_CIRCLE;
            let is_cut = is_large && (is_union(catalog, from) || !is_union(catalog, edge.to));
            if is_cut {
                cuts.insert((from, edge.to));
            }
            !is_cut
        });
    }
    cut_deep(&edges, &circles, &longest, &mut cuts);
    cuts
}

/// That a type is held by another.
struct Edge {
    to: usize,
    /// How many types the compiler sees between the two, the held one included.
    levels: usize,
}

fn uses(catalog: &Catalog, named: &NamedType) -> Vec<Edge> {
    let known = |to: &usize| *to < catalog.types.len();
    let edge = |ty: &Type| Some(Edge { to: ty.named().filter(known)?, levels: levels(catalog, ty) });
    held(named).into_iter().filter_map(|(_, ty)| edge(ty)).collect()
}

/// One for the member that may be absent, and what each layer around the type consists of.
fn levels(catalog: &Catalog, ty: &Type) -> usize {
    let mut levels = 1;
    let mut ty = ty;
    while let Type::List(inner) | Type::Map(inner) | Type::Nullable(inner) = ty {
        levels += match ty {
            Type::Nullable(_) => 1,
            Type::List(_) => 3,
            // Down to the arrays of its nodes, which those look through who ask for `RefUnwindSafe`, as rustdoc does.
            _ => 11,
        };
        ty = inner;
    }
    match ty {
        Type::Named(position) if is_object(catalog, *position) => levels + 1,
        Type::Named(_) => levels + 2,
        _ => levels + 4,
    }
}

fn is_object(catalog: &Catalog, position: usize) -> bool {
    catalog.types.get(position).is_some_and(|it| matches!(it.shape, Shape::Object(_)))
}

fn is_union(catalog: &Catalog, position: usize) -> bool {
    catalog.types.get(position).is_some_and(|it| matches!(it.shape, Shape::Union(_)))
}

/// Cuts what lies too deep, from the innermost types outwards. A circle that was left whole counts as one type.
fn cut_deep(edges: &[Vec<Edge>], circles: &[Option<usize>], longest: &[usize], cuts: &mut HashSet<(usize, usize)>) {
    let whole = |of: usize| circles[of].filter(|circle| longest[*circle] <= LARGEST_CIRCLE).unwrap_or(of);
    let mut members: Vec<Vec<usize>> = vec![Vec::new(); edges.len()];
    for position in 0..edges.len() {
        members[whole(position)].push(position);
    }
    let outward = |of: usize| {
        let uses = members[of].iter().flat_map(|from| edges[*from].iter().map(move |edge| (*from, edge)));
        uses.filter(move |(_, edge)| whole(edge.to) != of)
    };
    let mut depths = vec![0; edges.len()];
    for of in inner_first(edges.len(), |of| outward(of).map(|(_, edge)| whole(edge.to)).collect()) {
        let mut deepest = 0;
        for (from, edge) in outward(of) {
            let depth = depths[whole(edge.to)] + edge.levels;
            if depth > DEEPEST {
                cuts.insert((from, edge.to));
            } else {
                deepest = deepest.max(depth);
            }
        }
        let is_circle = circles[of] == Some(of) && longest[of] <= LARGEST_CIRCLE;
        depths[of] = deepest + if is_circle { longest[of] } else { 0 };
    }
}

/// All of so many nodes, each behind those that it leads to. Nothing leads back.
fn inner_first(count: usize, targets: impl Fn(usize) -> Vec<usize>) -> Vec<usize> {
    let mut order = Vec::new();
    let mut seen = vec![false; count];
    for start in 0..count {
        let mut path =
            if std::mem::replace(&mut seen[start], true) { Vec::new() } else { vec![(start, targets(start))] };
        while let Some((node, left)) = path.last_mut() {
            let Some(next) = left.pop() else {
                order.push(*node);
                path.pop();
                continue;
            };
            if !std::mem::replace(&mut seen[next], true) {
                path.push((next, targets(next)));
            }
        }
    }
    order
}
