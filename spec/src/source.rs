//! The files of a spec: the only module that touches the disk.

mod fingerprint;
mod nearby;
mod problem;
mod reference;
mod store;

use std::io::Read as _;
use std::path::{Component, Path, PathBuf};
use std::sync::Arc;

use fingerprint::Hash;
pub(crate) use problem::Problem;
pub(crate) use reference::percent_decoded;
use reference::{climb, is_remote, normalized};
pub(crate) use reference::{relative_name, slashed};
pub use store::Store;

use crate::asked::{Asked, Excerpt, Written};
use crate::catalog::Place;
use crate::limits::Limits;
use crate::locate::{Spot, locate};
use crate::order;
use crate::origin::Origins;
use crate::pointer::Pointer;
use crate::reading::Options;
use crate::suggest::Comparisons;
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

/// Some editors begin files with it; no format has a meaning for it.
const BYTE_ORDER_MARK: char = '\u{feff}';

/// A file that was read.
#[derive(Debug)]
pub(crate) struct File {
    /// As the spec was named, or relative to it, with `/` between folders.
    pub(crate) name: String,
    /// Read into one place and not copied again: a spec may be large.
    pub(crate) text: Arc<String>,
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
    /// For what may be meant by a path that leads to nothing.
    comparisons: Comparisons,
    /// Where the spec and what it refers to come from, if not from the disk.
    store: Option<Arc<dyn Store>>,
    /// Where it is written what is asked of the spec.
    written: Written,
}

impl Files {
    /// Reads the spec itself.
    pub(crate) fn open(spec: &Path, options: &Options) -> Result<Self, Problem> {
        let mut files = Self { written: options.written.clone(), ..Self::none(&options.limits) };
        let root = options.root.as_deref().unwrap_or(folder(spec));
        files.root_name = slashed(root);
        if let Some(store) = &options.store {
            files.store = Some(Arc::clone(store));
            files.load_stored(store::located(spec)).map_err(|problem| problem.of_named(spec))?;
            files.root = Some(store::located(root));
        } else {
            files.load_named(spec)?;
            files.root = Some(root.canonicalize().map_err(|error| Problem::NoRoot(slashed(root), error.to_string()))?);
        }
        Ok(files)
    }

    /// A spec that is only a text.
    pub(crate) fn from_text(name: &str, text: &str, limits: &Limits) -> Result<Self, Problem> {
        let mut files = Self::none(limits);
        files.add(name.to_owned(), text.to_owned(), None)?;
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
            comparisons: Comparisons::default(),
            store: None,
            written: Written::default(),
        }
    }

    /// Reads an overlay, which may lie anywhere; all of them are read before any reference is followed.
    #[cfg(feature = "overlay")]
    pub(crate) fn overlay(&mut self, path: &Path) -> Result<FileId, Problem> {
        self.load_named(path)?;
        self.overlays += 1;
        Ok(FileId(self.all.len() - 1))
    }

    /// The same for one that is a file of the store.
    #[cfg(feature = "overlay")]
    pub(crate) fn stored_overlay(&mut self, path: &Path) -> Result<FileId, Problem> {
        self.load_stored(store::located(path)).map_err(|problem| problem.of_named(path))?;
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
        let from = &self.all[from.0];
        let (Some(root), Some(base)) = (&self.root, from.path.as_ref().and_then(|path| path.written.parent())) else {
            return Err(Problem::Missing(None));
        };
        // A reference is resolved by its words alone (RFC 3986 §5.2.4), so that nothing outside is even asked for.
        let written_path = normalized(&base.join(relative));
        if !written_path.starts_with(root) {
            return Err(Problem::Outside(climb(&written_path, root, &self.root_name)));
        }
        let real = match &self.store {
            Some(_) => written_path.clone(),
            None => existing(&written_path, root, relative, &mut self.comparisons)?,
        };
        if !real.starts_with(root) {
            return Err(Problem::Outside(climb(&real, root, &self.root_name)));
        }
        let is_known = |file: &File| file.path.as_ref().is_some_and(|path| path.real == real);
        if let Some(known) = self.all.iter().position(is_known) {
            return Ok(FileId(known));
        }
        if self.store.is_some() {
            self.load_stored(written_path)?;
        } else {
            let name = relative_name(&from.name, &written);
            self.load(&written_path.clone(), written_path, name)?;
        }
        Ok(FileId(self.all.len() - 1))
    }

    /// Reads a file that was named by whoever asks, not by a reference.
    fn load_named(&mut self, path: &Path) -> Result<(), Problem> {
        let loaded = written(path).and_then(|written| self.load(path, written, slashed(path)));
        loaded.map_err(|problem| problem.near(path, Some(folder(path)), &mut self.comparisons).of_named(path))
    }

    /// Reads a file of the store by where it lies there.
    fn load_stored(&mut self, written: PathBuf) -> Result<(), Problem> {
        self.count()?;
        let Some(store) = self.store.clone() else { return Err(Problem::Missing(None)) };
        let path = store::path(&written);
        let bytes = store.read(path, self.limits.file_size)?;
        let name = store.name(path);
        self.read.push(PathBuf::from(&name));
        self.add(name, text(bytes)?, Some(Location { real: written.clone(), written }))
    }

    /// Refuses one file too many.
    fn count(&self) -> Result<(), Problem> {
        if self.all.len() >= self.limits.files.max(1) { Err(Problem::TooMany(self.limits.files)) } else { Ok(()) }
    }

    fn load(&mut self, path: &Path, written: PathBuf, name: String) -> Result<(), Problem> {
        self.count()?;
        let about = std::fs::metadata(path)?;
        if about.is_dir() {
            return Err(Problem::Folder);
        }
        if !about.is_file() {
            return Err(Problem::NoFile);
        }
        if about.len() > self.limits.file_size {
            return Err(Problem::TooLarge { size: about.len(), limit: self.limits.file_size });
        }
        let mut bytes = Vec::with_capacity(usize::try_from(about.len()).unwrap_or(0));
        let file = std::fs::File::open(path)?;
        // A file may grow while it is read; that one is then too large.
        file.take(self.limits.file_size.saturating_add(1)).read_to_end(&mut bytes)?;
        let real = path.canonicalize()?;
        self.add(name, text(bytes)?, Some(Location { written, real }))?;
        self.read.push(path.to_owned());
        Ok(())
    }

    fn add(&mut self, name: String, mut text: String, path: Option<Location>) -> Result<(), Problem> {
        let size = u64::try_from(text.len()).unwrap_or(u64::MAX);
        if size > self.limits.file_size {
            return Err(Problem::TooLarge { size, limit: self.limits.file_size });
        }
        let before = self.all.iter().filter_map(|file| u64::try_from(file.text.len()).ok()).sum::<u64>();
        if before.saturating_add(size) > self.limits.total_size {
            return Err(Problem::TooLargeTogether(self.limits.total_size));
        }
        if text.starts_with(BYTE_ORDER_MARK) {
            text.remove(0);
        }
        if text.trim_start().is_empty() {
            return Err(Problem::Empty);
        }
        let format = format_of(&name, &text);
        self.all.push(File { name, text: Arc::new(text), format, path });
        Ok(())
    }

    pub(crate) fn get(&self, id: FileId) -> &File {
        &self.all[id.0]
    }

    /// Where something is asked for, if `errbook.toml` asks for it.
    pub(crate) fn asked(&self, asked: &Asked) -> Option<Excerpt<'_>> {
        self.written.excerpt(asked)
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
            let file = self.get(id);
            for ((index, _), spot) in here.iter().zip(locate(&file.text, file.format, &pointers)) {
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

    /// 16 digits that depend on what all files say, however their lines end and wherever they lie; of each file it may be known
    /// that it has no carriage return.
    pub(crate) fn fingerprint(&self, may_have_returns: &dyn Fn(FileId) -> bool) -> String {
        // The order in which references are met is not what the spec says, nor are the names of files; the order of
        // overlays is.
        let mut hashes: Vec<u64> = self.ids().map(|id| self.get(id).hash(may_have_returns(id))).collect();
        if let Some(others) = hashes.get_mut(1 + self.overlays..) {
            order::sort(others, Ord::cmp);
        }
        let mut hash = Hash::default();
        for file in hashes {
            hash.word(file);
        }
        format!("{:016x}", hash.finish())
    }
}

impl File {
    fn hash(&self, may_have_returns: bool) -> u64 {
        let mut hash = Hash::default();
        if may_have_returns && self.text.contains('\r') {
            hash.text(&self.text.replace("\r\n", "\n"));
        } else {
            hash.text(&self.text);
        }
        hash.finish()
    }
}

/// Whether there is surely no file of that name.
#[cfg(feature = "lock")]
pub(crate) fn is_absent(path: &Path) -> bool {
    path.try_exists().is_ok_and(|is_there| !is_there)
}

fn text(bytes: Vec<u8>) -> Result<String, Problem> {
    String::from_utf8(bytes).map_err(|error| {
        let valid = error.as_bytes().get(..error.utf8_error().valid_up_to()).unwrap_or_default();
        Problem::NotUtf8(valid.split(|byte| *byte == b'\n').count())
    })
}

/// Where a file really lies that a reference names. If there is none, what may be meant is told by the folder where it was looked
/// for, unless a link leads out of the root to that.
fn existing(path: &Path, root: &Path, reference: &Path, comparisons: &mut Comparisons) -> Result<PathBuf, Problem> {
    path.canonicalize().map_err(|error| {
        let is_inside = |folder: &&Path| folder.canonicalize().is_ok_and(|folder| folder.starts_with(root));
        Problem::from(error).near(reference, path.parent().filter(is_inside), comparisons)
    })
}

/// The folder that holds a file.
fn folder(file: &Path) -> &Path {
    file.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."))
}

/// Where references in a file count from: its folder without links, and its name as it was given.
fn written(file: &Path) -> Result<PathBuf, Problem> {
    let folder = folder(file).canonicalize()?;
    Ok(folder.join(file.file_name().unwrap_or_default()))
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

#[cfg(test)]
mod tests;
