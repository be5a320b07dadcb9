//! Where generated text goes, and what cargo is told of it.

use std::ffi::OsString;
use std::fs::{self, File, Permissions};
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};
use std::process;

use crate::Result;
use crate::problem::Problem;

/// Writes a file unless it already holds just that, and says whether it did. Nobody ever sees half a file: the text
/// goes to a new one beside it, which then takes its place, and its permissions. A link is followed, not replaced. Folders
/// that are missing are made.
///
/// # Errors
///
/// If the file, or its folder, cannot be written.
pub fn write(path: impl AsRef<Path>, text: impl AsRef<[u8]>) -> Result<bool> {
    let path = path.as_ref();
    replace(path, text.as_ref()).map_err(|error| Problem::Write(path.to_owned(), error).into())
}

fn replace(path: &Path, text: &[u8]) -> io::Result<bool> {
    let path = &followed(path)?;
    let present = fs::metadata(path).ok();
    if present.as_ref().is_some_and(|present| !present.is_file()) {
        // A device or a pipe cannot be replaced; a folder answers with the reason why not.
        return fs::write(path, text).map(|()| true);
    }
    if fs::read(path).is_ok_and(|present| present == text) {
        return Ok(false);
    }
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder)?;
    }
    let beside = beside(path);
    let written =
        write_new(&beside, text, present.map(|present| present.permissions())).and_then(|()| fs::rename(&beside, path));
    if written.is_err() {
        // The reason for the failure is worth more than the rest of a file that may not even exist.
        let _ = fs::remove_file(&beside);
    }
    written.map(|()| true)
}

/// Where a file lies behind links, the last of which may lead to a file that is yet to be written.
fn followed(path: &Path) -> io::Result<PathBuf> {
    /// As many as Linux follows.
    const MOST_LINKS: usize = 40;
    let mut path = path.to_owned();
    for _ in 0..MOST_LINKS {
        match fs::read_link(&path) {
            Ok(target) => path = path.parent().unwrap_or(Path::new("")).join(target),
            Err(_) => return Ok(path),
        }
    }
    Err(io::Error::other("it leads through too many links"))
}

/// Writes a file that is not there. A part that an ended process of the same number left is in the way of nobody else.
fn write_new(path: &Path, text: &[u8], permissions: Option<Permissions>) -> io::Result<()> {
    let _ = fs::remove_file(path);
    let mut file = File::options().write(true).create_new(true).open(path)?;
    file.write_all(text)?;
    permissions.map_or(Ok(()), |permissions| file.set_permissions(permissions))
}

/// A name in the same folder that no other process writes to.
fn beside(path: &Path) -> PathBuf {
    let mut name = OsString::from(".");
    name.push(path.file_name().unwrap_or_default());
    name.push(format!(".{}.tmp", process::id()));
    path.with_file_name(name)
}

/// Tells cargo to run the build script again when one of the files changes. Cargo takes a missing file for one that
/// has always just changed, so those are left out.
pub(crate) fn watch<P: AsRef<Path>>(files: &[P]) {
    for file in files.iter().map(AsRef::as_ref).filter(|file| file.is_file()) {
        tell(&format!("cargo::rerun-if-changed={}", file.display()));
    }
}

/// Shows warnings to whoever builds.
pub(crate) fn warn(warnings: &str) {
    for line in warnings.lines().filter(|line| !line.trim().is_empty()) {
        tell(&format!("cargo::warning={line}"));
    }
}

/// A line for cargo; if nobody reads it, nobody has to be told.
fn tell(line: &str) {
    let _ = writeln!(io::stdout(), "{line}");
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_changed_is_written() {
        let folder = tempfile::tempdir().expect("the system has a folder for temporary files");
        let file = folder.path().join("errbook/api.rs");
        assert!(write(&file, "one").expect("first"));
        assert!(!write(&file, "one").expect("same"));
        assert!(write(&file, "two").expect("changed"));
        assert_eq!(fs::read_to_string(&file).expect("readable"), "two");
        let names: Vec<_> = fs::read_dir(folder.path().join("errbook")).expect("a folder").collect();
        assert_eq!(names.len(), 1, "{names:?}");
    }

    #[test]
    fn what_cannot_be_written_is_named() {
        let folder = tempfile::tempdir().expect("the system has a folder for temporary files");
        let error = write(folder.path(), "text").expect_err("a folder is no file");
        assert!(error.to_string().contains(&folder.path().display().to_string()), "{error}");
        let below = folder.path().join("file");
        assert!(write(&below, "text").is_ok());
        assert!(write(below.join("under/it.rs"), "text").is_err());
    }

    #[cfg(unix)]
    #[test]
    fn a_link_stays_a_link() {
        let folder = tempfile::tempdir().expect("the system has a folder for temporary files");
        let (file, link) = (folder.path().join("file"), folder.path().join("link"));
        fs::write(&file, "one").expect("writable");
        std::os::unix::fs::symlink(&file, &link).expect("links");
        assert!(write(&link, "two").expect("writable"));
        assert!(fs::symlink_metadata(&link).expect("there").is_symlink());
        assert_eq!(fs::read_to_string(&file).expect("readable"), "two");

        let (absent, dangling) = (folder.path().join("absent"), folder.path().join("dangling"));
        std::os::unix::fs::symlink("absent", &dangling).expect("links");
        assert!(write(&dangling, "three").expect("writable"));
        assert!(fs::symlink_metadata(&dangling).expect("there").is_symlink());
        assert_eq!(fs::read_to_string(&absent).expect("readable"), "three");

        std::os::unix::fs::symlink("round", folder.path().join("round")).expect("links");
        let error = write(folder.path().join("round"), "four").expect_err("a circle leads nowhere");
        assert!(error.to_string().contains("round"), "{error}");
    }

    #[cfg(unix)]
    #[test]
    fn permissions_are_kept() {
        use std::os::unix::fs::PermissionsExt as _;
        let folder = tempfile::tempdir().expect("the system has a folder for temporary files");
        let file = folder.path().join("file");
        fs::write(&file, "one").expect("writable");
        fs::set_permissions(&file, Permissions::from_mode(0o640)).expect("ours");
        assert!(write(&file, "two").expect("writable"));
        assert_eq!(fs::metadata(&file).expect("there").permissions().mode() & 0o777, 0o640);
    }
}
