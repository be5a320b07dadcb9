//! Results go to stdout, messages to stderr.

use std::fmt::Display;
use std::io::{self, Write as _};

/// Writes a result.
pub(crate) fn result(text: &str) -> io::Result<()> {
    let mut stdout = io::stdout().lock();
    stdout.write_all(text.as_bytes())?;
    stdout.flush()
}

/// Writes a message; if nobody takes it, there is no other way to say it.
pub(crate) fn message(text: impl Display) {
    let _ = writeln!(io::stderr().lock(), "{}", text.to_string().trim_end());
}
