//! Files that were read, told to the compiler: it rebuilds when one of them changes.
//!
//! What is told is the content of the file, which there is no other way to say, and of which the compiler makes a source file,
//! a literal and a constant. So one derive of a crate tells it for all: the others of the crate are expanded in the same process.

use std::collections::HashSet;
use std::env;
use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use proc_macro2::TokenStream;
use quote::quote;

/// The files that were told, with the crate. The macro server of an editor lives for hours, and has no use for any of it.
static TOLD: Mutex<Option<HashSet<(Crate, PathBuf)>>> = Mutex::new(None);

/// What is kept of them at most.
const MOST: usize = 1_000;

/// Folder and name.
type Crate = (PathBuf, Option<OsString>);

/// A constant per file that includes it and is never used; none for a file that was told to the same crate before.
pub(super) fn track(files: &[PathBuf], folder: &Path) -> TokenStream {
    let new = files.iter().filter(|path| is_new(path, folder));
    new.filter_map(|path| Some(include(&file(path, folder)?))).collect()
}

/// Whether a file was not told yet; where no crate is compiled, each expansion stands alone.
fn is_new(path: &Path, folder: &Path) -> bool {
    if !proc_macro::is_available() {
        return true;
    }
    let of_crate = (folder.to_owned(), env::var_os("CARGO_CRATE_NAME"));
    let mut told = TOLD.lock().unwrap_or_else(PoisonError::into_inner);
    let told = told.get_or_insert_default();
    if told.len() >= MOST {
        told.clear();
    }
    told.insert((of_crate, path.to_owned()))
}

fn include(path: &TokenStream) -> TokenStream {
    quote!(
        const _: &[u8] = ::core::include_bytes!(#path);
    )
}

/// The path of a file as an expression, which names no folder of this machine if the file is below that of Cargo.toml. One
/// that is no text is not tracked.
fn file(path: &Path, folder: &Path) -> Option<TokenStream> {
    let path = env::current_dir().ok()?.join(path);
    let below = |folder: &Path| path.strip_prefix(folder).ok().map(Path::to_owned);
    let below = below(folder).or_else(|| below(&folder.canonicalize().ok()?));
    let Some(below) = below else {
        let path = path.to_str()?;
        return Some(quote!(#path));
    };
    let below = format!("/{}", below.to_str()?);
    Some(quote!(::core::concat!(::core::env!("CARGO_MANIFEST_DIR"), #below)))
}
