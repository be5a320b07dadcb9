//! What to do where a file could not be written.

use std::io::ErrorKind;

/// In a few words, which stand behind `help:`.
pub(crate) fn remedy(kind: ErrorKind) -> &'static str {
    match kind {
        ErrorKind::IsADirectory => "that is a folder: name a file in it",
        ErrorKind::NotADirectory | ErrorKind::AlreadyExists => "a part of the path is a file: name another one",
        ErrorKind::PermissionDenied => "make its folder writable, where a new file takes the place of the old one",
        ErrorKind::ReadOnlyFilesystem => "name a file on a disk that can be written",
        ErrorKind::StorageFull => "make room on the disk; what was there is as it was",
        ErrorKind::FileTooLarge | ErrorKind::QuotaExceeded => {
            "raise the limit (`ulimit -f`, a quota); what was there is as it was"
        }
        _ => "see that its folder can be written, or name another file",
    }
}
