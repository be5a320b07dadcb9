//! Reads the errors that an OpenAPI spec publishes into a [`Catalog`].

mod asked;
mod body_path;
mod catalog;
mod diagnostic;
mod discover;
mod document;
mod infer;
mod keyed;
mod limits;
mod locate;
#[cfg(feature = "lock")]
mod lock;
mod naming;
mod normalize;
mod order;
mod origin;
#[cfg(feature = "overlay")]
mod overlay;
mod phrase;
mod pointer;
mod problem;
mod reading;
mod samples;
mod schema;
#[cfg(feature = "toml")]
mod settings;
mod source;
mod suggest;
mod surface;
mod trail;
mod tree;
mod types;

pub use catalog::*;
pub use diagnostic::{Finding, Report, Rule, Severity};
pub use discover::{Candidate, Discovery, Why};
pub use limits::Limits;
#[cfg(feature = "lock")]
pub use lock::{LOCK_FILE, Lock, Section};
pub use pointer::{InvalidPointer, Pointer};
pub use reading::{Options, Position, Reading, discover, read, read_text};
pub use samples::{HeaderSample, Success};
#[cfg(feature = "toml")]
pub use settings::{ApiSettings, SETTINGS_FILE, Settings};
pub use source::{FileId, Store};
