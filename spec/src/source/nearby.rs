//! The file that was meant by a path that leads to nothing.

use std::fs;
use std::path::{Path, PathBuf};

use crate::order;
use crate::suggest::Comparisons;

/// So many files of a folder are looked at.
const MOST: usize = 1_000;

/// The path with the name of the file of this folder that is called nearly so.
pub(super) fn nearest(path: &Path, folder: &Path, comparisons: &mut Comparisons) -> Option<PathBuf> {
    let wanted = path.file_name()?.to_str()?;
    comparisons.nearest(wanted, || names(folder)).map(|name| path.with_file_name(name))
}

/// The files of a folder, sorted, since a folder has no order of its own.
fn names(folder: &Path) -> Vec<String> {
    let mut names = Vec::new();
    for entry in fs::read_dir(folder).into_iter().flatten().take(MOST).flatten() {
        if entry.file_type().is_ok_and(|kind| !kind.is_dir()) {
            names.extend(entry.file_name().into_string());
        }
    }
    order::sort(&mut names, Ord::cmp);
    names
}
