//! Calls the Publishing API by hyper's client in a stack of tower's services: two errors are matched on by code, all
//! others by what they are about.

mod advice;
mod client;

pub use advice::advice;
pub use client::{Client, Failure};

/// The errors of the API, made from `spec/apis/publishing.yaml`.
pub mod publishing {
    errbook::include_errors!("publishing");
}
