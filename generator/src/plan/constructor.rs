//! The functions that make errors: `ApiError::already_exists`.

use std::collections::HashMap;

use heck::ToSnakeCase;
use proc_macro2::{Ident, Span};

use super::Kind;
use crate::problem::Problem;

/// What generated types that send errors have already: methods of their own, and those of the traits they implement.
/// A constructor that would have one of these names gets `_error` behind.
const RESERVED: [&str; 36] = [
    "cause",
    "code",
    "code_str",
    "content_type",
    "description",
    "expose",
    "fmt",
    "from",
    "headers",
    "into",
    "into_response",
    "kind",
    "message",
    "new",
    "provide",
    "sent",
    "serialize",
    "slots_mut",
    "source",
    "status",
    "to_json",
    "to_string",
    "try_from",
    "try_into",
    "with_code",
    "with_details",
    "with_fields",
    "with_header",
    "with_instance",
    "with_message",
    "with_rate_limit",
    "with_request_id",
    "with_retry_after",
    "with_source",
    "with_timestamp",
    "with_title",
];

/// The constructor of a variant.
pub(super) fn of(variant: &Ident) -> Ident {
    let mut name = variant.to_string().trim_start_matches("r#").to_snake_case();
    if !name.starts_with(char::is_alphabetic) {
        name.insert_str(0, "error_");
    }
    let is_keyword = syn::parse_str::<Ident>(&name).is_err();
    if is_keyword || RESERVED.contains(&name.as_str()) {
        name.push_str("_error");
    }
    // What began as an identifier is one in `snake_case` too, and what is no keyword any more.
    Ident::new(&name, Span::call_site())
}

/// Every pair of kinds that one constructor would make.
pub(super) fn collisions(kinds: &[Kind<'_>]) -> Vec<Problem> {
    let mut seen = HashMap::new();
    let mut collisions = Vec::new();
    for kind in kinds {
        if let Some(first) = seen.insert(&kind.constructor, &kind.ident) {
            let (name, first, second) = (kind.constructor.to_string(), first.to_string(), kind.ident.to_string());
            collisions.push(Problem::SameConstructor { name, first, second });
        }
    }
    collisions
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_that_are_taken_get_a_tail() {
        for (variant, constructor) in [
            ("AlreadyExists", "already_exists"),
            ("New", "new_error"),
            ("From", "from_error"),
            ("Status", "status_error"),
            ("Type", "type_error"),
            ("SelfCode", "self_code"),
            ("WithCode", "with_code_error"),
            ("Code404", "code404"),
            ("Ошибка", "ошибка"),
            ("_404", "error_404"),
            ("__", "error_"),
            ("Async", "async_error"),
            ("Legacy_429", "legacy_429"),
        ] {
            assert_eq!(of(&Ident::new(variant, Span::call_site())), constructor, "{variant}");
        }
    }

    #[test]
    fn the_list_is_sorted() {
        assert!(RESERVED.is_sorted());
    }
}
