//! Generates typed Rust errors from an OpenAPI spec, from `build.rs`.
//!
//! ```no_run
//! // build.rs
//! fn main() -> errbook_build::Result {
//!     errbook_build::compile("openapi.yaml")
//! }
//! ```
//!
//! ```text
//! // src/lib.rs
//! pub mod openapi { errbook::include_errors!("openapi"); }
//! ```
//!
//! The module is named after the file, in `snake_case`; [`Config::name`] gives it another name. What the spec does not
//! say well enough is reported with its line and with what to write, all of it in one run. A build script that prints
//! its error with `Debug`, as `main` does, shows the same report.

mod config;
mod doc;
mod emit;
mod error;
mod finding;
mod format;
mod missing_status;
mod module_name;
mod modules;
mod output;
mod overlay_template;
mod plan;
mod problem;
mod unwritten;

use std::path::Path;

pub use config::{Config, Generated};
pub use error::Error;
pub use finding::{Finding, RULES};
pub use output::write;
pub use overlay_template::overlay_template;

/// What generating gives: nothing, or everything that went wrong.
pub type Result<T = (), E = Error> = std::result::Result<T, E>;

/// Generates the errors of one spec into `OUT_DIR`, with the default options.
///
/// # Errors
///
/// If the spec cannot be read, says something that cannot be generated, or the output cannot be written; also outside of
/// a build script.
pub fn compile(spec: impl AsRef<Path>) -> Result {
    configure().compile(&[spec])
}

/// Generates the errors of every API of `errbook.toml` into `OUT_DIR`, each into a module of the API's name. Needs the
/// feature `toml`.
///
/// ```no_run
/// // build.rs
/// fn main() -> errbook_build::Result {
///     errbook_build::compile_toml("errbook.toml")
/// }
/// ```
///
/// # Errors
///
/// As [`compile`], and if there is anything in the file that is not understood.
#[cfg(feature = "toml")]
pub fn compile_toml(file: impl AsRef<Path>) -> Result {
    configure().compile_toml(file)
}

/// The default options, to be changed by its methods.
#[must_use]
pub fn configure() -> Config {
    Config::default()
}
