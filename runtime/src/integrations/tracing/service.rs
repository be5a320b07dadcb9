//! Errors in the log: what a 5xx keeps to itself is told once, where it is sent.

use std::error::Error;
use std::fmt;

use crate::display::OneLine;
use crate::service::Sent;

/// The longest account of one error, in characters.
const LONGEST: usize = 2000;
/// How many causes are followed: a chain may be a ring.
const MOST: usize = 20;

/// Logs an error that is about to be sent, if it is a 5xx: status, code, and what is behind it.
pub(in crate::integrations) fn sent(error: &Sent<'_>) {
    if error.status().is_server_error() {
        let (status, code) = (error.status().as_u16(), error.code_str().unwrap_or_default());
        let chain = Chain { message: error.message(), source: error.source() }.to_string();
        tracing::error!(status, code, error = %OneLine(&chain, LONGEST), "a server error is sent");
    }
}

/// An error with its causes.
struct Chain<'a> {
    message: &'a str,
    source: Option<&'a (dyn Error + 'static)>,
}

impl fmt::Display for Chain<'_> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.message)?;
        let mut above = self.message.to_owned();
        for cause in std::iter::successors(self.source, |error| (*error).source()).take(MOST) {
            // Some errors show their cause themselves, and a transparent one shows nothing else.
            let text = cause.to_string();
            if text != above {
                write!(formatter, ": {text}")?;
            }
            above = text;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn causes_follow_their_errors() {
        let cause = std::io::Error::other("disk");
        assert_eq!(Chain { message: "no", source: Some(&cause) }.to_string(), "no: disk");
        assert_eq!(Chain { message: "disk", source: Some(&cause) }.to_string(), "disk");
        assert_eq!(Chain { message: "no", source: None }.to_string(), "no");
    }
}
