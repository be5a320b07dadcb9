//! What is measured, and its peers.

pub mod compile;
pub mod derives;
pub mod graph;
mod project;
pub mod reading;
pub mod rebuild;
mod time;
