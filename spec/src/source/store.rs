//! Other places than the disk that a spec can be read from.

use std::fmt::Debug;
use std::io;
use std::path::{Path, PathBuf};

use super::reference::normalized;

/// The folder in which the files of a store lie as far as references are concerned: one that goes above it leaves it.
const FOLDER: &str = "/store";

/// Where a spec and the files that it refers to come from, if not from the disk: a revision of a repository, say.
///
/// Overlays are read from the disk, but for those that [`Options::stored_overlays`](crate::Options::stored_overlays) names.
pub trait Store: Debug + Send + Sync {
    /// What a file is called in messages.
    fn name(&self, path: &Path) -> String;

    /// What a file holds, with `/` between the folders of its path; more than `limit` bytes and one are not wanted.
    ///
    /// # Errors
    ///
    /// If there is no such file ([`io::ErrorKind::NotFound`]), or if it cannot be read.
    fn read(&self, path: &Path, limit: u64) -> io::Result<Vec<u8>>;
}

/// Where a path of a store lies.
pub(super) fn located(path: &Path) -> PathBuf {
    normalized(&Path::new(FOLDER).join(path))
}

/// The path in the store of what lies there.
pub(super) fn path(located: &Path) -> &Path {
    located.strip_prefix(FOLDER).unwrap_or(located)
}
