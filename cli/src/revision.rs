//! Specs in a revision of a git repository: `main:openapi.yaml`, with all that they refer to.
//!
//! `git` is run without a shell; what comes from outside is never taken for an option.

use std::fmt;
use std::io::{self, Read as _};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use errbook_spec::Store;

/// A commit id, a line of a tree: nothing else that is asked for is longer.
const LONGEST_ANSWER: u64 = 8_192;

/// As much of `errbook.toml` and `errbook.lock` as is read; their readers refuse less.
const LARGEST: u64 = 256 << 20;

/// A commit whose files are read.
#[derive(Debug)]
pub(crate) struct Revision {
    /// As it was named.
    name: String,
    commit: String,
    /// The current folder, from the top of the repository.
    here: PathBuf,
}

/// Why a revision cannot be read.
#[derive(Debug)]
pub(crate) enum Problem {
    /// `git` itself.
    Git(io::Error),
    /// This is no folder of a repository.
    NoRepository,
    /// There is no such commit.
    NoRevision(String),
}

impl fmt::Display for Problem {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Git(error) => write!(formatter, "error: `git` cannot be run: {error}"),
            Self::NoRepository => formatter.write_str("error: this folder is in no git repository"),
            Self::NoRevision(name) => {
                let name = name.escape_debug();
                write!(
                    formatter,
                    "error: there is no revision `{name}`; `git log --oneline --all` shows those there are"
                )
            }
        }
    }
}

impl std::error::Error for Problem {}

/// Splits `REVISION:PATH`; what is a file by its whole name is none.
pub(crate) fn split(spec: &str) -> Option<(&str, &str)> {
    let (revision, path) = spec.split_once(':')?;
    let is_meant = !revision.is_empty() && !path.is_empty() && !Path::new(spec).exists();
    // `C:\openapi.yaml` is a file that is absent.
    let is_drive = cfg!(windows) && revision.len() == 1;
    (is_meant && !is_drive).then_some((revision, path))
}

impl Revision {
    /// Finds a commit, and the path in it: from the top of the repository, or from here if it begins with `./` or `../`.
    pub(crate) fn find(revision: &str, path: &str) -> Result<(Self, PathBuf), Problem> {
        let prefix = ask(&["rev-parse", "--show-prefix"]).map_err(Problem::Git)?.ok_or(Problem::NoRepository)?;
        let commit = format!("{revision}^{{commit}}");
        let commit = ask(&["rev-parse", "--verify", "--quiet", "--end-of-options", &commit]).map_err(Problem::Git)?;
        let commit = commit.map(|commit| commit.trim().to_owned()).filter(|commit| is_id(commit));
        let commit = commit.ok_or_else(|| Problem::NoRevision(revision.to_owned()))?;
        let revision = Self { name: revision.to_owned(), commit, here: PathBuf::from(prefix.trim_end()) };
        let counts_from_here = path.starts_with("./") || path.starts_with("../");
        let path = if counts_from_here { revision.here(Path::new(path)) } else { PathBuf::from(path) };
        Ok((revision, path))
    }

    /// A file that is in the current folder there, with its name; nothing where it is not there.
    pub(crate) fn file_here(&self, name: &str) -> io::Result<Option<(String, String)>> {
        let path = self.here(Path::new(name));
        match self.read(&path, LARGEST) {
            Ok(bytes) => Ok(Some((self.name(&path), String::from_utf8_lossy(&bytes).into_owned()))),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
            Err(error) => Err(error),
        }
    }

    /// A path from here as one from the top.
    pub(crate) fn here(&self, path: &Path) -> PathBuf {
        self.here.join(path)
    }
}

fn is_id(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_hexdigit())
}

impl Store for Revision {
    fn name(&self, path: &Path) -> String {
        format!("{}:{}", self.name, path.display())
    }

    fn read(&self, path: &Path, limit: u64) -> io::Result<Vec<u8>> {
        let path = path.to_string_lossy();
        let tree = ["--literal-pathspecs", "ls-tree", "-z", "--full-tree", &self.commit, "--", &path];
        let listed = ask(&tree)?.unwrap_or_default();
        // `100644 blob ID<tab>PATH<nul>`
        let entry = listed.split('\0').find_map(|entry| entry.split_once('\t').filter(|(_, name)| *name == path));
        let Some((about, _)) = entry else { return Err(io::ErrorKind::NotFound.into()) };
        match about.split(' ').collect::<Vec<_>>().as_slice() {
            ["120000", ..] => Err(io::Error::other("it is a symbolic link, which is not followed in a revision")),
            [_, "tree", _] => Err(io::ErrorKind::IsADirectory.into()),
            [_, "blob", id] if is_id(id) => {
                let content = run(&["cat-file", "blob", id], limit.saturating_add(1))?;
                content.ok_or_else(|| io::Error::other("`git` does not give what is in it"))
            }
            _ => Err(io::Error::other("it is no file")),
        }
    }
}

/// A short answer of `git`, or none if it has none.
fn ask(arguments: &[&str]) -> io::Result<Option<String>> {
    Ok(run(arguments, LONGEST_ANSWER)?.map(|bytes| String::from_utf8_lossy(&bytes).into_owned()))
}

/// So much of what `git` writes, or none if it fails.
fn run(arguments: &[&str], limit: u64) -> io::Result<Option<Vec<u8>>> {
    let mut command = Command::new("git");
    // Nothing is fetched, and nobody is asked.
    command.env("GIT_NO_LAZY_FETCH", "1").env("GIT_TERMINAL_PROMPT", "0").env("GIT_OPTIONAL_LOCKS", "0");
    command.args(arguments).stdin(Stdio::null()).stderr(Stdio::null()).stdout(Stdio::piped());
    let mut child = command.spawn()?;
    let mut bytes = Vec::new();
    let mut is_cut = false;
    if let Some(stdout) = child.stdout.take() {
        stdout.take(limit).read_to_end(&mut bytes)?;
        is_cut = u64::try_from(bytes.len()).is_ok_and(|length| length == limit);
    }
    // Whoever writes more than is read is stopped by it, and fails.
    let succeeded = child.wait()?.success();
    Ok((succeeded || is_cut).then_some(bytes))
}
