//! Generated modules, as `errbook-build` has to emit them, compiled under everything that a user may forbid.
#![no_implicit_prelude]
#![forbid(unsafe_code)]
#![deny(warnings, missing_docs, unreachable_pub, clippy::pedantic)]

// The runtime's own name is not `errbook` here: generated code has to find it by `$crate`.
extern crate errbook as renamed;

mod affiliate {
    ::renamed::__private::v1::include!("generated/affiliate.rs");
}
mod client_only {
    ::renamed::__private::v1::include!("generated/client_only.rs");
}
mod odd {
    ::renamed::__private::v1::include!("generated/odd.rs");
}
mod plain {
    ::renamed::__private::v1::include!("generated/plain.rs");
}
mod publishing {
    ::renamed::__private::v1::include!("generated/publishing.rs");
}
mod refcampaign {
    ::renamed::__private::v1::include!("generated/refcampaign.rs");
}
mod trackagoat {
    ::renamed::__private::v1::include!("generated/trackagoat.rs");
}
