//! Types that contain themselves: where they need a pointer to have a size.

use crate::catalog::{NamedType, Shape, Type};

/// Marks every use of a type by value within a circle of types that use each other by value.
pub(super) fn mark(types: &mut [NamedType]) {
    let circle_of = strongly_connected(&types.iter().map(by_value).collect::<Vec<_>>());
    for (index, named) in types.iter_mut().enumerate() {
        let within =
            |used: usize| circle_of.get(used).is_some_and(|it| it.is_some() && Some(it) == circle_of.get(index));
        for ty in held(named) {
            mark_use(ty, within);
        }
    }
}

/// The circle of types, held in whatever way, that each is part of, if it is part of one.
pub(crate) fn circles(types: &[NamedType]) -> Vec<Option<usize>> {
    let known = |position: &usize| *position < types.len();
    strongly_connected(&types.iter().map(|named| uses(named).filter(known).collect()).collect::<Vec<_>>())
}

/// Which types these are, or are held by these.
pub(super) fn reached(types: &[NamedType], from: impl Iterator<Item = usize>) -> Vec<bool> {
    let mut reached = vec![false; types.len()];
    let mut queue: Vec<usize> = from.collect();
    while let Some(position) = queue.pop() {
        if let (Some(is_reached @ false), Some(named)) = (reached.get_mut(position), types.get(position)) {
            *is_reached = true;
            queue.extend(uses(named));
        }
    }
    reached
}

/// The types that a type holds.
fn uses(named: &NamedType) -> impl Iterator<Item = usize> {
    let (fields, others, variants) = match &named.shape {
        Shape::Object(object) => (object.fields.as_slice(), object.additional.as_ref(), [].as_slice()),
        Shape::Union(variants) => ([].as_slice(), None, variants.as_slice()),
        Shape::Enum(_) => ([].as_slice(), None, [].as_slice()),
    };
    let of_object = fields.iter().map(|it| &it.ty).chain(others.map(|it| &it.ty));
    of_object.chain(variants.iter().map(|it| &it.ty)).filter_map(Type::named)
}

fn held(named: &mut NamedType) -> Vec<&mut Type> {
    match &mut named.shape {
        Shape::Object(object) => object.fields.iter_mut().map(|field| &mut field.ty).collect(),
        Shape::Union(variants) => variants.iter_mut().map(|variant| &mut variant.ty).collect(),
        Shape::Enum(_) => Vec::new(),
    }
}

fn mark_use(mut ty: &mut Type, within: impl Fn(usize) -> bool) {
    while let Type::Nullable(inner) = ty {
        ty = inner;
    }
    if let Type::Named(used) = *ty
        && within(used)
    {
        *ty = Type::Recursive(used);
    }
}

/// The types that a type holds by value; lists and maps are pointers already.
fn by_value(named: &NamedType) -> Vec<usize> {
    fn used(ty: &Type) -> Option<usize> {
        match ty {
            Type::Nullable(inner) => match inner.as_ref() {
                Type::Named(used) => Some(*used),
                _ => None,
            },
            Type::Named(used) => Some(*used),
            _ => None,
        }
    }
    match &named.shape {
        Shape::Object(object) => object.fields.iter().filter_map(|field| used(&field.ty)).collect(),
        Shape::Union(variants) => variants.iter().filter_map(|variant| used(&variant.ty)).collect(),
        Shape::Enum(_) => Vec::new(),
    }
}

/// The circle that each node is part of, if it is part of one (Kosaraju's algorithm, without recursion).
fn strongly_connected(edges: &[Vec<usize>]) -> Vec<Option<usize>> {
    let mut back: Vec<Vec<usize>> = vec![Vec::new(); edges.len()];
    for (from, targets) in edges.iter().enumerate() {
        for target in targets {
            back[*target].push(from);
        }
    }
    let mut order = Vec::new();
    let mut seen = vec![false; edges.len()];
    for start in 0..edges.len() {
        order.extend(walk(start, edges, &mut seen));
    }
    let mut circle_of = vec![None; edges.len()];
    seen.fill(false);
    for start in order.into_iter().rev() {
        let members = walk(start, &back, &mut seen);
        let is_circle = members.len() > 1 || edges[start].contains(&start);
        for member in members {
            circle_of[member] = is_circle.then_some(start);
        }
    }
    circle_of
}

/// The nodes that can be reached and are not yet seen, each behind those that are reached through it.
fn walk(start: usize, edges: &[Vec<usize>], seen: &mut [bool]) -> Vec<usize> {
    let mut done = Vec::new();
    if std::mem::replace(&mut seen[start], true) {
        return done;
    }
    let mut path = vec![(start, 0)];
    while let Some((node, next)) = path.last_mut() {
        let Some(target) = edges[*node].get(*next).copied() else {
            done.push(*node);
            path.pop();
            continue;
        };
        *next += 1;
        if !std::mem::replace(&mut seen[target], true) {
            path.push((target, 0));
        }
    }
    done
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn circles_are_found_whatever_the_order() {
        // 0 → 1 ⇄ 2 → 3, 4 → 4, 5 → 6 → 7 → 5 → 4
        let edges = [vec![1], vec![2], vec![1, 3], vec![], vec![4], vec![6, 4], vec![7], vec![5]];
        let circles = strongly_connected(&edges);
        assert_eq!(
            circles.iter().map(Option::is_some).collect::<Vec<_>>(),
            [false, true, true, false, true, true, true, true]
        );
        assert_eq!(circles[1], circles[2]);
        assert!(circles[5] == circles[6] && circles[6] == circles[7] && circles[5] != circles[4]);
    }

    #[test]
    fn a_long_chain_needs_no_stack() {
        let edges: Vec<Vec<usize>> = (0..100_000).map(|node| vec![(node + 1) % 100_000]).collect();
        assert!(strongly_connected(&edges).iter().all(Option::is_some));
    }
}
