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
