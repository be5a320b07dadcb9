//! Calls Trackagoat by reqwest: errors are matched on by code, each with what it carries, and calls that the server puts
//! off are tried again when it says so.

mod advice;
mod client;
pub mod waiting;

pub use advice::advice;
pub use client::{Client, Creator, Day, Failure};

/// The errors of the API, made from `spec/apis/trackagoat.yaml`.
pub mod trackagoat {
    errbook::include_errors!("trackagoat");
}
