//! Packages of their own, built by cargo as their users would: what is generated, derived and locked stays in step with the
//! spec.

mod build_script;
mod derives;
mod locked;
mod project;
mod shop;
