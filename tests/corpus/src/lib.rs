//! Clients of published specs, generated where the specs are at hand: they compile without a warning.

#![deny(warnings)]

include!(concat!(env!("OUT_DIR"), "/modules.rs"));
