//! Why a call came to nothing.

use std::error::Error;
use std::fmt;

/// A call that failed: the server answered with an error, or there was no answer.
///
/// It displays as what it holds, and never a body; `source` goes on behind that.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum CallError<E, T> {
    /// The server answered with an error.
    Answered(E),
    /// No answer came: what the HTTP client says of that.
    Transport(T),
}

impl<E, T> CallError<E, T> {
    /// The server's answer, if there was one.
    pub fn answered(&self) -> Option<&E> {
        match self {
            Self::Answered(answer) => Some(answer),
            Self::Transport(_) => None,
        }
    }
}

impl<E: fmt::Display, T: fmt::Display> fmt::Display for CallError<E, T> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Answered(answer) => answer.fmt(formatter),
            Self::Transport(failure) => write!(formatter, "no answer: {failure}"),
        }
    }
}

impl<E: Error, T: Error> Error for CallError<E, T> {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        match self {
            Self::Answered(answer) => answer.source(),
            Self::Transport(failure) => failure.source(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A failure that has a cause.
    #[derive(Debug)]
    struct Refused(std::io::Error);

    impl fmt::Display for Refused {
        fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
            formatter.write_str("could not connect")
        }
    }

    impl Error for Refused {
        fn source(&self) -> Option<&(dyn Error + 'static)> {
            Some(&self.0)
        }
    }

    #[test]
    fn each_link_of_the_chain_says_its_own() {
        let refused = || Refused(std::io::Error::other("refused"));
        let error: CallError<Refused, Refused> = CallError::Transport(refused());
        assert_eq!(error.to_string(), "no answer: could not connect");
        assert_eq!(error.source().map(ToString::to_string).as_deref(), Some("refused"));
        assert!(error.answered().is_none());
        let error: CallError<Refused, Refused> = CallError::Answered(refused());
        assert_eq!(error.to_string(), "could not connect");
        assert!(error.answered().is_some());
    }
}
