//! References to other files: URIs that are paths, resolved by their words alone (RFC 3986 §5.2.4).

use std::path::{Component, Path, PathBuf};

/// Whether a reference has a scheme or an authority (RFC 3986 §3, §4.2).
pub(super) fn is_remote(reference: &str) -> bool {
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
pub(crate) fn slashed(path: &Path) -> String {
    let text = path.to_string_lossy();
    if std::path::MAIN_SEPARATOR == '\\' { text.replace('\\', "/") } else { text.into_owned() }
}

/// A path without `.` and `..`, by its words alone.
pub(super) fn normalized(path: &Path) -> PathBuf {
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
pub(super) fn climb(path: &Path, root: &Path, root_name: &str) -> String {
    let shared = path.components().zip(root.components()).take_while(|(left, right)| left == right).count();
    let steps = root.components().count().saturating_sub(shared).max(1);
    let root_name = root_name.strip_prefix("./").unwrap_or(root_name).trim_end_matches('/');
    let holder = if matches!(root_name, "" | ".") { String::new() } else { format!("{root_name}/") };
    let up = relative_name(&holder, &vec![".."; steps].join("/"));
    if up.is_empty() { ".".to_owned() } else { up }
}

/// The name of a file that another one refers to, in the style of that one's.
pub(crate) fn relative_name(from: &str, written: &str) -> String {
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
}
