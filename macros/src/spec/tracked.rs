//! Files that were read, told to the compiler: it rebuilds when one of them changes.

use std::env;
use std::path::{Path, PathBuf};

use proc_macro2::TokenStream;
use quote::quote;

/// A constant per file that includes it and is never used.
pub(super) fn track(files: &[PathBuf], folder: &Path) -> TokenStream {
    files.iter().filter_map(|path| Some(include(&file(path, folder)?))).collect()
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
