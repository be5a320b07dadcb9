//! Generated modules that nobody uses, private, without a prelude, under every lint, the runtime renamed.

#![no_implicit_prelude]
#![forbid(unsafe_code)]
#![deny(warnings, missing_docs, clippy::pedantic)]

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

fn main() {}
