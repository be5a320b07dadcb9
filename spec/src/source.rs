//! The files of a spec: the only module that touches the disk.

use std::fmt;
use std::io::Read as _;
use std::path::{Component, Path, PathBuf};
use std::sync::Arc;

use crate::catalog::Place;
use crate::limits::Limits;
use crate::locate::{Spot, locate};
use crate::origin::Origins;
use crate::pointer::Pointer;
use crate::tree::Format;

/// One of the files of a spec.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct FileId(usize);

impl FileId {
    /// The spec itself.
    pub const MAIN: Self = Self(0);

    pub(crate) fn index(self) -> usize {
        self.0
    }

    #[cfg(all(test, feature = "overlay"))]
    pub(crate) fn of(index: usize) -> Self {
        Self(index)
    }
}

/// A file that was read.
#[derive(Debug)]
pub(crate) struct File {
    /// As the spec was named, or relative to it, with `/` between folders.
    pub(crate) name: String,
    pub(crate) text: Arc<str>,
    pub(crate) format: Format,
    /// Where it lies; `None` for a text that is no file.
    path: Option<Location>,
}

/// Where a file lies.
#[derive(Debug)]
struct Location {
    /// As references say it, below the folder of the spec with links resolved: references count from here.
    written: PathBuf,
    /// With all links resolved.
    real: PathBuf,
}

/// The files of a spec, in the order in which they were read.
#[derive(Debug)]
pub(crate) struct Files {
    all: Vec<File>,
    read: Vec<PathBuf>,
    /// The folder that references may not leave, links resolved.
    root: Option<PathBuf>,
    /// The same as it was given.
    root_name: String,
    /// How many of the files behind the spec are overlays.
    overlays: usize,
    origins: Origins,
    limits: Limits,
}

/// Why a file cannot be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Problem {
    Missing,
    Folder,
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
            Self::Missing => formatter.write_str("there is no such file"),
            Self::Folder => formatter.write_str("this is a folder, not a file"),
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
    /// What to do about it.
    pub(crate) fn help(&self) -> String {
        match self {
            Self::Missing => "check the path; a reference counts from the file that holds it".to_owned(),
            Self::Folder => "name the spec's file, such as `openapi.yaml`".to_owned(),
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

impl Files {
    /// Reads the spec itself.
    pub(crate) fn open(spec: &Path, root: Option<&Path>, limits: &Limits) -> Result<Self, Problem> {
        let mut files = Self::none(limits);
        files.load(spec, written(spec)?, slashed(spec))?;
        let folder = folder(spec);
        let root = root.unwrap_or(folder);
        files.root_name = slashed(root);
        files.root = Some(root.canonicalize().map_err(|error| Problem::Unreadable(error.to_string()))?);
        Ok(files)
    }

    /// A spec that is only a text.
    pub(crate) fn from_text(name: &str, text: &str, limits: &Limits) -> Result<Self, Problem> {
        let mut files = Self::none(limits);
        files.add(name.to_owned(), text, None)?;
        Ok(files)
    }

    fn none(limits: &Limits) -> Self {
        Self {
            all: Vec::new(),
            read: Vec::new(),
            root: None,
            root_name: String::new(),
            overlays: 0,
            origins: Origins::default(),
            limits: limits.clone(),
        }
    }

    /// Reads an overlay, which may lie anywhere; all of them are read before any reference is followed.
    #[cfg(feature = "overlay")]
    pub(crate) fn overlay(&mut self, path: &Path) -> Result<FileId, Problem> {
        self.load(path, written(path)?, slashed(path))?;
        self.overlays += 1;
        Ok(FileId(self.all.len() - 1))
    }

    /// Notes where the values of the spec are written, once overlays have changed it.
    #[cfg(feature = "overlay")]
    pub(crate) fn set_origins(&mut self, origins: Origins) {
        self.origins = origins;
    }

    /// The file that a reference names, read if it was not yet.
    pub(crate) fn follow(&mut self, from: FileId, reference: &str) -> Result<FileId, Problem> {
        let written = percent_decoded(reference);
        if is_remote(&written) {
            return Err(Problem::Remote);
        }
        let relative = Path::new(&written);
        if written.starts_with(['/', '\\'])
            || relative.has_root()
            || relative.components().any(|it| matches!(it, Component::Prefix(_)))
        {
            return Err(Problem::Absolute);
        }
        let from = self.get(from);
        let (Some(root), Some(base)) = (&self.root, from.path.as_ref().and_then(|path| path.written.parent())) else {
            return Err(Problem::Missing);
        };
        // A reference is resolved by its words alone (RFC 3986 §5.2.4), so that nothing outside is even asked for.
        let written_path = normalized(&base.join(relative));
        if !written_path.starts_with(root) {
            return Err(Problem::Outside(climb(&written_path, root, &self.root_name)));
        }
        let real = written_path.canonicalize().map_err(|error| problem_of(&error))?;
        if !real.starts_with(root) {
            return Err(Problem::Outside(climb(&real, root, &self.root_name)));
        }
        let is_known = |file: &File| file.path.as_ref().is_some_and(|path| path.real == real);
        if let Some(known) = self.all.iter().position(is_known) {
            return Ok(FileId(known));
        }
        let name = relative_name(&from.name, &written);
        self.load(&written_path.clone(), written_path, name)?;
        Ok(FileId(self.all.len() - 1))
    }

    fn load(&mut self, path: &Path, written: PathBuf, name: String) -> Result<(), Problem> {
        if self.all.len() >= self.limits.files.max(1) {
            return Err(Problem::TooMany(self.limits.files));
        }
        let about = std::fs::metadata(path).map_err(|error| problem_of(&error))?;
        if about.is_dir() {
            return Err(Problem::Folder);
        }
        if !about.is_file() {
            return Err(Problem::Unreadable("it is a device or a pipe".to_owned()));
        }
        if about.len() > self.limits.file_size {
            return Err(Problem::TooLarge { size: about.len(), limit: self.limits.file_size });
        }
        let mut bytes = Vec::with_capacity(usize::try_from(about.len()).unwrap_or(0));
        let file = std::fs::File::open(path).map_err(|error| problem_of(&error))?;
        // A file may grow while it is read; that one is then too large.
        file.take(self.limits.file_size.saturating_add(1))
            .read_to_end(&mut bytes)
            .map_err(|error| problem_of(&error))?;
        let text = String::from_utf8(bytes).map_err(|error| {
            let valid = error.as_bytes().get(..error.utf8_error().valid_up_to()).unwrap_or_default();
            Problem::NotUtf8(valid.split(|byte| *byte == b'\n').count())
        })?;
        let real = path.canonicalize().map_err(|error| problem_of(&error))?;
        self.add(name, &text, Some(Location { written, real }))?;
        self.read.push(path.to_owned());
        Ok(())
    }

    fn add(&mut self, name: String, text: &str, path: Option<Location>) -> Result<(), Problem> {
        let size = u64::try_from(text.len()).unwrap_or(u64::MAX);
        if size > self.limits.file_size {
            return Err(Problem::TooLarge { size, limit: self.limits.file_size });
        }
        let before = self.all.iter().filter_map(|file| u64::try_from(file.text.len()).ok()).sum::<u64>();
        if before.saturating_add(size) > self.limits.total_size {
            return Err(Problem::TooLargeTogether(self.limits.total_size));
        }
        let text: Arc<str> = text.strip_prefix('\u{feff}').unwrap_or(text).into();
        if text.trim().is_empty() {
            return Err(Problem::Empty);
        }
        let format = format_of(&name, &text);
        self.all.push(File { name, text, format, path });
        Ok(())
    }

    pub(crate) fn get(&self, id: FileId) -> &File {
        &self.all[id.0]
    }

    /// The paths of all files read, the spec first.
    pub(crate) fn read(&self) -> &[PathBuf] {
        &self.read
    }

    pub(crate) fn ids(&self) -> impl Iterator<Item = FileId> {
        (0..self.all.len()).map(FileId)
    }

    /// Where a value is written: in the file that holds it, or in the overlay that it comes from.
    pub(crate) fn origin(&self, place: &Place) -> Place {
        if place.file == FileId::MAIN { self.origins.place(&place.pointer) } else { place.clone() }
    }

    /// Where places in files are, in the order asked for; each file is looked through once.
    pub(crate) fn spots(&self, places: &[&Place]) -> Vec<Option<Spot>> {
        let mut spots = vec![None; places.len()];
        for id in self.ids() {
            let here: Vec<(usize, &Pointer)> = places
                .iter()
                .enumerate()
                .filter(|(_, place)| place.file == id)
                .map(|(index, place)| (index, &place.pointer))
                .collect();
            if here.is_empty() {
                continue;
            }
            let pointers: Vec<&Pointer> = here.iter().map(|(_, pointer)| *pointer).collect();
            for ((index, _), spot) in here.iter().zip(locate(&self.get(id).text, &pointers)) {
                spots[*index] = spot;
            }
        }
        spots
    }

    /// The name of the spec's file without its ending.
    pub(crate) fn stem(&self) -> String {
        let name = self.all.first().map_or("", |file| file.name.as_str());
        Path::new(name).file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default()
    }

    /// 16 digits that depend on what all files say, however their lines end and wherever they lie.
    pub(crate) fn fingerprint(&self) -> String {
        // The order in which references are met is not what the spec says, nor are the names of files; the order of
        // overlays is.
        let mut hashes: Vec<u64> = self.all.iter().map(File::hash).collect();
        if let Some(others) = hashes.get_mut(1 + self.overlays..) {
            others.sort_unstable();
        }
        let mut hash = Hash::default();
        for file in hashes {
            hash.word(file);
        }
        format!("{:016x}", hash.finish())
    }
}

impl File {
    fn hash(&self) -> u64 {
        let mut hash = Hash::default();
        if self.text.contains('\r') {
            hash.text(&self.text.replace("\r\n", "\n"));
        } else {
            hash.text(&self.text);
        }
        hash.finish()
    }
}

/// FNV-1a over words of 8 bytes, rotated so that every byte tells; the same everywhere and in all versions.
struct Hash(u64);

impl Default for Hash {
    fn default() -> Self {
        Self(0xcbf2_9ce4_8422_2325)
    }
}

impl Hash {
    fn text(&mut self, text: &str) {
        let (words, rest) = text.as_bytes().as_chunks();
        for word in words {
            self.word(u64::from_le_bytes(*word));
        }
        for byte in rest {
            self.word(u64::from(*byte));
        }
        self.word(u64::try_from(text.len()).unwrap_or(u64::MAX));
    }

    fn word(&mut self, word: u64) {
        self.0 = (self.0.rotate_left(23) ^ word).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    }

    fn finish(&self) -> u64 {
        (self.0 ^ (self.0 >> 32)).wrapping_mul(0x9e37_79b9_7f4a_7c15)
    }
}

/// The folder that holds a file.
fn folder(file: &Path) -> &Path {
    file.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."))
}

/// Where references in a file count from: its folder without links, and its name as it was given.
fn written(file: &Path) -> Result<PathBuf, Problem> {
    let folder = folder(file).canonicalize().map_err(|error| problem_of(&error))?;
    Ok(folder.join(file.file_name().unwrap_or_default()))
}

fn problem_of(error: &std::io::Error) -> Problem {
    match error.kind() {
        std::io::ErrorKind::NotFound | std::io::ErrorKind::NotADirectory => Problem::Missing,
        std::io::ErrorKind::IsADirectory => Problem::Folder,
        _ => Problem::Unreadable(error.to_string()),
    }
}

/// By the file's ending, else by how it begins. JSON in a file named `.yaml` is read as JSON where it is JSON.
fn format_of(name: &str, text: &str) -> Format {
    let ending = Path::new(name).extension().map(|ending| ending.to_string_lossy().to_ascii_lowercase());
    let object = text.trim_start().starts_with('{');
    match ending.as_deref() {
        Some("json") => Format::Json,
        Some("yaml" | "yml") if !object => Format::Yaml,
        Some("yaml" | "yml") => {
            let json = serde_json::from_str::<serde::de::IgnoredAny>(text).is_ok();
            if json { Format::Json } else { Format::Yaml }
        }
        _ if object => Format::Json,
        _ => Format::Yaml,
    }
}

/// Whether a reference has a scheme or an authority (RFC 3986 §3, §4.2).
fn is_remote(reference: &str) -> bool {
    let scheme = reference.split_once(':').is_some_and(|(scheme, _)| {
        scheme.len() > 1
            && scheme.starts_with(|it: char| it.is_ascii_alphabetic())
            && scheme.chars().all(|it| it.is_ascii_alphanumeric() || "+-.".contains(it))
    });
    scheme || reference.starts_with("//")
}

/// A reference is a URI: `%20` is a space in the file's name (RFC 3986 §2.1).
pub(crate) fn percent_decoded(text: &str) -> String {
    percent_encoding::percent_decode_str(text).decode_utf8().map_or_else(|_| text.to_owned(), Into::into)
}

/// A path with `/` between folders.
fn slashed(path: &Path) -> String {
    let text = path.to_string_lossy();
    if std::path::MAIN_SEPARATOR == '\\' { text.replace('\\', "/") } else { text.into_owned() }
}

fn normalized(path: &Path) -> PathBuf {
    let mut clean = PathBuf::new();
    for component in path.components() {
        match component {
            Component::ParentDir => {
                clean.pop();
            }
            Component::CurDir => {}
            other => clean.push(other),
        }
    }
    clean
}

/// What to write as `root` so that a path is allowed: as many steps up from the one there is.
fn climb(path: &Path, root: &Path, root_name: &str) -> String {
    let shared = path.components().zip(root.components()).take_while(|(left, right)| left == right).count();
    let steps = root.components().count().saturating_sub(shared).max(1);
    let root_name = root_name.strip_prefix("./").unwrap_or(root_name).trim_end_matches('/');
    let holder = if matches!(root_name, "" | ".") { String::new() } else { format!("{root_name}/") };
    let up = relative_name(&holder, &vec![".."; steps].join("/"));
    if up.is_empty() { ".".to_owned() } else { up }
}

/// The name of a file that another one refers to, in the style of that one's.
fn relative_name(from: &str, written: &str) -> String {
    let mut segments: Vec<&str> = from.split('/').collect();
    segments.pop();
    for segment in written.split(['/', '\\']) {
        match segment {
            "." => {}
            ".." if segments.last().is_some_and(|last| *last != "..") => {
                segments.pop();
            }
            other => segments.push(other),
        }
    }
    segments.join("/")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn references_are_uris() {
        assert!(is_remote("https://example.com/a.yaml"));
        assert!(is_remote("//example.com/a.yaml"));
        assert!(is_remote("file:///etc/passwd"));
        assert!(!is_remote("errors.yaml"));
        assert_eq!(percent_decoded("my%20errors.yaml"), "my errors.yaml");
        assert_eq!(percent_decoded("100%.yaml"), "100%.yaml");
    }

    #[test]
    fn names_follow_the_spec() {
        assert_eq!(relative_name("api/openapi.yaml", "errors/codes.yaml"), "api/errors/codes.yaml");
        assert_eq!(relative_name("api/errors/a.yaml", "../b.yaml"), "api/b.yaml");
        assert_eq!(relative_name("openapi.yaml", "./codes.yaml"), "codes.yaml");
    }

    #[test]
    fn a_reference_out_of_the_root_says_which_root_would_do() {
        assert_eq!(climb(Path::new("/a/c/x.yaml"), Path::new("/a/b"), "."), "..");
        assert_eq!(climb(Path::new("/x.yaml"), Path::new("/a/b"), "."), "../..");
        assert_eq!(climb(Path::new("/x.yaml"), Path::new("/a/b"), "b"), "..");
        assert_eq!(climb(Path::new("/a/x.yaml"), Path::new("/a/b"), "b"), ".");
        assert_eq!(climb(Path::new("/a/x.yaml"), Path::new("/a/b"), "../b"), "..");
        assert_eq!(climb(Path::new("/a/x.yaml"), Path::new("/a/b"), "/a/b"), "/a");
    }

    #[test]
    fn the_fingerprint_depends_on_the_text_alone() -> Result<(), Problem> {
        let limits = Limits::default();
        let unix = Files::from_text("a.yaml", "openapi: 3.0.3\n", &limits)?.fingerprint();
        assert_eq!(Files::from_text("b.yaml", "\u{feff}openapi: 3.0.3\r\n", &limits)?.fingerprint(), unix);
        assert_ne!(Files::from_text("a.yaml", "openapi: 3.0.4\n", &limits)?.fingerprint(), unix);
        Ok(())
    }

    /// A folder with a spec in `api`, a file beside it and one outside.
    fn folder() -> std::io::Result<tempfile::TempDir> {
        let folder = tempfile::tempdir()?;
        std::fs::create_dir_all(folder.path().join("api/errors"))?;
        for (name, text) in
            [("api/openapi.yaml", "openapi: 3.0.3\n"), ("api/errors/a b.yaml", "a: 1\n"), ("secret.yaml", "b: 2\n")]
        {
            std::fs::write(folder.path().join(name), text)?;
        }
        Ok(folder)
    }

    #[test]
    fn files_are_read_once_and_named_as_the_spec_is() -> std::io::Result<()> {
        let folder = folder()?;
        let spec = folder.path().join("api/openapi.yaml");
        let mut files = Files::open(&spec, None, &Limits::default()).expect("the spec is there");
        let other = files.follow(FileId::MAIN, "errors/a%20b.yaml");
        assert_eq!(other, Ok(FileId(1)));
        assert_eq!(files.follow(FileId::MAIN, "./errors/../errors/a b.yaml"), Ok(FileId(1)));
        assert_eq!(files.follow(FileId(1), "../openapi.yaml"), Ok(FileId::MAIN));
        assert!(files.get(FileId(1)).name.ends_with("/api/errors/a b.yaml"));
        assert_eq!(files.read().len(), 2);
        Ok(())
    }

    #[test]
    fn nothing_outside_the_root_is_read() -> std::io::Result<()> {
        let folder = folder()?;
        let spec = folder.path().join("api/openapi.yaml");
        let mut files = Files::open(&spec, None, &Limits::default()).expect("the spec is there");
        let root = slashed(folder.path());
        for reference in ["../secret.yaml", "errors/../../secret.yaml", "..%2Fsecret.yaml", "../no-such-file.yaml"] {
            assert_eq!(files.follow(FileId::MAIN, reference), Err(Problem::Outside(root.clone())), "{reference}");
        }
        for (reference, problem) in [
            ("https://example.com/a.yaml", Problem::Remote),
            ("/etc/hostname", Problem::Absolute),
            ("errors", Problem::Folder),
            ("errors/none.yaml", Problem::Missing),
        ] {
            assert_eq!(files.follow(FileId::MAIN, reference), Err(problem));
        }
        assert_eq!(files.read().len(), 1);
        let mut files = Files::open(&spec, Some(folder.path()), &Limits::default()).expect("the spec is there");
        assert_eq!(files.follow(FileId::MAIN, "../secret.yaml"), Ok(FileId(1)));
        Ok(())
    }

    #[cfg(unix)]
    #[test]
    fn links_lead_neither_out_nor_astray() -> std::io::Result<()> {
        let folder = folder()?;
        std::os::unix::fs::symlink(folder.path().join("secret.yaml"), folder.path().join("api/link.yaml"))?;
        std::fs::create_dir(folder.path().join("elsewhere"))?;
        let linked = folder.path().join("elsewhere/openapi.yaml");
        std::os::unix::fs::symlink(folder.path().join("api/openapi.yaml"), &linked)?;
        std::fs::write(folder.path().join("elsewhere/beside.yaml"), "a: 1\n")?;

        let mut files =
            Files::open(&folder.path().join("api/openapi.yaml"), None, &Limits::default()).expect("it is there");
        assert!(matches!(files.follow(FileId::MAIN, "link.yaml"), Err(Problem::Outside(_))));
        // References count from where the spec was named, not from where a link leads.
        let mut files = Files::open(&linked, None, &Limits::default()).expect("it is there");
        assert_eq!(files.follow(FileId::MAIN, "beside.yaml"), Ok(FileId(1)));
        Ok(())
    }

    #[cfg(unix)]
    #[test]
    fn a_device_is_no_file() {
        let problem = Files::open(Path::new("/dev/zero"), None, &Limits::default()).err();
        assert!(matches!(problem, Some(Problem::Unreadable(_))));
    }

    #[test]
    fn files_that_cannot_be_read_say_why() -> std::io::Result<()> {
        let folder = folder()?;
        let file = folder.path().join("x.yaml");
        let problem = |bytes: &[u8], limits: &Limits| {
            std::fs::write(&file, bytes).map(|()| Files::open(&file, None, limits).err())
        };
        let limits = Limits::default();
        assert_eq!(problem(b"a: 1\nb: \xff\n", &limits)?, Some(Problem::NotUtf8(2)));
        assert_eq!(problem(b" \r\n", &limits)?, Some(Problem::Empty));
        assert_eq!(
            problem(b"a: 1\n", &Limits { file_size: 4, ..limits.clone() })?,
            Some(Problem::TooLarge { size: 5, limit: 4 })
        );
        assert_eq!(Files::open(folder.path(), None, &limits).err(), Some(Problem::Folder));
        assert_eq!(Files::open(&folder.path().join("none.yaml"), None, &limits).err(), Some(Problem::Missing));
        Ok(())
    }
}
