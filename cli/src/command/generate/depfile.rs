//! What was read, in the form that Make and Ninja read: a rule without a recipe.

use std::env;
use std::path::{Path, PathBuf};

/// The rule: the output, and every file whose change could change it.
pub(super) fn rule(output: &Path, files: &[PathBuf]) -> Result<Vec<u8>, String> {
    let here = env::current_dir().and_then(|here| here.canonicalize()).unwrap_or_default();
    let mut rule = escaped(output)?;
    rule.push(b':');
    for file in files {
        rule.extend(b" \\\n  ");
        // References are known by where they lie; a build knows them by where they lie from here.
        rule.extend(escaped(file.strip_prefix(&here).unwrap_or(file))?);
    }
    rule.push(b'\n');
    Ok(rule)
}

/// A path as both tools read it back, as GCC writes it: `$` is doubled; a backslash goes before `#`, `:` and a space, and
/// before each backslash that stands before a space.
fn escaped(path: &Path) -> Result<Vec<u8>, String> {
    let mut escaped = Vec::new();
    let mut backslashes = 0;
    for &byte in path.as_os_str().as_encoded_bytes() {
        match byte {
            b'$' => escaped.push(b'$'),
            b' ' => escaped.extend(std::iter::repeat_n(b'\\', backslashes + 1)),
            b'#' | b':' => escaped.push(b'\\'),
            byte if byte.is_ascii_control() => {
                return Err(format!(
                    "error: a depfile cannot hold {:?}, which has a control character in it: rename the file",
                    path.display().to_string()
                ));
            }
            _ => {}
        }
        backslashes = if byte == b'\\' { backslashes + 1 } else { 0 };
        escaped.push(byte);
    }
    Ok(escaped)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_the_tools_would_take_for_something_else_is_escaped() {
        for (path, written) in [
            ("src/errors.rs", "src/errors.rs"),
            ("a b", r"a\ b"),
            (r"a\ b", r"a\\\ b"),
            (r"a\b", r"a\b"),
            ("a#b:c$d", r"a\#b\:c$$d"),
            ("é", "é"),
        ] {
            assert_eq!(escaped(Path::new(path)), Ok(written.as_bytes().to_vec()), "{path}");
        }
        assert!(escaped(Path::new("a\nb")).is_err_and(|said| said.contains(r"a\nb")));
    }
}
