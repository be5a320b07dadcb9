//! What was read, kept for the next derive. The macro server of an editor lives for hours: so what is kept is bounded, and
//! is used only as long as every file still has the same content: which is read again only where length and time of its last
//! change do not tell.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, SystemTime};

use super::broken::Broken;
use super::read::{Request, Spec};

/// So many specs are kept.
const MOST: usize = 16;

/// Specs are kept while their files have no more bytes than this together; the newest always is.
const MOST_BYTES: usize = 64 << 20;

/// Two changes within such a time may look like one, on the file systems that count time most coarsely.
const COARSEST: Duration = Duration::from_secs(3);

static CACHE: Mutex<Vec<Kept>> = Mutex::new(Vec::new());

/// A spec with the files that it was read from.
struct Kept {
    request: Request,
    spec: Arc<Spec>,
    contents: Vec<Content>,
    /// The spec was not there, and the lock stood in for it.
    is_stand_in: bool,
}

/// A file as it was read.
struct Content {
    path: PathBuf,
    bytes: Vec<u8>,
    stamp: Option<Stamp>,
}

/// What tells that a file was not changed since, if it had not been for a while.
#[derive(PartialEq, Eq)]
struct Stamp {
    length: u64,
    modified: SystemTime,
}

impl Stamp {
    fn of(path: &Path) -> Option<Self> {
        let about = fs::metadata(path).ok()?;
        Some(Self { length: about.len(), modified: about.modified().ok()? })
    }

    /// Whether every later change has another time.
    fn is_settled(&self) -> bool {
        SystemTime::now().duration_since(self.modified).is_ok_and(|age| age > COARSEST)
    }
}

/// Reads a spec, or takes what was read of the same content.
pub(super) fn read(request: &Request) -> Result<Arc<Spec>, Broken> {
    // Whoever panicked while holding it left a list of whole entries behind.
    let mut cache = CACHE.lock().unwrap_or_else(PoisonError::into_inner);
    cache.retain(|kept| kept.request != *request || kept.is_current());
    if let Some(kept) = cache.iter().find(|kept| kept.request == *request) {
        return Ok(Arc::clone(&kept.spec));
    }
    let began = SystemTime::now();
    let reading = request.read().map_err(Broken::new)?;
    let lock = request.lock().filter(|lock| !reading.files().contains(lock));
    let files = reading.files().iter().cloned().chain(lock).collect();
    let spec = Arc::new(Spec::new(reading.catalog().clone(), files));
    if let Some(contents) = contents(&spec.files, began) {
        let is_stand_in = reading.is_stand_in();
        cache.push(Kept { request: request.clone(), spec: Arc::clone(&spec), contents, is_stand_in });
        shrink(&mut cache);
    }
    Ok(spec)
}

/// Lets go of the oldest.
fn shrink(cache: &mut Vec<Kept>) {
    let bytes = |cache: &[Kept]| cache.iter().map(Kept::bytes).sum::<usize>();
    while cache.len() > MOST || (cache.len() > 1 && bytes(cache) > MOST_BYTES) {
        cache.remove(0);
    }
}

/// What was read from these files; `None` if one of them was changed since, so that it may be something else.
fn contents(files: &[PathBuf], began: SystemTime) -> Option<Vec<Content>> {
    let contents: Vec<Content> = files.iter().map(|path| Content::read(path)).collect::<Option<_>>()?;
    let is_older = |path: &PathBuf| Stamp::of(path).is_some_and(|stamp| stamp.modified < began);
    files.iter().all(is_older).then_some(contents)
}

impl Content {
    fn read(path: &Path) -> Option<Self> {
        let stamp = Stamp::of(path).filter(Stamp::is_settled);
        Some(Self { path: path.to_owned(), bytes: fs::read(path).ok()?, stamp })
    }

    fn is_current(&self) -> bool {
        let is_same = || fs::read(&self.path).is_ok_and(|now| now == self.bytes);
        (self.stamp.is_some() && self.stamp == Stamp::of(&self.path)) || is_same()
    }
}

impl Kept {
    fn is_current(&self) -> bool {
        self.contents.iter().all(Content::is_current) && !(self.is_stand_in && self.request.path().exists())
    }

    fn bytes(&self) -> usize {
        self.contents.iter().map(|content| content.bytes.len()).sum()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn request(spec: &std::path::Path, at: &str) -> Request {
        let mut request = Request { spec: spec.to_owned(), ..Request::default() };
        request.api.code_at.push(at.to_owned());
        request
    }

    fn spec(code: &str) -> String {
        format!(
            "{{\"openapi\": \"3.0.3\", \"info\": {{\"title\": \"t\", \"version\": \"1\"}}, \"paths\": {{\"/a\": {{\"get\": {{\
             \"responses\": {{\"404\": {{\"description\": \"\", \"content\": {{\"application/json\": {{\"schema\": {{\
             \"type\": \"object\", \"properties\": {{\"code\": {{\"enum\": [\"{code}\", \"B\"]}}, \
             \"kind\": {{\"enum\": [\"C\", \"D\"]}}}}}}}}}}}}}}}}}}}}}}"
        )
    }

    fn first(spec: &Spec) -> Option<String> {
        spec.catalog.codes.first().map(|code| code.wire.to_string())
    }

    fn read_or_fail(request: &Request) -> Arc<Spec> {
        read(request).unwrap_or_else(|broken| unreachable!("{:?}", broken.rules().collect::<Vec<_>>()))
    }

    #[test]
    fn what_is_kept_is_what_would_be_read() {
        let folder = tempfile::tempdir().expect("a folder can be made");
        let path = folder.path().join("shop.json");
        let write = |text: &str| fs::write(&path, text).expect("a file can be written");
        write(&spec("A"));
        let once = read_or_fail(&request(&path, "code"));
        assert_eq!(first(&once).as_deref(), Some("A"));
        assert!(Arc::ptr_eq(&once, &read_or_fail(&request(&path, "code"))));

        // The same content, written anew.
        write(&spec("A"));
        assert!(Arc::ptr_eq(&once, &read_or_fail(&request(&path, "code"))));

        // Another question about the same content.
        assert_eq!(first(&read_or_fail(&request(&path, "kind"))).as_deref(), Some("C"));

        // Another content, as long as the other and in the same second.
        write(&spec("Z"));
        assert_eq!(first(&read_or_fail(&request(&path, "code"))).as_deref(), Some("Z"));

        // None.
        fs::remove_file(&path).expect("it was there");
        assert!(read(&request(&path, "code")).is_err());
    }

    #[test]
    fn a_file_that_was_not_changed_for_long_is_noticed_when_it_is() {
        let folder = tempfile::tempdir().expect("a folder can be made");
        let path = folder.path().join("shop.json");
        let write = |text: &str, age: u64| {
            fs::write(&path, text).expect("a file can be written");
            let then = SystemTime::now() - Duration::from_secs(age);
            fs::File::options().append(true).open(&path).and_then(|file| file.set_modified(then)).expect("it is ours");
        };
        write(&spec("A"), 3_600);
        let once = read_or_fail(&request(&path, "code"));
        assert!(Arc::ptr_eq(&once, &read_or_fail(&request(&path, "code"))));
        assert!(
            CACHE
                .lock()
                .unwrap_or_else(PoisonError::into_inner)
                .iter()
                .flat_map(|it| &it.contents)
                .any(|it| { it.path == path && it.stamp.is_some() })
        );
        write(&spec("Z"), 7_200);
        assert_eq!(first(&read_or_fail(&request(&path, "code"))).as_deref(), Some("Z"));
        write(&spec("Y"), 0);
        assert_eq!(first(&read_or_fail(&request(&path, "code"))).as_deref(), Some("Y"));
    }

    #[test]
    fn the_lock_stands_in_only_for_a_spec_that_is_not_there() {
        let folder = tempfile::tempdir().expect("a folder can be made");
        let (path, file) = (folder.path().join("shop.json"), folder.path().join(errbook_spec::LOCK_FILE));
        let mut lock = errbook_spec::Lock::new(&file);
        lock.record("shop", &path, &catalog());
        fs::write(&file, lock.text()).expect("a file can be written");
        let request = Request { lock: Some(file.clone()), ..request(&path, "code") };
        let locked = read_or_fail(&request);
        assert_eq!((first(&locked).as_deref(), &locked.files), (Some("A"), &vec![file.clone()]));
        assert!(Arc::ptr_eq(&locked, &read_or_fail(&request)));

        fs::write(&path, spec("Z")).expect("a file can be written");
        let read = read_or_fail(&request);
        assert_eq!((first(&read).as_deref(), &read.files), (Some("Z"), &vec![path.clone(), file.clone()]));

        // Names that are published stay, as soon as they are.
        lock.record("shop", &path, &read.catalog);
        let renamed = lock.text().replace("name = \"Z\"", "name = \"Last\"");
        fs::write(&file, renamed).expect("a file can be written");
        assert_eq!(read_or_fail(&request).catalog.codes.first().map(|code| code.ident.as_str()), Some("Last"));
    }

    #[test]
    fn the_oldest_are_let_go() {
        let kept = |bytes: usize| Kept {
            request: request(std::path::Path::new("a"), "code"),
            spec: Arc::new(Spec::new(catalog(), Vec::new())),
            contents: vec![Content { path: PathBuf::from("a"), bytes: vec![0; bytes], stamp: None }],
            is_stand_in: false,
        };
        let mut cache: Vec<Kept> = (0..MOST + 3).map(kept).collect();
        shrink(&mut cache);
        assert_eq!(cache.len(), MOST);
        assert_eq!(cache.first().map(Kept::bytes), Some(3));
        cache.push(kept(MOST_BYTES + 1));
        shrink(&mut cache);
        assert_eq!(cache.iter().map(Kept::bytes).collect::<Vec<_>>(), [MOST_BYTES + 1]);
    }

    fn catalog() -> errbook_spec::Catalog {
        let reading =
            errbook_spec::read_text("a.json", &spec("A"), &request(std::path::Path::new("a"), "code").options());
        reading.expect("the spec is well-formed").catalog().clone()
    }
}
