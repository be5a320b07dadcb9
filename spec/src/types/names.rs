//! What types are called.

use super::{Hint, Types};
use crate::naming::{self, Kind};
use crate::schema::Alternative;

/// Names that the generated module has already; a payload type of such a name gets `Payload` behind it.
const TAKEN: [&str; 6] = ["ErrorCode", "ErrorKind", "ApiError", "ResponseError", "Self", "Slots"];

/// The name that a type should have: its own, else that of what it stands in.
pub(super) fn wanted(own: Option<&str>, hint: Hint<'_>) -> String {
    let own = own.and_then(|name| naming::upper_camel(name, Kind::Type)).unwrap_or_else(|| hint.ident.to_owned());
    if TAKEN.contains(&own.as_str()) { format!("{own}Payload") } else { own }
}

/// The name of its own that what all of these alternatives are has: of the component, else the title.
pub(super) fn own<'a>(alternatives: &[Alternative<'a>]) -> Option<&'a str> {
    let (first, rest) = alternatives.split_first()?;
    let title = first.schemas.iter().find_map(|schema| schema.schema_data.title.as_deref());
    if rest.is_empty() {
        return first.component.or(title);
    }
    let shared = |of: fn(&Alternative<'a>) -> Option<&'a str>| {
        of(first).filter(|name| rest.iter().all(|it| of(it) == Some(*name)))
    };
    shared(|it| it.branch_of).or_else(|| shared(|it| it.component))
}

impl<'a> Types<'_, 'a> {
    /// The wanted name; where another type has it, that of the place; where that is taken too, a longer one.
    pub(super) fn ident(&self, wanted: &str, hint: Hint<'_>) -> String {
        let longer = format!("{}{wanted}", hint.ident);
        let names = [Some(wanted), Some(hint.ident), hint.apart, Some(&longer)];
        let names = names.into_iter().flatten().map(|name| self::wanted(None, Hint::of(name)));
        let numbered = (2_usize..).map(|number| format!("{wanted}{number}"));
        names.chain(numbered).find(|name| self.named.iter().all(|it| it.ident != *name)).unwrap_or_default()
    }

    /// What the spec says of a type: of the component, if it is one, else of the schemas it is made of.
    pub(super) fn about(&self, alternatives: &[Alternative<'a>], own: Option<&'a str>) -> Option<String> {
        let component = own.and_then(|name| self.schemas.components.get(name)).and_then(|it| it.as_item());
        let whole = component.and_then(|schema| schema.schema_data.description.as_deref());
        let part = || match alternatives {
            [only] => only.description(),
            _ => None,
        };
        whole.filter(|text| !text.trim().is_empty()).or_else(part).map(str::to_owned)
    }
}
