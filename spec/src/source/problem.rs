//! Why a file cannot be read, and what to do about it.

use std::fmt;
use std::path::Path;

use super::nearby::nearest;
use super::slashed;
use crate::suggest::Comparisons;

/// Why a file cannot be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Problem {
    /// The file that a reference names; and the reference that may be meant.
    Missing(Option<String>),
    /// The spec itself, or an overlay; and the file that may be meant.
    NoSpec(Option<String>),
    Folder,
    /// A device or a pipe.
    NoFile,
    /// `-`, by which other commands mean what they are given.
    Stdin,
    /// The folder that references may not leave, and why it cannot be had.
    NoRoot(String, String),
    Unreadable(String),
    TooLarge {
        size: u64,
        limit: u64,
    },
    TooMany(usize),
    /// All files together.
    TooLargeTogether(u64),
    /// The line of the first byte that is not UTF-8.
    NotUtf8(usize),
    Empty,
    /// A reference that is a URL.
    Remote,
    /// A reference that begins at the root of the file system.
    Absolute,
    /// A reference out of the root; what to write as `root` to allow it.
    Outside(String),
}

impl fmt::Display for Problem {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Missing(_) | Self::NoSpec(_) => formatter.write_str("there is no such file"),
            Self::Folder => formatter.write_str("this is a folder, not a file"),
            Self::NoFile => formatter.write_str("this is a device or a pipe, not a file"),
            Self::Stdin => formatter.write_str("there is no file `-`, and nothing is read from stdin"),
            Self::NoRoot(root, reason) => write!(formatter, "its root, the folder `{root}`, cannot be had: {reason}"),
            Self::Unreadable(reason) => write!(formatter, "the file cannot be read: {reason}"),
            Self::TooLarge { size, limit } => write!(formatter, "the file has {size} bytes; at most {limit} are read"),
            Self::TooMany(limit) => {
                write!(formatter, "the spec consists of more than {limit} files")
            }
            Self::TooLargeTogether(limit) => {
                write!(formatter, "the files of the spec have more than {limit} bytes together")
            }
            Self::NotUtf8(line) => write!(formatter, "the file is not UTF-8: the first wrong byte is in line {line}"),
            Self::Empty => formatter.write_str("the file is empty"),
            Self::Remote => formatter.write_str("the reference leads to the network"),
            Self::Absolute => formatter.write_str("the reference is an absolute path"),
            Self::Outside(_) => formatter.write_str("the reference leads out of the spec's folder"),
        }
    }
}

impl Problem {
    /// With the path that may be meant, by the files of the folder where the file was looked for.
    pub(super) fn near(self, path: &Path, folder: Option<&Path>, comparisons: &mut Comparisons) -> Self {
        match self {
            Self::Missing(None) => {
                Self::Missing(folder.and_then(|folder| nearest(path, folder, comparisons)).map(|path| slashed(&path)))
            }
            problem => problem,
        }
    }

    /// The same of a file that was named by whoever asks, not by a reference.
    pub(super) fn of_named(self, path: &Path) -> Self {
        match self {
            Self::Missing(_) if path == Path::new("-") => Self::Stdin,
            Self::Missing(nearest) => Self::NoSpec(nearest),
            problem => problem,
        }
    }

    /// What to do about it.
    pub(crate) fn help(&self) -> String {
        match self {
            Self::Missing(Some(nearest)) | Self::NoSpec(Some(nearest)) => format!("did you mean `{nearest}`?"),
            Self::Missing(None) => "check the path: a reference counts from the file that holds it".to_owned(),
            Self::NoSpec(None) => {
                "check the path: it counts from the folder of the package that is built, from that of errbook.toml \
                             where that names it, or from the one where the command runs"
                    .to_owned()
            }
            Self::Folder => "name the spec's file, such as `openapi.yaml`".to_owned(),
            Self::NoFile | Self::Stdin => {
                "write it into a file first, and name that: what it refers to is looked for beside it".to_owned()
            }
            Self::NoRoot(..) => {
                "check the path: it counts from the folder of the package that is built, or from that of errbook.toml \
                             where that names it"
                    .to_owned()
            }
            Self::Unreadable(_) => "check the permissions of the file".to_owned(),
            Self::TooLarge { .. } => "split the spec into several files".to_owned(),
            Self::TooLargeTogether(_) => "leave out of the spec what has nothing to do with it".to_owned(),
            Self::TooMany(_) => "bundle the spec into fewer files".to_owned(),
            Self::NotUtf8(_) => {
                "save the file as UTF-8 (OpenAPI descriptions are UTF-8: RFC 8259 §8.1, YAML 1.2 §5.2)".to_owned()
            }
            Self::Empty => "begin it with `openapi: 3.0.3` or `openapi: 3.1.0`".to_owned(),
            Self::Remote => {
                "copy the document beside the spec and refer to the copy; nothing is fetched at build time".to_owned()
            }
            Self::Absolute => "write the path relative to this file".to_owned(),
            Self::Outside(root) => format!(
                "if that is meant, allow it: `.root(\"{root}\")` in build.rs, or `root = \"{root}\"` in errbook.toml"
            ),
        }
    }
}

impl From<std::io::Error> for Problem {
    fn from(error: std::io::Error) -> Self {
        match error.kind() {
            std::io::ErrorKind::NotFound | std::io::ErrorKind::NotADirectory => Self::Missing(None),
            std::io::ErrorKind::IsADirectory => Self::Folder,
            _ => Self::Unreadable(error.to_string()),
        }
    }
}
