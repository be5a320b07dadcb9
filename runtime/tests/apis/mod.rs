//! The generated modules, and what tests ask of them.
#![allow(dead_code)] // Each test file uses a part.

use http::{HeaderMap, HeaderName, HeaderValue};
use serde_json::Value;

pub(crate) mod affiliate {
    errbook::__private::v1::include!("../generated/affiliate.rs");
}
pub(crate) mod client_only {
    errbook::__private::v1::include!("../generated/client_only.rs");
}
pub(crate) mod odd {
    errbook::__private::v1::include!("../generated/odd.rs");
}
pub(crate) mod plain {
    errbook::__private::v1::include!("../generated/plain.rs");
}
pub(crate) mod publishing {
    errbook::__private::v1::include!("../generated/publishing.rs");
}
pub(crate) mod refcampaign {
    errbook::__private::v1::include!("../generated/refcampaign.rs");
}
pub(crate) mod trackagoat {
    errbook::__private::v1::include!("../generated/trackagoat.rs");
}

/// Headers of an answer in JSON, and these.
pub(crate) fn json_headers(further: &[(&'static str, &'static str)]) -> HeaderMap {
    let all = [("content-type", "application/json; charset=utf-8")];
    headers(&[&all, further].concat())
}

pub(crate) fn headers(all: &[(&'static str, &'static str)]) -> HeaderMap {
    let entry =
        |(name, value): &(&'static str, &'static str)| (HeaderName::from_static(name), HeaderValue::from_static(value));
    all.iter().map(entry).collect()
}

pub(crate) fn json(body: &[u8]) -> Value {
    serde_json::from_slice(body).expect("what the service writes is JSON")
}
