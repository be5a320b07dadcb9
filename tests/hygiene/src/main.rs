//! Generated modules that nobody uses, private, without a prelude, under every lint, the runtime renamed.

#![no_implicit_prelude]
#![forbid(unsafe_code)]
#![deny(warnings, missing_docs, unused_qualifications, clippy::pedantic)]

mod affiliate {
    ::mistakes::include_errors!("affiliate");
}

mod trackagoat {
    ::mistakes::include_errors!("trackagoat");
}

mod refcampaign {
    ::mistakes::include_errors!("refcampaign");
}

mod plain {
    ::mistakes::include_errors!("plain");
}

mod publishing {
    ::mistakes::include_errors!("publishing");
}

mod odd_texts {
    ::mistakes::include_errors!("odd_texts");
}

mod client {
    ::mistakes::include_errors!("client");
}

mod awkward_names {
    ::mistakes::include_errors!("awkward_names");
}

mod body_members {
    ::mistakes::include_errors!("body_members");
}

mod codes_in_a_list {
    ::mistakes::include_errors!("codes_in_a_list");
}

mod fixed_members {
    ::mistakes::include_errors!("fixed_members");
}

mod integer_codes {
    ::mistakes::include_errors!("integer_codes");
}

mod payload_beside {
    ::mistakes::include_errors!("payload_beside");
}

mod payload_enums {
    ::mistakes::include_errors!("payload_enums");
}

mod payload_members {
    ::mistakes::include_errors!("payload_members");
}

mod payload_names {
    ::mistakes::include_errors!("payload_names");
}

mod payload_numbers {
    ::mistakes::include_errors!("payload_numbers");
}

mod payload_recursion {
    ::mistakes::include_errors!("payload_recursion");
}

mod payload_types {
    ::mistakes::include_errors!("payload_types");
}

mod payload_unions {
    ::mistakes::include_errors!("payload_unions");
}

mod problem {
    ::mistakes::include_errors!("problem");
}

mod problem_types {
    ::mistakes::include_errors!("problem_types");
}

mod ranges_and_default {
    ::mistakes::include_errors!("ranges_and_default");
}

mod several_statuses {
    ::mistakes::include_errors!("several_statuses");
}

mod open_integers {
    ::mistakes::include_errors!("open_integers");
}

mod times_as_numbers {
    ::mistakes::include_errors!("times_as_numbers");
}

mod client_only {
    ::mistakes::include_errors!("client_only");
}

mod derived;
mod derived_by_spec;

fn main() {
    ::core::mem::drop(derived::create("ada"));
    let _ = (derived_by_spec::ListError::Scope, derived_by_spec::ListError::Broken(derived_by_spec::Broken));
}
