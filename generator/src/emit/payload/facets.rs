//! What the spec says of a value beyond its type, in a sentence each.

use errbook_spec::{Bound, Facets};

use crate::doc::code_span;

/// ``Format: `date-time`. Default: `10`. At least 1.``; nothing where the spec says nothing.
pub(super) fn sentences(facets: &Facets) -> String {
    if let Some(value) = &facets.constant {
        return format!("Always {}.", code_span(&value.to_string()));
    }
    let format = facets.format.as_ref().map(|format| format!("Format: {}.", code_span(format)));
    let default = facets.default.as_ref().map(|value| format!("Default: {}.", code_span(&value.to_string())));
    let minimum = facets.minimum.as_ref().map(|it| bound(it, "More than", "At least"));
    let maximum = facets.maximum.as_ref().map(|it| bound(it, "Less than", "At most"));
    let sentences: Vec<String> = [format, default, minimum, maximum].into_iter().flatten().collect();
    sentences.join(" ")
}

fn bound(bound: &Bound, excluded: &str, included: &str) -> String {
    format!("{} {}.", if bound.excluded { excluded } else { included }, code_span(&bound.number.to_string()))
}
