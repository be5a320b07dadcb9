//! What was read, kept for the next derive. The macro server of an editor lives for hours: so what is kept is bounded, and
//! is used only as long as every file still has the same content.

use std::fs;
use std::path::PathBuf;
use std::sync::{Arc, Mutex, PoisonError};

use super::broken::Broken;
use super::read::{Request, Spec};

/// So many specs are kept.
const MOST: usize = 16;

/// Specs are kept while their files have no more bytes than this together; the newest always is.
const MOST_BYTES: usize = 64 << 20;

static CACHE: Mutex<Vec<Kept>> = Mutex::new(Vec::new());

/// A spec with the files that it was read from.
struct Kept {
    request: Request,
    spec: Arc<Spec>,
    contents: Vec<(PathBuf, Vec<u8>)>,
}

/// Reads a spec, or takes what was read of the same content.
pub(super) fn read(request: &Request) -> Result<Arc<Spec>, Broken> {
    // Whoever panicked while holding it left a list of whole entries behind.
    let mut cache = CACHE.lock().unwrap_or_else(PoisonError::into_inner);
    cache.retain(|kept| kept.request != *request || kept.is_current());
    if let Some(kept) = cache.iter().find(|kept| kept.request == *request) {
        return Ok(Arc::clone(&kept.spec));
    }
    let reading = errbook_spec::read(&request.path(), &request.options()).map_err(Broken::new)?;
    let spec = Arc::new(Spec { catalog: reading.catalog().clone(), files: reading.files().to_vec() });
    if let Some(contents) = contents(&spec.files) {
        cache.push(Kept { request: request.clone(), spec: Arc::clone(&spec), contents });
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

fn contents(files: &[PathBuf]) -> Option<Vec<(PathBuf, Vec<u8>)>> {
    files.iter().map(|path| Some((path.clone(), fs::read(path).ok()?))).collect()
}

impl Kept {
    fn is_current(&self) -> bool {
        let is_same = |(path, content): &(PathBuf, Vec<u8>)| fs::read(path).is_ok_and(|now| now == *content);
        self.contents.iter().all(is_same)
    }

    fn bytes(&self) -> usize {
        self.contents.iter().map(|(_, content)| content.len()).sum()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn request(spec: &std::path::Path, at: &str) -> Request {
        Request {
            spec: spec.to_owned(),
            overlays: Vec::new(),
            at: vec![at.to_owned()],
            renames: Vec::new(),
            root: None,
        }
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
    fn the_oldest_are_let_go() {
        let kept = |bytes: usize| Kept {
            request: request(std::path::Path::new("a"), "code"),
            spec: Arc::new(Spec { catalog: catalog(), files: Vec::new() }),
            contents: vec![(PathBuf::from("a"), vec![0; bytes])],
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
