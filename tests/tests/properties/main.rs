//! What must hold of every spec, shown on many that are made from a few: our own, and published ones where they are at
//! hand.

#![allow(clippy::panic)] // It is tests that fail by it.

mod contract;
mod facts;
mod forms;
mod outside;
mod specs;
